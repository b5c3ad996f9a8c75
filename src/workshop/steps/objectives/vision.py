"""What the business wants to become, and what social media is for in it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from workshop.answers.kinds import LONG_TEXT, Text, Texts
from workshop.answers.question import Question
from workshop.answers.topic import Topic
from workshop.i18n import Lazy, _

_SWOT = Texts(most=5, limit=LONG_TEXT)


class Vision(Topic, at="/objectives/vision"):
    """Vision, value, and the four lists of a SWOT."""

    title: ClassVar[Lazy] = _("Where you want to go")

    text: Annotated[
        str | None,
        Question(
            Text(300, lines=4),
            _("Where shall the business be in three to five years?"),
            help=_("Two sentences. Write it so that staff would recognise it."),
            example="The place in the valley where adults learn a craft and come back for more.",
            required=True,
        ),
    ] = None
    value: Annotated[
        str | None,
        Question(
            Text(300, lines=4),
            _("What is the point of social media for it?"),
            help=_("Finish the sentence: if it works, then … — in customers, money or time."),
            example="Full weekday classes without discounts, and students who come back.",
            required=True,
            tier=1,
        ),
    ] = None
    strengths: Annotated[
        list[str] | None,
        Question(_SWOT, _("Strengths"), help=_("Up to five, one a line."), tier=3),
    ] = None
    weaknesses: Annotated[
        list[str] | None, Question(_SWOT, _("Weaknesses"), tier=3, example="closed on Mondays")
    ] = None
    opportunities: Annotated[
        list[str] | None,
        Question(_SWOT, _("Opportunities"), tier=3, example="a new hotel next door"),
    ] = None
    threats: Annotated[
        list[str] | None, Question(_SWOT, _("Threats"), tier=3, example="rents go up")
    ] = None
