"""Which theme goes where: exact quotas, and no theme twice running on a channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from workshop.steps.content.pillars import largest_remainder

Fixed = Mapping[int, str]
"""Places of a channel whose theme is already settled."""


def quotas(shares: Mapping[str, float], total: int, used: Counter[str]) -> dict[str, int]:
    """Return posts of each theme that are still to be placed.

    Parameters
    ----------
    shares : mapping of str to float
        By theme, in the owner's order.
    total : int
        Posts in all, settled ones counted.
    used : Counter
        Settled posts by theme.
    """
    names = list(shares)
    whole = dict(zip(names, largest_remainder(list(shares.values()), total), strict=True))
    left = {name: max(0, whole[name] - used[name]) for name in names}
    free = total - sum(used.values())
    if sum(left.values()) == free:
        return left
    # The owner has written more of one theme than its share: the others give way.
    weights = [float(left[name]) for name in names]
    if not any(weights):
        weights = list(shares.values())
    return dict(zip(names, largest_remainder(weights, free), strict=True))


def by_channel(left: Mapping[str, int], free: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Share the quotas out between channels in proportion; every one is used up.

    Parameters
    ----------
    left : mapping of str to int
        Posts to place by theme.
    free : mapping of str to int
        Open places by channel; both sums are the same.
    """
    remaining = dict(left)
    found = {}
    for channel, places in free.items():
        counts = largest_remainder([float(n) for n in remaining.values()], places)
        found[channel] = dict(zip(remaining, counts, strict=True))
        remaining = {name: n - found[channel][name] for name, n in remaining.items()}
    return found


def sequence(places: int, counts: Mapping[str, int], fixed: Fixed) -> list[str]:
    """Return the themes of one channel in order of time.

    Themes are spread evenly; the same one follows itself only where nothing else is left.

    Parameters
    ----------
    places : int
        Posts of the channel, settled ones counted.
    counts : mapping of str to int
        Posts to place by theme; with the settled ones they fill all places.
    fixed : mapping of int to str
    """
    order = list(counts)
    left = Counter(counts)
    free = sum(counts.values())
    used: Counter[str] = Counter()
    found: list[str] = []
    done = 0
    for place in range(places):
        if place in fixed:
            found.append(fixed[place])
            continue
        before = found[-1] if found else None
        after = fixed.get(place + 1)
        able = [name for name in order if left[name]]
        calm = [name for name in able if name not in (before, after)]
        calm = calm or [name for name in able if name != before] or able
        # A theme with more than half of what is left has to come now, or it will meet itself.
        pressing = [name for name in calm if 2 * left[name] > free - done]
        due = {name: counts[name] * (done + 1) / free - used[name] for name in able}
        chosen = max(pressing or calm, key=lambda name: (due[name], -order.index(name)))
        left[chosen] -= 1
        used[chosen] += 1
        done += 1
        found.append(chosen)
    return found
