"""When to post: the business's own numbers first, published studies with their conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Languages, Number, Ref
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, _
from workshop.reference import PostingTime
from workshop.settings import HouseRules
from workshop.steps.audience.survey import Day

DAYS = tuple(day.value for day in Day)
"""mon … sun, as stored; the studies write Mon … Sun."""

STUDIES_LEAST_YEAR = 2
"""Studies of the last so many years before the newest are compared; older ones are history."""


class TimesSource(Labelled):
    """Where posting times come from, best first."""

    OWN_DATA = "own_data", _("our own numbers")
    SURVEY = "survey", _("what customers told us")
    PUBLISHED = "published_benchmark", _("a published study")


class Posting(Topic, at="/audience/posting"):
    """Languages and times to post in."""

    title: ClassVar[Lazy] = _("Language and time")

    languages: Annotated[
        list[str] | None,
        Question(
            Languages(),
            _("Languages you will post in"),
            help=_("The main one first."),
            example="English, Spanish",
            required=True,
        ),
    ] = None
    best_times_source: Annotated[
        TimesSource | None,
        Question(
            Choice(TimesSource),
            _("Where do your posting times come from?"),
            help=_("Own numbers beat every study."),
            example="our own numbers",
            tier=3,
        ),
    ] = None
    channel: Annotated[
        str | None,
        Question(
            Ref("reference:channels"),
            _("Which channel are the numbers below from?"),
            help=_("One channel: numbers of several do not mix."),
            example="Facebook",
            tier=3,
        ),
    ] = None


class Slot(Row, at="/audience/slots"):
    """Posts made at one time of the week, and what came of them."""

    title: ClassVar[Lazy] = _("Your own posts by time")
    singular: ClassVar[Lazy] = _("slot")

    day: Annotated[
        Day | None,
        Question(Choice(Day), _("Day"), example="Saturday", required=True, tier=3, prework=True),
    ] = None
    start: Annotated[
        int | None,
        Question(
            Number(at_least=0, at_most=23, whole=True), _("From hour (0 to 23)"), example="9",
            required=True, tier=3, prework=True,
        ),
    ] = None  # fmt: skip
    end: Annotated[
        int | None,
        Question(
            Number(at_least=1, at_most=24, whole=True), _("To hour"), example="11",
            required=True, tier=3, prework=True,
        ),
    ] = None  # fmt: skip
    posts: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("Posts made then, last quarter"), example="5",
            required=True, tier=3, prework=True,
        ),
    ] = None  # fmt: skip
    interactions: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Interactions they got in all"),
            help=_("Likes, comments, shares, saves: count the same for every slot."),
            example="160",
            required=True,
            tier=3,
            prework=True,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return day and hours."""
        if self.day is None or self.start is None or self.end is None:
            return self.id
        return f"{self.day.label} {self.start}–{self.end}"


@dataclass(frozen=True)
class SlotResult:
    """One slot judged.

    ``mean`` is interactions per post; ``shrunk`` is drawn towards the mean of all, more so
    the fewer posts there are.
    """

    slot: Slot
    mean: float
    shrunk: float
    too_few: bool
    chosen: bool
    weakest: bool


@dataclass(frozen=True)
class Conflict:
    """Two studies that do not agree on a channel's hours."""

    channel: str
    first: str
    second: str
    first_hours: str
    second_hours: str


@dataclass(frozen=True)
class TimingResult:
    """Slots judged, the best first, their overall mean, and where studies disagree."""

    slots: tuple[SlotResult, ...]
    mean: float | None
    conflicts: tuple[Conflict, ...]

    @property
    def chosen(self) -> tuple[SlotResult, ...]:
        """Return the slots to post in, the best first."""
        return tuple(each for each in self.slots if each.chosen)


def shrunk_mean(total: float, n: int, overall: float, weight: float) -> float:
    """Return (Σx + k·ḡ) / (n + k): the mean of few posts drawn towards the mean of all."""
    return (total + weight * overall) / (n + weight)


