"""Sections 9.4 to 9.6 of the worked example: every figure, from the shipped sample's answers."""

from __future__ import annotations

import datetime as dt
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_OF, judged, sample_answers

from workshop.answers.change import Change, apply
from workshop.method import State, Value
from workshop.numbers import round_half_away
from workshop.reference import load_reference
from workshop.settings import HouseRules
from workshop.steps.content import Before, cadence
from workshop.steps.content.cadence import Cadence
from workshop.steps.content.calendar import utm
from workshop.steps.content.calendar.texts import similarity
from workshop.steps.content.pillars import Purpose
from workshop.steps.content.profiles import contrast
from workshop.steps.content.words import Format
from workshop.steps.measurement import actuals, counted, statistics
from workshop.steps.measurement.attribution import Model
from workshop.steps.measurement.authority.method import Weight
from workshop.steps.measurement.revision import rules as revision
from workshop.workbook import Evaluation

EXAMPLE = json.loads(
    (Path(__file__).parents[1] / "worked_example.json").read_text(encoding="utf-8")
)
SECTIONS = ("9.4", "9.5", "9.6")
EXPECTED = [item for item in EXAMPLE["expected"] if item["section"] in SECTIONS]
INPUTS = EXAMPLE["inputs"]
RULES = HouseRules()


@cache
def evaluation() -> Evaluation:
    return judged(sample_answers())


def plain(value: object) -> Any:
    return value.get() if isinstance(value, Value) else value


def before(result: Evaluation) -> Before:
    a = sample_answers()
    return Before(
        a.readiness, result.readiness, a.objectives, result.objectives, a.audience,
        result.audience, a.channels, result.channels,
    )  # fmt: skip


def first_plan(hours: float) -> tuple[cadence.CadenceResult, dict[str, State]]:
    """Return the capacity of the example's first cadence."""
    rows = [
        Cadence(
            id=f"f{n}", channel=row["channel"].lower(), format=Format(row["format"]),
            posts_week=float(row["posts_week"]), minutes_each=float(row["minutes_each"]),
        )
        for n, row in enumerate(INPUTS["cadence_first"])
    ]  # fmt: skip
    result = evaluation()
    people = sample_answers().readiness.people
    found = cadence.evaluate(
        rows, result.channels.in_plan, result.channels.capacity.fixed_minutes, Value(hours), people
    )
    return found, {o.code: o.state for o in cadence.check(found, people, (), RULES)}


def capacity_figures(result: Evaluation) -> dict[str, object]:
    (first, states), (short, short_states) = first_plan(14.0), first_plan(12.0)
    revised = result.content.cadence
    return {
        "cap.first.min": first.minutes,
        "cap.first.hours": first.hours,
        "cap.first.util": first.utilisation,
        "cap.first.util_12h": short.utilisation,
        "cap.first.C421": states["C421"],
        "cap.first.C422": states["C422"],
        "cap.first12.C421": short_states["C421"],
        "cap.revised.min": revised.minutes,
        "cap.revised.hours": revised.hours,
        "cap.revised.util": revised.utilisation,
        "cap.max_person_share": revised.largest,
        "cal.feed_week": revised.feed_week,
        "cal.feed_13": revised.feed_quarter,
    }


def calendar_figures(result: Evaluation) -> dict[str, object]:
    posts = result.content.posts
    counts = {row.id: sum(post.pillar == row.id for post in posts)
              for row in sample_answers().content.pillars}  # fmt: skip
    week = [post for post in posts if post.week == dt.date(2027, 1, 4)]
    alike = [
        similarity(a.copy, b.copy)
        for a in week for b in week
        if a.atom == b.atom and a.channel < b.channel
    ]  # fmt: skip
    mix = result.content.pillars.mix
    return {
        **{f"pil.{name}.posts": count for name, count in counts.items()},
        **{f"mix.{purpose.value}": mix[purpose] for purpose in Purpose},
        "mix.deviation": result.content.pillars.deviation,
        "content.types_used": len(result.content.pillars.content_types),
        "design.contrast": contrast(*(row["hex"] for row in INPUTS["design"]["palette"][:2])),
        "cal.max_similarity_ok": "under 0.9" if max(alike) < 0.9 else "alike",
        "cal.entries_week1": len(week),
        "utm.campaign": utm.tags_of(week[0].url)["utm_campaign"],
    }


