"""What the cells of a notebook print, by Python and by whatever else writes to its output."""

from __future__ import annotations

import codecs
import fcntl
import io
import os
import threading
import time
from typing import Any

_SECONDS = 0.2
"""As long as ipykernel lets what is printed wait."""
_MANY = 1 << 16


class FileOutput:
    """What is written to an open file by its number: by programs a cell starts, by libraries in C.

    It goes to a file in memory, which is read as Python prints and after each cell: nobody has to
    listen meanwhile, and no writer ever waits. Several may write, and what one of them writes goes
    behind what is there.

    Parameters
    ----------
    number : int
        1 or 2.
    """

    def __init__(self, number: int) -> None:
        self._file = os.memfd_create(f"output-{number}")
        fcntl.fcntl(self._file, fcntl.F_SETFL, os.O_APPEND)
        os.dup2(self._file, number)
        self.number = number
        self._read = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def taken(self) -> str:
        """Return what has been written since the last time."""
        size = os.fstat(self._file).st_size
        if size == self._read:
            return ""
        data = os.pread(self._file, size - self._read, self._read)
        self._read += len(data)
        return self._decoder.decode(data)

    def write(self, text: str) -> None:
        """Write as any program does."""
        data = memoryview(text.encode("utf-8", "replace"))
        while data:
            data = data[os.write(self._file, data) :]


class Printed(io.TextIOBase):
    """A standard stream of a notebook's kernel.

    Parameters
    ----------
    kernel : ipykernel.kernelbase.Kernel
    name : {"stdout", "stderr"}
    file : FileOutput
    """

    encoding = "UTF-8"

    def __init__(self, kernel: Any, name: str, file: FileOutput) -> None:
        super().__init__()
        self.name = name
        self._kernel = kernel
        self._file = file
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        """Begin with nothing; a process the notebook forks has not printed yet."""
        self._process = os.getpid()
        self._parts: list[str] = []
        self._size = 0
        self._since = 0.0
        self._turn = threading.RLock()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def fileno(self) -> int:
        """Return the number of the file programs write to."""
        return self._file.number

    def set_parent(self, parent: Any) -> None:
        """Nothing to do: the kernel knows what is being answered."""

    def write(self, text: str) -> int:
        """Take text; it is sent on with more of its kind."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if self._process != self._kernel.session.pid:
            self._file.write(text)  # whose the output is will find it there
            return len(text)
        now = time.monotonic()
        with self._turn:
            if not self._parts:
                self._since = now
            self._parts += (self._file.taken(), text)
            self._size += len(text)
            due = now - self._since > _SECONDS or self._size > _MANY
        if due:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send on what there is."""
        if self._process != self._kernel.session.pid:
            return
        with self._turn:
            said = "".join([*self._parts, self._file.taken()])
            self._parts.clear()
            self._size = 0
            if said:
                kernel = self._kernel
                kernel.session.send(
                    kernel.iopub_socket, "stream", {"name": self.name, "text": said},
                    parent=kernel.get_parent(),
                )  # fmt: skip
