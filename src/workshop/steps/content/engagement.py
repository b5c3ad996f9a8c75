"""Answering people: when, how soon, and what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Clock, Number, Ref, YesNo
from workshop.answers.kinds.marks import minutes_of
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, Words, _
from workshop.method import Check, Outcome, Severity, Value, derive, given, missing
from workshop.numbers import number, percent, round_half_away
from workshop.settings import HouseRules
from workshop.steps.audience.survey import Day
from workshop.steps.channels.questions import Capacity
from workshop.steps.content.roles.raci import AT as RACI
from workshop.steps.content.roles.raci import Duty
from workshop.steps.content.words import CHANNELS
from workshop.steps.objectives.smart.method import ObjectiveResult
from workshop.steps.readiness.people import Person
from workshop.steps.readiness.words import Function

HOURS_WEEK = 168
AT = "/content/open_hours"


class OpenDay(Row, at=AT):
    """When messages are answered on one day; both empty: closed."""

    title: ClassVar[Lazy] = _("When you answer")
    singular: ClassVar[Lazy] = _("day")
    fixed: ClassVar[dict[str, Words] | None] = {day.value: day.label for day in Day}

    opens: Annotated[
        str | None,
        Question(
            Clock(), _("From"), help=_("Leave both empty on days off."), example="10:00", tier=3
        ),
    ] = None
    closes: Annotated[str | None, Question(Clock(), _("To"), example="18:00", tier=3)] = None

    @property
    def hours(self) -> float:
        """Return the open hours of the day."""
        if self.opens is None or self.closes is None:
            return 0.0
        return max(0, minutes_of(self.closes) - minutes_of(self.opens)) / 60


class Engagement(Topic, at="/content/engagement"):
    """How soon people get an answer."""

    title: ClassVar[Lazy] = _("Answering")

    check_every_min: Annotated[
        int | None,
        Question(
            Number(at_least=15, at_most=1440, whole=True),
            _("Minutes between two looks at the inbox, while open"),
            help=_("Left empty, our rule of thumb is used: once an hour."),
            example="60",
        ),
    ] = None
    sla_minutes: Annotated[
        int | None,
        Question(
            Number(at_least=15, at_most=10080, whole=True),
            _("Open minutes within which everybody gets an answer"),
            help=_("The clock stops while you are closed. Left empty: 240, our rule of thumb."),
            example="240",
        ),
    ] = None
    out_of_hours_message: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Does an automatic message say when you are back?"),
            help=_("Every channel can send one while you are closed."),
            example="yes",
            required=True,
        ),
    ] = None


class Promise(Row, at="/content/promises"):
    """A channel on which people are answered sooner or later than everywhere else."""

    title: ClassVar[Lazy] = _("Channels with a promise of their own")
    singular: ClassVar[Lazy] = _("channel")

    channel: Annotated[
        str | None, Question(Ref(CHANNELS), _("Channel"), example="WhatsApp", required=True, tier=3)
    ] = None
    sla_minutes: Annotated[
        int | None,
        Question(
            Number(at_least=15, at_most=10080, whole=True),
            _("Open minutes within which it is answered there"),
            help=_("The clock stops while you are closed."),
            example="60",
            required=True,
            tier=3,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the channel."""
        return self.channel or self.id


C461 = Check(
    "C461",
    Severity.WARN,
    _("You promise quick answers and look too seldom"),
    why=_("Nobody can answer what nobody has seen."),
    remedy=_("Look at least once an hour while you are open, or promise less."),
    sources=("W45",),
)
C462 = Check(
    "C462",
    Severity.WARN,
    _("Those who answer do not have the hours for it"),
    why=_("Answers come first; without hours they come late or not at all."),
    remedy=_("Put another person on the inbox, or give those on it more hours."),
    sources=("W18",),
)
C463 = Check(
    "C463",
    Severity.WARN,
    _("Nobody says when you are back"),
    why=_("Most of the week you are closed, and a message then seems to vanish."),
    remedy=_("Set the automatic message on every channel: a quarter of an hour."),
    sources=("W45",),
)


