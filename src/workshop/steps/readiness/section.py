"""What the plan prints under "Where we start"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from workshop.blocks import (
    Bars,
    Block,
    Card,
    Cards,
    Column,
    Figure,
    Heading,
    Light,
    Measure,
    Measures,
    Paragraph,
    Run,
    Signature,
    Table,
)
from workshop.i18n import Lazy, _, plural
from workshop.method import Value
from workshop.method.telling import Telling, mark_of
from workshop.numbers import day, money, number
from workshop.steps.readiness import Readiness, ReadinessResult, figures
from workshop.steps.readiness.accounts.method import boxes_ticked
from workshop.steps.readiness.accounts.questions import BOXES
from workshop.steps.readiness.index import Mode
from workshop.steps.readiness.leadership import FACTORS
from workshop.steps.readiness.operation import ACCESS
from workshop.steps.readiness.words import Function

MODE_ADVICE: dict[Mode, Lazy] = {
    Mode.GROUNDWORK: _(
        "Do the groundwork and connect the tools first; pay for no campaign before that. "
        "Opening the networks, bringing the profiles into line and winning your key people "
        "may start now."
    ),
    Mode.PARALLEL: _(
        "Post and build at the same time: the plan may start while the missing links are made."
    ),
    Mode.READY: _("What is needed is in place. The plan can start in full."),
}

GROUNDWORK: tuple[Lazy, ...] = (
    _("Bring profiles into line"),
    _("Secure all profiles"),
    _("Win key people, note consent"),
    _("Prepare the LinkedIn page"),
)
"""What may be done before the tools are connected."""

_DEFAULT_GROUNDWORK_DAYS = 56


def overview(answers: Readiness, result: ReadinessResult, telling: Telling) -> list[Block]:
    """Return the readiness index, its parts and the mode that follows."""
    index = result.index
    blocks: list[Block] = []
    if index.mode.known:
        mode = index.mode.get()
        blocks.append(
            Paragraph(
                text=(
                    Run(text=str(mode.label) + ". ", strong=True),
                    Run(text=str(MODE_ADVICE[mode])),
                ),
                style="lead",
            )
        )
        title = _("Readiness today: {now} of 100").format(now=number(index.now.get(), 1))
        if index.target.known:
            title = _("Readiness: {now} of 100 today, {then} once the tools are connected").format(
                now=number(index.now.get(), 1), then=number(index.target.get(), 1)
            )
    else:
        title = _("Readiness is not known yet")
    rows = (
        (_("Readiness"), index.now),
        (_("Tools connected"), result.systems.now),
        (_("Leadership behind it"), result.leadership.index),
        (_("Profiles in order"), result.accounts.governance),
    )
    blocks.append(
        Bars(
            title=str(title),
            bars=tuple((str(label), value.value, _score(value)) for label, value in rows),
            note=str(
                _(
                    "Readiness weighs tools {i} %, leadership {l} % and profiles {g} %. Below "
                    "{low} means groundwork first, above {high} ready: our rule of thumb."
                ).format(
                    i=number(100 * telling.rules.readiness_weight_integration),
                    l=number(100 * telling.rules.readiness_weight_leadership),
                    g=number(100 * telling.rules.readiness_weight_governance),
                    low=number(telling.rules.groundwork_below),
                    high=number(telling.rules.ready_above),
                )
            ),
        )
    )
    if line := telling.missing(index.now, _("Readiness")):
        blocks.append(line)
    if result.leadership.weakest:
        weak = [
            f"“{answers.leadership.questions()[name].label}”"
            for name in FACTORS
            if name in result.leadership.weakest[:3]
        ]
        text = _("Weakest at the top today: {statements}.").format(statements=", ".join(weak))
        blocks.append(Paragraph(text=str(text)))
    return blocks


def _score(value: Value[float]) -> str:
    return number(value.get(), 1) if value.known else str(_("not known yet"))


def systems(answers: Readiness, result: ReadinessResult, telling: Telling) -> list[Block]:
    """Return the tools and how they are connected, now and as aimed at."""
    blocks: list[Block] = [Heading(text=str(_("Tools and how they are connected")))]
    if all(link.level_now is None for link in answers.links):
        blocks.append(Paragraph(text=str(_("Nothing has been answered on the tools yet."))))
        return blocks
    now, target = result.systems.now, result.systems.target
    loose = sum(1 for link in answers.links if link.level_now is not None and link.level_now < 2)
    title = _("{n} of 8 connections are missing or typed over by hand").format(n=loose)
    if now.known and target.known:
        title = _("{title}; the plan lifts the score from {now} to {then}").format(
            title=title, now=number(now.get(), 1), then=number(target.get(), 1)
        )
    blocks.append(
        Figure(
            svg=figures.links_svg(answers.systems, answers.links),
            alt=figures.links_alt(answers.links),
            title=str(title),
            note=str(
                _(
                    "0 not connected, 1 typed over by hand, 2 files on a schedule, 3 automatic. "
                    "Dark boxes are software, light ones paper, a spreadsheet or nothing."
                )
            ),
        )
    )
    if line := telling.missing(now, _("The score of the connections")):
        blocks.append(line)
    return blocks


def departments(answers: Readiness, result: ReadinessResult, telling: Telling) -> list[Block]:
    """Return departments by function, and the six access questions."""
    blocks: list[Block] = [Heading(text=str(_("Who takes part")))]
    if answers.departments:
        cover = result.departments
        caption = ""
        if cover.cover_pct.known:
            caption = str(
                _("{n} of {all} departments contribute").format(
                    n=cover.contributing.get(), all=cover.listed
                )
            )
        rows = []
        for item in answers.departments:
            gives = item.questions()["content_types"].show(item.content_types) or "–"
            does = [
                str(function.label) for function in Function if function in (item.functions or [])
            ]
            rows.append(
                (
                    Run(text=item.name_shown()),
                    ", ".join(does) or "–",
                    gives if item.will_contribute else str(_("does not contribute")),
                    telling.person(item.contact) or "–",
                )
            )
        blocks.append(
            Table(
                columns=(
                    Column(label=str(_("Department")), share=1.1),
                    Column(label=str(_("Uses it for")), share=1.5),
                    Column(label=str(_("Supplies")), share=1.3),
                    Column(label=str(_("Speaks for it"))),
                ),
                rows=tuple(rows),
                caption=caption,
            )
        )
    else:
        blocks.append(Paragraph(text=str(_("No department has been named yet."))))
    return [*blocks, *_silo(answers, result)]


def _silo(answers: Readiness, result: ReadinessResult) -> list[Block]:
    operation = answers.operation
    if operation.model is None and all(getattr(operation, name) is None for name in ACCESS):
        return []
    questions = operation.questions()
    states = {True: "pass", False: "fail", None: "unknown"}
    gaps = result.operation.silo_gaps
    title = _("Who runs it: {who}").format(who=questions["model"].show(operation.model) or "…")
    text = ""
    if gaps.known:
        text = str(
            plural(
                "{n} of six doors is shut. Risk of working in a silo: {band}.",
                "{n} of six doors are shut. Risk of working in a silo: {band}.",
                gaps.get(),
            ).format(band=_SILO_BANDS[result.operation.band.get()])
        )
    lights = tuple(
        Light(label=str(_ACCESS_SHORT[name]), state=states[getattr(operation, name)])
        for name in ACCESS
    )
    return [Cards(cards=(Card(title=str(title), text=text, lights=lights),))]


_SILO_BANDS = {"low": _("low"), "medium": _("medium"), "high": _("high")}
_MARKS = {True: "✓", False: "✗", None: "?"}
_ACCESS_SHORT = {
    "has_strategic_goal": _("goal known"),
    "meets_revenue_team": _("meets sales"),
    "has_ad_budget": _("ad budget"),
    "has_crm_access": _("customer records"),
    "has_content_supply": _("content supply"),
    "has_web_analytics": _("web analytics"),
}


def accounts(answers: Readiness, result: ReadinessResult, telling: Telling) -> list[Block]:
    """Return the profiles with what will be done, and the network they and the people reach."""
    blocks: list[Block] = [Heading(text=str(_("Profiles today")))]
    if not answers.accounts:
        blocks.append(Paragraph(text=str(_("No profile has been listed yet."))))
        return blocks
    channels = telling.reference.channels
    rows = []
    for item in answers.accounts:
        questions = item.questions()
        ticked = boxes_ticked(item)
        safe = "–" if item.admins is None else number(item.admins)
        rows.append(
            (
                channels[item.channel or ""].name
                if item.channel in channels
                else item.channel or item.id,
                "–" if item.followers is None else number(item.followers),
                "–" if item.posts_28d is None else number(item.posts_28d),
                f"{ticked.get()}/{len(BOXES)}" if ticked.known else "–",
                f"{safe} · {_MARKS[item.two_factor]}",
                telling.person(item.internal_owner) or "–",
                Run(text=questions["action"].show(item.action) or "–", strong=item.kept),
            )
        )
    caption = _("{kept} of {all} profiles go on").format(
        kept=len(result.accounts.kept), all=len(answers.accounts)
    )
    blocks.append(
        Table(
            columns=(
                Column(label=str(_("Channel")), share=1.3),
                Column(label=str(_("Followers")), align="right", share=0.9),
                Column(label=str(_("Posts, 28 days")), align="right", share=0.8),
                Column(label=str(_("In order")), align="right", share=0.7),
                Column(label=str(_("Admins · 2-factor")), align="right", share=1),
                Column(label=str(_("Answers for it")), share=1.2),
                Column(label=str(_("Decision")), share=0.8),
            ),
            rows=tuple(rows),
            caption=str(caption),
            note=str(_("In order: how many of the eight look-and-feel boxes are ticked.")),
        )
    )
    reach = result.people
    measures = [
        _measure(result.accounts.network, number, _("people follow the kept profiles")),
        _measure(reach.people, lambda n: number(n, 0), _("more through people who agreed")),
        _measure(
            reach.amplification, lambda x: f"× {number(x, 2)}", _("as far with both together")
        ),
    ]
    blocks.append(Measures(measures=tuple(measures)))
    return blocks


def _measure(value: Value[Any], show: Callable[[Any], str], label: Lazy) -> Measure:
    if not value.known:
        return Measure(value="–", label=str(label), note=str(_("not known yet")))
    return Measure(value=show(value.get()), label=str(label), mark=mark_of(value.basis))


def project(
    answers: Readiness,
    result: ReadinessResult,
    telling: Telling,
    break_even_orders: Value[int],
) -> list[Block]:
    """Return cost, return and timetable of connecting the tools.

    Parameters
    ----------
    break_even_orders : Value of int
        Orders that pay for the first year; comes from the unit economics.
    """
    integration = answers.integration
    blocks: list[Block] = [Heading(text=str(_("Connecting the tools")))]
    cost = result.integration.year_one
    blocks.append(
        Measures(
            measures=(
                _measure(cost, money, _("in the first year")),
                _measure(break_even_orders, number, _("first orders pay for it")),
                _measure(result.integration.funding_gap, money, _("still to be found")),
            )
        )
    )
    for value, what in (
        (cost, _("The cost of the first year")),
        (break_even_orders, _("The number of orders that pay for it")),
    ):
        if line := telling.missing(value, what):
            blocks.append(line)
            break
    if integration.start is None:
        note = _("A timetable is drawn once the start of the project is set.")
        blocks.append(Paragraph(text=str(note), style="small"))
        return blocks
    rows = timetable(answers, telling.as_of)
    first, last = min(row[1] for row in rows), max(row[2] for row in rows)
    title = _("Groundwork runs beside the project, which ends on {date}").format(
        date=day(rows[0][2])
    )
    alt = "; ".join(f"{label}: {day(start)} – {day(end)}" for label, start, end, _project in rows)
    blocks.append(Figure(svg=figures.gantt_svg(rows, first, last), alt=alt, title=str(title)))
    if integration.end is None:
        note = _("The end of the project is not set; eight weeks are drawn as our estimate.")
        blocks.append(Paragraph(text=str(note), style="small"))
    return blocks


def timetable(answers: Readiness, as_of: dt.date) -> list[tuple[Lazy, dt.date, dt.date, bool]]:
    """Return the rows of the timetable: the project, then the groundwork beside it."""
    start = answers.integration.start or as_of
    end = answers.integration.end or start + dt.timedelta(days=_DEFAULT_GROUNDWORK_DAYS)
    end = max(end, start + dt.timedelta(days=7))
    rows: list[tuple[Lazy, dt.date, dt.date, bool]] = [(_("Connect the tools"), start, end, True)]
    fortnight = dt.timedelta(days=14)
    begin = as_of
    for label in GROUNDWORK:
        rows.append((label, begin, begin + fortnight, False))
        begin += fortnight / 2
    return rows


def commitments(answers: Readiness, _result: ReadinessResult, telling: Telling) -> list[Block]:
    """Return what the sponsor promises, with a line to sign on."""
    lead = answers.leadership
    sponsor = telling.person(lead.sponsor)
    if not sponsor:
        return []
    questions = lead.questions()
    facts = [
        (str(label), (Run(text=text),))
        for label, text in (
            (_("In person"), questions["sponsor_acts"].show(lead.sponsor_acts)),
            (_("I will help create"), lead.content_i_will_help_create or ""),
            (_("I will set an example"), lead.example_i_will_set or ""),
        )
        if text
    ]
    return [
        Heading(text=str(_("What the sponsor stands for"))),
        Cards(cards=(Card(title=sponsor, label=str(_("Sponsor")), facts=tuple(facts)),)),
        Signature(people=(sponsor,)),
    ]
