"""The exact choice: of all sets that fit the hours, the one with the highest score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DECIMALS = 9
"""Sums equal to so many decimals are ties."""

_NEVER = -1e6


@dataclass(frozen=True)
class Option:
    """A channel that may be chosen: its name decides last among equals."""

    id: str
    name: str
    hours: float
    must: bool = False


@dataclass(frozen=True)
class Sets:
    """All sets of options that fit, the preferred ones among equals first.

    Attributes
    ----------
    options : tuple of Option
    members : tuple of tuple of int
        Places of the options of each set; fewer hours first, then by name.
    least : float
        Score every option but a must needs.
    """

    options: tuple[Option, ...]
    members: tuple[tuple[int, ...], ...]
    least: float

    @cached_property
    def table(self) -> Floats:
        """Return 1 where an option (column) is in a set (row), else 0."""
        import numpy as np

        table = np.zeros((len(self.members), len(self.options)))
        for row, members in enumerate(self.members):
            table[row, list(members)] = 1
        return table

    @cached_property
    def musts(self) -> Any:
        """Return which options must be in."""
        import numpy as np

        return np.array([option.must for option in self.options], dtype=bool)

    def best(self, scores: Floats) -> NDArray[np.intp]:
        """Return for each row of scores the number of the best set.

        Parameters
        ----------
        scores : (draws, options)
            0 to 100.
        """
        import numpy as np

        fit = (np.round(scores, DECIMALS) >= self.least) | self.musts
        sums = np.where(fit, scores, _NEVER) @ self.table.T
        # argmax takes the first of equals, and the sets stand in the order that decides ties.
        best: NDArray[np.intp] = np.argmax(np.round(sums, DECIMALS), axis=1)
        return best

    def names(self, number: int) -> tuple[str, ...]:
        """Return the ids of a set."""
        return tuple(self.options[place].id for place in self.members[number])


def fitting(options: Sequence[Option], hours: float, most: int, least: float) -> Sets:
    """Return all sets of options that fit.

    Parameters
    ----------
    options : sequence of Option
        Only those that may be chosen.
    hours : float
        Hours a week that are left.
    most : int
        Options a set may have.
    least : float
        Score every option of a set needs, unless it is a must.

    Notes
    -----
    Musts are in every set. Where they alone break the hours or the number, they are the
    only set: the owner wants them, and a check says what breaks.
    """
    musts = tuple(place for place, option in enumerate(options) if option.must)
    others = [place for place, option in enumerate(options) if not option.must]
    room = max(0, most - len(musts))

    def total(members: Sequence[int]) -> float:
        return round(sum(options[place].hours for place in members), DECIMALS)

    found = []
    for size in range(min(room, len(others)) + 1):
        for extra in combinations(others, size):
            members = tuple(sorted((*musts, *extra)))
            if not extra or total(members) <= round(hours, DECIMALS):
                found.append(members)
    found.sort(key=lambda m: (total(m), sorted(options[p].name.casefold() for p in m)))
    return Sets(tuple(options), tuple(found), least)
