"""What is asked about channels: hours they leave, what matters, and the ones considered."""

from __future__ import annotations

from itertools import combinations
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Number, Ranking, Ref, Scale, Text, YesNo
from workshop.answers.measured import Labelled, Measured
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, Words, _
from workshop.steps.readiness.words import PEOPLE

CANDIDATES = "/channels/candidates"


class Criterion(Labelled):
    """What a channel is judged by, in the order used until the owner sets another."""

    AUDIENCE = "audience", _("Your audience is there")
    OBJECTIVE = "objective", _("It leads to your first objective")
    CONTENT = "content", _("You can make what it needs")
    TRACKING = "tracking", _("Results can be tracked")
    OPENING = "opening", _("Competitors leave room")
    FOOTHOLD = "foothold", _("You already stand there")


class WeightMethod(Labelled):
    """How an order of criteria becomes weights."""

    ROC = "roc", _("from the order (usual)")
    RANK_SUM = "rank_sum", _("from the order, less steep")
    POINTS = "points", _("100 points shared out")
    AHP = "ahp", _("compared two by two")
    EQUAL = "equal", _("all the same")


class Role(Labelled):
    """What a channel is for in the plan."""

    PRIMARY = "primary", _("Main channel")
    SUPPORT = "support", _("Supporting channel")
    LISTEN_ONLY = "listen_only", _("Only listen and answer")
    NONE = "none", _("Not used")


CHOSEN = (Role.PRIMARY, Role.SUPPORT)


class More(Labelled):
    """Which of two criteria matters more."""

    FIRST = "first", _("the first")
    SECOND = "second", _("the second")
    EQUAL = "equal", _("both the same")


_SERVES = (
    _("not at all"),
    _("people hear of us there"),
    _("it can send visitors"),
    _("they can book, buy or write there"),
    _("that, and ads to our own list"),
)
_CAN_MAKE = (
    _("no skill and nothing to show"),
    _("it would cost us a lot"),
    _("now and then, with effort"),
    _("we can, with a little practice"),
    _("we make it every week already"),
)
_TRACKS = (
    _("nothing can be seen"),
    _("views and likes only"),
    _("links can be counted"),
    _("links and orders can be counted"),
    _("that, with lists and export"),
)
_ROOM = (
    _("full: everyone is strong there"),
    _("crowded"),
    _("some room, or nobody counted"),
    _("little is done there"),
    _("empty: nobody is there"),
)
_STANDS = (
    _("no profile"),
    _("a profile, hardly followed"),
    _("some followers"),
    _("a good following"),
    _("strong, with reviews and history"),
)
_DEFAULT = _("Leave it empty for our rule of thumb.")


class Capacity(Topic, at="/channels/capacity"):
    """Minutes a week that go before the first post is made."""

    title: ClassVar[Lazy] = _("Time that is already spoken for")

    messages_week: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Messages and comments to answer, a week"),
            help=_("Count last week's over all your profiles."),
            example="63",
            required=True,
            prework=True,
            tier=1,
        ),
    ] = None
    minutes_message: Annotated[
        float | None,
        Question(Number(at_least=0), _("Minutes for one answer"), example="4", required=True),
    ] = None
    proactive_min: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Minutes a week to comment with others"),
            help=_("On posts of customers, partners and neighbours."),
            example="30",
        ),
    ] = None
    planning_min: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Minutes a week to plan"), example="60"),
    ] = None
    reporting_min: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("Minutes a week to look at numbers"), example="30"
        ),
    ] = None
    email_min: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Minutes a week for your newsletter"),
            help=_("0 if you have none."),
            example="45",
        ),
    ] = None
    listings_min: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Minutes a week for your entry on the map"),
            help=_("Google Maps and the like: hours, photos, reviews."),
            example="15",
        ),
    ] = None


class Weights(Topic, at="/channels/weights"):
    """What matters most in a channel."""

    title: ClassVar[Lazy] = _("What matters most")

    rank: Annotated[
        list[Criterion] | None,
        Question(
            Ranking(Criterion),
            _("Put these in order: the most important first"),
            help=_("Think of the step from the worst to the best you can imagine on each."),
            example="Your audience is there first",
            required=True,
            tier=1,
        ),
    ] = None
    method: Annotated[
        WeightMethod | None,
        Question(
            Choice(WeightMethod),
            _("How shall the order count?"),
            help=_("Leave it empty for the usual way."),
            tier=3,
            example="from the order (usual)",
        ),
    ] = None

    def asked(self) -> dict[str, Question]:
        """Leave out the order where the weights come from elsewhere."""
        found = super().asked()
        if self.method not in (None, WeightMethod.ROC, WeightMethod.RANK_SUM):
            del found["rank"]
        return found


