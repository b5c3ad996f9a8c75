"""Four businesses a practitioner would advise without a workbook, and what it says to them."""

from __future__ import annotations

import pytest
from conftest import judged, sample_answers

from workshop.steps.channels.questions import Criterion


@pytest.mark.parametrize(
    ("key", "chosen", "next_best"),
    [
        ("ridgeline-skate", {"instagram", "tiktok"}, "youtube"),
        ("clear-valley-hearing", {"facebook", "youtube"}, "instagram"),
        ("alba-ruiz-weddings", {"instagram", "facebook"}, "pinterest"),
        ("mesilla-precision", {"linkedin", "youtube"}, "facebook"),
    ],
)
def test_a_practitioner_would_nod(key: str, chosen: set[str], next_best: str) -> None:
    """Default ratings and published figures lead to channels people of the trade would name."""
    found = judged(sample_answers(key)).channels
    left = [each.id for each in found.decided if each.id not in found.choice.chosen]

    assert set(found.choice.chosen) == chosen
    assert left[0] == next_best
    for each in found.decided:
        assert Criterion.OBJECTIVE in each.rated.defaults
        assert Criterion.TRACKING in each.rated.defaults


def test_customers_asked_correct_what_a_national_survey_says() -> None:
    """Two of three adults under 30 have used Facebook; of these skaters' friends nine of 41."""
    reach = judged(sample_answers("ridgeline-skate")).audience.reach["facebook"]

    assert reach.share.get() > 60
    assert reach.blend.get() < 45


def test_engineers_are_found_where_graduates_are() -> None:
    """LinkedIn rests on how many graduates use it, and says that this is rough."""
    answers = sample_answers("mesilla-precision")
    reach = judged(answers).audience.reach["linkedin"]

    assert reach.rough
    assert reach.share.get() > 45


def test_a_closed_channel_is_explained_and_not_chosen() -> None:
    """Whoever must have Google+ is told what became of it."""
    result = judged(sample_answers("camino-music-school"))
    found = {each.id: each for each in result.channels.decided}

    assert "closed" in str(found["google_plus"].reason)
    assert not found["google_plus"].in_plan
    assert "C303" in [outcome.code for outcome in result.fired()]


def test_hours_nobody_gave_leave_the_choice_open() -> None:
    """Scores are shown all the same, and the plan names whose hours are missing."""
    found = judged(sample_answers("white-dune-tours")).channels

    assert found.choice.chosen == ()
    assert found.choice.score.needs == ("/readiness/people/rita/hours_week",)
    assert all(each.rated.score.known for each in found.decided)