def money_figures(result: Evaluation) -> dict[str, object]:
    c = result.content
    promo, ads, budget, supply = c.promotions[0], c.ads, c.budget, c.supply
    return {
        "sup.loaded_wage": supply.loaded_wage,
        "sup.hours_month": supply.hours_month,
        "sup.tools_month": supply.tools_month,
        "sup.in_house": supply.in_house,
        "sup.freelance": supply.freelance,
        "sup.agency": supply.agency,
        "sup.agency_rate": supply.agency_rate,
        "bud.labour": budget.lines["labour"],
        "bud.ads": budget.lines["ads"],
        "bud.year": budget.year,
        "bud.share": budget.share,
        "bud.reserve": budget.reserve,
        "bud.request": budget.request,
        "bud.request_share": budget.request_share,
        "bud.labour_share": budget.labour_share,
        "ca.matched_raw": ads.matched,
        "ca.matched": round_half_away(ads.matched.get()),
        "ads.clicks": ads.clicks,
        "ads.conversions": ads.conversions,
        "ads.cpa": ads.cpa,
        "ads.roas": ads.roas,
        "promo.cost": promo.cost,
        "promo.optins": promo.opt_ins,
        "promo.bookings": promo.bookings,
        "promo.contribution": promo.contribution,
        "promo.roi": promo.roi,
        "promo.break_even": promo.break_even,
        "promo.per_optin": promo.per_optin,
    }


def answering_figures(result: Evaluation) -> dict[str, object]:
    e, a = result.content.engagement, result.content.advocacy
    return {
        "inbox.load": e.load,
        "inbox.mean_wait": e.mean_wait,
        "inbox.worst_wait": e.worst_wait,
        "inbox.open_hours": e.open_hours,
        "inbox.open_share": e.open_share,
        "adv.views": a.views,
        "adv.clicks": a.clicks,
        "adv.value": a.worth,
    }


def return_figures(result: Evaluation) -> dict[str, object]:
    r = result.measurement.returns
    (radio,) = r.others
    return {
        "m.new": r.new_customers,
        "m.cac": r.cac,
        "m.ltv_cac": r.ltv_cac,
        "m.payback": r.payback,
        "m.break_even_orders": r.break_even,
        "m.break_even_month": r.break_even_month,
        "m.contribution": r.contribution,
        "m.roi_first": r.roi_first,
        "m.clv_total": r.clv_total,
        "m.roi_clv": r.roi_clv,
        "m.extra_contribution": r.extra_contribution,
        "m.extra_cost": r.extra_cost,
        "m.roi_incremental": r.roi_incremental,
        "m.other.radio.cac": radio.cac,
        "m.other.radio.roi_first": radio.roi,
        "m.conversions_for_50": statistics.conversions_needed(0.044, 0.5),
        "m.conversions_for_25": statistics.conversions_needed(0.044, 0.25),
    }


def credit_figures(result: Evaluation) -> dict[str, object]:
    c = result.measurement.credit
    found: dict[str, object] = {"at.total": c.total, "at.range": c.points}
    for model in Model:
        name = "last" if model is Model.LAST else model.value
        sums = c.by_channel[model]
        found |= {f"at.{name}.{place}": sums[place]
                  for place in ("Instagram", "Facebook", "Email", "Search")}  # fmt: skip
        found[f"at.{name}.social"] = c.social[model]
        found[f"at.{name}.roi_first"] = c.roi[model]
    return found


def month_figures(result: Evaluation) -> dict[str, object]:
    given = INPUTS["actuals_month3"]
    month = dt.date.fromisoformat(given["as_of"])
    found: dict[str, object] = {}
    for item in result.objectives.kept:
        key = item.objective.id
        stand = actuals.standing(item, month, float(given["values"][key]), None, RULES)
        one = [revision.Month(month, stand.attain.get())]
        found |= {
            f"m3.{key}.expected": stand.expected,
            f"m3.{key}.attain": stand.attain,
            f"m3.{key}.colour": stand.light.value,
            f"m3.{key}.okr": stand.okr,
            f"m3.{key}.R01": "fires" if revision.r01(key, one, RULES) else "silent",
            f"m3.{key}.R02": "fires" if revision.r02(key, one, RULES) else "silent",
        }
    s = given["split"]
    two = statistics.compare(
        s["ig_bookings"], s["ig_sessions"], s["fb_bookings"], s["fb_sessions"], RULES
    )
    reach = {key: each.share.get() for key, each in result.audience.reach.items()
             if each.share.known}  # fmt: skip
    scored = [each.id for each in result.channels.decided]
    return {
        **found,
        "m3.ig.cvr": 100 * two.first,
        "m3.fb.cvr": 100 * two.second,
        "m3.ig.lo": 100 * two.first_range[0],
        "m3.ig.hi": 100 * two.first_range[1],
        "m3.fb.lo": 100 * two.second_range[0],
        "m3.fb.hi": 100 * two.second_range[1],
        "m3.z": two.z,
        "m3.p": two.p,
        "m3.verdict": "a difference" if two.clear else "no clear difference yet",
        "m3.sample_raw": two.sample,
        "m3.sample": two.sample_shown,
        "m3.rough": two.sureness.value,
        "m3.R11": "fires" if revision.r11({k: v for k, v in reach.items() if k in scored}, scored,
                                          RULES) else "silent",
    }  # fmt: skip


