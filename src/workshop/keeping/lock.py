"""Who holds the room: a file that one process locks for as long as it lives.

The lock belongs to the process and not to the file: it is gone when the process ends, however
it ends, and the file that stays behind means nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from workshop.errors import UsageError

LOCK_FILE = "room.lock"


class RoomLock:
    """The lock of one workshop's room.

    Parameters
    ----------
    folder : pathlib.Path
        The workshop's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_FILE
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises
        ------
        UsageError
            If another process holds it.
        """
        if self._handle is not None:
            return
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(handle):
            os.close(handle)
            raise UsageError(
                "The room of this workshop is open: another program works with its answers.",
                where=str(self._path.parent),
                todo="Close the room first, then run the command again.",
            )
        self._handle = handle

    def release(self) -> None:
        """Give the lock back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        """Take the lock for a block."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back."""
        self.release()


def is_held(folder: Path) -> bool:
    """Say whether a process holds the room of a workshop; nothing is written."""
    try:
        handle = os.open(folder / LOCK_FILE, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _lock(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        """Lock an open file, without waiting; closing it unlocks it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        """Lock an open file, without waiting; closing it unlocks it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
