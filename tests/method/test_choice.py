"""The choice of channels: exact, stable, with ties as written; other programs agree."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymcdm import correlations
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import vector_normalization
from pymcdm.weights.subjective import AHP

from workshop.method import State, Value
from workshop.reference import load_reference
from workshop.settings import HouseRules
from workshop.steps.channels import Channels, ChannelsResult, evaluate
from workshop.steps.channels.choice import Option, fitting
from workshop.steps.channels.questions import Candidate, Capacity, Criterion, Role, Weights
from workshop.steps.channels.robustness import one_weight, spearman, topsis, weights_at
from workshop.steps.channels.weights import ahp, roc
from workshop.steps.objectives import Objectives
from workshop.steps.objectives.smart.questions import Objective
from workshop.steps.readiness import Readiness
from workshop.steps.readiness.accounts.questions import Account, Action
from workshop.steps.readiness.profile import Model, Profile
from workshop.steps.readiness.words import Function

NAMES = ("facebook", "instagram", "youtube", "tiktok", "linkedin", "pinterest", "x", "reddit")
RATING = st.integers(0, 4)
TABLES = st.lists(
    st.tuples(st.floats(0, 100), RATING, RATING, RATING, RATING, RATING, st.floats(0.1, 8)),
    min_size=1,
    max_size=7,
)


def judge(rows: list[tuple[float, ...]], hours: float = 14.0) -> ChannelsResult:
    """Return the choice between channels with these reaches, ratings and hours."""
    candidates = []
    for name, row in zip(NAMES, rows, strict=False):
        ratings = dict(zip(list(Criterion)[1:], map(int, row[1:6]), strict=True))
        candidates.append(
            Candidate.model_validate(
                {
                    "id": name,
                    "channel": name,
                    **{key.value: value for key, value in ratings.items()},
                    "posts_week": {"value": 1.0},
                    "minutes_post": {"value": 60 * row[6]},
                },
                strict=False,
            )
        )
    answers = Channels(
        capacity=Capacity(
            messages_week=0, minutes_message=0.0, proactive_min=0, planning_min=0,
            reporting_min=0, email_min=0, listings_min=0,
        ),
        weights=Weights(rank=list(Criterion)),
        candidates=candidates,
    )  # fmt: skip
    reach = {name: Value(row[0]) for name, row in zip(NAMES, rows, strict=False)}
    return evaluate(
        answers, reach, {}, Value(hours), Readiness(), Objectives(), load_reference(), HouseRules()
    )


def brute_force(found: ChannelsResult, hours: float) -> list[tuple[float, float, list[str]]]:
    """Return every set that may be chosen, the best first: written without the program's code."""
    rules = HouseRules()
    most = 2 if hours <= 10 else 3 if hours <= 20 else 4
    open_ones = [
        (each.name, each.rated.score.get(), each.rated.hours.get())
        for each in found.decided
        if each.rated.score.get() >= rules.score_least - 5e-10
        and each.rated.values[Criterion.AUDIENCE].get() >= rules.reach_least_pct
    ]
    sets = []
    for size in range(most + 1):
        for group in combinations(open_ones, size):
            used = sum(one[2] for one in group)
            if used <= hours + 5e-10:
                names = sorted(one[0] for one in group)
                sets.append((-round(sum(one[1] for one in group), 9), round(used, 9), names))
    return sorted(sets)


@given(TABLES, st.floats(0.5, 25))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_choice_is_the_best_there_is(rows: list[tuple[float, ...]], hours: float) -> None:
    """No set that fits scores more; scores stay between 0 and 100."""
    found = judge(rows, hours)
    names = {each.id: each.name for each in found.decided}
    best = brute_force(found, hours)[0]

    assert sorted(names[each] for each in found.choice.chosen) == best[2]
    assert all(0 <= each.rated.score.get() <= 100 for each in found.decided)
    for each in found.decided:
        assert str(each.reason)


