"""Jupyter messages over one connection between two processes that trust each other.

A message is a few lengths, its JSON, and its buffers as they are: not signed, and not taken apart
into header, parent and content, as is done for what goes over a network.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from typing import Any

from jupyter_client.jsonutil import json_default

IOPUB, SHELL = "iopub", "shell"
"""On which of Jupyter's channels a message of ours would have gone."""
_LENGTH = struct.Struct("!Q")
_CHUNK = 1 << 18


class Wire:
    """One end of the connection.

    Parameters
    ----------
    connection : socket.socket
        Of kind stream.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._turn = threading.Lock()
        self._read = bytearray()

    def fileno(self) -> int:
        """Return its number."""
        return self._connection.fileno()

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def send(self, message: dict[str, Any], buffers: list[Any] | None = None) -> None:
        """Send a message; two threads do not get into each other's way.

        Raises
        ------
        OSError
            If nobody is at the other end.
        """
        text = json.dumps(
            message,
            default=json_default,
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
        ).encode("utf-8", "surrogatepass")
        raw = [memoryview(each).cast("B") for each in buffers or ()]
        sizes = [1 + len(raw), len(text), *(each.nbytes for each in raw)]
        head = b"".join(map(_LENGTH.pack, sizes))
        with self._turn:
            self._connection.sendall(b"".join([head, text, *raw]))

    def receive(self) -> dict[str, Any] | None:
        """Return the next message, None at the end of the connection.

        Raises
        ------
        BlockingIOError
            If the connection does not block and the message is not there as a whole.
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
        message: dict[str, Any] = json.loads(text.decode("utf-8", "surrogatepass"))
        message["buffers"] = buffers
        return message

    def flags(self, *, block: bool) -> None:
        """Say whether it waits for what is not there."""
        self._connection.setblocking(block)
