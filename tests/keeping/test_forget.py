"""``workshop forget``: nothing of one person is left, and everything of the others is."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import SAMPLE

from workshop.answers.change import Change, Draft
from workshop.answers.document import to_json
from workshop.cli import main
from workshop.folder import Folder, open_live
from workshop.imports.roster import read_roster
from workshop.keeping.lock import RoomLock
from workshop.keeping.roster_lines import without
from workshop.store import Participant, Store, forgetting
from workshop.store.room import RoomRecords

NOW = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)
UNIQUE = "Quicksilver-Zanzibar-7731"
KEY = "crane-bookkeeping"


def call(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=typed)


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Return a workshop in which one person's text stands everywhere it can."""
    path = tmp_path / "w"
    assert call("new", path, "--from", "one-evening").exit_code == 0
    with open_live(Folder.open(path), NOW) as store:
        for place in range(40):
            change = Change("/readiness/profile/name", f"{UNIQUE} {place} " + "x" * 40)
            store.save(KEY, change, author="x", at=NOW)
        store.keep_draft(KEY, Draft("/objectives/funnel/cvr_pct", UNIQUE, UNIQUE))
        store.keep_draft("agave-cycles", Draft("/objectives/funnel/cvr_pct", "mine", "no"))
        records = RoomRecords(store)
        records.came(KEY, NOW, UNIQUE)
        records.new_link("mimbres-soap")
    for place in (f"plans/{KEY}/plan.pdf", f"plans/_failed/{KEY}/log.txt", f"plans/{KEY}.new/x"):
        (path / place).parent.mkdir(parents=True, exist_ok=True)
        (path / place).write_text(UNIQUE)
    (path / "plans" / f"{KEY}-2").mkdir()
    (path / "plans" / f"{KEY}-2" / "plan.pdf").write_text("someone else's")
    people = [{"key": KEY, "name": UNIQUE}]
    (path / "plans" / "report.json").write_text(json.dumps({"people": people}))
    (path / "plans" / "index.html").write_text(UNIQUE)
    return path


def holding(folder: Path, text: str = UNIQUE) -> list[str]:
    """Return the files, hidden ones too, in which a text stands."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    )


def rows_of(folder: Path) -> dict[str, list[Any]]:
    """Return every row of every table that is not the forgotten one's."""
    with sqlite3.connect(folder / "workshop.db") as database:
        tables = [name for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )]  # fmt: skip
        found = {
            name: [row for row in database.execute(f"SELECT * FROM {name}") if KEY not in row]
            for name in tables
        }
    database.close()
    return found


def test_no_byte_of_them_is_left_and_others_are_as_they_were(workshop: Path) -> None:
    """In no file of the folder; every row and every file of the others is the same."""
    assert "workshop.db" in holding(workshop)
    assert call("links", workshop).exit_code == 0
    before, roster = rows_of(workshop), (workshop / "roster.csv").read_text()
    answers = {
        path.name: path.read_bytes()
        for path in (workshop / "answers").iterdir()
        if path.stem != KEY
    }

    done = call("forget", workshop, KEY, "--yes")

    assert done.exit_code == 0, done.output
    assert holding(workshop) == []
    assert holding(workshop, "Tom Whitley") == []
    assert rows_of(workshop) == before
    for name, data in answers.items():
        assert (workshop / "answers" / name).read_bytes() == data
    assert not (workshop / "answers" / f"{KEY}.json").exists()
    assert not (workshop / "links.pdf").exists()
    assert (workshop / "plans" / f"{KEY}-2" / "plan.pdf").read_text() == "someone else's"
    kept = [line for line in roster.splitlines(keepends=True) if KEY not in line]
    assert (workshop / "roster.csv").read_text() == "".join(kept)
    assert [one.key for one in Folder.open(workshop).everyone()] == ["agave-cycles", "mimbres-soap"]
    for place in (f"plans/{KEY}", f"answers/{KEY}.json", "links.pdf", "roster.csv, line 3"):
        assert f"removed  {place}" in done.stdout
    assert call("forget", workshop, KEY, "--yes").exit_code == 2