class Points(Row, at="/channels/points"):
    """A hundred points shared out; the id is the criterion."""

    title: ClassVar[Lazy] = _("A hundred points")
    singular: ClassVar[Lazy] = _("criterion")
    fixed: ClassVar[dict[str, Words] | None] = {each.value: each.label for each in Criterion}

    points: Annotated[
        float | None,
        Question(
            Number(at_least=0, at_most=100),
            _("Points"),
            help=_("Only if you share out points; all six add up to 100."),
            example="40",
            tier=3,
        ),
    ] = None


PAIRS = tuple(combinations(Criterion, 2))


class Pair(Row, at="/channels/pairs"):
    """Two criteria compared."""

    title: ClassVar[Lazy] = _("Two by two")
    singular: ClassVar[Lazy] = _("pair")
    fixed: ClassVar[dict[str, Words] | None] = {
        f"{a}-{b}": _("{first} / {second}").format(first=a.label, second=b.label) for a, b in PAIRS
    }

    more: Annotated[
        More | None,
        Question(
            Choice(More),
            _("Which matters more?"),
            help=_("Only if you compare two by two."),
            example="the first",
            tier=3,
        ),
    ] = None
    times: Annotated[
        int | None,
        Question(
            Number(at_least=1, at_most=9, whole=True),
            _("How much more, from 1 (the same) to 9 (far more)?"),
            example="3",
            tier=3,
        ),
    ] = None


class Candidate(Row, at=CANDIDATES):
    """One channel that is considered."""

    title: ClassVar[Lazy] = _("Channels you consider")
    singular: ClassVar[Lazy] = _("channel")
    least: ClassVar[int] = 2

    channel: Annotated[
        str | None,
        Question(
            Ref("reference:channels"),
            _("Channel"),
            help=_("Six are enough. Website, newsletter and map entry are in the plan anyway."),
            example="Instagram",
            required=True,
            tier=1,
        ),
    ] = None
    content: Annotated[
        int | None,
        Question(
            Scale(_CAN_MAKE),
            _("Can you make what works there?"),
            help=_("Honestly: with your people, skills and pictures."),
            example="4 – we make it every week already",
            required=True,
            tier=1,
        ),
    ] = None
    objective: Annotated[
        int | None,
        Question(
            Scale(_SERVES),
            _("Does it lead to your first objective?"),
            help=_DEFAULT,
            example="3",
            tier=3,
        ),
    ] = None
    tracking: Annotated[
        int | None,
        Question(Scale(_TRACKS), _("Can results be tracked?"), help=_DEFAULT, example="3", tier=3),
    ] = None
    opening: Annotated[
        int | None,
        Question(Scale(_ROOM), _("Do competitors leave room?"), help=_DEFAULT, example="2", tier=3),
    ] = None
    foothold: Annotated[
        int | None,
        Question(
            Scale(_STANDS), _("Do you already stand there?"), help=_DEFAULT, example="3", tier=3
        ),
    ] = None
    reason: Annotated[
        str | None,
        Question(
            Text(160),
            _("Why these ratings?"),
            help=_("One line."),
            example="booking button",
            tier=3,
        ),
    ] = None
    posts_week: Annotated[
        Measured[float] | None,
        Question(
            Number(at_least=0),
            _("Posts a week you would make"),
            help=_DEFAULT,
            example="4",
        ),
    ] = None
    minutes_post: Annotated[
        Measured[float] | None,
        Question(
            Number(at_least=0),
            _("Minutes for one post, on average"),
            help=_("Over everything published there, small things counted in."),
            example="65",
        ),
    ] = None
    must: Annotated[
        bool | None,
        Question(
            YesNo(), _("Must it be in?"), help=_("Head office wants it."), example="no", tier=3
        ),
    ] = None
    must_reason: Annotated[
        str | None,
        Question(
            Text(160), _("Why must it?"), example="our franchise asks for it", tier=3,
            only_if="must=yes",
        ),
    ] = None  # fmt: skip
    veto: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Must it stay out?"),
            help=_("A channel you will not use, however well it scores."),
            example="no",
            tier=3,
        ),
    ] = None
    veto_reason: Annotated[
        str | None,
        Question(
            Text(160), _("Why must it stay out?"), example="our data rules forbid it", tier=3,
            only_if="veto=yes",
        ),
    ] = None  # fmt: skip
    role: Annotated[
        Role | None,
        Question(
            Choice(Role),
            _("Its role, if you decide otherwise"),
            help=_("Leave it empty to take the role worked out."),
            example="Only listen and answer",
            tier=3,
        ),
    ] = None
    owner: Annotated[
        str | None,
        Question(Ref(PEOPLE), _("Who posts there?"), example="front desk lead", tier=3),
    ] = None
    link_target: Annotated[
        str | None,
        Question(
            Text(120),
            _("Where shall people go from there?"),
            help=_("One page, such as your booking page."),
            example="the booking page",
            tier=3,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the channel's id until the catalogue gives its name."""
        return self.channel or self.id
