"""Pace, path and the five letters of one objective."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.i18n import Lazy, Words, _
from workshop.method import NotComputableError, Value, derive, given, missing
from workshop.numbers import floor_allowed, months_between, number, percent
from workshop.reference import Metric, MetricClass, Reference
from workshop.settings import HouseRules
from workshop.steps.objectives.smart.questions import BOUNDS, Objective
from workshop.steps.readiness import Readiness
from workshop.steps.readiness.departments import contributing
from workshop.steps.readiness.systems.questions import SystemStatus

LETTERS = ("S", "M", "A", "R", "T")
LetterState = Literal["pass", "fail", "unknown"]

_TOOLS = ("facebook", "instagram", "tiktok", "youtube", "linkedin", "pinterest", "twitter",
          "snapchat", "threads", "reddit", "bluesky", "whatsapp")  # fmt: skip
_TOOL_VERBS = ("have", "do", "use", "get", "open", "start", "be", "join", "launch", "create")


@dataclass(frozen=True)
class Letter:
    """One of the five tests: its state and the words that explain it."""

    state: LetterState
    note: Words = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ObjectiveResult:
    """Everything computed for one objective.

    ``pace`` is per cent a month for counts, points a month for bounded metrics;
    ``growth`` is per cent over the whole time; ``path`` is the expected value at the
    end of each month from the baseline on.
    """

    objective: Objective
    metric: Metric | None
    bounded: bool
    months: Value[int]
    growth: Value[float]
    pace: Value[float]
    limit: Value[float]
    largest_target: Value[int]
    path: Value[tuple[float, ...]]
    letters: Mapping[str, Letter]
    checkpoints: tuple[dt.date, ...]

    @property
    def passes(self) -> bool:
        """Say whether all five letters pass."""
        return all(letter.state == "pass" for letter in self.letters.values())


def monthly_rate(baseline: float, target: float, months: int) -> float:
    """Return ρ = (target/baseline)^(1/n) − 1 in per cent a month.

    Raises
    ------
    NotComputableError
        If the baseline is 0 (no rate exists) or no month lies between the dates.
    """
    if baseline <= 0:
        raise NotComputableError(_("from zero there is no rate of growth"))
    return 100 * (math.pow(target / baseline, 1 / _at_least_one(months)) - 1)


def points_per_month(baseline: float, target: float, months: int) -> float:
    """Return (target − baseline)/n, for metrics that end at a bound."""
    return (target - baseline) / _at_least_one(months)


def largest_target(baseline: float, limit_pct: float, months: int) -> int:
    """Return the largest target that passes: floor(baseline · (1 + limit)^n)."""
    return floor_allowed(baseline * (1 + limit_pct / 100) ** _at_least_one(months))


def compound_path(baseline: float, target: float, months: int) -> tuple[float, ...]:
    """Return B·(T/B)^(t/n) for t = 1 … n; from a baseline of 0, a straight line."""
    n = _at_least_one(months)
    if baseline <= 0:
        return linear_path(baseline, target, n)
    return tuple(baseline * (target / baseline) ** (t / n) for t in range(1, n + 1))


def linear_path(baseline: float, target: float, months: int) -> tuple[float, ...]:
    """Return B + (T−B)·t/n for t = 1 … n."""
    n = _at_least_one(months)
    return tuple(baseline + (target - baseline) * t / n for t in range(1, n + 1))


def okr_score(baseline: float, target: float, actual: float) -> float:
    """Return (actual − baseline)/(target − baseline), held between 0 and 1 (W14).

    Raises
    ------
    NotComputableError
        If target and baseline are the same.
    """
    if target == baseline:
        raise NotComputableError(_("target and starting point are the same"))
    return min(1.0, max(0.0, (actual - baseline) / (target - baseline)))


def _at_least_one(months: int) -> int:
    if months < 1:
        raise NotComputableError(_("the deadline is less than a month after the starting point"))
    return months


def checkpoints(start: dt.date, deadline: dt.date) -> tuple[dt.date, ...]:
    """Return the ends of the quarters between two dates, and the deadline itself."""
    dates = []
    year, month = start.year, 3 * ((start.month - 1) // 3) + 3
    while (end := _month_end(year, month)) < deadline:
        if end > start:
            dates.append(end)
        year, month = (year, month + 3) if month < 12 else (year + 1, 3)
    return (*dates, deadline) if deadline > start else ()


def _month_end(year: int, month: int) -> dt.date:
    first_of_next = dt.date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - dt.timedelta(days=1)


@dataclass(frozen=True)
class Surroundings:
    """What the tests of an objective look at beside it."""

    readiness: Readiness
    reference: Reference
    rules: HouseRules
    as_of: dt.date
    goal_ids: frozenset[str]
    impressions_ratio: Value[float]
    """Impressions needed over impressions now, of the reverse funnel."""
    departments_asked: bool = True


def figures(objective: Objective, rules: HouseRules) -> dict[str, Value]:  # type: ignore[type-arg]
    """Return months, growth, pace, limit, largest target and path of one objective."""
    start = objective.baseline.as_of if objective.baseline else None
    baseline, target = given(objective, "baseline"), given(objective, "target")
    months: Value[int]
    if start is None or objective.deadline is None:
        holes = [] if start else [objective.where("baseline")]
        holes += [] if objective.deadline else [objective.where("deadline")]
        months = missing(*holes)
    else:
        months = Value(months_between(start, objective.deadline))
    bounded = objective.unit in BOUNDS
    benchmark = given(objective, "benchmark_growth_pct_month")
    limit = derive(lambda rate: rate * rules.stretch, benchmark)
    if bounded:
        reason = _("per cent and stars are judged by points a month")
        return {
            "months": months,
            "growth": missing(reason=reason),
            "pace": derive(points_per_month, baseline, target, months),
            "limit": limit,
            "largest_target": missing(reason=reason),
            "path": derive(linear_path, baseline, target, months),
        }
    return {
        "months": months,
        "growth": derive(_growth, baseline, target),
        "pace": derive(monthly_rate, baseline, target, months),
        "limit": limit,
        "largest_target": derive(largest_target, baseline, limit, months),
        "path": derive(compound_path, baseline, target, months),
    }


def _growth(baseline: float, target: float) -> float:
    if baseline <= 0:
        raise NotComputableError(_("from zero there is no rate of growth"))
    return 100 * (target / baseline - 1)


def evaluate(objective: Objective, around: Surroundings) -> ObjectiveResult:
    """Return figures and letters of one objective."""
    metric = around.reference.metrics.get(objective.metric_id or "")
    found = figures(objective, around.rules)
    letters = {
        "S": specific(objective),
        "M": measurable(objective, metric, around.readiness),
        "A": attainable(objective, found, around),
        "R": relevant(objective, metric, around),
        "T": timed(objective, around),
    }
    dates: tuple[dt.date, ...] = ()
    if objective.deadline:
        dates = checkpoints(around.as_of, objective.deadline)
    return ObjectiveResult(
        objective, metric, objective.unit in BOUNDS, letters=letters, checkpoints=dates, **found
    )


def _unanswered(objective: Objective, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(objective.where(name) for name in names if getattr(objective, name) in (None, ""))


def _incomplete(needs: tuple[str, ...]) -> Letter:
    return Letter("unknown", _("not all of it is answered yet"), needs)


def names_a_tool(verb: str, rest: str) -> bool:
    """Say whether a statement makes a tool its aim, as in "have a TikTok"."""
    first = verb.casefold().split()
    words = f"{verb} {rest}".casefold()
    return bool(first) and first[0] in _TOOL_VERBS and any(tool in words for tool in _TOOLS)


def specific(objective: Objective) -> Letter:
    """Test S: verb, metric, audience and scope are there, and no tool is the aim."""
    verb, scope = objective.verb or "", objective.scope or ""
    if names_a_tool(verb, scope):
        return Letter("fail", _("a tool is not an aim: say what it shall bring"))
    needs = _unanswered(objective, ("verb", "metric_id", "audience", "scope"))
    return _incomplete(needs) if needs else Letter("pass")


def measurable(objective: Objective, metric: Metric | None, readiness: Readiness) -> Letter:
    """Test M: a known metric, unit, dated baseline with basis, and a source that exists."""
    if objective.metric_id and metric is None:
        return Letter("fail", _("this number is not in the list of metrics"))
    system = next(
        (item for item in readiness.systems if item.id == (objective.data_source or "")), None
    )
    if system is not None and system.status is SystemStatus.NONE:
        return Letter("fail", _("the tool it should come from does not exist"))
    needs = _unanswered(objective, ("metric_id", "unit", "baseline", "data_source"))
    if objective.baseline is not None and objective.baseline.as_of is None:
        needs = (*needs, objective.where("baseline"))
    if system is not None and system.status is None:
        needs = (*needs, system.where("status"))
    return _incomplete(needs) if needs else Letter("pass")


def attainable(
    objective: Objective,
    found: Mapping[str, Value],  # type: ignore[type-arg]
    around: Surroundings,
) -> Letter:
    """Test A: within reach by benchmark, else by impressions, else inside its bound.

    Hours are tested once the content plan knows them.
    """
    pace, limit = found["pace"], found["limit"]
    if objective.owner is None:
        return _incomplete((objective.where("owner"),))
    if objective.unit in BOUNDS:
        return _inside_bound(objective, BOUNDS[objective.unit])
    if pace.known and limit.known:
        within = round(pace.get(), 9) <= round(limit.get(), 9)
        note = _("needs {pace} a month; {limit} is within reach").format(
            pace=percent(pace.get(), 2), limit=percent(limit.get(), 2)
        )
        return Letter("pass" if within else "fail", note)
    needs = (*found["months"].needs, *pace.needs)
    if needs:
        return _incomplete(needs)
    if pace.reason and not found["months"].known:
        return Letter("fail", pace.reason)
    ratio = around.impressions_ratio
    if ratio.known:
        within = ratio.get() <= around.rules.impressions_most
        note = _("needs {ratio} times today's impressions; {most} is our limit").format(
            ratio=number(ratio.get(), 1), most=number(around.rules.impressions_most)
        )
        return Letter("pass" if within else "fail", note)
    if not (pace.known and found["growth"].known):
        holes = (objective.where("benchmark_growth_pct_month"), *ratio.needs)
        return Letter("unknown", _("neither a usual growth nor the funnel is known"), holes)
    # With every rate as it is today, impressions have to grow as the number itself does.
    times = 1 + found["growth"].get() / 100
    note = _("at today's rates it needs {ratio} times the impressions; {most} is our limit").format(
        ratio=number(times, 1), most=number(around.rules.impressions_most)
    )
    return Letter("pass" if times <= around.rules.impressions_most else "fail", note)


def _inside_bound(objective: Objective, bound: float) -> Letter:
    if objective.target is None:
        return _incomplete((objective.where("target"),))
    if objective.target > bound:
        return Letter("fail", _("more than {bound} is not possible").format(bound=number(bound)))
    return Letter("pass", _("inside its bound; hours are tested with the content plan"))


def relevant(objective: Objective, metric: Metric | None, around: Surroundings) -> Letter:
    """Test R: serves a goal, does not count vanity, and someone contributes to it."""
    if metric is not None and metric.metric_class is MetricClass.VANITY:
        return Letter("fail", _("this number looks good and decides nothing"))
    if objective.goal_id is not None and objective.goal_id not in around.goal_ids:
        return Letter("fail", _("the goal it names is not in the list"))
    needs = _unanswered(objective, ("goal_id", "metric_id", "function"))
    if needs:
        return _incomplete(needs)
    served = {
        function
        for department in contributing(around.readiness.departments)
        for function in department.functions or ()
    }
    if objective.function not in served:
        if not around.readiness.departments and not around.departments_asked:
            return Letter("pass", _("departments were not asked about"))
        if not around.readiness.departments:
            return _incomplete(("/readiness/departments",))
        return Letter("fail", _("no department that contributes does this"))
    return Letter("pass")


def timed(objective: Objective, around: Surroundings) -> Letter:
    """Test T: a deadline after today, within the limit, with a checkpoint each quarter."""
    deadline, most = objective.deadline, around.rules.deadline_months_most
    if deadline is None:
        return _incomplete((objective.where("deadline"),))
    if deadline <= around.as_of:
        return Letter("fail", _("the deadline has passed"))
    if months_between(around.as_of, deadline) > most:
        return Letter("fail", _("more than {most} months away").format(most=most))
    return Letter("pass")


def sentence(result: ObjectiveResult, goal: str, owner: str) -> Lazy:
    """Return the objective as one sentence; what is missing stands as an ellipsis."""
    objective = result.objective
    start = objective.baseline
    questions = objective.questions()

    def shown(name: str) -> str:
        return questions[name].show(getattr(objective, name)) or "…"

    def amount(value: float | None) -> str:
        if value is None:
            return "…"
        return with_unit(value, objective)

    return _(
        "{verb} {metric} among {audience} through {scope} from {baseline} ({date}) to {target} "
        "by {deadline}, measured in {source}, owned by {owner}, so that: {goal}."
    ).format(
        verb=capital(objective.verb or "…"),
        metric=result.metric.name if result.metric else "…",
        audience=objective.audience or "…",
        scope=objective.scope or "…",
        baseline=amount(start.value if start else None),
        date=questions["deadline"].show(start.as_of) if start and start.as_of else "…",
        target=amount(objective.target),
        deadline=shown("deadline"),
        source=shown("data_source"),
        owner=owner or "…",
        goal=goal or "…",
    )


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def with_unit(value: float, objective: Objective) -> str:
    """Return a number in the objective's unit."""
    from workshop.numbers import money
    from workshop.steps.objectives.smart.questions import Unit

    unit = objective.unit
    if unit is Unit.PCT:
        return percent(value)
    if unit is Unit.USD_MONTH:
        return str(_("{amount} a month").format(amount=money(value)))
    if unit in (Unit.COUNT, None):
        return number(value)
    return f"{number(value)} {unit.label}"