def test_copies_are_named_and_removed_only_on_request(workshop: Path) -> None:
    """A copy with them in it is named; with --backups it goes, one without them stays."""
    assert call("backup", workshop).exit_code == 0
    clean = workshop / "backups" / "workshop-20260101-000000.db"
    with Store.open(clean) as store:
        store.add_participants([Participant("ana", "Ana")])
    odd = workshop / "backups" / "damaged-20260101-000000.db"
    odd.write_bytes(b"not readable")
    first = call("forget", workshop, "mimbres-soap", "--yes")
    (copy,) = [path for path in holding(workshop) if path.startswith("backups/")]
    assert str(workshop / copy) in first.stdout
    assert str(odd) in first.stdout
    assert str(clean) not in first.stdout

    assert call("forget", workshop, KEY, "--yes", "--backups").exit_code == 0
    assert holding(workshop) == []
    assert [path.name for path in (workshop / "backups").iterdir()] == [clean.name]


@pytest.mark.parametrize("typed", ["", "yes", "y", "crane", "Crane-Bookkeeping"])
def test_the_key_is_typed_before_anything_goes(workshop: Path, typed: str) -> None:
    """Anything else leaves everything; the key itself does it."""
    before = {path: path.read_bytes() for path in workshop.rglob("*") if path.is_file()}
    refused = call("forget", workshop, KEY, typed=f"{typed}\n")
    assert refused.exit_code == 2
    assert "Nothing was removed" in refused.stderr
    assert {path: path.read_bytes() for path in workshop.rglob("*") if path.is_file()} == before
    if not typed:
        done = call("forget", workshop, KEY, typed=f"{KEY}\n")
        assert "Tom Whitley" in done.stdout
        assert holding(workshop) == []


def test_who_is_mentioned_elsewhere_is_said(workshop: Path) -> None:
    """A file of the facilitator's own that names them is left, and named."""
    (workshop / "notes.txt").write_text("Call Tom Whitley back.")
    (workshop / "other.txt").write_text("Call Tom Whitleyson back.")
    (workshop / f"{KEY}.xlsx").write_bytes(b"PK")
    done = call("forget", workshop, KEY, "--yes")
    assert "  notes.txt\n" in done.stdout
    assert f"  {KEY}.xlsx\n" in done.stdout
    assert "other.txt" not in done.stdout
    assert (workshop / "notes.txt").is_file()


def test_a_workshop_of_files(tmp_path: Path) -> None:
    """Without a database, file and line go, and no database is made."""
    path = tmp_path / "w"
    assert call("new", path, "--from", "one-evening").exit_code == 0
    assert call("forget", path, KEY, "--yes").exit_code == 0
    assert [one.key for one in Folder.open(path).everyone()] == ["agave-cycles", "mimbres-soap"]
    assert not (path / "answers" / f"{KEY}.json").exists()
    assert not (path / "workshop.db").exists()
    for key in ("agave-cycles", "mimbres-soap"):
        assert call("forget", path, key, "--yes").exit_code == 0
    assert Folder.open(path).everyone() == ()


def test_new_people_come_last_after_someone_went(workshop: Path, tmp_path: Path) -> None:
    """The place of who is gone is given to nobody who is there already."""
    assert call("forget", workshop, "agave-cycles", "--yes").exit_code == 0
    (tmp_path / "l.csv").write_text("name\nAda\n")
    assert call("roster", workshop, tmp_path / "l.csv").exit_code == 0
    with sqlite3.connect(workshop / "workshop.db") as database:
        places = [row[0] for row in database.execute("SELECT position FROM participants")]
    database.close()
    assert len(set(places)) == len(places) == 3
    assert [one.key for one in Folder.open(workshop).everyone()][-1] == "ada"


def test_not_while_the_room_is_open(workshop: Path) -> None:
    """A server at work would write what is being removed."""
    with RoomLock(workshop):
        done = call("forget", workshop, KEY, "--yes")
    assert done.exit_code == 2
    assert "room of this workshop is open" in done.stderr
    assert "workshop.db" in holding(workshop)


