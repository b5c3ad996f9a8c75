"""Whether the room will hold, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.capacity import SPARE_SHARE
from workshop.serve.rehearsing.figures import Figures

READY_P95_MS = 6_000
"""A page that is not there after six seconds is loaded again, and asks for the work twice."""
SAVED_P95_MS = 50
"""What we aim at, on two cores: far below what a hand notices."""
SAVED_MOST_MS = 1_000
"""From a second on, people look up and wonder whether it was taken."""
SEAT_MB = 45
"""What we aim at for the memory of one seat."""


@dataclass(frozen=True)
class Reason:
    """Why a room will not hold.

    Attributes
    ----------
    what : str
    todo : str
    """

    what: str
    todo: str


def seats_held(figures: Figures) -> int:
    """Return how many seats the memory allows, 0 if it could not be told."""
    if figures.seat_mb <= 0:
        return 0
    return int(figures.free_mb * (1 - SPARE_SHARE) / figures.seat_mb)


def reasons(figures: Figures) -> tuple[Reason, ...]:
    """Return why the room will not hold; none if it will."""
    return tuple(Reason(what, todo) for fails, what, todo in _looked_at(figures) if fails)


def _looked_at(figures: Figures) -> Iterator[tuple[bool, str, str]]:
    """Yield whether each bound is broken, what that means, and what to do about it."""
    yield (
        bool(figures.lost),
        f"{len(figures.lost)} texts that were called saved are not there",
        "Do not use this laptop; report it, with what `workshop doctor` says.",
    )
    first = figures.failures[0] if figures.failures else "nobody got in"
    yield (
        bool(figures.failures) or not figures.pages.count,
        f"{len(figures.failures)} pages did not come: {first}",
        "Rehearse again with fewer seats, and see what `workshop doctor` says.",
    )
    yield (
        bool(figures.unanswered),
        f"{figures.unanswered} texts were not acknowledged",
        "Close other programs and rehearse again, with fewer seats if it stays so.",
    )
    page, save = figures.pages.p95 / 1000, figures.saves.p95 / 1000
    bound = SAVED_MOST_MS / 1000
    yield (
        figures.pages.p95 > READY_P95_MS,
        f"one page in twenty takes more than {page:.1f} s (bound: {READY_P95_MS / 1000:.0f} s)",
        "Plug the laptop in, close other programs; or let people come in over several minutes.",
    )
    yield (
        figures.saves.p95 > SAVED_MOST_MS,
        f"one text in twenty takes more than {save:.1f} s to be saved (bound: {bound:.0f} s)",
        "Plug the laptop in and close other programs; keep the workshop on its own disk.",
    )
    yield (
        0 < seats_held(figures) < figures.seats,
        f"the free memory holds {seats_held(figures)} seats, {figures.seat_mb:.0f} MB each",
        "Close other programs, or share the seats: two people at one phone.",
    )


def notes(figures: Figures) -> tuple[str, ...]:
    """Return what is worth knowing though the room holds."""
    found = []
    if figures.saves.p95 > SAVED_P95_MS:
        found.append(
            f"Saving is slower than we aim at ({SAVED_P95_MS} ms for nineteen in twenty): "
            "something else is at work on this laptop, or it has few cores."
        )
    if figures.seat_mb > SEAT_MB:
        found.append(f"A seat takes more memory than we aim at ({SEAT_MB} MB).")
    return tuple(found)
