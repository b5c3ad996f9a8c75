"""What the store gives back: people, answers at a revision, changes as they were made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workshop.answers.change import Draft
from workshop.workbook import Answers


@dataclass(frozen=True)
class Participant:
    """Someone with a key. ``language`` is that of the plan."""

    key: str
    name: str = ""
    business: str = ""
    email: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Stored:
    """Answers at a revision, and what was typed beside them."""

    answers: Answers
    revision: int
    drafts: tuple[Draft, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """Answers brought from outside for one person.

    Attributes
    ----------
    participant : str
        Their key.
    change : callable
        Given what is stored, returns the answers as they shall be.
    addresses : tuple of str
        Where answers arrive.
    """

    participant: str
    change: Callable[[Stored], Answers]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One change as the journal holds it.

    Attributes
    ----------
    id : int
        Its number in the journal.
    revision : int
        Of the answers once it was made.
    address : str
        Where; empty for a change of the whole document.
    before, after : object
        JSON data there; None where nothing stood.
    author : str
        Who made it.
    at : datetime.datetime
        When it was made.
    undoes : int, optional
        The number of the change it takes back.
    """

    id: int
    revision: int
    address: str
    before: Any
    after: Any
    author: str
    at: dt.datetime
    undoes: int | None = None
