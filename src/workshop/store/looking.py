"""Look at a workshop's database without writing a byte to it, and without the database library."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.errors import StoreError
from workshop.store.records import Participant
from workshop.store.version import foreign_database, is_current, storage_words

_PEOPLE = "SELECT key, name, business, email, language FROM participants ORDER BY position"
_DOCUMENTS = "SELECT participant, document FROM answers"
_DRAFTS = "SELECT participant, count(*) FROM drafts GROUP BY participant"
_CHANGES = "SELECT participant, max(at) FROM journal GROUP BY participant"


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
    with _errors(str(path)), closing(open_reading(path)) as connection:
        # All of it is of one moment.
        connection.execute("BEGIN")
        _refuse_foreign(connection, str(path))
        documents, drafts, changes = (
            dict(connection.execute(query)) for query in (_DOCUMENTS, _DRAFTS, _CHANGES)
        )
        return tuple(
            _seen(Participant(*facts), documents, drafts, changes)
            for facts in connection.execute(_PEOPLE)
        )


def _seen(
    person: Participant, documents: dict[str, str], drafts: dict[str, int], changes: dict[str, str]
) -> Seen:
    changed = changes.get(person.key)
    return Seen(
        person,
        documents.get(person.key, ""),
        drafts.get(person.key, 0),
        dt.datetime.fromisoformat(changed) if changed else None,
    )


def _refuse_foreign(connection: sqlite3.Connection, where: str) -> None:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    tables = [name for (name,) in connection.execute(names)]
    if "meta" not in tables or "participants" not in tables:
        raise foreign_database(where, f"tables {', '.join(tables[:5])}" if tables else "no tables")
    row: Any = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    is_current(row[0] if row else None, where)


@contextmanager
def _errors(where: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        what, todo = storage_words(str(error))
        raise StoreError(what, where=where, found=str(error), todo=todo) from error


def open_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot change what a database holds.

    A file whose writer keeps a log beside it is opened in the usual way, so that the last
    connection clears the log up; no other mode does.
    """
    address = path.resolve().as_uri()
    connection = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=10, isolation_level=None)
    connection.execute("PRAGMA query_only=ON")
    return connection
