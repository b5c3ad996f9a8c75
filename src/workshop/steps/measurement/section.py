"""What the plan prints under "How we measure and revise"."""

from __future__ import annotations

import datetime as dt

from workshop.blocks import (
    Block,
    Callout,
    Column,
    Heading,
    Run,
    Table,
    Tree,
)
from workshop.blocks.model import TreeNode
from workshop.i18n import _
from workshop.method.telling import Telling
from workshop.numbers import day, months_between, number, round_half_away
from workshop.steps.measurement import Measurement, MeasurementResult
from workshop.steps.measurement.actuals import month_end
from workshop.steps.measurement.kpis import Branch
from workshop.steps.measurement.revision.words import RULES
from workshop.steps.measurement.rhythm import BEATS
from workshop.steps.measurement.tracking import UNASSIGNED
from workshop.steps.objectives import ObjectivesResult
from workshop.steps.objectives.smart.method import ObjectiveResult, capital, with_unit

_SYSTEMS = "/readiness/systems"
_MOST_CAMPAIGNS = 12
_MONTHS_AHEAD = 12


def kpis(
    _answers: Measurement, result: MeasurementResult, telling: Telling, aims: ObjectivesResult
) -> list[Block]:
    """Return the tree of objectives and KPIs, and where each number lives."""
    if not aims.kept or not any(result.tree.values()):
        return []
    roots = []
    for item in aims.kept:
        branches = result.tree.get(item.objective.id, ())
        name = capital(str(item.metric.name)) if item.metric else item.objective.id
        children = tuple(
            TreeNode(
                text=capital(branch.name),
                label=str(branch.kind.label) if branch.kind else "",
                tone="plain" if branch.leading else "good",
            )
            for branch in branches
        )
        roots.append(TreeNode(text=name, label=item.objective.id, children=children))
    alt = "; ".join(
        f"{root.label}: " + ", ".join(str(node.text[0].text) for node in root.children)
        for root in roots
    )
    every = [branch for branches in result.tree.values() for branch in branches]
    return [
        Heading(text=str(_("What we look at"))),
        Tree(roots=tuple(roots), alt=str(_("Objectives and their KPIs: {tree}.").format(tree=alt))),
        _table(every, telling),
    ]


def _table(every: list[Branch], telling: Telling) -> Table:
    return Table(
        columns=(
            Column(label="", share=0.4),
            Column(label=str(_("KPI")), share=1.7),
            Column(label=str(_("Where it lives")), share=1.4),
            Column(label=str(_("Looked up by")), share=1.1),
            Column(label=str(_("How often")), share=1),
        ),
        rows=tuple(
            (
                branch.objective,
                Run(text=capital(branch.name), strong=branch.metric is not None),
                telling.row(_SYSTEMS, branch.source) if branch.source else "–",
                telling.person(branch.owner) or "–",
                str(branch.frequency.label),
            )
            for branch in every
        ),
        note=str(_("The first number of each objective is the objective's own.")),
    )


def targets(
    _answers: Measurement, _result: MeasurementResult, telling: Telling, aims: ObjectivesResult
) -> list[Block]:
    """Return what each objective should have reached at the end of each month."""
    known = [item for item in aims.kept if item.path.known and item.objective.baseline]
    if not known:
        return []
    start = telling.as_of
    months = [month_ahead(start, n) for n in range(_MONTHS_AHEAD)]
    rows = []
    for end in months:
        cells = [_due(item, end) for item in known]
        if any(cells):
            quarter = end.month % 3 == 0
            month = f"{end:%m}/{end.year}"
            rows.append((Run(text=month, strong=quarter), *(cell or "" for cell in cells)))
    if not rows:
        return []
    return [
        Heading(text=str(_("Targets, month by month"))),
        Table(
            columns=(
                Column(label=str(_("End of")), share=0.7),
                *(Column(label=head_of(item), align="right", share=1.2) for item in known),
            ),
            rows=tuple(rows),
            note=str(_("Counts grow by the same rate each month, shares by the same points.")),
        ),
    ]


def head_of(item: ObjectiveResult) -> str:
    """Return an objective's id and what it counts."""
    name = capital(str(item.metric.name)) if item.metric else ""
    return f"{item.objective.id} {name}".strip()


def month_ahead(start: dt.date, ahead: int) -> dt.date:
    """Return the last day of the month so many months after a day."""
    year, month = divmod(start.year * 12 + start.month - 1 + ahead, 12)
    return month_end(dt.date(year, month + 1, 1))


