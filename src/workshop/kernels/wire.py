"""Jupyter messages over one connection between two processes that trust each other.

A message is a few lengths, its JSON, and its buffers as they are: not signed, and not taken apart
into header, parent and content, as is done for what goes over a network.
"""

from __future__ import annotations

import json
import select
import socket
import struct
import threading
from typing import Any

from jupyter_client.jsonutil import json_default
from jupyter_client.session import json_packer

IOPUB, SHELL = "iopub", "shell"
"""On which of Jupyter's channels a message of ours would have gone."""
BRIEF = "brief"
"""Says in a request's metadata that only what is shown is wanted, and the reply."""
_LENGTH = struct.Struct("!Q")
_CHUNK = 1 << 18


class Wire:
    """One end of the connection.

    Parameters
    ----------
    connection : socket.socket
        Of kind stream.
    reads_along : bool
        Whether it reads while it cannot write: one of the two ends has to, and only one that
        always reads and writes in the same thread can.
    """

    def __init__(self, connection: socket.socket, *, reads_along: bool = False) -> None:
        self._connection = connection
        self._reads_along = reads_along
        connection.setblocking(not reads_along)
        self._turn = threading.Lock()
        self._read = bytearray()
        self._held: list[bytes] = []

    def fileno(self) -> int:
        """Return its number."""
        return self._connection.fileno()

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def send(
        self, message: dict[str, Any], buffers: list[Any] | None = None, *, hold: bool = False
    ) -> None:
        """Send a message; two threads do not get into each other's way.

        Parameters
        ----------
        message : dict
        buffers : list, optional
        hold : bool
            Whether it can wait for the next one, and be sent along with it.

        Raises
        ------
        OSError
            If nobody is at the other end.
        """
        text = _packed(message)
        raw = [memoryview(each).cast("B") for each in buffers or ()]
        sizes = [1 + len(raw), len(text), *(each.nbytes for each in raw)]
        head = b"".join(map(_LENGTH.pack, sizes))
        with self._turn:
            self._held += (head, text, *raw)  # type: ignore[arg-type]  # bytes or a view of them
            if not hold:
                data = b"".join(self._held)
                self._held.clear()
                self._put(memoryview(data))

    def _put(self, data: memoryview) -> None:
        """Send bytes, and read what comes meanwhile: the other end may be doing the same.

        If both only wrote, both would wait for the other one to read.
        """
        while data:
            try:
                data = data[self._connection.send(data, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                reads = [self._connection] if self._reads_along else []
                if select.select(reads, [self._connection], [])[0]:
                    more = self._connection.recv(_CHUNK)
                    if not more:
                        raise ConnectionResetError from None
                    self._read += more

    def receive(self) -> dict[str, Any] | None:
        """Return the next message, None at the end of the connection.

        Raises
        ------
        BlockingIOError
            If this end reads along and the message is not there as a whole.
        """
        while (found := self._whole()) is None:
            more = self._connection.recv(_CHUNK)
            if not more:
                return None
            self._read += more
        return found

    def _whole(self) -> dict[str, Any] | None:
        """Return a message if all of it has been read."""
        read, size = self._read, _LENGTH.size
        if len(read) < size:
            return None
        (parts,) = _LENGTH.unpack_from(read)
        start = size * (1 + parts)
        if len(read) < start:
            return None
        sizes = [_LENGTH.unpack_from(read, size * (1 + part))[0] for part in range(parts)]
        if len(read) < start + sum(sizes):
            return None
        pieces = []
        for length in sizes:
            pieces.append(bytes(memoryview(read)[start : start + length]))
            start += length
        del self._read[:start]
        text, *buffers = pieces
        message: dict[str, Any] = json.loads(text.decode("utf-8", "replace"))
        message["buffers"] = buffers
        return message


def _packed(message: dict[str, Any]) -> bytes:
    """Return a message as Jupyter's session packs it.

    Half characters, which no file can hold, are replaced: an ordinary kernel loses the message.
    """
    try:
        return json_packer(message)
    except UnicodeEncodeError:
        plain = json.dumps(message, default=json_default, ensure_ascii=False)
        return plain.encode("utf-8", "replace")
