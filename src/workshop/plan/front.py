"""Cover and summary: the pages that stand alone."""

from __future__ import annotations

import datetime as dt

from workshop.blocks import (
    Block,
    Callout,
    Card,
    Cards,
    Checklist,
    Column,
    Heading,
    Paragraph,
    Run,
    Signature,
    Table,
    Task,
)
from workshop.i18n import _
from workshop.method import Severity
from workshop.method.telling import mark_of
from workshop.numbers import day, number, round_half_away
from workshop.plan.context import PlanContext
from workshop.plan.decisions import clipped, decision_of
from workshop.plan.means import means
from workshop.plan.roadmap import steps
from workshop.steps.objectives.smart.method import LETTERS, capital, with_unit
from workshop.steps.readiness.section import MODE_ADVICE
from workshop.steps.readiness.systems.questions import LinkName
from workshop.workbook import started

_MOST_TASKS = 5
_MOST_RISKS = 4
_MOST_OBJECTIVES = 5
_USUAL_OBJECTIVES, _USUAL_CHANNELS = 3, 2
"""Rows that leave room for that many tasks and risks on two pages."""


def cover(context: PlanContext) -> list[Block]:
    """Return what stands on the cover beside the name: version and sign-off."""
    people = [context.telling.person(context.answers.readiness.leadership.sponsor)]
    people += [
        context.telling.person(result.objective.owner)
        for result in context.evaluation.objectives.kept
    ]
    named = tuple(dict.fromkeys(person for person in people if person))
    return [Signature(people=named)] if named else []


def summary(context: PlanContext) -> list[Block]:
    """Return the summary: decision, objectives, hours and money, next steps, risks."""
    if not started(context.given):
        text = _(
            "Nothing has been answered yet, so there is nothing to advise. This plan lists the "
            "questions to begin with."
        )
        return [Callout(tone="note", title=str(_("An empty workbook")), text=str(text))]
    return [
        *_decision(context),
        *_objectives(context),
        *_channels(context),
        *means(context),
        *_next(context),
        *_risks(context),
    ]


def _decision(context: PlanContext) -> list[Block]:
    blocks: list[Block] = []
    value = context.answers.objectives.vision.value
    if value:
        blocks.append(Paragraph(text=value, style="lead"))
    if start := _start(context):
        blocks.append(Cards(cards=(start,)))
    cards = []
    for step in context.answers.steps:
        row = decision_of(context, step.name)
        if row is None:
            continue
        # What else was on the table stands in the section: the summary keeps to two pages.
        facts = ((str(_("Why")), (Run(text=clipped(row.reason)),)),) if row.reason else ()
        label = _("Decided: {step}").format(step=step.title)
        cards.append(Card(label=str(label), title=clipped(row.decision or ""), facts=facts))
    if cards:
        # Two beside each other, so that the summary keeps to its two pages.
        blocks.append(Cards(cards=tuple(cards), columns=1 if len(cards) == 1 else 2))
    return blocks


def _start(context: PlanContext) -> Card | None:
    """Return how to begin; a short workshop asks too little for a score, and says so."""
    mode = context.evaluation.readiness.index.mode
    label = str(_("How to start"))
    if mode.known:
        return Card(label=label, title=str(mode.get().label), text=str(MODE_ADVICE[mode.get()]))
    if not context.telling.short:
        return None
    link = next(
        row for row in context.answers.readiness.links if row.id == LinkName.CLICK_TO_CRM.value
    )
    if link.level_now == 0:
        text = _(
            "A click is not followed to a customer yet. Post now; make that connection before you "
            "pay for ads, or nobody can say what they brought."
        )
        return Card(label=label, title=str(_("Small, and connected before it is paid for")),
                    text=str(text))  # fmt: skip
    text = _("Post now. Measure readiness, the whole first step, before you pay for a campaign.")
    return Card(label=label, title=str(_("Small, and measured")), text=str(text))


