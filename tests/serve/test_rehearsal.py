"""A rehearsal visits a real room, and touches nothing of the workshop it is for."""

from __future__ import annotations

import dataclasses
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner
from serve.fixtures import RunningRoom, evening

from workshop.cli import main
from workshop.folder import DATABASE, Folder
from workshop.serve.rehearsing.figures import Figures, Times
from workshop.serve.rehearsing.own_room import OwnRoom, copy_without_people
from workshop.serve.rehearsing.page import read_forms, read_page
from workshop.serve.rehearsing.rehearsal import Script, look_up, visit
from workshop.serve.rehearsing.verdict import reasons, seats_held

KEPT = "/readiness/profile/name"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.kernel
def test_two_seats_are_rehearsed_and_every_text_is_found_again(tmp_path: Path) -> None:
    folder = evening(tmp_path)
    before = contents(folder)
    with OwnRoom(Folder.open(folder)) as room:
        copy = room.copy
        room.settle()
        figures = visit(room, Script(seats=2, join_seconds=1, stay_seconds=10, page_seconds=4))
        processes = room.processes()
        assert len(processes) > 2
        assert figures.first.count == 2
        assert figures.pages.count >= 4, "they went on to the next step"
        assert (figures.failures, figures.unanswered, figures.lost) == ((), 0, ())
        assert figures.saves.count >= 4
        assert figures.checked > 0
        assert figures.seat_mb > 5

        with sqlite3.connect(copy / DATABASE, timeout=10) as raw:
            names = raw.execute("SELECT name FROM participants").fetchall()
        assert {name for (name,) in names} == {"Seat 1", "Seat 2"}
    assert not copy.exists()
    psutil.wait_procs(processes, timeout=5)
    assert not [each for each in processes if each.is_running()]
    assert contents(folder) == before


def test_a_copy_has_nobody_in_it(tmp_path: Path) -> None:
    folder = evening(tmp_path)
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "07_more.ipynb").write_text("{}")
    copy = copy_without_people(Folder.open(folder), tmp_path / "copy")
    assert set(contents(copy)) == {"workshop.toml", "notebooks/07_more.ipynb"}
    assert Folder.open(copy).everyone() == ()
    assert Folder.open(copy).settings.mode == "quick_90"


class Saved:
    """An attendee who was told that something is saved."""

    def __init__(self, name: str, saved: dict[str, str]) -> None:
        self.name = name
        self.seen = self
        self.saved = saved


def test_a_lost_text_is_told(tmp_path: Path) -> None:
    from workshop.answers.change import Change, Draft
    from workshop.serve.room import now
    from workshop.store import Participant, Store

    with Store.open(tmp_path / DATABASE) as store:
        store.add_participants([Participant("seat-1", "Seat 1")])
        store.save("seat-1", Change(KEPT, "1001"), author="x", at=now(), seen=0)
        store.keep_draft("seat-1", Draft("/objectives/goals/horizon", "1002", "no", now()))
    room = type("Room", (), {"copy": tmp_path})()
    good = Saved("Seat 1", {KEPT: "1001", "/objectives/goals/horizon": "1002"})
    assert look_up(room, [good]) == ((), 2)  # type: ignore[list-item]
    bad = Saved("Seat 1", {KEPT: "1003"})
    assert look_up(room, [bad, Saved("Seat 9", {KEPT: "1"})])[0] == (  # type: ignore[list-item]
        f"Seat 1, {KEPT}: 1003",
        f"Seat 9, {KEPT}: 1",
    )


GOOD = Figures(
    seats=30, opened_seconds=5, first=Times(30, 900, 2000, 3000), pages=Times(90, 900, 2000, 3000),
    saves=Times(500, 20, 45, 80), failures=(), unanswered=0, lost=(), checked=90, seat_mb=40,
    idle_mb=300, free_mb=4000, cpu_share=0.5,
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pages": Times(90, 900, 6100, 9000)}, "more than 6.1 s"),
        ({"saves": Times(500, 20, 1100, 9000)}, "to be saved"),
        ({"failures": ("Seat 3, step content: answered 500",)}, "Seat 3, step content"),
        ({"lost": ("Seat 1, /x: 1001",)}, "are not there"),
        ({"unanswered": 2}, "2 texts were not acknowledged"),
        ({"free_mb": 1000.0}, "holds 18 seats, 40 MB each"),
        ({"pages": Times(0, 0, 0, 0)}, "nobody got in"),
    ],
)
def test_each_bound_is_held(change: dict[str, object], words: str) -> None:
    assert reasons(GOOD) == ()
    assert seats_held(GOOD) == 75
    found = reasons(dataclasses.replace(GOOD, **change))  # type: ignore[arg-type]
    assert len(found) == 1
    assert words in found[0].what
    assert found[0].todo


def test_the_command_says_it_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = evening(tmp_path)
    asked: list[Script] = []

    def found(_folder: Folder, script: Script, told: object) -> Figures:
        del told
        asked.append(script)
        return GOOD if script.seats == 30 else dataclasses.replace(GOOD, seats=90)

    monkeypatch.setattr("workshop.serve.rehearsing.rehearsal.rehearse", found)
    good = CliRunner().invoke(main, ["rehearse", str(folder)])
    assert good.exit_code == 0
    assert "This laptop holds 30 seats" in good.stdout
    bad = CliRunner().invoke(main, ["rehearse", str(folder), "--seats", "90"])
    assert bad.exit_code == 1
    assert "will not hold 90 seats" in bad.stdout
    assert "Because the free memory holds 75 seats" in bad.stdout
    data = json.loads(CliRunner().invoke(main, ["rehearse", str(folder), "--json"]).stdout)
    assert data["holds"] is True
    assert data["seats_held"] == 75
    assert [each.seats for each in asked] == [30, 90, 30]


def test_what_is_no_page_has_nothing_in_it() -> None:
    page = read_page("<p>One moment</p><script type='application/json'>{</script>")
    assert (page.kernel_id, page.widgets) == ("", ())
    assert read_forms({}).fields == ()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[RunningRoom]:
    found = RunningRoom(evening(tmp_path))
    yield found
    found.stop()


@pytest.mark.kernel
def test_a_room_that_is_told_to_end_leaves_nothing_running(room: RunningRoom) -> None:
    """SIGTERM closes it like Ctrl-C; killed, its kernels and what they come from go, too."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if number == signal.SIGKILL:
            room.start()
        root = psutil.Process(room.process.pid)
        until = time.monotonic() + 30
        while len(below := root.children(recursive=True)) < 2 and time.monotonic() < until:
            time.sleep(0.2)
        assert below, "a kernel waits ahead"
        room.process.send_signal(number)
        room.process.wait(30)
        _gone, alive = psutil.wait_procs(below, timeout=10)
        assert alive == []
        if number == signal.SIGTERM:
            assert "The room is closed" in room.text


def test_nobody_waits_for_grammars_of_addresses() -> None:
    """They are built when a library is loaded, and took half of the time to open a room."""
    code = (
        "import sys; from workshop.serve.running import run_room; "
        "import workshop.serve.running as r; r.check_port = lambda *a: 1 / 0\n"
        "try: run_room(None, '', 1, print)\nexcept ZeroDivisionError: pass\n"
        "r.check_port = lambda *a: None\n"
        "try: run_room(None, '', 1, print)\nexcept AttributeError: pass\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('lark', 'pandas')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
