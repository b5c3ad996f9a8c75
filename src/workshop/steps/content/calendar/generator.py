"""The editorial calendar: 13 weeks of posts, the same from the same answers."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workshop.reference import PostingTime, Reference
from workshop.settings import HouseRules
from workshop.steps.content.cadence import Rhythm, of_channel, posts_of_week
from workshop.steps.content.calendar import texts, utm
from workshop.steps.content.calendar.questions import Entry, Status
from workshop.steps.content.calendar.sharing import by_channel, quotas, sequence
from workshop.steps.content.calendar.slots import Good, Hours, Week, study_hours
from workshop.steps.content.messaging import Call, KeyMessage
from workshop.steps.content.pillars import Pillar, Purpose
from workshop.steps.content.words import WEEKS, Format

_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Occasion:
    """A day posts lead up to: a key date, a promotion, a season's peak."""

    name: str
    date: dt.date
    selling: bool = False


@dataclass(frozen=True)
class Post:
    """One entry of the calendar.

    Attributes
    ----------
    at : datetime.datetime
        Local time of the business, without a zone.
    own : bool
        Written or changed by the owner.
    atom : str
        Posts made from one idea for several channels share it.
    """

    id: str
    at: dt.datetime
    channel: str
    format: Format | None
    pillar: str
    objective: str
    persona: str
    title: str
    copy: str
    url: str
    call: str
    language: str
    department: str
    owner: str
    approver: str
    draft_due: dt.date
    status: Status
    atom: str
    alt_text: str = ""
    asset: str = ""
    key_date: str = ""
    campaign: str = ""
    good_time: bool = False
    own: bool = False

    @property
    def week(self) -> dt.date:
        """Return the Monday of its week."""
        return self.at.date() - dt.timedelta(days=self.at.weekday())


@dataclass(frozen=True)
class Plan:
    """What the calendar is made from."""

    first: dt.date
    rhythms: Sequence[Rhythm]
    pillars: Sequence[Pillar]
    messages: Sequence[KeyMessage]
    calls: Sequence[Call]
    entries: Sequence[Entry]
    occasions: Sequence[Occasion]
    good: Sequence[Good]
    hours: Hours
    times: Sequence[PostingTime]
    owners: Mapping[str, str]
    approver: str
    languages: Sequence[str]
    other_share: float
    reference: Reference
    rules: HouseRules


def first_monday(day: dt.date) -> dt.date:
    """Return the Monday the calendar starts on: this day, or the next Monday."""
    return day + dt.timedelta(days=-day.weekday() % 7)


@dataclass
class _Place:
    """A time on a channel that a post will fill."""

    id: str
    at: dt.datetime
    rhythm: Rhythm | None
    good: bool
    entry: Entry | None = None
    pillar: str = ""
    occasion: str = ""


@dataclass
class _Channel:
    id: str
    places: list[_Place] = field(default_factory=list)

    @property
    def free(self) -> int:
        return sum(not place.pillar for place in self.places)


def generate(plan: Plan) -> tuple[Post, ...]:
    """Return the posts of 13 weeks in the order of time.

    Nothing is drawn by chance: the same answers give the same calendar.
    """
    if not plan.rhythms or not any(row.share_pct for row in plan.pillars):
        return ()
    channels = _places(plan)
    _occasions(channels, plan)
    _share_out(channels, plan)
    return _posts(channels, plan)


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


def _places(plan: Plan) -> list[_Channel]:
    by_id, by_week = _own(plan)
    marks = {channel: study_hours(plan.times, channel) for channel in of_channel(plan.rhythms)}
    found = {channel: _Channel(channel) for channel in marks}
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
                found[channel].places.append(_Place(row.id, at, None, False, row, pillar))
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
                place = _Place(row_id, at, rhythm, slot.good, entry)
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


def _occasions(channels: Sequence[_Channel], plan: Plan) -> None:
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


def _share_out(channels: Sequence[_Channel], plan: Plan) -> None:
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


