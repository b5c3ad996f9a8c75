"""Run a batch: bounded workers, progress, failures kept apart, a clean stop."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.batch.freeze import Frozen, Inputs, Shared, chosen
from workshop.batch.person import (
    EXECUTED,
    PersonResult,
    Status,
    disk_words,
    put_back,
    unchanged,
)
from workshop.batch.report import REPORT_FILE, BatchReport, write_report
from workshop.batch.workers import Crew
from workshop.errors import UnknownParticipantError, UsageError, WorkshopError
from workshop.folder import Folder
from workshop.i18n import _
from workshop.kernels import allowed
from workshop.store import Participant

_WORK_PREFIX = ".work-"
_STALE_SECONDS = 24 * 3600
WORKER_LOG = "_worker.log"
FAILED_FOLDER = "_failed"
"""No key starts with an underscore, so no participant can be in its way."""
TIME_LIMIT = 900


@dataclass(frozen=True)
class BatchRequest:
    """What is asked of a batch.

    Attributes
    ----------
    source : Folder
        The workshop; only read.
    out : pathlib.Path
        Folder of plans.
    only : tuple of str
        Keys; none means everyone.
    jobs : int
        Worker processes at once; 0 as many as there are cores.
    as_of : datetime.date, optional
        The day the plans are drawn up; without it the workshop's date, else today.
    resume : bool
        Go on with the batch that was begun in ``out``: same day, same people.
    force : bool
        Also run what has not changed.
    seconds : float
        How long the plan of one participant may take.
    """

    source: Folder
    out: Path
    only: tuple[str, ...] = ()
    jobs: int = 0
    as_of: dt.date | None = None
    resume: bool = False
    force: bool = False
    seconds: float = TIME_LIMIT


class Watcher:
    """Told what happens; does nothing by itself."""

    def begin(self, total: int) -> None:
        """Be told how many participants there are."""

    def say(self, text: str) -> None:
        """Be told something about the batch as a whole."""

    def start(self, person: Participant) -> None:
        """Be told that someone's plan is begun."""

    def finish(self, person: Participant, result: PersonResult) -> None:
        """Be told what came of someone's plan."""


def run_batch(request: BatchRequest, watcher: Watcher | None = None) -> BatchReport:
    """Make the plans that are missing or out of date.

    Raises
    ------
    UsageError
        If what is asked cannot be done at all; nothing has been run then.
    """
    watcher = watcher or Watcher()
    begun = time.monotonic()
    if request.resume:
        request = _resumed(request)
    everyone = request.source.participants()
    refuse_unknown(request.only, everyone)
    people = chosen(everyone, request.only)
    today = dt.datetime.now(dt.UTC).astimezone().date()
    as_of = request.as_of or request.source.settings.date or today
    results: dict[str, PersonResult] = {
        person.key: PersonResult(person.key, Status.NOT_RUN) for person in people
    }

    def report(interrupted: bool) -> BatchReport:
        return BatchReport(
            request.source.settings.title,
            as_of,
            request.out,
            people,
            tuple(results[person.key] for person in people),
            request.only,
            round(time.monotonic() - begun, 1),
            interrupted,
        )

    interrupted = False
    with _ended_like_by_ctrl_c(), _work_folder(request.out) as work:
        write_report(report(True), request.source.settings)

        def finish(person: Participant, result: PersonResult) -> None:
            results[person.key] = result
            watcher.finish(person, result)

        try:
            shared = Shared.freeze(request.source, work / "_shared")
            watcher.begin(len(people))
            if not allowed():
                watcher.say(str(_("Kernels are started one by one here: slower, else the same.")))
            waiting = _frozen(request, people, shared, work, as_of, finish)
            _run_all(request, waiting, watcher, finish, work / WORKER_LOG)
        except KeyboardInterrupt:
            interrupted = True
        _keep_failed(work, request.out, results)
        final = report(interrupted)
        try:
            write_report(final, request.source.settings)
        except OSError as error:
            # What came of everyone is told all the same.
            watcher.say(f"{_('The overview could not be written.')} {disk_words(error)}")
    return final


