"""Charts of the step: reach with intervals, a week of hours, competitors, share of voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workshop.blocks.chart import (
    ACCENT,
    FAINT,
    INK,
    LIGHT,
    LINE,
    MAIN,
    MIDDLE,
    SOFT,
    TEXT_WIDTH,
    WASH,
    Box,
    add_axes,
    add_boxes,
    chart,
    new_figure,
)
from workshop.i18n import _
from workshop.numbers import number, round_half_away
from workshop.steps.audience.comparison import Comparison, Counted
from workshop.steps.audience.reach import Reach
from workshop.steps.audience.survey import Day
from workshop.steps.audience.timing import DAYS, SlotResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FIRST_HOUR, _LAST_HOUR = 6, 23
_SHADES = ("#f4f6f7", FAINT, MIDDLE, MAIN)


@chart
def reach_svg(reach: Sequence[tuple[str, Reach]], least: float) -> Figure:
    """Return a bar for each channel with its interval, the widest on top.

    Parameters
    ----------
    reach : sequence of (name, Reach)
        Names from the catalogue; the widest first.
    least : float
        Per cent under which a channel is not worth the hours.
    """
    figure = new_figure(TEXT_WIDTH, 0.65 + 0.29 * len(reach))
    axis = add_axes(figure)[0]
    for position, (name, each) in enumerate(reversed(reach)):
        value = each.blend.get()
        weak = value < least
        axis.barh(
            position, value, height=0.6, color="#c9d3d8" if weak else MAIN, linewidth=0, zorder=2
        )
        end = value
        if each.whisker is not None:
            low, high = each.whisker
            axis.plot(
                [low, high], [position, position], color=ACCENT, linewidth=1.6, zorder=3,
                solid_capstyle="butt",
            )  # fmt: skip
            end = max(value, high)
        if each.survey_share.known:
            axis.plot(
                each.survey_share.get(), position, "o", color="white", markeredgecolor=ACCENT,
                markersize=4.5, zorder=4,
            )  # fmt: skip
            end = max(end, each.survey_share.get())
        axis.text(
            end + 1.5, position, f"{number(round_half_away(value, 0))} %", va="center",
            fontsize=8.5, color=SOFT if weak else INK, weight="normal" if weak else "semibold",
        )  # fmt: skip
        axis.text(
            -1.5, position, name, ha="right", va="center", fontsize=9, color=SOFT if weak else INK
        )
    axis.set_xlim(0, 108)
    axis.set_ylim(-0.6, len(reach) - 0.4)
    axis.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100 %"])
    axis.grid(axis="x", color=LINE, linewidth=0.5, zorder=0)
    axis.set_yticks([])
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    return figure


def _days() -> list[Box]:
    """Return the empty row of each day."""
    return [Box(_FIRST_HOUR, row, _LAST_HOUR - _FIRST_HOUR, 0.82, WASH) for row in range(7)]


def _week(axis: Axes) -> None:
    axis.set_xlim(_FIRST_HOUR, _LAST_HOUR)
    axis.set_ylim(6.5, -0.5)
    axis.set_yticks(range(7), [str(day.label)[:3] for day in Day])
    hours = range(_FIRST_HOUR, _LAST_HOUR + 1, 3)
    axis.set_xticks(list(hours), [str(hour) for hour in hours])
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)


@chart
def own_week_svg(slots: Sequence[SlotResult]) -> Figure:
    """Return the week with our own slots, the darker the more interactions per post."""
    figure = new_figure(TEXT_WIDTH, 2.1)
    axis = add_axes(figure)[0]
    add_boxes(axis, _days())
    top = max((each.shrunk for each in slots), default=1.0) or 1.0
    low = min((each.shrunk for each in slots), default=0.0)
    span = (top - low) or 1.0
    for each in slots:
        slot = each.slot
        if slot.day is None or slot.start is None or slot.end is None:
            continue
        row = DAYS.index(slot.day.value)
        start = max(_FIRST_HOUR, slot.start)
        width = max(0.6, min(_LAST_HOUR, slot.end) - start)
        axis.barh(
            row, width, left=start, height=0.82, linewidth=1.4 if each.chosen else 0,
            color="#dfe5e8" if each.too_few else MAIN, edgecolor=ACCENT,
            alpha=1 if each.too_few else 0.35 + 0.65 * (each.shrunk - low) / span,
        )  # fmt: skip
        axis.text(
            start + width / 2, row, number(round_half_away(each.shrunk, 0)), ha="center",
            va="center", fontsize=8,
            color=SOFT if each.too_few else "white" if each.shrunk > low + 0.2 * span else INK,
        )  # fmt: skip
    _week(axis)
    return figure


@chart
def studies_week_svg(panels: Sequence[tuple[str, Mapping[str, Sequence[int]]]]) -> Figure:
    """Return what studies say of one channel's week, side by side.

    Parameters
    ----------
    panels : sequence of (title, marks by day and hour)
        At most two; titles name the study. Marks as :func:`~.timing.grid` gives them.
    """
    figure = new_figure(TEXT_WIDTH, 1.95)
    for axis, (title, marks) in zip(add_axes(figure, 1, len(panels)), panels, strict=True):
        marked = [
            Box(
                hour, row, 1, 0.82, ACCENT if mark < 0 else _SHADES[mark + 1],
                alpha=0.45 if mark < 0 else 1,
            )
            for row, day in enumerate(DAYS)
            for hour in range(_FIRST_HOUR, _LAST_HOUR)
            if (mark := marks[day][hour])
        ]  # fmt: skip
        add_boxes(axis, [*_days(), *marked])
        axis.set_title(title, fontsize=8.5)
        _week(axis)
    return figure


@chart
def competitors_svg(on: Comparison) -> Figure:
    """Return rate and interactions per post of each competitor, the median and ourselves.

    Competitors are A, B, C in the order of the table: their names are typed text.
    """
    everyone = [*on.others, *([on.us] if on.us else [])]
    figure = new_figure(TEXT_WIDTH, 0.8 + 0.3 * len(everyone))
    panels = (
        ("rate", str(_("Engagement rate, % of followers per post")), 2),
        ("per_post", str(_("Interactions per post")), 0),
    )
    for axis, (metric, title, digits) in zip(add_axes(figure, 1, 2), panels, strict=True):
        values = [_value(each, metric) for each in everyone]
        top = max((value for value in values if value is not None), default=1.0) or 1.0
        for position, (each, value) in enumerate(zip(everyone, values, strict=True)):
            row = len(everyone) - 1 - position
            label = str(_("you")) if each is on.us else letter(position)
            axis.text(
                -0.03 * top, row, label, ha="right", va="center", fontsize=9,
                weight="semibold" if each is on.us else "normal",
            )  # fmt: skip
            if value is None:
                axis.text(0.02 * top, row, "–", va="center", fontsize=9, color=SOFT)
                continue
            axis.barh(row, value, height=0.6, color=ACCENT if each is on.us else LIGHT)
            axis.text(
                value + 0.03 * top, row, number(round_half_away(value, digits), digits),
                va="center", fontsize=8.5, zorder=5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            )  # fmt: skip
        middle = on.medians[metric]
        if middle.known:
            axis.axvline(middle.get(), color=MAIN, linewidth=1, linestyle=(0, (3, 2)))
        axis.set_xlim(0, 1.25 * top)
        axis.set_ylim(-0.6, len(everyone) - 0.4)
        axis.set_title(title, fontsize=8.5)
        axis.set_xticks([])
        axis.set_yticks([])
        for side in ("left", "bottom"):
            axis.spines[side].set_visible(False)
    return figure


def _value(each: Counted, metric: str) -> float | None:
    value = each.rate if metric == "rate" else each.per_post
    return value.value


def letter(position: int) -> str:
    """Return A, B, C … for the place of a competitor in its table."""
    return chr(ord("A") + position) if position < 26 else str(position + 1)


@chart
def voice_svg(ours: float) -> Figure:
    """Return our part of all mentions as one bar, 0 to 100 per cent."""
    figure = new_figure(TEXT_WIDTH, 0.6)
    axis = add_axes(figure)[0]
    axis.barh(0, 100, height=0.6, color="#dfe5e8", linewidth=0)
    axis.barh(0, ours, height=0.6, color=ACCENT, linewidth=0)
    inside = ours > 18
    axis.text(
        ours - 1 if inside else ours + 1, 0,
        str(_("you {share} %").format(share=number(round_half_away(ours, 1)))),
        ha="right" if inside else "left", va="center", fontsize=9,
        color="white" if inside else INK, weight="semibold",
    )  # fmt: skip
    axis.set_xlim(0, 100)
    axis.set_xticks([])
    axis.set_yticks([])
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    return figure
