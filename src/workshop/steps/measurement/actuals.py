"""Numbers of the months as they came, and how they stand against the path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from workshop.answers.kinds import Day, Number, Ref
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.method import Check, NotComputableError, Outcome, Severity, Value, derive, given
from workshop.numbers import months_between, number
from workshop.settings import HouseRules
from workshop.steps.measurement.statistics import Sureness, sureness
from workshop.steps.objectives.smart.method import ObjectiveResult, okr_score

AT = "/measurement/actuals"


class Actual(Row, at=AT):
    """One number of one month."""

    title: ClassVar[Lazy] = _("The numbers of each month")
    singular: ClassVar[Lazy] = _("number")

    month: Annotated[
        dt.date | None,
        Question(
            Day(),
            _("Month"),
            help=_("Any day of it, the last one best."),
            example="2027-03-31",
            required=True,
        ),
    ] = None
    metric: Annotated[
        str | None,
        Question(
            Ref("reference:metrics"), _("What was counted?"),
            example="bookings from social media", required=True,
        ),
    ] = None  # fmt: skip
    objective: Annotated[
        str | None,
        Question(
            Ref("/objectives/objectives"),
            _("Which objective is it the number of?"),
            help=_("Leave it empty for any other number."),
            example="O1",
        ),
    ] = None
    channel: Annotated[
        str | None,
        Question(
            Ref("reference:channels"),
            _("On which channel?"),
            help=_("Leave it empty for all together."),
            example="Instagram",
            tier=3,
        ),
    ] = None
    pillar: Annotated[
        str | None,
        Question(
            Ref("/content/pillars"),
            _("For which theme?"),
            help=_("Leave it empty for all together."),
            example="How clay works",
            tier=3,
        ),
    ] = None
    value: Annotated[
        float | None,
        Question(Number(), _("Number"), example="52", required=True),
    ] = None
    n: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Out of how many?"),
            help=_("For a share: visits, messages or mentions it is a part of. "
                   "For a theme: its posts."),
            example="640",
            tier=3,
        ),
    ] = None  # fmt: skip


C612 = Check(
    "C612",
    Severity.WARN,
    _("The numbers are old"),
    why=_("A plan steered by old numbers is steered by memory."),
    remedy=_("Put in last month's numbers before the next review."),
    sources=("W68",),
    house_rule=True,
)


class Light(StrEnum):
    """How an objective stands."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True)
class Standing:
    """One objective at the end of one month.

    Attributes
    ----------
    expected : Value of float
        On the path: compound for counts, straight for shares.
    attain : Value of float
        (actual − baseline) / (expected − baseline).
    okr : Value of float
        0 to 1 of the way to the target (W14).
    """

    objective: str
    month: dt.date
    actual: float
    expected: Value[float]
    attain: Value[float]
    okr: Value[float]
    light: Light


def month_end(day: dt.date) -> dt.date:
    """Return the last day of a month."""
    first = day.replace(day=28) + dt.timedelta(days=4)
    return first - dt.timedelta(days=first.day)


def attainment(actual: float, baseline: float, expected: float) -> float:
    """Return (actual − B) / (expected − B)."""
    if expected == baseline:
        raise NotComputableError(_("nothing was to change by then"))
    return (actual - baseline) / (expected - baseline)


def light_of(attain: float, rules: HouseRules, *, few: bool = False) -> Light:
    """Return the colour of the scorecard, grey where there is too little to judge."""
    if few:
        return Light.GREY
    attain = round(attain, 9)
    if attain >= rules.attain_green:
        return Light.GREEN
    return Light.AMBER if attain >= rules.attain_amber else Light.RED


def standing(
    result: ObjectiveResult, month: dt.date, actual: float, n: int | None, rules: HouseRules
) -> Standing:
    """Return how an objective stands at the end of a month.

    Parameters
    ----------
    result : ObjectiveResult
    month : datetime.date
        Any day of it.
    actual : float
    n : int, optional
        For a share: out of how many.
    rules : HouseRules
    """
    objective = result.objective
    baseline, target = given(objective, "baseline"), given(objective, "target")
    since = objective.baseline.as_of if objective.baseline else None
    elapsed = months_between(since, month_end(month)) if since else 0
    expected: Value[float] = derive(
        lambda path, base: _on_path(path, base, elapsed), result.path, baseline
    )
    attain = derive(lambda base, due: attainment(actual, base, due), baseline, expected)
    few = result.bounded and n is not None and sureness(actual * n / 100, rules) is Sureness.FEW
    return Standing(
        objective.id,
        month_end(month),
        actual,
        expected,
        attain,
        derive(lambda base, aim: okr_score(base, aim, actual), baseline, target),
        light_of(attain.get(), rules, few=few) if attain.known else Light.GREY,
    )


def _on_path(path: Sequence[float], baseline: float, elapsed: int) -> float:
    if elapsed < 1:
        return baseline
    return path[min(elapsed, len(path)) - 1]


def standings(
    rows: Sequence[Actual], kept: Sequence[ObjectiveResult], rules: HouseRules
) -> Mapping[str, tuple[Standing, ...]]:
    """Return the months of every objective that has numbers, in order of time."""
    found = {}
    for result in kept:
        objective = result.objective
        told: dict[dt.date, Actual] = {}
        for row in rows:
            if (
                row.objective == objective.id
                and row.metric in (None, objective.metric_id)
                and row.month and row.value is not None
                and not row.channel and not row.pillar
            ):  # fmt: skip
                told[month_end(row.month)] = row
        found[objective.id] = tuple(
            standing(result, month, row.value or 0.0, row.n, rules)
            for month, row in sorted(told.items())
        )
    return found


def check(rows: Sequence[Actual], as_of: dt.date, rules: HouseRules) -> Outcome:
    """Return what came of C612; before the first month nothing can be old."""
    months = [month_end(row.month) for row in rows if row.month]
    if not months:
        return C612.silent()
    age = (as_of - max(months)).days
    finding = _("The newest are {n} days old.").format(n=number(age))
    return C612.when(age > rules.actuals_days_most, finding)
