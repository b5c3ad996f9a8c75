"""Worker processes: each makes one plan at a time, and is replaced if it dies or takes too long."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import shutil
import signal
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from workshop.batch.engine import CELL_SECONDS, PapermillEngine
from workshop.batch.freeze import Frozen
from workshop.batch.person import PersonResult, Status, clear_away, make_plan
from workshop.batch.start import context_of_workers, zygote_of_cells
from workshop.kernels import ONE_THREAD, PURPOSE, Zygote

TRIES = 2
"""How often a plan is begun whose worker died."""
_ASKED_SECONDS = 10
"""How long a worker has to end its kernel and go, before it is told again."""


class Worker:
    """One worker process, and what it is doing.

    Parameters
    ----------
    start : callable
        Starts a process that speaks through a connection.
    """

    def __init__(self, start: Callable[[Connection], BaseProcess]) -> None:
        self.line, theirs = multiprocessing.Pipe()
        with theirs:
            self.process = start(theirs)
        self.job: Frozen | None = None
        self.until = 0.0

    def give(self, job: Frozen, seconds: float) -> None:
        """Have it make a plan."""
        self.job, self.until = job, time.monotonic() + seconds
        with contextlib.suppress(OSError):  # it has died meanwhile, as will be noticed
            self.line.send(job.folder)

    def taken(self) -> PersonResult | None:
        """Return what came of it; None if it died before it could tell."""
        try:
            found: PersonResult = self.line.recv()
        except (EOFError, OSError):
            return None
        return found

    def close(self) -> None:
        """Let go of one that has nothing to do, or is no more."""
        self.line.close()


class Crew:
    """The workers of a batch.

    Parameters
    ----------
    count : int
        How many there are at most; one is started when there is something for it to do.
    out : pathlib.Path
        Folder of plans.
    log : pathlib.Path
        Where they write what has no other place.
    seconds : float
        How long one plan may take.
    """

    def __init__(self, count: int, out: Path, log: Path, seconds: float) -> None:
        self._count = count
        self._out = out
        self._log = log
        self._seconds = seconds
        self._workers: list[Worker] = []
        self._zygote = zygote_of_cells()
        self._context = context_of_workers()

    def run(
        self,
        jobs: Iterator[Frozen],
        begun: Callable[[Frozen], None],
        finish: Callable[[Frozen, PersonResult], None],
    ) -> None:
        """Make the plans of all jobs; take no more of them than are needed next."""
        self._zygote.begin()
        ready: deque[Frozen] = deque()
        tries: dict[str, int] = {}
        try:
            while True:
                # Those that have to be done again come before new ones.
                while len(ready) < self._count and (job := next(jobs, None)):
                    ready.append(job)
                while ready and (worker := self._free()):
                    begun(ready[0])
                    worker.give(ready.popleft(), self._seconds)
                busy: dict[Any, Worker] = {each.line: each for each in self._workers if each.job}
                if not busy:
                    break
                left = min(worker.until for worker in busy.values()) - time.monotonic()
                for line in wait(list(busy), max(0.0, left)):
                    self._hear(busy.pop(line), ready, tries, finish)
                for worker in busy.values():
                    if worker.until < time.monotonic():
                        self._over(worker, finish)
        except BaseException:
            self._end(self._workers)
            raise
        finally:
            self.close()

    def _free(self) -> Worker | None:
        """Return a worker that has nothing to do."""
        for worker in self._workers:
            if worker.job is None:
                return worker
        if len(self._workers) == self._count:
            return None
        self._workers.append(Worker(self._start))
        return self._workers[-1]

    def _start(self, line: Connection) -> BaseProcess:
        arguments = (line, self._out, self._log, self._zygote.requests, self._seconds)
        process: BaseProcess = self._context.Process(target=_work, args=arguments)
        process.start()
        return process

    def _hear(
        self,
        worker: Worker,
        ready: deque[Frozen],
        tries: dict[str, int],
        finish: Callable[[Frozen, PersonResult], None],
    ) -> None:
        job, result = worker.job, worker.taken()
        assert job is not None
        worker.job = None
        if result is not None:
            finish(job, result)
            return
        self._drop(worker)
        key = job.person.key
        tries[key] = tries.get(key, 0) + 1
        if tries[key] < TRIES:
            clear_away(job.folder, self._out / key)
            ready.appendleft(job)
        else:
            reason = "The process that made this plan died twice, perhaps for want of memory."
            finish(job, PersonResult(key, Status.WE_FAILED, reason))

    def _over(self, worker: Worker, finish: Callable[[Frozen, PersonResult], None]) -> None:
        """End a worker whose plan takes too long; the plan is given up, unless it was done."""
        job = worker.job
        assert job is not None
        self._end([worker])
        result = worker.taken()
        self._drop(worker)
        if result is not None:
            finish(job, result)
            return
        reason = (
            f"This plan was not ready after {self._seconds:.0f} s and was given up.\n"
            "  What to do: See what takes so long, or give more time with --time-limit."
        )
        finish(job, PersonResult(job.person.key, Status.NOTEBOOK_FAILED, reason))

    def _drop(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.close()
        worker.process.join(_ASKED_SECONDS)

    def close(self) -> None:
        """Let everyone go; wait until they have gone."""
        for worker in self._workers:
            worker.close()
        for worker in self._workers:
            worker.process.join(_ASKED_SECONDS)
        self._workers.clear()
        self._zygote.stop()

    def _end(self, workers: list[Worker]) -> None:
        """End workers now; each shuts its kernel down on the way out.

        A worker can miss the first word, as it comes in the middle of something that swallows it:
        it is told again, and ended in the end. Its kernel notices that by itself.
        """
        ask, kill = BaseProcess.terminate, BaseProcess.kill
        for act, seconds in ((ask, _ASKED_SECONDS), (ask, _ASKED_SECONDS), (kill, 1)):
            for worker in workers:
                if worker.process.is_alive():
                    act(worker.process)
            until = time.monotonic() + seconds
            for worker in workers:
                worker.process.join(max(0.0, until - time.monotonic()))


def _work(
    line: Connection, out: Path, log: Path, requests: socket.socket | None, seconds: float
) -> None:
    """Make the plans that are asked for, until nobody can ask any more.

    Ctrl-C is for the main process, and one numeric thread is enough. Kernels and libraries write to
    the terminal as they please; what concerns a person comes back as a result, and the file is kept
    with the notebooks of those that failed.
    """
    _write_to(log)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    os.environ.update(ONE_THREAD)
    gc.freeze()  # what all workers have in common stays: to look through it takes 10 ms a plan
    zygote = Zygote(PURPOSE, dict(os.environ), requests)
    engine = PapermillEngine(zygote, int(min(CELL_SECONDS, max(1.0, seconds))))
    try:
        while True:
            folder = line.recv()
            result = make_plan(folder, out, engine)
            if result.status is Status.DONE:
                shutil.rmtree(folder, ignore_errors=True)
            line.send(result)
    except (EOFError, OSError):
        pass  # nobody wants anything any more
    finally:
        zygote.stop()


def _write_to(log: Path) -> None:
    try:
        file = log.open("ab")
    except OSError:  # what there is no room for is not kept
        file = Path(os.devnull).open("ab")  # noqa: SIM115
    with file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(1)