def judge(slots: Sequence[Slot], rules: HouseRules) -> tuple[tuple[SlotResult, ...], float | None]:
    """Return the slots with posts, the best first, and the mean over all posts."""
    given = [each for each in slots if each.posts and each.interactions is not None]
    posts = sum(each.posts or 0 for each in given)
    if not posts:
        return (), None
    overall = sum(each.interactions or 0 for each in given) / posts
    scored = [
        (
            shrunk_mean(each.interactions or 0, each.posts or 0, overall, rules.slot_weight),
            each,
        )
        for each in given
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    enough = [each.id for _s, each in scored if (each.posts or 0) >= rules.slot_posts_least]
    chosen, last = enough[: rules.slots_chosen], enough[-1:] if len(enough) > 1 else []
    return tuple(
        SlotResult(
            each,
            (each.interactions or 0) / (each.posts or 1),
            score,
            each.id not in enough,
            each.id in chosen,
            each.id in last and each.id not in chosen,
        )
        for score, each in scored
    ), overall


def grid(times: Sequence[PostingTime], channel: str, study: str) -> dict[str, list[int]]:
    """Return 7 × 24 marks of one study: 2 best, 1 good, −1 weak, 0 nothing said."""
    marks = {day: [0] * 24 for day in DAYS}
    worth = {"best": 2, "good": 1, "weak": -1}
    for time in times:
        if time.channel != channel or time.study != study:
            continue
        for day in DAYS if time.day == "any" else (time.day.lower(),):
            if day not in marks:
                continue
            for hour in range(time.start, min(time.end, 24)):
                mark = worth.get(time.strength, 0)
                old = marks[day][hour]
                marks[day][hour] = mark if mark < 0 else max(old, mark)
    return marks


def studies(times: Sequence[PostingTime], channel: str) -> list[str]:
    """Return the newest studies of a channel, the most trusted first."""
    found = {time.study: time.origin for time in times if time.channel == channel}
    years = [int(origin.year) for origin in found.values() if origin.year.isdigit()]
    newest = max(years, default=0)
    trust = {"high": 0, "medium": 1, "low": 2}
    recent = [
        study
        for study, origin in found.items()
        if origin.year.isdigit() and int(origin.year) > newest - STUDIES_LEAST_YEAR
    ]
    return sorted(recent, key=lambda study: (trust.get(found[study].trust, 3), study))


def _good_hours(marks: dict[str, list[int]], days: Sequence[str]) -> set[int]:
    return {hour for day in days for hour in range(24) if marks[day][hour] > 0}


def spans(hours: set[int]) -> str:
    """Return hours as they are read: ``9–11, 18–20``."""
    found, ordered = [], sorted(hours)
    while ordered:
        start = end = ordered.pop(0)
        while ordered and ordered[0] == end + 1:
            end = ordered.pop(0)
        found.append(f"{start}–{end + 1}")
    return ", ".join(found)


def conflicts(times: Sequence[PostingTime], channels: Sequence[str]) -> tuple[Conflict, ...]:
    """Return where the two best studies of a channel share few of their good hours.

    Weekdays only: hours good in one are compared with hours good in the other; they
    conflict where fewer than half of the shorter list are in both.
    """
    weekdays = DAYS[:5]
    found = []
    for channel in channels:
        names = studies(times, channel)
        hours = {name: _good_hours(grid(times, channel, name), weekdays) for name in names}
        named = [name for name in names if hours[name]]
        if len(named) < 2:
            continue
        a, b = named[:2]
        common = hours[a] & hours[b]
        if len(common) * 2 < min(len(hours[a]), len(hours[b])):
            found.append(Conflict(channel, a, b, spans(hours[a]), spans(hours[b])))
    return tuple(found)


def evaluate(
    slots: Sequence[Slot], times: Sequence[PostingTime], channels: Sequence[str], rules: HouseRules
) -> TimingResult:
    """Return slots judged and conflicts of the studies for the channels that matter."""
    judged, mean = judge(slots, rules)
    return TimingResult(judged, mean, conflicts(times, channels))
