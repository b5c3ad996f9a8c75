"""Step 1: what the business wants, and which objectives serve it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from workshop.answers.topic import Step, Table
from workshop.i18n import Lazy, _
from workshop.method import Outcome, Value, given, missing
from workshop.reference import MetricClass, Reference
from workshop.settings import HouseRules
from workshop.steps.objectives import economics, funnel
from workshop.steps.objectives.economics import Economics
from workshop.steps.objectives.funnel import Funnel
from workshop.steps.objectives.goals import Goal
from workshop.steps.objectives.smart import checks as smart_checks
from workshop.steps.objectives.smart import method as smart_method
from workshop.steps.objectives.smart.questions import OBJECTIVES, Objective, Race, Unit
from workshop.steps.objectives.vision import Vision
from workshop.steps.readiness import Readiness, ReadinessResult
from workshop.steps.readiness.departments import Department


class Objectives(Step):
    """The answers of step 1."""

    name: ClassVar[str] = "objectives"
    title: ClassVar[Lazy] = _("Why we do this")

    vision: Vision = Vision()
    economics: Economics = Economics()
    goals: Table[Goal] = Field(default_factory=list)
    objectives: Table[Objective] = Field(default_factory=list)
    funnel: Funnel = Funnel()


@dataclass(frozen=True)
class ObjectivesResult:
    """Everything step 1 computes; ``draft_checks`` are those of the drafts put aside."""

    economics: economics.UnitEconomics
    funnel: funnel.FunnelResult
    kept: tuple[smart_method.ObjectiveResult, ...]
    rejected: tuple[smart_method.ObjectiveResult, ...]
    checks: tuple[Outcome, ...]
    draft_checks: tuple[Outcome, ...]


def funnel_objective(objectives: Sequence[Objective], reference: Reference) -> Objective | None:
    """Return the objective the reverse funnel runs back from.

    The first kept one that counts conversions or business a month at the convert stage.
    """
    for objective in objectives:
        metric = reference.metrics.get(objective.metric_id or "")
        if (
            objective.kept
            and objective.race is Race.CONVERT
            and objective.unit is Unit.COUNT_MONTH
            and metric is not None
            and metric.metric_class in (MetricClass.BUSINESS, MetricClass.CONVERSION)
        ):
            return objective
    return None


def evaluate(
    answers: Objectives,
    readiness: Readiness,
    readiness_result: ReadinessResult,
    reference: Reference,
    rules: HouseRules,
    as_of: dt.date,
    tier: int = 3,
) -> ObjectivesResult:
    """Return all figures and checks of step 1.

    Parameters
    ----------
    answers : Objectives
        As far as they are given.
    readiness, readiness_result : Readiness, ReadinessResult
        Answers and results of the step before.
    reference : Reference
    rules : HouseRules
    as_of : datetime.date
        The day the plan is drawn up.
    tier : int
        Highest tier of questions this workshop asks.
    """
    worth = economics.evaluate(
        answers.economics,
        given(readiness.profile, "margin_pct"),
        readiness_result.integration.year_one,
        rules,
    )
    leading = funnel_objective(answers.objectives, reference)
    customers: Value[float] = given(leading, "target") if leading else missing(OBJECTIVES)
    path = funnel.evaluate(
        answers.funnel,
        leading.id if leading else "",
        customers,
        given(answers.economics, "close_rate_pct"),
        worth.contribution,
        reference,
        rules,
    )
    around = smart_method.Surroundings(
        readiness, reference, rules, as_of, frozenset(goal.id for goal in answers.goals),
        path.ratio, departments_asked=Department.needed(tier) > 0,
    )  # fmt: skip
    results = [smart_method.evaluate(objective, around) for objective in answers.objectives]
    kept = tuple(result for result in results if result.objective.kept)
    rejected = tuple(result for result in results if not result.objective.kept)

    def checked(which: Sequence[smart_method.ObjectiveResult]) -> tuple[Outcome, ...]:
        return smart_checks.check(which, answers.goals, readiness.departments, reference, rules)

    outcomes = (
        *checked(kept),
        funnel.check(path, rules),
        economics.check(worth),
    )
    return ObjectivesResult(
        worth,
        path,
        kept,
        rejected,
        tuple(sorted(outcomes, key=lambda outcome: outcome.code)),
        checked(rejected) if rejected else (),
    )
