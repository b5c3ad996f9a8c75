"""How easily the choice would change: one weight at a time, random weights, another method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.steps.channels.choice import DECIMALS, Sets

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STEP = 1e-7
"""How far beyond a point where two sets are equal the choice is looked at."""


@dataclass(frozen=True)
class Shift:
    """The nearest value of a weight at which something changes, and to what.

    ``relative_pct`` is the change in per cent of the weight itself.
    """

    weight: float
    relative_pct: float
    to: tuple[str, ...]


@dataclass(frozen=True)
class OneWeight:
    """What moving one weight down or up would change; None where nothing does (W34)."""

    top_down: Shift | None
    top_up: Shift | None
    set_down: Shift | None
    set_up: Shift | None

    def nearest_set(self) -> Shift | None:
        """Return the smaller of the two changes of the chosen set."""
        both = [shift for shift in (self.set_down, self.set_up) if shift is not None]
        return min(both, key=lambda shift: abs(shift.relative_pct), default=None)


@dataclass(frozen=True)
class Draws:
    """Share of random weightings, in per cent, that choose each channel, and this very set."""

    share: dict[str, float]
    same_set: float


def weights_at(weights: Floats, place: int, value: float) -> Floats:
    """Return the weights with one set to a value and the others scaled to keep the sum 1."""
    rest = 1 - weights[place]
    scaled = (
        weights * ((1 - value) / rest) if rest > 0 else weights * 0 + (1 - value) / len(weights)
    )
    scaled[place] = value
    return scaled


def one_weight(values: Floats, weights: Floats, place: int, sets: Sets, top: int) -> OneWeight:
    """Return where moving one weight changes the top channel or the chosen set.

    Scores are linear in the weight, so a change can only come where two lines cross or a
    score crosses the least score needed: the whole choice is redone there and just beyond.

    Parameters
    ----------
    values : (options, criteria)
        0 to 100.
    weights : (criteria,)
    place : int
        Of the weight that moves.
    sets : Sets
    top : int
        Place of the option with the highest score.
    """
    import numpy as np

    start = values @ weights_at(weights, place, 0.0)
    slope = values @ weights_at(weights, place, 1.0) - start
    now = float(weights[place])
    chosen = int(sets.best((start + slope * now)[None, :])[0])

    def scores(at: Floats) -> Floats:
        return start[None, :] + slope[None, :] * at[:, None]

    set_start, set_slope = sets.table @ start, sets.table @ slope
    with np.errstate(divide="ignore", invalid="ignore"):
        crossings = np.concatenate(
            [
                (set_start - set_start[chosen]) / (set_slope[chosen] - set_slope),
                (sets.least - start) / slope,
                (start - start[top]) / (slope[top] - slope),
            ]
        )
    inside = crossings[np.isfinite(crossings) & (crossings >= 0) & (crossings <= 1)]
    points = np.unique(np.concatenate([inside, [0.0, 1.0]]))

    def nearest(up: bool, changed: NDArray[np.bool_], found: Floats) -> tuple[float, int] | None:
        side = changed & ((found >= now) if up else (found <= now))
        if not side.any():
            return None
        places = np.flatnonzero(side)
        pick = places[np.argmin(np.abs(found[places] - now))]
        return float(found[pick]), int(pick)

    def shift(up: bool, of: str) -> Shift | None:
        beyond = np.clip(points + (_STEP if up else -_STEP), 0, 1)
        at = np.concatenate([points, beyond])
        shown = np.concatenate([points, points])
        side = (at > now) if up else (at < now)
        rows = scores(at)
        if of == "set":
            best = sets.best(rows)
            changed = (best != chosen) & side
        else:
            ahead = np.round(rows - rows[:, [top]], DECIMALS)
            best = np.argmax(ahead, axis=1)
            changed = (ahead.max(axis=1) > 0) & side
        hit = nearest(up, changed, shown)
        if hit is None:
            return None
        value, pick = hit
        to = sets.names(int(best[pick])) if of == "set" else (sets.options[int(best[pick])].id,)
        relative = 100 * (value - now) / now if now else float("inf")
        return Shift(value, relative, to)

    return OneWeight(
        shift(False, "top"), shift(True, "top"), shift(False, "set"), shift(True, "set")
    )


def random_weights(criteria: int, draws: int, seed: int) -> Floats:
    """Return weightings drawn evenly from all there are (Dirichlet with ones)."""
    import numpy as np

    return np.random.default_rng(seed).dirichlet(np.ones(criteria), draws)


def drawn(values: Floats, weightings: Floats, sets: Sets, chosen: Sequence[str]) -> Draws:
    """Return how often random weightings choose each channel, and the set chosen now."""
    import numpy as np

    best = sets.best(weightings @ values.T)
    counts = np.bincount(best, minlength=len(sets.members))
    shares = counts @ sets.table / len(weightings) * 100
    same = next((n for n, _m in enumerate(sets.members) if set(sets.names(n)) == set(chosen)), None)
    return Draws(
        {option.id: float(share) for option, share in zip(sets.options, shares, strict=True)},
        0.0 if same is None else float(counts[same] / len(weightings) * 100),
    )


def keep_rank(weightings: Floats, places: Sequence[int]) -> Floats:
    """Return the weightings rearranged so that each keeps the owner's order.

    Parameters
    ----------
    weightings : (draws, criteria)
    places : sequence of int
        Column of the most important criterion first.
    """
    import numpy as np

    kept = np.empty_like(weightings)
    kept[:, list(places)] = -np.sort(-weightings, axis=1)
    return kept


def topsis(values: Floats, weights: Floats) -> Floats:
    """Return closeness to the ideal, 0 to 1, with vector scaling (W33)."""
    import numpy as np

    length = np.sqrt((values**2).sum(axis=0))
    scaled = values / np.where(length > 0, length, 1) * weights
    best = np.sqrt(((scaled - scaled.max(axis=0)) ** 2).sum(axis=1))
    worst = np.sqrt(((scaled - scaled.min(axis=0)) ** 2).sum(axis=1))
    both = best + worst
    # Where all options are equal none is nearer to the ideal.
    return np.where(both > 0, worst / np.where(both > 0, both, 1), 0.5)


def spearman(first: Floats, second: Floats) -> float | None:
    """Return the rank correlation of two scorings, None where one of them is flat."""
    import numpy as np

    a, b = _ranks(first), _ranks(second)
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return float((a * b).sum() / scale) if scale else None


def _ranks(scores: Floats) -> Floats:
    """Return places from 1, equals sharing the mean of theirs."""
    import numpy as np

    rounded = np.round(scores, DECIMALS)
    below = (rounded[None, :] < rounded[:, None]).sum(axis=1)
    equal = (rounded[None, :] == rounded[:, None]).sum(axis=1)
    return np.asarray(below + (equal + 1) / 2, dtype=float)
