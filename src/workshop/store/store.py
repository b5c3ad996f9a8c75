"""The store: load, save, keep drafts, undo. Every save is one transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from workshop.answers.change import Change, Draft, apply, find
from workshop.answers.document import from_data, to_line
from workshop.errors import (
    StoreError,
    UnknownAnswerKeyError,
    UnknownParticipantError,
    WorkshopError,
)
from workshop.store.engine import READING, open_engine, store_errors
from workshop.store.journal import (
    WHOLE,
    conflict,
    is_table,
    json_at,
    overlap,
    put,
    row_order,
    touches,
)
from workshop.store.keys import participant_key
from workshop.store.records import Arrival, Entry, Participant, Stored
from workshop.store.schema import AnswersRow, DraftRow, JournalRow, ParticipantRow
from workshop.store.statements import (
    DRAFTS,
    INSERT_ANSWERS,
    INSERT_ENTRY,
    STORED,
    STORED_LOCKED,
    UPDATE_ANSWERS,
)
from workshop.workbook import Answers

_KEYS_AT_ONCE = 500


@dataclass(frozen=True)
class _Ahead:
    """What a change of some answers comes to."""

    of: Answers
    changed: Answers
    document: str


class Store:
    """The answers of one workshop.

    Parameters
    ----------
    engine : sqlalchemy.Engine
        From :func:`workshop.store.engine.open_engine`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = engine.execution_options(**{READING: True})
        # The document read or written last, as text and as what it says: who saves an answer reads
        # again what they have just written, and to judge a document is most of a save.
        self._last: tuple[str, Answers] | None = None
        self._where = engine.url.database or engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, url_or_path: str | Path) -> Self:
        """Open a database by file or by address; it is made if it is not there.

        Raises
        ------
        StoreError
            If it cannot be opened.
        """
        return cls(open_engine(url_or_path))

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

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session of the database that only reads; its errors are words."""
        with store_errors(self._where), Session(self._readers) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session that writes, all or nothing; its errors are words."""
        with store_errors(self._where), Session(self._engine) as session, session.begin():
            yield session

    def participants(self) -> tuple[Participant, ...]:
        """Return everyone in the order of the roster."""
        with self.reading() as session:
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
            If a key is none. Nobody is added then.
        """
        given = [asdict(person) | {"key": participant_key(person.key)} for person in people]
        with self.writing() as session:
            # Not their number: someone may have been taken out.
            last = session.scalar(select(func.max(ParticipantRow.position)))
            position = 0 if last is None else last + 1
            known = _rows_of(session, [facts["key"] for facts in given])
            for facts in given:
                row = known.get(facts["key"])
                if row is None:
                    known[facts["key"]] = row = ParticipantRow(position=position, **facts)
                    session.add(row)
                    position += 1
                else:
                    for name, value in facts.items():
                        setattr(row, name, value)

    def revision(self, key: str) -> int:
        """Return how often a participant's answers were changed; 0 for none yet."""
        with self.reading() as session:
            found = session.scalar(select(AnswersRow.revision).where(AnswersRow.participant == key))
            return found or 0

    def load(self, key: str) -> Stored:
        """Return what a participant answered so far.

        Raises
        ------
        UnknownParticipantError
            If nobody has that key.
        StoreError, InvalidAnswerError, UnknownAnswerKeyError
            If what is stored cannot be read.
        """
        with self.reading() as session:
            return self._load(session, key)

    def _load(self, session: Session, key: str, *, lock: bool = False) -> Stored:
        # Where the database has row locks, a writer holds the participant's row; in SQLite
        # it already holds the whole file.
        query = STORED_LOCKED if lock else STORED
        found = session.connection().execute(query, {"key": key}).first()
        if found is None:
            raise UnknownParticipantError(f"Nobody here has the key {key!r}.", where=self._where)
        drafts = self._drafts(session, key)
        if found.document is None:
            return Stored(Answers(participant=key), 0, drafts)
        return Stored(self._read(key, found.document), found.revision, drafts)

    def _read(self, key: str, document: str) -> Answers:
        if self._last is not None and self._last[0] == document:
            return self._last[1]
        where = f"{self._where}: {key}"
        try:
            data = json.loads(document)
        except ValueError as error:
            raise StoreError(
                "These answers are damaged.",
                where=where,
                found=str(error),
                expected="a JSON document",
                todo="Restore workshop.db from a backup copy.",
            ) from error
        answers = from_data(Answers, data, where=where)
        self._last = document, answers
        return answers

    def _drafts(self, session: Session, key: str) -> tuple[Draft, ...]:
        return tuple(
            Draft(row.address, row.text, row.error, dt.datetime.fromisoformat(row.at))
            if row.at
            else Draft(row.address, row.text, row.error)
            for row in session.connection().execute(DRAFTS, {"key": key})
        )

    def save(
        self, key: str, change: Change, *, author: str, at: dt.datetime, seen: int | None = None
    ) -> Stored:
        """Make one change; when this returns, it is on the disk.

        A change that changes nothing leaves revision and journal as they are.

        Parameters
        ----------
        key : str
            The participant.
        change : Change
            What to set, clear or take away.
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
        place = find(Answers, change.address)
        ahead = self._ahead(key, change)
        with self.writing() as session:
            stored = self._load(session, key, lock=True)
            late = (
                seen is not None
                and seen < stored.revision
                and self._touched_since(session, key, change, seen)
            )
            try:
                if ahead is not None and ahead.of is stored.answers:
                    changed = ahead.changed
                else:
                    changed = apply(stored.answers, change)
            except WorkshopError as error:
                # The row is gone, or the table has other rows now.
                gone = isinstance(error, UnknownAnswerKeyError) or is_table(change.address)
                if late and gone:
                    raise conflict(stored.answers, change) from None
                raise
            # Two who each add a row mean two rows, even if both are empty.
            adds = isinstance(change.value, dict) and place.row is not None and not change.remove
            if late and (adds or changed != stored.answers):
                raise conflict(stored.answers, change)
            stored = self._without_drafts(session, key, stored, change.address)
            document = ahead.document if ahead is not None and changed is ahead.changed else ""
            return self._write(
                session, key, stored, changed, change.address, author, at, document=document
            )

    def _ahead(self, key: str, change: Change) -> _Ahead | None:
        """Work out a change of what was read last, before the database is held for it.

        One writer at a time has the file, so forty who answer at once wait for one another for
        as long as that takes.
        """
        last = self._last[1] if self._last is not None else None
        if last is None or last.participant != key:
            return None
        try:
            changed = apply(last, change)
        except WorkshopError:
            return None
        return _Ahead(last, changed, to_line(changed))

    def _touched_since(self, session: Session, key: str, change: Change, seen: int) -> bool:
        later = session.scalars(
            select(JournalRow.address).where(
                JournalRow.participant == key, JournalRow.revision > seen
            )
        )
        return any(touches(address, change.address) for address in later)

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
        document: str = "",
    ) -> Stored:
        revision = stored.revision
        if changed != stored.answers or undoes is not None:
            revision += 1
            document = document or to_line(changed)
            connection = session.connection()
            write = INSERT_ANSWERS if revision == 1 else UPDATE_ANSWERS
            connection.execute(write, {"key": key, "to": revision, "text": document})
            connection.execute(
                INSERT_ENTRY,
                {
                    "participant": key,
                    "revision": revision,
                    "address": address,
                    "before": json_at(stored.answers, address),
                    "after": json_at(changed, address),
                    "row_order": row_order(stored.answers, address),
                    "undoes": undoes,
                    "author": author,
                    "at": at.isoformat(),
                },
            )
            self._last = document, changed
        return Stored(changed, revision, stored.drafts)

    def replace(self, key: str, answers: Answers, *, author: str, at: dt.datetime) -> Stored:
        """Put a whole document in place of a participant's answers, as one entry.

        What was typed and is no answer belonged to the old document and goes with it.
        """
        with self.writing() as session:
            stored = self._load(session, key, lock=True)
            fresh = answers.model_copy(update={"participant": key})
            stored = self._without_drafts(session, key, stored, WHOLE)
            return self._write(session, key, stored, fresh, WHOLE, author, at)

    def take_in(
        self, arrivals: Iterable[Arrival], *, author: str, at: dt.datetime
    ) -> tuple[Stored, ...]:
        """Make what was brought from outside part of several people's answers, all or none.

        Each person's answers are read, changed and written in one transaction, so that nothing
        saved in the meantime is lost. Drafts where an answer arrived are dropped, others stay.

        Parameters
        ----------
        arrivals : iterable of Arrival
            For each person, what to do.
        author : str
            Who brought it, for the journal.
        at : datetime.datetime
            When.
        """
        found = []
        with self.writing() as session:
            for arrival in arrivals:
                stored = self._load(session, arrival.participant, lock=True)
                changed = arrival.change(stored)
                for address in arrival.addresses if stored.drafts else ():
                    stored = self._without_drafts(session, arrival.participant, stored, address)
                found.append(
                    self._write(session, arrival.participant, stored, changed, WHOLE, author, at)
                )
        return tuple(found)

    def undo(
        self, key: str, *, author: str, at: dt.datetime, revision: int | None = None
    ) -> Stored:
        """Take back a change, as a new entry.

        Parameters
        ----------
        key : str
            The participant.
        author : str
            Who takes it back, for the journal.
        at : datetime.datetime
            When.
        revision : int, optional
            Of the change that is taken back; without it, the last one that has not been.

        Raises
        ------
        StoreError
            If there is nothing to take back, or the answer was changed again since.
        """
        with self.writing() as session:
            stored = self._load(session, key, lock=True)
            rows = session.scalars(
                select(JournalRow)
                .where(JournalRow.participant == key)
                .order_by(JournalRow.revision.desc())
            ).all()
            undone = {row.undoes for row in rows}
            standing = [row for row in rows if row.undoes is None and row.id not in undone]
            chosen = (row for row in standing if revision in (None, row.revision))
            last = next(chosen, None)
            if last is None:
                raise StoreError("There is no change to take back.", where=key)
            later = [row.address for row in standing if row.revision > last.revision]
            if any(touches(address, last.address) for address in later):
                raise StoreError("This was changed again since, on another device.", where=key)
            answers = put(stored.answers, last.address, json.loads(last.before), last.row_order)
            return self._write(session, key, stored, answers, last.address, author, at, last.id)

    def keep_draft(self, key: str, draft: Draft) -> None:
        """Keep what was typed at an address, in place of an earlier draft there.

        Raises
        ------
        UnknownAnswerKeyError
            If no question stands there.
        """
        find(Answers, draft.address)
        at = draft.when.isoformat() if draft.when else ""
        with self.writing() as session:
            self._load(session, key, lock=True)
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
        with self.writing() as session:
            self._without_drafts(session, key, self._load(session, key, lock=True), address)

    def _without_drafts(self, session: Session, key: str, stored: Stored, address: str) -> Stored:
        """Forget what was typed at an address and below it."""
        dropped = [
            draft.address
            for draft in stored.drafts
            if draft.address == address or draft.address.startswith(address + "/")
        ]
        if not dropped:
            return stored
        session.connection().execute(
            delete(DraftRow).where(DraftRow.participant == key, DraftRow.address.in_(dropped))
        )
        kept = tuple(draft for draft in stored.drafts if draft.address not in dropped)
        return replace(stored, drafts=kept)

    def history(self, key: str, address: str | None = None) -> tuple[Entry, ...]:
        """Return a participant's changes, oldest first; of one address if one is named."""
        with self.reading() as session:
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
                if address is None or overlap(row.address, address)
            )


def _rows_of(session: Session, keys: list[str]) -> dict[str, ParticipantRow]:
    """Return the participants that are there already, by key."""
    found: dict[str, ParticipantRow] = {}
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = ParticipantRow.key.in_(keys[start : start + _KEYS_AT_ONCE])
        found |= {row.key: row for row in session.scalars(select(ParticipantRow).where(some))}
    return found
