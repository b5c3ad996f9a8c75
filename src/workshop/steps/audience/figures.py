"""Charts of the step: reach with intervals, a week of hours, competitors, share of voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.blocks.chart import (
    ACCENT,
    FAINT,
    INK,
    LIGHT,
    MAIN,
    MIDDLE,
    SOFT,
    TEXT_WIDTH,
    WASH,
    WHITE,
    Backing,
    Drawing,
    Look,
    Panel,
    chart,
)
from workshop.i18n import _
from workshop.numbers import number, round_half_away
from workshop.steps.audience.comparison import Comparison, Counted
from workshop.steps.audience.reach import Reach
from workshop.steps.audience.survey import Day
from workshop.steps.audience.timing import DAYS, SlotResult

_FIRST_HOUR, _LAST_HOUR = 6, 23
_SHADES = (WASH, FAINT, MIDDLE, MAIN)
_WEAK, _EMPTY = "#c9d3d8", "#dfe5e8"


@chart
def reach_svg(reach: Sequence[tuple[str, Reach]], least: float) -> Drawing:
    """Return a bar for each channel with its interval, the widest on top.

    Parameters
    ----------
    reach : sequence of (name, Reach)
        Names from the catalogue; the widest first.
    least : float
        Per cent under which a channel is not worth the hours.
    """
    panel = Panel((0, 108), (-0.6, len(reach) - 0.4))
    for row, (name, each) in enumerate(reversed(reach)):
        value = each.blend.get()
        weak = value < least
        panel.box(0, row, value, 0.6, _WEAK if weak else MAIN)
        end = value
        if each.whisker is not None:
            low, high = each.whisker
            panel.line([(low, row), (high, row)], ACCENT, 1.6)
            end = max(value, high)
        if each.survey_share.known:
            share = each.survey_share.get()
            panel.dot(share, row, 4.5, WHITE, ACCENT, order=3)
            end = max(end, share)
        colour = SOFT if weak else INK
        panel.words(
            end, row, f"{number(round_half_away(value, 0))} %", size=8.5, colour=colour,
            strong=not weak, shift=(5, 0),
        )  # fmt: skip
        panel.name(row, name, colour=colour)
    panel.scale(
        [(at, f"{at} %" if at == 100 else str(at)) for at in (0, 25, 50, 75, 100)], grid=0.5
    )
    return Drawing(TEXT_WIDTH, 0.65 + 0.29 * len(reach), [panel])


def _week() -> Panel:
    """Return a week without anything in it: a row for each day, the hours below."""
    panel = Panel((_FIRST_HOUR, _LAST_HOUR), (6.5, -0.5))
    for row, day in enumerate(Day):
        panel.box(_FIRST_HOUR, row, _LAST_HOUR - _FIRST_HOUR, 0.82, WASH, order=0)
        panel.name(row, str(day.label)[:3], size=8, colour=SOFT)
    panel.scale([(hour, str(hour)) for hour in range(_FIRST_HOUR, _LAST_HOUR + 1, 3)])
    return panel


@chart
def own_week_svg(slots: Sequence[SlotResult]) -> Drawing:
    """Return the week with our own slots, the darker the more interactions per post."""
    panel = _week()
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
        panel.box(
            start, row, width, 0.82, _EMPTY if each.too_few else MAIN,
            edge=ACCENT if each.chosen else "", edge_width=1.4,
            alpha=1 if each.too_few else 0.35 + 0.65 * (each.shrunk - low) / span,
        )  # fmt: skip
        panel.words(
            start + width / 2, row, number(round_half_away(each.shrunk, 0)), size=8,
            colour=SOFT if each.too_few else WHITE if each.shrunk > low + 0.2 * span else INK,
            across="center",
        )  # fmt: skip
    return Drawing(TEXT_WIDTH, 2.1, [panel])


@chart
def studies_week_svg(panels: Sequence[tuple[str, Mapping[str, Sequence[int]]]]) -> Drawing:
    """Return what studies say of one channel's week, side by side.

    Parameters
    ----------
    panels : sequence of (title, marks by day and hour)
        At most two; titles name the study. Marks as :func:`~.timing.grid` gives them.
    """
    return Drawing(
        TEXT_WIDTH, 1.95, [_study(title, marks) for title, marks in panels], columns=len(panels)
    )


def _study(title: str, marks: Mapping[str, Sequence[int]]) -> Panel:
    panel = _week()
    panel.title(title, 8.5)
    for row, day in enumerate(DAYS):
        for hour in range(_FIRST_HOUR, _LAST_HOUR):
            if mark := marks[day][hour]:
                panel.box(
                    hour, row, 1, 0.82, ACCENT if mark < 0 else _SHADES[mark + 1],
                    alpha=0.45 if mark < 0 else 1,
                )  # fmt: skip
    return panel


@chart
def competitors_svg(on: Comparison) -> Drawing:
    """Return rate and interactions per post of each competitor, the median and ourselves.

    Competitors are A, B, C in the order of the table: their names are typed text.
    """
    everyone = [*on.others, *([on.us] if on.us else [])]
    panels = [
        _compared(on, everyone, "rate", str(_("Engagement rate, % of followers per post")), 2),
        _compared(on, everyone, "per_post", str(_("Interactions per post")), 0),
    ]
    return Drawing(TEXT_WIDTH, 0.8 + 0.3 * len(everyone), panels, columns=2)


def _compared(
    on: Comparison, everyone: Sequence[Counted], metric: str, title: str, digits: int
) -> Panel:
    values = [_value(each, metric) for each in everyone]
    top = max((value for value in values if value is not None), default=1.0) or 1.0
    panel = Panel((0, 1.25 * top), (-0.6, len(everyone) - 0.4))
    panel.title(title, 8.5)
    for position, (each, value) in enumerate(zip(everyone, values, strict=True)):
        row = len(everyone) - 1 - position
        label = str(_("you")) if each is on.us else letter(position)
        panel.name(row, label, strong=each is on.us)
        if value is None:
            panel.words(0, row, "–", colour=SOFT, shift=(3, 0))
            continue
        panel.box(0, row, value, 0.6, ACCENT if each is on.us else LIGHT)
        panel.words(
            value, row, number(round_half_away(value, digits), digits), size=8.5, shift=(5, 0),
            backing=Backing(Look(WHITE), 0.8),
        )  # fmt: skip
    middle = on.medians[metric]
    if middle.known:
        panel.upright(middle.get(), MAIN, 1, dashes=(3, 2))
    return panel


def _value(each: Counted, metric: str) -> float | None:
    value = each.rate if metric == "rate" else each.per_post
    return value.value


def letter(position: int) -> str:
    """Return A, B, C … for the place of a competitor in its table."""
    return chr(ord("A") + position) if position < 26 else str(position + 1)


@chart
def voice_svg(ours: float) -> Drawing:
    """Return our part of all mentions as one bar, 0 to 100 per cent."""
    panel = Panel((0, 100), (-0.35, 0.35))
    panel.box(0, 0, 100, 0.6, _EMPTY)
    panel.box(0, 0, ours, 0.6, ACCENT)
    inside = ours > 18
    panel.words(
        ours, 0, str(_("you {share} %").format(share=number(round_half_away(ours, 1)))),
        colour=WHITE if inside else INK, strong=True, across="right" if inside else "left",
        shift=(-4 if inside else 4, 0),
    )  # fmt: skip
    return Drawing(TEXT_WIDTH, 0.6, [panel])
