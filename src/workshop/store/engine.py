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
from workshop.store.schema import Base, Meta
from workshop.store.version import SCHEMA_VERSION, foreign_database, is_current, storage_words

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
    with engine.execution_options(**{READING: True}).connect() as connection:
        there = inspect(connection).get_table_names()
        if Meta.__tablename__ not in there:
            if there and engine.dialect.name == "sqlite":
                raise foreign_database(where, f"tables {', '.join(there[:5])}")
            return False
        with Session(connection) as session:
            version = session.get(Meta, "schema")
    return is_current(version.value if version else None, where)


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
        what, todo = storage_words(found)
        raise StoreError(what, where=where, found=found, todo=todo) from error
