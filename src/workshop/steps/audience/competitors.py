"""Competitors counted by hand over four weeks, and our own numbers beside them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Day, Number, Ref, Text, Texts, YesNo
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, _

COMPETITORS = "/audience/competitors"


class RateDefinition(Labelled):
    """What an engagement rate is divided by."""

    FOLLOWERS = "er_followers", _("followers")
    REACH = "er_reach", _("people reached")
    IMPRESSIONS = "er_impr", _("times shown")


class CompetitorKind(Labelled):
    """Why somebody is looked at."""

    DIRECT = "direct", _("Direct: same offer, same place")
    INDIRECT = "indirect", _("Indirect: another way to spend the money")
    ADMIRED = "admired", _("Admired: does it well elsewhere")


class Listening(Topic, at="/audience/listening"):
    """Our own 28 days, and what is said about us."""

    title: ClassVar[Lazy] = _("Your own four weeks")

    window_from: Annotated[
        dt.date | None,
        Question(
            Day(),
            _("First day of the four weeks you count"),
            help=_("The same 28 days for you and for everyone you compare with."),
            example="2026-12-07",
        ),
    ] = None
    window_to: Annotated[dt.date | None, Question(Day(), _("Last day"), example="2027-01-03")] = (
        None
    )
    mentions_90d: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("How often were you mentioned in 90 days?"),
            help=_("Search your name on each channel and count posts by others."),
            example="27",
            tier=3,
            prework=True,
        ),
    ] = None
    positive: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Of these, friendly"), example="19", tier=3),
    ] = None
    neutral: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Neither"), example="6", tier=3),
    ] = None
    negative: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Unfriendly"), example="2", tier=3),
    ] = None
    er_definition: Annotated[
        RateDefinition | None,
        Question(
            Choice(RateDefinition),
            _("A published rate you compare with is divided by …"),
            help=_("We divide by followers. Rates by reach or views are up to ten times higher."),
            example="followers",
            tier=3,
        ),
    ] = None


class OwnCount(Row, at="/audience/own_counts"):
    """Our interactions on one channel; followers and posts stand with the profiles."""

    title: ClassVar[Lazy] = _("What your posts got in these weeks")
    singular: ClassVar[Lazy] = _("channel")

    channel: Annotated[
        str | None,
        Question(Ref("reference:channels"), _("Channel"), example="Instagram", required=True),
    ] = None
    interactions_28d: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Interactions in the 28 days"),
            help=_("Likes + comments + shares you can see. Count the same for competitors."),
            example="898",
            required=True,
            prework=True,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the channel."""
        return self.channel or self.id


class Competitor(Row, at=COMPETITORS):
    """One competitor on one channel."""

    title: ClassVar[Lazy] = _("Three to five to compare with")
    singular: ClassVar[Lazy] = _("competitor")

    name: Annotated[
        str | None, Question(Text(60), _("Name"), example="Competitor A", required=True)
    ] = None
    kind: Annotated[
        CompetitorKind | None,
        Question(Choice(CompetitorKind), _("What kind?"), example="Direct", required=True, tier=3),
    ] = None
    channel: Annotated[
        str | None,
        Question(
            Ref("reference:channels"),
            _("Counted on which channel?"),
            help=_("One row for each competitor and channel."),
            example="Instagram",
            required=True,
        ),
    ] = None
    followers: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("Followers"), help=_("Top of the profile."),
            example="6,200",
        ),
    ] = None  # fmt: skip
    posts_28d: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Posts in the 28 days"),
            help=_("Scroll back to the first day and count."),
            example="16",
        ),
    ] = None
    interactions_28d: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Interactions on these posts"),
            help=_("Add likes, comments and shares you can see."),
            example="2,381",
        ),
    ] = None
    mentions_90d: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("Mentions by others in 90 days"), example="54",
            tier=3,
        ),
    ] = None  # fmt: skip
    followers_all: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("Followers on all channels together"),
            example="8,100", tier=3,
        ),
    ] = None  # fmt: skip
    window_from: Annotated[
        dt.date | None, Question(Day(), _("First day counted"), example="2026-12-07", tier=3)
    ] = None
    window_to: Annotated[
        dt.date | None, Question(Day(), _("Last day counted"), example="2027-01-03", tier=3)
    ] = None
    themes: Annotated[
        list[str] | None,
        Question(Texts(8, 80), _("What do they post about?"), example="studio tours", tier=3),
    ] = None
    formats: Annotated[
        list[str] | None, Question(Texts(8, 60), _("In what form?"), example="reels", tier=3)
    ] = None
    offers: Annotated[
        list[str] | None,
        Question(Texts(8, 80), _("What do they offer?"), example="two for one", tier=3),
    ] = None
    reply_seen: Annotated[
        bool | None,
        Question(YesNo(), _("Do they answer comments?"), example="yes", tier=3),
    ] = None
    rating: Annotated[
        float | None,
        Question(Number(at_least=0, at_most=5), _("Their stars in reviews"), example="4.6", tier=3),
    ] = None
    note_do: Annotated[
        str | None,
        Question(
            Text(160), _("What do they do that you should too?"), example="shows faces", tier=3
        ),
    ] = None
    note_gap: Annotated[
        str | None,
        Question(Text(160), _("What do they leave undone?"), example="nobody answers questions"),
    ] = None
