"""Charts of the step: thirteen weeks at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from workshop.blocks.chart import (
    ACCENT,
    INK,
    MAIN,
    PALE,
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
from workshop.numbers import short_date
from workshop.steps.audience.survey import Day
from workshop.steps.content.calendar.model import Post
from workshop.steps.content.pillars import PURPOSE_SHORT, Purpose
from workshop.steps.content.words import WEEKS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {
    Purpose.VALUE: (MAIN, "white"), Purpose.SHARED: (PALE, INK), Purpose.PROMO: (ACCENT, "white")
}  # fmt: skip
"""What a post is drawn in, and the letters on it."""
_SIDE, _GAP = 0.2, 0.03
"""Side of a post's square and the gap to the next, in widths of a day."""


@chart
def quarter_svg(
    posts: Sequence[Post],
    first: dt.date,
    purposes: Mapping[str, Purpose],
    letters: Mapping[str, str],
) -> Figure:
    """Return a row for each week, a square for each post.

    Parameters
    ----------
    posts : sequence of Post
        In the order of time.
    first : datetime.date
        Monday of the first week.
    purposes : mapping of str to Purpose
        What each theme does for the reader, by its id.
    letters : mapping of str to str
        Two letters of our own for each channel.
    """
    figure = new_figure(TEXT_WIDTH, 4.1)
    axis = add_axes(figure)[0]
    add_boxes(axis, [Box(0, week, 7, 0.86, WASH) for week in range(WEEKS)])
    for week in range(WEEKS):
        monday = first + dt.timedelta(weeks=week)
        axis.text(-0.12, week, short_date(monday), ha="right", va="center", fontsize=7.5,
                  color=SOFT)  # fmt: skip
    by_day: dict[dt.date, list[Post]] = {}
    for post in posts:
        by_day.setdefault(post.at.date(), []).append(post)
    squares: list[Box] = []
    for day, found in by_day.items():
        week, weekday = divmod((day - first).days, 7)
        if 0 <= week < WEEKS:
            squares += _day(axis, week, weekday, found, purposes, letters)
    add_boxes(axis, squares, zorder=3)
    for place, day_name in enumerate(Day):
        axis.text(place + 0.5, -0.75, str(day_name.label)[:3], ha="center", fontsize=8, color=SOFT)
        axis.axvline(place, color="white", linewidth=2, zorder=2)
    axis.set_xlim(-1.0, 7)
    axis.set_ylim(WEEKS - 0.5, -1.1)
    axis.set_xticks([])
    axis.set_yticks([])
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    handles = [
        axis.barh(0, 0, color=COLOURS[purpose][0], label=str(PURPOSE_SHORT[purpose]))
        for purpose in Purpose
    ]
    handles.append(
        axis.barh(0, 0, color="white", edgecolor=INK, linewidth=1.2,
                  label=str(_("leads up to a key date")))
    )  # fmt: skip
    figure.legend(
        handles=handles, loc="outside lower left", ncols=4, fontsize=7.5, frameon=False,
        handlelength=1, handleheight=0.9, columnspacing=1.6, labelcolor=SOFT,
    )  # fmt: skip
    return figure


def _day(
    axis: Axes,
    week: int,
    weekday: int,
    posts: Sequence[Post],
    purposes: Mapping[str, Purpose],
    letters: Mapping[str, str],
) -> Iterator[Box]:
    """Give the posts of one day side by side, smaller where there are many; draw their letters."""
    step = min(_SIDE + _GAP, 0.94 / len(posts))
    left = weekday + 0.5 - step * len(posts) / 2
    for place, post in enumerate(posts):
        start = left + place * step
        fill, letter = COLOURS[purposes.get(post.pillar, Purpose.VALUE)]
        yield Box(start, week, step - _GAP, 0.66, fill, INK if post.key_date else "none")
        axis.text(
            start + (step - _GAP) / 2, week, letters.get(post.channel, ""), ha="center",
            va="center_baseline", fontsize=6, color=letter, weight="semibold", zorder=4,
        )  # fmt: skip
