"""Charts of the step: where the week goes, what each channel scores, how firm the choice is."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.blocks.chart import (
    ACCENT,
    INK,
    LIGHT,
    LINE,
    MAIN,
    MIDDLE,
    PALE,
    SAND,
    SOFT,
    TEXT_WIDTH,
    WARM,
    WHITE,
    Backing,
    Drawing,
    Key,
    Look,
    Panel,
    chart,
)
from workshop.i18n import _
from workshop.numbers import number, round_half_away
from workshop.steps.channels.decision import Decided
from workshop.steps.channels.firmness import Firmness
from workshop.steps.channels.questions import Criterion

SHADES = (MAIN, MIDDLE, LIGHT, ACCENT, WARM, SAND)
"""One for each criterion, in their order."""

_PALE = 0.38


@chart
def scores_svg(judged: Sequence[Decided], weights: Sequence[float], least: float) -> Drawing:
    """Return one stacked bar for each judged candidate: what each criterion gives it.

    Parameters
    ----------
    judged : sequence of Decided
        With a score, the highest first.
    weights : sequence of float
        In the order of the criteria.
    least : float
        Score that is needed.
    """
    panel = Panel((0, 104), (-0.5, len(judged) - 0.1))
    for row, each in enumerate(reversed(judged)):
        start = 0.0
        for place, criterion in enumerate(Criterion):
            part = weights[place] * each.rated.values[criterion].get()
            panel.box(start, row, part, 0.66, SHADES[place], alpha=1 if each.in_plan else _PALE)
            start += part
        # The line of what is needed may run through the number.
        panel.words(
            start, row, number(round_half_away(start, 1), 1), strong=each.in_plan, shift=(4, 0),
            backing=Backing(Look(WHITE), 0.8),
        )  # fmt: skip
        panel.name(row, each.name, colour=INK if each.in_plan else SOFT, strong=each.in_plan)
    panel.upright(least, ACCENT, 0.9, dashes=(3, 2))
    panel.upright(0, LINE, 0.8)
    panel.words(
        least, len(judged) - 0.42, str(_("needed: {n}").format(n=number(least))), size=7.5,
        colour=ACCENT, across="center", up="bottom", backing=Backing(Look(WHITE), 1.5),
    )  # fmt: skip
    return Drawing(
        TEXT_WIDTH,
        0.85 + 0.36 * len(judged),
        [panel],
        legend=[
            Key(str(criterion.label), shade)
            for shade, criterion in zip(SHADES, Criterion, strict=True)
        ],
        legend_columns=3,
    )


@chart
def robustness_svg(decided: Sequence[Decided], firmness: Firmness) -> Drawing:
    """Return how often each channel is chosen when the weights are drawn at random."""
    shown = [each for each in decided if each.id in firmness.free.share]
    panel = Panel((-1, 110), (-0.6, len(shown) - 0.4))
    for row, each in enumerate(reversed(shown)):
        free, kept = firmness.free.share[each.id], firmness.ranked.share[each.id]
        panel.line([(0, row), (100, row)], LINE, 0.7, order=1)
        panel.line([(free, row), (kept, row)], LIGHT, 3)
        panel.dot(free, row, 6, WHITE, MAIN, order=3)
        panel.dot(kept, row, 6, MAIN, order=3.5)
        panel.name(row, each.name, colour=INK if each.in_plan else SOFT, strong=each.in_plan)
        panel.words(102.5, row, f"{number(round_half_away(kept, 0))} %", size=8.5)
    panel.scale([(at, f"{at} %" if at == 100 else str(at)) for at in (0, 25, 50, 75, 100)])
    return Drawing(
        TEXT_WIDTH,
        0.75 + 0.34 * len(shown),
        [panel],
        legend=[
            Key(str(_("your order kept")), MAIN, dot=6),
            Key(str(_("any weights at all")), WHITE, MAIN, dot=6),
        ],
        legend_columns=2,
    )


@chart
def hours_svg(parts: Sequence[tuple[str, float, bool]], total: float) -> Drawing:
    """Return the week as one bar.

    Parameters
    ----------
    parts : sequence of (label, hours, is a channel)
        In the order they are drawn; labels are ours.
    total : float
        Hours there are.
    """
    top = max(total, sum(hours for _label, hours, _channel in parts))
    panel = Panel((0, top * 1.005), (-0.75, 0.85))
    start = 0.0
    fixed, channels = iter(("#b9c6cd", "#cfd8dd")), iter((MAIN, MIDDLE, LIGHT, PALE))
    for label, hours, is_channel in parts:
        colour = next(channels if is_channel else fixed)
        panel.box(start, 0, hours, 0.5, colour, edge=WHITE, edge_width=1)
        if hours > 0.08 * top:
            middle = start + hours / 2
            panel.words(
                middle, 0, number(round_half_away(hours, 1), 1),
                colour=WHITE if is_channel else INK, across="center",
            )  # fmt: skip
            panel.words(middle, 0.36, label, size=8, colour=SOFT, across="center", up="bottom")
        start += hours
    panel.upright(total, ACCENT, 1.2, part=(0.1, 0.8))
    panel.words(
        total, -0.36, str(_("{n} h").format(n=number(total))), size=8, colour=ACCENT,
        across="right", up="top", shift=(-3, 0),
    )  # fmt: skip
    return Drawing(TEXT_WIDTH, 0.95, [panel])