@given(TABLES)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_one_more_channel_changes_no_other_score(rows: list[tuple[float, ...]]) -> None:
    """Scales are fixed, so a score belongs to its channel alone."""
    before = {each.id: each.rated.score.get() for each in judge(rows).decided}
    after = judge([*rows, (100.0, 4, 4, 4, 4, 4, 0.5)]).decided

    for each in after:
        if each.id in before:
            assert each.rated.score.get() == before[each.id]


def test_ties_go_to_fewer_hours_then_to_the_alphabet() -> None:
    """Sums equal to nine decimals are ties."""
    same = (60.0, 3, 3, 3, 2, 2)

    assert judge([(*same, 4.0), (*same, 3.0)], hours=5).choice.chosen == ("instagram",)
    assert judge([(*same, 3.0), (*same, 3.0)], hours=5).choice.chosen == ("facebook",)
    three = judge([(*same, 3.0), (*same, 3.0), (*same, 2.0)], hours=5).choice.chosen
    assert sorted(three) == ["facebook", "youtube"]


def test_a_small_audience_is_left_out_unless_it_must_be_in() -> None:
    """Under ten per cent of the segment is not worth the hours."""
    found = judge([(9.9, 4, 4, 4, 4, 4, 1.0), (10.0, 4, 4, 4, 4, 4, 1.0)])

    assert found.choice.chosen == ("instagram",)
    assert "reaches 9.9 %" in str(found.decided[1].reason)


def test_musts_that_break_the_hours_are_the_only_set() -> None:
    """What must be in is in; a check says what breaks."""
    options = [Option("a", "A", 4, must=True), Option("b", "B", 4, must=True), Option("c", "C", 1)]
    sets = fitting(options, 6, 2, 50)

    assert [sets.names(n) for n in range(len(sets.members))] == [("a", "b")]
    assert sets.best(np.array([[10.0, 10.0, 90.0]])).tolist() == [0]


def test_a_channel_without_a_rating_is_not_judged_and_holds_up_nobody() -> None:
    """What is missing is named, never counted as nothing."""
    found = judge([(70.0, 3, 3, 3, 3, 3, 1.0)])
    rows = [
        Candidate(id="f", channel="facebook"),
        Candidate(id="i", channel="instagram", content=4, objective=3),
    ]
    reach = {"facebook": Value(70.0), "instagram": Value(60.0)}
    open_one = evaluate(
        Channels(candidates=rows), reach, {}, Value(5.0), Readiness(), Objectives(),
        load_reference(), HouseRules(),
    )  # fmt: skip

    assert found.choice.chosen == ("facebook",)
    by_id = {each.id: each for each in open_one.decided}
    assert not by_id["facebook"].rated.score.known
    assert "/channels/candidates/f/content" in by_id["facebook"].needs
    assert by_id["instagram"].rated.score.known


@pytest.mark.parametrize("model", ["b2c", "b2b", "both"])
def test_defaults_come_from_the_catalogue_and_say_so(model: str) -> None:
    """An owner who rates only what can be made gets ratings of our own, marked as such."""
    readiness = Readiness(profile=Profile(model=Model(model)))
    aims = Objectives(objectives=[Objective(id="O1", function=Function.SALES_LEADS)])
    reach = {"linkedin": Value(40.0)}
    found = evaluate(
        Channels(candidates=[Candidate(id="l", channel="linkedin", content=3)]),
        reach, {"linkedin": 3}, Value(5.0), readiness, aims, load_reference(), HouseRules(),
    )  # fmt: skip
    (each,) = found.decided

    wanted = 50.0 if model == "b2c" else 100.0
    assert each.rated.values[Criterion.OBJECTIVE].get() == wanted
    assert each.rated.values[Criterion.OPENING].get() == 25.0
    assert set(each.rated.defaults) == set(Criterion) - {Criterion.AUDIENCE, Criterion.CONTENT}


