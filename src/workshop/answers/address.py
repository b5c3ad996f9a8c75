"""Addresses of answers: like a JSON Pointer, with row ids in place of list positions.

``/objectives/objectives/O1/target`` is the target of the objective whose id is O1,
wherever it stands in the list. ``~`` and ``/`` inside a part are written ``~0`` and
``~1``. An address is never renamed without a migration.
"""

from __future__ import annotations

import re

from workshop.errors import InvalidAnswerError

# Channel, metric and system ids of the catalogues hold underscores.
_ROW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def is_row_id(text: str) -> bool:
    """Say whether a text may be the id of a row."""
    return _ROW_ID.fullmatch(text, 0) is not None and text.isascii()


def split(address: str) -> tuple[str, ...]:
    """Return the parts of an address.

    Raises
    ------
    InvalidAnswerError
        If it does not start with a slash or holds an empty part.
    """
    parts = address.split("/")
    if parts[0] != "" or len(parts) < 2 or not all(parts[1:]):
        raise InvalidAnswerError(
            "This is not the address of an answer.",
            found=repr(address),
            expected="something like '/readiness/profile/name'",
        )
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts[1:])


def join(*parts: str) -> str:
    """Return the address made of these parts."""
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)
