"""Our side of a zygote: a warm process that splits off a kernel whenever one is asked for.

To start Python and load our libraries takes seconds and 80 MB, for every kernel again. A process
that has done it once hands all of that on by splitting: the new kernel is there at once, and what
neither of the two changes stays one piece of memory. Only where the system is made for it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache

from workshop.kernels.birth import Birth, Kind
from workshop.kernels.process import SplitOff

POSSIBLE = sys.platform == "linux"
"""Elsewhere, libraries of the system do not survive a split, and kernels are started one by one."""
OFF_VARIABLE = "WORKSHOP_ORDINARY_KERNELS"
"""Set to anything, it has every kernel started in the usual way."""
_SECONDS = 60.0
PURPOSE = "workshop.batch.warming"
"""What a zygote loads ahead where nobody says otherwise: what plans are made of."""
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Surroundings in which numpy computes in one thread. A process that has more is not split."""
# The debugger every kernel loads has something to say about itself, for all to read.
_QUIET = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
_TRIES = 2


def allowed() -> bool:
    """Say whether kernels may be split off here and now."""
    return POSSIBLE and OFF_VARIABLE not in os.environ


class Line:
    """A line to a zygote, which several processes may hold.

    Parameters
    ----------
    requests : socket.socket, optional
        Our end of it; None where there is none.
    """

    def __init__(self, requests: socket.socket | None = None) -> None:
        self.requests = requests

    def ask(self, birth: Birth, *channel: socket.socket) -> SplitOff | None:
        """Return a new process, None if there can be none now.

        Parameters
        ----------
        birth : Birth
        *channel : socket.socket
            What it is to be spoken to through, if anything.
        """
        if not allowed():
            return None
        try:
            return self._ask(birth, channel)
        except (OSError, ValueError, KeyError):
            return None

    def _ask(self, birth: Birth, channel: Sequence[socket.socket]) -> SplitOff:
        if self.requests is None:
            raise ConnectionError
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs, _output() as output:
                files = [theirs.fileno(), *output, *(each.fileno() for each in channel)]
                # The name of a kind is text like any other to JSON.
                socket.send_fds(self.requests, [json.dumps(asdict(birth)).encode()], files)
            ours.settimeout(_SECONDS)
            pid = int(json.loads(ours.recv(1000))["pid"])
            ours.settimeout(None)
            return SplitOff(ours, pid)
        except BaseException:
            ours.close()
            raise

    @contextlib.contextmanager
    def primed(self, *arguments: str) -> Iterator[Line]:
        """Hold a line to a second zygote, split off from this one, that has loaded more.

        Parameters
        ----------
        *arguments : str
            What it is to load, as its purpose understands it.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours:
            with theirs:
                second = self.ask(Birth(Kind.ZYGOTE, arguments), theirs)
            try:
                yield self if second is None else _Primed(ours, self)
            finally:
                if second is not None:
                    second.release()


class _Primed(Line):
    """A line to a second zygote; to the first one if the second could not load what it should."""

    def __init__(self, requests: socket.socket, first: Line) -> None:
        super().__init__(requests)
        self._first = first

    def ask(self, birth: Birth, *channel: socket.socket) -> SplitOff | None:
        return super().ask(birth, *channel) or self._first.ask(birth, *channel)


class Zygote(Line):
    """Starts a zygote when it is first asked for something, and again if it has died.

    Parameters
    ----------
    purpose : str
        The module that says what is loaded ahead.
    environment : dict of str to str
        Of the zygote.
    requests : socket.socket, optional
        A line to a zygote of somebody else's, which is used as long as it is there.
    """

    def __init__(
        self, purpose: str, environment: dict[str, str], requests: socket.socket | None = None
    ) -> None:
        super().__init__(requests)
        self._purpose = purpose
        self._environment = environment | ONE_THREAD | _QUIET
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.RLock()
        self._failed = 0

    @property
    def pid(self) -> int | None:
        """Return the process id of a zygote of ours that is running."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def begin(self) -> socket.socket | None:
        """Start it, unless it is there; return the line for others to hold, too."""
        with self._turn:
            if allowed() and self.requests is None and self._failed < _TRIES:
                with contextlib.suppress(OSError):
                    self._start()
            return self.requests

    def ask(self, birth: Birth, *channel: socket.socket) -> SplitOff | None:
        """Return a new process, None if there can be none now."""
        for _try in range(_TRIES):
            if self.begin() is None:
                break
            found = super().ask(birth, *channel)
            if found is not None:
                self._failed = 0
                return found
            self.stop()  # it is begun anew
            self._failed += 1
        return None

    def _start(self) -> None:
        self.requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "workshop.kernels.splitting", self._purpose, str(number)],
                stdin=subprocess.DEVNULL, env=self._environment, start_new_session=True,
                pass_fds=[number],
            )  # fmt: skip

    def stop(self) -> None:
        """End it, and with it what it has split off."""
        with self._turn:
            process, self._process = self._process, None
            if self.requests is not None:
                self.requests.close()
                self.requests = None
            if process is not None:
                process.send_signal(signal.SIGKILL)
                process.wait()


@cache
def zygote_for(purpose: str) -> Zygote:
    """Return the zygote of this process for a purpose, ended with it."""
    found = Zygote(purpose, dict(os.environ))
    atexit.register(found.stop)
    return found


@contextlib.contextmanager
def _output() -> Iterator[list[int]]:
    """Hold where this process prints and tells errors; nowhere where that is closed."""
    held = []
    for number in (1, 2):
        try:
            held.append(os.dup(number))
        except OSError:
            held.append(os.open(os.devnull, os.O_WRONLY))
    try:
        yield held
    finally:
        for number in held:
            os.close(number)
