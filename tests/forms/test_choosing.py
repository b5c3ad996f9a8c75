"""Long lists that are searched, and things that are put in order."""

from __future__ import annotations

import pytest

from workshop.answers.kinds import Ranking
from workshop.answers.measured import Labelled
from workshop.forms.ranking import RankingControl
from workshop.forms.search import SearchControl
from workshop.i18n import _


class Fruit(Labelled):
    """Three things to put in order."""

    APPLE = "apple", _("Apple")
    PEAR = "pear", _("Pear")
    PLUM = "plum", _("Plum")


COUNTIES = [
    ("Doña Ana County, New Mexico", "35013"),
    ("Orange County, California", "06059"),
    ("Orange County, Florida", "12095"),
]


@pytest.fixture
def search() -> SearchControl:
    """Return a box over three counties."""
    return SearchControl(COUNTIES, "County")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Doña Ana County, New Mexico", "35013"),
        ("doña ana county, new mexico", "35013"),
        ("ana", "35013"),
        ("12095", "12095"),
        ("  ", None),
    ],
)
def test_a_name_or_its_only_match_is_taken(
    search: SearchControl, typed: str, found: str | None
) -> None:
    search.widget.value = typed

    assert search.read() == found


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("Orange", "Orange County, California; Orange"), ("Dona Ana County, New Mexico", "Doña")],
)
def test_what_is_near_is_offered(search: SearchControl, typed: str, offered: str) -> None:
    search.widget.value = typed

    with pytest.raises(ValueError, match=f"Did you mean: {offered}"):
        search.read()


def test_an_unknown_name_is_no_answer_and_is_kept(search: SearchControl) -> None:
    search.show("06059")
    assert search.widget.value == "Orange County, California"
    search.show_draft("Atlantis")

    assert search.typed() == "Atlantis"
    with pytest.raises(ValueError, match="not in the list"):
        search.read()


def test_an_order_nobody_looked_at_is_no_answer() -> None:
    control = RankingControl(Ranking(Fruit), "Which is best?")
    calls: list[object] = []
    control.on_change(lambda *_args: calls.append(control.read()))

    assert control.read() is None
    control.confirm.click()
    control.move(2, -1)
    control.reopen.click()

    assert calls == [["apple", "pear", "plum"], ["apple", "plum", "pear"], None]


def test_a_saved_order_is_shown_with_its_places() -> None:
    control = RankingControl(Ranking(Fruit), "Which is best?")
    control.show(["plum", "apple", "pear"])

    shown = [line.children[2].value for line in control._list.children]
    assert [text.split(">")[1].split("<")[0] for text in shown] == [
        "1. Plum",
        "2. Apple",
        "3. Pear",
    ]
    assert control._list.children[0].children[0].disabled
    assert control._list.children[2].children[1].disabled
    control.show_draft("pear, plum, apple")
    assert control.read() == ["pear", "plum", "apple"]
    control.show_draft("nonsense")
    assert control.read() is None
