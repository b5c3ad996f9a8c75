"""How far everyone is, read without writing a byte."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workshop.answers.document import from_data
from workshop.errors import StoreError, WorkshopError
from workshop.folder import Folder
from workshop.reference import Reference, load_reference
from workshop.store import Participant
from workshop.workbook import Answers, evaluate, started
from workshop.workbook.counting import Count, counts


@dataclass(frozen=True)
class Standing:
    """How far one participant is.

    Attributes
    ----------
    counts : tuple of Count
        Answers given and asked, step by step.
    changed : datetime.datetime, optional
        When they last changed an answer.
    drafts : int
        How much was typed and is no answer yet.
    blocking : tuple of str
        Codes of checks to settle first that fire without a reason.
    problem : str
        Why their answers cannot be read; empty if they can.
    """

    person: Participant
    counts: tuple[Count, ...] = ()
    changed: dt.datetime | None = None
    drafts: int = 0
    blocking: tuple[str, ...] = ()
    problem: str = ""

    @property
    def answered(self) -> int:
        """Return how many answers there are."""
        return sum(count.answered for count in self.counts)

    @property
    def asked(self) -> int:
        """Return how many are asked."""
        return sum(count.asked for count in self.counts)


def overview(folder: Folder, as_of: dt.date) -> tuple[Standing, ...]:
    """Return how far everyone is, in the order of the roster.

    One person's damaged answers are told and hold up nobody else.

    Parameters
    ----------
    folder : Folder
        The workshop; nothing in it is changed.
    as_of : datetime.date
        The day checks are judged by.

    Raises
    ------
    RosterError, StoreError
        If the list of participants or the database cannot be read.
    """
    reference = load_reference()
    read = _from_database(folder) if folder.database else _from_files(folder)
    return tuple(
        standing if answers is None else _judged(standing, answers, folder, reference, as_of)
        for standing, answers in read
    )


def _judged(
    standing: Standing, answers: Answers, folder: Folder, reference: Reference, as_of: dt.date
) -> Standing:
    settings = folder.settings
    standing = replace(standing, counts=counts(answers, settings.tier))
    if not started(answers):
        return standing
    found = evaluate(answers, reference, settings.rules, as_of, settings.tier)
    return replace(standing, blocking=tuple(outcome.code for outcome in found.blocking))


def _from_database(folder: Folder) -> Iterator[tuple[Standing, Answers | None]]:
    from workshop.store.looking import look

    assert folder.database is not None, "asked for only where there is one"
    for seen in look(folder.database):
        standing = Standing(seen.person, changed=seen.changed, drafts=seen.drafts)
        try:
            yield standing, _answers(seen.document, seen.person.key)
        except WorkshopError as error:
            yield replace(standing, problem=error.what), None


def _answers(document: str, key: str) -> Answers:
    if not document:
        return Answers(participant=key)
    try:
        data = json.loads(document)
    except ValueError as error:
        raise StoreError("These answers are damaged.", where=key, found=str(error)) from error
    return from_data(Answers, data, where=key)


def _from_files(folder: Folder) -> Iterator[tuple[Standing, Answers | None]]:
    for person in folder.everyone():
        path = folder.path / "answers" / f"{person.key}.json"
        changed = None
        if path.is_file():
            changed = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        standing = Standing(person, changed=changed)
        try:
            yield standing, folder.load(person.key).answers
        except WorkshopError as error:
            yield replace(standing, problem=error.what), None
