"""Checks on the objectives kept in the plan."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.answers.measured import Basis
from workshop.i18n import Lazy, _, plural
from workshop.method import Check, Outcome, Severity
from workshop.numbers import number, percent
from workshop.reference import MetricClass, Reference
from workshop.settings import HouseRules
from workshop.steps.objectives.goals import GOALS, Goal, GoalKind
from workshop.steps.objectives.smart.method import ObjectiveResult
from workshop.steps.objectives.smart.questions import OBJECTIVES, ObjectiveType
from workshop.steps.readiness.departments import AT as DEPARTMENTS
from workshop.steps.readiness.departments import Department, contributing

C101 = Check(
    "C101",
    Severity.BLOCK,
    _("No objective passes all five tests"),
    why=_("A plan without one clear, reachable objective cannot be judged later."),
    remedy=_("Take the objective with the most green letters and mend the others."),
    sources=("W01", "W13"),
)
C102 = Check(
    "C102",
    Severity.BLOCK,
    _("An objective counts vanity"),
    why=_("Followers, likes and views look good in a report and decide nothing."),
    remedy=_("Count what follows from them instead; the finding names one."),
    sources=("practice", "W67"),
)
C103 = Check(
    "C103",
    Severity.BLOCK,
    _("The plan only wants to be seen"),
    why=_("Being known pays nothing until somebody books, buys, asks or signs up."),
    remedy=_("Add one objective that counts orders, bookings, enquiries or sign-ups."),
    sources=("practice",),
)
C104 = Check(
    "C104",
    Severity.WARN,
    _("A target is beyond what is usual"),
    why=_("A target nobody can reach is given up after a month."),
    remedy=_("Lower it to the largest target that passes, or give it more time."),
    sources=("W01",),
    house_rule=True,
)
C105 = Check(
    "C105",
    Severity.WARN,
    _("Too many objectives"),
    why=_("What everything counts for, nothing is done for."),
    remedy=_("Keep those closest to the money and put the others aside, with the reason."),
    sources=("W07",),
    house_rule=True,
)
C106 = Check(
    "C106",
    Severity.WARN,
    _("Nothing serves sales or growth"),
    why=_("The return of the work will be asked for in sales or growth."),
    remedy=_("Let one objective serve a goal that is judged by sales or growth."),
    sources=("practice",),
)
C107 = Check(
    "C107",
    Severity.WARN,
    _("An objective nobody carries"),
    why=_("What no department does and nobody owns is not done."),
    remedy=_("Name an owner, and a contributing department that does this."),
    sources=("W01", "practice"),
)
C108 = Check(
    "C108",
    Severity.BLOCK,
    _("An objective hangs on no goal"),
    why=_("Social media serves the business plan, or it serves itself."),
    remedy=_("Name the business goal it serves, or put it aside."),
    sources=("W01", "practice"),
)
C109 = Check(
    "C109",
    Severity.WARN,
    _("A starting point is estimated"),
    why=_("If the start is a guess, so is every success measured from it."),
    remedy=_("Measure it for four weeks, then set the target again."),
    sources=("W11",),
)
C112 = Check(
    "C112",
    Severity.INFO,
    _("The targets may be too easy"),
    why=_("Promises that are all kept in full teach nothing about what is possible."),
    remedy=_("Make one of them a stretch."),
    sources=("W14",),
)

CONVERSIONS = (MetricClass.BUSINESS, MetricClass.CONVERSION)


def check(
    results: Sequence[ObjectiveResult],
    goals: Sequence[Goal],
    departments: Sequence[Department],
    reference: Reference,
    rules: HouseRules,
) -> tuple[Outcome, ...]:
    """Return what came of C101–C109 and C112 on these objectives.

    Parameters
    ----------
    results : sequence of ObjectiveResult
        The objectives looked at: those kept, or drafts while they are edited.
    """
    if not results:
        return tuple(
            each.unknown(OBJECTIVES)
            for each in (C101, C102, C103, C104, C105, C106, C107, C108, C109, C112)
        )
    return (
        _all_letters(results),
        _vanity(results, reference),
        _awareness_only(results),
        _beyond_benchmark(results),
        C105.when(
            len(results) > rules.objectives_most,
            plural("There is {n} objective.", "There are {n} objectives.", len(results)),
        ),
        _sales_or_growth(results, goals),
        _carried(results, departments),
        _with_goal(results, goals),
        _estimated(results),
        _too_easy(results),
    )


def _ids(results: Sequence[ObjectiveResult]) -> str:
    return ", ".join(result.objective.id for result in results)


def _outcome(
    each: Check, broken: Sequence[ObjectiveResult], finding: Lazy, holes: Sequence[str]
) -> Outcome:
    if broken:
        return each.fires(
            finding.format(ids=_ids(broken)), *(result.objective.id for result in broken)
        )
    return each.unknown(*holes) if holes else each.silent()


def _holes(results: Sequence[ObjectiveResult], name: str) -> list[str]:
    return [
        result.objective.where(name)
        for result in results
        if getattr(result.objective, name) is None
    ]


def _all_letters(results: Sequence[ObjectiveResult]) -> Outcome:
    if any(result.passes for result in results):
        return C101.silent()
    undecided = [
        result
        for result in results
        if all(letter.state != "fail" for letter in result.letters.values())
    ]
    if undecided:
        needs = [need for result in undecided for each in result.letters.values()
                 for need in each.needs]  # fmt: skip
        return C101.unknown(*needs)
    return C101.fires(_("Every objective fails at least one of the five letters."))


def _vanity(results: Sequence[ObjectiveResult], reference: Reference) -> Outcome:
    broken = [
        result
        for result in results
        if result.metric is not None and result.metric.metric_class is MetricClass.VANITY
    ]
    if not broken:
        return _outcome(C102, (), Lazy(""), _holes(results, "metric_id"))
    offers = []
    for result in broken:
        assert result.metric is not None
        better = reference.metrics.get(result.metric.replacement)
        offer = _("{id}: instead of {metric} count {better}")
        offers.append(
            str(
                offer.format(
                    id=result.objective.id,
                    metric=result.metric.name,
                    better=better.name if better else "…",
                )
            )
        )
    return C102.fires("; ".join(offers) + ".", *(result.objective.id for result in broken))


def _awareness_only(results: Sequence[ObjectiveResult]) -> Outcome:
    if any(result.metric and result.metric.metric_class in CONVERSIONS for result in results):
        return C103.silent()
    holes = _holes(results, "metric_id")
    if holes:
        return C103.unknown(*holes)
    return C103.fires(_("No objective counts orders, bookings, enquiries, sign-ups or the like."))


def _beyond_benchmark(results: Sequence[ObjectiveResult]) -> Outcome:
    broken, parts = [], []
    for result in results:
        pace, limit = result.pace, result.limit
        if result.bounded or not (pace.known and limit.known):
            continue
        if round(pace.get(), 9) > round(limit.get(), 9):
            broken.append(result)
            text = _("{id} needs {pace} a month, {limit} is within reach: at most {largest}")
            parts.append(
                str(
                    text.format(
                        id=result.objective.id,
                        pace=percent(pace.get(), 2),
                        limit=percent(limit.get(), 2),
                        largest=number(result.largest_target.get()),
                    )
                )
            )
    if broken:
        return C104.fires("; ".join(parts) + ".", *(item.objective.id for item in broken))
    holes = [
        need
        for result in results
        if not result.bounded and result.limit.known
        for need in result.pace.needs
    ]
    return C104.unknown(*holes) if holes else C104.silent()


def _sales_or_growth(results: Sequence[ObjectiveResult], goals: Sequence[Goal]) -> Outcome:
    kinds = {goal.id: goal.kind for goal in goals}
    served = [kinds.get(result.objective.goal_id or "") for result in results]
    if any(kind in (GoalKind.SALES, GoalKind.GROWTH) for kind in served):
        return C106.silent()
    holes = [goal.where("kind") for goal in goals if goal.kind is None]
    if holes or not goals:
        return C106.unknown(*(holes or [GOALS]))
    return C106.fires(_("No objective serves a goal that is judged by sales or growth."))


def _carried(results: Sequence[ObjectiveResult], departments: Sequence[Department]) -> Outcome:
    served = {
        function
        for department in contributing(departments)
        for function in department.functions or ()
    }
    broken = [
        result
        for result in results
        if result.objective.owner is None
        or (departments and result.objective.function and result.objective.function not in served)
    ]
    holes = _holes(results, "function") or ([] if departments else [DEPARTMENTS])
    return _outcome(
        C107, broken, _("No owner, or no contributing department does this: {ids}."), holes
    )


def _with_goal(results: Sequence[ObjectiveResult], goals: Sequence[Goal]) -> Outcome:
    known = {goal.id for goal in goals}
    broken = [result for result in results if result.objective.goal_id not in known]
    return _outcome(C108, broken, _("Without a business goal above it: {ids}."), ())


def _estimated(results: Sequence[ObjectiveResult]) -> Outcome:
    broken = [
        result
        for result in results
        if result.objective.baseline and result.objective.baseline.basis is Basis.ESTIMATED
    ]
    return _outcome(
        C109, broken, _("The starting point is estimated: {ids}."), _holes(results, "baseline")
    )


def _too_easy(results: Sequence[ObjectiveResult]) -> Outcome:
    promised = all(result.objective.type is ObjectiveType.COMMITTED for result in results)
    full = all(result.objective.last_quarter_score == 1 for result in results)
    return C112.when(
        promised and full,
        _("Every objective is a promise, and last quarter all were kept in full."),
    )
