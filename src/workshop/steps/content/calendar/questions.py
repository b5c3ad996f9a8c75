"""What is asked of the calendar: key dates, and posts an owner has written or changed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from workshop.answers.kinds import (
    Choice,
    Clock,
    Day,
    Language,
    Number,
    Ref,
    Text,
    WebAddress,
)
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.steps.content.words import (
    CHANNELS,
    DEPARTMENTS,
    OBJECTIVES,
    PERSONAS,
    PILLARS,
    Format,
)
from workshop.steps.readiness.words import PEOPLE

KEY_DATES = "/content/key_dates"
ENTRIES = "/content/entries"
CAPTION = 5000
"""Characters of the longest post text there is; each channel's own limit is checked."""


class Status(Labelled):
    """How far a post is."""

    IDEA = "idea", _("Idea")
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    MEASURED = "measured", _("Measured")


class KeyDate(Row, at=KEY_DATES):
    """A day posts should lead up to."""

    title: ClassVar[Lazy] = _("Key dates")
    singular: ClassVar[Lazy] = _("key date")

    name: Annotated[
        str | None,
        Question(
            Text(80),
            _("What happens?"),
            help=_("A market, a sale, a holiday your customers care about."),
            example="Kiln opening",
            required=True,
        ),
    ] = None
    date: Annotated[
        dt.date | None,
        Question(Day(), _("When?"), example="2027-02-13", required=True),
    ] = None
    source: Annotated[
        str | None,
        Question(
            Text(80),
            _("Who says so?"),
            help=_("Where the date comes from, so that it can be checked."),
            example="city events list",
            tier=3,
        ),
    ] = None


class Entry(Row, at=ENTRIES):
    """One post. With the id of a generated post it changes that one, else it is added."""

    title: ClassVar[Lazy] = _("Posts you have written or changed")
    singular: ClassVar[Lazy] = _("post")

    date: Annotated[
        dt.date | None,
        Question(
            Day(),
            _("Day"),
            help=_("The calendar is made for you; write down only what you change or add."),
            example="2027-01-05",
            tier=3,
        ),
    ] = None
    time: Annotated[str | None, Question(Clock(), _("Time"), example="18:00", tier=3)] = None
    channel: Annotated[
        str | None, Question(Ref(CHANNELS), _("Channel"), example="Instagram", tier=3)
    ] = None
    format: Annotated[
        Format | None, Question(Choice(Format), _("Made as"), example="Photo", tier=3)
    ] = None
    pillar: Annotated[
        str | None, Question(Ref(PILLARS), _("Theme"), example="How clay works", tier=3)
    ] = None
    objective: Annotated[
        str | None,
        Question(
            Ref(OBJECTIVES),
            _("Objective"),
            help=_("Left empty, it is the one of the theme."),
            example="O1",
            tier=3,
        ),
    ] = None
    persona: Annotated[
        str | None,
        Question(
            Ref(PERSONAS),
            _("For whom"),
            help=_("Left empty, it is the one of the theme."),
            example="Marisol",
            tier=3,
        ),
    ] = None
    title_text: Annotated[
        str | None, Question(Text(120), _("Working title"), example="A bowl in 20 seconds", tier=3)
    ] = None
    copy_text: Annotated[
        str | None,
        Question(
            Text(CAPTION, lines=5),
            _("Text of the post"),
            help=_("One text for each channel: the same words do not suit all."),
            example="Watch a lump of clay become a bowl in 20 seconds.",
            tier=3,
        ),
    ] = None
    asset: Annotated[
        str | None,
        Question(Text(120), _("Picture or film"), example="wheel, close up", tier=3),
    ] = None
    alt_text: Annotated[
        str | None,
        Question(
            Text(500),
            _("What is to be seen in it?"),
            help=_("One sentence for people who cannot see the picture."),
            example="Hands raising the wall of a bowl on a wheel",
            tier=3,
        ),
    ] = None
    cta: Annotated[
        str | None,
        Question(Ref("/content/calls"), _("Call to action"), example="Book a wheel", tier=3),
    ] = None
    url: Annotated[
        str | None,
        Question(
            WebAddress(limit=1000),
            _("Link with its tags"),
            help=_("Left empty, it is built from the call to action."),
            example="https://example.org/book?utm_source=instagram",
            tier=3,
        ),
    ] = None
    language: Annotated[
        str | None, Question(Language(), _("Language"), example="Spanish", tier=3)
    ] = None
    department: Annotated[
        str | None,
        Question(Ref(DEPARTMENTS), _("Who supplies it?"), example="instruction", tier=3),
    ] = None
    owner: Annotated[
        str | None, Question(Ref(PEOPLE), _("Who makes it?"), example="front desk lead", tier=3)
    ] = None
    draft_due: Annotated[
        dt.date | None,
        Question(Day(), _("Draft due"), example="2027-01-02", tier=3),
    ] = None
    approver: Annotated[
        str | None, Question(Ref(PEOPLE), _("Who approves it?"), example="owner", tier=3)
    ] = None
    status: Annotated[
        Status | None, Question(Choice(Status), _("How far is it?"), example="Approved", tier=3)
    ] = None
    campaign: Annotated[
        str | None,
        Question(Text(60), _("Campaign"), help=_("A promotion, if it belongs to one."),
                 example="first pot contest", tier=3),
    ] = None  # fmt: skip
    atom: Annotated[
        str | None,
        Question(
            Text(40),
            _("Idea it comes from"),
            help=_("Posts made from one idea for several channels share this mark."),
            example="a1",
            tier=3,
        ),
    ] = None
    result: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Interactions it got"),
            help=_("Filled in a week after it was published."),
            example="34",
            tier=3,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the working title, else the id."""
        return self.title_text or self.id
