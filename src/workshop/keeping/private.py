"""Files only their owner may read, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE = 0o600


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read, in place of one that is there.

    Raises
    ------
    OSError
        If it cannot be written. What was there before is still there.
    """
    with private_file(path) as beside:
        beside.write_bytes(data)


@contextmanager
def private_file(path: Path) -> Iterator[Path]:
    """Yield an empty private file to fill; it takes the place of ``path`` when all is well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    # Exclusive, and with its mode from the first moment.
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    try:
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
