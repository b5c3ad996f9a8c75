"""How often, and whether the hours bear it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Day, Number, Ref
from workshop.answers.measured import Basis
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.method import (
    Check,
    NotComputableError,
    Outcome,
    Severity,
    Value,
    derive,
    missing,
)
from workshop.numbers import number, percent, round_half_away
from workshop.settings import HouseRules
from workshop.steps.channels.decision import Decided
from workshop.steps.content.words import CADENCE, CHANNELS, WEEKS, Format, lasting
from workshop.steps.readiness.people import Person

LOG = "/content/log"


class Cadence(Row, at=CADENCE):
    """Posts of one kind on one channel, a week."""

    title: ClassVar[Lazy] = _("How often")
    singular: ClassVar[Lazy] = _("line")

    channel: Annotated[
        str | None, Question(Ref(CHANNELS), _("Channel"), example="Instagram", required=True)
    ] = None
    format: Annotated[
        Format | None,
        Question(Choice(Format), _("Made as"), example="Reel or short video", required=True),
    ] = None
    posts_week: Annotated[
        float | None,
        Question(
            Number(at_least=0, at_most=100),
            _("Posts a week"),
            help=_("0.5 is one every two weeks."),
            example="1",
            required=True,
        ),
    ] = None
    minutes_each: Annotated[
        float | None,
        Question(
            Number(at_least=0, at_most=3000),
            _("Minutes for each"),
            help=_("From the idea to the answer to the last comment."),
            example="75",
            required=True,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return channel and format."""
        parts = [self.channel or self.id, str(self.format.label) if self.format else ""]
        return " ".join(part for part in parts if part)


class WeekLog(Row, at=LOG):
    """One week as it really was."""

    title: ClassVar[Lazy] = _("Week by week: what really happened")
    singular: ClassVar[Lazy] = _("week")

    week: Annotated[
        dt.date | None,
        Question(Day(), _("Monday of the week"), example="2027-01-04", required=True, tier=3),
    ] = None
    planned: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Posts planned"), example="7", tier=3),
    ] = None
    published: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Posts published"), example="6", tier=3),
    ] = None
    hours_used: Annotated[
        float | None,
        Question(Number(at_least=0, unit=_("h")), _("Hours it took"), example="11", tier=3),
    ] = None


C421 = Check(
    "C421",
    Severity.BLOCK,
    _("The plan needs more hours than there are"),
    why=_("What does not fit is not done, and nobody decides what that will be."),
    remedy=_("Post less often, choose simpler formats, or find more hours."),
    sources=("W18",),
)
C422 = Check(
    "C422",
    Severity.WARN,
    _("No room for a bad week"),
    why=_("One sick day, and the calendar falls behind."),
    remedy=_("Take one of the costly formats down by one a week."),
    sources=("W18",),
    house_rule=True,
)
C423 = Check(
    "C423",
    Severity.WARN,
    _("It all hangs on one person"),
    why=_("When this person is away, your social media is away."),
    remedy=_("Give part of the hours to a second person, or name who steps in."),
    sources=("W01",),
    house_rule=True,
)
C424 = Check(
    "C424",
    Severity.WARN,
    _("Fewer than half of the posts, two weeks running"),
    why=_("This is how most plans end: first a week is left out, then all of them."),
    remedy=_("Halve the cadence today and keep it, rather than hope for a better week."),
    sources=("practice",),
    house_rule=True,
)


@dataclass(frozen=True)
class Rhythm:
    """Posts of one kind on one channel; ``usual`` if it came from the channel step."""

    channel: str
    format: Format | None
    posts_week: float
    minutes_each: float
    usual: bool = False


@dataclass(frozen=True)
class CadenceResult:
    """Hours the plan takes.

    Attributes
    ----------
    rhythms : tuple of Rhythm
    minutes, hours : Value of float
        A week, everything counted: H_need.
    utilisation : Value of float
        Per cent of the hours there are: U.
    feed_week : float
        Entries of the calendar a week; stories are not counted.
    largest : Value of float
        Per cent of all hours one person gives at most.
    """

    rhythms: tuple[Rhythm, ...]
    minutes: Value[float]
    hours: Value[float]
    available: Value[float]
    utilisation: Value[float]
    feed_week: float
    largest: Value[float]

    @property
    def feed_quarter(self) -> int:
        """Return N, the entries of 13 weeks."""
        return math.floor(round(WEEKS * self.feed_week, 9))


def rhythms(rows: Sequence[Cadence], chosen: Sequence[Decided]) -> tuple[Rhythm, ...]:
    """Return what is posted; a channel without a line starts from its estimate in step 3."""
    found = [
        Rhythm(row.channel, row.format, row.posts_week, row.minutes_each)
        for row in rows
        if row.channel and row.posts_week is not None and row.minutes_each is not None
    ]
    told = {rhythm.channel for rhythm in found}
    found += [
        Rhythm(each.id, None, each.rated.posts.get(), each.rated.minutes.get(), usual=True)
        for each in chosen
        if each.id not in told and each.rated.posts.known and each.rated.minutes.known
    ]
    order = {each.id: n for n, each in enumerate(chosen)}
    found.sort(key=lambda rhythm: order.get(rhythm.channel, len(order)))
    return tuple(found)


