"""Answers and their history, in SQLite by default, in another database by address.

`Store` brings the database library with it and is loaded when it is first asked for: whoever
only prints answers has no need of a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.store.keys import key_from_name, participant_key
from workshop.store.records import Arrival, Entry, Participant, Stored

if TYPE_CHECKING:
    from workshop.store.store import Store

__all__ = [
    "Arrival",
    "Entry",
    "Participant",
    "Store",
    "Stored",
    "key_from_name",
    "participant_key",
]


def __getattr__(name: str) -> object:
    """Load what needs the database library."""
    if name == "Store":
        from workshop.store.store import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
