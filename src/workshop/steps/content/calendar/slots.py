"""When posts go out: the business's own good hours first, then other days, spread out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.answers.kinds.marks import minutes_of
from workshop.reference import PostingTime
from workshop.steps.audience.survey import BestTime, PartOfDay
from workshop.steps.audience.timing import DAYS, TimesSource, TimingResult, grid, studies

_NOON = 12
_PARTS = {
    PartOfDay.MORNING: (8, 11),
    PartOfDay.NOON: (11, 14),
    PartOfDay.AFTERNOON: (14, 17),
    PartOfDay.EVENING: (18, 21),
}
_ANY_DAY = (1, 3)
"""Days taken for what customers said of no day in particular: Tuesday, then Thursday."""
_DAY = range(7)
_FIRST, _LAST = 8, 20
"""Hours anybody is awake in; the open hours of the business narrow them."""


@dataclass(frozen=True)
class Hours:
    """When the business is open, by weekday 0 (Monday) to 6: first and last full hour."""

    by_day: Mapping[int, tuple[int, int]]

    def of(self, weekday: int) -> tuple[int, int]:
        """Return the hours posts may go out on a day."""
        return self.by_day.get(weekday, (_FIRST, _LAST))

    def days(self) -> list[int]:
        """Return the days to post on: those that are open, all of them if none is known."""
        return sorted(self.by_day) or list(_DAY)


@dataclass(frozen=True)
class Good:
    """A stretch of the week that is good to post in."""

    weekday: int
    start: int
    end: int


def good_times(
    source: TimesSource | None, timing: TimingResult, asked: Sequence[BestTime]
) -> tuple[Good, ...]:
    """Return the stretches chosen by own numbers or by customers, the best first."""
    if timing.chosen and source in (None, TimesSource.OWN_DATA):
        return tuple(
            Good(DAYS.index(each.slot.day.value), each.slot.start, each.slot.end)
            for each in timing.chosen
            if each.slot.day and each.slot.start is not None and each.slot.end is not None
        )
    if source is TimesSource.SURVEY:
        told = [row for row in asked if row.part and row.count]
        told.sort(key=lambda row: -(row.count or 0))
        return tuple(
            Good(DAYS.index(row.day.value) if row.day else n, *_PARTS[row.part])
            for n, row in zip(_ANY_DAY, told, strict=False)
            if row.part
        )
    return ()


def study_hours(times: Sequence[PostingTime], channel: str) -> dict[int, list[int]]:
    """Return marks by weekday and hour: how many studies call it good, less those against."""
    marks = {day: [0] * 24 for day in _DAY}
    for study in studies(times, channel):
        for day, hours in grid(times, channel, study).items():
            found = marks[DAYS.index(day)]
            marks[DAYS.index(day)] = [a + b for a, b in zip(found, hours, strict=True)]
    return marks


@dataclass(frozen=True)
class Slot:
    """A time of one week on one channel, with what it was chosen by."""

    weekday: int
    hour: int
    good: bool

    def moment(self, monday: dt.date) -> dt.datetime:
        """Return day and local time in the week of a Monday."""
        day = monday + dt.timedelta(days=self.weekday)
        return dt.datetime.combine(day, dt.time(self.hour))


class Week:
    """The times of a week, shared out between channels so that no two take the same hour."""

    def __init__(self, good: Sequence[Good], hours: Hours) -> None:
        self._good, self._hours = good, hours
        self._taken: set[tuple[int, int]] = set()

    def slots(
        self, count: int, marks: Mapping[int, list[int]], busy: Sequence[int] = ()
    ) -> list[Slot]:
        """Return times for one channel: the good ones first, the rest spread over other days.

        Parameters
        ----------
        count : int
            Posts of the week.
        marks : mapping
            How good studies call an hour, by weekday.
        busy : sequence of int
            Weekdays this channel already has a post on.
        """
        found: list[Slot] = []
        days = list(busy)
        for good in self._good:
            if len(found) == count:
                break
            hour = next((h for h in range(good.start, max(good.end, good.start + 1))
                         if (good.weekday, h) not in self._taken), None)  # fmt: skip
            if hour is None or good.weekday in days:
                continue
            found.append(self._take(good.weekday, hour, good=True))
            days.append(good.weekday)
        while len(found) < count:
            weekday = self._next_day(days, marks)
            found.append(self._take(weekday, self._hour(weekday, marks[weekday]), good=False))
            days.append(weekday)
        return sorted(found, key=lambda slot: (slot.weekday, slot.hour))

    def _take(self, weekday: int, hour: int, *, good: bool) -> Slot:
        self._taken.add((weekday, hour))
        return Slot(weekday, hour, good)

    def _next_day(self, days: Sequence[int], marks: Mapping[int, list[int]]) -> int:
        """Return the open day with the fewest posts, farthest from those that have one."""

        def worth(day: int) -> tuple[int, int, int, int]:
            gap = min((min(abs(day - d), 7 - abs(day - d)) for d in days), default=3)
            first, last = self._hours.of(day)
            best = max(marks[day][first : last + 1], default=0)
            return (-days.count(day), gap, best, -day)

        return max(self._hours.days(), key=worth)

    def _hour(self, weekday: int, marks: Sequence[int]) -> int:
        """Return the best free hour of a day, the one nearest to noon among equals."""
        first, last = self._hours.of(weekday)
        free = [h for h in range(first, last + 1) if (weekday, h) not in self._taken]
        free = free or [h for h in range(24) if (weekday, h) not in self._taken] or [_NOON]
        return max(free, key=lambda hour: (marks[hour], -abs(hour - _NOON), -hour))


def open_hours(rows: Sequence[tuple[int, str | None, str | None]]) -> Hours:
    """Return when posts may go out from weekday, opening and closing time."""
    found = {}
    for weekday, opens, closes in rows:
        if opens is None or closes is None or minutes_of(closes) <= minutes_of(opens):
            continue
        first = -(-minutes_of(opens) // 60)
        last = max(first, min(23, minutes_of(closes) // 60 - 1))
        found[weekday] = (first, last)
    return Hours(found)
