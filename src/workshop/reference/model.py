"""The rows of the reference tables: plain frozen values, each with its origin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.i18n import Lazy, Words

BANDS = ("18-29", "30-49", "50-64", "65+")
"""The four age bands of the surveys and of the population table."""


class MetricClass(StrEnum):
    """What a metric says about the business, most first."""

    BUSINESS = "business"
    CONVERSION = "conversion"
    ENGAGEMENT = "engagement"
    SERVICE = "service"
    REACH = "reach"
    VANITY = "vanity"


class ChannelStatus(StrEnum):
    """Whether a channel can still be used."""

    LIVE = "live"
    CLOSING = "closing"
    CLOSED = "closed"
    RENAMED = "renamed"


class ChannelKind(StrEnum):
    """How a channel enters the choice.

    ``SOCIAL`` channels compete for the hours; ``OWNED`` ones (website, email, listing) are
    always in the plan and are not scored; ``FORMER`` ones are known only to be explained.
    """

    SOCIAL = "social"
    OWNED = "owned"
    FORMER = "former"


@dataclass(frozen=True)
class Origin:
    """Where a row comes from.

    Attributes
    ----------
    source : str
        Publisher and title.
    year : str
        Edition or survey year; ``undated`` where the page gives none.
    basis : str
        How the figure was made: published, computed here, rule of thumb.
    trust : str
        ``high``, ``medium``, ``low`` or ``rule of thumb``.
    address : str
        Web address of the source, empty if none is known.
    """

    source: str
    year: str
    basis: str
    trust: str
    address: str = ""


_NONE = Origin("", "", "", "")


@dataclass(frozen=True)
class Metric:
    """A number that can be measured.

    ``bounded`` metrics (a share, a rating) grow by points, not by per cent a month;
    ``replacement`` is the metric to offer in place of one that decides nothing. The last five
    are what an objective on it usually is: ids of a unit, a function, a stage, the part of the
    business that judges it, and the tool it lives in; empty where there is no usual one.
    """

    id: str
    name: Lazy
    metric_class: MetricClass
    bounded: bool
    replacement: str
    definition: Lazy
    unit: str = ""
    function: str = ""
    race: str = ""
    judged_by: str = ""
    found_in: str = ""


@dataclass(frozen=True)
class Channel:
    """A place to publish, or one that is no more.

    Attributes
    ----------
    company : str
        Who owns it; two channels of one company share their fate.
    status_date : str
        When it was closed or renamed, as far as known: ``2019-04`` or ``2017``.
    renamed_to : str
        Id of the channel it became, empty otherwise.
    explanation : Words
        What an owner who names it should know.
    aliases : tuple of str
        Other names an owner may type, in lower case.
    local_only : bool
        Serves a neighbourhood only.
    posts_week : float
        Posts a week to start with, our rule of thumb.
    minutes_post : float
        Minutes a post takes on average, our rule of thumb.
    tracking : int
        Default rating 0-4 of how well results can be tracked.
    features : tuple of str
        Native ways to act: book, buy, lead form, message, link.
    list_minimum, list_advised : int, optional
        Rows of an own customer list the channel's ads need, and the size it advises.
    origin : Origin
    """

    id: str
    name: str
    company: str = ""
    kind: ChannelKind = ChannelKind.SOCIAL
    status: ChannelStatus = ChannelStatus.LIVE
    status_date: str = ""
    renamed_to: str = ""
    explanation: Words = ""
    aliases: tuple[str, ...] = ()
    local_only: bool = False
    formats: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    posts_week: float = 0.0
    minutes_post: float = 0.0
    tracking: int = 0
    list_minimum: int | None = None
    list_advised: int | None = None
    origin: Origin = _NONE

    @property
    def scored(self) -> bool:
        """Say whether it competes for the hours: social, and still there."""
        return self.kind is ChannelKind.SOCIAL and self.status in (
            ChannelStatus.LIVE,
            ChannelStatus.CLOSING,
        )


@dataclass(frozen=True)
class ObjectiveRating:
    """How well a channel serves a function, 0-4, as a rule of thumb, and why."""

    channel: str
    function: str
    model: str
    rating: int
    reason: Lazy
    origin: Origin


@dataclass(frozen=True)
class Use:
    """The share of a group that uses a channel.

    Attributes
    ----------
    share : float
        0 to 1.
    margin : float, optional
        95 % margin of error as a share, at its widest (a share of one half).
    survey_end : datetime.date, optional
        The last day of the survey's field work.
    """

    channel: str
    population: str
    group_kind: str
    group: str
    share: float
    margin: float | None
    survey_year: int
    survey_end: dt.date | None
    origin: Origin


@dataclass(frozen=True)
class Area:
    """The people of a county, a state or the nation, by age, on 1 July of a year.

    ``women_pct`` is the share of women among adults, 0 to 100; ``bands`` counts people in
    each of :data:`BANDS`.
    """

    id: str
    kind: str
    name: str
    state: str
    year: int
    bands: Mapping[str, int]
    women_pct: float | None
    hispanic_pct: float | None
    note: str
    origin: Origin

    @property
    def label(self) -> str:
        """Return the name as people say it: ``Doña Ana County, New Mexico``."""
        return f"{self.name}, {self.state}" if self.kind == "county" else self.name


@dataclass(frozen=True)
class PostingTime:
    """Hours a study found good or bad for posting on a channel.

    ``end`` is not included; ``strength`` is ``good``, ``best`` or ``weak``; ``day`` is one
    of Mon … Sun or ``any``.
    """

    channel: str
    day: str
    start: int
    end: int
    strength: str
    study: str
    zone: str
    origin: Origin


@dataclass(frozen=True)
class Frequency:
    """How often a week a study advises, or sees, posts of a kind on a channel."""

    channel: str
    content: str
    least: float
    most: float
    origin: Origin


@dataclass(frozen=True)
class Benchmark:
    """A published engagement figure; ``definition`` says what is divided by what.

    ``definition`` is ``er_followers``, ``er_reach``, ``er_impr`` or ``other``.
    """

    channel: str
    industry: str
    metric: str
    definition: str
    value: float
    unit: str
    origin: Origin


@dataclass(frozen=True)
class Limit:
    """What a channel allows or advises: length of a text, size of a picture.

    ``value`` is as printed (``1080x1080``); ``number`` is there where it is one.
    """

    channel: str
    surface: str
    kind: str
    value: str
    number: float | None
    unit: str
    as_of: str
    origin: Origin


@dataclass(frozen=True)
class Rate:
    """A published average of paid or converting traffic; place is where it was measured."""

    place: str
    industry: str
    metric: str
    value: float
    unit: str
    origin: Origin


@dataclass(frozen=True)
class Cost:
    """What something was said to cost or take; any of the three figures may be missing."""

    item: str
    low: float | None
    typical: float | None
    high: float | None
    unit: str
    origin: Origin


@dataclass(frozen=True)
class TrafficRule:
    """One rule by which an analytics program sorts visits into a channel group.

    The first rule that fits wins. ``sites`` names a list of sites; patterns are regular
    expressions that must fit the whole tag. With ``together`` all that are given must
    fit, else any of them.
    """

    group: str
    sites: str
    source: str
    medium: str
    campaign: str
    together: bool
    origin: Origin


@dataclass(frozen=True)
class Source:
    """Where a rule or a figure comes from."""

    id: str
    title: str
    address: str
