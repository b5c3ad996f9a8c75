"""The zygote itself: loads, then splits for as long as anybody may ask.

``python -m workshop.kernels.splitting PURPOSE FILE``: a module with the functions ``prepare`` (what
is loaded ahead), ``begin`` (what a kernel does as it begins) and, if second zygotes are asked for,
``prime(arguments)`` (what they load more); and the number of the open socket requests come on.

One process, one thread: a lock that another thread holds would be held in the copy for ever.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any

from workshop.kernels.birth import Birth, Kind, begin_life, live

LONGEST_REQUEST = 1 << 20
MANY_THREADS = 3
"""Exit code of a zygote that could not split safely."""


class Nursery:
    """Splits off a process for each request, and looks after all of them.

    Each request brings a lease: a connection on which the process id and, in the end, the exit
    status are told. When the other side closes it, the process is ended.

    Parameters
    ----------
    requests : socket.socket
        Where requests come in; when nobody can send one any more, the nursery closes.
    purpose : module
    """

    def __init__(self, requests: socket.socket, purpose: Any) -> None:
        self._requests = requests
        self._purpose = purpose
        self._events = selectors.DefaultSelector()
        self._leases: dict[int, socket.socket] = {}  # by process id
        self._ends: dict[int, int] = {}  # process id to its descriptor
        self._watch(requests, self._ask)

    def serve(self) -> None:
        """Split off until nobody can ask any more, then end all there are."""
        while self._requests.fileno() >= 0:
            for key, _mask in self._events.select():
                # Something done for an event before this one may have ended it.
                if self._events.get_map().get(key.fd) is key:
                    key.data()
        for pid in self._ends:
            _end(pid)

    def _watch(self, source: Any, act: Callable[[], None]) -> None:
        self._events.register(source, selectors.EVENT_READ, act)

    def _ask(self) -> None:
        data, files, _flags, _from = socket.recv_fds(self._requests, LONGEST_REQUEST, 8)
        if not data:
            self._events.unregister(self._requests)
            self._requests.close()
            return
        wanted = json.loads(data)
        birth = Birth(Kind(wanted.pop("kind")), **wanted)
        lease = socket.socket(fileno=files[0])
        try:
            pid = self._split(birth, lease, files[1:])
        except OSError as error:
            _tell(lease, error=str(error))
            lease.close()
        else:
            self._keep(pid, lease)
        for number in files[1:]:
            os.close(number)

    def _split(self, birth: Birth, lease: socket.socket, files: Sequence[int]) -> int:
        parent = os.getpid()
        pid = os.fork()
        if not pid:
            # Nothing of what goes on above must happen in the copy.
            live(lambda: self._become(birth, parent, lease, files))
        return pid

    def _become(
        self, birth: Birth, parent: int, lease: socket.socket, files: Sequence[int]
    ) -> None:
        self._events.close()
        for held in (lease, self._requests, *self._leases.values()):
            held.close()
        for number in self._ends.values():
            os.close(number)
        begin_life(birth, parent, files[:2])
        if birth.kind is Kind.KERNEL:
            from workshop.kernels.app import be_kernel

            be_kernel(birth.arguments, self._purpose.begin, files[2:])
        elif birth.kind is Kind.SHELL:
            from workshop.kernels.shell import serve_notebook

            serve_notebook(socket.socket(fileno=files[2]), birth.arguments)
        else:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self._purpose.prime(birth.arguments)
            _settle()
            Nursery(socket.socket(fileno=files[2]), self._purpose).serve()

    def _keep(self, pid: int, lease: socket.socket) -> None:
        self._leases[pid] = lease
        self._ends[pid] = os.pidfd_open(pid)
        self._watch(lease, lambda: self._released(pid))
        self._watch(self._ends[pid], lambda: self._ended(pid))
        _tell(lease, pid=pid)

    def _released(self, pid: int) -> None:
        """End a process nobody wants any more; whoever gave it up may wait to be told."""
        self._events.unregister(self._leases[pid])
        _end(pid)

    def _ended(self, pid: int) -> None:
        _end(pid)  # what it has left running; its number is its own until we have asked for it
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        lease, number = self._leases.pop(pid), self._ends.pop(pid)
        with contextlib.suppress(KeyError):
            self._events.unregister(lease)
        self._events.unregister(number)
        os.close(number)
        _tell(lease, status=status)
        lease.close()


def _tell(lease: socket.socket, **facts: object) -> None:
    with contextlib.suppress(OSError):
        lease.send(json.dumps(facts).encode())


def _end(pid: int) -> None:
    """End a process and all of its group; one that has no group yet, by itself."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(pid, signal.SIGKILL)


def _settle() -> None:
    """Take what is loaded from the collector: it stays, and to look at it would copy it."""
    gc.collect()
    gc.freeze()


def main() -> None:
    """Be the zygote."""
    purpose = importlib.import_module(sys.argv[1])
    requests = socket.socket(fileno=int(sys.argv[2]))
    requests.set_inheritable(False)
    if sys.path and sys.path[0] in {"", os.getcwd()}:  # noqa: PTH109 - as it stands there
        del sys.path[0]  # a notebook has its own folder there, not ours
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from workshop.kernels.app import prepare_kernel

    purpose.prepare()
    prepare_kernel()
    _settle()
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 - only how many there are
    if threads > 1:
        print(f"{threads - 1} threads are running: kernels are started one by one", file=sys.stderr)  # noqa: T201
        sys.exit(MANY_THREADS)
    Nursery(requests, purpose).serve()


if __name__ == "__main__":
    main()
