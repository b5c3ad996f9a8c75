"""Puts in what a short workshop does not ask for, step by step."""

from __future__ import annotations

import datetime as dt

from workshop.i18n import _
from workshop.method.assuming import Assuming, Assumption
from workshop.reference import Reference
from workshop.settings import HouseRules
from workshop.steps.audience import assumed as audience
from workshop.steps.channels import assumed as channels
from workshop.steps.content import assumed as content
from workshop.steps.measurement import assumed as measurement
from workshop.steps.objectives import assumed as objectives
from workshop.steps.readiness import Readiness
from workshop.steps.readiness import assumed as readiness
from workshop.steps.readiness.assumed import leader
from workshop.workbook.document import Answers, Decision

FULL = 3
"""The tier that asks everything: nothing is assumed there."""


def assume(
    answers: Answers, reference: Reference, rules: HouseRules, as_of: dt.date, tier: int
) -> tuple[Answers, tuple[Assumption, ...]]:
    """Return the answers a plan is worked out from, and what in them nobody gave.

    Parameters
    ----------
    answers : Answers
        As they were given.
    reference : Reference
    rules : HouseRules
    as_of : datetime.date
        The day the plan is drawn up.
    tier : int
        Highest tier of questions this workshop asks.
    """
    if tier >= FULL:
        return answers, ()
    assuming = Assuming(tier)
    segments = answers.audience.segments
    area = reference.areas.get(segments[0].area or "") if segments else None
    sources = {
        row.data_source.value
        for row in answers.objectives.objectives
        if row.kept and row.data_source
    }
    ready = readiness.assume(answers.readiness, assuming, area.label if area else "", sources)
    head, doing = leader(ready), _busiest(ready)
    aims = objectives.assume(
        answers.objectives, assuming, head, ready.profile.place or "", reference
    )
    who = audience.assume(answers.audience, assuming)
    where = channels.assume(answers.channels, assuming, doing, rules)
    first = next((row.id for row in aims.objectives if row.kept), None)
    what = content.assume(answers.content, assuming, first, head, doing, rules)
    how = measurement.assume(answers.measurement, assuming, head)
    decisions = [_signed(row, assuming, head, as_of) for row in answers.decisions]
    found = answers.model_copy(
        update={
            "readiness": ready, "objectives": aims, "audience": who, "channels": where,
            "content": what, "measurement": how, "decisions": decisions,
        }
    )  # fmt: skip
    return found, tuple(assuming.made)


def _busiest(ready: Readiness) -> str | None:
    """Return the person with the most hours, the first named among equals."""
    return max(ready.people, key=lambda row: row.hours_week or 0.0).id if ready.people else None


def _signed(row: Decision, assuming: Assuming, head: str | None, as_of: dt.date) -> Decision:
    if not row.decision:
        return row
    row = assuming.fill(row, _("who stands behind the plan"), decided_by=head)
    return assuming.fill(row, _("the day of the plan"), date=as_of)
