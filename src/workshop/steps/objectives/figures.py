"""Charts of the step: the path to each target, and what it takes to get there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workshop.blocks.chart import (
    ACCENT,
    INK,
    LINE,
    MAIN,
    SOFT,
    TEXT_WIDTH,
    add_axes,
    chart,
    new_figure,
)
from workshop.i18n import Lazy, _
from workshop.numbers import ceil_needed, number, round_half_away
from workshop.steps.objectives.smart.method import ObjectiveResult

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PER_ROW = 3


def drawable(results: Sequence[ObjectiveResult]) -> list[ObjectiveResult]:
    """Return the objectives whose path is known."""
    return [result for result in results if result.path.known]


@chart
def paths_svg(results: Sequence[ObjectiveResult]) -> Figure:
    """Return the expected path of each objective, one panel each, with quarterly marks."""
    shown = drawable(results)
    columns = min(_PER_ROW, len(shown))
    rows = -(-len(shown) // columns)
    figure = new_figure(TEXT_WIDTH, 1.75 * rows)
    axes = add_axes(figure, rows, columns)
    for axis in axes[len(shown) :]:
        axis.set_axis_off()
    for axis, result in zip(axes, shown, strict=False):
        objective = result.objective
        start = objective.baseline.value if objective.baseline else 0.0
        values = [start, *result.path.get()]
        months = range(len(values))
        axis.plot(months, values, color=MAIN, linewidth=1.8, solid_capstyle="round")
        axis.fill_between(months, values, min(values), color=MAIN, alpha=0.08, linewidth=0)
        marks = [month for month in months if month and month % 3 == 0]
        axis.plot(marks, [values[m] for m in marks], "o", color=MAIN, markersize=3.5)
        axis.plot([months[-1]], [values[-1]], "o", color=ACCENT, markersize=5)
        span = max(values) - min(values) or 1
        axis.set_ylim(min(values) - 0.3 * span, max(values) + 0.25 * span)
        axis.set_xlim(-0.6, len(values) - 0.4)
        axis.set_title(objective.id)
        axis.annotate(
            number(round_half_away(values[0], 1)), (0, values[0]), (0, -11),
            textcoords="offset points", fontsize=8, color=INK, ha="left",
        )  # fmt: skip
        axis.annotate(
            number(round_half_away(values[-1], 1)), (months[-1], values[-1]), (0, 6),
            textcoords="offset points", fontsize=9, color=ACCENT, ha="right", weight="semibold",
        )  # fmt: skip
        axis.set_yticks([])
        axis.spines["left"].set_visible(False)
        ticks = [0, *marks] if marks and marks[-1] == months[-1] else [0, *marks, months[-1]]
        axis.set_xticks(ticks)
        axis.set_xlabel(str(_("months")), fontsize=8, loc="right", color=SOFT, labelpad=1)
    return figure


@chart
def funnel_svg(stages: Sequence[tuple[Lazy, float, float | None]]) -> Figure:
    """Return the funnel as bars on a square-root scale, needed above today.

    Parameters
    ----------
    stages : sequence of (label, needed in the target month, today or None)
    """
    figure = new_figure(TEXT_WIDTH, 0.25 + 0.42 * len(stages))
    axis = add_axes(figure)[0]
    top = max(needed for _label, needed, _now in stages) or 1.0
    for position, (label, needed, now) in enumerate(reversed(stages)):
        axis.barh(position + 0.17, (needed / top) ** 0.5, height=0.36, color=MAIN)
        axis.text(
            (needed / top) ** 0.5 + 0.012, position + 0.17, number(ceil_needed(needed)),
            va="center", fontsize=9, color=INK, weight="semibold",
        )  # fmt: skip
        if now is not None:
            axis.barh(position - 0.2, (now / top) ** 0.5, height=0.22, color="#9fb4be")
            axis.text(
                (now / top) ** 0.5 + 0.012, position - 0.2,
                str(_("today {n}").format(n=number(now, 0))),
                va="center", fontsize=7.5, color=SOFT,
            )  # fmt: skip
        axis.text(-0.012, position + 0.05, str(label), ha="right", va="center", fontsize=9)
    axis.set_xlim(0, 1.16)
    axis.set_ylim(-0.5, len(stages) - 0.45)
    axis.set_xticks([])
    axis.set_yticks([])
    axis.axvline(0, color=LINE, linewidth=0.8)
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    return figure
