"""The fault table: what goes wrong → what is said → exit code → what remains.

Each row makes one fault in a workshop of two people, Ann and Bob, whose plans exist from
an earlier run. The command line is run as a process of its own; what is refused before anybody's
plan is begun, as a call of the same command in this one.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import tiny
from click.testing import CliRunner

from workshop.batch import person as person_module
from workshop.batch.person import Status, make_plan
from workshop.batch.runner import BatchRequest, run_batch
from workshop.cli import main
from workshop.folder import Folder

pytestmark = pytest.mark.kernel


def plans(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "workshop", "plans", *words]
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, timeout=240
    )


@dataclass(frozen=True)
class Refused:
    """What a command said that was refused."""

    stdout: str
    stderr: str
    returncode: int


def refused(*words: object) -> Refused:
    """Run the command in this process."""
    result = CliRunner().invoke(main, ["plans", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return Refused(result.stdout, result.stderr, result.exit_code)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a workshop and its plans, made once and copied for each fault."""
    base = tmp_path_factory.mktemp("made")
    folder, out = tiny.workshop(base / "w"), base / "out"
    report = run_batch(BatchRequest(Folder.open(folder), out))
    assert [result.reason for result in report.results] == ["", ""]
    return folder, out


@pytest.fixture
def case(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(made[0], tmp_path / "w")
    shutil.copytree(made[1], tmp_path / "out")
    return tmp_path / "w", tmp_path / "out"


def roster(text: str | bytes) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "roster.csv").write_bytes(data)

    return damage


def bob_says(text: str) -> Callable[[Path], None]:
    return lambda folder: bool((folder / "answers" / "bob.json").write_text(text)) or None


def small_notebook(text: str) -> Callable[[Path], None]:
    return lambda folder: bool((folder / "notebooks" / "00_small.ipynb").write_text(text)) or None


def without_roster(folder: Path) -> None:
    (folder / "roster.csv").unlink()


# The same people as in the small workshop, so that whoever is read right has a plan already.
ROSTER = "key,name,business\nann,Ann,Ann's shop\nbob,Bob,Bob's shop\n"
RAISES_FOR_BOB = tiny.notebook("1 / (session.job.participant != 'bob')", 'session.plan("summary")')
DIES_FOR_BOB = tiny.notebook(
    "__import__('os')._exit(1) if session.job.participant == 'bob' else None",
    'session.plan("summary")',
)


@dataclass(frozen=True)
class Fault:
    """One row: what is damaged, what is said, the exit code, who has a new plan."""

    damage: Callable[[Path], None]
    words: tuple[str, ...]
    code: int
    status: tuple[str, str] | None