@dataclass(frozen=True)
class EngagementResult:
    """Load in hours a week, waits in open minutes, open hours a week and their share.

    ``promises`` are the channels with minutes of their own; ``shortest`` is the least promised.
    """

    load: Value[float]
    check_every: int
    sla: int
    promises: tuple[tuple[str, int], ...]
    mean_wait: float
    worst_wait: float
    open_hours: Value[float]
    open_share: Value[float]

    @property
    def shortest(self) -> int:
        """Return the open minutes of the shortest promise."""
        return min([self.sla, *(minutes for _channel, minutes in self.promises)])


def evaluate(
    engagement: Engagement,
    days: Sequence[OpenDay],
    promises: Sequence[Promise],
    capacity: Capacity,
    rules: HouseRules,
) -> EngagementResult:
    """Return what answering takes and how long people wait."""
    every = engagement.check_every_min or rules.check_every_min
    hours = sum(day.hours for day in days)
    open_ = Value(hours) if hours else missing(AT)
    return EngagementResult(
        load=derive(
            lambda n, minutes: n * minutes / 60,
            given(capacity, "messages_week"), given(capacity, "minutes_message"),
        ),
        check_every=every,
        sla=engagement.sla_minutes or rules.sla_minutes,
        promises=tuple(
            (row.channel, row.sla_minutes) for row in promises if row.channel and row.sla_minutes
        ),
        mean_wait=every / 2,
        worst_wait=float(every),
        open_hours=open_,
        open_share=derive(lambda h: 100 * h / HOURS_WEEK, open_),
    )  # fmt: skip


def check(
    engagement: Engagement,
    result: EngagementResult,
    kept: Sequence[ObjectiveResult],
    duties: Sequence[Duty],
    people: Sequence[Person],
    rules: HouseRules,
) -> tuple[Outcome, ...]:
    """Return what came of C461 to C463."""
    service = any(item.objective.function is Function.CUSTOMER_SERVICE for item in kept)
    return (
        _seldom(result, service=service, rules=rules),
        _load(result, duties, people),
        _closed(engagement, result),
    )


def _seldom(result: EngagementResult, *, service: bool, rules: HouseRules) -> Outcome:
    every = result.check_every
    if every > result.shortest:
        finding = _("Every {n} minutes, and an answer is promised within {promised}.")
        text = finding.format(n=number(every), promised=number(result.shortest))
        return C461.fires(text)
    finding = _("Every {n} minutes, with an objective that promises service.")
    return C461.when(service and every > rules.check_every_min, finding.format(n=number(every)))


def _load(result: EngagementResult, duties: Sequence[Duty], people: Sequence[Person]) -> Outcome:
    inbox = next((duty for duty in duties if duty.id == "inbox"), None)
    doing = set(inbox.responsible or ()) if inbox else set()
    if not result.load.known or not doing:
        needs = (*result.load.needs, *(() if doing else (f"{RACI}/inbox/responsible",)))
        return C462.unknown(*needs)
    hours = sum(row.hours_week or 0.0 for row in people if row.id in doing)
    finding = _("Answering takes {load} h a week; those on the inbox have {hours} h in all.")
    return C462.when(
        round(hours, 9) < round(result.load.get(), 9),
        finding.format(load=number(round_half_away(result.load.get(), 1)), hours=number(hours)),
        *sorted(doing),
    )


def _closed(engagement: Engagement, result: EngagementResult) -> Outcome:
    if engagement.out_of_hours_message is None:
        return C463.unknown(engagement.where("out_of_hours_message"))
    if engagement.out_of_hours_message:
        return C463.silent()
    if not result.open_share.known:
        return C463.unknown(AT)
    finding = _("You are open {share} of the week.").format(
        share=percent(round_half_away(result.open_share.get(), 0))
    )
    return C463.when(result.open_hours.get() < HOURS_WEEK, finding)
