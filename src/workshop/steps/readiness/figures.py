"""Charts of the step: how the tools are connected, and what happens when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workshop.blocks.chart import (
    ACCENT,
    GOOD,
    INK,
    LINE,
    MAIN,
    SOFT,
    TEXT_WIDTH,
    WASH,
    add_axes,
    chart,
    new_figure,
)
from workshop.i18n import Lazy, _
from workshop.numbers import day
from workshop.steps.readiness.systems.questions import (
    LEVELS,
    LINK_ENDS,
    Link,
    System,
    SystemStatus,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PLACES = {
    "crm": (0.5, 0.52),
    "email": (0.15, 0.84),
    "ads": (0.5, 0.93),
    "accounting": (0.85, 0.52),
    "shop_or_booking": (0.85, 0.14),
    "website": (0.15, 0.32),
    "analytics": (0.5, 0.1),
    "social_inbox": (0.85, 0.86),
}
_SHORT = {
    "crm": _("Customers"),
    "accounting": _("Books"),
    "email": _("Email"),
    "website": _("Website"),
    "shop_or_booking": _("Booking"),
    "analytics": _("Analytics"),
    "ads": _("Ads"),
    "social_inbox": _("Inbox"),
}
_LEVEL_LOOK = {
    0: ("#b9c2c8", (0, (1, 2.2)), 1.2),
    1: (ACCENT, (0, (4, 2)), 1.6),
    2: ("#3d7fa6", "-", 2.0),
    3: (GOOD, "-", 3.2),
}


@chart
def links_svg(systems: Sequence[System], links: Sequence[Link]) -> Figure:
    """Return the systems and their links, today and as aimed at, side by side.

    Levels differ by colour, by line and by the number on the line.
    """
    figure = new_figure(TEXT_WIDTH, 2.95)
    axes = add_axes(figure, 1, 2)
    status = {system.id: system.status for system in systems}
    for axis, field, title in zip(
        axes, ("level_now", "level_target"), (_("Today"), _("A year from now")), strict=True
    ):
        axis.set(xlim=(-0.02, 1.02), ylim=(0, 1.03), title=str(title))
        axis.set_axis_off()
        for link in links:
            level = getattr(link, field)
            (x1, y1), (x2, y2) = (_PLACES[end] for end in LINK_ENDS[link.id])
            colour, style, width = _LEVEL_LOOK[level or 0]
            axis.plot([x1, x2], [y1, y2], color=colour, linestyle=style, linewidth=width, zorder=1)
            axis.text(
                (x1 + x2) / 2, (y1 + y2) / 2, "?" if level is None else str(level),
                ha="center", va="center", fontsize=7, color=INK, zorder=2,
                bbox={"boxstyle": "circle,pad=0.22", "fc": "white", "ec": colour, "lw": 0.8},
            )  # fmt: skip
        for name, (x, y) in _PLACES.items():
            there = status.get(name) is SystemStatus.SOFTWARE
            axis.text(
                x, y, str(_SHORT[name]),
                ha="center", va="center", fontsize=8, color="white" if there else INK, zorder=3,
                bbox={"boxstyle": "round,pad=0.4", "fc": MAIN if there else WASH,
                      "ec": MAIN if there else SOFT, "lw": 0.8},
            )  # fmt: skip
    return figure


def links_alt(links: Sequence[Link]) -> str:
    """Return what the chart of links says, in words."""
    lines = []
    for link in links:
        now, then = (
            str(LEVELS[level]) if level is not None else str(_("not answered"))
            for level in (link.level_now, link.level_target)
        )
        lines.append(
            str(
                _("{link}: today {now}, in a year {then}.").format(
                    link=link.name_shown(), now=now, then=then
                )
            )
        )
    return " ".join(lines)


@chart
def gantt_svg(
    rows: Sequence[tuple[Lazy, dt.date, dt.date, bool]], start: dt.date, end: dt.date
) -> Figure:
    """Return a timetable: one bar a row, the project itself in the accent colour.

    Parameters
    ----------
    rows : sequence of (label, start, end, is the project)
    start, end : datetime.date
        Ends of the time axis.
    """
    figure = new_figure(TEXT_WIDTH, 0.55 + 0.27 * len(rows))
    axis = add_axes(figure)[0]
    for position, (label, first, last, project) in enumerate(reversed(rows)):
        left, width = (first - start).days, max(1, (last - first).days)
        axis.barh(position, width, left=left, height=0.55, color=ACCENT if project else MAIN)
        axis.text(-2, position, str(label), ha="right", va="center", fontsize=8.5, color=INK)
    ticks, labels = [], []
    month = dt.date(start.year, start.month, 1)
    while month <= end:
        if month >= start:
            ticks.append((month - start).days)
            labels.append(day(month).split(" ")[1][:3])
        month = dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)
    axis.set_xticks(ticks, labels)
    axis.set_xlim(0, max(1, (end - start).days))
    axis.set_ylim(-0.6, len(rows) - 0.4)
    axis.set_yticks([])
    axis.grid(axis="x", color=LINE, linewidth=0.6)
    axis.set_axisbelow(True)
    axis.spines["left"].set_visible(False)
    return figure
