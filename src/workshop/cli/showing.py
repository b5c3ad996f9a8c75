"""How texts, times and paths are shown in a terminal."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import unicodedata
from pathlib import Path

_ODD = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def clean(text: str) -> str:
    """Return someone's text on one line, without what could steer a terminal."""
    line = " ".join(text.split())
    return "".join("�" if unicodedata.category(char) in _ODD else char for char in line)


def quoted(path: Path) -> str:
    """Return a path as it is typed on a command line."""
    text = str(path)
    if os.name == "nt":
        return f'"{text}"' if " " in text else text
    return shlex.quote(text)


def ago(then: dt.datetime | None, now: dt.datetime) -> str:
    """Return how long ago something was, in a few letters."""
    if then is None:
        return "–"
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min ago"
    if seconds < _DAY:
        return f"{seconds / _HOUR:.0f} h ago"
    days = int(seconds // _DAY)
    return f"{days} days ago" if days > 1 else "1 day ago"
