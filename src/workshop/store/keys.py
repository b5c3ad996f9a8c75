"""The one place that makes a participant's key, which is also the name of a folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from workshop.errors import UsageError

_KEY = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")
# Windows gives these names to devices, whatever the ending.
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))]
)
_MOST = 40


def participant_key(text: str) -> str:
    """Return the key if it is one.

    Raises
    ------
    UsageError
        If it is not, with a key that would do.
    """
    if _KEY.fullmatch(text) and text not in _RESERVED:
        return text
    raise UsageError(
        "This cannot be the key of a participant.",
        found=repr(text[:80]),
        expected="small letters a–z, digits and hyphens, at most 40, not a Windows device name",
        todo=f"Use for example {key_from_name(text, ())!r}.",
    )


def key_from_name(name: str, taken: Container[str]) -> str:
    """Return a key made from a name, numbered if it is taken.

    Accents are dropped; a name in another script gives ``participant``.
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _MOST - 5].strip("-") or "participant"
    if base in _RESERVED:
        base = f"{base}-1"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key
