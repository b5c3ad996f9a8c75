"""Who the customers are: one to three segments, how many people, and personas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import (
    Choice,
    Language,
    Languages,
    Number,
    Percent,
    Ref,
    Several,
    Text,
    Texts,
)
from workshop.answers.measured import Basis, Labelled, Measured, weakest
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.method import Value, missing
from workshop.reference import BANDS, Area
from workshop.steps.readiness.words import ContentType

SEGMENTS = "/audience/segments"


class Priority(Labelled):
    """Whether a segment decides."""

    PRIMARY = "primary", _("First: the plan is made for them")
    SECONDARY = "secondary", _("Second: they count too")


class Band(Labelled):
    """An age band of the surveys."""

    YOUNG = "18-29", _("18 to 29")
    ADULT = "30-49", _("30 to 49")
    OLDER = "50-64", _("50 to 64")
    SENIOR = "65+", _("65 and over")


class Group(Labelled):
    """A group a segment may hold more of than its county does."""

    HISPANIC = "hispanic", _("Hispanic")
    COLLEGE = "college", _("with a college degree")
    INCOME = "income_100k", _("in households with $100,000 a year or more")


class Segment(Row, at=SEGMENTS):
    """One kind of customer."""

    title: ClassVar[Lazy] = _("Who you want to reach")
    singular: ClassVar[Lazy] = _("segment")
    least: ClassVar[int] = 1

    name: Annotated[
        str | None,
        Question(
            Text(80),
            _("Who are they, in a few words?"),
            help=_("Not everybody: the people whose problem you solve best."),
            example="creative adults within 45 minutes",
            required=True,
            tier=1,
        ),
    ] = None
    priority: Annotated[
        Priority | None,
        Question(
            Choice(Priority), _("First or second?"), example="First: the plan is made for them",
            required=True,
        ),
    ] = None  # fmt: skip
    area: Annotated[
        str | None,
        Question(
            Ref("reference:areas"),
            _("County or state most of them live in"),
            help=_("Its people by age come from the Census. Or count your own customers below."),
            example="Doña Ana County, New Mexico",
            tier=1,
        ),
    ] = None
    place: Annotated[
        str | None,
        Question(Text(80), _("The area in your own words"), example="45 minutes by car", tier=3),
    ] = None
    ages: Annotated[
        list[Band] | None,
        Question(
            Several(Band),
            _("Which ages?"),
            help=_("Leave it empty for all adults."),
            example="30 to 49, 50 to 64",
            tier=1,
        ),
    ] = None
    share_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(above=0, at_least=None),
            _("Of 100 people of these ages, how many could ever buy from you?"),
            help=_("An honest guess will do: say that it is one. Empty counts them all."),
            example="20 %",
        ),
    ] = None
    people_18_29: Annotated[
        Measured[int] | None,
        Question(
            Number(at_least=0, whole=True),
            _("Your own count: aged 18 to 29"),
            help=_("From your customer list or a study. Own counts replace the county's."),
            example="8,000",
            tier=3,
            prework=True,
        ),
    ] = None
    people_30_49: Annotated[
        Measured[int] | None,
        Question(
            Number(at_least=0, whole=True), _("Your own count: aged 30 to 49"),
            example="15,000", tier=3, prework=True,
        ),
    ] = None  # fmt: skip
    people_50_64: Annotated[
        Measured[int] | None,
        Question(
            Number(at_least=0, whole=True), _("Your own count: aged 50 to 64"),
            example="10,000", tier=3, prework=True,
        ),
    ] = None  # fmt: skip
    people_65_plus: Annotated[
        Measured[int] | None,
        Question(
            Number(at_least=0, whole=True), _("Your own count: aged 65 and over"),
            example="7,000", tier=3, prework=True,
        ),
    ] = None  # fmt: skip
    women_pct: Annotated[
        float | None,
        Question(
            Percent(),
            _("Of 100 of them, how many are women?"),
            help=_("Women and men use some channels very differently."),
            example="62 %",
            tier=3,
        ),
    ] = None
    group: Annotated[
        Group | None,
        Question(
            Choice(Group),
            _("Do they differ from all adults in one of these?"),
            help=_("Only if you are sure. Leave it empty otherwise."),
            example="with a college degree",
            tier=3,
        ),
    ] = None
    group_pct: Annotated[
        float | None,
        Question(
            Percent(),
            _("Of 100 of them, how many belong to that group?"),
            help=_("Asked only where a group is named."),
            example="70 %",
            tier=3,
        ),
    ] = None
    languages: Annotated[
        list[str] | None,
        Question(Languages(), _("Languages they speak"), example="English, Spanish", tier=3),
    ] = None
    other_language: Annotated[
        str | None,
        Question(
            Language(),
            _("Largest language beside your main one"),
            help=_("Empty if nearly everybody speaks your main one."),
            example="Spanish",
        ),
    ] = None
    other_language_pct: Annotated[
        float | None,
        Question(Percent(), _("Of 100 of them, how many speak it best?"), example="28 %"),
    ] = None
    value_note: Annotated[
        str | None,
        Question(
            Text(200),
            _("Why are they worth the effort?"),
            example="They book for two and come back.",
            tier=3,
        ),
    ] = None


class Persona(Row, at="/audience/personas"):
    """A short portrait of a typical customer, built from what is known."""

    title: ClassVar[Lazy] = _("A face for each segment")
    singular: ClassVar[Lazy] = _("persona")

    name: Annotated[
        str | None, Question(Text(60), _("A first name"), example="Marisol", required=True)
    ] = None
    segment: Annotated[
        str | None,
        Question(Ref(SEGMENTS), _("Which segment is it the face of?"), example="creative adults"),
    ] = None
    age: Annotated[
        int | None,
        Question(Number(at_least=0, at_most=110, whole=True), _("Age"), example="38", tier=3),
    ] = None
    role: Annotated[
        str | None, Question(Text(60), _("What does she or he do?"), example="teacher", tier=3)
    ] = None
    goals: Annotated[
        list[str] | None,
        Question(Texts(3, 120), _("What does she or he want?"), example="a quiet evening"),
    ] = None
    problems: Annotated[
        list[str] | None,
        Question(Texts(3, 120), _("What is in the way?"), example="never has two hours in a row"),
    ] = None
    objections: Annotated[
        list[str] | None,
        Question(Texts(3, 120), _("What speaks against you?"), example="“I am not creative.”"),
    ] = None
    triggers: Annotated[
        list[str] | None,
        Question(Texts(3, 120), _("What makes the moment?"), example="a friend's birthday", tier=3),
    ] = None
    questions_before_buying: Annotated[
        list[str] | None,
        Question(
            Texts(5, 160),
            _("What is asked before buying?"),
            example="Do I need experience?",
        ),
    ] = None
    where_they_look: Annotated[
        list[str] | None,
        Question(Texts(6, 60), _("Where does she or he look?"), example="Instagram", tier=3),
    ] = None
    content_they_like: Annotated[
        list[ContentType] | None,
        Question(Several(ContentType), _("What is liked?"), example="Videos", tier=3),
    ] = None
    evidence: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("How many talks, surveys or records does this rest on?"),
            help=_("0 is honest: it is then printed as an assumption."),
            example="12",
        ),
    ] = None


OWN_COUNTS = ("people_18_29", "people_30_49", "people_50_64", "people_65_plus")


@dataclass(frozen=True)
class SegmentResult:
    """How many people a segment has, by age band and in all.

    ``sizes`` is in the order of the bands; ``from_area`` says that the county gave the ages.
    """

    segment: Segment
    sizes: Value[tuple[float, ...]]
    size: Value[float]
    from_area: bool


def size(segment: Segment, areas: Mapping[str, Area]) -> SegmentResult:
    """Return the people of a segment: own counts where given, else the area's.

    Parameters
    ----------
    segment : Segment
    areas : mapping of str to Area

    Notes
    -----
    Bands that were not picked count 0 people of an area. One own count makes all others
    needed: a band left open is not a band without people.
    """
    own = [getattr(segment, name) for name in OWN_COUNTS]
    if any(count is not None for count in own):
        holes = [segment.where(n) for n, c in zip(OWN_COUNTS, own, strict=True) if c is None]
        if holes:
            nothing = missing(*holes)
            return SegmentResult(segment, nothing, nothing, False)
        basis = weakest(*(count.basis for count in own))
        sizes = tuple(float(count.value) for count in own)
        return SegmentResult(segment, Value(sizes, basis), Value(sum(sizes), basis), False)
    area = areas.get(segment.area or "")
    if area is None:
        nothing = missing(segment.where("area"))
        return SegmentResult(segment, nothing, nothing, True)
    share = segment.share_pct
    factor = 1.0 if share is None else share.value / 100
    basis = weakest(Basis.BENCHMARK, share.basis if share else None)
    wanted = {band.value for band in (segment.ages or Band)}
    sizes = tuple(area.bands[band] * factor if band in wanted else 0.0 for band in BANDS)
    return SegmentResult(segment, Value(sizes, basis), Value(sum(sizes), basis), True)


def primary(results: Sequence[SegmentResult]) -> SegmentResult | None:
    """Return the segment channels are chosen for: the first one that comes first."""
    first = [each for each in results if each.segment.priority is Priority.PRIMARY]
    return next(iter(first or results), None)
