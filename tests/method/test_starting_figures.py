"""Published figures an owner without numbers begins with: marked, and never another definition."""

from __future__ import annotations

from conftest import judged, sample_answers

from workshop.answers.change import Change, apply
from workshop.answers.measured import Basis
from workshop.reference import load_reference
from workshop.reference.start import click_cost_start, conversion_start, engagement_start
from workshop.workbook import Answers, Evaluation

FUNNEL = "/objectives/funnel"


def without(*names: str) -> Evaluation:
    answers: Answers = sample_answers()
    for name in names:
        answers = apply(answers, Change(f"{FUNNEL}/{name}", None))
    return judged(answers)


def test_own_figures_come_first() -> None:
    """With answers of their own nothing published is used."""
    path = without().objectives.funnel

    assert path.starts == ()
    assert (path.cvr.get(), path.cpc.get()) == (4.4, 0.75)


def test_today_s_rate_comes_before_a_published_one() -> None:
    """Who knows what visitors do today plans with that."""
    path = without("cvr_pct").objectives.funnel

    assert path.cvr.get() == 4.0
    assert path.cvr.basis is Basis.MEASURED
    assert path.starts == ()


def test_a_published_figure_stands_in_and_says_so_all_the_way() -> None:
    """Orders per visit and the cost of a click are published ones; what follows is marked."""
    found = without("cvr_pct", "cvr_now_pct", "cost_per_click")
    path, reference = found.objectives.funnel, load_reference()
    rate, click = conversion_start(reference), click_cost_start(reference)
    assert rate is not None
    assert click is not None

    assert path.starts == (rate, click)
    assert (path.cvr.get(), path.cpc.get()) == (rate.value, click.value)
    assert path.sessions.get() == 84 / (rate.value / 100)
    assert {path.sessions.basis, path.paid.basis} == {Basis.BENCHMARK}
    assert found.content.ads.cpa.basis in (Basis.BENCHMARK, Basis.ESTIMATED)


def test_without_ads_no_price_of_a_click_is_needed() -> None:
    """A plan without ads brings no published price into it."""
    answers = apply(sample_answers(), Change(f"{FUNNEL}/ad_budget_month", 0))
    answers = apply(answers, Change(f"{FUNNEL}/cost_per_click", None))

    assert judged(answers).objectives.funnel.starts == ()


def test_what_stands_in_is_of_the_definition_we_compute() -> None:
    """Orders or leads for each visit, dollars for each click, interactions by followers."""
    reference = load_reference()
    rate, click = conversion_start(reference), click_cost_start(reference)
    followed = engagement_start(reference, "instagram")
    assert rate is not None
    assert click is not None
    assert followed is not None

    assert "sessions" in rate.origin.basis
    assert rate.unit == "percent"
    assert click.unit == "USD"
    assert followed.definition == "er_followers"
    assert engagement_start(reference, "forums") is None


def test_without_competitors_a_published_rate_is_the_benchmark_of_resonance() -> None:
    """Resonance is then worked out against the published rate, and marked."""
    answers = sample_answers()
    for row in answers.audience.competitors:
        answers = apply(answers, Change(f"/audience/competitors/{row.id}", remove=True))
    told = apply(answers, Change("/measurement/authority/resonance", 0.36))
    part = judged(told).measurement.authority.company.parts["resonance"]

    assert part.basis is Basis.BENCHMARK
