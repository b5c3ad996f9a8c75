"""Charts of the step: the path to each target, and what it takes to get there."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.blocks.chart import (
    ACCENT,
    LINE,
    MAIN,
    SOFT,
    TEXT_WIDTH,
    Drawing,
    Panel,
    chart,
)
from workshop.i18n import Lazy, _
from workshop.numbers import ceil_needed, number, round_half_away
from workshop.steps.objectives.smart.method import ObjectiveResult

_PER_ROW = 3


def drawable(results: Sequence[ObjectiveResult]) -> list[ObjectiveResult]:
    """Return the objectives whose path is known."""
    return [result for result in results if result.path.known]


@chart
def paths_svg(results: Sequence[ObjectiveResult]) -> Drawing:
    """Return the expected path of each objective, one panel each, with quarterly marks."""
    shown = drawable(results)
    columns = min(_PER_ROW, len(shown))
    rows = -(-len(shown) // columns)
    return Drawing(TEXT_WIDTH, 1.75 * rows, [_path(each) for each in shown], columns=columns)


def _path(result: ObjectiveResult) -> Panel:
    objective = result.objective
    start = objective.baseline.value if objective.baseline else 0.0
    values = [start, *result.path.get()]
    low, high, last = min(values), max(values), len(values) - 1
    span = high - low or 1
    panel = Panel((-0.6, last + 0.6), (low - 0.3 * span, high + 0.25 * span))
    panel.title(objective.id)
    points = list(enumerate(values))
    panel.area([(0, low), *points, (last, low)], MAIN, alpha=0.08)
    panel.line(points, MAIN, 1.8, round_ends=True)
    marks = [month for month in range(1, last + 1) if month % 3 == 0]
    for month in marks:
        panel.dot(month, values[month], 3.5, MAIN)
    panel.dot(last, values[-1], 5, ACCENT, order=2.1)
    panel.words(
        0, values[0], number(round_half_away(values[0], 1)), size=8, up="baseline", shift=(0, -11)
    )
    panel.words(
        last, values[-1], number(round_half_away(values[-1], 1)), colour=ACCENT, strong=True,
        across="right", up="baseline", shift=(0, 6),
    )  # fmt: skip
    ticks = [0, *marks] if marks and marks[-1] == last else [0, *marks, last]
    panel.scale([(month, str(month)) for month in ticks], base=True)
    panel.words(
        panel.across[1], panel.up[0], str(_("months")), size=8, colour=SOFT, across="right",
        up="top", shift=(0, -14),
    )  # fmt: skip
    return panel


@chart
def funnel_svg(stages: Sequence[tuple[Lazy, float, float | None]]) -> Drawing:
    """Return the funnel as bars on a square-root scale, needed above today.

    Parameters
    ----------
    stages : sequence of (label, needed in the target month, today or None)
    """
    panel = Panel((0, 1.16), (-0.5, len(stages) - 0.45))
    top = max(needed for _label, needed, _now in stages) or 1.0
    for row, (label, needed, now) in enumerate(reversed(stages)):
        wide = (needed / top) ** 0.5
        panel.box(0, row + 0.17, wide, 0.36, MAIN)
        panel.words(wide, row + 0.17, number(ceil_needed(needed)), strong=True, shift=(4, 0))
        if now is not None:
            wide = (now / top) ** 0.5
            panel.box(0, row - 0.2, wide, 0.22, "#9fb4be")
            today = str(_("today {n}").format(n=number(now, 0)))
            panel.words(wide, row - 0.2, today, size=7.5, colour=SOFT, shift=(4, 0))
        panel.name(row + 0.05, str(label))
    panel.upright(0, LINE, 0.8)
    return Drawing(TEXT_WIDTH, 0.25 + 0.42 * len(stages), [panel])
