"""One evaluation: every figure and every check that follows from a set of answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from workshop.method import Outcome, Severity, State
from workshop.method.assuming import Assumption
from workshop.reference import Reference
from workshop.settings import HouseRules
from workshop.steps import audience, channels, content, measurement, objectives, readiness
from workshop.steps.audience import AudienceResult
from workshop.steps.channels import ChannelsResult
from workshop.steps.content import Before, ContentResult
from workshop.steps.measurement import MeasurementResult
from workshop.steps.objectives import ObjectivesResult
from workshop.steps.readiness import ReadinessResult
from workshop.workbook.assuming import assume
from workshop.workbook.document import STEPS, Answers
from workshop.workbook.gaps import Gap, gaps


@dataclass(frozen=True)
class Evaluation:
    """Everything computed from one set of answers.

    Attributes
    ----------
    answers : Answers
        What it was worked out from: as given, and what a short workshop assumes.
    assumed : tuple of Assumption
        What in them nobody gave.
    """

    as_of: dt.date
    answers: Answers
    assumed: tuple[Assumption, ...]
    readiness: ReadinessResult
    objectives: ObjectivesResult
    audience: AudienceResult
    channels: ChannelsResult
    content: ContentResult
    measurement: MeasurementResult
    gaps: tuple[Gap, ...]

    @property
    def checks(self) -> tuple[Outcome, ...]:
        """Return the outcomes of all checks in the order of their codes."""
        return tuple(outcome for step in STEPS for outcome in self.checks_of(step.name))

    def checks_of(self, step: str) -> tuple[Outcome, ...]:
        """Return the outcomes of one step's checks."""
        checks: tuple[Outcome, ...] = getattr(self, step).checks
        return checks

    def fired(self, severity: Severity | None = None) -> tuple[Outcome, ...]:
        """Return the checks that fire, of one severity or of all."""
        return tuple(
            outcome
            for outcome in self.checks
            if outcome.state is State.FIRES
            and (severity is None or outcome.check.severity is severity)
        )

    @property
    def blocking(self) -> tuple[Outcome, ...]:
        """Return the checks that block and that no written reason answers."""
        return tuple(
            outcome
            for outcome in self.fired(Severity.BLOCK)
            if not self.answers.reason_for(outcome.code)
        )


def evaluate(
    answers: Answers, reference: Reference, rules: HouseRules, as_of: dt.date, tier: int = 3
) -> Evaluation:
    """Return all figures, checks and gaps: the one call every form, notebook and plan uses.

    Parameters
    ----------
    answers : Answers
        As far as they are given; anything may be missing.
    reference : Reference
        The reference tables.
    rules : HouseRules
        Our rules of thumb, as this workshop set them.
    as_of : datetime.date
        The day the plan is drawn up.
    tier : int
        Highest tier of questions this workshop asks; the others leave no gap, and what the
        plan needs of them is assumed.
    """
    told = answers
    answers, assumed = assume(told, reference, rules, as_of, tier)
    names = {row.id: row.name for row in reference.channels.values()}
    ready = readiness.evaluate(answers.readiness, rules, as_of, names)
    aims = objectives.evaluate(
        answers.objectives, answers.readiness, ready, reference, rules, as_of, tier
    )
    who = audience.evaluate(answers.audience, answers.readiness, reference, rules, as_of, tier)
    where = channels.evaluate(
        answers.channels,
        who.shares,
        who.competitors.rivals,
        ready.people.hours_week,
        answers.readiness,
        answers.objectives,
        reference,
        rules,
        who.shares_need,
    )
    before = Before(
        answers.readiness, ready, answers.objectives, aims, answers.audience, who,
        answers.channels, where,
    )  # fmt: skip
    what = content.evaluate(answers.content, before, reference, rules, as_of)
    how = measurement.evaluate(
        answers.measurement, before, answers.content, what, reference, rules, as_of
    )
    # Two checks of earlier steps need what is asked later.
    who = replace(
        who, checks=_judged(who.checks, content.check_copying(answers.content, answers.audience))
    )
    aims = replace(aims, checks=_judged(aims.checks, how.planned_cac))
    return Evaluation(
        as_of, answers, assumed, ready, aims, who, where, what, how, tuple(gaps(told, tier))
    )


def _judged(checks: tuple[Outcome, ...], later: Outcome) -> tuple[Outcome, ...]:
    """Return outcomes with the one of a check that could be judged only now."""
    return tuple(later if item.check is later.check else item for item in checks)
