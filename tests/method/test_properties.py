"""Whatever is missing or changed: no crash, no invented figure, indices in their bounds."""

from __future__ import annotations

import random
from typing import Any

from conftest import judged, sample_answers
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.answers.document import from_data, full_data
from workshop.method import State, Value
from workshop.steps.channels.questions import Criterion
from workshop.workbook import Answers, Evaluation

KEYS = ("pinon-kiln", "awkward-texts")


def thinned(data: Any, pick: random.Random, share: float) -> Any:
    """Return the data with a share of its answers and rows taken out."""
    if isinstance(data, dict):
        if "basis" in data:
            return data
        return {
            key: thinned(value, pick, share)
            for key, value in data.items()
            if key in ("id", "schema_version") or pick.random() > share
        }
    if isinstance(data, list):
        if all(isinstance(each, str) for each in data) and set(data) == set(Criterion):
            return data  # an order is whole or not there
        rows = [row for row in data if pick.random() > share / 2]
        return [thinned(row, pick, share) if isinstance(row, dict) else row for row in rows]
    return data


def values(result: Evaluation) -> list[Value[Any]]:
    r, o = result.readiness, result.objectives
    groups = [r.systems, r.leadership, r.accounts, r.people, r.integration, r.index,
              o.economics, o.funnel, *o.kept, *o.rejected]  # fmt: skip
    who, where = result.audience, result.channels
    groups += [*who.segments, *who.reach.values(), who.competitors, where.capacity,
               where.choice, where.weighing, *(each.rated for each in where.decided)]  # fmt: skip
    return [v for group in groups for v in vars(group).values() if isinstance(v, Value)]


@given(st.integers(0, 10_000), st.sampled_from([0.05, 0.3, 0.8]), st.sampled_from(KEYS))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_any_part_of_the_answers_can_be_missing(seed: int, share: float, key: str) -> None:
    """Half-filled workbooks are evaluated; what is not computable says why."""
    data = thinned(full_data(sample_answers(key)), random.Random(seed), share)
    result = judged(from_data(Answers, data, "thinned"))

    for value in values(result):
        assert value.known or value.needs or str(value.reason)
    for index in (
        result.readiness.systems.now,
        result.readiness.leadership.index,
        result.readiness.accounts.governance,
        result.readiness.index.now,
    ):
        assert not index.known or 0 <= index.get() <= 100
    for reach in result.audience.reach.values():
        assert 0 <= reach.blend.get() <= 100
    for each in result.channels.decided:
        assert not each.rated.score.known or 0 <= each.rated.score.get() <= 100
        assert str(each.reason) or each.needs
    for outcome in result.checks:
        assert outcome.state is not State.UNKNOWN or outcome.needs


def test_a_missing_input_never_becomes_nought() -> None:
    """Take out one answer at a time: every figure that used it is gone, none becomes 0."""
    full = full_data(sample_answers())
    before = values(judged(from_data(Answers, full, "x")))
    for address, index in (("aov", 0), ("orders_per_year", 0), ("retention_pct", 0)):
        data = full_data(sample_answers())
        del data["objectives"]["economics"][address]
        after = values(judged(from_data(Answers, data, "x")))
        assert len(after) == len(before)
        changed = [a for a, b in zip(after, before, strict=True) if a.value != b.value]
        assert changed
        assert all(not value.known for value in changed[index:])
        assert all(any(address in need for need in value.needs) for value in changed)
