"""``workshop status``: the truth about everyone, quickly, and without a trace."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import AS_OF, EVENING, SAMPLE

from workshop.answers.change import Change, Draft
from workshop.cli import main
from workshop.cli.showing import ago, clean
from workshop.folder import Folder, open_live
from workshop.people.overview import overview
from workshop.store import Participant, Store
from workshop.workbook import Answers
from workshop.workbook.counting import counts

NOW = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)


def call(*words: object, columns: int = 80) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"COLUMNS": str(columns)})


def traces(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def data_of(folder: Path) -> dict[str, Any]:
    done = call("status", folder, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_counts_are_those_of_the_answers() -> None:
    """One more answer is one more; a question that does not apply is not asked; all is all."""
    nothing, full = Answers(), Folder.open(EVENING).load("agave-cycles").answers
    for count in counts(nothing, 1):
        assert count.answered == 0
        assert count.asked > 0
    assert [count.asked for count in counts(nothing, 1)] <= [
        count.asked for count in counts(nothing, 3)
    ]
    assert sum(count.asked for count in counts(nothing, 1)) <= 50
    assert [count.answered for count in counts(full, 1)] == [
        count.asked for count in counts(full, 1)
    ]
    assert [count.step for count in counts(full, 1)] == [step.name for step in full.steps]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workshop with a database, an answer just given, and a draft."""
    path = tmp_path_factory.mktemp("status") / "w"
    assert call("new", path, "--from", "one-evening", "--date", "2027-01-04").exit_code == 0
    with open_live(Folder.open(path), NOW - dt.timedelta(days=3)) as store:
        change = Change("/readiness/profile/name", "New name")
        store.save("mimbres-soap", change, author="x", at=NOW - dt.timedelta(minutes=4))
        store.keep_draft("mimbres-soap", Draft("/objectives/funnel/cvr_pct", "dunno", "no number"))
    return path


def test_the_database_is_told_and_not_touched(live: Path) -> None:
    """Answers, drafts, times and checks of everyone; the same bytes and times afterwards."""
    before = traces(live)
    data = data_of(live)
    table = call("status", live)
    assert traces(live) == before

    assert table.exit_code == 0
    people = {one["key"]: one for one in data["people"]}
    assert list(people) == ["agave-cycles", "crane-bookkeeping", "mimbres-soap"]
    soap = people["mimbres-soap"]
    assert soap["drafts"] == 1
    assert dt.datetime.fromisoformat(soap["changed"]) == NOW - dt.timedelta(minutes=4)
    assert soap["steps"]["readiness"] == {"answered": 6, "asked": 14}
    with Store.open(live / "workshop.db") as store:
        answers = store.load("mimbres-soap").answers
    assert soap["steps"] == {
        one.step: {"answered": one.answered, "asked": one.asked} for one in counts(answers, 1)
    }
    assert data["totals"]["people"] == 3
    assert data["totals"]["drafts"] == 1
    assert "1 draft," in table.stdout
    for words in ("Nina Ortega", "Mimbres Soap", "6/14", "14/14", "C010", "C001"):
        assert words in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 80


def test_a_wide_terminal_names_the_steps(live: Path) -> None:
    """Where there is room, headings are words."""
    assert "measurement" in call("status", live, columns=150).stdout.splitlines()[2]


def test_files_without_a_database_are_told_and_stay(tmp_path: Path) -> None:
    """A sample that may not be written to; who has answered nothing has no time."""
    before = traces(EVENING)
    data = data_of(EVENING)
    assert traces(EVENING) == before
    assert all(one["changed"] for one in data["people"])
    assert data["totals"]["answered"] == 104

    assert call("new", tmp_path / "w").exit_code == 0
    (tmp_path / "w" / "roster.csv").write_text("key,name\nana,Ana\n")
    (one,) = data_of(tmp_path / "w")["people"]
    assert (one["changed"], one["blocking"]) == (None, [])
    assert not (tmp_path / "w" / "workshop.db").exists()


def test_the_longest_workshop_fits_a_narrow_terminal() -> None:
    """Three-figure counts, names of several words: no column is left out, no line too long."""
    done = call("status", SAMPLE)
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    for one in overview(Folder.open(SAMPLE), AS_OF):
        for count in one.counts:
            assert f"{count.answered}/{count.asked}" in done.stdout
        assert all(code in done.stdout for code in one.blocking)


def test_a_reason_to_go_on_settles_a_check(tmp_path: Path) -> None:
    """A check that blocks is told until its owner writes why they go on."""
    folder = tmp_path / "w"
    assert call("new", folder, "--from", "one-evening", "--date", "2027-01-11").exit_code == 0
    (before,) = [one for one in data_of(folder)["people"] if one["key"] == "agave-cycles"]
    assert before["blocking"] == ["C010"]
    with open_live(Folder.open(folder), NOW) as store:
        change = Change("/overrides/C010/reason", "She comes in March.")
        store.save("agave-cycles", change, author="x", at=NOW)
    (after,) = [one for one in data_of(folder)["people"] if one["key"] == "agave-cycles"]
    assert after["blocking"] == []


def test_an_old_database_is_read_and_stays_old(live: Path, tmp_path: Path) -> None:
    """One made before there were seats is told as it is, and not brought up to date."""
    folder = tmp_path / "w"
    folder.mkdir()
    (folder / "workshop.toml").touch()
    with Store.open(folder / "workshop.db") as store:
        store.add_participants([Participant("ana", "Ana")])
    with sqlite3.connect(folder / "workshop.db") as old:
        old.execute("DROP TABLE seats")
        old.execute("DROP TABLE room")
        old.execute("UPDATE meta SET value = '1'")
    old.close()
    assert [one["key"] for one in data_of(folder)["people"]] == ["ana"]
    with sqlite3.connect(folder / "workshop.db") as old:
        assert old.execute("SELECT value FROM meta").fetchall() == [("1",)]
    old.close()


def test_one_damaged_document_holds_nobody_up(tmp_path: Path) -> None:
    """Whose answers cannot be read is said; a database that is none is an error in words."""
    folder = tmp_path / "w"
    assert call("new", folder, "--from", "one-evening").exit_code == 0
    (folder / "answers" / "agave-cycles.json").write_text("{")
    data = data_of(folder)
    assert [bool(one["problem"]) for one in data["people"]] == [True, False, False]
    assert "1 unreadable" in call("status", folder).stdout

    (folder / "workshop.db").write_bytes(b"no database at all" * 100)
    done = call("status", folder)
    assert done.exit_code == 1
    assert "database is damaged" in done.stderr


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "just now"), (240, "4 min ago"), (7300, "2 h ago"), (90_000, "1 day ago"),
     (300_000, "3 days ago"), (-50, "just now"), (3599, "60 min ago")],
)  # fmt: skip
def test_times_in_words(seconds: float, words: str) -> None:
    """As people say them."""
    assert ago(NOW - dt.timedelta(seconds=seconds), NOW) == words
    assert ago(None, NOW) == "–"


def test_what_steers_a_terminal_is_taken_out() -> None:
    """Escapes, line breaks and turned writing are no part of a name."""
    assert clean("A\x1b[31m\nñ \u202eb") == "A�[31m ñ �b"
