"""The store: real databases, real processes."""

from __future__ import annotations

import datetime as dt
import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import sample_answers
from sqlalchemy import event

from workshop.answers.change import Change, Draft, apply
from workshop.errors import (
    ConflictError,
    InvalidAnswerError,
    StoreError,
    UnknownAnswerKeyError,
    UnknownParticipantError,
    UsageError,
)
from workshop.store import Participant, Store, key_from_name, participant_key
from workshop.workbook import Answers

AT = dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC)
NAME = "/readiness/profile/name"
PLACE = "/readiness/profile/place"
PEOPLE = "/readiness/people"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "workshop.db") as opened:
        opened.add_participants([Participant("ann", "Ann"), Participant("bob", "Bob")])
        yield opened


def save(store: Store, address: str, value: object, seen: int | None = None) -> int:
    return store.save("ann", Change(address, value), author="t", at=AT, seen=seen).revision


def test_what_was_saved_is_there_again(tmp_path: Path) -> None:
    """Answers, revision and roster survive closing the database."""
    with Store.open(tmp_path / "w.db") as store:
        store.add_participants([Participant("ann", "Ann", "A & B", "a@example.org", "es")])
        store.save("ann", Change(NAME, "Piñon"), author="t", at=AT)
    with Store.open(tmp_path / "w.db") as store:
        loaded = store.load("ann")

        assert loaded.answers.readiness.profile.name == "Piñon"
        assert loaded.revision == 1
        assert store.participants() == (Participant("ann", "Ann", "A & B", "a@example.org", "es"),)


def test_the_database_is_durable(store: Store, tmp_path: Path) -> None:
    """The journal of the database is a write-ahead log, synced at every commit."""
    save(store, NAME, "x")
    with sqlite3.connect(tmp_path / "workshop.db") as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    seen = []
    event.listen(store._engine, "checkout", lambda c, *_: seen.append(
        c.execute("PRAGMA synchronous").fetchone()[0]))  # fmt: skip
    store.load("ann")
    assert seen == [2]


def test_an_acknowledged_save_survives_a_killed_process(tmp_path: Path) -> None:
    """What was acknowledged before SIGKILL is there afterwards."""
    code = f"""
import datetime as dt, sys, time
from workshop.answers.change import Change
from workshop.store import Participant, Store
store = Store.open({str(tmp_path / "w.db")!r})
store.add_participants([Participant("ann")])
for n in range(1000):
    store.save("ann", Change({NAME!r}, f"name {{n}}"), author="t", at=dt.datetime.now(dt.UTC))
    print(n, flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    last = 0
    for line in process.stdout:
        last = int(line)
        if last == 25:
            process.send_signal(signal.SIGKILL)
            break
    process.wait()

    with Store.open(tmp_path / "w.db") as store:
        name = store.load("ann").answers.readiness.profile.name
        assert int(name.split()[1]) >= last


def test_two_processes_lose_no_write(tmp_path: Path) -> None:
    """Two writers of different answers both keep everything."""
    with Store.open(tmp_path / "w.db") as store:
        store.add_participants([Participant("ann")])
    code = """
import datetime as dt, sys
from workshop.answers.change import Change
from workshop.store import Store
store = Store.open(sys.argv[1])
for n in range(100):
    change = Change(f"/readiness/people/{sys.argv[2]}{n}", {"name": "x"})
    store.save("ann", change, author="t", at=dt.datetime.now(dt.UTC))
"""
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "w.db"), who])
        for who in ("a", "b")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]

    with Store.open(tmp_path / "w.db") as store:
        loaded = store.load("ann")
        assert len(loaded.answers.readiness.people) == 200
        assert loaded.revision == 200


def test_changes_to_different_answers_merge(store: Store) -> None:
    """A writer who has not seen another's change to another answer is not stopped by it."""
    save(store, NAME, "a", seen=0)
    save(store, PLACE, "b", seen=0)

    profile = store.load("ann").answers.readiness.profile
    assert (profile.name, profile.place) == ("a", "b")


def test_a_true_conflict_shows_both(store: Store) -> None:
    """Two different answers to one question are a conflict that shows both; nothing is lost."""
    save(store, NAME, "theirs", seen=0)
    with pytest.raises(ConflictError) as caught:
        save(store, NAME, "mine", seen=0)

    assert "theirs" in str(caught.value)
    assert "mine" in str(caught.value)
    assert store.load("ann").answers.readiness.profile.name == "theirs"


