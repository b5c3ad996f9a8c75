"""From an order, points or comparisons to weights that add up to 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.answers.measured import Basis
from workshop.i18n import _
from workshop.method import Value, missing
from workshop.steps.channels.questions import (
    PAIRS,
    Criterion,
    More,
    Pair,
    Points,
    WeightMethod,
    Weights,
)

RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41}
"""Consistency of random comparisons, by number of criteria (W32)."""


@dataclass(frozen=True)
class Weighing:
    """Weights in the order of :class:`Criterion`, how they came, and how consistent.

    Attributes
    ----------
    weights : Value of tuple of float
        Add up to 1.
    rank : tuple of Criterion
        The owner's order, ours where there is none.
    ranked : bool
        Whether the owner gave it.
    method : WeightMethod
    ratio : Value of float
        Consistency ratio of the pairwise comparisons; missing for other methods.
    """

    weights: Value[tuple[float, ...]]
    rank: tuple[Criterion, ...]
    ranked: bool
    method: WeightMethod
    ratio: Value[float]


def roc(n: int) -> tuple[float, ...]:
    """Return rank-order centroid weights, w_k = (1/n) Σ_{i=k..n} 1/i (W31)."""
    return tuple(sum(1 / i for i in range(k, n + 1)) / n for k in range(1, n + 1))


def rank_sum(n: int) -> tuple[float, ...]:
    """Return rank-sum weights, w_k = 2(n + 1 − k) / (n(n + 1)) (W30)."""
    return tuple(2 * (n + 1 - k) / (n * (n + 1)) for k in range(1, n + 1))


def ahp(matrix: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], float, float]:
    """Return weights, largest eigenvalue and consistency ratio of pairwise comparisons (W32).

    Parameters
    ----------
    matrix : n × n, 3 ≤ n ≤ 8
        Reciprocal: how many times row matters more than column.

    Returns
    -------
    weights : tuple of float
        The principal eigenvector, adding up to 1.
    eigenvalue : float
    ratio : float
        CI / RI with CI = (λ − n) / (n − 1); acceptable up to 0.10.
    """
    import numpy as np

    table = np.array(matrix, dtype=float)
    n = len(table)
    values, vectors = np.linalg.eig(table)
    largest = int(np.argmax(values.real))
    eigenvalue = float(values[largest].real)
    vector = np.abs(vectors[:, largest].real)
    weights = tuple(float(each) for each in vector / vector.sum())
    return weights, eigenvalue, (eigenvalue - n) / (n - 1) / RANDOM_INDEX[n]


def by_rank(weights: Sequence[float], rank: Sequence[Criterion]) -> tuple[float, ...]:
    """Return weights given by place, put in the order of the criteria."""
    return tuple(weights[rank.index(each)] for each in Criterion)


def comparisons(pairs: Sequence[Pair]) -> Value[list[list[float]]]:
    """Return the matrix of pairwise comparisons, missing what is not compared."""
    given = {pair.id: pair for pair in pairs}
    order = list(Criterion)
    matrix = [[1.0] * len(order) for _each in order]
    needs = []
    for a, b in PAIRS:
        pair = given.get(f"{a}-{b}") or Pair(id=f"{a}-{b}")
        if pair.more is None:
            needs.append(pair.where("more"))
            continue
        if pair.more is not More.EQUAL and pair.times is None:
            needs.append(pair.where("times"))
            continue
        times = float(pair.times or 1) if pair.more is not More.EQUAL else 1.0
        value = times if pair.more is not More.SECOND else 1 / times
        i, j = order.index(a), order.index(b)
        matrix[i][j], matrix[j][i] = value, 1 / value
    return missing(*needs) if needs else Value(matrix)


def evaluate(answers: Weights, points: Sequence[Points], pairs: Sequence[Pair]) -> Weighing:
    """Return the weights by the owner's method.

    An order nobody gave is ours: the weights then count as an estimate.
    """
    method = answers.method or WeightMethod.ROC
    ranked = answers.rank is not None
    rank = tuple(answers.rank or Criterion)
    basis = None if ranked else Basis.ESTIMATED
    ratio: Value[float] = missing(reason=_("nothing was compared two by two"))
    weights: Value[tuple[float, ...]]
    if method is WeightMethod.EQUAL:
        weights = Value((1 / len(rank),) * len(rank))
    elif method is WeightMethod.POINTS:
        weights = _from_points(points)
    elif method is WeightMethod.AHP:
        matrix = comparisons(pairs)
        if matrix.known:
            found, _eigenvalue, consistency = ahp(matrix.get())
            weights, ratio = Value(found), Value(consistency)
        else:
            weights = ratio = missing(*matrix.needs)
    else:
        by_place = roc(len(rank)) if method is WeightMethod.ROC else rank_sum(len(rank))
        weights = Value(by_rank(by_place, rank), basis)
    if weights.known and method in (WeightMethod.POINTS, WeightMethod.AHP):
        values = weights.get()
        order = list(Criterion)
        rank = tuple(sorted(order, key=lambda each: -values[order.index(each)]))
        ranked = True
    return Weighing(weights, rank, ranked, method, ratio)


def _from_points(points: Sequence[Points]) -> Value[tuple[float, ...]]:
    given = {row.id: row for row in points}
    rows = [given.get(each.value) or Points(id=each.value) for each in Criterion]
    needs = [row.where("points") for row in rows if row.points is None]
    if needs:
        return missing(*needs)
    shares = [row.points or 0.0 for row in rows]
    total = sum(shares)
    if round(total, 6) != 100:
        return missing(
            reason=_("the points add up to {total}, not to 100").format(total=f"{total:g}")
        )
    return Value(tuple(share / 100 for share in shares))
