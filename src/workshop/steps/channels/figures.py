"""Charts of the step: where the week goes, what each channel scores, how firm the choice is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
    add_axes,
    chart,
    new_figure,
)
from workshop.i18n import _
from workshop.numbers import number, round_half_away
from workshop.steps.channels.decision import Decided
from workshop.steps.channels.firmness import Firmness
from workshop.steps.channels.questions import Criterion

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHADES = (MAIN, MIDDLE, LIGHT, ACCENT, WARM, SAND)
"""One for each criterion, in their order."""

_PALE = 0.38


@chart
def scores_svg(judged: Sequence[Decided], weights: Sequence[float], least: float) -> Figure:
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
    figure = new_figure(TEXT_WIDTH, 0.85 + 0.36 * len(judged))
    axis = add_axes(figure)[0]
    for position, each in enumerate(reversed(judged)):
        start = 0.0
        for place, criterion in enumerate(Criterion):
            part = weights[place] * each.rated.values[criterion].get()
            axis.barh(
                position, part, left=start, height=0.66, color=SHADES[place],
                alpha=1 if each.in_plan else _PALE, linewidth=0,
            )  # fmt: skip
            start += part
        axis.text(
            start + 1, position, number(round_half_away(start, 1), 1), va="center", fontsize=9,
            color=INK, weight="semibold" if each.in_plan else "normal",
        )  # fmt: skip
        axis.text(
            -1.5, position, each.name, ha="right", va="center", fontsize=9,
            color=INK if each.in_plan else SOFT, weight="semibold" if each.in_plan else "normal",
        )  # fmt: skip
    axis.axvline(least, color=ACCENT, linewidth=0.9, linestyle=(0, (3, 2)))
    axis.text(
        least, len(judged) - 0.42, str(_("needed: {n}").format(n=number(least))), fontsize=7.5,
        color=ACCENT, ha="center", va="bottom",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
    )  # fmt: skip
    handles = [
        axis.barh(0, 0, color=shade, label=str(criterion.label))
        for shade, criterion in zip(SHADES, Criterion, strict=True)
    ]
    figure.legend(
        handles=handles, loc="outside lower left", ncols=3, fontsize=7.5, frameon=False,
        handlelength=1, handleheight=0.9, columnspacing=1.4, labelcolor=SOFT,
    )  # fmt: skip
    axis.set_xlim(0, 104)
    axis.set_ylim(-0.5, len(judged) - 0.1)
    axis.set_xticks([])
    axis.set_yticks([])
    axis.axvline(0, color=LINE, linewidth=0.8)
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    return figure


@chart
def robustness_svg(decided: Sequence[Decided], firmness: Firmness) -> Figure:
    """Return how often each channel is chosen when the weights are drawn at random."""
    shown = [each for each in decided if each.id in firmness.free.share]
    figure = new_figure(TEXT_WIDTH, 0.75 + 0.34 * len(shown))
    axis = add_axes(figure)[0]
    for position, each in enumerate(reversed(shown)):
        free, kept = firmness.free.share[each.id], firmness.ranked.share[each.id]
        axis.plot([0, 100], [position, position], color=LINE, linewidth=0.7, zorder=1)
        axis.plot([free, kept], [position, position], color=LIGHT, linewidth=3, zorder=2)
        axis.plot(free, position, "o", color="white", markeredgecolor=MAIN, markersize=6, zorder=3)
        axis.plot(kept, position, "o", color=MAIN, markersize=6, zorder=4)
        axis.text(
            -2.5, position, each.name, ha="right", va="center", fontsize=9,
            color=INK if each.in_plan else SOFT, weight="semibold" if each.in_plan else "normal",
        )  # fmt: skip
        axis.text(
            102.5, position, f"{number(round_half_away(kept, 0))} %", va="center", fontsize=8.5,
            color=INK,
        )  # fmt: skip
    handles = [
        axis.plot([], [], "o", color=MAIN, markersize=6, label=str(_("your order kept")))[0],
        axis.plot(
            [], [], "o", color="white", markeredgecolor=MAIN, markersize=6,
            label=str(_("any weights at all")),
        )[0],
    ]  # fmt: skip
    figure.legend(
        handles=handles, loc="outside lower left", ncols=2, fontsize=8, frameon=False,
        labelcolor=SOFT,
    )  # fmt: skip
    axis.set_xlim(-1, 110)
    axis.set_ylim(-0.6, len(shown) - 0.4)
    axis.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100 %"])
    axis.set_yticks([])
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    return figure


@chart
def hours_svg(parts: Sequence[tuple[str, float, bool]], total: float) -> Figure:
    """Return the week as one bar.

    Parameters
    ----------
    parts : sequence of (label, hours, is a channel)
        In the order they are drawn; labels are ours.
    total : float
        Hours there are.
    """
    figure = new_figure(TEXT_WIDTH, 0.95)
    axis = add_axes(figure)[0]
    top = max(total, sum(hours for _label, hours, _channel in parts))
    start = 0.0
    fixed, channels = iter(("#b9c6cd", "#cfd8dd")), iter((MAIN, MIDDLE, LIGHT, PALE))
    for label, hours, is_channel in parts:
        colour = next(channels if is_channel else fixed)
        axis.barh(0, hours, left=start, height=0.5, color=colour, edgecolor="white")
        if hours > 0.08 * top:
            axis.text(
                start + hours / 2, 0, f"{number(round_half_away(hours, 1), 1)}", ha="center",
                va="center", fontsize=9, color="white" if is_channel else INK,
            )  # fmt: skip
            axis.text(
                start + hours / 2, 0.36, label, ha="center", va="bottom", fontsize=8, color=SOFT
            )
        start += hours
    axis.axvline(total, color=ACCENT, linewidth=1.2, ymin=0.1, ymax=0.8)
    axis.text(
        total - 0.006 * top, -0.36, str(_("{n} h").format(n=number(total))), ha="right", va="top",
        fontsize=8, color=ACCENT,
    )  # fmt: skip
    axis.set_xlim(0, top * 1.005)
    axis.set_ylim(-0.75, 0.85)
    axis.set_xticks([])
    axis.set_yticks([])
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    return figure
