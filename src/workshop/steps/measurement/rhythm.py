"""When the plan is looked at, by whom, and what each look may change (layers W68)."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Refs
from workshop.answers.question import Question
from workshop.answers.topic import Topic
from workshop.i18n import Lazy, Words, _
from workshop.method import Check, Outcome, Severity
from workshop.steps.audience.survey import Day
from workshop.steps.audience.timing import DAYS
from workshop.steps.readiness.words import PEOPLE


class Reviews(Topic, at="/measurement/reviews"):
    """The days of the reviews."""

    title: ClassVar[Lazy] = _("When you look at it")

    weekly: Annotated[
        Day | None,
        Question(
            Choice(Day),
            _("Every week, on which day?"),
            help=_("Half an hour: what went out, what came of it, what is next."),
            example="Monday",
            required=True,
        ),
    ] = None
    monthly: Annotated[
        Day | None,
        Question(
            Choice(Day),
            _("Every month, on the first …"),
            help=_("An hour with the numbers of the month."),
            example="Tuesday",
            required=True,
            tier=1,
        ),
    ] = None
    quarterly: Annotated[
        Day | None,
        Question(
            Choice(Day),
            _("Every quarter, on the last …"),
            help=_("Two hours: objectives, channels, audience."),
            example="Tuesday",
            required=True,
        ),
    ] = None
    people: Annotated[
        list[str] | None,
        Question(Refs(PEOPLE), _("Who is there?"), example="owner", required=True),
    ] = None


C606 = Check(
    "C606",
    Severity.WARN,
    _("No days for looking at it"),
    why=_("What is not in the diary does not happen."),
    remedy=_("Name the days, and put them in everyone's diary: the calendar file has them."),
    sources=("W68",),
)


@dataclass(frozen=True)
class Beat:
    """One kind of review: how long, what it looks at and what it may change."""

    name: Words
    minutes: int
    looks_at: Words
    may_change: Words


BEATS = (
    Beat(
        _("Every day"), 15, _("inbox, today's posts, alerts"), _("replies only")
    ),
    Beat(
        _("Every week"), 30,
        _("calendar kept, hours, best and worst posts, leads passed on"),
        _("next week's calendar"),
    ),
    Beat(
        _("Every month"), 60, _("scorecard, spending, the rules of revision"),
        _("tactics, mix, times, ads"),
    ),
    Beat(
        _("Every quarter"), 120,
        _("objectives, channels, audience, competitors, authority, tools, platforms"),
        _("the strategy: a new version of this plan"),
    ),
    Beat(_("Every year"), 240, _("vision, goals, reference tables"), _("everything")),
)  # fmt: skip


@dataclass(frozen=True)
class Review:
    """One review in the diary; ``beat`` is the place in :data:`BEATS`."""

    date: dt.date
    beat: int


def first_in_month(year: int, month: int, weekday: int) -> dt.date:
    """Return the first such weekday of a month."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7)


def last_in_month(year: int, month: int, weekday: int) -> dt.date:
    """Return the last such weekday of a month."""
    last = dt.date(year, month, months.monthrange(year, month)[1])
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7)


def dates(reviews: Reviews, start: dt.date, days: int = 95) -> tuple[Review, ...]:
    """Return the reviews of the next quarter and the days after it, in order of time."""
    return tuple(sorted(_dates(reviews, start, days), key=lambda item: (item.date, item.beat)))


def _dates(reviews: Reviews, start: dt.date, days: int) -> Iterator[Review]:
    end = start + dt.timedelta(days=days)
    if reviews.weekly:
        weekday = DAYS.index(reviews.weekly.value)
        day = start + dt.timedelta(days=(weekday - start.weekday()) % 7 or 7)
        while day <= end:
            yield Review(day, 1)
            day += dt.timedelta(days=7)
    year, month = start.year, start.month
    while dt.date(year, month, 1) <= end:
        if reviews.monthly:
            day = first_in_month(year, month, DAYS.index(reviews.monthly.value))
            if start + dt.timedelta(days=14) < day <= end:
                yield Review(day, 2)
        if reviews.quarterly and month % 3 == 0:
            day = last_in_month(year, month, DAYS.index(reviews.quarterly.value))
            if start < day <= end:
                yield Review(day, 3)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def check(reviews: Reviews, *, begun: bool) -> Outcome:
    """Return what came of C606; ``begun`` says whether the step has been reached."""
    if not begun:
        return C606.unknown(reviews.where("weekly"))
    open_ = [name for name in ("weekly", "monthly", "quarterly") if getattr(reviews, name) is None]
    labels = [str(Reviews.questions()[name].label) for name in open_]
    return C606.when(bool(open_), "; ".join(labels), *open_)
