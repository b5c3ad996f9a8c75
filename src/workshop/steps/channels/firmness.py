"""Is the choice solid? Everything a change of weights would do, and the answer in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.settings import HouseRules
from workshop.steps.channels.decision import Choice
from workshop.steps.channels.questions import Criterion
from workshop.steps.channels.ratings import Rated
from workshop.steps.channels.robustness import (
    Draws,
    OneWeight,
    drawn,
    keep_rank,
    one_weight,
    random_weights,
    spearman,
    topsis,
)


@dataclass(frozen=True)
class Firmness:
    """How easily the choice would change.

    Attributes
    ----------
    moves : mapping of Criterion to OneWeight
    free, ranked : Draws
        Random weightings; with the owner's order kept.
    topsis : mapping of str to float
        Closeness to the ideal of every judged candidate, 0 to 1.
    spearman : float, optional
        Rank correlation of scores and closeness.
    nearest_pct : float, optional
        Smallest change of one weight, in per cent of itself, that changes the set; None if
        no change of one weight does.
    nearest : Criterion, optional
        The criterion whose weight it is: the one that decides.
    runner_up : str
        Id of the channel that would come in, empty if there is none.
    solid : bool
    """

    moves: Mapping[Criterion, OneWeight]
    free: Draws
    ranked: Draws
    topsis: Mapping[str, float]
    spearman: float | None
    nearest_pct: float | None
    nearest: Criterion | None
    runner_up: str
    solid: bool


def evaluate(
    everyone: Sequence[Rated],
    weights: Sequence[float],
    rank: Sequence[Criterion],
    choice: Choice,
    rules: HouseRules,
) -> Firmness | None:
    """Return how firm a choice is, None where there is nothing to choose between.

    Parameters
    ----------
    everyone : sequence of Rated
    weights : sequence of float
        In the order of :class:`Criterion`.
    rank : sequence of Criterion
        The most important first.
    choice : Choice
    rules : HouseRules
    """
    import numpy as np

    sets = choice.sets
    if sets is None or len(sets.options) < 2 or not choice.chosen:
        return None
    by_id = {each.id: each for each in everyone}
    order = list(Criterion)

    def table(ids: Sequence[str]) -> list[list[float]]:
        return [[by_id[each].values[c].get() for c in order] for each in ids]

    options = [option.id for option in sets.options]
    values, vector = np.array(table(options)), np.array(weights)
    scores = values @ vector
    top = min(
        range(len(options)),
        key=lambda n: (-round(float(scores[n]), 9), sets.options[n].name),
    )
    moves = {
        criterion: one_weight(values, vector, place, sets, top)
        for place, criterion in enumerate(order)
    }
    weightings = random_weights(len(order), rules.draws, rules.draws_seed)
    free = drawn(values, weightings, sets, choice.chosen)
    kept = keep_rank(weightings, [order.index(each) for each in rank])
    ranked = drawn(values, kept, sets, choice.chosen)

    judged = [each.id for each in everyone if each.score.known]
    everything = np.array(table(judged))
    near = topsis(everything, vector)
    correlation = spearman(everything @ vector, near)

    shifts = {c: shift for c, move in moves.items() if (shift := move.nearest_set()) is not None}
    nearest = min(shifts, key=lambda c: abs(shifts[c].relative_pct), default=None)
    nearest_pct = None if nearest is None else abs(shifts[nearest].relative_pct)
    solid = ranked.same_set >= rules.solid_share_pct and (
        nearest_pct is None or nearest_pct >= rules.solid_change_pct
    )
    then = shifts[nearest].to if nearest else ()
    return Firmness(
        moves, free, ranked, dict(zip(judged, map(float, near), strict=True)), correlation,
        nearest_pct, nearest, _runner_up(options, choice.chosen, then, by_id),
        solid,
    )  # fmt: skip


def _runner_up(
    options: Sequence[str], chosen: Sequence[str], then: Sequence[str], by_id: Mapping[str, Rated]
) -> str:
    """Return who comes in at the nearest change, else the best of those left out."""
    entering = [each for each in then if each not in chosen]
    left_out = [each for each in options if each not in chosen]
    ranked = sorted(entering or left_out, key=lambda each: -by_id[each].score.get())
    return ranked[0] if ranked else ""
