"""Who gets the credit for an order: five ways of sharing it out, as a range (W57)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Money, Number, Text, Texts, YesNo
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
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
from workshop.reference import ChannelKind, Reference
from workshop.settings import HouseRules

AT = "/measurement/touches"
HALF_LIFE = 7
"""Days in which a visit loses half of its weight in the time-decay model."""
_ENDS, _MIDDLE = 0.4, 0.2


class Model(Labelled):
    """How credit for an order is shared out."""

    LAST = "last_non_direct", _("all to the last visit")
    FIRST = "first", _("all to the first visit")
    LINEAR = "linear", _("to all visits alike")
    POSITION = "position", _("most to the first and the last")
    DECAY = "time_decay", _("more to the later ones")


class Credit(Topic, at="/measurement/credit"):
    """The way of sharing out credit that targets are judged by."""

    title: ClassVar[Lazy] = _("Who gets the credit")

    model: Annotated[
        Model | None,
        Question(
            Choice(Model),
            _("How is credit shared out?"),
            help=_("Left empty: all to the last visit, as most programs do."),
            example="all to the last visit",
            tier=3,
        ),
    ] = None
    window_days: Annotated[
        int | None,
        Question(
            Number(at_least=1, at_most=365, whole=True),
            _("Days before an order in which a visit counts"),
            help=_("Left empty, our rule of thumb is used."),
            example="30",
            tier=3,
        ),
    ] = None
    ask_customers: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Do you ask new customers how they heard of you?"),
            help=_("It catches what no program sees."),
            example="yes",
            tier=3,
        ),
    ] = None
    offline_codes: Annotated[
        list[str] | None,
        Question(
            Texts(most=20, limit=40),
            _("Codes for offers off the internet"),
            help=_("One a line: a word customers say at the till."),
            example="CLAY27",
            tier=3,
        ),
    ] = None


class Touch(Row, at=AT):
    """One visit on the way to an order. Rows of one path share its name and order."""

    title: ClassVar[Lazy] = _("Ways to an order")
    singular: ClassVar[Lazy] = _("visit")

    path: Annotated[
        str | None,
        Question(
            Text(40),
            _("Which order?"),
            help=_("A number of your own; never a name."),
            example="1",
            required=True,
            tier=3,
        ),
    ] = None
    order_value: Annotated[
        float | None,
        Question(Money(at_least=0), _("What was the order worth?"), example="$142.80", tier=3),
    ] = None
    channel: Annotated[
        str | None,
        Question(
            Text(40),
            _("Where did the visit come from?"),
            help=_("Instagram, e-mail, search, direct …"),
            example="Instagram",
            required=True,
            tier=3,
        ),
    ] = None
    days_before: Annotated[
        float | None,
        Question(
            Number(at_least=0), _("Days before the order"), example="10", required=True, tier=3
        ),
    ] = None


C610 = Check(
    "C610",
    Severity.WARN,
    _("The share of social media depends on how it is counted"),
    why=_("With so wide a range, one number alone would mislead."),
    remedy=_("Show the range, ask new customers, and judge by one way of counting over time."),
    sources=("W57",),
    house_rule=True,
)


@dataclass(frozen=True)
class Path:
    """One order: its worth in US dollars and its visits, the oldest first."""

    id: str
    value: float
    touches: tuple[tuple[str, float], ...]


Share = Callable[[Sequence[tuple[str, float]]], list[float]]


def last(touches: Sequence[tuple[str, float]]) -> list[float]:
    """Give all credit to the last visit."""
    return [0.0] * (len(touches) - 1) + [1.0]


def first(touches: Sequence[tuple[str, float]]) -> list[float]:
    """Give all credit to the first visit."""
    return [1.0] + [0.0] * (len(touches) - 1)


def linear(touches: Sequence[tuple[str, float]]) -> list[float]:
    """Share credit alike."""
    return [1 / len(touches)] * len(touches)


def position(touches: Sequence[tuple[str, float]]) -> list[float]:
    """Give 40 % to the first, 40 % to the last, 20 % to those between; two share half each."""
    n = len(touches)
    if n == 1:
        return [1.0]
    if n == 2:
        return [0.5, 0.5]
    return [_ENDS, *[_MIDDLE / (n - 2)] * (n - 2), _ENDS]


def decay(touches: Sequence[tuple[str, float]]) -> list[float]:
    """Give each visit 2^(−days/7), scaled to sum 1."""
    weights = [2.0 ** (-days / HALF_LIFE) for _channel, days in touches]
    whole = math.fsum(weights)
    return [weight / whole for weight in weights]


MODELS: dict[Model, Share] = {
    Model.LAST: last,
    Model.FIRST: first,
    Model.LINEAR: linear,
    Model.POSITION: position,
    Model.DECAY: decay,
}


@dataclass(frozen=True)
class CreditResult:
    """Credit by way of counting.

    Attributes
    ----------
    model : Model
        The one targets are judged by.
    by_channel : mapping of Model to mapping of str to float
        US dollars.
    social : mapping of Model to float
        Per cent of all value.
    points : Value of float
        Largest less smallest share.
    roi : mapping of Model to Value of float
        Return on first orders under each way of counting, per cent.
    """

    model: Model
    total: float
    by_channel: Mapping[Model, Mapping[str, float]]
    social: Mapping[Model, float]
    points: Value[float]
    roi: Mapping[Model, Value[float]]


def paths(rows: Sequence[Touch], window: int) -> tuple[Path, ...]:
    """Return the orders with their visits; direct ones are left out unless alone."""
    by_path: dict[str, list[Touch]] = {}
    for row in rows:
        if row.path and row.channel and row.days_before is not None and row.days_before <= window:
            by_path.setdefault(row.path, []).append(row)
    found = []
    for name, touches in by_path.items():
        ordered = sorted(touches, key=lambda row: -(row.days_before or 0.0))
        named = [row for row in ordered if (row.channel or "").casefold() != "direct"] or ordered
        value = next((row.order_value for row in touches if row.order_value is not None), None)
        if value is not None:
            told = tuple((row.channel or "", row.days_before or 0.0) for row in named)
            found.append(Path(name, value, told))
    return tuple(found)


def evaluate(
    credit: Credit,
    rows: Sequence[Touch],
    contribution: Value[float],
    cost: Value[float],
    reference: Reference,
    rules: HouseRules,
) -> CreditResult:
    """Return what each way of counting gives.

    Parameters
    ----------
    credit : Credit
    rows : sequence of Touch
    contribution, cost : Value of float
        Of the planned year, US dollars; the contribution as the target model counts it.
    reference : Reference
        Tells which channels are social.
    rules : HouseRules
    """
    model = credit.model or Model.LAST
    orders = paths(rows, credit.window_days or rules.attribution_days)
    total = math.fsum(order.value for order in orders)
    found: dict[Model, dict[str, float]] = {}
    for each, share in MODELS.items():
        sums: dict[str, float] = {}
        for order in orders:
            for (channel, _days), part in zip(order.touches, share(order.touches), strict=True):
                sums[channel] = sums.get(channel, 0.0) + part * order.value
        found[each] = sums
    if total <= 0:
        return CreditResult(model, 0.0, {}, {}, missing(AT), {})

    def is_social(name: str) -> bool:
        channel = reference.find_channel(name)
        return channel is not None and channel.kind is ChannelKind.SOCIAL

    social = {
        each: 100 * math.fsum(v for name, v in sums.items() if is_social(name)) / total
        for each, sums in found.items()
    }
    return CreditResult(
        model, total, found, social,
        Value(max(social.values()) - min(social.values())),
        {
            each: derive(
                lambda brought, spent, share=share: _scaled(brought, spent, share, social[model]),
                contribution, cost,
            )
            for each, share in social.items()
        },
    )  # fmt: skip


def _scaled(brought: float, spent: float, share: float, target: float) -> float:
    if target <= 0 or spent <= 0:
        raise NotComputableError(_("there is nothing to put it in proportion to"))
    return 100 * (brought * share / target - spent) / spent


def check(result: CreditResult, rules: HouseRules) -> Outcome:
    """Return what came of C610."""
    if not result.points.known:
        return C610.unknown(*result.points.needs)
    low, high = min(result.social.values()), max(result.social.values())
    finding = _("Between {low} and {high} of the value: {points} points apart.").format(
        low=percent(low), high=percent(high), points=number(round_half_away(high - low, 0))
    )
    return C610.when(round(result.points.get(), 9) > rules.attribution_points_most, finding)
