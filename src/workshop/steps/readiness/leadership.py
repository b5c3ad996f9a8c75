"""Whether the people at the top stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Ref, Scale, Several, Text, YesNo
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Topic
from workshop.i18n import Lazy, _, plural
from workshop.method import Check, Outcome, Severity, Value, derive, given
from workshop.numbers import number
from workshop.settings import HouseRules
from workshop.steps.readiness.words import PEOPLE

AGREE = (_("no"), _("partly"), _("mostly"), _("fully, and written down"))


class SponsorAct(Labelled):
    """What a leader can do that others see."""

    POSTS_PERSONALLY = "posts_personally", _("posts personally")
    ATTENDS_REVIEWS = "attends_reviews", _("comes to the reviews")
    SUPPLIES_CONTENT = "supplies_content", _("supplies content")
    PROTECTS_TIME = "protects_time", _("protects the time for it")
    FUNDS = "funds", _("pays for it")


class Leadership(Topic, at="/readiness/leadership"):
    """Seven statements, one for each success factor, and the sponsor."""

    title: ClassVar[Lazy] = _("Who stands behind it")

    goals: Annotated[
        int | None,
        Question(
            Scale(AGREE),
            _("We know which business goals social media should serve"),
            help=_("0 no, 1 partly, 2 mostly, 3 fully and written down."),
            example="2",
            required=True,
        ),
    ] = None
    vision: Annotated[
        int | None,
        Question(
            Scale(AGREE),
            _("We know what we want to become through it in the long run"),
            example="2",
            required=True,
        ),
    ] = None
    exec_support: Annotated[
        int | None,
        Question(
            Scale(AGREE),
            _("The owner or manager stands behind it, visibly"),
            example="3",
            required=True,
        ),
    ] = None
    roadmap: Annotated[
        int | None,
        Question(
            Scale(AGREE),
            _("There is a plan of what comes first and what comes later"),
            example="1",
            required=True,
        ),
    ] = None
    governance: Annotated[
        int | None,
        Question(
            Scale(AGREE),
            _("It is clear who may say what, and who decides"),
            example="0",
            required=True,
        ),
    ] = None
    resources: Annotated[
        int | None,
        Question(
            Scale(AGREE),
            _("There are hours and money set aside for it"),
            example="1",
            required=True,
        ),
    ] = None
    technology: Annotated[
        int | None,
        Question(
            Scale(AGREE),
            _("We have the tools it needs, and chose them after the goals"),
            example="1",
            required=True,
        ),
    ] = None
    sponsor: Annotated[
        str | None,
        Question(
            Ref(PEOPLE),
            _("Who is the sponsor?"),
            help=_("The person with the authority to say yes, no and stop. Often the owner."),
            example="owner",
            required=True,
            tier=1,
        ),
    ] = None
    sponsor_acts: Annotated[
        list[SponsorAct] | None,
        Question(
            Several(SponsorAct),
            _("What does the sponsor do, in person?"),
            help=_("Others copy what leaders do, not what they say."),
            example="comes to the reviews, pays for it",
        ),
    ] = None
    known_by_all: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Could everyone who carries it out tell a stranger the plan?"),
            example="no",
            tier=3,
        ),
    ] = None
    content_i_will_help_create: Annotated[
        str | None,
        Question(
            Text(200, lines=3),
            _("Sponsor: what content will I help create?"),
            help=_("It is printed with a line to sign on."),
            example="a monthly story from the studio",
            tier=3,
        ),
    ] = None
    example_i_will_set: Annotated[
        str | None,
        Question(
            Text(200, lines=3),
            _("Sponsor: what example will I set?"),
            example="I answer our reviews myself",
            tier=3,
        ),
    ] = None


FACTORS = (
    "goals",
    "vision",
    "exec_support",
    "roadmap",
    "governance",
    "resources",
    "technology",
)
"""The seven success factors of social business strategy (Li and Solis 2013, W03)."""

C001 = Check(
    "C001",
    Severity.BLOCK,
    _("No sponsor named"),
    why=_("Without someone who can decide, the plan dies with the first busy week."),
    remedy=_("Name the person who can say yes, no and stop; in a small business, the owner."),
    sources=("practice",),
)
C002 = Check(
    "C002",
    Severity.WARN,
    _("The sponsor leads by word only"),
    why=_("Staff follow leaders who go first."),
    remedy=_("Let the sponsor choose at least two things to do in person."),
    sources=("practice",),
    house_rule=True,
)
C003 = Check(
    "C003",
    Severity.WARN,
    _("Leadership is not aligned yet"),
    why=_(
        "Where leaders do not agree, staff get mixed orders. How common that is was asked in a "
        "2012 survey of 698 people, in larger firms; take it as a warning, not as your number."
    ),
    remedy=_("Start with the statements scored 0 and 1, and write one page on each."),
    sources=("W02", "W03"),
    house_rule=True,
)


@dataclass(frozen=True)
class LeadershipResult:
    """Index L (0–100) and the statements it rests on, weakest first."""

    index: Value[float]
    weakest: tuple[str, ...]


def leadership_index(scores: Sequence[int]) -> float:
    """Return L = 100 · Σ score / (3 · 7).

    Parameters
    ----------
    scores : sequence of int
        Seven scores from 0 to 3, one per success factor (W03).

    Returns
    -------
    float
        0 to 100.
    """
    return 100 * sum(scores) / (3 * len(FACTORS))


def evaluate(leadership: Leadership) -> LeadershipResult:
    """Return the leadership index and the weakest statements."""
    scores = [given(leadership, name) for name in FACTORS]
    index = derive(lambda *values: leadership_index(values), *scores)
    weak = [
        name for name, score in zip(FACTORS, scores, strict=True) if score.known and score.get() < 2
    ]
    weak.sort(key=lambda name: getattr(leadership, name))
    return LeadershipResult(index, tuple(weak))


def check(
    leadership: Leadership, result: LeadershipResult, rules: HouseRules
) -> tuple[Outcome, ...]:
    """Return what came of C001, C002 and C003."""
    no_sponsor = C001.when(leadership.sponsor is None, _("Nobody is named as sponsor."))
    if leadership.sponsor_acts is None:
        acts = C002.unknown(leadership.where("sponsor_acts"))
    else:
        count = len(leadership.sponsor_acts)
        acts = C002.when(
            count < rules.sponsor_acts_least,
            plural(
                "The sponsor does {n} thing in person.",
                "The sponsor does {n} things in person.",
                count,
            ),
        )
    index = result.index
    if not index.known:
        aligned = C003.unknown(*index.needs)
    else:
        aligned = C003.when(
            index.get() < rules.leadership_least,
            _("The leadership index is {found} of 100; below {limit} it is a risk.").format(
                found=number(index.get(), 1), limit=number(rules.leadership_least)
            ),
        )
    return (no_sponsor, acts, aligned)
