"""Medians and spreads as blocks: hours, money, and the sentence where nothing may be shown."""

from __future__ import annotations

from collections.abc import Callable

from workshop.blocks import Block, Figure, Heading, Paragraph
from workshop.i18n import Words, _
from workshop.numbers import money, number
from workshop.summary.figures import spread_svg
from workshop.summary.hiding import LEAST
from workshop.summary.model import RoomSummary, Spread
from workshop.summary.spreads import QUARTERS_LEAST

TOO_FEW = _("too few to show without naming anybody")


def means(summary: RoomSummary) -> list[Block]:
    """Return hours a week and money a month, each with its middle."""
    found = summary.means
    blocks: list[Block] = []
    for what, spread, show, title in (
        (_("Hours a week"), found.hours_week, number,
         _("Half of the room has {middle} hours a week or less")),
        (_("Money for ads, a month"), found.ads_month, money,
         _("Half of the room spends {middle} a month on ads or less")),
        (_("All costs a month, hours counted as money"), found.cost_month, money,
         _("All in all it costs half of the room {middle} a month or less")),
    ):  # fmt: skip
        if spread is None:
            blocks += silent(what)
        else:
            blocks += _drawn(title.format(middle=show(spread.median)), what, spread, show)
    return blocks


def _drawn(
    title: Words, what: Words, found: Spread, show: Callable[[float], str]
) -> list[Block]:  # fmt: skip
    alt = str(_("{what}: {spread}.").format(what=what, spread=spread_words(found, show)))
    return [
        Heading(text=str(title)),
        Figure(svg=spread_svg(found, show), alt=alt, note=told(found, alt)),
    ]


def told(found: Spread, alt: str) -> str:
    """Return what stands below a chart: what it shows, and what it does not yet."""
    if found.quarters:
        return alt
    more = _("The middle half is shown from {n} answers on.").format(n=QUARTERS_LEAST)
    return f"{alt} {more}"


def spread_words(found: Spread, show: Callable[[float], str]) -> Words:
    """Return the middle of a group's numbers in words."""
    parts = [_("median {median}").format(median=show(found.median))]
    if found.quarters is not None:
        low, high = (show(value) for value in found.quarters)
        parts.append(_("the middle half from {low} to {high}").format(low=low, high=high))
    if found.ends is not None:
        low, high = (show(value) for value in found.ends)
        parts.append(_("all between {low} and {high}").format(low=low, high=high))
    parts.append(_("{n} answered").format(n=found.n))
    return ", ".join(str(part) for part in parts)


def silent(what: Words) -> list[Block]:
    """Return the part of a page that fewer than five people answered."""
    title = _("{what}: {few}").format(what=what, few=TOO_FEW)
    text = _(
        "Fewer than {least} have answered this so far, or this workshop does not ask for it."
    ).format(least=LEAST)
    return [Heading(text=str(title)), Paragraph(text=str(text))]
