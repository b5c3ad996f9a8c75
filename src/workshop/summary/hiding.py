"""What may be said of a room: no figure about fewer than five people, nor one that gives it away.

The rule, kept wherever a figure of a room is made:

* A figure that fewer than :data:`LEAST` people stand behind is not shown.
* A count of one to four is shown as "fewer than 5", never as a number. So is its counterpart: of
  twelve people, "ten" would give away the other two, and is shown as "nearly all".
* Where people are sorted into kinds, the count of everybody is known. A small kind must not be
  worked out from it: where it could be, the other kinds are not shown as numbers either, and
  where even that would give it away, nothing is said of any kind. Stretches of a number whose
  median and quarters are shown are counted only where none of them is small.
* Nobody at all, and everybody, are no small groups: "none" and "all" are said.

How many people answered is always printed where it is five or more. It is no figure about what
they answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from workshop.i18n import Words, _
from workshop.numbers import number

LEAST = 5
"""People a figure needs behind it."""
_BOTH_SIDES = 2 * LEAST


class Kept(Enum):
    """Why a count is not shown as a number."""

    FEW = "fewer than 5"
    MANY = "5 or more"
    NEARLY_ALL = "nearly all"
    HIDDEN = "not shown"


@dataclass(frozen=True)
class Count:
    """How many of a group, as far as it may be told.

    Attributes
    ----------
    value : int or Kept
        The number, or why there is none.
    of : int
        How many people answered; never fewer than five.
    """

    value: int | Kept
    of: int

    @property
    def told(self) -> bool:
        """Say whether there is a number."""
        return isinstance(self.value, int)

    @property
    def least(self) -> int:
        """Return how many it is at least, as far as is told."""
        if isinstance(self.value, int):
            return self.value
        floors = {Kept.MANY: LEAST, Kept.NEARLY_ALL: self.of - LEAST + 1}
        return floors.get(self.value, 0)

    def words(self) -> Words:
        """Return the count in words, with how many answered."""
        if isinstance(self.value, int):
            if not self.value:
                return _("none of {n}").format(n=self.of)
            if self.value == self.of:
                return _("all {n}").format(n=self.of)
            return _("{k} of {n}").format(k=number(self.value), n=self.of)
        told = {
            Kept.FEW: _("fewer than 5 of {n}"),
            Kept.MANY: _("5 or more of {n}"),
            Kept.NEARLY_ALL: _("nearly all of {n}"),
            Kept.HIDDEN: _("not shown"),
        }
        return told[self.value].format(n=self.of)


def share(of_them: int, everyone: int) -> Count | None:
    """Return how many of a group did a thing, where the others did not.

    Parameters
    ----------
    of_them, everyone : int
        True counts.

    Returns
    -------
    Count or None
        None if the group is too small for any figure.
    """
    if everyone < LEAST:
        return None
    others = everyone - of_them
    if of_them == 0:
        return Count(0, everyone)
    if of_them < LEAST:
        return Count(Kept.FEW, everyone)
    if everyone < _BOTH_SIDES and everyone > LEAST:
        # Five of six would give away the one; said of everybody too, it gives nothing away.
        return Count(Kept.MANY, everyone)
    if 0 < others < LEAST:
        return Count(Kept.NEARLY_ALL, everyone)
    return Count(of_them, everyone)


def sorted_into(counts: Mapping[str, int]) -> dict[str, Count] | None:
    """Return how many of a group are of each kind, where everybody is of exactly one.

    Parameters
    ----------
    counts : mapping of str to int
        True counts by kind; their sum is the group.

    Returns
    -------
    dict of str to Count, or None
        None if the group is too small for any figure.
    """
    everyone = sum(counts.values())
    if everyone < LEAST:
        return None
    few = [kind for kind, count in counts.items() if count < LEAST]
    if not any(counts[kind] for kind in few):
        return {kind: Count(count, everyone) for kind, count in counts.items()}
    beside = len(counts) - len(few)
    numbers = _safe(sum(counts[kind] for kind in few), len(few))
    # A room in which each kind could have just four is silent in other cases too, or it would tell.
    evenly = everyone == (LEAST - 1) * len(counts)
    if not numbers and (evenly or everyone - LEAST * beside < 2):
        return {kind: Count(Kept.HIDDEN, everyone) for kind in counts}

    def shown(kind: str) -> Count:
        if kind in few:
            return Count(Kept.FEW, everyone)
        return Count(counts[kind] if numbers else Kept.HIDDEN, everyone)

    return {kind: shown(kind) for kind in counts}


def all_or_nothing(counts: Mapping[str, int]) -> dict[str, Count] | None:
    """Return how many of a group are of each kind, or of no kind where one is small.

    For kinds that are stretches of a number whose middle is shown too: that a median lies in one
    of them tells how many are there at least, and "fewer than 5" beside it may tell how many.
    """
    shown = sorted_into(counts)
    if shown is None or all(count.told for count in shown.values()):
        return shown
    return {kind: Count(Kept.HIDDEN, count.of) for kind, count in shown.items()}


def _safe(together: int, kinds: int) -> bool:
    """Say whether the other kinds may be shown as numbers beside the small ones.

    A reader then knows what the small ones are together, and that each is 0 to 4. At least two
    numbers from 1 to 4 must stay possible for each of them.
    """
    if together < LEAST or kinds < 2:
        return False
    least = max(1, together - (LEAST - 1) * (kinds - 1))
    return min(LEAST - 1, together) > least
