"""Opening databases: what is refused, and in which words."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from workshop.answers.change import Change
from workshop.errors import StoreError, WorkshopError
from workshop.store import Participant, Store
from workshop.store.schema import Base, ParticipantRow

AT = dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC)
NAME = "/readiness/profile/name"


def made(path: Path) -> Path:
    with Store.open(path) as store:
        store.add_participants([Participant("ann")])
        store.save("ann", Change(NAME, "kept"), author="t", at=AT)
    return path


def test_a_read_only_database_is_read_and_not_written(tmp_path: Path) -> None:
    """What may only be read can be read; a save is refused in words and loses nothing."""
    path = made(tmp_path / "w.db")
    with Store.open(path), Store.open(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert store.load("ann").answers.readiness.profile.name == "kept"
        with pytest.raises(StoreError, match="only be read") as caught:
            store.save("ann", Change(NAME, "new"), author="t", at=AT)

    assert caught.value.todo
    with Store.open(path) as store:
        assert store.load("ann").answers.readiness.profile.name == "kept"


def _without_privileges() -> list[str]:
    """Return what to put before a command so that it may not write where it may not."""
    if not hasattr(os, "geteuid"):
        pytest.skip("folders are not closed by permissions here")
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("the superuser may write anywhere, and setpriv is not here")
    return [setpriv, "--bounding-set=-dac_override", "--"]


def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    """Where no file may be made, the message says where and what to do."""
    folder = tmp_path / "shut"
    folder.mkdir()
    folder.chmod(0o555)
    code = """
import sys
from workshop.errors import StoreError
from workshop.store import Store
try:
    Store.open(sys.argv[1])
except StoreError as error:
    print(error)
"""
    done = subprocess.run(
        [*_without_privileges(), sys.executable, "-c", code, str(folder / "w.db")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "cannot be used" in done.stdout
    assert "may be written to" in done.stdout
    assert str(folder) in done.stdout
    assert not list(folder.iterdir())


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """No tables are made in a database that is not ours."""
    path = tmp_path / "history.sqlite"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE sessions (id INTEGER)")
    with pytest.raises(StoreError, match="another program"):
        Store.open(path)

    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("sessions",)]


def test_a_damaged_document_is_said(tmp_path: Path) -> None:
    """Answers that are no JSON are named as damaged, with the participant."""
    path = made(tmp_path / "w.db")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE answers SET document = '{'")
    with Store.open(path) as store, pytest.raises(StoreError, match="damaged") as caught:
        store.load("ann")

    assert "ann" in caught.value.where


def test_a_path_is_a_path_whatever_it_holds(tmp_path: Path) -> None:
    """Signs that mean something in an address mean nothing in a path."""
    path = tmp_path / "50% ?#&.db"
    made(path)

    assert path.is_file()


@pytest.mark.parametrize("address", ["nothing://x", "postgresql+nodriver://u:secret@h/d", "a://"])
def test_an_address_that_cannot_be_used_is_said(address: str) -> None:
    """A wrong address is our error, and no password stands in it."""
    with pytest.raises(WorkshopError) as caught:
        Store.open(address)

    assert "secret" not in str(caught.value)


def test_reading_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    """Opening and loading go on while another process is in the middle of a save."""
    path = made(tmp_path / "w.db")
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    loaded: list[str | None] = []

    def read() -> None:
        with Store.open(path) as store:
            loaded.append(store.load("ann").answers.readiness.profile.name)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join(5)
    writer.execute("ROLLBACK")
    writer.close()
    thread.join(20)

    assert not thread.is_alive()
    assert loaded == ["kept"]


def test_a_busy_database_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer whose turn does not come is told so, and nothing is lost."""
    path = made(tmp_path / "w.db")
    monkeypatch.setattr("workshop.store.engine._BUSY_MS", 50)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with Store.open(path) as store, pytest.raises(StoreError, match="busy"):
        store.save("ann", Change(NAME, "new"), author="t", at=AT)
    writer.close()


def test_the_tables_and_the_lock_are_there_in_postgresql() -> None:
    """Every table can be made there, and a writer locks the participant's row."""
    dialect = postgresql.dialect()
    for table in Base.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
    locked = select(ParticipantRow).with_for_update()

    assert "FOR UPDATE" in str(locked.compile(dialect=dialect))