FAULTS: dict[str, Fault] = {
    "a notebook raises for one person": Fault(
        small_notebook(RAISES_FOR_BOB), ("bob: The notebook 00_small stopped with an error",
        "cell 'plan-0'", "ZeroDivisionError", "What to do"), 1, ("done", "notebook failed")),
    "a notebook's kernel dies for one person": Fault(
        small_notebook(DIES_FOR_BOB), ("bob: The notebook 00_small could not be run",
        "What to do"), 1, ("done", "notebook failed")),
    "a notebook is not JSON": Fault(
        small_notebook("{broken"), ("not a notebook that can be read", "00_small.ipynb",
        "fresh copy"), 1, ("notebook failed", "notebook failed")),
    "a notebook takes no parameters": Fault(
        small_notebook(tiny.notebook("1", parameters="")), ("does not take the parameters",
        "shipped notebook"), 1, ("notebook failed", "notebook failed")),
    "a notebook shows no part of the plan": Fault(
        small_notebook(tiny.notebook("None")), ("What to do",), 1, ("we failed", "we failed")),
    "a part that the plan does not have": Fault(
        small_notebook(tiny.notebook("session.plan('sumary')")), ("no part 'sumary'", "summary"),
        1, ("notebook failed", "notebook failed")),
    "roster without the columns": Fault(
        roster("who,shop\nann,x\n"), ("no column 'key' and 'name'", "line 1", "who, shop",
        "Save it as CSV"), 2, None),
    "roster with a key twice": Fault(
        roster("key,name\nann,A\nann,B\n"), ("'ann' stands twice", "rows 2 and 3"), 2, None),
    "roster in UTF-16": Fault(
        roster(ROSTER.encode("utf-16")), ("2 unchanged",), 0, ("unchanged", "unchanged")),
    "roster with semicolons": Fault(
        roster(ROSTER.replace(",", ";")), ("2 unchanged",), 0, ("unchanged", "unchanged")),
    "roster without rows": Fault(
        roster("key,name\n"), ("no participants",), 2, None),
    "roster that is empty": Fault(roster(""), ("is empty", "Save it as CSV"), 2, None),
    "roster that is a spreadsheet file": Fault(
        roster(b"PK\x03\x04\0\0\0"), ("not a text file", "Save it as CSV"), 2, None),
    "roster that is not there": Fault(without_roster, ("no list of participants",), 2, None),
    "roster with a key that is a path": Fault(
        roster("key,name\n../x,A\n"), ("cannot be the key", "'../x'", "Use for example 'x'"), 2,
        None),
    "an answer to a question that does not exist": Fault(
        bob_says('{"readiness": {"profile": {"nmae": "x"}}}'), ("bob: There is no question",
        "/readiness/profile/nmae", "Did you mean 'name'?"), 1, ("unchanged", "we failed")),
    "an answer its question refuses": Fault(
        bob_says('{"readiness": {"profile": {"staff_fte": -1}}}'), ("bob.json", "staff_fte",
        "at least 0.1"), 1, ("unchanged", "we failed")),
    "answers that are not JSON": Fault(
        bob_says("{broken"), ("bob.json", "cannot be read"), 1, ("unchanged", "we failed")),
    "answers of another version": Fault(
        bob_says('{"schema_version": 7}'), ("schema_version", "7"), 1,
        ("unchanged", "we failed")),
    "settings that do not fit": Fault(
        lambda folder: bool((folder / "workshop.toml").write_text("datum = 1")) or None,
        ("'datum'", "workshop.toml"), 2, None),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str, case: tuple[Path, Path]) -> None:
    """The fault is said in words, the exit code fits, and good plans remain."""
    folder, out = case
    before = {k: (out / k / f"{k}-plan.pdf").read_bytes() for k in ("ann", "bob")}
    fault = FAULTS[name]
    fault.damage(folder)

    run = refused if fault.status is None else plans
    result = run(folder, "--out", out, "--jobs", "1")

    said = " ".join((result.stdout + result.stderr).split())
    for words in fault.words:
        assert words in said
    assert result.returncode == fault.code
    assert "Traceback" not in result.stderr + result.stdout
    assert not list(out.glob(".work-*"))
    report = json.loads((out / "report.json").read_text())
    if fault.status is None:
        assert [p["status"] for p in report["people"]] == ["done", "done"], "report was lost"
        wanted = ("kept", "kept")
    else:
        assert tuple(p["status"] for p in report["people"]) == fault.status
        wanted = fault.status
    for key, status in zip(("ann", "bob"), wanted, strict=True):
        pdf = (out / key / f"{key}-plan.pdf").read_bytes()
        assert pdf.startswith(b"%PDF"), f"{key} has no whole plan"
        if status != "done":
            assert pdf == before[key], f"the earlier plan of {key} was lost"
    if "notebook failed" in wanted and "stopped" in " ".join(fault.words):
        assert list((out / "_failed" / "bob").glob("*.ipynb"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "no such folder"),
        (["."], "holds no workshop"),
        (["w", "--only", "carl"], "'carl'"),
        (["w", "--as-of", "tomorrow"], "2027-01-31"),
        (["w", "--jobs", "0"], "jobs"),
        (["w", "--out", "w/roster.csv"], "roster.csv"),
        (["w", "--out", "w/roster.csv/plans"], "cannot be written"),
        (["w", "--out", "/proc/plans"], "cannot be written"),
    ],
)
def test_wrong_usage_is_exit_code_2(
    case: tuple[Path, Path], arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be followed ends with 2 and a sentence, and nothing is run."""
    monkeypatch.chdir(case[0].parent)
    result = refused(*arguments)

    assert result.returncode == 2
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_a_refusal_leaves_the_process_with_its_code_too(case: tuple[Path, Path]) -> None:
    """As a process of its own: the sentence on the error stream, and the exit code."""
    result = plans(case[0], "--only", "carl")

    assert result.returncode == 2
    assert "'carl'" in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "may not be written")]
)
def test_no_room_for_one_person(
    made: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    """A full or read-only disk at the last step fails that person; the earlier plan stays."""
    from workshop.batch.freeze import Shared, freeze_person

    shutil.copytree(made[1], tmp_path / "out")
    source = Folder.open(made[0])
    shared = Shared.freeze(source, tmp_path / "shared")
    ann = source.participant("ann")
    job = freeze_person(source, ann, shared, tmp_path / "ann", source.settings.date)

    def no_room(*_args: object) -> None:
        raise OSError(number, os.strerror(number), "ann-plan.pdf")

    monkeypatch.setattr(person_module, "_put_in_place", no_room)
    result = make_plan(job.folder, tmp_path / "out")

    assert result.status is Status.WE_FAILED
    assert words in result.reason
    assert (tmp_path / "out" / "ann" / "ann-plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_really_full_disk(tmp_path: Path) -> None:
    """On a disk too small for all, some fail with the reason, the exit code is 1 or 2."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let tests mount a small disk")
    try:
        folder = tiny.workshop(tmp_path / "w", ["ann"])
        result = plans(folder, "--out", disk / "out")
        assert result.returncode in (1, 2)
        assert "room" in result.stderr + result.stdout
        assert "Traceback" not in result.stderr
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def left_running(session: int, folder: Path) -> set[str]:
    """Return the processes of a session, and the kernels whose sockets lie in a folder."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            same = os.getsid(int(path.parent.name)) == session
        except OSError:
            continue
        if words and (same or str(folder) in words):
            found.add(words)
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads the process table of Linux")
def test_ctrl_c_in_mid_batch(tmp_path: Path, short_folder: Path) -> None:
    """Stopped in the middle: exit 130, finished plans stay, nothing is left running."""
    slow = tiny.notebook(
        "__import__('time').sleep(0 if session.job.participant == 'p1' else 60)",
        'session.plan("summary")',
    )
    people = ["p1", "p2", "p3"]
    folder = tiny.workshop(tmp_path / "w", people, notebooks={"00_small.ipynb": slow})
    out = tmp_path / "out"
    command = [sys.executable, "-m", "workshop", "plans", str(folder), "--out", str(out),
               "--jobs", "2"]  # fmt: skip
    # As at a terminal, also where the tests are run in the background and Ctrl-C is ignored: what
    # is ignored when a program begins stays so.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "TMPDIR": str(short_folder)},
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 90
    while not (out / "p1" / "p1-plan.pdf").is_file() and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(1)
    assert left_running(process.pid, short_folder), "nothing to stop"
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "--resume" in stdout
    assert "Traceback" not in stdout + stderr
    report = json.loads((out / "report.json").read_text())
    assert [p["status"] for p in report["people"]] == ["done", "not run", "not run"]
    assert report["interrupted"]
    assert (out / "p1" / "p1-plan.pdf").read_bytes().startswith(b"%PDF")
    assert not list(out.glob(".work-*"))
    until = time.monotonic() + 10
    while left_running(process.pid, short_folder) and time.monotonic() < until:
        time.sleep(0.2)
    assert left_running(process.pid, short_folder) == set()
    assert list(short_folder.iterdir()) == [], "a kernel's sockets were left"

    quick = tiny.notebook('session.plan("summary")')
    (folder / "notebooks" / "00_small.ipynb").write_text(quick)
    again = plans(folder, "--out", out, "--resume", "--jobs", "2")
    assert again.returncode == 0
    assert all((out / key / f"{key}-plan.pdf").is_file() for key in people)
