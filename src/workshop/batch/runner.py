"""Run a batch: bounded workers, progress, failures kept apart, a clean stop."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.batch.freeze import Frozen, Shared, chosen, freeze_person
from workshop.batch.person import (
    EXECUTED,
    PersonResult,
    Status,
    clear_away,
    disk_words,
    make_plan,
    put_back,
    unchanged,
)
from workshop.batch.report import REPORT_FILE, BatchReport, write_report
from workshop.errors import UnknownParticipantError, UsageError, WorkshopError
from workshop.folder import Folder
from workshop.store import Participant

_WORK_PREFIX = ".work-"
_STALE_SECONDS = 24 * 3600
_TRIES = 2
_ASKED_SECONDS = 10
"""How long a worker has to end its kernel and go, before it is told again."""
WORKER_LOG = "_worker.log"
FAILED_FOLDER = "_failed"
"""No key starts with an underscore, so no participant can be in its way."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


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
    """

    source: Folder
    out: Path
    only: tuple[str, ...] = ()
    jobs: int = 0
    as_of: dt.date | None = None
    resume: bool = False
    force: bool = False


class Watcher:
    """Told what happens; does nothing by itself."""

    def begin(self, total: int) -> None:
        """Be told how many participants there are."""

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
    with _work_folder(request.out) as work:
        write_report(report(True), request.source.settings)

        def finish(person: Participant, result: PersonResult) -> None:
            results[person.key] = result
            watcher.finish(person, result)

        try:
            shared = Shared.freeze(request.source, work / "_shared")
            watcher.begin(len(people))
            waiting = list(_frozen(request, people, shared, work, as_of, finish))
            _run_all(request, waiting, watcher, finish, work / WORKER_LOG)
        except KeyboardInterrupt:
            interrupted = True
        _keep_failed(work, request.out, results)
        final = report(interrupted)
        write_report(final, request.source.settings)
    return final


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
            job = freeze_person(request.source, person, shared, work / person.key, as_of)
        except WorkshopError as error:
            finish(person, PersonResult(person.key, Status.WE_FAILED, str(error)))
            continue
        except OSError as error:
            finish(person, PersonResult(person.key, Status.WE_FAILED, disk_words(error)))
            continue
        earlier = None if request.force else unchanged(request.out, person.key, job.input_hash)
        if earlier is None:
            yield job
        else:
            finish(person, earlier)


def _run_all(
    request: BatchRequest,
    waiting: list[Frozen],
    watcher: Watcher,
    finish: Callable[[Participant, PersonResult], None],
    log: Path,
) -> None:
    """Run jobs in worker processes, never more at once than there are workers."""
    workers = max(1, min(request.jobs or os.cpu_count() or 1, len(waiting)))
    tries: dict[str, int] = {}
    while waiting:
        flying: dict[Future[PersonResult], Frozen] = {}
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(
            workers, mp_context=context, initializer=_start_worker, initargs=(log,)
        )
        try:
            while waiting or flying:
                while waiting and len(flying) < workers:
                    # Taken off the list only once it is on its way: a pool can break here.
                    job = waiting[0]
                    flying[pool.submit(make_plan, job.folder, request.out)] = job
                    waiting.pop(0)
                    watcher.start(job.person)
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    finish(flying[future].person, future.result())
                    del flying[future]
        except BrokenProcessPool:
            waiting = [*_again(request.out, flying.values(), tries, finish), *waiting]
            workers = 1
        except KeyboardInterrupt:
            _stop(pool)
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _again(
    out: Path,
    jobs: Iterable[Frozen],
    tries: dict[str, int],
    finish: Callable[[Participant, PersonResult], None],
) -> Iterator[Frozen]:
    """Yield the jobs of a worker that died once more; give up on those that died before."""
    for job in jobs:
        tries[job.person.key] = tries.get(job.person.key, 0) + 1
        if tries[job.person.key] < _TRIES:
            clear_away(job.folder, out / job.person.key)
            yield job
        else:
            reason = "The process that made this plan died twice, perhaps for want of memory."
            finish(job.person, PersonResult(job.person.key, Status.WE_FAILED, reason))


def _start_worker(log: Path) -> None:
    """Leave Ctrl-C to the main process and words to a file; one numeric thread a worker.

    Kernels and libraries write to the terminal as they please; what concerns a person comes
    back as a result, and the file is kept with the notebooks of those that failed.
    """
    with log.open("ab") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    for name in _THREADS:
        os.environ[name] = "1"


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(1)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers now; each shuts its kernel down on the way out.

    A worker can miss the first word, as it comes in the middle of something that swallows it: it
    is told again, and ended in the end. Its kernel notices that by itself.
    """
    workers = multiprocessing.active_children()
    pool.shutdown(wait=False, cancel_futures=True)
    for act, seconds in (("terminate", _ASKED_SECONDS), ("terminate", _ASKED_SECONDS), ("kill", 1)):
        for process in workers:
            if process.is_alive():
                getattr(process, act)()
        until = time.monotonic() + seconds
        while any(process.is_alive() for process in workers) and time.monotonic() < until:
            time.sleep(0.05)


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
