"""What is taken as given of goals and objectives where a workshop is too short to ask."""

from __future__ import annotations

from workshop.answers.measured import Basis, Measured
from workshop.i18n import Words, _
from workshop.method.assuming import Assuming
from workshop.reference import Metric, Reference
from workshop.steps.objectives import Objectives
from workshop.steps.objectives.economics import Economics
from workshop.steps.objectives.goals import Goal, GoalKind
from workshop.steps.objectives.smart.questions import Objective, Race, Unit
from workshop.steps.readiness.words import Function


def assume(
    answers: Objectives, assuming: Assuming, leader: str | None, place: str, reference: Reference
) -> Objectives:
    """Return the answers of step 1 with what was not asked for put in.

    Parameters
    ----------
    answers : Objectives
    assuming : Assuming
    leader : str, optional
        Person who stands behind it.
    place : str
        Of the business, empty if not known.
    reference : Reference
        What an objective on each metric usually is.
    """
    goal = answers.goals[0].id if answers.goals else None
    objectives = [
        _objective(row, assuming, goal, leader, place, reference.metrics.get(row.metric_id or ""))
        if row.kept
        else row
        for row in answers.objectives
    ]
    goals = [_goal(row, objectives, assuming, reference) for row in answers.goals]
    return answers.model_copy(
        update={
            "goals": goals,
            "objectives": objectives,
            "economics": _economics(answers.economics, assuming),
        }
    )


def _objective(
    row: Objective,
    assuming: Assuming,
    goal: str | None,
    leader: str | None,
    place: str,
    metric: Metric | None,
) -> Objective:
    row = assuming.fill(row, _("the first goal you named"), goal_id=goal)
    row = assuming.fill(row, _("who stands behind the plan answers for it"), owner=leader)
    among: Words = _("people in {place}").format(place=place) if place else _("our customers")
    row = assuming.fill(
        row, _("the widest it can be"), audience=str(among), scope=str(_("our social media"))
    )
    if metric is None:
        return row
    start = row.baseline.value if row.baseline is not None else None
    falls = start is not None and row.target is not None and row.target < start
    return assuming.fill(
        row,
        _("usual for this number"),
        unit=Unit.of(metric.unit),
        function=Function.of(metric.function),
        race=Race.of(metric.race),
        verb=str(_("lower") if falls else _("raise")),
    )


def _goal(row: Goal, objectives: list[Objective], assuming: Assuming, reference: Reference) -> Goal:
    serving = next((each for each in objectives if each.kept and each.goal_id == row.id), None)
    metric = reference.metrics.get(serving.metric_id or "") if serving else None
    kind = GoalKind.of(metric.judged_by) if metric is not None else None
    return assuming.fill(row, _("by the number of the objective that serves it"), kind=kind)


def _economics(row: Economics, assuming: Assuming) -> Economics:
    row = assuming.fill(
        row,
        _("nobody is counted as coming back next year: the lowest a customer can be worth"),
        retention_pct=Measured[float](value=0.0, basis=Basis.ESTIMATED),
    )
    if row.orders_per_year is None:
        return row
    share = min(100.0, 100 / row.orders_per_year.value)
    return assuming.fill(
        row,
        _("every customer new, and ordering as often in a year as you say"),
        new_share_pct=Measured[float](value=share, basis=Basis.ESTIMATED),
    )
