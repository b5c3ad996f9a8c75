"""Readiness R and the mode that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.answers.measured import Labelled
from workshop.i18n import _
from workshop.method import Value, derive
from workshop.settings import HouseRules


class Mode(Labelled):
    """How to go on after the audit."""

    GROUNDWORK = "groundwork", _("Groundwork first")
    PARALLEL = "parallel", _("Build and post in parallel")
    READY = "ready", _("Ready to go")


@dataclass(frozen=True)
class ReadinessIndex:
    """Readiness R (0–100) and mode, today and with the links aimed at."""

    now: Value[float]
    target: Value[float]
    mode: Value[Mode]
    mode_target: Value[Mode]


def readiness(integration: float, leadership: float, governance: float, rules: HouseRules) -> float:
    """Return R = 0.5·I + 0.3·L + 0.2·G, 0 to 100; the weights are our rule of thumb."""
    return (
        rules.readiness_weight_integration * integration
        + rules.readiness_weight_leadership * leadership
        + rules.readiness_weight_governance * governance
    )


def mode_of(score: float, rules: HouseRules) -> Mode:
    """Return the mode a readiness score stands for; the limits are our rule of thumb."""
    if score < rules.groundwork_below:
        return Mode.GROUNDWORK
    return Mode.READY if score > rules.ready_above else Mode.PARALLEL


def evaluate(
    integration_now: Value[float],
    integration_target: Value[float],
    leadership: Value[float],
    governance: Value[float],
    rules: HouseRules,
) -> ReadinessIndex:
    """Return readiness from its three parts."""

    def score(integration: Value[float]) -> Value[float]:
        return derive(
            lambda i, lead, gov: readiness(i, lead, gov, rules), integration, leadership, governance
        )

    now, target = score(integration_now), score(integration_target)
    return ReadinessIndex(
        now,
        target,
        derive(lambda r: mode_of(r, rules), now),
        derive(lambda r: mode_of(r, rules), target),
    )