def posts_minutes(which: Sequence[Rhythm]) -> float:
    """Return Σ posts · minutes, a week."""
    return sum(each.posts_week * each.minutes_each for each in which)


def _share(needed: float, there: float) -> float:
    if there <= 0:
        raise NotComputableError(_("nobody has hours for it"))
    return 100 * needed / there


def evaluate(
    rows: Sequence[Cadence],
    chosen: Sequence[Decided],
    fixed_minutes: Value[float],
    available: Value[float],
    people: Sequence[Person],
) -> CadenceResult:
    """Return hours needed against hours there.

    Parameters
    ----------
    rows : sequence of Cadence
    chosen : sequence of Decided
        Channels in the plan.
    fixed_minutes : Value of float
        Minutes a week before the first post is made.
    available : Value of float
        Hours a week of all people.
    people : sequence of Person
    """
    which = rhythms(rows, chosen)
    posted: Value[float] = missing(CADENCE)
    if which:
        usual = any(each.usual for each in which)
        posted = Value(posts_minutes(which), Basis.ESTIMATED if usual else None)
    minutes = derive(lambda posts, fixed: posts + fixed, posted, fixed_minutes)
    hours = derive(lambda all_minutes: all_minutes / 60, minutes)
    each = [row.hours_week for row in people if row.hours_week is not None]
    largest = derive(lambda total: _share(max(each, default=0.0), total), available)
    return CadenceResult(
        which, minutes, hours, available, derive(_share, hours, available),
        sum(rhythm.posts_week for rhythm in which if lasting(rhythm.format)),
        largest,
    )  # fmt: skip


def check(
    result: CadenceResult, people: Sequence[Person], log: Sequence[WeekLog], rules: HouseRules
) -> tuple[Outcome, ...]:
    """Return what came of C421 to C424."""
    return *_hours(result, rules), _one_person(result, people, rules), _lapse(log, rules)


def _hours(result: CadenceResult, rules: HouseRules) -> tuple[Outcome, Outcome]:
    if not result.utilisation.known:
        needs = result.utilisation.needs
        if result.hours.known and result.available.known:
            finding = _("It takes {need} h a week, and nobody has an hour for it.").format(
                need=number(round_half_away(result.hours.get(), 1))
            )
            return C421.fires(finding), C422.silent()
        return C421.unknown(*needs), C422.unknown(*needs)
    used = round(result.utilisation.get(), 9)
    finding = _("{need} h of {there} h a week: {share}.").format(
        need=number(round_half_away(result.hours.get(), 2), 2),
        there=number(result.available.get()),
        share=percent(used),
    )
    over = used > 100
    return (
        C421.when(over, finding),
        C422.when(not over and used > rules.utilisation_most_pct, finding),
    )


def _one_person(result: CadenceResult, people: Sequence[Person], rules: HouseRules) -> Outcome:
    if not result.largest.known:
        return C423.unknown(*result.largest.needs)
    largest = max(people, key=lambda row: row.hours_week or 0.0)
    finding = _("{name} carries {share} of the hours.").format(
        name=largest.name_shown(), share=percent(result.largest.get())
    )
    most = rules.person_share_most_pct
    return C423.when(round(result.largest.get(), 9) > most, finding, largest.id)


def _lapse(log: Sequence[WeekLog], rules: HouseRules) -> Outcome:
    weeks = sorted(
        (row for row in log if row.week and row.planned and row.published is not None),
        key=lambda row: row.week or dt.date.min,
    )
    missed = [
        100 * (row.published or 0) < rules.published_least_pct * (row.planned or 0) for row in weeks
    ]
    running = any(
        a and b and (later.week or dt.date.min) - (first.week or dt.date.min) == dt.timedelta(7)
        for a, b, first, later in zip(missed, missed[1:], weeks, weeks[1:], strict=False)
    )
    return C424.when(running, _("Fewer than {share} of the posts planned were published.").format(
        share=percent(rules.published_least_pct)
    ))  # fmt: skip


def posts_of_week(rate: float, week: int) -> int:
    """Return how many posts of a rate a week fall in one week, counted from 0.

    One every two weeks gives 0, 1, 0, 1 …: the sum over n weeks is the whole part of n · rate.
    """
    return math.floor(round(rate * (week + 1), 9)) - math.floor(round(rate * week, 9))


def of_channel(which: Sequence[Rhythm]) -> Mapping[str, list[Rhythm]]:
    """Return the lasting posts by channel, in the order of the plan."""
    found: dict[str, list[Rhythm]] = {}
    for rhythm in which:
        if lasting(rhythm.format) and rhythm.posts_week > 0:
            found.setdefault(rhythm.channel, []).append(rhythm)
    return found
