"""A room's figures as JSON: the same that are shown, and no more."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any

from workshop.i18n import Lazy
from workshop.summary.hiding import Count
from workshop.summary.model import RoomSummary


def summary_facts(summary: RoomSummary) -> dict[str, Any]:
    """Return a summary as plain data.

    A count that may not be told is ``null`` beside the words that are shown in its place.
    """
    facts: dict[str, Any] = _plain(summary)
    return facts


def _plain(value: Any) -> Any:
    if isinstance(value, Count):
        told = value.value if isinstance(value.value, int) else None
        return {"count": told, "of": value.of, "words": str(value.words())}
    if dataclasses.is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Lazy) else value
