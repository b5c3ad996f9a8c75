"""``workshop backup`` and ``restore``: whole, private, and while others write."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import SAMPLE

from workshop.answers.change import Change
from workshop.cli import main
from workshop.errors import StoreError, UsageError
from workshop.folder import Folder, open_live
from workshop.keeping.backups import back_up, backups_of, rolling_backup, trouble_of
from workshop.keeping.lock import LOCK_FILE, RoomLock, is_held
from workshop.keeping.private import private_file, write_private
from workshop.keeping.restoring import restore
from workshop.store import Store
from workshop.store.looking import look

NOW = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)
NAME = "/readiness/profile/name"
KEY = "agave-cycles"


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def name_of(path: Path) -> str | None:
    with Store.open(path) as store:
        return store.load(KEY).answers.readiness.profile.name


def rename(folder: Path, text: str, at: dt.datetime = NOW) -> None:
    with open_live(Folder.open(folder), at) as store:
        store.save(KEY, Change(NAME, text), author="x", at=at)


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Return a workshop with a database."""
    path = tmp_path / "w"
    assert call("new", path, "--from", "one-evening").exit_code == 0
    rename(path, "before")
    return path


def test_a_copy_is_one_private_file_with_everything(workshop: Path) -> None:
    """Its name is the time; it is sound, and needs no other file beside it."""
    done = call("backup", workshop)
    assert done.exit_code == 0, done.output
    (copy,) = (workshop / "backups").iterdir()
    assert done.stdout.strip() == str(copy)
    assert re.fullmatch(r"workshop-\d{8}-\d{6}\.db", copy.name)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert trouble_of(copy) == ""
    assert look(copy) == look(workshop / "workshop.db")
    assert [path.name for path in (workshop / "backups").iterdir()] == [copy.name]


def test_copies_of_one_second_are_two_and_a_named_one_is_not_written_over(workshop: Path) -> None:
    """Nothing is ever written over."""
    folder = Folder.open(workshop)
    one, other = back_up(folder, NOW), back_up(folder, NOW)
    assert (one.exists(), other.name) == (True, f"{one.stem}-2.db")
    out = workshop / "mine.db"
    assert call("backup", workshop, "--out", out).exit_code == 0
    again = call("backup", workshop, "--out", out)
    assert (again.exit_code, "there already" in again.stderr) == (2, True)


def test_a_copy_taken_while_others_write_is_a_moment_of_it(workshop: Path) -> None:
    """Two answers that are always written together are together in each copy."""
    stop = threading.Event()
    written = []

    def writes() -> None:
        database = sqlite3.connect(workshop / "workshop.db", timeout=10, isolation_level=None)
        while not stop.is_set():
            text = f"n{len(written)}"
            database.execute("BEGIN IMMEDIATE")
            database.execute("UPDATE participants SET name = ? WHERE key = ?", (text, KEY))
            database.execute("UPDATE participants SET business = ? WHERE key = ?", (text, KEY))
            database.execute("COMMIT")
            written.append(text)
        database.close()

    thread = threading.Thread(target=writes)
    thread.start()
    try:
        while len(written) < 3:
            pass
        copies = [back_up(Folder.open(workshop), NOW) for _n in range(8)]
    finally:
        stop.set()
        thread.join()
    pairs = [(seen.person.name, seen.person.business)
             for copy in copies for seen in look(copy) if seen.person.key == KEY]  # fmt: skip
    assert all(name == business for name, business in pairs)
    assert len(set(pairs)) > 1


def test_a_damaged_database_is_not_copied(workshop: Path) -> None:
    """What is wrong is said, and no copy, whole or half, is left."""
    path = workshop / "workshop.db"
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    path.write_bytes(bytes(data))
    done = call("backup", workshop)
    assert done.exit_code == 1
    assert "damaged" in done.stderr
    assert list((workshop / "backups").iterdir()) == []


