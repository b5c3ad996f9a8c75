"""What the plan prints of the months as they came: scorecard, channels compared, proposals."""

from __future__ import annotations

import datetime as dt

from workshop.blocks import Block, Column, Heading, Listing, Paragraph, Run, Table
from workshop.blocks.model import ListItem
from workshop.i18n import Lazy, _
from workshop.method.telling import Telling
from workshop.numbers import number, percent, round_half_away
from workshop.steps.measurement import Measurement, MeasurementResult
from workshop.steps.measurement.actuals import Light
from workshop.steps.measurement.section import due_at, head_of, month_ahead
from workshop.steps.measurement.statistics import Comparison, Sureness
from workshop.steps.objectives import ObjectivesResult
from workshop.steps.objectives.smart.method import ObjectiveResult

LIGHTS: dict[Light, Lazy] = {
    Light.GREEN: _("on track"),
    Light.AMBER: _("behind"),
    Light.RED: _("off track"),
    Light.GREY: _("too few to judge"),
}


def scorecard(
    _answers: Measurement, result: MeasurementResult, telling: Telling, aims: ObjectivesResult
) -> list[Block]:
    """Return how the months stand, or a blank scorecard to fill in by hand."""
    if not aims.kept:
        return []
    told = [each for months in result.standings.values() for each in months]
    if told:
        rows = tuple(
            (
                f"{each.month:%m}/{each.month.year}",
                each.objective,
                number(round_half_away(each.actual, 1)),
                telling.run(each.expected, lambda v: number(round_half_away(v, 1))),
                telling.run(each.attain, lambda v: number(round_half_away(v, 2), 2)),
                str(LIGHTS[each.light]),
            )
            for each in sorted(told, key=lambda each: (each.month, each.objective))
        )
        blocks: list[Block] = [
            Heading(text=str(_("Scorecard"))),
            Table(
                columns=(
                    Column(label=str(_("Month")), share=0.8),
                    Column(label="", share=0.5),
                    Column(label=str(_("Reached")), align="right", share=1),
                    Column(label=str(_("Due")), align="right", share=1),
                    Column(label=str(_("Share of the way")), align="right", share=1),
                    Column(label=str(_("So")), share=1.2),
                ),
                rows=rows,
            ),
        ]
        return [*blocks, *_compared(result, telling), *_proposed(result, telling)]
    known = [item for item in aims.kept if item.path.known]
    if not known:
        return []
    months = [month_ahead(telling.as_of, n) for n in range(3)]
    return [
        Heading(text=str(_("Scorecard to fill in"))),
        Table(
            columns=(
                Column(label=str(_("Objective")), share=2),
                *(Column(label=f"{end:%m}/{end.year}", align="right", share=1) for end in months),
            ),
            rows=tuple((head_of(item), *(_blank(item, end) for end in months)) for item in known),
            note=str(_("What is due stands in small type; write what was reached beside it.")),
        ),
    ]


def _blank(item: ObjectiveResult, end: dt.date) -> tuple[Run, ...]:
    due = due_at(item, end)
    text = "" if due is None else f"/ {number(round_half_away(due, 1 if item.bounded else 0))}"
    return (Run(text="________ "), Run(text=text, muted=True))


def _proposed(result: MeasurementResult, _telling: Telling) -> list[Block]:
    if not result.proposals:
        return [Paragraph(text=str(_("No rule proposes a change.")))]
    items = tuple(
        ListItem(
            text=(
                Run(text=f"{each.rule} {each.subject}: ", strong=True),
                Run(text=f"{each.change} ({each.evidence}) {each.begin}".rstrip()),
            )
        )
        for each in result.proposals
    )
    return [
        Paragraph(text=str(_("What the numbers propose; you accept or decline, with a reason:"))),
        Listing(items=items),
    ]


SURENESS: dict[Sureness, Lazy] = {
    Sureness.FEW: _("too few to judge"),
    Sureness.ROUGH: _("rough"),
    Sureness.FAIR: _("fair"),
}


def _compared(result: MeasurementResult, telling: Telling) -> list[Block]:
    """Return channels by what their visits brought, with margins, and what may be said of it."""
    found = result.channels
    if not found.rates:
        return []
    rows = tuple(
        (
            Run(text=telling.channel(each.channel), strong=True),
            number(each.conversions),
            number(each.visits),
            _rate(each.rate),
            f"{_rate(each.interval[0])} – {_rate(each.interval[1])}",
            str(SURENESS[each.sureness]),
        )
        for each in found.rates
    )
    first = telling.channel(found.rates[0].channel)
    items = tuple(
        ListItem(text=_verdict(first, telling.channel(other), each))
        for other, each in found.against
    )
    return [
        Heading(text=str(_("Channels compared"))),
        Table(
            columns=(
                Column(label=str(_("Channel")), share=1.3),
                Column(label=str(_("Orders")), align="right", share=0.8),
                Column(label=str(_("Visits")), align="right", share=0.8),
                Column(label=str(_("Of 100 visits")), align="right", share=1),
                Column(label=str(_("95 % interval")), align="right", share=1.4),
                Column(label=str(_("So far it is")), share=1.2),
            ),
            rows=rows,
            note=str(
                _(
                    "The newest quarter. Two rates differ only where chance is unlikely to make "
                    "such a gap (two-proportion test, W69)."
                )
            ),
        ),
        Listing(items=items),
    ]


def _rate(share: float) -> str:
    return percent(round_half_away(100 * share, 2), 2)


def _verdict(first: str, other: str, each: Comparison) -> str:
    if each.clear:
        return str(
            _(
                "{first} does better than {other}: chance alone makes such a gap in {p} of cases."
            ).format(first=first, other=other, p=percent(round_half_away(100 * each.p, 1)))
        )
    if each.sample_shown is None:
        return str(_("{first} and {other} do alike.").format(first=first, other=other))
    return str(
        _(
            "{first} and {other}: no clear difference yet. To see such a gap takes {n} visits each."
        ).format(first=first, other=other, n=number(each.sample_shown))
    )
