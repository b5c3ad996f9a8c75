"""Batches in which something goes wrong at random: everyone is accounted for, nothing is left.

A few runs each time; two hundred where ``WORKSHOP_REQUIRE`` contains ``everything``.
"""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pypdfium2
import pytest
import tiny

from workshop.batch.person import Status
from workshop.batch.report import GOOD
from workshop.batch.runner import BatchRequest, run_batch
from workshop.folder import Folder
from workshop.kernels import POSSIBLE

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not POSSIBLE, reason="looks for what is left in Linux's process table"),
]
EVERYTHING = "everything" in os.environ.get("WORKSHOP_REQUIRE", "")
RUNS = 200 if EVERYTHING else 6
PEOPLE = ("ann", "bob", "cid", "dot", "eve")
SECONDS = 20.0
ENDINGS = ("os._exit(1)", "os.kill(os.getpid(), 9)", "ctypes.string_at(0)", "raise SystemExit(3)")
SERVANTS = ("multiprocessing.forkserver", "multiprocessing.resource_tracker")
"""Processes of Python's own that stay for the next batch of the same program."""

Fault = Callable[[random.Random, Path], None]


def cell(folder: Path, who: str, *code: str) -> None:
    """Have a cell do something for one participant."""
    lines = "\n    ".join(("import ctypes, os, time", *code))
    small = tiny.notebook(
        f"if session.job.participant == {who!r}:\n    {lines}", 'session.plan("summary")'
    )
    (folder / "notebooks" / "01_faulty.ipynb").write_text(small, encoding="utf-8")


def dies(chance: random.Random, folder: Path) -> None:
    """A process that runs cells ends in the midst of them, once or always."""
    mark = folder / "died"
    ending = chance.choice(ENDINGS)
    if chance.random() < 0.5:
        cell(folder, chance.choice(PEOPLE), ending)
    else:
        once = f"if not os.path.exists({str(mark)!r}): open({str(mark)!r}, 'w').close(); {ending}"
        cell(folder, chance.choice(PEOPLE), once)


def is_slow(chance: random.Random, folder: Path) -> None:
    """A cell takes longer than a plan may, and will not be interrupted."""
    cell(
        folder, chance.choice(PEOPLE),
        "while True:", "    try: time.sleep(99)", "    except BaseException: pass",
    )  # fmt: skip


def is_broken(chance: random.Random, folder: Path) -> None:
    """A notebook raises for somebody, or is none, or lacks what every notebook has."""
    how = chance.randrange(3)
    path = folder / "notebooks" / "01_faulty.ipynb"
    if how == 0:
        cell(folder, chance.choice(PEOPLE), "1 / 0")
    elif how == 1:
        path.write_text('{"cells": [', encoding="utf-8")
    else:
        path.write_text(tiny.notebook("pass", parameters=""), encoding="utf-8")


def descendants(*words: str) -> list[psutil.Process]:
    """Processes below this one whose command line has a word; all without a word."""
    found = []
    for each in psutil.Process().children(recursive=True):
        try:
            line = " ".join(each.cmdline())
        except psutil.Error:
            continue
        if not words or any(word in line for word in words):
            found.append(each)
    return found


def later(chance: random.Random, pick: Callable[[], list[psutil.Process]]) -> None:
    """Kill one of some processes at some time, twice perhaps."""

    def kill(waits: list[float]) -> None:
        for seconds in waits:
            time.sleep(seconds)
            if found := pick():
                try:
                    chance.choice(found).kill()
                except psutil.Error:
                    continue

    waits = [chance.uniform(0, 4) for _time in range(chance.choice((1, 1, 2, 3)))]
    threading.Thread(target=kill, args=[waits], daemon=True).start()


def loses_its_zygote(chance: random.Random, _folder: Path) -> None:
    """A zygote is killed: the first one, or one that has judged somebody's answers."""
    later(chance, lambda: descendants("workshop.kernels.splitting"))


def loses_a_worker(chance: random.Random, _folder: Path) -> None:
    """A worker is killed."""

    def workers() -> list[psutil.Process]:
        return [
            child for server in descendants("multiprocessing.forkserver")
            for child in server.children() if server.is_running()
        ]  # fmt: skip

    later(chance, workers)


def full_disk(chance: random.Random, folder: Path) -> None:
    """There is room for some of the plans, or for none."""
    disk = folder / "plans"
    disk.mkdir()
    size = chance.choice((1300, 1500, 1800, 2500, 4000))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)]
    subprocess.run(mount, capture_output=True, check=False)  # without the right to, no fault


FAULTS: tuple[Fault, ...] = (
    dies, is_slow, is_broken, loses_its_zygote, loses_a_worker, full_disk,
)  # fmt: skip


@contextmanager
def unmounted(disk: Path) -> Iterator[None]:
    """Give a small disk back."""
    try:
        yield
    finally:
        if disk.is_mount():
            subprocess.run(["umount", "-l", str(disk)], check=False)


def names_in(pdf: Path) -> set[str]:
    """The participants a PDF names."""
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return {key for key in PEOPLE if f"{key.title()}'s shop" in text.replace("’", "'")}


def left_over(before: list[psutil.Process]) -> list[str]:
    """Processes of ours that are still there and were not before, whatever they say they are."""
    servers = descendants(*SERVANTS)
    known = [*servers, *before]
    found = [each.name() for each in descendants() if each not in known and each.is_running()]
    workers = [
        child.pid for server in servers for child in server.children() if child not in before
    ]
    return [*found, *map(str, workers)]


@pytest.mark.parametrize("seed", range(RUNS))
def test_everyone_is_accounted_for_whatever_happens(
    seed: int, tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    fault = FAULTS[seed % len(FAULTS)]
    monkeypatch.setenv("TMPDIR", str(short_folder))
    folder = tiny.workshop(tmp_path / "w", PEOPLE)
    out = folder / "plans"
    servants, others = descendants(*SERVANTS), descendants()
    before = psutil.Process().num_fds()
    with unmounted(out):
        fault(chance, folder)
        seconds = 8.0 if fault is is_slow else SECONDS
        source = Folder.open(folder)
        request = BatchRequest(source, out, jobs=chance.choice((1, 2)), seconds=seconds)
        try:
            report = run_batch(request)
        except OSError:
            report = None
        if report is None:
            assert fault is full_disk
            assert not list(out.glob("*/*.pdf")), "there was room to begin with"
        else:
            assert [result.key for result in report.results] == list(PEOPLE)
            for result in report.results:
                made = out / result.key / f"{result.key}-plan.pdf"
                assert result.status is not Status.NOT_RUN
                assert (result.status in GOOD) == made.is_file(), result
                assert result.status in GOOD or result.reason, result
        for made in out.glob("*/*.pdf"):
            assert names_in(made) == {made.parent.name}
        assert not [path.name for path in out.iterdir() if path.name.startswith(".work-")]
    until = time.monotonic() + 10
    while (left := left_over(others)) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []
    # The folder of the server workers are split off from stays with it.
    files = [path.name for path in short_folder.iterdir() if not path.name.startswith("pymp-")]
    assert files == []
    assert psutil.Process().num_fds() <= before or descendants(*SERVANTS) != servants, (
        "something was left open"
    )
