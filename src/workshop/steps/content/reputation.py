"""Listening, answering by class, and a page for the day it burns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Ref, Text, Texts, YesNo
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, Words, _
from workshop.method import Check, Outcome, Severity
from workshop.steps.content.words import CLASSES
from workshop.steps.readiness.words import PEOPLE


class HowOften(Labelled):
    """How often somebody looks."""

    HOURLY = "hourly", _("every hour we are open")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")


class Monitoring(Topic, at="/content/monitoring"):
    """What to look for, where and how often."""

    title: ClassVar[Lazy] = _("Listening")

    names: Annotated[
        list[str] | None,
        Question(
            Texts(most=20, limit=80),
            _("Names to look for"),
            help=_("Yours, how people misspell it, products, key people. One a line."),
            example="Pinon and Kiln",
            tier=3,
        ),
    ] = None
    sites: Annotated[
        list[str] | None,
        Question(
            Texts(most=20, limit=80),
            _("Where to look"),
            help=_("Review sites, maps, groups of your town. One a line."),
            example="Google reviews",
            tier=3,
        ),
    ] = None
    frequency: Annotated[
        HowOften | None,
        Question(Choice(HowOften), _("How often?"), example="every day", tier=3),
    ] = None
    owner: Annotated[
        str | None, Question(Ref(PEOPLE), _("Who looks?"), example="front desk lead", tier=3)
    ] = None


class ReplyTemplate(Row, at="/content/replies"):
    """A reply to start from, for one class; the id is the class."""

    title: ClassVar[Lazy] = _("Replies to start from")
    singular: ClassVar[Lazy] = _("class")
    fixed: ClassVar[dict[str, Words] | None] = dict(CLASSES)

    text: Annotated[
        str | None,
        Question(
            Text(400, lines=3),
            _("What do you answer?"),
            help=_("With blanks to fill in: nobody likes an answer from a machine. Left empty, "
                   "the plan suggests one."),
            example="Thank you, ___. We are glad the ___ turned out well.",
            tier=3,
        ),
    ] = None  # fmt: skip


class Crisis(Topic, at="/content/crisis"):
    """Who speaks, who steps in, and what is said first."""

    title: ClassVar[Lazy] = _("When it burns")

    spokesperson: Annotated[
        str | None,
        Question(Ref(PEOPLE), _("Who speaks for the business?"), example="owner", required=True),
    ] = None  # fmt: skip
    backup: Annotated[
        str | None,
        Question(
            Ref(PEOPLE),
            _("Who speaks if this person cannot be reached?"),
            example="instructor",
            required=True,
        ),
    ] = None
    approver: Annotated[
        str | None,
        Question(Ref(PEOPLE), _("Who approves what is said?"), example="owner", tier=3),
    ] = None
    adviser: Annotated[
        str | None,
        Question(
            Text(120),
            _("Whom do you call when it is about law, safety or much money?"),
            help=_("A lawyer, your insurer: name and number."),
            example="our insurer's hotline",
            tier=3,
        ),
    ] = None
    spreading: Annotated[
        str | None,
        Question(
            Text(160),
            _("From when on is it more than one complaint?"),
            help=_("A number you can count: comments in an hour, a call from the press."),
            example="10 angry comments in an hour, or the press calls",
            tier=3,
        ),
    ] = None
    serious: Annotated[
        str | None,
        Question(
            Text(160),
            _("From when on do you call for help?"),
            help=_("Money, safety or law."),
            example="somebody was hurt, or a lawyer writes",
            tier=3,
        ),
    ] = None
    holding: Annotated[
        str | None,
        Question(
            Text(400, lines=3),
            _("What do you say first, before you know more?"),
            help=_("What you know, what you are doing, when you will say more. No blame."),
            example="We have heard about this and are looking into it. More by noon tomorrow.",
        ),
    ] = None
    pause_tested: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Have you tried to stop all planned posts?"),
            help=_("A cheerful post in the middle of it makes everything worse. Try it once."),
            example="no",
        ),
    ] = None
    sheet: Annotated[
        str | None,
        Question(
            Text(120),
            _("Where are the phone numbers kept?"),
            help=_("On paper too."),
            example="printed, behind the counter",
            tier=3,
        ),
    ] = None


C471 = Check(
    "C471",
    Severity.WARN,
    _("Nobody steps in when the speaker is away"),
    why=_("It always happens on a weekend."),
    remedy=_("Name a second person and show them the page."),
    sources=("W47",),
)
C472 = Check(
    "C472",
    Severity.WARN,
    _("Stopping planned posts was never tried"),
    why=_("You will look for the button while the next post goes out."),
    remedy=_("Try it once, on every channel, and write down where it is."),
    sources=("W47",),
)
C473 = Check(
    "C473",
    Severity.WARN,
    _("No first statement is ready"),
    why=_("In the first hour nobody writes well."),
    remedy=_("Write two sentences now: what you know, and when you will say more."),
    sources=("W47",),
)


@dataclass(frozen=True)
class Level:
    """One level of a crisis: when it is reached and what is done."""

    number: int
    title: Words
    when: Words
    does: Words


def levels(crisis: Crisis) -> tuple[Level, ...]:
    """Return the three levels (severity after W46, parts after W47)."""
    return (
        Level(
            1, _("Local"), _("one or a few complaints, answered in the usual way"),
            _("The one on the inbox answers and notes it."),
        ),
        Level(
            2, _("Spreading"), crisis.spreading or _("it spreads, or the press calls"),
            _("The sponsor approves every word. Planned posts stop."),
        ),
        Level(
            3, _("Serious"), crisis.serious or _("money, safety or the law"),
            _("The sponsor leads. The adviser is called before anything is said."),
        ),
    )  # fmt: skip


def check(crisis: Crisis) -> tuple[Outcome, ...]:
    """Return what came of C471 to C473."""
    begun = any(getattr(crisis, name) is not None for name in Crisis.questions())
    if not begun:
        return tuple(rule.unknown(crisis.where("spokesperson")) for rule in (C471, C472, C473))
    tested = (
        C472.unknown(crisis.where("pause_tested"))
        if crisis.pause_tested is None
        else C472.when(not crisis.pause_tested, _("It was not tried yet."))
    )
    return (
        C471.when(not crisis.backup, _("No second person is named.")),
        tested,
        C473.when(not (crisis.holding or "").strip(), _("Nothing is written yet.")),
    )
