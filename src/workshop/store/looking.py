"""Look at a workshop's database without writing a byte to it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import NullPool, create_engine, func, select
from sqlalchemy.orm import Session

from workshop.store.engine import refuse_foreign, store_errors
from workshop.store.records import Participant
from workshop.store.schema import AnswersRow, DraftRow, JournalRow, ParticipantRow


@dataclass(frozen=True)
class Seen:
    """What a database holds of one participant.

    Attributes
    ----------
    document : str
        Their answers as JSON text; empty before the first.
    drafts : int
        How much was typed and is no answer yet.
    changed : datetime.datetime, optional
        When the last answer was changed.
    """

    person: Participant
    document: str
    drafts: int
    changed: dt.datetime | None


def look(path: Path) -> tuple[Seen, ...]:
    """Return everyone in a database, in the order of the roster.

    Raises
    ------
    StoreError
        If it is none, damaged, of another program or of a newer version.
    """
    engine = create_engine("sqlite://", creator=lambda: open_reading(path), poolclass=NullPool)
    with store_errors(str(path)):
        refuse_foreign(engine, str(path))
        with Session(engine) as session:
            documents = dict(
                session.execute(select(AnswersRow.participant, AnswersRow.document)).tuples()
            )
            drafts = dict(
                session.execute(
                    select(DraftRow.participant, func.count()).group_by(DraftRow.participant)
                ).tuples()
            )
            times = dict(
                session.execute(
                    select(JournalRow.participant, func.max(JournalRow.at)).group_by(
                        JournalRow.participant
                    )
                ).tuples()
            )
            people = session.scalars(select(ParticipantRow).order_by(ParticipantRow.position))
            return tuple(
                Seen(
                    Participant(row.key, row.name, row.business, row.email, row.language),
                    documents.get(row.key, ""),
                    drafts.get(row.key, 0),
                    dt.datetime.fromisoformat(times[row.key]) if row.key in times else None,
                )
                for row in people
            )


def open_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot change what a database holds.

    A file whose writer keeps a log beside it is opened in the usual way, so that the last
    connection clears the log up; no other mode does.
    """
    address = path.resolve().as_uri()
    connection = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=10)
    connection.execute("PRAGMA query_only=ON")
    return connection
