"""Section 4.2 and 9.3 of the worked example: every figure, from the example's own inputs."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workshop.answers.measured import Measured
from workshop.method import Value
from workshop.reference import load_reference
from workshop.settings import HouseRules
from workshop.steps.channels import Channels, ChannelsResult, evaluate
from workshop.steps.channels.questions import Candidate, Capacity, Criterion, Role, Weights
from workshop.steps.channels.weights import ahp, rank_sum, roc
from workshop.steps.objectives import Objectives
from workshop.steps.readiness import Readiness
from workshop.steps.readiness.profile import Model, Profile

EXAMPLE = json.loads(
    (Path(__file__).parents[1] / "worked_example.json").read_text(encoding="utf-8")
)
EXPECTED = [item for item in EXAMPLE["expected"] if item["section"] in ("4.2", "9.3")]
INPUTS = EXAMPLE["inputs"]
NAMES = list(INPUTS["channels"])
REACH: dict[str, Value[float]] = {
    item["id"].split(".")[1].lower(): Value(item["value"])
    for item in EXAMPLE["expected"]
    if item["id"].endswith(".blend")
}


def answers() -> Channels:
    """Return the answers of the example."""
    time = INPUTS["time"]
    rows = []
    for name, row in INPUTS["channels"].items():
        rows.append(
            Candidate(
                id=name.lower(),
                channel=name.lower(),
                **row["ratings"],
                posts_week=Measured[float](value=float(row["posts_week"])),
                minutes_post=Measured[float](value=float(row["minutes_post"])),
                role=Role(row["role"]) if row["role"] == "listen_only" else None,
            )
        )
    return Channels(
        capacity=Capacity(
            messages_week=time["msgs_week"],
            minutes_message=float(time["minutes_msg"]),
            proactive_min=time["proactive"],
            planning_min=time["planning"],
            reporting_min=time["reporting"],
            email_min=time["email"],
            listings_min=time["listings"],
        ),
        weights=Weights(rank=[Criterion(each) for each in INPUTS["criteria_rank"]]),
        candidates=rows,
    )


@cache
def result() -> ChannelsResult:
    """Return what follows from them."""
    readiness = Readiness(profile=Profile(model=Model.B2C))
    return evaluate(
        answers(), REACH, {}, Value(float(INPUTS["time"]["hours_week"])), readiness,
        Objectives(), load_reference(), HouseRules(),
    )  # fmt: skip


def proper(channel: str) -> str:
    """Return the example's spelling of a channel."""
    return next(name for name in NAMES if name.lower() == channel)


def weight_figures() -> dict[str, Any]:
    """Return the tested weights by the ids of the example."""
    found = {f"w.roc{n}_{k}": value for n in (3, 4, 5, 6) for k, value in enumerate(roc(n), 1)}
    return found | {f"w.ranksum6_{k}": value for k, value in enumerate(rank_sum(6), 1)}


def ahp_figures() -> dict[str, Any]:
    """Return the two test matrices."""
    found: dict[str, Any] = {}
    rules = HouseRules()
    for number, matrix in enumerate(INPUTS["ahp_tests"], 1):
        plain = [[float(Fraction(str(cell))) for cell in row] for row in matrix]
        weights, eigenvalue, ratio = ahp(plain)
        found |= {f"ahp{number}.w{k}": value for k, value in enumerate(weights, 1)}
        found |= {f"ahp{number}.lambda": eigenvalue, f"ahp{number}.CR": ratio}
        found[f"ahp{number}.C306"] = "fires" if ratio > rules.ahp_ratio_most else "silent"
    return found


def choice_figures(of: ChannelsResult) -> dict[str, Any]:
    """Return hours, scores and choice by the ids of the example."""
    assert of.firmness is not None
    found: dict[str, Any] = {
        "h.fixed_min": of.capacity.fixed_minutes.get(),
        "h.fixed": of.capacity.fixed.get(),
        "h.cap": of.capacity.left.get(),
        "h.kmax": of.capacity.most.get(),
        "c.chosen": "+".join(proper(each) for each in of.choice.chosen),
        "c.primary": proper(of.choice.chosen[0]),
        "c.sum_B": of.choice.score.get(),
        "c.sum_hours": of.choice.hours.get(),
        "c.spearman": of.firmness.spearman,
        "c.verdict": "solid" if of.firmness.solid else "close call",
    }
    for each in of.decided:
        name = proper(each.id)
        found[f"c.{name}.B"] = each.rated.score.get()
        found[f"c.{name}.hours"] = each.rated.hours.get()
        small = "under" in str(each.reason) and "reaches" in str(each.reason)
        found[f"c.{name}.veto_small"] = "veto" if small else "no veto"
        found[f"c.{name}.topsis"] = of.firmness.topsis[each.id]
    hours = {each.id: each.rated.hours.get() for each in of.decided}
    found["c.with_pinterest"] = of.choice.hours.get() + hours["pinterest"]
    return found


def robustness_figures(of: ChannelsResult) -> dict[str, Any]:
    """Return what moves the choice by the ids of the example."""
    assert of.firmness is not None
    found: dict[str, Any] = {"rob.nearest_set_rel": of.firmness.nearest_pct}
    for criterion, move in of.firmness.moves.items():
        for what in ("top_down", "top_up", "set_down", "set_up"):
            shift = getattr(move, what)
            key = f"rob.{criterion}.{what}"
            found[key] = "never" if shift is None else shift.weight
            if shift is not None:
                found[f"{key}_rel"] = shift.relative_pct
                found[f"{key}_to"] = "+".join(sorted(proper(each) for each in shift.to))
    for key, draws in (("free", of.firmness.free), ("kept", of.firmness.ranked)):
        found |= {f"rob.{key}.{proper(each)}": value for each, value in draws.share.items()}
        found[f"rob.{key}.same_set"] = draws.same_set
    return found


@cache
def figures() -> dict[str, Any]:
    of = result()
    states = {f"check.{outcome.code}": str(outcome.state) for outcome in of.checks}
    return {
        **weight_figures(),
        **ahp_figures(),
        **choice_figures(of),
        **robustness_figures(of),
        **states,
    }


@pytest.mark.parametrize("item", EXPECTED, ids=lambda item: str(item["id"]))
def test_figure_of_the_example(item: dict[str, Any]) -> None:
    found = figures()[item["id"]]

    if isinstance(item["value"], str):
        assert found == item["value"]
    else:
        assert found == pytest.approx(item["value"], abs=item["tolerance"])


def test_every_rejection_has_its_reason_with_numbers() -> None:
    """What the example says beside each channel that was not taken."""
    reasons = {each.id: str(each.reason) for each in result().decided}

    assert "7.00 h even with Facebook alone" in reasons["youtube"]
    assert "6.83 h with Facebook + Instagram; 6.80 h are left" in reasons["pinterest"]
    assert "2 are enough for these hours" in reasons["pinterest"]
    assert "below 50" in reasons["tiktok"]
    assert result().firmness.runner_up == "pinterest"  # type: ignore[union-attr]