@contextmanager
def _ended_like_by_ctrl_c() -> Iterator[None]:
    """Take the system's wish that we end as we take Ctrl-C: everything is put away first."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _resumed(request: BatchRequest) -> BatchRequest:
    path = request.out / REPORT_FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        as_of = dt.date.fromisoformat(data["as_of"])
        only = tuple(str(key) for key in data["only"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "There is no batch to go on with.",
            where=str(path),
            todo="Leave --resume away, or name the --out folder of the batch that was begun.",
        ) from error
    return replace(request, as_of=request.as_of or as_of, only=request.only or only)


def refuse_unknown(only: Sequence[str], everyone: Sequence[Participant]) -> None:
    """Refuse keys nobody has.

    Raises
    ------
    UnknownParticipantError
        If there is one.
    """
    known = [person.key for person in everyone]
    unknown = [key for key in only if key not in known]
    if unknown:
        raise UnknownParticipantError(
            f"Nobody in this workshop has the key {', '.join(map(repr, unknown))}.",
            expected=f"one of: {', '.join(known[:12])}" + (" …" if len(known) > 12 else ""),
        )


@contextmanager
def _work_folder(out: Path) -> Iterator[Path]:
    """Make the output folder and a private one in it, which goes when the batch ends."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for old in out.glob(f"{_WORK_PREFIX}*"):
            if time.time() - old.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
        work = Path(tempfile.mkdtemp(prefix=_WORK_PREFIX, dir=out))
    except OSError as error:
        raise UsageError(
            "The plans cannot be written there.",
            where=str(out),
            found=error.strerror or str(error),
            todo="Name another folder with --out, or make room.",
        ) from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _frozen(
    request: BatchRequest,
    people: Sequence[Participant],
    shared: Shared,
    work: Path,
    as_of: dt.date,
    finish: Callable[[Participant, PersonResult], None],
) -> Iterator[Frozen]:
    """Yield the jobs that have to be run; settle the others at once."""
    for person in people:
        try:
            stored = request.source.load(person.key)
            inputs = Inputs.of(request.source, person, stored, shared, as_of)
            digest = inputs.job.input_hash
            earlier = None if request.force else unchanged(request.out, person.key, digest)
            job = Frozen(person, work / person.key)
            if earlier is None:
                inputs.freeze(shared, job.folder)
        except WorkshopError as error:
            finish(person, PersonResult(person.key, Status.WE_FAILED, str(error)))
            continue
        except OSError as error:
            finish(person, PersonResult(person.key, Status.WE_FAILED, disk_words(error)))
            continue
        if earlier is None:
            yield job
        else:
            finish(person, earlier)


def _run_all(
    request: BatchRequest,
    waiting: Iterator[Frozen],
    watcher: Watcher,
    finish: Callable[[Participant, PersonResult], None],
    log: Path,
) -> None:
    """Run jobs in worker processes, never more at once than there are workers."""
    people = len(request.only) or len(request.source.participants())
    count = max(1, min(request.jobs or os.cpu_count() or 1, people))
    Crew(count, request.out, log, request.seconds).run(
        waiting,
        lambda job: watcher.start(job.person),
        lambda job, result: finish(job.person, result),
    )


def _keep_failed(work: Path, out: Path, results: dict[str, PersonResult]) -> None:
    """Keep the executed notebooks of those that failed, for whoever mends them."""
    kept = out / FAILED_FOLDER
    shutil.rmtree(kept, ignore_errors=True)
    for key, result in results.items():
        put_back(work / key, out / key)
        executed = work / key / EXECUTED
        if result.status in (Status.NOTEBOOK_FAILED, Status.WE_FAILED) and executed.is_dir():
            kept.mkdir(exist_ok=True)
            executed.replace(kept / key)
    if kept.is_dir() and (work / WORKER_LOG).is_file():
        (work / WORKER_LOG).replace(kept / WORKER_LOG)