def test_the_same_answer_from_two_is_no_conflict(store: Store) -> None:
    """Two who give the same answer agree; nothing is changed and nothing journalled twice."""
    save(store, NAME, "same", seen=0)

    assert save(store, NAME, "same", seen=0) == 1
    assert len(store.history("ann")) == 1


def test_a_change_inside_a_row_conflicts_with_its_removal(store: Store) -> None:
    """Changing what someone else took away is a conflict or an error, never a silent loss."""
    save(store, f"{PEOPLE}/p", {"name": "x"})
    seen = store.load("ann").revision
    store.save("ann", Change(f"{PEOPLE}/p", remove=True), author="t", at=AT, seen=seen)

    with pytest.raises(ConflictError):
        save(store, f"{PEOPLE}/p/name", "y", seen=seen)
    with pytest.raises(UnknownAnswerKeyError):
        save(store, f"{PEOPLE}/p/name", "y")


def test_a_refused_value_changes_nothing(store: Store) -> None:
    """A value its question refuses leaves answers, revision and journal as they were."""
    save(store, NAME, "a")
    with pytest.raises(InvalidAnswerError):
        save(store, "/readiness/profile/staff_fte", -1)

    assert store.load("ann").revision == 1
    assert len(store.history("ann")) == 1


def test_the_journal_replays_to_the_document(store: Store) -> None:
    """Every change in order gives the answers as they are."""
    for change in (
        Change(NAME, "a"), Change(f"{PEOPLE}/p", {"name": "x"}), Change(f"{PEOPLE}/q", {}),
        Change(f"{PEOPLE}/p/name", "y"), Change(NAME, None), Change(f"{PEOPLE}/q", remove=True),
    ):  # fmt: skip
        store.save("ann", change, author="t", at=AT)
    replayed = Answers(participant="ann")
    for entry in store.history("ann"):
        gone = entry.after is None and entry.address.count("/") == 3 and "people" in entry.address
        replayed = apply(replayed, Change(entry.address, entry.after, remove=gone))

    assert replayed == store.load("ann").answers


@pytest.mark.parametrize(
    "change",
    [
        Change(NAME, "b"), Change(NAME, None), Change(f"{PEOPLE}/p", remove=True),
        Change(f"{PEOPLE}/r", {}), Change(PEOPLE, ["q", "p"]), Change(f"{PEOPLE}/p/name", "z"),
    ],
)  # fmt: skip
def test_undo_brings_back_what_was_there(store: Store, change: Change) -> None:
    """Undo gives the answers as they were, and the journal keeps both."""
    for row in ("p", "q"):
        save(store, f"{PEOPLE}/{row}", {"name": row})
    save(store, NAME, "a")
    before = store.load("ann").answers
    store.save("ann", change, author="t", at=AT)
    entries = len(store.history("ann"))

    assert store.undo("ann", author="t", at=AT).answers == before
    assert len(store.history("ann")) > entries


def test_undo_twice_goes_back_twice(store: Store) -> None:
    """Each undo takes back one change more; then there is none left."""
    save(store, NAME, "a")
    save(store, NAME, "b")
    store.undo("ann", author="t", at=AT)
    assert store.load("ann").answers.readiness.profile.name == "a"
    store.undo("ann", author="t", at=AT)
    assert store.load("ann").answers.readiness.profile.name is None
    with pytest.raises(StoreError, match="no change"):
        store.undo("ann", author="t", at=AT)


def test_a_draft_is_kept_and_goes_with_the_answer(store: Store) -> None:
    """What was typed is kept, shown again, and dropped once the answer is saved."""
    address = "/readiness/profile/staff_fte"
    store.keep_draft("ann", Draft(address, "five", "no number", AT))
    store.keep_draft("ann", Draft(address, "fiv", "no number", AT))
    assert store.load("ann").drafts == (Draft(address, "fiv", "no number", AT),)
    assert store.load("ann").answers.readiness.profile.staff_fte is None

    save(store, address, 5.0)
    assert store.load("ann").drafts == ()