def test_what_comes_back_is_what_was_copied(workshop: Path) -> None:
    """People and newest change are said; what was there before is kept beside the copies."""
    copy = back_up(Folder.open(workshop), NOW)
    rename(workshop, "after", NOW + dt.timedelta(hours=1))
    done = call("restore", workshop, copy)
    assert done.exit_code == 0, done.output
    assert name_of(workshop / "workshop.db") == "before"
    (aside,) = backups_of(workshop, "before-restore")
    assert name_of(aside) == "after"
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert "3 participants" in done.stdout
    assert f"{NOW.astimezone():%Y-%m-%d %H:%M}" in done.stdout
    assert str(aside) in done.stdout
    assert name_of(copy) == "before"


def test_a_store_that_is_open_sees_what_came_back(workshop: Path) -> None:
    """A program that has the database open goes on with the restored one, not a ghost of it."""
    copy = back_up(Folder.open(workshop), NOW)
    rename(workshop, "after")
    with Store.open(workshop / "workshop.db") as store:
        assert store.load(KEY).answers.readiness.profile.name == "after"
        restore(Folder.open(workshop), copy, NOW)
        assert store.load(KEY).answers.readiness.profile.name == "before"
        store.save(KEY, Change(NAME, "later"), author="x", at=NOW)
    assert name_of(workshop / "workshop.db") == "later"


def test_a_damaged_database_is_replaced_and_kept(workshop: Path) -> None:
    """The usual reason to restore: its bytes are kept, and the copy takes its place."""
    copy = back_up(Folder.open(workshop), NOW)
    (workshop / "workshop.db").write_bytes(b"rubbish" * 1000)
    (workshop / "workshop.db-wal").write_bytes(b"old log")
    done = restore(Folder.open(workshop), copy, NOW)
    assert name_of(workshop / "workshop.db") == "before"
    assert done.aside is not None
    assert done.aside.read_bytes() == b"rubbish" * 1000
    assert stat.S_IMODE(done.aside.stat().st_mode) == 0o600


def test_a_workshop_without_its_database_gets_it_back(workshop: Path) -> None:
    """There is nothing to keep aside then."""
    copy = back_up(Folder.open(workshop), NOW)
    (workshop / "workshop.db").unlink()
    assert restore(Folder.open(workshop), copy, NOW).aside is None
    assert name_of(workshop / "workshop.db") == "before"


def test_a_copy_made_by_hand_is_taken(workshop: Path, tmp_path: Path) -> None:
    """Someone copied workshop.db with a file manager: that will do, and stays as it is."""
    shutil.copy(workshop / "workshop.db", tmp_path / "stick.db")
    rename(workshop, "after")
    before = (tmp_path / "stick.db").read_bytes()
    assert call("restore", workshop, tmp_path / "stick.db").exit_code == 0
    assert name_of(workshop / "workshop.db") == "before"
    assert (tmp_path / "stick.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stick.db", "w"]


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE songs (title)")
    database.close()


def _newer(path: Path) -> None:
    with Store.open(path):
        pass
    with sqlite3.connect(path) as database:
        database.execute("UPDATE meta SET value = '99'")
    database.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_text("key,name\n"), "not a sound copy"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\0" * 5000), "not a sound copy"),
        (_foreign, "another program"),
        (_newer, "newer version"),
        (lambda _path: None, "no such file"),
    ],
    ids=["text", "damaged", "foreign", "newer", "missing"],
)
def test_what_is_no_copy_changes_nothing(
    workshop: Path, tmp_path: Path, make: object, said: str
) -> None:
    """It is said what is wrong with it; the workshop is as it was."""
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]
    before = {p: p.read_bytes() for p in workshop.rglob("*") if p.is_file()}
    done = call("restore", workshop, path)
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert {p: p.read_bytes() for p in workshop.rglob("*") if p.is_file()} == before


