"""What each kind of question accepts, reads and shows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from workshop.answers import kinds
from workshop.answers.kinds import Kind, clean_text
from workshop.answers.topic import Part
from workshop.steps.readiness.leadership import AGREE
from workshop.steps.readiness.operation import OperatingModel
from workshop.steps.readiness.profile import OrgType, WhyNow
from workshop.workbook import STEPS

GOOD: list[tuple[Kind, str, Any]] = [
    (kinds.Text(10), "  a\r\nb ", "a\nb"),
    (kinds.Choice(OrgType), "Small business", OrgType.SMALL_BUSINESS),
    (kinds.Choice(OrgType), "non_profit", OrgType.NON_PROFIT),
    (kinds.Several(WhyNow), "other; We have a growth goal", [WhyNow.GROWTH_GOAL, WhyNow.OTHER]),
    (
        kinds.Ranking(OrgType),
        "non_profit > small_business > mid_size > sole_proprietor",
        [OrgType.NON_PROFIT, OrgType.SMALL_BUSINESS, OrgType.MID_SIZE, OrgType.SOLE_PROPRIETOR],
    ),
    (kinds.YesNo(), "Yes", True),
    (kinds.YesNo(), "0", False),
    (kinds.Number(), "1,200.50", 1200.5),
    (kinds.Number(), "−3", -3),
    (kinds.Number(whole=True), "3,400", 3400),
    (kinds.Money(at_least=0), "$1,200", 1200),
    (kinds.Percent(), "52 %", 52),
    (kinds.Scale(AGREE), "mostly", 2),
    (kinds.Scale(AGREE), "3", 3),
    (kinds.Day(), "2027-01-31", dt.date(2027, 1, 31)),
    (kinds.TimeZone(), "America/Denver", "America/Denver"),
    (kinds.Language(), " es ", "es"),
    (kinds.Language(), "spanish", "es"),
    (kinds.Language(), "Español", "es"),
    (kinds.Language(), "EN-us", "en-us"),
    (kinds.Languages(), "English and Traditional Chinese", ["en", "zh-Hant"]),
    (kinds.Languages(), "Navajo; English, es", ["nv", "en", "es"]),
    (kinds.Languages(), "en es, zh-Hant", ["en", "es", "zh-Hant"]),
    (kinds.Texts(3, 10), "a\n\n b ", ["a", "b"]),
    (kinds.WebAddress(), "example.org", "https://example.org"),
    (kinds.WebAddress(), "mailto:a@example.org", "mailto:a@example.org"),
    (kinds.Ref("/readiness/people"), "front-desk-lead", "front-desk-lead"),
    (
        kinds.Refs("/readiness/people"),
        "owner; front-desk-lead, owner",
        ["owner", "front-desk-lead"],
    ),
    (kinds.Clock(), "6:30 pm", "18:30"),
    (kinds.Clock(), "12 am", "00:00"),
    (kinds.Clock(), "24:00", "24:00"),
    (kinds.Clock(), "9", "09:00"),
    (kinds.Colour(), "3b2a20", "#3B2A20"),
]
BAD: list[tuple[Kind, str]] = [
    (kinds.Text(3), "abcd"),
    (kinds.Choice(OrgType), "shop"),
    (kinds.Several(WhyNow), "panic"),
    (kinds.Ranking(OrgType), "non_profit, small_business"),
    (kinds.Ranking(OrgType), "non_profit, non_profit, mid_size, sole_proprietor"),
    (kinds.YesNo(), "maybe"),
    (kinds.Number(), "five"),
    (kinds.Number(), "1,2,3"),
    (kinds.Number(), "nan"),
    (kinds.Number(), "1e5"),
    (kinds.Number(), "٣"),
    (kinds.Number(whole=True), "1.5"),
    (kinds.Number(above=0), "0"),
    (kinds.Percent(), "101"),
    (kinds.Scale(AGREE), "4"),
    (kinds.Day(), "3/4/27"),
    (kinds.Day(), "0001-01-01"),
    (kinds.TimeZone(), "Mountain"),
    (kinds.Language(), "the one of my aunt"),
    (kinds.Languages(), "English!"),
    (kinds.Texts(1, 10), "a\nb"),
    (kinds.WebAddress(), "javascript:alert(1)"),
    (kinds.WebAddress(), "file:///etc/passwd"),
    (kinds.WebAddress(), "http://[::1"),
    (kinds.Ref("/readiness/people"), "../x"),
    (kinds.Refs("/readiness/people"), "owner; ../x"),
    (kinds.Clock(), "25:00"),
    (kinds.Clock(), "13 pm"),
    (kinds.Clock(), "noon"),
    (kinds.Colour(), "brown"),
]


@pytest.mark.parametrize(("kind", "text", "value"), GOOD)
def test_typed_text_becomes_a_value_and_reads_back(kind: Kind, text: str, value: Any) -> None:
    """What is typed becomes the value, which the kind accepts and can show."""
    assert kind.parse(text) == value
    assert kind.check(value) == value
    assert kind.show(value)
    assert str(kind.expected())


@pytest.mark.parametrize(("kind", "text"), BAD)
def test_what_is_no_answer_is_refused_in_words(kind: Kind, text: str) -> None:
    """What is no answer is refused with a sentence for whoever typed it."""
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        kind.parse(text)


def test_control_characters_go_and_accents_are_joined() -> None:
    """Stored text is NFC without control characters; joiners of emoji stay."""
    assert clean_text("e\u0301\x00\x07x\u200d") == "éx\u200d"


def every_part() -> list[type[Part]]:
    return [part for step in STEPS for part in step.kinds_of_parts().values()]


@pytest.mark.parametrize("part", every_part(), ids=lambda part: part.__name__)
def test_every_question_is_declared_in_full(part: type[Part]) -> None:
    """Every question has a label, a tier, and an example its own kind can read."""
    for name, question in part.questions().items():
        assert str(question.label), name
        assert question.tier in (1, 2, 3), name
        if (
            question.example
            and isinstance(
                question.kind, (kinds.Number, kinds.Choice, kinds.Several, kinds.Day, kinds.YesNo)
            )
            and name != "baseline"
        ):
            question.kind.parse(question.example)


def test_a_topic_stands_where_it_says() -> None:
    """The address a topic or table names is the place it has in the document."""
    for step in STEPS:
        for name, part in step.kinds_of_parts().items():
            assert part.at == f"/{step.name}/{name}"


@pytest.mark.parametrize(("kind", "_text", "value"), GOOD)
def test_what_is_written_is_read_back(kind: Kind, _text: str, value: Any) -> None:
    """A value written as it would be typed is the same value when it is read."""
    assert kind.parse(kind.write(value)) == value


def test_options_with_commas_are_read_back() -> None:
    """A label that holds a comma is one option, not two."""
    several = kinds.Several(OperatingModel)
    both = [OperatingModel.OWNER, OperatingModel.MIXED]
    assert several.parse(several.write(both)) == both
    assert several.parse("The owner, mixed") == both
