"""What customers say when asked: channels they use, how they found us, best time, topics."""

from __future__ import annotations

from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Number, Ref, Text, Texts
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, _


class Day(Labelled):
    """A day of the week."""

    MON = "mon", _("Monday")
    TUE = "tue", _("Tuesday")
    WED = "wed", _("Wednesday")
    THU = "thu", _("Thursday")
    FRI = "fri", _("Friday")
    SAT = "sat", _("Saturday")
    SUN = "sun", _("Sunday")


class PartOfDay(Labelled):
    """A part of the day."""

    MORNING = "morning", _("Morning")
    NOON = "noon", _("Noon")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")
    NIGHT = "night", _("Late evening")


class Survey(Topic, at="/audience/survey"):
    """The survey as a whole."""

    title: ClassVar[Lazy] = _("Ask your customers")

    n: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("How many customers did you ask?"),
            help=_("Thirty at the till are worth more than any national survey."),
            example="60",
            prework=True,
        ),
    ] = None
    topics_asked: Annotated[
        list[str] | None,
        Question(
            Texts(12, 120),
            _("What do they ask about?"),
            help=_("One topic a line: each is something to post about."),
            example="how clay works",
        ),
    ] = None


class SurveyUse(Row, at="/audience/survey_uses"):
    """How many of those asked use one channel."""

    title: ClassVar[Lazy] = _("Which channels they use")
    singular: ClassVar[Lazy] = _("answer")

    channel: Annotated[
        str | None,
        Question(Ref("reference:channels"), _("Channel"), example="Instagram", required=True),
    ] = None
    uses_it: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("How many of them use it?"),
            help=_("Of all you asked, also those who use several."),
            example="39",
            required=True,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the channel."""
        return self.channel or self.id


class FoundUs(Row, at="/audience/found_us"):
    """How some of those asked found the business."""

    title: ClassVar[Lazy] = _("How they found you")
    singular: ClassVar[Lazy] = _("way")

    name: Annotated[
        str | None, Question(Text(60), _("How?"), example="a friend", required=True, tier=3)
    ] = None
    count: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("How many said so?"), example="21", required=True,
            tier=3,
        ),
    ] = None  # fmt: skip


class BestTime(Row, at="/audience/best_times"):
    """When some of those asked look at social media."""

    title: ClassVar[Lazy] = _("When they look")
    singular: ClassVar[Lazy] = _("time")

    day: Annotated[
        Day | None, Question(Choice(Day), _("Day"), help=_("Empty: any day."), tier=3,
                             example="Saturday")
    ] = None  # fmt: skip
    part: Annotated[
        PartOfDay | None,
        Question(Choice(PartOfDay), _("Part of the day"), example="Morning", tier=3),
    ] = None
    count: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("How many said so?"), example="14", required=True,
            tier=3,
        ),
    ] = None  # fmt: skip

    def name_shown(self) -> str:
        """Return day and part of the day."""
        return " · ".join(str(each.label) for each in (self.day, self.part) if each) or self.id
