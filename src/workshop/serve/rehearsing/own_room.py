"""A room of its own for a rehearsal: a copy without anybody's answers, and the real command."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from workshop.errors import UsageError
from workshop.folder import Folder
from workshop.settings import FILE_NAME, read_settings

HOST = "127.0.0.1"
_OPEN_SECONDS = 120.0
_CLOSE_SECONDS = 20.0
_QUIET_SECONDS = 2.0
_QUIET_MOST = 40.0
_SAMPLE = re.compile(r"^\s*sample\s*=.*$", re.MULTILINE)
_CODE = re.compile(r"Code of the room\s+(\w{6})")
_OPEN = "End the room"


def copy_without_people(folder: Folder, target: Path) -> Path:
    """Copy what makes a workshop's pages into a folder: settings, logo, notebooks of its own.

    Roster, answers, links and plans stay where they are.
    """
    target.mkdir()
    settings = folder.path / FILE_NAME
    text = settings.read_text(encoding="utf-8-sig") if settings.is_file() else ""
    (target / FILE_NAME).write_text(_SAMPLE.sub("", text), encoding="utf-8")
    logo = folder.settings.brand.logo
    if logo and (folder.path / logo).is_file() and Path(logo).name == logo:
        shutil.copy(folder.path / logo, target / logo)
    if (folder.path / "notebooks").is_dir():
        shutil.copytree(folder.path / "notebooks", target / "notebooks")
    assert not read_settings(target).sample
    return target


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class OwnRoom:
    """``workshop serve`` on a copy, in a process of its own; nothing of it is left behind.

    Parameters
    ----------
    folder : Folder
        The workshop.

    Attributes
    ----------
    base : str
        The room's address, with a slash at the end.
    code : str
    opened_seconds : float
        From the command until the room was open.
    copy : Path
        The folder that is served.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        """Open it.

        Raises
        ------
        UsageError
            If it does not open; with what it said.
        """
        self._parent = Path(tempfile.mkdtemp(prefix="workshop-rehearsal-"))
        try:
            self.copy = copy_without_people(self._folder, self._parent / "workshop")
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    _process: subprocess.Popen[bytes] | None = None

    def _start(self) -> None:
        port = free_port()
        self.base = f"http://{HOST}:{port}/"
        log = self._parent / "said.txt"
        begun = time.monotonic()
        with log.open("wb") as said:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "workshop", "serve", str(self.copy), "--host", HOST,
                 "--port", str(port)],
                stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                env={**os.environ, "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
            )  # fmt: skip
        text = ""
        while _OPEN not in text:
            if self._process.poll() is not None or time.monotonic() - begun > _OPEN_SECONDS:
                raise UsageError(
                    "The room for the rehearsal did not open.",
                    found=text.strip()[-800:],
                    todo="Try `workshop serve`, and mend what it says.",
                )
            time.sleep(0.05)
            text = log.read_text("utf-8", errors="replace")
        self.opened_seconds = time.monotonic() - begun
        found = _CODE.search(text)
        assert found is not None, text
        self.code = found[1]

    def processes(self) -> list[psutil.Process]:
        """Return the server and everything it started."""
        assert self._process is not None
        with contextlib.suppress(psutil.NoSuchProcess):
            root = psutil.Process(self._process.pid)
            return [root, *root.children(recursive=True)]
        return []

    def settle(self) -> None:
        """Wait until the room has made ready what it makes ready ahead."""
        until = time.monotonic() + _QUIET_MOST
        before = -1.0
        while time.monotonic() < until:
            now = sum(_busy(each) for each in self.processes())
            if 0 <= now - before < _QUIET_SECONDS / 20:
                return
            before = now
            time.sleep(_QUIET_SECONDS)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it and take the copy away."""
        if self._process is not None:
            left = self.processes()
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_CLOSE_SECONDS)
            for each in left:
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.kill()
            psutil.wait_procs(left, timeout=_CLOSE_SECONDS)
        shutil.rmtree(self._parent, ignore_errors=True)


def _busy(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0
