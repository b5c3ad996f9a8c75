"""Rules R01 to R12: each once with the evidence it needs, once without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from conftest import judged, sample_answers

from workshop.answers.change import Change, apply
from workshop.settings import HouseRules
from workshop.steps.measurement.revision import rules as r
from workshop.steps.measurement.revision.words import RULES as WORDS
from workshop.workbook import Answers

RULES = HouseRules()
JAN, FEB, MAR = (dt.date(2027, month, 28) for month in (1, 2, 3))


def months(*attained: float) -> list[r.Month]:
    return [r.Month(dt.date(2027, n, 28), value) for n, value in enumerate(attained, 1)]


def ads(*rows: tuple[float, float, float]) -> list[r.AdMonth]:
    return [r.AdMonth(dt.date(2027, n, 28), spent, orders, revenue, 300.0)
            for n, (spent, orders, revenue) in enumerate(rows, 1)]  # fmt: skip


def service(*rows: tuple[float, int]) -> list[r.ServiceMonth]:
    return [r.ServiceMonth(dt.date(2027, n, 28), share, n_) for n, (share, n_) in
            enumerate(rows, 1)]  # fmt: skip


def weeks(*published: int, hours: float | None = None) -> list[r.LoggedWeek]:
    first = dt.date(2027, 1, 4)
    return [r.LoggedWeek(first + dt.timedelta(weeks=n), 7, count, hours)
            for n, count in enumerate(published)]  # fmt: skip


SLOTS = [r.SlotQuarter(name, mean, 5) for name, mean in (("a", 10.0), ("b", 20.0), ("c", 30.0))]
THEMES = [r.ThemeQuarter("a", 100.0, 10), r.ThemeQuarter("b", 20.0, 8)]

# rule: (what it fires on, what it stays silent on)
TABLE: dict[str, tuple[Any, Any]] = {
    "R01": (r.r01("O1", months(0.6, 0.69), RULES), r.r01("O1", months(0.6, 0.7), RULES)),
    "R02": (r.r02("O1", months(1.3, 1.21), RULES), r.r02("O1", months(1.3, 1.2), RULES)),
    "R03": (r.r03(THEMES, RULES), r.r03([THEMES[0], r.ThemeQuarter("b", 2.0, 7)], RULES)),
    "R04": (r.r04(SLOTS, RULES), r.r04(SLOTS[:2], RULES)),
    "R05": (r.r05(ads((600, 8, 0), (600, 8, 0)), 59.24, RULES),
            r.r05(ads((600, 8, 0), (400, 8, 0)), 59.24, RULES)),
    "R06": (r.r06(ads((300, 15, 900)), 1.92, RULES), r.r06(ads((300, 15, 860)), 1.92, RULES)),
    "R07": (r.r07(service((50, 30), (60, 30)), 65, RULES),
            r.r07(service((50, 30), (60, 29)), 65, RULES)),
    "R08": (r.r08(weeks(5, 5, 4, 5), 14, RULES), r.r08(weeks(5, 5, 5, 5, hours=13), 14, RULES)),
    "R09": (r.r09([{"a": 1.0, "b": 2.0}, {"a": 1.0, "b": 2.0}]),
            r.r09([{"a": 1.0, "b": 2.0}, {"a": 2.0, "b": 1.0}])),
    "R10": (r.r10({"vine": "Vine has closed."}), r.r10({})),
    "R11": (r.r11({"youtube": 25.0}, ["facebook"], RULES),
            r.r11({"youtube": 24.9, "facebook": 60.0}, ["facebook"], RULES)),
    "R12": (r.r12(63.0, 48.0, 20, 0, RULES), r.r12(63.0, 48.1, 20, 0, RULES)),
}  # fmt: skip


def proposals(found: Any) -> Sequence[r.Proposal]:
    return found if isinstance(found, list) else [found] if found else []


def test_every_rule_of_the_method_has_a_row_and_words() -> None:
    """R01 to R12 are there, each with what it looks for, its evidence and its proposal."""
    expected = [f"R{n:02}" for n in range(1, 13)]

    assert list(WORDS) == expected == list(TABLE)
    assert all(str(part) for words in WORDS.values() for part in words)


@pytest.mark.parametrize("rule", TABLE)
def test_a_rule_fires_and_stays_silent(rule: str) -> None:
    """With its evidence a rule proposes something; short of it, nothing."""
    fired, silent = TABLE[rule]

    (proposal,) = proposals(fired)
    assert proposal.rule == rule
    assert str(proposal.evidence)
    assert str(proposal.change)
    assert proposals(silent) == []


def test_one_month_moves_nothing_and_a_gap_between_two_is_no_run() -> None:
    """Two months running are two months running."""
    assert r.r01("O1", months(0.1), RULES) is None
    apart = [r.Month(JAN, 0.1), r.Month(MAR, 0.1)]
    assert r.r01("O1", apart, RULES) is None


def test_hours_over_the_plan_fire_r08_too() -> None:
    """A month in which all posts went out but took more hours than there are."""
    assert r.r08(weeks(7, 7, 7, 7, hours=14.1), 14, RULES)
    assert r.r08(weeks(7, 7, 7), 14, RULES) is None


def test_a_crisis_that_spreads_needs_no_mentions() -> None:
    """Level 2 pauses what sells at once."""
    assert r.r12(None, None, 0, 2, RULES)
    assert r.r12(None, None, 0, 1, RULES) is None


def with_actuals(*rows: dict[str, Any]) -> Answers:
    answers = sample_answers()
    for n, row in enumerate(rows):
        told = {"id": f"a{n}", **row}
        answers = apply(answers, Change(f"/measurement/actuals/a{n}", told))
    return answers


def actual(day: str, metric: str, value: float, **more: Any) -> dict[str, Any]:
    return {"month": day, "metric": metric, "value": value, **more}


def test_saved_months_reach_the_rules() -> None:
    """Two weak months of bookings, late answers and a falling mood, through `evaluate`."""
    result = judged(
        with_actuals(
            actual("2027-01-31", "bookings_social", 46.5, objective="O1"),
            actual("2027-02-28", "bookings_social", 47.0, objective="O1"),
            actual("2027-01-31", "sla", 40.0, objective="O3", n=40),
            actual("2027-02-28", "sla", 41.0, objective="O3", n=40),
            actual("2027-02-28", "sentiment", 40.0, n=30),
            actual("2027-02-28", "bookings_social", 20.0, pillar="clay", n=9),
            actual("2027-02-28", "bookings_social", 1.0, pillar="book", n=8),
        ),
        dt.date(2027, 3, 2),
    )
    found = {(each.rule, each.subject) for each in result.measurement.proposals}

    assert {
        ("R01", "O1"),
        ("R01", "O3"),
        ("R03", "book"),
        ("R07", "inbox"),
        ("R12", "mood"),
    } <= found
    assert [s.light.value for s in result.measurement.standings["O1"]] == ["red", "red"]


def test_the_month_of_the_example_fires_no_rule_on_objectives() -> None:
    """Section 9.5: amber, green, green; one month moves nothing."""
    result = judged(
        with_actuals(
            actual("2027-03-31", "bookings_social", 52, objective="O1"),
            actual("2027-03-31", "email_subscribers", 2095, objective="O2"),
            actual("2027-03-31", "sla", 71, objective="O3"),
        ),
        dt.date(2027, 4, 6),
    )
    rules = {each.rule for each in result.measurement.proposals}

    assert not rules & {"R01", "R02", "R03", "R05", "R06", "R07", "R08", "R09", "R12"}
    lights = [result.measurement.standings[key][-1].light.value for key in ("O1", "O2", "O3")]
    assert lights == ["amber", "green", "green"]
