"""A real room: `workshop serve` in a process of its own, and a browser to visit it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE, find_browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
EVENING = SAMPLE.parent / "one-evening"
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningRoom:
    """One `workshop serve`, which may be ended and started again at the same address."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.options = options
        self.log = folder.with_suffix(".log")
        self.base = f"http://127.0.0.1:{self.port}/"
        self.start()

    def start(self) -> None:
        environment = {**os.environ, "COLUMNS": "200"}
        command = [
            sys.executable, "-m", "workshop", "serve", str(self.folder), "--host", "127.0.0.1",
            "--port", str(self.port), "--pool", "1", *self.options,
        ]  # fmt: skip
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=output, env=environment, start_new_session=True
            )
        until = time.monotonic() + 60
        while "End the room" not in self.text and time.monotonic() < until:
            assert self.process.poll() is None, self.text
            time.sleep(0.1)
        self.code = re.search(r"Code of the room\s+(\w{6})", self.text)[1]
        self.lead = re.search(r"http\S+/lead/\w+", self.text)[0]

    @property
    def text(self) -> str:
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        """End it like a laptop that loses power: the server and all its kernels."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(40)

    def query(self, sql: str, *values: object) -> list[Any]:
        with sqlite3.connect(self.folder / "workshop.db", timeout=10) as raw:
            return raw.execute(sql, values).fetchall()

    def document(self, key: str) -> str:
        rows = self.query("SELECT document FROM answers WHERE participant = ?", key)
        return rows[0][0] if rows else ""


def evening(tmp: Path) -> Path:
    """A workshop of ninety minutes with three people who have answers."""
    folder = tmp / "evening"
    shutil.copytree(EVENING, folder)
    settings = folder / "workshop.toml"
    settings.write_text(settings.read_text().replace("sample = true", "sample = false"))
    return folder


@pytest.fixture(scope="module")
def open_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRoom]:
    found = RunningRoom(evening(tmp_path_factory.mktemp("room")))
    try:
        yield found
    finally:
        found.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    """Open a new device; what it asks of other machines, and its errors, fail the test."""
    opened, outside, errors = [], [], []

    def new(size: dict[str, int] = PHONE, **options: Any) -> Any:
        context = chromium.new_context(viewport=size, **options)
        opened.append(context)
        page = context.new_page()
        page.on("request", lambda request: _watch(request.url, outside))
        page.on("pageerror", lambda error: _note(str(error), errors))
        return page

    yield new
    for context in opened:
        context.close()
    assert outside == []
    assert errors == []


def _note(error: str, errors: list[str]) -> None:
    # What Jupyter's own script says of a kernel that was killed under it.
    if error != "Kernel connection disconnected":
        errors.append(error)


def _watch(url: str, outside: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
        outside.append(url)


def join(page: Any, room: RunningRoom, name: str, business: str = "") -> None:
    page.goto(f"{room.base}join?code={room.code}")
    page.fill("#name", name)
    page.fill("#business", business)
    page.click("button.main")
    page.wait_for_url(room.base)


def open_step(page: Any, room: RunningRoom, step: str) -> None:
    page.goto(f"{room.base}step/{step}")
    page.wait_for_selector("body.ready", timeout=60_000)


def field(page: Any, address: str) -> Any:
    return page.locator(f'.wkf-field[class*="at:{address}"]')


def saved(page: Any) -> None:
    """Wait until the page says that everything arrived."""
    page.wait_for_selector('#saving[data-kind="saved"]', timeout=20_000)