def test_suggestions_begin_with_what_reaches_and_leads() -> None:
    """Without a candidate six are named, each with its reason."""
    readiness = Readiness(profile=Profile(model=Model.B2C))
    aims = Objectives(objectives=[Objective(id="O1", function=Function.SALES_LEADS)])
    reach = {"facebook": Value(70.0), "x": Value(20.0), "threads": Value(4.0)}
    found = evaluate(
        Channels(), reach, {}, Value(5.0), readiness, aims, load_reference(), HouseRules()
    )

    assert [each.channel.id for each in found.suggested] == ["facebook", "x"]
    assert all("reaches" in str(each.reason) for each in found.suggested)


TABLE = np.array(
    [[65.5, 100, 75, 100, 50, 75], [57.2, 75, 100, 75, 50, 75], [71.9, 50, 50, 75, 100, 0],
     [39.5, 75, 100, 75, 75, 25], [22.9, 50, 75, 75, 100, 0]]
)  # fmt: skip


def test_another_program_finds_the_same_closeness_and_ranks() -> None:
    """TOPSIS with vector scaling and the rank correlation, by pymcdm."""
    weighting = np.array(roc(6))
    other = TOPSIS(vector_normalization)(TABLE, weighting, np.ones(6))
    scores = TABLE @ weighting

    assert topsis(TABLE, weighting) == pytest.approx(other)
    same = correlations.spearman(_rank(scores), _rank(other))
    assert spearman(scores, other) == pytest.approx(same)


def test_another_program_finds_the_same_scores() -> None:
    """The weighted sum on values that are on one scale already, by pymcdm."""
    weighting = np.array(roc(6))
    other = WSM(lambda column, cost=False: column)(TABLE, weighting, np.ones(6))

    assert TABLE @ weighting == pytest.approx(other)


def _rank(scores: np.ndarray) -> np.ndarray:
    return scores.argsort().argsort() + 1.0


def test_another_program_finds_the_same_pairwise_weights() -> None:
    """AHP by pymcdm."""
    matrix = np.array([[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]])
    other = AHP(matrix=matrix)

    ours, eigenvalue, ratio = ahp(matrix.tolist())
    # It means the columns instead of the eigenvector, and has a random index of its own.
    assert ours == pytest.approx(np.asarray(other()).ravel(), abs=0.002)
    assert eigenvalue > 3
    assert ratio == pytest.approx(other.get_cr(), abs=0.002)


@given(
    st.lists(st.tuples(*[st.floats(0, 100)] * 6, st.floats(0.2, 5)), min_size=2, max_size=6),
    st.integers(0, 5),
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_nearer_change_is_overlooked(rows: list[tuple[float, ...]], place: int) -> None:
    """Between the weight and the nearest change, a fine grid finds the same set all along."""
    values = np.array([row[:6] for row in rows])
    options = [Option(str(n), f"N{n}", row[6]) for n, row in enumerate(rows)]
    sets = fitting(options, 6, 2, 50)
    weighting = np.array(roc(6))
    scores = values @ weighting
    now = int(sets.best(scores[None, :])[0])
    move = one_weight(values, weighting, place, sets, int(np.argmax(scores)))

    low = move.set_down.weight if move.set_down else 0.0
    high = move.set_up.weight if move.set_up else 1.0
    for x in np.linspace(low + 1e-6, high - 1e-6, 60):
        if low + 1e-6 < x < high - 1e-6:
            found = sets.best((values @ weights_at(weighting, place, float(x)))[None, :])
            assert int(found[0]) == now


def test_a_profile_under_an_old_name_is_the_channel_s_own() -> None:
    """Whoever still calls it Twitter has a foothold on X, and nothing is left over."""
    old = Account(id="t", channel="twitter", action=Action.KEEP, followers=2000)
    found = evaluate(
        Channels(candidates=[Candidate(id="x", channel="twitter", content=3, role=Role.SUPPORT)]),
        {"x": Value(20.0)}, {}, Value(5.0), Readiness(accounts=[old]), Objectives(),
        load_reference(), HouseRules(),
    )  # fmt: skip
    (each,) = found.decided

    assert each.id == "x"
    assert each.rated.values[Criterion.FOOTHOLD].get() == 75.0
    assert next(o for o in found.checks if o.code == "C307").state is State.SILENT