def authority_figures(result: Evaluation) -> dict[str, object]:
    a = result.measurement.authority
    known = counted(before(result), load_reference())
    found: dict[str, object] = {
        "auth.N_ref": known.rival,
        "auth.company_pull": sample_answers().measurement.authority.pull,
        "auth.M": a.managers_score,
        "auth.A": a.index,
        "auth.arith": (a.company_score.get() + a.managers_score.get()) / 2,
        "auth.A_low": math.sqrt(a.company_score.get() * 10),
        "auth.arith_low": (a.company_score.get() + 10) / 2,
    }

    def of(weight: Weight) -> None:
        for part, value in weight.parts.items():
            found[f"auth.{weight.id}.{part}"] = value
        found[f"auth.{weight.id}.mean"] = weight.mean

    of(a.company)
    for manager in a.managers:
        of(manager)
    for part, (plus, minus) in a.shifts.items():
        found[f"auth.sens.{part}.plus"] = plus
        found[f"auth.sens.{part}.minus"] = minus
    return found


@cache
def computed() -> dict[str, object]:
    result = evaluation()
    return {
        **capacity_figures(result), **calendar_figures(result), **money_figures(result),
        **answering_figures(result), **return_figures(result), **credit_figures(result),
        **month_figures(result), **authority_figures(result),
        **{f"check.{outcome.code}": outcome.state for outcome in result.checks},
    }  # fmt: skip


def test_the_example_holds_all_of_the_three_sections() -> None:
    """The fixture is the whole example: 113, 92 and 44 figures."""
    assert [sum(e["section"] == s for e in EXPECTED) for s in SECTIONS] == [113, 92, 44]


@pytest.mark.parametrize("item", EXPECTED, ids=lambda item: item["id"])
def test_figure_agrees(item: dict[str, Any]) -> None:
    """A figure is within its tolerance, and reads as section 9 prints it."""
    assert item["id"] in computed(), "nothing computes this figure"
    value = plain(computed()[item["id"]])

    if isinstance(item["value"], str):
        assert value == item["value"]
        return
    assert value == pytest.approx(item["value"], abs=item["tolerance"])
    if item["printed"]:
        bare = item["printed"].replace(",", "")
        digits = len(bare.partition(".")[2])
        # The section prints a minus sign apart from the digits.
        shown = f"{round_half_away(abs(value), digits):.{digits}f}"
        assert float(shown) == float(bare)


def test_every_value_of_the_example_is_looked_at_in_some_test() -> None:
    """No section of the example is left out."""
    sections = {item["section"] for item in EXAMPLE["expected"]}

    assert sections == {"9.0", "9.1", "9.2", "9.3", "4.2", *SECTIONS}


def test_the_checks_that_fire_are_those_of_the_example() -> None:
    """From content on nine checks fire, with the channels and people the example names."""
    fired = {o.code: o.subjects for o in evaluation().checks
             if o.state is State.FIRES and o.code > "C4"}  # fmt: skip

    assert sorted(fired) == ["C404", "C406", "C463", "C472", "C481", "C504", "C505", "C610"]
    assert fired["C404"] == ("facebook", "instagram")
    assert fired["C406"] == ("facebook", "linkedin")
    assert set(fired["C481"]) == {"owner", "instructor", "front-desk-lead"}


def test_sample_answers_are_the_inputs_of_the_example() -> None:
    """What the example gives as input for these sections is what the sample's owner answered."""
    a = sample_answers()

    assert [row.share_pct for row in a.content.pillars] == [p["share_pct"] for p in
                                                            INPUTS["pillars"]]  # fmt: skip
    assert [(row.channel, row.posts_week, row.minutes_each) for row in a.content.cadence] == [
        (row["channel"].lower(), row["posts_week"], row["minutes_each"])
        for row in INPUTS["cadence_revised"]
    ]
    assert [row.copy_text for row in a.content.entries] == [e["copy"] for e in
                                                            INPUTS["calendar_week1"]]  # fmt: skip
    for task, people in INPUTS["raci"].items():
        duty = next(row for row in a.content.raci if row.id == task)
        assert duty.accountable == next(p for p, x in people.items() if x == "A").replace("_", "-")
    for name, value in INPUTS["supply"].items():
        assert getattr(a.content.supply, name) == value
    assert sorted({t.path for t in a.measurement.touches}) == [
        str(p["id"]) for p in INPUTS["touch_paths"]
    ]
    assert [k.metric for k in a.measurement.kpis] == [k["name"] for k in INPUTS["kpi"]]


def test_a_change_of_wage_moves_every_figure_that_rests_on_it() -> None:
    """A dearer hour raises the year's cost and the cost of a customer, and lowers the return."""
    dearer = apply(sample_answers(), Change("/content/supply/wage", 25.0))
    now, then = evaluation().measurement.returns, judged(dearer, AS_OF).measurement.returns

    assert then.cost.get() > now.cost.get()
    assert then.cac.get() > now.cac.get()
    assert then.roi_first.get() < now.roi_first.get()
