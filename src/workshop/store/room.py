"""The room's own records: seats, what is open, what is announced. No answers."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from workshop.errors import UnknownParticipantError
from workshop.store.schema import AnswersRow, JournalRow, ParticipantRow, RoomRow, SeatRow
from workshop.store.store import Store


@dataclass(frozen=True)
class Seat:
    """One participant's place in the room.

    Attributes
    ----------
    participant : str
        Their key.
    generation : int
        Counts the links handed out; only the last one opens the door.
    may_preview : bool
        Whether the facilitator may look at the plan.
    joined, seen : datetime.datetime, optional
        When they first came in, and when they last opened a page.
    step : str
        The step they opened last.
    """

    participant: str
    generation: int = 0
    may_preview: bool = False
    joined: dt.datetime | None = None
    seen: dt.datetime | None = None
    step: str = ""


@dataclass(frozen=True)
class Activity:
    """How far someone's answers have come: revision, and when the last change was made."""

    revision: int
    at: dt.datetime | None


class RoomRecords:
    """Reads and writes the room's tables of an open store.

    Parameters
    ----------
    store : Store
        The workshop's answers; the room lives in the same database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def seats(self) -> dict[str, Seat]:
        """Return everybody's seat by key; who never came has one, too."""
        with self._store.reading() as session:
            rows = {row.participant: row for row in session.scalars(select(SeatRow))}
            keys = session.scalars(select(ParticipantRow.key).order_by(ParticipantRow.position))
            return {key: _seat(key, rows.get(key)) for key in keys}

    def seat(self, key: str) -> Seat:
        """Return one seat.

        Raises
        ------
        UnknownParticipantError
            If nobody has that key.
        """
        with self._store.reading() as session:
            if session.get(ParticipantRow, key) is None:
                raise UnknownParticipantError(f"Nobody here has the key {key!r}.")
            return _seat(key, session.get(SeatRow, key))

    def came(self, key: str, at: dt.datetime, step: str = "") -> None:
        """Note that someone opened a page, the first time that they joined."""
        with self._store.writing() as session:
            row = session.get(SeatRow, key) or SeatRow(participant=key)
            row.seen = at.isoformat()
            row.joined = row.joined or row.seen
            row.step = step or row.step or ""
            session.add(row)

    def allow_preview(self, key: str, allowed: bool) -> None:
        """Keep whether the facilitator may look at someone's plan."""
        with self._store.writing() as session:
            row = session.get(SeatRow, key) or SeatRow(participant=key)
            row.may_preview = allowed
            session.add(row)

    def new_link(self, key: str) -> int:
        """Make every link handed out so far useless; return the new generation."""
        with self._store.writing() as session:
            row = session.get(SeatRow, key) or SeatRow(participant=key, generation=0)
            row.generation = (row.generation or 0) + 1
            session.add(row)
            return row.generation

    def revisions(self) -> dict[str, int]:
        """Return for everyone who answered something how often that was changed."""
        with self._store.reading() as session:
            rows = session.execute(select(AnswersRow.participant, AnswersRow.revision))
            return {row.participant: row.revision for row in rows}

    def activity(self) -> dict[str, Activity]:
        """Return for everyone who answered something how far they are."""
        with self._store.reading() as session:
            last = session.execute(
                select(JournalRow.participant, func.max(JournalRow.at)).group_by(
                    JournalRow.participant
                )
            )
            times = {key: dt.datetime.fromisoformat(at) for key, at in last}
            rows = session.execute(select(AnswersRow.participant, AnswersRow.revision))
            return {key: Activity(revision, times.get(key)) for key, revision in rows}

    def fact(self, name: str, default: Any = None) -> Any:
        """Return a fact about the room as JSON data."""
        with self._store.reading() as session:
            row = session.get(RoomRow, name)
            return default if row is None else json.loads(row.value)

    def set_fact(self, name: str, value: Any) -> None:
        """Keep a fact about the room."""
        with self._store.writing() as session:
            session.merge(RoomRow(name=name, value=json.dumps(value, ensure_ascii=False)))


def _seat(key: str, row: SeatRow | None) -> Seat:
    if row is None:
        return Seat(key)
    return Seat(
        key,
        row.generation or 0,
        bool(row.may_preview),
        dt.datetime.fromisoformat(row.joined) if row.joined else None,
        dt.datetime.fromisoformat(row.seen) if row.seen else None,
        row.step,
    )
