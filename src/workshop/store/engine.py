"""Open a database safely: durable commits, one writer at a time, errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, inspect, make_url
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
        If it cannot be opened, belongs to another program or was made by a newer version.
    """
    engine = _engine(url_or_path)
    where = engine.url.database or engine.url.render_as_string(hide_password=True)
    try:
        with store_errors(where):
            if not _made(engine, where):
                _make(engine)
    except StoreError:
        engine.dispose()
        raise
    return engine


def _engine(url_or_path: str | Path) -> Engine:
    text = str(url_or_path)
    try:
        # A path is never read as an address: it may hold ? and #.
        url = (
            make_url(text)
            if "://" in text
            else URL.create("sqlite", database=str(Path(text).resolve()))
        )
        engine = create_engine(url)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(
            "This is not the address of a database that can be used.",
            found=str(error),
            expected="a file, or an address such as postgresql+psycopg://host/name",
            todo="Correct the address; install the driver it names.",
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)
    return engine


def _made(engine: Engine, where: str) -> bool:
    """Say whether the tables are there, in a version this program knows."""
    version = _version(engine, where)
    if version is None or (version.isdigit() and int(version) < SCHEMA_VERSION):
        return False
    if version != str(SCHEMA_VERSION):
        raise StoreError(
            "These answers were saved by a newer version of the workbook.",
            where=where,
            found=f"schema {version}",
            expected=f"schema {SCHEMA_VERSION}",
            todo="Update the program, then open the workshop again.",
        )
    return True


def _version(engine: Engine, where: str) -> str | None:
    """Return the version of the tables, None if there are none yet."""
    with engine.execution_options(**{READING: True}).connect() as connection:
        there = inspect(connection).get_table_names()
        if Meta.__tablename__ not in there:
            if there and engine.dialect.name == "sqlite":
                raise _foreign(where, f"tables {', '.join(there[:5])}")
            return None
        with Session(connection) as session:
            version = session.get(Meta, "schema")
    return None if version is None else version.value


def _foreign(where: str, found: str) -> StoreError:
    return StoreError(
        "This database belongs to another program.",
        where=where,
        found=found,
        expected="the database of a workshop, or none",
        todo="Name another file.",
    )


def refuse_foreign(engine: Engine, where: str) -> None:
    """Refuse a database that is not a workshop's, or of a newer version; nothing is made.

    Raises
    ------
    StoreError
        If it is none of ours.
    """
    if not _made(engine, where) and _version(engine, where) is None:
        raise _foreign(where, "no tables of a workshop")


def _make(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        # Tables of an older version are left as they are; those it had not are made.
        Base.metadata.create_all(session.connection())
        session.merge(Meta(name="schema", value=str(SCHEMA_VERSION)))


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
        what, todo = _words(found)
        raise StoreError(what, where=where, found=found, todo=todo) from error


def _words(found: str) -> tuple[str, str]:
    """Return what went wrong and what to do about it."""
    if "full" in found:
        return (
            "The disk is full: nothing was saved. What was saved before is still there.",
            "Make room on the disk, then save again.",
        )
    if "readonly" in found or "read-only" in found:
        return (
            "The workshop's database may only be read: nothing was saved.",
            "Check that the file and its folder may be written to.",
        )
    if "locked" in found:
        return (
            "The workshop's database is busy: nothing was saved.",
            "Close other programs that use it, then save again.",
        )
    if "not a database" in found or "malformed" in found:
        return "The workshop's database is damaged.", "Restore workshop.db from a backup copy."
    if "disk I/O" in found:
        return (
            "The disk cannot be read or written: nothing was saved.",
            "Check the disk and the room left on it, then save again.",
        )
    return (
        "The workshop's database cannot be used.",
        "Check that the folder exists and may be written to.",
    )