def _objectives(context: PlanContext) -> list[Block]:
    kept = context.evaluation.objectives.kept
    blocks: list[Block] = [Heading(text=str(_("What we want to reach")))]
    if not kept:
        blocks.append(Paragraph(text=str(_("No objective has been set yet."))))
        return blocks
    rows = []
    for result in kept[:_MOST_OBJECTIVES]:
        objective = result.objective
        passed = sum(result.letters[letter].state == "pass" for letter in LETTERS)
        baseline = objective.baseline
        start = Run(text="–")
        if baseline is not None:
            start = Run(text=with_unit(baseline.value, objective), mark=mark_of(baseline.basis))
        rows.append(
            (
                Run(text=objective.id, strong=True),
                capital(str(result.metric.name)) if result.metric else "…",
                start,
                "–" if objective.target is None else with_unit(objective.target, objective),
                day(objective.deadline) if objective.deadline else "–",
                context.telling.person(objective.owner) or "–",
                str(_("{n} of 5").format(n=passed)),
            )
        )
    blocks.append(
        Table(
            columns=(
                Column(label="", share=0.35),
                Column(label=str(_("Objective")), share=1.75),
                Column(label=str(_("Today")), align="right", share=0.95),
                Column(label=str(_("Target")), align="right", share=0.95),
                Column(label=str(_("By")), align="right", share=1.45),
                Column(label=str(_("Answers for it")), share=1.3),
                Column(label=str(_("Tests")), align="right", share=0.6),
            ),
            rows=tuple(rows),
        )
    )
    if (more := len(kept) - len(rows)) > 0:
        text = _("{n} more under “{section}”.").format(
            n=more, section=context.answers.objectives.title
        )
        blocks.append(Paragraph(text=str(text), style="small"))
    return blocks


def _beyond(context: PlanContext) -> int:
    """Return how many rows of objectives and channels there are beyond the usual."""
    channels = len(context.evaluation.channels.in_plan)
    objectives = min(len(context.evaluation.objectives.kept), _MOST_OBJECTIVES)
    return max(0, objectives - _USUAL_OBJECTIVES) + max(0, channels - _USUAL_CHANNELS)


def _channels(context: PlanContext) -> list[Block]:
    result = context.evaluation.channels
    if not result.in_plan:
        return []
    rows = tuple(
        (
            Run(text=each.name, strong=True),
            str(each.role.label),
            _reached(context, each.id),
            str(
                _("{posts} posts, {hours} h").format(
                    posts=number(each.rated.posts.get()),
                    hours=number(round_half_away(each.rated.hours.get(), 1)),
                )
            ),
            context.telling.person(each.rated.candidate.owner) or "–",
        )
        for each in result.in_plan
    )
    solid = result.firmness is None or result.firmness.solid
    note = _("A solid choice.") if solid else _("A close call: see how firm the choice is.")
    return [
        Heading(text=str(_("Where we will be"))),
        Table(
            columns=(
                Column(label=str(_("Channel")), share=1.1),
                Column(label=str(_("Role")), share=1.3),
                Column(label=str(_("Reaches")), align="right", share=1.9),
                Column(label=str(_("A week")), align="right", share=1.3),
                Column(label=str(_("Posts there")), share=1.2),
            ),
            rows=rows,
            note=str(note),
        ),
    ]


def _reached(context: PlanContext, channel: str) -> Run:
    reach = context.evaluation.audience.reach.get(channel)
    if reach is None or not reach.people.known:
        return Run(text="–", muted=True)
    people = number(round_half_away(reach.people.get(), -1))
    text = _("{n} people").format(n=people)
    return Run(text=str(text), mark=mark_of(reach.people.basis))


def _next(context: PlanContext) -> list[Block]:
    until = context.evaluation.as_of + dt.timedelta(days=30)
    due = [step for step in steps(context) if step.due <= until]
    tasks = tuple(
        Task(text=str(step.text), owner=step.owner, due=day(step.due))
        for step in due[: max(3, _MOST_TASKS - _beyond(context))]
    )
    if not tasks:
        return []
    blocks: list[Block] = [Heading(text=str(_("What to do first"))), Checklist(tasks=tasks)]
    more = len(due) - len(tasks)
    if more > 0:
        text = _("{n} more within 30 days: see the roadmap.").format(n=more)
        blocks.append(Paragraph(text=str(text), style="small"))
    return blocks


def _risks(context: PlanContext) -> list[Block]:
    fired = [
        outcome
        for severity in (Severity.BLOCK, Severity.WARN)
        for outcome in context.evaluation.fired(severity)
    ]
    if not fired:
        return []
    rows = tuple(
        (
            Run(text=str(item.check.severity.label), strong=item.check.severity is Severity.BLOCK),
            str(item.check.title),
            str(item.check.remedy),
        )
        for item in fired[: max(2, _MOST_RISKS - _beyond(context))]
    )
    blocks: list[Block] = [
        Heading(text=str(_("What could go wrong"))),
        Table(
            columns=(
                Column(label=str(_("Weight")), share=0.8),
                Column(label=str(_("Finding")), share=1.3),
                Column(label=str(_("What to do")), share=2),
            ),
            rows=rows,
        ),
    ]
    if len(fired) > len(rows):
        text = _("{n} more under open risks.").format(n=len(fired) - len(rows))
        blocks.append(Paragraph(text=str(text), style="small"))
    return blocks