def test_a_whole_document_is_one_entry(store: Store) -> None:
    """An import is one change, and can be taken back."""
    store.replace("ann", sample_answers(), author="import", at=AT)
    assert store.load("ann").answers.objectives == sample_answers().objectives
    assert store.load("ann").answers.participant == "ann"

    store.undo("ann", author="t", at=AT)
    assert store.load("ann").answers.objectives == Answers().objectives


def test_a_full_disk_is_said_and_the_old_answers_stay(store: Store) -> None:
    """When there is no room the save is refused aloud and nothing is damaged."""
    save(store, NAME, "a")

    def no_room(connection: object, _record: object, _proxy: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")

    event.listen(store._engine, "checkout", no_room)

    def fill() -> None:
        for n in range(200):
            save(store, f"{PEOPLE}/p{n}", {"topics": ["x" * 60] * 8})

    with pytest.raises(StoreError) as caught:
        fill()
    event.remove(store._engine, "checkout", no_room)

    assert "full" in str(caught.value)
    assert caught.value.todo
    assert store.load("ann").answers.readiness.profile.name == "a"


def test_a_newer_database_is_refused_by_version(tmp_path: Path) -> None:
    """A database of a newer program is left alone."""
    path = tmp_path / "w.db"
    Store.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(StoreError, match="newer"):
        Store.open(path)


@pytest.mark.parametrize("content", [b"not a database at all, only text" * 40])
def test_a_damaged_file_is_said(tmp_path: Path, content: bytes) -> None:
    """A file that is no database is named as damaged and left as it is."""
    path = tmp_path / "w.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path)

    assert path.read_bytes() == content


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A database cannot be made where there is no folder; the message says so."""
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "none" / "w.db")

    assert "folder" in str(caught.value)


def test_nobody_of_that_key(store: Store) -> None:
    """An unknown participant is an error, not an empty workbook."""
    with pytest.raises(UnknownParticipantError):
        store.load("carl")


def test_facts_of_the_roster_are_brought_up_to_date(store: Store) -> None:
    """Adding people again changes facts and loses no answers."""
    save(store, NAME, "a")
    store.add_participants([Participant("ann", "Ann B."), Participant("carl")])

    assert [p.name for p in store.participants()] == ["Ann B.", "Bob", ""]
    assert store.load("ann").answers.readiness.profile.name == "a"


def test_the_history_can_be_read(store: Store) -> None:
    """The journal tells who changed what from what to what, and when."""
    save(store, NAME, "a")
    entry = store.history("ann", NAME)[0]

    assert (entry.before, entry.after, entry.author, entry.at) == (None, "a", "t", AT)
    assert json.dumps(entry.after)


@pytest.mark.parametrize(
    "text", ["../x", "", "A", "a b", "con", "com1", "-a", "a-", "a" * 41, "é", "a/b", "a\n"]
)
def test_what_is_no_key_is_refused_with_one_that_is(text: str) -> None:
    """A key is never a path or a device; the message proposes one that would do."""
    with pytest.raises(UsageError) as caught:
        participant_key(text)
    proposed = caught.value.todo.split("'")[1]

    assert participant_key(proposed) == proposed


@pytest.mark.parametrize(
    ("name", "key"),
    [("Piñon & Kiln Studio", "pinon-kiln-studio"), ("陶艺", "participant"), ("CON", "con-1"),
     ("  ", "participant"), ("x" * 90, "x" * 35)],
)  # fmt: skip
def test_a_key_is_made_from_a_name(name: str, key: str) -> None:
    """Accents are dropped, other scripts give a neutral word."""
    assert key_from_name(name, ()) == key
    assert participant_key(key_from_name(name, {key})) == f"{key}-2"


def test_what_another_program_wrote_is_read_and_not_what_was_read_before(
    store: Store, tmp_path: Path
) -> None:
    """Also with the same revision, as after a copy was put back."""
    store.save("ann", Change("/readiness/profile/name", "One"), author="t", at=AT)
    assert store.load("ann").answers.readiness.profile.name == "One"
    with sqlite3.connect(tmp_path / "workshop.db") as raw:
        raw.execute("UPDATE answers SET document = replace(document, 'One', 'Two')")
    assert store.load("ann").answers.readiness.profile.name == "Two"
