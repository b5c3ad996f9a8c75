"""The store: load, save, keep drafts, undo. Every save is one transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from workshop.answers.change import Change, Draft, apply, find, value_at
from workshop.answers.document import from_data, to_json
from workshop.errors import (
    ConflictError,
    StoreError,
    UnknownAnswerKeyError,
    UnknownParticipantError,
)
from workshop.store.engine import READING, open_engine, store_errors
from workshop.store.keys import participant_key
from workshop.store.schema import AnswersRow, DraftRow, JournalRow, ParticipantRow
from workshop.workbook import Answers

WHOLE = ""
"""Address of a journal entry that replaced the whole document."""


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
class Entry:
    """One change as the journal holds it; ``before`` and ``after`` are JSON data."""

    id: int
    revision: int
    address: str
    before: Any
    after: Any
    author: str
    at: dt.datetime
    undoes: int | None = None


class Store:
    """The answers of one workshop.

    Parameters
    ----------
    engine : sqlalchemy.Engine
        From :func:`workshop.store.engine.open_engine`.
    where : str
        What to call the database in an error.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**{READING: True})
        self._where = where

    @classmethod
    def open(cls, url_or_path: str | Path) -> Self:
        """Open a database by file or by address; it is made if it is not there.

        Raises
        ------
        StoreError
            If it cannot be opened.
        """
        return cls(open_engine(url_or_path), str(url_or_path))

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def participants(self) -> tuple[Participant, ...]:
        """Return everyone in the order of the roster."""
        with store_errors(self._where), Session(self._reading) as session:
            rows = session.scalars(select(ParticipantRow).order_by(ParticipantRow.position))
            return tuple(
                Participant(row.key, row.name, row.business, row.email, row.language)
                for row in rows
            )

    def add_participants(self, people: Iterable[Participant]) -> None:
        """Add people; facts of those already there are brought up to date.

        Raises
        ------
        UsageError
            If a key is none.
        """
        with store_errors(self._where), Session(self._engine) as session, session.begin():
            position = len(session.scalars(select(ParticipantRow.key)).all())
            for person in people:
                facts = asdict(person) | {"key": participant_key(person.key)}
                row = session.get(ParticipantRow, person.key)
                if row is None:
                    session.add(ParticipantRow(position=position, **facts))
                    position += 1
                else:
                    for name, value in facts.items():
                        setattr(row, name, value)

    def load(self, key: str) -> Stored:
        """Return what a participant answered so far.

        Raises
        ------
        UnknownParticipantError
            If nobody has that key.
        """
        with store_errors(self._where), Session(self._reading) as session:
            return self._load(session, key)

    def _load(self, session: Session, key: str) -> Stored:
        if session.get(ParticipantRow, key) is None:
            raise UnknownParticipantError(f"Nobody here has the key {key!r}.", where=self._where)
        row = session.get(AnswersRow, key)
        drafts = session.scalars(
            select(DraftRow).where(DraftRow.participant == key).order_by(DraftRow.address)
        )
        kept = tuple(
            Draft(draft.address, draft.text, draft.error, _moment(draft.at)) for draft in drafts
        )
        if row is None:
            return Stored(Answers(participant=key), 0, kept)
        where = f"{self._where}: {key}"
        return Stored(from_data(Answers, json.loads(row.document), where=where), row.revision, kept)

    def save(
        self, key: str, change: Change, *, author: str, at: dt.datetime, seen: int | None = None
    ) -> Stored:
        """Make one change; when this returns, it is on the disk.

        Parameters
        ----------
        key : str
        change : Change
        author : str
            Who made it, for the journal.
        at : datetime.datetime
            When, with its time zone.
        seen : int, optional
            The revision the writer had before them. Changes to other answers since then
            are merged; a change to this one is a conflict.

        Raises
        ------
        ConflictError
            If someone else changed the same answer to something else since ``seen``.
        InvalidAnswerError, UnknownAnswerKeyError
            If the change is refused. Nothing is changed then.
        """
        find(Answers, change.address)
        with store_errors(self._where), Session(self._engine) as session, session.begin():
            stored = self._load(session, key)
            if seen is not None:
                self._refuse_conflict(session, key, change, stored, seen)
            changed = apply(stored.answers, change)
            self._write(session, key, stored, changed, change.address, author, at)
            self._drop_drafts(session, key, change.address)
            return self._load(session, key)

    def _refuse_conflict(
        self, session: Session, key: str, change: Change, stored: Stored, seen: int
    ) -> None:
        later = session.scalars(
            select(JournalRow).where(JournalRow.participant == key, JournalRow.revision > seen)
        )
        if not any(_overlap(row.address, change.address) for row in later):
            return
        there = value_at(stored.answers, change.address)
        wanted = None if change.remove else change.value
        if there == wanted:
            return
        raise ConflictError(
            "Someone else changed this answer in the meantime.",
            where=change.address,
            found=f"now {json.dumps(there, ensure_ascii=False)}",
            expected=f"yours is {json.dumps(wanted, ensure_ascii=False)}",
            todo="Choose which of the two holds and save again.",
        )

    def _write(
        self,
        session: Session,
        key: str,
        stored: Stored,
        changed: Answers,
        address: str,
        author: str,
        at: dt.datetime,
        undoes: int | None = None,
    ) -> None:
        before = _json_at(stored.answers, address)
        row = session.get(AnswersRow, key)
        revision = stored.revision + 1
        if row is None:
            session.add(AnswersRow(participant=key, revision=revision, document=to_json(changed)))
        else:
            row.revision, row.document = revision, to_json(changed)
        session.add(
            JournalRow(
                participant=key,
                revision=revision,
                address=address,
                before=before,
                after=_json_at(changed, address),
                row_order=_row_order(stored.answers, address),
                undoes=undoes,
                author=author,
                at=at.isoformat(),
            )
        )
        session.flush()

    def replace(self, key: str, answers: Answers, *, author: str, at: dt.datetime) -> Stored:
        """Put a whole document in place of a participant's answers, as one entry."""
        with store_errors(self._where), Session(self._engine) as session, session.begin():
            stored = self._load(session, key)
            fresh = answers.model_copy(update={"participant": key})
            self._write(session, key, stored, fresh, WHOLE, author, at)
            return self._load(session, key)

    def undo(self, key: str, *, author: str, at: dt.datetime) -> Stored:
        """Take back the last change that has not been taken back, as a new entry.

        Raises
        ------
        StoreError
            If there is nothing to take back.
        """
        with store_errors(self._where), Session(self._engine) as session, session.begin():
            stored = self._load(session, key)
            rows = session.scalars(
                select(JournalRow)
                .where(JournalRow.participant == key)
                .order_by(JournalRow.revision.desc())
            ).all()
            undone = {row.undoes for row in rows}
            last = next((r for r in rows if r.undoes is None and r.id not in undone), None)
            if last is None:
                raise StoreError("There is no change to take back.", where=key)
            answers = self._undone(stored.answers, last)
            self._write(session, key, stored, answers, last.address, author, at, undoes=last.id)
            return self._load(session, key)

    def _undone(self, answers: Answers, entry: JournalRow) -> Answers:
        before = json.loads(entry.before)
        if entry.address == WHOLE:
            return from_data(Answers, before, where=self._where)
        place = find(Answers, entry.address)
        if place.question is not None:
            return apply(answers, Change(entry.address, before))
        if isinstance(before, list):
            return apply(answers, Change(entry.address, [row["id"] for row in before]))
        answers = apply(answers, Change(entry.address, before, remove=before is None))
        table = entry.address.rsplit("/", 1)[0]
        there = [row["id"] for row in value_at(answers, table) or []]
        order = [row for row in json.loads(entry.row_order or "[]") if row in there]
        order += [row for row in there if row not in order]
        return apply(answers, Change(table, order)) if order != there else answers

    def keep_draft(self, key: str, draft: Draft) -> None:
        """Keep what was typed at an address, in place of an earlier draft there."""
        find(Answers, draft.address)
        at = draft.when.isoformat() if draft.when else ""
        with store_errors(self._where), Session(self._engine) as session, session.begin():
            self._load(session, key)
            session.merge(
                DraftRow(
                    participant=key,
                    address=draft.address,
                    text=draft.text,
                    error=draft.error,
                    at=at,
                )
            )

    def drop_draft(self, key: str, address: str) -> None:
        """Forget what was typed at an address."""
        with store_errors(self._where), Session(self._engine) as session, session.begin():
            self._drop_drafts(session, key, address)

    def _drop_drafts(self, session: Session, key: str, address: str) -> None:
        for row in session.scalars(select(DraftRow).where(DraftRow.participant == key)):
            if row.address == address or row.address.startswith(address + "/"):
                session.delete(row)
        session.flush()

    def history(self, key: str, address: str | None = None) -> tuple[Entry, ...]:
        """Return a participant's changes, oldest first; of one address if one is named."""
        with store_errors(self._where), Session(self._reading) as session:
            rows = session.scalars(
                select(JournalRow)
                .where(JournalRow.participant == key)
                .order_by(JournalRow.revision)
            )
            return tuple(
                Entry(
                    row.id,
                    row.revision,
                    row.address,
                    json.loads(row.before),
                    json.loads(row.after),
                    row.author,
                    dt.datetime.fromisoformat(row.at),
                    row.undoes,
                )
                for row in rows
                if address is None or _overlap(row.address, address)
            )


def _moment(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _json_at(answers: Answers, address: str) -> str:
    if address == WHOLE:
        return to_json(answers)
    return json.dumps(value_at(answers, address), ensure_ascii=False)


def _row_order(answers: Answers, address: str) -> str | None:
    """Return the ids of the table whose row the address is, None if it is none."""
    if address == WHOLE:
        return None
    place = find(Answers, address)
    table = address.rsplit("/", 1)[0]
    if place.row is None or not table:
        return None
    try:
        rows = value_at(answers, table)
    except UnknownAnswerKeyError:
        return None
    return json.dumps([row["id"] for row in rows or []]) if isinstance(rows, list) else None


def _overlap(one: str, other: str) -> bool:
    """Say whether one address lies inside the other."""
    short, long = sorted((one, other), key=len)
    return short in (long, WHOLE) or long.startswith(short + "/")