def test_the_database_is_no_copy_of_itself(workshop: Path) -> None:
    """Said before anything is done."""
    assert "itself" in call("restore", workshop, workshop / "workshop.db").stderr


HOLD = (
    "import sys, pathlib; from workshop.keeping.lock import RoomLock\n"
    "lock = RoomLock(pathlib.Path(sys.argv[1])); lock.acquire(); print('held', flush=True)\n"
    "sys.stdin.read()"
)


def test_not_while_another_process_holds_the_room(workshop: Path) -> None:
    """Refused while it lives; a process that was killed holds nothing, though its file stays."""
    copy = back_up(Folder.open(workshop), NOW)
    assert not is_held(workshop)
    assert not (workshop / LOCK_FILE).exists()
    server = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(workshop)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert server.stdout is not None
    assert server.stdout.readline() == b"held\n"
    try:
        assert is_held(workshop)
        refused = call("restore", workshop, copy)
        assert (refused.exit_code, "room of this workshop is open" in refused.stderr) == (2, True)
        assert backups_of(workshop, "before-restore") == []
        assert call("backup", workshop).exit_code == 0
    finally:
        server.kill()
        server.communicate()
    assert (workshop / LOCK_FILE).exists()
    assert not is_held(workshop)
    assert call("restore", workshop, copy).exit_code == 0


def test_a_lock_is_one_holder_s_within_a_process_too(tmp_path: Path) -> None:
    """Two locks of one folder exclude each other; to take one's own again is no error."""
    first, second = RoomLock(tmp_path), RoomLock(tmp_path)
    first.acquire()
    first.acquire()
    with pytest.raises(UsageError):
        second.acquire()
    first.release()
    with second:
        assert is_held(tmp_path)
    second.release()
    assert not is_held(tmp_path)
    assert stat.S_IMODE((tmp_path / LOCK_FILE).stat().st_mode) == 0o600


def test_rolling_copies_are_thinned(workshop: Path) -> None:
    """All of the last hour stay, then the newest of each hour, so many at most; no other goes."""
    folder = Folder.open(workshop)
    by_hand = back_up(folder, NOW - dt.timedelta(days=9))
    (workshop / "backups" / "rolling-notes.db").touch()
    (workshop / "backups" / "rolling-99999999-999999.db").touch()
    start = NOW - dt.timedelta(hours=6)
    for minutes in range(0, 361, 20):
        last = rolling_backup(folder, start + dt.timedelta(minutes=minutes), keep=3)
    found = backups_of(workshop, "rolling")
    times = [NOW + dt.timedelta(minutes=m) for m in (-140, -80, -60, -40, -20, 0)]
    assert [path.name for path in found] == [
        f"rolling-{time.astimezone():%Y%m%d-%H%M%S}.db" for time in times
    ]
    assert found[-1] == last
    assert by_hand.exists()
    assert (workshop / "backups" / "rolling-notes.db").exists()


def _half(path: Path) -> None:
    with private_file(path) as beside:
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600
        beside.write_bytes(b"half")
        raise OSError("full")


def test_private_files_are_whole_or_as_before(tmp_path: Path) -> None:
    """Mode 600 from the first moment; a failure leaves the old file and nothing beside it."""
    path = tmp_path / "sub" / "x"
    write_private(path, b"one")
    with pytest.raises(OSError, match="full"):
        _half(path)
    assert path.read_bytes() == b"one"
    write_private(path, b"two")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"two", 0o600)
    assert list(path.parent.iterdir()) == [path]


def test_without_a_database_there_is_nothing_to_copy(tmp_path: Path) -> None:
    """Said in words; nor is anything written to a sample."""
    assert call("new", tmp_path / "w").exit_code == 0
    assert "no database yet" in call("backup", tmp_path / "w").stderr
    assert "sample" in call("backup", SAMPLE).stderr
    with pytest.raises(StoreError):
        look(SAMPLE / "roster.csv")
