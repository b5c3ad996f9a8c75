"""The process of a kernel that is no child of ours: what its zygote tells of it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import threading
import time


class SplitOff:
    """A process split off for us, as whoever looks after kernels needs one.

    It lives as long as its lease, the connection it was asked for with: when that is closed, by us
    or because we are no more, the zygote ends it, and whatever it has started.

    Parameters
    ----------
    lease : socket.socket
        Our end. Its process id was told on it already; how it ended will be.
    pid : int
    """

    stdin = stdout = stderr = None

    def __init__(self, lease: socket.socket, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._lease = lease
        self._turn = threading.Lock()

    def fileno(self) -> int:
        """Return what becomes readable when it ends."""
        return self._lease.fileno()

    def poll(self) -> int | None:
        """Return None while it is running, else as :class:`subprocess.Popen` does."""
        with self._turn:
            if self.returncode is None:
                self.returncode = self._told()
                if self.returncode is not None:
                    self._lease.close()
            return self.returncode

    def _told(self) -> int | None:
        try:
            told = self._lease.recv(1000, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        except OSError:
            told = b""
        # A zygote that is no more takes with it what it has split off.
        return int(json.loads(told)["status"]) if told else -signal.SIGKILL

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended.

        Raises
        ------
        TimeoutError
            If it has not after that many seconds.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            left = None if until is None else max(0.0, until - time.monotonic())
            if left == 0:
                raise TimeoutError
            # Closed by another thread that waited, too: looked at again.
            with contextlib.suppress(OSError, ValueError):
                select.select([self._lease], [], [], left)
        return status

    def send_signal(self, number: int) -> None:
        """Send it a signal; one that has ended hears nothing."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def release(self) -> None:
        """Give the lease up: it is ended, and what it has started; wait until it is gone."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self._lease.shutdown(socket.SHUT_WR)
            self.wait()
