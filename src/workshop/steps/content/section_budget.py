"""What the plan prints on what a year costs."""

from __future__ import annotations

from workshop.blocks import Bars, Block, Column, Heading, Paragraph, Run, Table
from workshop.i18n import Lazy, _
from workshop.method.telling import Telling
from workshop.numbers import money, number, percent, round_half_away
from workshop.steps.content import Content, ContentResult

LINES: dict[str, Lazy] = {
    "labour": _("Hours of your people"),
    "ads": _("Ads"),
    "tools": _("Tools"),
    "content": _("Making things"),
    "outside": _("Agency or freelancer"),
    "integration": _("Connecting the tools, first year"),
    "training": _("Training"),
}


def budget(answers: Content, result: ContentResult, telling: Telling) -> list[Block]:
    """Return the year's cost by line, the reserve, and the share of sales."""
    r = result.budget
    given = [name for name in type(answers.budget).questions() if name != "current_year"]
    if all(getattr(answers.budget, name) is None for name in given):
        return _at_least(result, telling)
    rows: list[tuple[object, ...]] = [
        (str(label), telling.run(r.lines[name], money)) for name, label in LINES.items()
    ]
    total = Run(text=money(r.year.get()), strong=True) if r.year.known else "–"
    rows.append((Run(text=str(_("Cost of the year")), strong=True), total))
    rows.append(
        (
            str(_("Reserve of {share} (rule of thumb)").format(
                share=percent(telling.rules.reserve_pct))),
            telling.run(r.reserve, money),
        )
    )  # fmt: skip
    rows.append((str(_("To be approved")), telling.run(r.request, money, strong=True)))
    blocks: list[Block] = [Heading(text=str(_("What a year costs")))]
    if r.share.known:
        text = _("{year} a year, {share} of sales.").format(
            year=money(r.year.get()), share=percent(r.share.get())
        )
        blocks.append(Paragraph(text=str(text), style="lead"))
    blocks.append(
        Table(
            columns=(
                Column(label=str(_("Line")), share=2.4),
                Column(label=str(_("A year")), align="right", share=1),
            ),
            rows=tuple(rows),
            note=str(
                _("Returns are worked out from the cost of the year, without the reserve. Guides "
                  "attributed to the SBA speak of 7–8 % of sales for all marketing; surveys find "
                  "1–4 % spent on advertising (W63, read where it is quoted).")
            ),
            total=True,
        )
    )  # fmt: skip
    if r.year.known and r.year.get() > 0:
        blocks.append(_bars(result))
    elif line := telling.missing(r.year, _("The cost of the year")):
        blocks.append(line)
    return blocks


def _at_least(result: ContentResult, telling: Telling) -> list[Block]:
    """Return the lines that are known where the others were not asked for."""
    r = result.budget
    if not (telling.short and r.at_least.known):
        return []
    known = [(str(label), r.lines[name]) for name, label in LINES.items()
             if r.lines[name].known and r.lines[name].get() > 0]  # fmt: skip
    open_ = [str(label) for name, label in LINES.items() if not r.lines[name].known]
    lead = _("{least} a year at least, your hours counted.").format(least=money(r.at_least.get()))
    hours, wage = result.cadence.hours, result.supply.loaded_wage
    note = _("Not in it: {lines}. {n} h a week, 52 weeks, at {wage} an hour with taxes and extras.")
    return [
        Heading(text=str(_("What a year costs"))),
        Paragraph(text=str(lead), style="lead"),
        Table(
            columns=(
                Column(label=str(_("Line")), share=2.4),
                Column(label=str(_("A year")), align="right", share=1),
            ),
            rows=(
                *((label, telling.run(value, money)) for label, value in known),
                (
                    Run(text=str(_("Known so far")), strong=True),
                    telling.run(r.at_least, money, strong=True),
                ),
            ),
            note=str(
                note.format(
                    lines=", ".join(open_).lower(),
                    n=number(round_half_away(hours.get(), 1)),
                    wage=money(wage.get()),
                )
            ),
            total=True,
        ),
    ]


def _bars(result: ContentResult) -> Bars:
    r = result.budget
    year = r.year.get()
    parts = [
        (str(label), 100 * r.lines[name].get() / year, money(r.lines[name].get()))
        for name, label in LINES.items()
        if r.lines[name].get() > 0
    ]
    parts.sort(key=lambda part: -part[1])
    labour = r.labour_share.get()
    title = _("Hours are {share} of the cost").format(share=percent(round_half_away(labour, 1)))
    note = _("{n} h a week, 52 weeks, at {wage} an hour with taxes and extras.")
    hours, wage = result.cadence.hours, result.supply.loaded_wage
    told = ""
    if hours.known and wage.known:
        told = str(
            note.format(n=number(round_half_away(hours.get(), 2), 2), wage=money(wage.get()))
        )
    return Bars(bars=tuple(parts), title=str(title), note=told)