def due_at(item: ObjectiveResult, end: dt.date) -> float | None:
    """Return what an objective should have reached at the end of a month, None outside its path."""
    baseline = item.objective.baseline
    if baseline is None or baseline.as_of is None or not item.path.known:
        return None
    n = months_between(baseline.as_of, end)
    path = item.path.get()
    return path[n - 1] if 1 <= n <= len(path) else None


def _due(item: ObjectiveResult, end: dt.date) -> str:
    due = due_at(item, end)
    if due is None:
        return ""
    return with_unit(round_half_away(due, 1 if item.bounded else 0), item.objective)


def tracking(_answers: Measurement, result: MeasurementResult, _telling: Telling) -> list[Block]:
    """Return the tags of the calendar's links, and where their visits are counted."""
    if not result.campaigns:
        return []
    shown = result.campaigns[:_MOST_CAMPAIGNS]
    more = len(result.campaigns) - len(shown)
    note = _("Small letters only; never a name or an address in a tag. Ads take cpc as medium.")
    text = str(note)
    if more:
        text += " " + str(_("{n} more campaigns stand in the calendar file.").format(n=more))
    return [
        Heading(text=str(_("Tags in links"))),
        *_faults(result),
        Table(
            columns=(
                Column(label="utm_source", share=0.9),
                Column(label="utm_medium", share=0.8),
                Column(label="utm_campaign", share=1.8),
                Column(label=str(_("Counted as")), share=1.1),
                Column(label=str(_("Posts")), align="right", share=0.5),
            ),
            rows=tuple(
                (
                    Run(text=each.source, code=True), Run(text=each.medium, code=True),
                    Run(text=each.campaign, code=True), each.group, number(each.posts),
                )
                for each in shown
            ),
            note=text,
        ),
    ]  # fmt: skip


def _faults(result: MeasurementResult) -> list[Block]:
    """Name the tags that are ill-formed, and those whose visits would be counted nowhere."""
    lines = [
        str(_("{value}: small letters, digits, hyphens and underscores only").format(value=value))
        for each in result.campaigns
        for value in each.faults
    ]
    lines += [
        str(
            _("{source} / {medium}: these visits land in “Unassigned”").format(
                source=each.source or "–", medium=each.medium or "–"
            )
        )
        for each in result.campaigns
        if each.group == UNASSIGNED
    ]
    if not lines:
        return []
    title = str(_("Links whose visits will be miscounted"))
    return [Callout(tone="warn", title=title, text=". ".join(dict.fromkeys(lines)) + ".")]


def reviews(answers: Measurement, result: MeasurementResult, telling: Telling) -> list[Block]:
    """Return the rhythm of reviews with the next dates, and the rules of revision in words."""
    if not result.reviews and not answers.kpis:
        return []
    upcoming = {beat: [r.date for r in result.reviews if r.beat == beat] for beat in range(5)}
    people = ", ".join(telling.person(each) for each in answers.reviews.people or ())
    rows = tuple(
        (
            Run(text=str(beat.name), strong=True),
            str(_("{n} min").format(n=number(beat.minutes))),
            str(beat.looks_at),
            str(beat.may_change),
            day(upcoming[n][0]) if upcoming[n] else "",
        )
        for n, beat in enumerate(BEATS)
    )
    note = str(_("Present: {people}.").format(people=people)) if people else ""
    return [
        Heading(text=str(_("When we look at it"))),
        Table(
            columns=(
                Column(label="", share=0.9),
                Column(label=str(_("Time")), share=0.6),
                Column(label=str(_("Looks at")), share=1.8),
                Column(label=str(_("May change")), share=1.4),
                Column(label=str(_("Next")), share=1),
            ),
            rows=rows,
            note=note,
        ),
        *([] if telling.short else _rules()),
    ]


def _rules() -> list[Block]:
    """Return the rules of revision in words."""
    return [
        Heading(text=str(_("What makes us change the plan"))),
        Table(
            columns=(
                Column(label="", share=0.35),
                Column(label=str(_("When")), share=1.7),
                Column(label=str(_("On this evidence")), share=1.1),
                Column(label=str(_("Then")), share=1.7),
            ),
            rows=tuple(
                (Run(text=rule, strong=True), *(str(words) for words in told))
                for rule, told in RULES.items()
            ),
            note=str(_("Our rules of thumb. A monthly review may not change objectives or "
                       "channels, except by R09 to R11.")),
        ),
    ]  # fmt: skip
