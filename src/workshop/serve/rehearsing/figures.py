"""What a rehearsal found, in numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """How long something took, in milliseconds.

    Attributes
    ----------
    count : int
    median, p95, slowest : float
        0 if nothing was measured.
    """

    count: int
    median: float
    p95: float
    slowest: float

    @classmethod
    def of(cls, measured: Sequence[float]) -> Times:
        """Return the times of some measurements."""
        ordered = sorted(measured)
        return cls(len(ordered), _at(ordered, 0.5), _at(ordered, 0.95), _at(ordered, 1.0))


def _at(ordered: Sequence[float], share: float) -> float:
    """Return the smallest of what is measured that at least a share does not exceed."""
    return round(ordered[max(0, math.ceil(share * len(ordered)) - 1)], 1) if ordered else 0.0


@dataclass(frozen=True)
class Figures:
    """One rehearsal.

    Attributes
    ----------
    seats : int
    opened_seconds : float
        From the command until the room was open.
    first : Times
        The first page of everyone, as they all come in.
    pages : Times
        Every page.
    saves : Times
        From handing in a text until the page knows that it is saved.
    failures : tuple of str
        Pages that did not come.
    unanswered : int
        Texts nothing came back for.
    lost : tuple of str
        Texts that were called saved and are not there.
    checked : int
        Texts that were looked up in the answers.
    seat_mb : float
        Memory a seat takes; 0 if it could not be told.
    idle_mb : float
        Memory of the room before anybody is in it.
    free_mb : float
        Memory that was free before anybody came.
    cpu_share : float
        How much of the processor was busy, 0 to 1; whatever else runs counts too.
    """

    seats: int
    opened_seconds: float
    first: Times
    pages: Times
    saves: Times
    failures: tuple[str, ...]
    unanswered: int
    lost: tuple[str, ...]
    checked: int
    seat_mb: float
    idle_mb: float
    free_mb: float
    cpu_share: float
