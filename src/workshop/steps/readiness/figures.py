"""Charts of the step: how the tools are connected, and what happens when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from workshop.blocks.chart import (
    ACCENT,
    GOOD,
    INK,
    MAIN,
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
from workshop.i18n import Lazy, _
from workshop.numbers import day
from workshop.steps.readiness.systems.questions import (
    LEVELS,
    LINK_ENDS,
    Link,
    System,
    SystemStatus,
)

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
_LEVEL_LOOK: dict[int, tuple[str, tuple[float, ...], float]] = {
    0: ("#b9c2c8", (1.0, 2.2), 1.2),
    1: (ACCENT, (4.0, 2.0), 1.6),
    2: ("#3d7fa6", (), 2.0),
    3: (GOOD, (), 3.2),
}


@chart
def links_svg(systems: Sequence[System], links: Sequence[Link]) -> Drawing:
    """Return the systems and their links, today and as aimed at, side by side.

    Levels differ by colour, by line and by the number on the line.
    """
    status = {system.id: system.status for system in systems}
    today = _linked(status, {link.id: link.level_now for link in links}, str(_("Today")))
    later = _linked(
        status, {link.id: link.level_target for link in links}, str(_("A year from now"))
    )
    return Drawing(TEXT_WIDTH, 2.95, [today, later], columns=2)


def _linked(
    status: Mapping[str, SystemStatus | None], levels: Mapping[str, int | None], title: str
) -> Panel:
    panel = Panel((-0.02, 1.02), (0, 1.03))
    panel.title(title)
    for link, level in levels.items():
        (x1, y1), (x2, y2) = (_PLACES[end] for end in LINK_ENDS[link])
        colour, dashes, width = _LEVEL_LOOK[level or 0]
        panel.line([(x1, y1), (x2, y2)], colour, width, dashes=dashes, order=1)
        panel.words(
            (x1 + x2) / 2, (y1 + y2) / 2, "?" if level is None else str(level), size=7,
            across="center", order=2, backing=Backing(Look(WHITE, colour, 0.8), 2.2, "circle"),
        )  # fmt: skip
    for name, (x, y) in _PLACES.items():
        there = status.get(name) is SystemStatus.SOFTWARE
        look = Look(MAIN, MAIN, 0.8) if there else Look(WASH, SOFT, 0.8)
        panel.words(
            x, y, str(_SHORT[name]), size=8, colour=WHITE if there else INK, across="center",
            backing=Backing(look, 3.6, "round"),
        )  # fmt: skip
    return panel


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
) -> Drawing:
    """Return a timetable: one bar a row, the project itself in the accent colour.

    Parameters
    ----------
    rows : sequence of (label, start, end, is the project)
    start, end : datetime.date
        Ends of the time axis.
    """
    panel = Panel((0, max(1, (end - start).days)), (-0.6, len(rows) - 0.4))
    for row, (label, first, last, project) in enumerate(reversed(rows)):
        left, width = (first - start).days, max(1, (last - first).days)
        panel.box(left, row, width, 0.55, ACCENT if project else MAIN)
        panel.name(row, str(label), size=8.5)
    ticks = []
    month = dt.date(start.year, start.month, 1)
    while month <= end:
        if month >= start:
            ticks.append(((month - start).days, day(month).split(" ")[1][:3]))
        month = dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)
    panel.scale(ticks, grid=0.6, base=True)
    return Drawing(TEXT_WIDTH, 0.55 + 0.27 * len(rows), [panel])
