"""How a page is made: its cells at one request, its widgets told once, looked at from behind."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from click.testing import CliRunner
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from serve.fixtures import EVENING, RunningRoom, evening
from tornado.httpclient import AsyncHTTPClient

from workshop.answers.change import Change
from workshop.cli import main
from workshop.folder import DATABASE, Folder
from workshop.kernels import OFF_VARIABLE
from workshop.serve.cells import MIME, request
from workshop.serve.looking import Looker
from workshop.serve.rehearsing.attendee import Attendee
from workshop.serve.room import now
from workshop.store import Store

BLOCKED = "/objectives/targets/O1/value"


@pytest.fixture(scope="module")
def kernel() -> Iterator[Any]:
    manager, client = start_new_kernel(kernel_name="python3")
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def ran(kernel: Any, *sources: str) -> list[Any]:
    """What each cell shows, all of them run at one request."""
    manager, client = kernel
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(request([*sources]))])
    runner = NotebookClient(notebook, km=manager)
    runner.kc = client
    runner.reset_execution_trackers()
    asyncio.run(runner.async_execute_cell(notebook.cells[0], 0))
    shown = [output for output in notebook.cells[0].outputs if MIME in output.get("data", {})]
    assert len(shown) == 1
    return shown[0].data[MIME]


@pytest.mark.kernel
def test_each_cell_keeps_what_it_shows(kernel: Any) -> None:
    """Printed, displayed or as a last value; names go on from one cell to the next."""
    first, second, third = ran(
        kernel,
        "a = 'x' * 3\nprint('said', a)",
        "from IPython.display import HTML, display\ndisplay(HTML('<b>one</b>'))\na",
        "None",
    )
    assert first == [{"output_type": "stream", "name": "stdout", "text": "said xxx\n"}]
    assert [output["data"].get("text/html", "") for output in second] == ["<b>one</b>", ""]
    assert second[1]["data"]["text/plain"] == "'xxx'"
    assert third == []


@pytest.mark.kernel
def test_a_cell_that_fails_ends_the_page_and_says_nothing_of_what_was_typed(kernel: Any) -> None:
    found = ran(kernel, "'before'", "raise ValueError('Frau Sandoval, 575 555 0100')", "'after'")
    assert len(found) == 2
    assert found[1] == [
        {"output_type": "error", "ename": "ValueError", "evalue": "", "traceback": []}
    ]
    assert len(ran(kernel, "'still here'", "1 +")) == 2


@pytest.mark.kernel
def test_code_in_a_text_stays_text(kernel: Any) -> None:
    (shown,) = ran(kernel, "text = '''\"); import os; os._exit(1) #'''\ntext")
    assert "os._exit" in shown[0]["data"]["text/plain"]


def page_of(room: RunningRoom, step: str) -> tuple[str, Attendee]:
    """A step's page as it was sent to someone who came in by the code."""

    async def get() -> tuple[str, Attendee]:
        attendee = Attendee(room.base, room.code, "Ida Vigil", AsyncHTTPClient(force_instance=True))
        assert await attendee.join()
        answer = await attendee._ask(f"step/{step}")
        assert await attendee.open(step), attendee.seen.failures
        await attendee.leave()
        return answer.body.decode(), attendee

    return asyncio.run(get())


@pytest.mark.kernel
def test_a_page_comes_from_a_kernel_that_was_started_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no kernel can be split off, the room does the same more slowly."""
    monkeypatch.setenv(OFF_VARIABLE, "1")
    room = RunningRoom(evening(tmp_path))
    try:
        _page, attendee = page_of(room, "readiness")
        assert attendee.seen.failures == []
        served = [" ".join(each.cmdline()) for each in psutil.Process(room.process.pid).children()]
        assert any("ipykernel_launcher" in line for line in served)
        assert not any("workshop.kernels.splitting" in line for line in served)
    finally:
        room.stop()


@pytest.mark.kernel
def test_a_facilitators_own_cell_does_what_it_does_in_a_notebook(tmp_path: Path) -> None:
    """It has no tag, and may wait for something: then all cells are run one by one."""
    folder = evening(tmp_path)
    assert CliRunner().invoke(main, ["customise", str(folder)]).exit_code == 0
    path = folder / "notebooks" / "02_audience.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    source = "import asyncio\nawait asyncio.sleep(0.01)\nprint('waited for it')"
    own = nbformat.v4.new_code_cell(source, id="own-cell")
    notebook["cells"].insert(4, dict(own))
    path.write_text(json.dumps(notebook), encoding="utf-8")
    room = RunningRoom(folder)
    try:
        text, _attendee = page_of(room, "audience")
        assert "waited for it" in text
        assert "await asyncio" not in text
    finally:
        room.stop()


@pytest.mark.kernel
def test_nothing_of_the_machinery_is_said_on_the_facilitators_terminal(
    open_room: RunningRoom,
) -> None:
    before = len(open_room.text)
    page_of(open_room, "readiness")
    assert open_room.text[before:] == ""


def answered(folder: Path) -> Store:
    """The answers of the evening's people, in a database as a room has it."""
    source = Folder.open(EVENING)
    store = Store.open(folder / DATABASE)
    for person in source.participants():
        store.add_participants([person])
        store.replace(person.key, source.load(person.key).answers, author="test", at=now())
    return store


def test_who_changed_something_is_looked_at_once_and_by_and_by_again(tmp_path: Path) -> None:
    folder = evening(tmp_path)
    with answered(folder) as store:
        looker = Looker(Folder.open(folder), store)
        keys = {person.key for person in store.participants()}
        assert {looker.look()["key"] for _each in keys} == keys
        assert looker.look() == {}

        key = min(keys)
        name = "/readiness/profile/name"
        store.save(key, Change(name, "Another name"), author="test", at=now())
        assert looker.look() == {}, "whoever is typing is left alone for a moment"
        assert looker.look(at_once=True)["key"] == key


@pytest.mark.kernel
def test_answers_are_looked_into_behind_everything_else(open_room: RunningRoom) -> None:
    until = time.monotonic() + 30
    while not (found := _lookers(open_room)) and time.monotonic() < until:
        time.sleep(0.1)
    assert len(found) == 1


def _lookers(room: RunningRoom) -> list[psutil.Process]:
    """The processes of a room that look into answers and give way to all others."""
    below = psutil.Process(room.process.pid).children(recursive=True)
    looking = [each for each in below if "workshop.serve.looking" in each.cmdline()]
    idle = sys.platform == "linux"
    return [
        each
        for each in looking
        if (os.sched_getscheduler(each.pid) == os.SCHED_IDLE if idle else each.nice() > 0)
    ]
