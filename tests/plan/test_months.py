"""What the plan says of months as they came: scorecard, channels compared, what to change."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from conftest import judged, sample_answers
from test_plan_of_answers import part, session, texts

from workshop.answers.change import Change, apply
from workshop.blocks import Callout
from workshop.settings import HouseRules
from workshop.steps.measurement.comparing import channels_compared
from workshop.steps.measurement.revision.rules import Month, r01, weakest_stage
from workshop.steps.measurement.statistics import Sureness
from workshop.workbook import Answers

RULES = HouseRules()
APRIL = dt.date(2027, 4, 6)


def with_months(*rows: dict[str, Any]) -> Answers:
    answers = sample_answers()
    for n, row in enumerate(rows):
        told = {"id": f"a{n}", "metric": "bookings_social", **row}
        answers = apply(answers, Change(f"/measurement/actuals/a{n}", told))
    return answers


def of_channel(channel: str, day: str, value: float, n: int) -> dict[str, Any]:
    return {"month": day, "channel": channel, "value": value, "n": n}


def words(answers: Answers, name: str) -> str:
    found = part(session(answers), name)
    return " ".join(texts([block.model_dump(mode="json") for block in found.blocks]))


QUARTER = (
    of_channel("instagram", "2027-03-31", 24.0, 640),
    of_channel("facebook", "2027-03-31", 28.0, 520),
)


def test_channels_are_compared_as_the_example_does() -> None:
    """24 of 640 against 28 of 520: no clear difference, and how many visits would show one."""
    found = judged(with_months(*QUARTER), APRIL).measurement.channels

    assert [each.channel for each in found.rates] == ["facebook", "instagram"]
    ((other, each),) = found.against
    assert other == "instagram"
    assert not each.clear
    assert each.sample_shown == 2560
    assert {rate.sureness for rate in found.rates} == {Sureness.ROUGH}
    told = words(
        with_months(*QUARTER, {"month": "2027-03-31", "objective": "O1", "value": 52.0}),
        "measurement.scorecard",
    )
    for expected in ("5.38 %", "3.75 %", "no clear difference yet", "2,560 visits each", "rough"):
        assert expected in told, expected


def test_months_of_a_quarter_are_added_up_and_older_quarters_left_out() -> None:
    """The newest quarter counts; a channel alone in it is compared with nobody."""
    rows = with_months(
        *QUARTER, of_channel("instagram", "2027-02-28", 6.0, 60),
        of_channel("facebook", "2027-04-30", 9.0, 100),
    ).measurement.actuals  # fmt: skip
    found = channels_compared(rows, "bookings_social", RULES)

    counts = {each.channel: (each.conversions, each.visits) for each in found.rates}
    assert counts == {"instagram": (30, 700), "facebook": (28, 520)}


def test_a_clear_difference_is_called_one() -> None:
    """Far apart on many visits: the better one is named."""
    rows = (of_channel("instagram", "2027-03-31", 20.0, 2000),
            of_channel("facebook", "2027-03-31", 90.0, 2000))  # fmt: skip
    told = words(
        with_months(*rows, {"month": "2027-03-31", "objective": "O1", "value": 52.0}),
        "measurement.scorecard",
    )

    assert "Facebook does better than Instagram" in told


@pytest.mark.parametrize(
    ("planned", "actual", "stage"),
    [
        ({"ctr": 1.5, "cvr": 4.4}, {"ctr": 1.2, "cvr": 2.2}, "cvr"),
        ({"ctr": 1.5, "cvr": 4.4}, {"ctr": 0.6, "cvr": 4.0}, "ctr"),
        ({"ctr": 1.5, "per_click": 85.0}, {"ctr": 1.5, "per_click": 90.0}, None),
        ({"ctr": 1.5}, {"cvr": 1.0}, None),
    ],
)
def test_the_weakest_stage_falls_shortest_of_its_plan(
    planned: dict[str, float], actual: dict[str, float], stage: str | None
) -> None:
    """By share of the plan, not by points; where none falls short there is none."""
    assert weakest_stage(planned, actual) == stage


def test_r01_names_the_stage_to_mend_first() -> None:
    """Two weak months with counted visits: the visits are there, the orders are not."""
    told = (
        {"month": "2027-02-28", "objective": "O1", "value": 46.5},
        {"month": "2027-03-31", "objective": "O1", "value": 47.0},
        {"month": "2027-03-31", "metric": "sessions_social", "value": 1900.0},
        {"month": "2027-03-31", "metric": "clicks_to_site", "value": 2200.0},
    )
    (found,) = (
        each for each in judged(with_months(*told), APRIL).measurement.proposals
        if (each.rule, each.subject) == ("R01", "O1")
    )  # fmt: skip

    assert "orders for 100 visits: 2.47, planned 4.40" in str(found.begin)
    assert "The weakest stage is" in words(with_months(*told), "measurement.scorecard")


def test_r01_says_what_is_missing_to_name_a_stage() -> None:
    """Without counts of the stages it asks for them; when all hold, it looks further up."""
    months = [Month(dt.date(2027, n, 28), 0.5) for n in (1, 2)]
    blind = r01("O1", months, RULES, {"cvr": 4.4}, {})
    sound = r01("O1", months, RULES, {"cvr": 4.4}, {"cvr": 5.0})

    assert blind is not None
    assert sound is not None
    assert "not known" in str(blind.begin)
    assert "how many see you" in str(sound.begin)


def test_links_that_would_be_miscounted_are_named() -> None:
    """A tag in capitals, and a medium no rule knows, stand above the table of tags."""
    address = "https://example.org/book?utm_source=Newsletter&utm_medium=paper&utm_campaign=x"
    row = {"id": "p1", "date": "2027-01-06", "time": "12:00", "channel": "facebook",
           "pillar": "clay", "copy_text": "Hello", "url": address}  # fmt: skip
    answers = apply(sample_answers(), Change("/content/entries/p1", row))
    blocks = part(session(answers), "measurement.tracking").blocks
    told = " ".join(texts([b.model_dump(mode="json") for b in blocks if isinstance(b, Callout)]))

    assert "Newsletter" in told
    assert "Unassigned" in told
    good = part(session(sample_answers()), "measurement.tracking").blocks
    assert not [block for block in good if isinstance(block, Callout)]


def test_a_network_that_is_no_more_is_explained_where_it_is_named() -> None:
    """Klout in an answer: the plan says what became of it, and where it stands."""
    answers = apply(
        sample_answers(), Change("/objectives/vision/value", "A higher Klout score than the rest.")
    )
    told = words(answers, "risks")

    assert "Names that are no more" in told
    assert "Klout" in told.split("Names that are no more")[1]
    assert "closed in 2018" in told
    assert "Names that are no more" not in words(sample_answers(), "risks")


def test_a_published_rate_stands_beside_ours_only_if_it_is_the_same_rate() -> None:
    """Interactions by followers, with source and year; by reach, nothing is compared."""
    ours = words(sample_answers(), "audience.competitors")
    theirs = words(
        apply(sample_answers(), Change("/audience/listening/er_definition", "er_reach")),
        "audience.competitors",
    )

    assert "Published, of the same definition: 0.36 %" in ours
    assert "2025" in ours.split("Published, of the same definition")[1][:160]
    assert "Published, of the same definition" not in theirs
