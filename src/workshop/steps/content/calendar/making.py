"""Gathers what the calendar is made from, out of the answers of five steps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workshop.reference import Reference
from workshop.settings import HouseRules
from workshop.steps.audience.timing import DAYS
from workshop.steps.content.cadence import Rhythm
from workshop.steps.content.calendar.generator import first_monday, generate
from workshop.steps.content.calendar.model import Occasion, Plan, Post
from workshop.steps.content.calendar.slots import good_times, open_hours
from workshop.steps.content.words import WEEKS

if TYPE_CHECKING:
    from workshop.steps.content import Before, Content

_PEAK = re.compile(r"\s*(\d{1,2})\b\s*(.*)")
_LAST_MONTH = 12


def make(
    answers: Content,
    before: Before,
    rhythms: Sequence[Rhythm],
    reference: Reference,
    rules: HouseRules,
    as_of: dt.date,
) -> tuple[dt.date, tuple[Post, ...]]:
    """Return the first Monday and the posts of 13 weeks."""
    first = first_monday(as_of)
    chosen = before.where.in_plan
    main = before.who.primary
    share = main.segment.other_language_pct if main is not None else None
    posting = before.audience.posting
    approval = next((duty for duty in answers.raci if duty.id == "approval"), None)
    plan = Plan(
        first=first,
        rhythms=rhythms,
        pillars=answers.pillars,
        messages=answers.key_messages,
        calls=answers.calls,
        entries=answers.entries,
        occasions=tuple(_occasions(answers, before, first)),
        good=good_times(posting.best_times_source, before.who.timing, before.audience.best_times),
        hours=open_hours(
            [(DAYS.index(row.id), row.opens, row.closes) for row in answers.open_hours]
        ),
        times=reference.times,
        owners={each.id: each.rated.candidate.owner or "" for each in chosen},
        approver=(approval.accountable or "") if approval else "",
        languages=posting.languages or before.readiness.profile.languages or (),
        other_share=(_number(share) or 0.0) / 100,
        reference=reference,
        rules=rules,
    )
    return first, generate(plan)


def _number(value: object) -> float | None:
    inner = getattr(value, "value", value)
    return float(inner) if isinstance(inner, (int, float)) else None


def _occasions(answers: Content, before: Before, first: dt.date) -> Iterator[Occasion]:
    last = first + dt.timedelta(weeks=WEEKS, days=14)
    for row in answers.key_dates:
        if row.date and first <= row.date <= last:
            yield Occasion(row.name or row.id, row.date)
    for promotion in answers.promotions:
        for day in (promotion.start, promotion.end):
            if day and first <= day <= last:
                yield Occasion(promotion.name or promotion.id, day, selling=True)
    for peak in before.readiness.profile.season_peaks or ():
        found = _PEAK.fullmatch(peak)
        if found is None or not 1 <= int(found[1]) <= _LAST_MONTH:
            continue
        begins = _next_first(int(found[1]), first)
        if begins <= last:
            yield Occasion(found[2] or peak, begins, selling=True)


def _next_first(month: int, day: dt.date) -> dt.date:
    """Return the first day of a month, the next one on or after a day."""
    year = day.year + (month < day.month or (month == day.month and day.day > 1))
    return dt.date(year, month, 1)
