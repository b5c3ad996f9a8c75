"""What the plan prints under "Promotions and ads"."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from workshop.blocks import Block, Callout, Card, Cards, Heading, Measure, Measures, Paragraph, Run
from workshop.i18n import _
from workshop.method import Value
from workshop.method.telling import Telling, mark_of
from workshop.numbers import day, money, number, percent, round_half_away
from workshop.reference import Rate
from workshop.steps.content import Content, ContentResult
from workshop.steps.content.promotions import CHANCE, PromotionResult
from workshop.steps.objectives.economics import UnitEconomics
from workshop.steps.objectives.funnel import Funnel


def promotions(_answers: Content, result: ContentResult, telling: Telling) -> list[Block]:
    """Return one sheet for each promotion, with its own return and the test of the law."""
    if not result.promotions:
        return []
    blocks: list[Block] = [Heading(text=str(_("Promotions")))]
    for each in result.promotions:
        blocks.append(Cards(cards=(_card(each, telling),)))
        blocks.append(Measures(measures=tuple(_measures(each))))
    text = _("This is not legal advice. State law differs: check it before you publish the rules.")
    blocks.append(Callout(tone="note", title=str(_("Before it starts")), text=str(text)))
    return blocks


def _card(each: PromotionResult, telling: Telling) -> Card:
    row = each.promotion
    dates = " – ".join(day(date) for date in (row.start, row.end) if date)
    facts = (
        (_("Kind"), str(row.kind.label) if row.kind else ""),
        (_("Where"), telling.channel(row.channel)),
        (_("When"), dates),
        (_("Prize"), row.prize or ""),
        (_("Take part by"), row.entry_method or ""),
        (_("Judged by"), row.judging or ""),
        (_("Who may"), "; ".join(text for text in (row.eligibility, row.states) if text)),
        (_("Rules"), row.rules_url or ""),
        (_("Tag"), row.disclosure_tag or ""),
        (_("Test"), _test(each)),
    )
    return Card(
        title=row.name_shown(),
        facts=tuple((str(label), (Run(text=text),)) for label, text in facts if text),
    )


def _test(each: PromotionResult) -> str:
    row = each.promotion
    parts = [
        str(_("a prize") if row.prize or row.prize_value else _("no prize")),
        str(_("chance") if row.kind in CHANCE else _("no chance")),
        str(_("something is paid for it") if row.purchase_needed else _("nothing is paid for it")),
    ]
    if row.free_entry_route:
        parts.append(str(_("a free way in")))
    return " · ".join(parts)


def _measures(each: PromotionResult) -> list[Measure]:
    def shown(value: Value[float], label: str, text: str) -> Measure:
        known = value.known
        return Measure(
            value=text if known else "–", label=label, mark=mark_of(value.basis) if known else ""
        )

    return [
        shown(each.cost, str(_("cost")), money(each.cost.value or 0)),
        shown(each.bookings, str(_("orders expected")),
              number(round_half_away(each.bookings.value or 0))),
        shown(each.roi, str(_("return on it")), percent(each.roi.value or 0)),
        shown(each.per_optin, str(_("for each address won")), money(each.per_optin.value or 0)),
    ]  # fmt: skip


def ads(
    answers: Content,
    result: ContentResult,
    telling: Telling,
    funnel: Funnel,
    worth: UnitEconomics,
) -> list[Block]:
    """Return the ads planner and the own list, beside published figures of the same kind."""
    r = result.ads
    blocks: list[Block] = []
    if funnel.ad_budget_month:
        blocks.append(Heading(text=str(_("Ads"))))
        blocks.append(Measures(measures=tuple(_ad_measures(result, funnel, worth))))
        if not r.cpa.known and (line := telling.missing(r.cpa, _("What ads bring"))):
            blocks.append(line)
        note = _benchmark(telling, r.channel.id if r.channel else "", funnel.ad_budget_month)
        if note:
            blocks.append(Paragraph(text=note, style="small"))
    if r.matched.known:
        blocks += _list(result, answers)
    return blocks


def _ad_measures(result: ContentResult, funnel: Funnel, worth: UnitEconomics) -> list[Measure]:
    r = result.ads
    found = [Measure(value=money(funnel.ad_budget_month or 0), label=str(_("for ads a month")))]
    if r.clicks.known:
        found.append(
            Measure(
                value=number(round_half_away(r.clicks.get())), label=str(_("clicks")),
                mark=mark_of(r.clicks.basis),
            )
        )  # fmt: skip
    if r.cpa.known:
        allowed = worth.allowable_cac
        note = ""
        if allowed.known:
            note = str(_("{most} is allowed").format(most=money(allowed.get())))
        found.append(
            Measure(
                value=money(r.cpa.get()), label=str(_("for an order")), note=note,
                mark=mark_of(r.cpa.basis),
            )
        )  # fmt: skip
    if r.roas.known:
        least = worth.break_even_roas
        note = ""
        if least.known:
            note = str(
                _("{least} is break-even").format(least=number(round_half_away(least.get(), 2), 2))
            )
        found.append(
            Measure(
                value=number(round_half_away(r.roas.get(), 2), 2),
                label=str(_("dollars of sales for each dollar")), note=note,
                mark=mark_of(r.roas.basis),
            )
        )  # fmt: skip
    return found


_PLACES = {"facebook": "meta", "instagram": "meta"}


def _benchmark(telling: Telling, channel: str, month: float) -> str:
    """Return what a click and a click rate cost others, with definition, source and year."""
    place = _PLACES.get(channel, channel)
    parts = []
    for metric, label in (
        ("cpc_traffic", _("a click")), ("cpc", _("a click")),
    ):  # fmt: skip
        found = [
            row for row in telling.reference.paid if (row.place, row.metric) == (place, metric)
        ]
        if found:
            parts.append(_typical(found, str(label)))
            break
    told = []
    if parts:
        text = _("Published, to compare with: {parts}. Definitions differ; use your own as soon as "
                 "you have them.")  # fmt: skip
        told.append(str(text.format(parts="; ".join(parts))))
    start = f"smallest useful ad budget, {place.capitalize()}"
    least = next((row for row in telling.reference.costs if row.item.startswith(start)), None)
    if least is not None and least.low is not None and month < least.low:
        text = _("People who place ads call less than {least} a month too little there. That is a "
                 "rule of thumb with no study behind it, so watch your own numbers.")  # fmt: skip
        told.append(str(text.format(least=money(least.low))))
    return " ".join(told)


def _typical(rows: Sequence[Rate], label: str) -> str:
    """Return the middle of the trades a source gives, with its range and origin."""
    newest = max(row.origin.year for row in rows)
    rows = [row for row in rows if row.origin.year == newest]
    values = sorted(row.value for row in rows)
    middle = money(statistics.median(values))
    origin = rows[0].origin
    if len(rows) == 1:
        one = _("{label} {middle} ({source}, {year})")
        return str(one.format(label=label, middle=middle, source=origin.source, year=origin.year))
    text = _("{label} {middle}, in {n} trades {low} to {high} ({source}, {year})")
    return str(
        text.format(
            label=label, middle=middle, n=len(rows), low=money(values[0]), high=money(values[-1]),
            source=origin.source, year=origin.year,
        )
    )  # fmt: skip


def _list(result: ContentResult, answers: Content) -> list[Block]:
    r, audience = result.ads, answers.custom_audience
    name = r.channel.name if r.channel else ""
    text = _(
        "Of {size} addresses the platform finds about {found} (estimate); {name} asks for {least} "
        "and advises {advised}."
    )
    told = text.format(
        size=number(audience.list_size or 0),
        found=number(round_half_away(r.matched.get())),
        name=name or str(_("the platform")),
        least=number(r.channel.list_minimum) if r.channel and r.channel.list_minimum else "–",
        advised=number(r.channel.list_advised) if r.channel and r.channel.list_advised else "–",
    )
    rule = _(
        "Addresses are hashed on your own machine (SHA-256) and never stand in this plan; people "
        "who did not agree are taken out first."
    )
    return [
        Heading(text=str(_("Ads to your own list"))),
        Paragraph(text=str(told)),
        Paragraph(text=str(rule), style="small"),
    ]
