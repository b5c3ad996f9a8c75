"""Charts of the step: thirteen weeks at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from workshop.blocks.chart import (
    ACCENT,
    INK,
    MAIN,
    PALE,
    SOFT,
    TEXT_WIDTH,
    WASH,
    WHITE,
    Drawing,
    Key,
    Panel,
    chart,
)
from workshop.i18n import _
from workshop.numbers import short_date
from workshop.steps.audience.survey import Day
from workshop.steps.content.calendar.model import Post
from workshop.steps.content.pillars import PURPOSE_SHORT, Purpose
from workshop.steps.content.words import WEEKS

COLOURS = {
    Purpose.VALUE: (MAIN, WHITE), Purpose.SHARED: (PALE, INK), Purpose.PROMO: (ACCENT, WHITE)
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
) -> Drawing:
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
    panel = Panel((-1.0, 7), (WEEKS - 0.5, -1.1))
    for week in range(WEEKS):
        monday = first + dt.timedelta(weeks=week)
        panel.box(0, week, 7, 0.86, WASH)
        panel.words(
            0, week, short_date(monday), size=7.5, colour=SOFT, across="right", shift=(-6, 0)
        )
    by_day: dict[dt.date, list[Post]] = {}
    for post in posts:
        by_day.setdefault(post.at.date(), []).append(post)
    for day, found in by_day.items():
        week, weekday = divmod((day - first).days, 7)
        if 0 <= week < WEEKS:
            _day(panel, week, weekday, found, purposes, letters)
    for place, day_name in enumerate(Day):
        panel.words(
            place + 0.5, -0.75, str(day_name.label)[:3], size=8, colour=SOFT, across="center",
            up="baseline",
        )  # fmt: skip
        panel.upright(place, WHITE, 2)
    keys = [Key(str(PURPOSE_SHORT[purpose]), COLOURS[purpose][0]) for purpose in Purpose]
    return Drawing(
        TEXT_WIDTH,
        4.1,
        [panel],
        legend=[*keys, Key(str(_("leads up to a key date")), WHITE, INK)],
        legend_columns=4,
    )


def _day(
    panel: Panel,
    week: int,
    weekday: int,
    posts: Sequence[Post],
    purposes: Mapping[str, Purpose],
    letters: Mapping[str, str],
) -> None:
    """Draw the posts of one day side by side, smaller where there are many, and their letters."""
    step = min(_SIDE + _GAP, 0.94 / len(posts))
    left = weekday + 0.5 - step * len(posts) / 2
    for place, post in enumerate(posts):
        start, width = left + place * step, step - _GAP
        fill, letter = COLOURS[purposes.get(post.pillar, Purpose.VALUE)]
        edge = INK if post.key_date else ""
        panel.box(start, week, width, 0.66, fill, edge=edge, order=3)
        panel.words(
            start + width / 2, week, letters.get(post.channel, ""), size=6, colour=letter,
            strong=True, across="center", order=4,
        )  # fmt: skip
