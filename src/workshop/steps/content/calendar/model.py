"""What the calendar is made of: posts, the places they fill, and what it is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workshop.reference import PostingTime, Reference
from workshop.settings import HouseRules
from workshop.steps.content.cadence import Rhythm
from workshop.steps.content.calendar.questions import Entry, Status
from workshop.steps.content.calendar.slots import Good, Hours
from workshop.steps.content.messaging import Call, KeyMessage
from workshop.steps.content.pillars import Pillar
from workshop.steps.content.words import Format


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


@dataclass
class Place:
    """A time on a channel that a post will fill."""

    id: str
    at: dt.datetime
    rhythm: Rhythm | None
    good: bool
    entry: Entry | None = None
    pillar: str = ""
    occasion: str = ""


@dataclass
class ChannelPlaces:
    """The places of one channel, in the order of time."""

    id: str
    places: list[Place] = field(default_factory=list)

    @property
    def free(self) -> int:
        """Return how many places have no theme yet."""
        return sum(not place.pillar for place in self.places)
