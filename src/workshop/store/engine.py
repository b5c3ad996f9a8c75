"""Open a database safely: durable commits, one writer at a time, errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from workshop.errors import StoreError
from workshop.store.schema import SCHEMA_VERSION, Base, Meta

_BUSY_MS = 10_000
READING = "workshop_reading"
"""Execution option of connections that only read: they never wait for a writer."""


def open_engine(url_or_path: str | Path) -> Engine:
    """Return an engine for a file or a database address; tables are made where missing.

    Raises
    ------
    StoreError
        If it cannot be opened or was made by a newer version.
    """
    text = str(url_or_path)
    sqlite = "://" not in text or text.startswith("sqlite")
    url = text if "://" in text else f"sqlite:///{Path(text).resolve()}"
    engine = create_engine(url)
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)
    with store_errors(text), Session(engine) as session, session.begin():
        Base.metadata.create_all(session.connection())
        version = session.get(Meta, "schema")
        if version is None:
            session.add(Meta(name="schema", value=str(SCHEMA_VERSION)))
        elif int(version.value) > SCHEMA_VERSION:
            raise StoreError(
                "These answers were saved by a newer version of the workbook.",
                where=text,
                found=f"schema {version.value}",
                expected=f"schema {SCHEMA_VERSION} or older",
                todo="Update the program, then open the workshop again.",
            )
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # SQLAlchemy begins transactions itself, below; the driver must not.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin(connection: Any) -> None:
    # A writer takes its turn at once: two that read first and write later would deadlock.
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def store_errors(where: str) -> Iterator[None]:
    """Turn the database's errors into ours."""
    try:
        yield
    except SQLAlchemyError as error:
        found = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        raise StoreError(
            _words(found),
            where=where,
            found=found,
            todo=_todo(found),
        ) from error


def _words(found: str) -> str:
    if "full" in found:
        return "The disk is full: the answer was not saved. What was saved before is still there."
    if "readonly" in found or "read-only" in found:
        return "The workshop's database may only be read: the answer was not saved."
    if "locked" in found:
        return "The workshop's database is busy: the answer was not saved."
    if "not a database" in found or "malformed" in found:
        return "The workshop's database is damaged."
    return "The workshop's database cannot be used."


def _todo(found: str) -> str:
    if "full" in found:
        return "Make room on the disk, then save again."
    if "locked" in found:
        return "Close other programs that use it, then save again."
    if "not a database" in found or "malformed" in found:
        return "Restore workshop.db from a backup copy."
    return "Check that the folder exists and may be written to."
