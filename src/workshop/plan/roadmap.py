"""What to do in the next 30, 60 and 90 days, by whom: derived from the answers."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.answers.topic import Row
from workshop.blocks import Block, Callout, Checklist, Heading, Paragraph, Run, Task
from workshop.i18n import Words, _
from workshop.method import Outcome, Severity
from workshop.numbers import day
from workshop.plan.context import PlanContext
from workshop.steps.content.ads import C504
from workshop.steps.readiness.index import Mode
from workshop.steps.readiness.section import timetable

_FROM = {Severity.BLOCK: 14, Severity.WARN: 21}
"""Days after which the first of what the checks found is due."""
_A_WEEK = 2
"""Findings one person is given a week: more, and none of them is done."""
_REVIEWS = {
    2: _("Monthly review: the numbers of the month, an hour."),
    3: _("Quarterly review: objectives, channels, audience; a new version of this plan."),
}
"""Reviews of the roadmap, by their place among the beats."""
HORIZON_DAYS = 90
_SPANS = ((30, _("Next 30 days")), (60, _("Days 31 to 60")), (90, _("Days 61 to 90")))


@dataclass(frozen=True)
class Step:
    """One thing to do: by when, by whom."""

    due: dt.date
    text: Words
    owner: str = ""
    about: str = ""

    def task(self) -> Task:
        """Return the line to tick off: what to do, and beneath it what it is about."""
        beneath = (Run(text="\n" + self.about, muted=True),) if self.about else ()
        text = (Run(text=str(self.text)), *beneath)
        return Task(text=text, owner=self.owner, due=day(self.due))


def steps(context: PlanContext) -> list[Step]:
    """Return what to do within 90 days, in the order of the dates."""
    found = [
        *_gaps(context), *_fixes(context), *_project(context), *_posts(context),
        *_reviews(context),
    ]  # fmt: skip
    first = context.evaluation.as_of
    last = first + dt.timedelta(days=HORIZON_DAYS)
    # What was due before today is done, or it is a risk; a roadmap only looks ahead.
    return sorted((step for step in found if first <= step.due <= last), key=lambda step: step.due)


def _gaps(context: PlanContext) -> Iterator[Step]:
    """Yield one line for each step of the workbook with open questions, a week apart."""
    due = context.evaluation.as_of
    for part in context.answers.steps:
        open_ones = [gap for gap in context.evaluation.gaps if gap.step == part.name]
        if not open_ones:
            continue
        due += dt.timedelta(days=7)
        if len(open_ones) == 1:
            (gap,) = open_ones
            text = _("Fill in “{part}”: {what}.").format(part=gap.part, what=gap.label)
            yield Step(due, text, _sponsor(context))
            continue
        topics = dict.fromkeys(str(gap.part) for gap in open_ones)
        text = _("Answer {n} open questions of “{step}”.").format(n=len(open_ones), step=part.title)
        yield Step(due, text, _sponsor(context), " · ".join(topics))


def _sponsor(context: PlanContext) -> str:
    return context.telling.person(context.answers.readiness.leadership.sponsor)


def _fixes(context: PlanContext) -> Iterator[Step]:
    """Yield what the checks ask for, the heaviest first, a few a week for each person."""
    given: Counter[str] = Counter()
    for severity, days in _FROM.items():
        for outcome in context.evaluation.fired(severity):
            later = outcome.check is C504 and _ads_from(context)
            if later or context.answers.reason_for(outcome.code):
                continue
            owner = owner_of(outcome, context)
            after = days + 7 * (given[owner] // _A_WEEK)
            due = context.evaluation.as_of + dt.timedelta(days=min(after, HORIZON_DAYS))
            given[owner] += 1
            about = f"{outcome.code} · {outcome.check.title}"
            yield Step(due, outcome.check.remedy, owner, about)


def owner_of(outcome: Outcome, context: PlanContext) -> str:
    """Return who answers for the row a check is about, else the sponsor."""
    for step in context.answers.steps:
        for part in step.parts():
            if isinstance(part, Row) and part.id in outcome.subjects:
                for name in ("internal_owner", "owner", "contact"):
                    if person := getattr(part, name, None):
                        return context.telling.person(person)
    return _sponsor(context)


def _project(context: PlanContext) -> Iterator[Step]:
    answers, as_of = context.answers.readiness, context.evaluation.as_of
    if answers.integration.start is None:
        return
    for label, start, end, project in timetable(answers, as_of):
        if project:
            begin = _("Start connecting the tools.")
            yield Step(start, begin, _sponsor(context))
            done = _("The tools are connected; look at the score again.")
            yield Step(end, done, _sponsor(context))
        else:
            yield Step(end, _("{what}.").format(what=label), _sponsor(context))


def _posts(context: PlanContext) -> Iterator[Step]:
    """Yield the first draft, the first post, and the day ads may start."""
    posts = context.evaluation.content.posts
    person = context.telling.person
    if posts:
        first = posts[0]
        drafts = max(first.draft_due, context.evaluation.as_of)
        yield Step(drafts, _("The first drafts are ready."), person(first.owner))
        yield Step(first.at.date(), _("The first post goes out."), person(first.owner))
    for result in context.evaluation.content.promotions:
        row = result.promotion
        if row.start:
            text = _("The promotion “{name}” starts.").format(name=row.name_shown())
            yield Step(row.start, text, _sponsor(context))
    if (begin := _ads_from(context)) is not None:
        owner = next((duty for duty in context.answers.content.raci if duty.id == "ads"), None)
        doing = next(iter(owner.responsible or ()), None) if owner else None
        yield Step(begin, _("Ads may start: the tools are connected."), person(doing))


def _ads_from(context: PlanContext) -> dt.date | None:
    """Return the day ads may start where the groundwork comes first, None where it need not."""
    funnel, project = context.answers.objectives.funnel, context.answers.readiness.integration
    mode = context.evaluation.readiness.index.mode
    if not (funnel.ad_budget_month and mode.value is Mode.GROUNDWORK and project.end):
        return None
    return project.end + dt.timedelta(days=1)


def _reviews(context: PlanContext) -> Iterator[Step]:
    planned = [each for each in context.evaluation.measurement.reviews if each.beat in _REVIEWS]
    there = context.answers.measurement.reviews.people or ()
    who = ", ".join(context.telling.person(each) for each in there)
    for review in planned:
        yield Step(review.date, _REVIEWS[review.beat], who)
    for result in context.evaluation.objectives.kept:
        owner = context.telling.person(result.objective.owner)
        for date in result.checkpoints:
            text = _("Check {id} against its path.").format(id=result.objective.id)
            yield Step(date, text, owner)


def next_review(context: PlanContext) -> dt.date | None:
    """Return the first monthly or quarterly review, else the first checkpoint of an objective."""
    planned = [r.date for r in context.evaluation.measurement.reviews if r.beat in _REVIEWS]
    dates = [date for item in context.evaluation.objectives.kept for date in item.checkpoints]
    return min(planned or dates, default=None)


def build(context: PlanContext) -> list[Block]:
    """Return the roadmap."""
    every = steps(context)
    if not every:
        text = _("Nothing is due within 90 days. Look at the plan again at the next review.")
        return [Paragraph(text=str(text))]
    blocks: list[Block] = []
    before = 0
    for days, title in _SPANS:
        tasks = tuple(
            step.task()
            for step in every
            if before < max(1, (step.due - context.evaluation.as_of).days) <= days
        )
        before = days
        if tasks:
            blocks += [Heading(text=str(title)), Checklist(tasks=tasks)]
    if not _sponsor(context):
        title = _("Nobody is named yet to do this")
        todo = _("Name a sponsor: without one, nobody owns these lines.")
        blocks.insert(0, Callout(tone="block", title=str(title), text=str(todo)))
    return blocks