def _posts(channels: Sequence[_Channel], plan: Plan) -> tuple[Post, ...]:
    pillars = {row.id: row for row in plan.pillars}
    every = sorted(
        ((place, each.id) for each in channels for place in each.places),
        key=lambda pair: (pair[0].at, pair[0].id),
    )
    languages = _Languages(plan)
    turns: Counter[str] = Counter()
    atoms: dict[str, int] = {}
    written: dict[str, list[str]] = {}
    found = []
    for place, channel in every:
        pillar = pillars.get(place.pillar)
        if pillar is None:
            # A row that names a theme which is gone is kept as it stands.
            pillar = Pillar(id=place.pillar or "none")
        atom = _atom(place, channel, turns)
        if atom not in atoms:
            atoms[atom] = sum(1 for each in atoms if each.rsplit(".", 1)[0] == place.pillar)
        draft = _draft(place, channel, pillar, atoms[atom], atom, written, plan)
        post = replace(draft, language=languages.next(channel))
        post = _changed(post, place.entry) if place.entry else post
        written.setdefault(atom, []).append(post.copy)
        found.append(post)
    return tuple(sorted(found, key=lambda post: (post.at, post.id)))


def _atom(place: _Place, channel: str, turns: Counter[str]) -> str:
    """Return the mark of an idea: the n-th post of a theme on each channel shares the n-th idea."""
    if place.entry is not None and place.entry.atom:
        return place.entry.atom
    key = f"{channel}/{place.pillar}"
    turns[key] += 1
    return f"{place.pillar}.{turns[key]}"


class _Languages:
    """Deals the second language out evenly on each channel, at its share of the audience."""

    def __init__(self, plan: Plan) -> None:
        self._main = plan.languages[0] if plan.languages else ""
        self._other = plan.languages[1] if len(plan.languages) > 1 else ""
        self._share = plan.other_share if self._other else 0.0
        self._owed: dict[str, float] = {}

    def next(self, channel: str) -> str:
        # Channels start apart, so that the same idea is not due in the same language everywhere.
        owed = self._owed.get(channel, self._share * len(self._owed)) + self._share
        self._owed[channel] = round(owed - (owed >= 1), 9)
        return self._other if owed >= 1 else self._main


def _draft(
    place: _Place,
    channel: str,
    pillar: Pillar,
    number: int,
    atom: str,
    written: Mapping[str, list[str]],
    plan: Plan,
) -> Post:
    ideas = pillar.ideas or []
    idea = ideas[number % len(ideas)] if ideas else (pillar.name or pillar.id)
    if place.occasion:
        idea = place.occasion
    fitting = [row for row in plan.messages if row.persona == pillar.persona] or plan.messages
    message = fitting[number % len(fitting)] if fitting else None
    serving = [row for row in plan.calls if row.objective in (None, pillar.objective)]
    call = next(iter(serving or plan.calls), None)
    makings = texts.Makings(pillar, idea, message, call)
    limit = texts.limit_of(channel, plan.reference)
    text = texts.starting_text(
        makings, number, channel, limit, written.get(atom, ()), plan.rules.similarity_most
    )
    day = place.at.date()
    url = ""
    if call is not None and call.url:
        url = utm.tagged(
            call.url,
            utm.source_of(channel),
            utm.ORGANIC,
            utm.campaign(pillar.objective or "", pillar.id, day),
            utm.slug(place.id),
        )
    return Post(
        id=place.id,
        at=place.at,
        channel=channel,
        format=place.rhythm.format if place.rhythm else None,
        pillar=pillar.id,
        objective=pillar.objective or "",
        persona=pillar.persona or "",
        title=idea[:1].upper() + idea[1:],
        copy=text,
        url=url,
        call=call.id if call else "",
        language="",
        department=next(iter(pillar.departments or ()), ""),
        owner=plan.owners.get(channel, ""),
        approver=plan.approver,
        draft_due=day - dt.timedelta(days=plan.rules.draft_days),
        status=Status.IDEA,
        atom=atom,
        key_date=place.occasion,
        good_time=place.good,
    )


def _changed(post: Post, row: Entry) -> Post:
    """Return a post with what the owner wrote in place of what was generated."""
    names = {
        "format": "format", "objective": "objective", "persona": "persona",
        "title": "title_text", "copy": "copy_text", "asset": "asset", "alt_text": "alt_text",
        "url": "url", "call": "cta", "language": "language", "department": "department",
        "owner": "owner", "approver": "approver", "draft_due": "draft_due", "status": "status",
        "campaign": "campaign",
    }  # fmt: skip
    changes = {ours: getattr(row, theirs) for ours, theirs in names.items()}
    given = {name: value for name, value in changes.items() if value is not None}
    if "status" not in given:
        given["status"] = Status.DRAFT if row.copy_text else Status.IDEA
    if "title" not in given and "copy" in given:
        given["title"] = str(given["copy"]).split(". ")[0][:80]
    return replace(post, **given, own=True)
