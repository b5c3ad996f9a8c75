"""Step 5: how it is measured, what it returns, and what makes us change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from workshop.answers.measured import Basis
from workshop.answers.topic import Step, Table
from workshop.i18n import Lazy, _
from workshop.method import Outcome, Value, derive, given, missing
from workshop.reference import Reference
from workshop.reference.start import engagement_start
from workshop.settings import HouseRules
from workshop.steps.content import Before, Content, ContentResult
from workshop.steps.content.supply import OUTSIDE
from workshop.steps.measurement import (
    actuals,
    attribution,
    kpis,
    proposals,
    returns,
    rhythm,
    tracking,
)
from workshop.steps.measurement.actuals import Actual, Standing
from workshop.steps.measurement.attribution import Credit, CreditResult, Touch
from workshop.steps.measurement.authority import method as authority_method
from workshop.steps.measurement.authority.method import AuthorityResult, Counted
from workshop.steps.measurement.authority.questions import CompanyAuthority, Manager
from workshop.steps.measurement.comparing import ChannelsCompared, channels_compared
from workshop.steps.measurement.kpis import Branch, Kpi
from workshop.steps.measurement.returns import OtherMarketing, ReturnsResult
from workshop.steps.measurement.revision.words import Proposal
from workshop.steps.measurement.rhythm import Review, Reviews
from workshop.steps.measurement.tracking import Tagged
from workshop.steps.objectives import economics


class Measurement(Step):
    """The answers of step 5."""

    name: ClassVar[str] = "measurement"
    title: ClassVar[Lazy] = _("How we measure and revise")

    kpis: Table[Kpi] = Field(default_factory=list)
    reviews: Reviews = Reviews()
    credit: Credit = Credit()
    touches: Table[Touch] = Field(default_factory=list)
    other_marketing: Table[OtherMarketing] = Field(default_factory=list)
    authority: CompanyAuthority = CompanyAuthority()
    managers: Table[Manager] = Field(default_factory=list)
    actuals: Table[Actual] = Field(default_factory=list)


@dataclass(frozen=True)
class MeasurementResult:
    """Everything step 5 computes.

    Attributes
    ----------
    tree : mapping of str to tuple of Branch
        KPIs by objective.
    standings : mapping of str to tuple of Standing
        Months by objective.
    planned_cac : Outcome
        C111, which the objectives could not judge before there was a budget.
    """

    tree: Mapping[str, tuple[Branch, ...]]
    returns: ReturnsResult
    credit: CreditResult
    campaigns: tuple[Tagged, ...]
    reviews: tuple[Review, ...]
    standings: Mapping[str, tuple[Standing, ...]]
    proposals: tuple[Proposal, ...]
    channels: ChannelsCompared
    authority: AuthorityResult
    checks: tuple[Outcome, ...]
    planned_cac: Outcome


def evaluate(
    answers: Measurement,
    before: Before,
    content: Content,
    plan: ContentResult,
    reference: Reference,
    rules: HouseRules,
    as_of: dt.date,
) -> MeasurementResult:
    """Return all figures and checks of step 5.

    Parameters
    ----------
    answers : Measurement
        As far as they are given.
    before : Before
        Answers and results of steps 0 to 3.
    content, plan : Content, ContentResult
        Answers and results of step 4.
    reference : Reference
    rules : HouseRules
    as_of : datetime.date
        The day the plan is drawn up.
    """
    aims, worth = before.aims, before.aims.economics
    leading = next(
        (item for item in aims.kept if item.objective.id == aims.funnel.objective_id), None
    )
    tree = kpis.branches(answers.kpis, aims.kept, reference)
    year = returns.evaluate(
        leading,
        worth,
        given(before.objectives.economics, "new_share_pct"),
        plan.budget.year,
        given(content.budget, "current_year"),
        answers.other_marketing,
        given(before.readiness.profile, "margin_pct"),
    )
    credit = attribution.evaluate(
        answers.credit, answers.touches, year.contribution, year.cost, reference, rules
    )
    months = actuals.standings(answers.actuals, aims.kept, rules)
    changes = proposals.propose(
        proposals.Known(
            answers.actuals, months, before.readiness, aims, before.who, before.where, content,
            plan, before.objectives.funnel, reference, rules,
        )
    )  # fmt: skip
    weight = authority_method.evaluate(
        answers.authority,
        answers.managers,
        before.readiness.people,
        counted(before, reference),
        rules,
    )
    begun = answers != Measurement()
    outcomes = (
        *kpis.check(
            tree, aims.kept, outside=content.supply.choice in OUTSIDE, begun=bool(answers.kpis)
        ),
        *returns.check(
            year,
            worth,
            plan.budget.lines["labour"],
            costs_given=content.budget.tools is not None,
            begun=begun,
        ),
        tracking.check(plan.posts),
        rhythm.check(answers.reviews, begun=begun),
        attribution.check(credit, rules),
        actuals.check(answers.actuals, as_of, rules),
        *authority_method.check(answers.authority, answers.managers, weight),
    )
    return MeasurementResult(
        tree, year, credit, tracking.campaigns(plan.posts, reference),
        rhythm.dates(answers.reviews, as_of), months, changes,
        channels_compared(
            answers.actuals, leading.objective.metric_id if leading else None, rules
        ),
        weight,
        tuple(sorted(outcomes, key=lambda outcome: outcome.code)),
        economics.check(worth, year.cac),
    )  # fmt: skip


def counted(before: Before, reference: Reference) -> Counted:
    """Return what earlier steps know for the authority index.

    Without competitors a published rate by followers stands in for theirs: the same
    definition as ours, and marked.
    """
    rivals = [given(row, "followers_all") for row in before.audience.competitors]
    known = [value for value in rivals if value.known]
    largest: Value[float] = (
        derive(lambda *sizes: float(max(sizes)), *known)
        if known
        else missing("/audience/competitors")
    )
    compared = before.who.competitors.channels
    first = compared[0] if compared else None
    service = next(
        (item.objective for item in before.aims.kept if item.objective.metric_id == "sla"), None
    )
    nothing: Value[float] = missing("/audience/own_counts")
    theirs = first.medians["rate"] if first is not None else nothing
    main = first.channel if first is not None else _main(before)
    published = engagement_start(reference, main)
    if not theirs.known and published is not None:
        theirs = Value(published.value, Basis.BENCHMARK)
    return Counted(
        derive(float, before.ready.accounts.network),
        largest,
        first.us.rate if first is not None and first.us is not None else nothing,
        theirs,
        given(service, "baseline") if service else missing("/objectives/objectives"),
    )


def _main(before: Before) -> str:
    """Return the id of the main channel, empty before one is chosen."""
    return next((each.id for each in before.where.in_plan), "")
