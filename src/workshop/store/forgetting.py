"""Take a participant out of a database so that nothing of them is left in its file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import delete, text

from workshop.errors import StoreError, UnknownParticipantError
from workshop.store.schema import AnswersRow, DraftRow, JournalRow, ParticipantRow, SeatRow
from workshop.store.store import Store


def forget(store: Store, key: str) -> None:
    """Delete a participant: facts, answers, history, drafts and seat, all or nothing.

    Raises
    ------
    UnknownParticipantError
        If nobody has that key.
    """
    with store.writing() as session:
        if session.get(ParticipantRow, key) is None:
            raise UnknownParticipantError(f"Nobody here has the key {key!r}.")
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text("PRAGMA secure_delete=ON"))
        for row in (SeatRow, DraftRow, JournalRow, AnswersRow):
            session.execute(delete(row).where(row.participant == key))
        session.execute(delete(ParticipantRow).where(ParticipantRow.key == key))


def scrub(path: Path) -> None:
    """Write a database's file anew, so that it holds nothing that was deleted.

    Raises
    ------
    StoreError
        If another program is at work in it.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("VACUUM")
        (busy, _log, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error as error:
        raise _not_clean(path, str(error)) from error
    finally:
        connection.close()
    if busy:
        raise _not_clean(path, "another program reads it")


def _not_clean(path: Path, found: str) -> StoreError:
    return StoreError(
        "The database cannot be cleared of what was deleted: another program uses it.",
        where=str(path),
        found=found,
        todo="Close every program that uses the workshop, then run the command again.",
    )