def test_not_while_another_program_reads(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file could not be cleared, nothing is removed, and it can be done later."""
    real = sqlite3.connect

    def hasty(*words: Any, **options: Any) -> sqlite3.Connection:
        return real(*words, **options | {"timeout": 0.1})

    monkeypatch.setattr(forgetting.sqlite3, "connect", hasty)
    reader = real(workshop / "workshop.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM answers").fetchone()
    done = call("forget", workshop, KEY, "--yes")
    reader.close()
    assert done.exit_code == 1
    assert "another program uses it" in done.stderr
    assert (workshop / "plans" / KEY / "plan.pdf").exists()
    assert call("forget", workshop, KEY, "--yes").exit_code == 0
    assert holding(workshop) == []


def test_nobody_and_samples_are_refused() -> None:
    """A wrong key is answered with the right ones; a sample is never written to."""
    assert call("forget", SAMPLE, "pinon-kiln", "--yes").exit_code == 2
    assert (SAMPLE / "answers" / "pinon-kiln.json").is_file()


ROSTERS = (
    ("key,name,email\nana,Ana,a@x.org\nbo,Bo,b@x.org\n", b"key,name,email\nbo,Bo,b@x.org\n"),
    ('key;name\r\nana;"Ana\r\nPeña"\r\n\r\nbo;Bo\r\n', b"key;name\r\n\r\nbo;Bo\r\n"),
    ("sep=;\nkey;name\nana;Ana\nbo;Bo", b"sep=;\nkey;name\nbo;Bo"),
    ('\ufeffkey,name\nbo,"B""o"\nana,Ana', b'\xef\xbb\xbfkey,name\nbo,"B""o"\n'),
    ('"key,name"\n"ana,Ana"\n"bo,Bo"\n', b'"key,name"\n"bo,Bo"\n'),
)


@pytest.mark.parametrize(("text", "left"), ROSTERS)
def test_one_line_goes_and_every_other_byte_stays(tmp_path: Path, text: str, left: bytes) -> None:
    """Line ends, quotes, marks, separators: as the spreadsheet wrote them."""
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode())
    (line,) = [row.line for row in read_roster(path) if row.key == "ana"]
    assert without(path, {line}) == left


def test_old_encodings_stay(tmp_path: Path) -> None:
    """Windows' Latin and UTF-16 come back in their own bytes."""
    path = tmp_path / "roster.csv"
    path.write_bytes("key,name\nana,Ana\nbo,Peña \x85".encode("latin-1"))
    assert without(path, {2}) == "key,name\nbo,Peña \x85".encode("latin-1")
    path.write_bytes("key,name\nana,Ana\nbo,Peña".encode("utf-16"))
    assert without(path, {2}).decode("utf-16") == "key,name\nbo,Peña"


def test_a_key_that_hangs_on_the_one_before_is_kept(tmp_path: Path) -> None:
    """Of two of one name, the second keeps key and answers when the first goes."""
    path = tmp_path / "w"
    assert call("new", path).exit_code == 0
    (path / "roster.csv").write_text("key,name,business\n,Ana,Café\n,Bo,Café\n,Cy,Cars\n")
    answers = Folder.open(SAMPLE).load("pinon-kiln").answers
    (path / "answers").mkdir()
    (path / "answers" / "cafe-2.json").write_text(to_json(answers), encoding="utf-8")
    assert call("forget", path, "cafe", "--yes").exit_code == 0
    folder = Folder.open(path)
    assert [(one.key, one.name) for one in folder.everyone()] == [("cafe-2", "Bo"), ("cars", "Cy")]
    assert folder.load("cafe-2").answers.readiness == answers.readiness


def test_a_line_under_another_key_is_theirs_by_its_address(tmp_path: Path) -> None:
    """With a database, roster lines need not have its keys; another's line is never taken."""
    path = tmp_path / "w"
    assert call("new", path).exit_code == 0
    lines = "key,name,email\nana,Ana,both@x.org\nold-key,Bo,both@x.org\ncy,Cy,both@x.org\n"
    (path / "roster.csv").write_text(lines)
    with open_live(Folder.open(path), NOW):
        pass
    (path / "roster.csv").write_text(lines.replace("ana,", "annie,"))
    assert call("forget", path, "ana", "--yes").exit_code == 0
    assert (path / "roster.csv").read_text() == (
        "key,name,email\nold-key,Bo,both@x.org\ncy,Cy,both@x.org\n"
    )
