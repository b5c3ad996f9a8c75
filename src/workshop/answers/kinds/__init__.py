"""The kinds of question there are: what each accepts, how it is typed and how it is shown.

A kind looks at one value only. Rules that need two answers are checks.
"""

from workshop.answers.kinds.amounts import Day, Money, Number, Percent
from workshop.answers.kinds.base import Kind, clean_text, refuse
from workshop.answers.kinds.choices import Choice, Ranking, Scale, Several, YesNo
from workshop.answers.kinds.marks import Clock, Colour
from workshop.answers.kinds.refs import Ref, Refs
from workshop.answers.kinds.texts import Language, Languages, Text, Texts, TimeZone, WebAddress

LONG_TEXT = 5000
"""Characters of the longest answers there are."""

__all__ = [
    "LONG_TEXT",
    "Choice",
    "Clock",
    "Colour",
    "Day",
    "Kind",
    "Language",
    "Languages",
    "Money",
    "Number",
    "Percent",
    "Ranking",
    "Ref",
    "Refs",
    "Scale",
    "Several",
    "Text",
    "Texts",
    "TimeZone",
    "WebAddress",
    "YesNo",
    "clean_text",
    "refuse",
]
