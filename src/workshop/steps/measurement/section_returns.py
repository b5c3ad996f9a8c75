"""What the plan prints on what the year returns, and who gets the credit."""

from __future__ import annotations

from workshop.blocks import Bars, Block, Column, Heading, Measure, Measures, Paragraph, Run, Table
from workshop.i18n import Lazy, _
from workshop.method import Value
from workshop.method.telling import Telling, mark_of
from workshop.numbers import money, number, percent, round_half_away
from workshop.steps.measurement import Measurement, MeasurementResult
from workshop.steps.measurement.attribution import Model
from workshop.steps.measurement.returns import ReturnsResult
from workshop.steps.objectives.economics import UnitEconomics


def returns(
    _answers: Measurement, result: MeasurementResult, telling: Telling, worth: UnitEconomics
) -> list[Block]:
    """Return cost of a customer, payback, break-even and the three returns side by side."""
    r = result.returns
    if not r.cost.known:
        return []
    blocks: list[Block] = [Heading(text=str(_("What the year returns")))]
    if not r.orders.known:
        line = telling.missing(r.orders, _("The return of the year"))
        return [*blocks, *([line] if line else [])]
    blocks.append(Paragraph(text=_lead(r), style="lead"))
    blocks.append(Measures(measures=tuple(_measures(r, worth))))
    blocks.append(_three(r, telling))
    blocks += _others(r, telling)
    return blocks


def _lead(r: ReturnsResult) -> str:
    text = _("{orders} orders planned in the year; {least} pay for it.")
    least = number(r.break_even.get()) if r.break_even.known else "–"
    return str(text.format(orders=number(round_half_away(r.orders.get())), least=least))


def _measures(r: ReturnsResult, worth: UnitEconomics) -> list[Measure]:
    allowed = ""
    if worth.allowable_cac.known:
        text = _("{most} is allowed (rule of thumb)")
        allowed = str(text.format(most=money(worth.allowable_cac.get())))
    rows = (
        (r.cac, money, _("to win a customer"), allowed),
        (r.ltv_cac, _two, _("times that a customer brings"), ""),
        (r.payback, _one, _("months until it is earned back"), ""),
        (r.break_even_month, _one, _("orders a month to break even"), ""),
    )
    return [
        Measure(
            value=show(value.get()) if value.known else "–",
            label=str(label),
            note=note,
            mark=mark_of(value.basis) if value.known else "",
        )
        for value, show, label, note in rows
    ]


def _one(value: float) -> str:
    return number(round_half_away(value, 1), 1)


def _two(value: float) -> str:
    return number(round_half_away(value, 2), 2)


def _three(r: ReturnsResult, telling: Telling) -> Table:
    rows: tuple[tuple[Lazy, Value[float], Value[float], Value[float]], ...] = (
        (_("On the first orders"), r.contribution, r.cost, r.roi_first),
        (_("With what new customers bring later"), r.clv_total, r.cost, r.roi_clv),
        (
            _("Of what is added to today"), r.extra_contribution, r.extra_cost, r.roi_incremental,
        ),
    )  # fmt: skip
    return Table(
        columns=(
            Column(label=str(_("The year")), share=2),
            Column(label=str(_("Brings")), align="right", share=1),
            Column(label=str(_("Costs")), align="right", share=1),
            Column(label=str(_("Return")), align="right", share=1),
        ),
        rows=tuple(
            (
                str(label), telling.run(brings, money), telling.run(costs, money),
                telling.run(rate, percent, strong=True),
            )
            for label, brings, costs, rate in rows
        ),
        caption=str(_("Three ways to look at the same year")),
        note=str(
            _("Contribution, not sales; full cost, hours included. The second counts new "
              "customers only, with all they bring in the years ahead; nothing is counted twice. "
              "The third asks what more comes for what more is spent.")
        ),
    )  # fmt: skip


def _others(r: ReturnsResult, telling: Telling) -> list[Block]:
    if not r.others:
        return []
    rows: list[tuple[object, ...]] = [
        (
            Run(text=str(_("Social media, as planned")), strong=True),
            telling.run(r.cost, money), telling.run(r.cac, money),
            telling.run(r.roi_first, percent),
        )
    ]  # fmt: skip
    rows += [
        (
            each.row.name_shown(),
            money(each.row.cost) if each.row.cost is not None else "–",
            telling.run(each.cac, money),
            telling.run(each.roi, percent),
        )
        for each in r.others
    ]
    return [
        Table(
            columns=(
                Column(label=str(_("Way")), share=2),
                Column(label=str(_("Cost a year")), align="right", share=1),
                Column(label=str(_("For a customer")), align="right", share=1),
                Column(label=str(_("On first orders")), align="right", share=1),
            ),
            rows=tuple(rows),
            caption=str(_("Beside what else you do")),
        )
    ]


def credit(_answers: Measurement, result: MeasurementResult, _telling: Telling) -> list[Block]:
    """Return the share of social media under five ways of counting, as a range."""
    c = result.credit
    if not c.social:
        return []
    low, high = min(c.social.values()), max(c.social.values())
    title = _("Social media brings {low} to {high} of the value, by how it is counted").format(
        low=percent(round_half_away(low, 0)), high=percent(round_half_away(high, 0))
    )
    bars = tuple(
        (
            str(model.label) + (" ←" if model is c.model else ""),
            share,
            _bar_text(share, c.roi.get(model)),
        )
        for model, share in c.social.items()
    )
    chosen = next((m for m in Model if m is c.model), Model.LAST)
    note = _(
        "From {total} of orders whose way is known. The arrow marks the way targets are judged "
        "by ({name}); beside each share stands the return on first orders under that way."
    ).format(total=money(c.total), name=chosen.label)
    return [Heading(text=str(_("Who gets the credit"))), Bars(bars=bars, title=str(title),
                                                             note=str(note))]  # fmt: skip


def _bar_text(share: float, roi: Value[float] | None) -> str:
    text = percent(round_half_away(share, 1))
    if roi is not None and roi.known:
        text += f" · {percent(round_half_away(roi.get(), 0))}"
    return text
