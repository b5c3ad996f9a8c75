"""LinkedIn, the people who speak for the business, and where else to help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Number, Percent, Text, WebAddress, YesNo
from workshop.answers.measured import Basis, Labelled, Measured
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, _
from workshop.method import Check, Outcome, Severity, Value, derive, given
from workshop.settings import HouseRules
from workshop.steps.objectives.funnel import Funnel
from workshop.steps.readiness.people import Person


class LinkedIn(Topic, at="/content/linkedin"):
    """The company page and its groups."""

    title: ClassVar[Lazy] = _("LinkedIn")

    page_done: Annotated[
        bool | None,
        Question(YesNo(), _("Is the company page complete?"), example="no", tier=3),
    ] = None
    follower_target: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Followers wanted in a year"),
            help=_("Not a goal of its own: they are who may read you."),
            example="150",
            tier=3,
        ),
    ] = None
    invites_month: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("People invited to follow, a month"),
            help=_("Contacts who know you; never strangers."),
            example="20",
            tier=3,
        ),
    ] = None
    posts_week: Annotated[
        float | None,
        Question(Number(at_least=0, at_most=50), _("Posts of the page a week"), example="0.5",
                 tier=3),
    ] = None  # fmt: skip
    articles_quarter: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("Articles by managers, a quarter"), example="1",
            tier=3,
        ),
    ] = None  # fmt: skip


GROUPS_ENOUGH = 5
"""Groups one business can take part in and be heard."""


class Group(Row, at="/content/groups"):
    """A group people of the business take part in. Five are plenty."""

    title: ClassVar[Lazy] = _("Groups")
    singular: ClassVar[Lazy] = _("group")

    name: Annotated[
        str | None, Question(Text(80), _("Group"), example="Ceramics teachers", required=True,
                             tier=3)
    ] = None  # fmt: skip
    topic: Annotated[str | None, Question(Text(80), _("Topic"), example="glazing", tier=3)] = None
    rules: Annotated[
        str | None,
        Question(
            Text(160),
            _("Its rules"),
            help=_("What may be posted, and whether firms may speak."),
            example="no offers, questions welcome",
            tier=3,
        ),
    ] = None
    posts_month: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("Posts or answers a month"), example="2", tier=3
        ),
    ] = None


class Advocacy(Topic, at="/content/advocacy"):
    """People who share for the business, of their own will."""

    title: ClassVar[Lazy] = _("People who speak for you")

    voluntary: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Is it clear that nobody has to?"),
            help=_("A forced post reads like one, and a personal profile is personal."),
            example="yes",
            tier=3,
        ),
    ] = None
    posts_month: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Posts offered to each of them, a month"),
            example="2",
            tier=3,
        ),
    ] = None
    view_rate_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(),
            _("Of 100 contacts, how many see such a post?"),
            help=_("Left empty, our rule of thumb is used."),
            example="12 %",
            tier=3,
        ),
    ] = None


class PlaceKind(Labelled):
    """Where else people talk about what you know."""

    BLOG = "blog", _("Blog")
    FORUM = "forum", _("Forum or group")
    PARTNER = "partner", _("Partner")


class Outreach(Row, at="/content/outreach"):
    """A place of others to help in."""

    title: ClassVar[Lazy] = _("Where else to help")
    singular: ClassVar[Lazy] = _("place")

    name: Annotated[
        str | None, Question(Text(80), _("Place"), example="town gardening forum", required=True,
                             tier=3)
    ] = None  # fmt: skip
    url: Annotated[
        str | None, Question(WebAddress(), _("Address"), example="https://example.org/forum",
                             tier=3)
    ] = None  # fmt: skip
    kind: Annotated[
        PlaceKind | None, Question(Choice(PlaceKind), _("What is it?"), example="Blog", tier=3)
    ] = None
    rule: Annotated[
        str | None,
        Question(
            Text(160),
            _("What do you keep to there?"),
            help=_("Help first, say who you are, never paste the same text twice."),
            example="answer two questions before naming us",
            tier=3,
        ),
    ] = None
    visits_month: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Visits a month"), example="2", tier=3),
    ] = None


C481 = Check(
    "C481",
    Severity.WARN,
    _("Somebody posts for you and was not told to say so"),
    why=_("In the US, staff who praise their employer must say that they work there, plainly "
          "and in the post."),
    remedy=_("Half an hour with everyone who posts: what to write, and where."),
    sources=("W49",),
)  # fmt: skip
C482 = Check(
    "C482",
    Severity.WARN,
    _("Sharing is not voluntary"),
    why=_("What people are made to say convinces nobody, and it is their own profile."),
    remedy=_("Say in writing that nobody has to, and that a no has no consequences."),
    sources=("practice",),
)


@dataclass(frozen=True)
class AdvocacyResult:
    """Extra views, clicks a month and what those clicks would cost, US dollars (W48)."""

    views: Value[float]
    clicks: Value[float]
    worth: Value[float]


def evaluate(
    advocacy: Advocacy, network: Value[float], funnel: Funnel, rules: HouseRules
) -> AdvocacyResult:
    """Return what consenting people's posts may bring.

    Parameters
    ----------
    advocacy : Advocacy
    network : Value of float
        Σ network · (1 − overlap) of willing and consenting people.
    funnel : Funnel
        Clicks per view and the own cost of a click.
    rules : HouseRules
        Default share of contacts that see a post.
    """
    rate = given(advocacy, "view_rate_pct").or_else(rules.view_rate_pct, Basis.ESTIMATED)
    views = derive(
        lambda n, share, posts: n * share / 100 * posts,
        network, rate, given(advocacy, "posts_month"),
    )  # fmt: skip
    clicks = derive(lambda n, ctr: n * ctr / 100, views, given(funnel, "ctr_pct"))
    worth = derive(lambda n, cost: n * cost, clicks, given(funnel, "cost_per_click"))
    return AdvocacyResult(views, clicks, worth)


def check(advocacy: Advocacy, people: Sequence[Person]) -> tuple[Outcome, ...]:
    """Return what came of C481 and C482."""
    untold = [
        row for row in people if row.willing and row.posts_month and not row.disclosure_trained
    ]
    names = ", ".join(row.name_shown() for row in untold) + "."
    if advocacy.voluntary is None:
        free = C482.unknown(advocacy.where("voluntary"))
    else:
        free = C482.when(not advocacy.voluntary, _("It is not said that nobody has to."))
    told = C481.when(bool(untold), names, *(row.id for row in untold))
    return (told if people else C481.unknown("/readiness/people"), free)
