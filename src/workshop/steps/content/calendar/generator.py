"""The editorial calendar: 13 weeks of posts, the same from the same answers."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from workshop.steps.content.cadence import Rhythm, of_channel, posts_of_week
from workshop.steps.content.calendar import utm
from workshop.steps.content.calendar.drafting import drafted
from workshop.steps.content.calendar.model import ChannelPlaces, Place, Plan, Post
from workshop.steps.content.calendar.questions import Entry
from workshop.steps.content.calendar.sharing import by_channel, quotas, sequence
from workshop.steps.content.calendar.slots import Week, study_hours
from workshop.steps.content.pillars import Purpose
from workshop.steps.content.words import WEEKS

_WEEK = dt.timedelta(days=7)


def first_monday(day: dt.date) -> dt.date:
    """Return the Monday the calendar starts on: this day, or the next Monday."""
    return day + dt.timedelta(days=-day.weekday() % 7)


def generate(plan: Plan) -> tuple[Post, ...]:
    """Return the posts of 13 weeks in the order of time.

    Nothing is drawn by chance: the same answers give the same calendar.
    """
    if not plan.rhythms or not any(row.share_pct for row in plan.pillars):
        return ()
    channels = _places(plan)
    _occasions(channels, plan)
    _share_out(channels, plan)
    return drafted(channels, plan)


def _own(plan: Plan) -> tuple[dict[str, Entry], dict[tuple[str, dt.date], list[Entry]]]:
    """Return the owner's rows by id, and those that stand for themselves by channel and week."""
    by_id = {row.id: row for row in plan.entries}
    by_week: dict[tuple[str, dt.date], list[Entry]] = {}
    for row in plan.entries:
        if row.date and row.time and row.channel and not _is_generated(row.id):
            monday = row.date - dt.timedelta(days=row.date.weekday())
            by_week.setdefault((row.channel, monday), []).append(row)
    return by_id, by_week


def _is_generated(row_id: str) -> bool:
    """Say whether an id is one of ours: ``w02-facebook-1``."""
    return row_id[:1] == "w" and row_id[1:3].isdigit() and row_id[3:4] == "-"


def _moment(row: Entry, usual: dt.datetime) -> dt.datetime:
    day = row.date or usual.date()
    if not row.time:
        return dt.datetime.combine(day, usual.time())
    hour, minute = (int(part) for part in row.time.split(":"))
    return dt.datetime.combine(day, dt.time(hour % 24, minute))


def _places(plan: Plan) -> list[ChannelPlaces]:
    by_id, by_week = _own(plan)
    marks = {channel: study_hours(plan.times, channel) for channel in of_channel(plan.rhythms)}
    found = {channel: ChannelPlaces(channel) for channel in marks}
    for number in range(WEEKS):
        monday = plan.first + number * _WEEK
        week = Week(plan.good, plan.hours)
        for channel, rhythms in of_channel(plan.rhythms).items():
            own = by_week.get((channel, monday), [])
            wanted = [
                rhythm
                for rhythm in rhythms
                for _n in range(posts_of_week(rhythm.posts_week, number))
            ]
            for row in own:
                day = row.date or monday
                at = _moment(row, dt.datetime.combine(day, dt.time(12)))
                pillar = row.pillar or ""
                found[channel].places.append(Place(row.id, at, None, False, row, pillar))
                same = next((r for r in wanted if r.format is row.format), None)
                if wanted:
                    wanted.remove(same or wanted[0])
            busy = [row.date.weekday() for row in own if row.date]
            slots = week.slots(len(wanted), marks[channel], busy)
            for n, (slot, rhythm) in enumerate(zip(slots, _mixed(wanted, number), strict=True), 1):
                row_id = f"w{number + 1:02}-{utm.slug(channel)}-{n}"
                entry = by_id.get(row_id)
                at = slot.moment(monday)
                if entry is not None:
                    at = _moment(entry, at)
                place = Place(row_id, at, rhythm, slot.good, entry)
                if entry is not None and entry.pillar:
                    place.pillar = entry.pillar
                found[channel].places.append(place)
    for each in found.values():
        each.places.sort(key=lambda place: (place.at, place.id))
    return list(found.values())


def _mixed(rhythms: Sequence[Rhythm], number: int) -> list[Rhythm]:
    """Turn the order of formats from week to week, so that none owns the best hour."""
    turn = number % len(rhythms) if rhythms else 0
    return [*rhythms[turn:], *rhythms[:turn]]


def _occasions(channels: Sequence[ChannelPlaces], plan: Plan) -> None:
    """Give each occasion the last place before it on every channel."""
    selling = next((row.id for row in plan.pillars if row.purpose is Purpose.PROMO), "")
    telling = next((row.id for row in plan.pillars if row.purpose is Purpose.SHARED), "")
    usual = plan.pillars[0].id if plan.pillars else ""
    for occasion in sorted(plan.occasions, key=lambda each: (each.date, each.name)):
        for channel in channels:
            open_ = [
                place
                for place in channel.places
                if not place.occasion
                and not place.pillar
                and dt.timedelta(0) <= occasion.date - place.at.date() < 2 * _WEEK
            ]
            if open_:
                open_[-1].occasion = occasion.name
                open_[-1].pillar = (selling if occasion.selling else telling) or selling or usual


def _share_out(channels: Sequence[ChannelPlaces], plan: Plan) -> None:
    shares = {row.id: row.share_pct or 0.0 for row in plan.pillars}
    used = Counter(
        place.pillar for each in channels for place in each.places if place.pillar in shares
    )
    total = sum(each.free for each in channels) + sum(used.values())
    left = quotas(shares, total, used)
    dealt = by_channel(left, {each.id: each.free for each in channels})
    for each in channels:
        fixed = {n: place.pillar for n, place in enumerate(each.places) if place.pillar}
        order = sequence(len(each.places), dealt[each.id], fixed)
        for place, pillar in zip(each.places, order, strict=True):
            place.pillar = pillar
