"""What is asked for the authority index: of the company, and of managers who agree to it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from workshop.answers.kinds import Day, Number, Percent, Ref, Several, YesNo
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, _
from workshop.steps.readiness.words import PEOPLE

AT = "/measurement/managers"


class CompanyTick(Labelled):
    """Signs that a company knows its field."""

    PROFILE = "profile", _("Every profile is complete")
    ARTICLE = "article", _("An expert article in the last 90 days")
    MENTION = "mention", _("Somebody outside mentioned or linked us")
    TALK = "talk", _("A talk or a class")
    TESTIMONIAL = "testimonial", _("A customer speaks for us by name")
    RATING = "rating", _("Rated 4.5 or better by 20 people or more")
    CERTIFICATE = "certificate", _("A certificate of our trade")
    CASE = "case", _("A case told from start to end")
    PRESS = "press", _("Quoted by the press")


class ManagerTick(Labelled):
    """Signs that a person knows their field."""

    PROFILE = "profile", _("The profile is complete")
    HEADLINE = "headline", _("The headline names the topic")
    ARTICLE = "article", _("An article")
    TALK = "talk", _("A talk")
    ANSWERS = "answers", _("Answers in groups")
    RECOMMENDED = "recommended", _("A recommendation by name")
    CERTIFICATE = "certificate", _("A certificate")
    JOINT_POST = "joint_post", _("Wrote a post of the company with others")
    MENTION = "mention", _("Mentioned from outside")


_NOT_PAY = _("It is never used for pay or appraisal, and can be taken back at any time.")


class CompanyAuthority(Topic, at="/measurement/authority"):
    """The company's own numbers of a quarter."""

    title: ClassVar[Lazy] = _("The weight of your company")

    posts_90d: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Posts in the last 90 days"), example="40",
                 tier=3),
    ] = None  # fmt: skip
    resonance: Annotated[
        float | None,
        Question(
            Number(at_least=0),
            _("Your engagement rate, per cent"),
            help=_("Left empty, it is the one counted beside your competitors."),
            example="2.2",
            tier=3,
        ),
    ] = None
    resonance_benchmark: Annotated[
        float | None,
        Question(
            Number(above=0),
            _("What others reach, per cent"),
            help=_("Counted in the same way. Left empty: the middle of your competitors."),
            example="2.4",
            tier=3,
        ),
    ] = None
    amplification: Annotated[
        float | None,
        Question(Number(at_least=0), _("Shares and saves for each post"), example="6.1", tier=3),
    ] = None
    amplification_benchmark: Annotated[
        float | None,
        Question(
            Number(above=0),
            _("What would be usual?"),
            help=_("From a source you name. Nobody outside can count others' saves."),
            example="8",
            tier=3,
        ),
    ] = None
    responsiveness_pct: Annotated[
        float | None,
        Question(
            Percent(),
            _("Messages answered in time"),
            help=_("Left empty, it is where your service objective starts."),
            example="46 %",
            tier=3,
        ),
    ] = None
    pull: Annotated[
        float | None,
        Question(
            Number(at_least=0),
            _("Good visits for 1,000 times shown"),
            help=_("Visits that looked at more than one page."),
            example="12.75",
            tier=3,
        ),
    ] = None
    pull_target: Annotated[
        float | None,
        Question(Number(above=0), _("How many do you want?"), example="15", tier=3),
    ] = None
    ticks: Annotated[
        list[CompanyTick] | None,
        Question(Several(CompanyTick), _("Which of these are true?"), example="A talk or a class",
                 tier=3),
    ] = None  # fmt: skip
    on_website: Annotated[
        bool | None,
        Question(YesNo(), _("Do you show the index on your website?"), example="no", tier=3),
    ] = None
    formula_page: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Is there a page that says how it is worked out?"),
            example="no",
            tier=3,
        ),
    ] = None


class Manager(Row, at=AT):
    """A key manager's numbers of a quarter, by their own consent."""

    title: ClassVar[Lazy] = _("The weight of your managers")
    singular: ClassVar[Lazy] = _("manager")

    person: Annotated[
        str | None, Question(Ref(PEOPLE), _("Who?"), example="owner", required=True, tier=3)
    ] = None
    consent: Annotated[
        bool | None,
        Question(
            YesNo(), _("Has this person agreed to it in writing?"), help=_NOT_PAY, example="yes",
            tier=3,
        ),
    ] = None  # fmt: skip
    consent_date: Annotated[
        dt.date | None,
        Question(Day(), _("When?"), example="2026-11-16", tier=3, only_if="consent=yes"),
    ] = None
    posts_90d: Annotated[
        int | None,
        Question(Number(at_least=0, whole=True), _("Posts in the last 90 days"), example="12",
                 tier=3),
    ] = None  # fmt: skip
    resonance: Annotated[
        float | None, Question(Number(at_least=0), _("Engagement rate, per cent"), example="1.6",
                               tier=3)
    ] = None  # fmt: skip
    resonance_benchmark: Annotated[
        float | None,
        Question(Number(above=0), _("What peers reach, per cent"), example="2", tier=3),
    ] = None
    amplification: Annotated[
        float | None,
        Question(Number(at_least=0), _("Shares and saves for each post"), example="1.1", tier=3),
    ] = None
    amplification_benchmark: Annotated[
        float | None, Question(Number(above=0), _("What would be usual?"), example="2", tier=3)
    ] = None
    responsiveness_pct: Annotated[
        float | None,
        Question(Percent(), _("Comments answered within a working day"), example="60 %", tier=3),
    ] = None
    pull: Annotated[
        float | None,
        Question(
            Number(at_least=0),
            _("Good visits through own links for 1,000 times shown"),
            example="3",
            tier=3,
        ),
    ] = None
    pull_target: Annotated[
        float | None, Question(Number(above=0), _("How many are wanted?"), example="5", tier=3)
    ] = None
    ticks: Annotated[
        list[ManagerTick] | None,
        Question(Several(ManagerTick), _("Which of these are true?"), example="A talk", tier=3),
    ] = None

    def name_shown(self) -> str:
        """Return the person's id until the list of people gives the name."""
        return self.person or self.id
