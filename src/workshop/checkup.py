"""What is wrong with the laptop a workshop will be used on, as far as the laptop can tell."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from packaging.requirements import Requirement

from workshop.capacity import PAGE_MB, pages_at_most
from workshop.doctor import Finding
from workshop.network import addresses, port_problem
from workshop.shipped import shipped

PORT = 8866
"""Where `workshop serve` listens unless told otherwise."""
DISTRIBUTION = "strategy-workbook"
DISK_NEEDED_MB, DISK_WISHED_MB = 200, 1000
"""A room's database stays under 50 MB; forty plans and their bundles take 200."""
SEATS_WISHED = 30
SQLITE_NEEDED = (3, 31, 0)
"""The oldest whose write-ahead log SQLAlchemy and we were tried with."""
_CLOCK_SLACK = dt.timedelta(days=1)
_REMOTE = ("nfs", "cifs", "smb", "9p", "afp", "webdav", "davfs", "sshfs")
_SYNCED = ("onedrive", "dropbox", "icloud", "google drive", "mobile documents", "nextcloud")
_MB = 2**20


def examine_laptop(folder: Path, *, sample: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with this machine, or worth knowing.

    Parameters
    ----------
    folder : Path
        Where the workshop is or will be; it need not be there.
    sample : bool
        Whether it is a sample, which is never written to.
    """
    there = folder.resolve()
    while not there.is_dir():
        there = there.parent
    yield from _fonts()
    yield from _versions()
    yield from _port()
    yield from _disk(there)
    yield from _memory()
    yield from _clock()
    if folder.is_dir() and not sample:
        yield from _writing(there)
    yield from _place(there)
    yield from _network()


def _fonts() -> Iterator[Finding]:
    from fontTools.ttLib import TTFont, TTLibError

    paths = sorted(shipped("assets/fonts").glob("*.ttf"))
    for path in paths:
        try:
            with TTFont(path) as font:
                font.getBestCmap()
        except (OSError, TTLibError, ValueError, KeyError) as error:
            yield Finding(
                path.name, f"This font of ours cannot be read: {error}.",
                "Install the program again.",
            )  # fmt: skip
    if not paths:
        yield Finding("fonts", "The fonts of the plan are missing.", "Install the program again.")


def _versions() -> Iterator[Finding]:
    if sys.version_info < (3, 11):  # noqa: UP036 - it may have been forced
        yield Finding("Python", f"Version {sys.version.split()[0]} is too old.", "Install 3.11.")
    if sqlite3.sqlite_version_info < SQLITE_NEEDED:
        yield Finding("SQLite", f"Version {sqlite3.sqlite_version} is too old.", "Update Python.")
    try:
        needed = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return
    for requirement in map(Requirement, needed):
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            there = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            there = ""
        if not there or not requirement.specifier.contains(there, prereleases=True):
            yield Finding(
                requirement.name,
                f"Version {there} is here, {requirement.specifier} is needed." if there
                else "This library is missing.",
                "Run `make setup`, or install the program again.",
            )  # fmt: skip


def _port() -> Iterator[Finding]:
    problem = port_problem("0.0.0.0", PORT)  # noqa: S104 - as the room will
    if problem:
        yield Finding(
            f"port {PORT}", f"Another program listens there: {problem}.",
            f"Close it, or open the room with --port {PORT + 1}.", serious=False,
        )  # fmt: skip


def _disk(there: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(there).free / _MB
    if free < DISK_WISHED_MB:
        yield Finding(
            "disk", f"{free:.0f} MB are free.",
            f"Make room: {DISK_WISHED_MB} MB is comfortable for a room and its plans.",
            serious=free < DISK_NEEDED_MB,
        )  # fmt: skip


def _memory() -> Iterator[Finding]:
    seats = pages_at_most()
    if seats < SEATS_WISHED:
        yield Finding(
            "memory",
            f"{psutil.virtual_memory().available / _MB:.0f} MB are free: enough for {seats} open "
            f"pages at once, {PAGE_MB} MB each.",
            "Close other programs, browsers first. `workshop rehearse` tells more exactly.",
            serious=False,
        )


def _clock() -> Iterator[Finding]:
    now = time.time()
    newest = max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py"))
    if now < newest - _CLOCK_SLACK.total_seconds():
        yield Finding(
            "clock", f"It shows {time.strftime('%Y-%m-%d %H:%M')}, before this program was made.",
            "Set it: plans are dated by it, and links and cookies are judged by it.",
        )  # fmt: skip
    if not time.timezone and not time.daylight and time.tzname[0].upper() == "UTC":
        yield Finding(
            "time zone", "The clock runs in universal time.",
            "If you are elsewhere, set the zone: the board shows the laptop's own time.",
            serious=False,
        )  # fmt: skip


def _writing(folder: Path) -> Iterator[Finding]:
    """Yield whether a database can be kept there, tried with one of its own."""
    try:
        with tempfile.TemporaryDirectory(prefix=".try-", dir=folder) as name:
            raw = sqlite3.connect(Path(name) / "try.db")
            try:
                mode = raw.execute("PRAGMA journal_mode=WAL").fetchone()[0]
                raw.execute("CREATE TABLE t (a)")
                raw.execute("INSERT INTO t VALUES (1)")
                raw.commit()
            finally:
                raw.close()
    except (OSError, sqlite3.Error) as error:
        yield Finding(
            str(folder), f"Nothing can be saved in this folder: {error}.",
            "Give yourself the right to write there, or copy the workshop to your own folder.",
        )  # fmt: skip
        return
    if mode != "wal":
        yield Finding(
            str(folder), f"The database cannot work safely here (journal: {mode}).",
            "Copy the workshop to the laptop's own disk.",
        )  # fmt: skip


def _place(there: Path) -> Iterator[Finding]:
    """Yield whether the folder lies on another machine or is synchronised with one."""
    mounts = [
        part for part in psutil.disk_partitions(all=True)
        if there.is_relative_to(part.mountpoint)
    ]  # fmt: skip
    nearest = max(mounts, key=lambda part: len(part.mountpoint), default=None)
    kind = nearest.fstype.lower() if nearest is not None else ""
    if any(word in kind for word in _REMOTE) or (os.name == "nt" and str(there).startswith("\\\\")):
        yield Finding(
            str(there), f"This folder lies on another machine ({kind or 'network'}).",
            "Copy the workshop to the laptop's own disk: a database over a network gets damaged.",
        )  # fmt: skip
    if any(word in str(there).casefold() for word in _SYNCED):
        yield Finding(
            str(there), "This folder is synchronised with the internet.",
            "Copy the workshop elsewhere: answers would leave the laptop, and files are locked "
            "while they are copied.", serious=False,
        )  # fmt: skip


def _network() -> Iterator[Finding]:
    if addresses() == ["127.0.0.1"]:
        yield Finding(
            "network", "This laptop is in no network: no phone can reach it.",
            "Join the Wi-Fi of the room, or make a hotspot of your phone or this laptop.",
            serious=False,
        )  # fmt: skip
