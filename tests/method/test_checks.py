"""Every check of readiness and objectives: once it fires, once it is silent."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from typing import Any

import pytest
from conftest import AS_OF, judged, sample_answers
from later_checks import BEGUN, GONE, LATER

import workshop.steps
from workshop.answers.change import Change, apply
from workshop.method import Check, Outcome, State, Value
from workshop.settings import HouseRules
from workshop.steps.audience.checks import C210, copying
from workshop.steps.channels.questions import PAIRS
from workshop.steps.objectives import economics
from workshop.workbook import Answers

R, O = "/readiness", "/objectives"  # noqa: E741 - the two steps
ACCOUNTS = f"{R}/accounts"
OBJ = f"{O}/objectives"
ACCESS = ("has_strategic_goal", "meets_revenue_team", "has_ad_budget", "has_content_supply")
BOXES = ("logo_ok", "cover_ok", "name_ok", "bio_ok", "link_ok", "contact_ok", "colours_ok",
         "voice_ok")  # fmt: skip

Changes = dict[str, Any]


def changed(changes: Changes, key: str = "pinon-kiln") -> Answers:
    """Return the sample's answers with some of them changed."""
    answers = sample_answers(key)
    for address, value in changes.items():
        gone = value is GONE
        answers = apply(answers, Change(address, None if gone else value, remove=gone))
    return answers


def outcome(answers: Answers, code: str, as_of: dt.date = AS_OF) -> Outcome:
    """Return what came of one check."""
    return next(item for item in judged(answers, as_of).checks if item.code == code)


def boxes(account: str, ticked: int) -> Changes:
    return {f"{ACCOUNTS}/{account}/{box}": n < ticked for n, box in enumerate(BOXES)}


def measured(value: float, basis: str = "measured", as_of: str = "2026-12-31") -> Changes:
    return {"value": value, "basis": basis, "as_of": as_of}


GOOD_LOOKS = {**boxes("facebook", 8), **boxes("linkedin", 8)}

A, SEGMENT, CANDIDATE = "/audience", "/audience/segments/S1", "/channels/candidates"


def comparing(more: str, times: int, last: str) -> Changes:
    """Compare every pair of criteria alike, but the first with the last as told."""
    found: Changes = {}
    for a, b in PAIRS:
        around = (a, b) == (PAIRS[0][0], PAIRS[-1][1])
        found[f"/channels/pairs/{a}-{b}/more"] = last if around else more
        found[f"/channels/pairs/{a}-{b}/times"] = times
    return found


# code: (changes that make it fire, changes that keep it silent)
TABLE: dict[str, tuple[Changes, Changes]] = {
    "C001": ({f"{R}/leadership/sponsor": None}, {}),
    "C002": ({f"{R}/leadership/sponsor_acts": ["funds"]}, {}),
    "C003": ({}, {f"{R}/leadership/governance": 1}),
    "C004": ({f"{R}/systems/crm/status": "none"}, {}),
    "C005": ({}, {f"{R}/links/click_to_crm/level_now": 1}),
    "C006": (
        {f"{R}/operation/model": "agency", f"{R}/operation/has_ad_budget": False},
        {f"{R}/operation/model": "agency"},
    ),
    "C007": (
        {f"{R}/operation/has_ad_budget": False, f"{R}/operation/meets_revenue_team": False},
        {f"{R}/operation/has_ad_budget": False},
    ),
    "C008": (
        {
            f"{R}/departments/front-desk/will_contribute": False,
            f"{R}/departments/instruction/will_contribute": False,
        },
        {},
    ),
    "C009": ({f"{R}/departments/front-desk/guards_contacts": True}, {}),
    "C010": ({f"{ACCOUNTS}/instagram/two_factor": False}, {}),
    "C011": (
        {f"{ACCOUNTS}/linkedin/last_post": "2026-10-06"},
        {f"{ACCOUNTS}/linkedin/last_post": "2026-10-07"},
    ),
    "C012": ({f"{R}/account_audit/impostor_search_done": False}, {}),
    "C013": (
        {f"{R}/profile/why_now": ["competitor_pressure"]},
        {f"{R}/profile/why_now": ["competitor_pressure", "growth_goal"]},
    ),
    "C014": ({f"{R}/integration/funding": "not_available"}, {}),
    "C015": ({f"{R}/people/owner/consent_date": None}, {}),
    "C016": ({**GOOD_LOOKS, **boxes("facebook", 5)}, {**GOOD_LOOKS, **boxes("facebook", 6)}),
    "C101": (
        {
            f"{OBJ}/O1/target": 100,
            f"{OBJ}/O2/target": 9000,
            f"{OBJ}/O3/target": 120,
        },
        {f"{OBJ}/O1/target": 100, f"{OBJ}/O2/target": 9000},
    ),
    "C102": ({f"{OBJ}/O1/metric_id": "followers"}, {}),
    "C103": (
        {f"{OBJ}/O1/metric_id": "impressions", f"{OBJ}/O2/metric_id": "reach"},
        {f"{OBJ}/O1/metric_id": "impressions"},
    ),
    "C104": ({f"{OBJ}/O1/target": 86}, {f"{OBJ}/O1/target": 85}),
    "C105": ({f"{OBJ}/DRAFT-O1/rejected": False}, {}),
    "C106": (
        {f"{O}/goals/G1/kind": "standing", f"{O}/goals/G2/kind": "service"},
        {f"{O}/goals/G1/kind": "standing"},
    ),
    "C107": ({f"{OBJ}/O1/owner": None}, {}),
    "C108": ({f"{OBJ}/O1/goal_id": None}, {}),
    "C109": ({f"{OBJ}/O1/baseline": measured(46, "estimated")}, {}),
    "C110": (
        {f"{O}/funnel/impressions_now": measured(41_000)},
        {f"{O}/funnel/impressions_now": measured(41_100)},
    ),
    "C111": ({f"{R}/profile/margin_pct": measured(0)}, {}),
    "C112": (
        {f"{OBJ}/{row}/last_quarter_score": 1 for row in ("O1", "O2", "O3")},
        {f"{OBJ}/{row}/last_quarter_score": 1 for row in ("O1", "O2")},
    ),
    "C201": ({f"{SEGMENT}/people_18_29": None}, {}),
    "C202": ({"/audience/personas/P1/evidence": 0}, {}),
    "C203": ({f"{SEGMENT}/name": "Everyone in the valley"}, {}),
    "C204": ({f"{A}/competitors/C/window_from": "2026-12-01"}, {}),
    "C205": (
        {},
        {f"{ACCOUNTS}/linkedin/action": "archive",
         f"{A}/survey_uses/linkedin/uses_it": None, f"{A}/survey_uses/pinterest/uses_it": None},
    ),
    "C206": ({f"{A}/survey/n": 29}, {f"{A}/survey/n": 30}),
    "C207": ({f"{A}/posting/best_times_source": "published_benchmark"}, {}),
    "C208": ({f"{A}/posting/languages": ["en"]}, {f"{SEGMENT}/other_language_pct": 19.9}),
    "C209": ({f"{A}/listening/er_definition": "er_reach"}, {}),
    "C210": (
        {"/content/pillars/clay/name": "Kiln Opening "},
        {"/content/pillars/clay/name": "Kiln Opening",
         "/content/pillars/clay/difference": "ours is at night"},
    ),
    "C301": ({f"{CANDIDATE}/youtube/role": "support"}, {f"{CANDIDATE}/x/role": "none"}),
    "C302": ({f"{CANDIDATE}/x/must": True}, {f"{CANDIDATE}/facebook/must": True}),
    "C303": (
        {f"{CANDIDATE}/x/channel": "google_plus", f"{CANDIDATE}/x/must": True},
        {f"{CANDIDATE}/x/channel": "google_plus"},
    ),
    "C304": ({f"{CANDIDATE}/{c}/objective": 2 for c in ("facebook", "instagram", "pinterest")}, {}),
    "C305": (
        {f"{CANDIDATE}/{c}/content": 2 for c in ("instagram", "facebook")},
        {},
    ),
    "C306": ({"/channels/weights/method": "ahp", **comparing("first", 9, "second")},
             {"/channels/weights/method": "ahp", **comparing("first", 1, "first")}),
    "C307": ({f"{CANDIDATE}/linkedin/role": None}, {}),
    "C308": (
        {"/channels/capacity/email_min": 0, "/channels/capacity/listings_min": 0},
        {"/channels/capacity/email_min": 0},
    ),
    "C309": ({f"{R}/profile/model": "b2b"}, {}),
    **LATER,
}  # fmt: skip


def all_checks() -> dict[str, Check]:
    """Return every check that any module of the steps declares."""
    found = {}
    for info in pkgutil.walk_packages(workshop.steps.__path__, "workshop.steps."):
        module = importlib.import_module(info.name)
        found |= {c.code: c for c in vars(module).values() if isinstance(c, Check)}
    return found


def test_every_declared_check_has_a_row() -> None:
    """No check can escape the table, and every check of the method is there."""
    expected = [f"C{n:03}" for n in range(1, 17)] + [f"C{n}" for n in range(101, 113)]
    expected += [f"C{n}" for n in range(201, 211)] + [f"C{n}" for n in range(301, 310)]
    later = (
        (401, 406), (411, 416), (421, 424), (431, 438), (441, 443), (451, 453), (461, 463),
        (471, 473), (481, 482), (491, 495), (501, 505), (511, 513), (601, 612), (701, 704),
    )  # fmt: skip
    expected += [f"C{n}" for first, last in later for n in range(first, last + 1)]

    assert sorted(all_checks()) == expected
    assert sorted(TABLE) == expected
    assert len(expected) == 114


@pytest.mark.parametrize("code", TABLE)
def test_check_fires(code: str) -> None:
    """The check fires, with a finding for the owner."""
    result = outcome(changed(TABLE[code][0]), code)

    assert result.state is State.FIRES
    assert str(result.finding)
    assert str(result.check.why)
    assert str(result.check.remedy)


@pytest.mark.parametrize("code", TABLE)
def test_check_is_silent(code: str) -> None:
    """With what it asks for in place, the check is silent."""
    assert outcome(changed(TABLE[code][1]), code).state is State.SILENT


def test_c111_needs_the_budget_and_compares_it() -> None:
    """C111 waits for the planned cost of a customer; then it compares it with the first order."""
    worth = judged(sample_answers()).objectives.economics

    assert economics.check(worth).state is State.UNKNOWN
    assert economics.check(worth, Value(47.53)).state is State.SILENT
    assert economics.check(worth, Value(74.26)).state is State.FIRES


def test_c210_waits_for_the_pillars() -> None:
    """Before themes are named nobody can have copied one."""
    rivals = sample_answers().audience.competitors

    assert copying(rivals, None).state is State.UNKNOWN
    assert copying(rivals, [("Kiln Opening ", "")]).check is C210


# These ask for something to be there, or have nothing to look at as long as nobody compares.
AT_ONCE = ("C001", "C107", "C108", "C201", "C306", *BEGUN)


@pytest.mark.parametrize("code", [code for code in TABLE if code not in AT_ONCE])
def test_check_is_not_judged_on_an_empty_workbook(code: str) -> None:
    """With nothing answered a check neither fires nor is silent, and says what it needs."""
    result = outcome(Answers(), code)

    assert result.state is State.UNKNOWN
    assert result.needs


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("C003", {f"{R}/leadership/goals": None}),
        ("C006", {f"{R}/operation/has_ad_budget": None}),
        ("C010", {f"{ACCOUNTS}/instagram/admins": None}),
        ("C016", {**GOOD_LOOKS, f"{ACCOUNTS}/facebook/logo_ok": None}),
        ("C104", {f"{OBJ}/O1/deadline": None}),
        ("C110", {f"{O}/funnel/ctr_pct": None}),
    ],
)
def test_one_missing_answer_leaves_a_check_open(code: str, changes: Changes) -> None:
    """A check with one input missing is open and names that input."""
    result = outcome(changed(changes), code)

    assert result.state is State.UNKNOWN
    assert any(address.rsplit("/", 1)[-1] in " ".join(result.needs) for address in changes)


def test_one_person_everywhere_fires_c008() -> None:
    """One contact for all departments and owner of all kept profiles is a one-person show."""
    changes = {f"{R}/departments/{d}/contact": "owner"
               for d in ("owner-admin", "front-desk", "instruction", "kiln-room")}  # fmt: skip
    changes |= {f"{ACCOUNTS}/{a}/internal_owner": "owner" for a in ("instagram", "facebook")}

    assert outcome(changed(changes), "C008").state is State.FIRES


def test_a_profile_not_kept_is_not_looked_at() -> None:
    """The archived X profile with one administrator blocks nothing until it is kept."""
    assert outcome(changed({}), "C010").state is State.SILENT
    kept = changed({f"{ACCOUNTS}/x/action": "keep"})
    assert outcome(kept, "C010").subjects == ("x",)


def test_an_objective_nobody_in_the_departments_does_fires_c107() -> None:
    """A function no contributing department lists is carried by nobody."""
    answers = changed({f"{OBJ}/O1/function": "product_feedback"})

    assert outcome(answers, "C107").subjects == ("O1",)


@pytest.mark.parametrize(
    ("scores", "mode"),
    [((39.99, 0), "groundwork"), ((40, 0), "parallel"), ((70, 0), "parallel"),
     ((70.01, 0), "ready")],
)  # fmt: skip
def test_mode_at_its_limits(scores: tuple[float, float], mode: str) -> None:
    """Below 40 groundwork, from 40 to 70 parallel, above 70 ready."""
    from workshop.steps.readiness.index import mode_of

    assert mode_of(scores[0], HouseRules()) == mode


@pytest.mark.parametrize(
    ("gaps", "band"), [(0, "low"), (1, "low"), (2, "medium"), (3, "medium"), (4, "high")]
)
def test_silo_bands(gaps: int, band: str) -> None:
    """Nought or one shut door is low, two or three medium, more high."""
    from workshop.steps.readiness.operation import silo_band

    assert silo_band(gaps, HouseRules()) == band


@pytest.mark.parametrize(
    ("deadline", "state"),
    [("2027-01-04", "fail"), ("2027-01-05", "pass"), ("2028-07-31", "pass"),
     ("2028-08-01", "fail")],
)  # fmt: skip
def test_deadline_at_its_limits(deadline: str, state: str) -> None:
    """A deadline is after today and at most eighteen months away, days of the month ignored."""
    answers = changed({f"{OBJ}/O1/deadline": deadline})

    assert judged(answers).objectives.kept[0].letters["T"].state == state


def test_checkpoints_are_quarter_ends_and_the_deadline() -> None:
    """Each quarter until the deadline has a checkpoint; the last is the deadline."""
    from workshop.steps.objectives.smart.method import checkpoints

    found = checkpoints(AS_OF, dt.date(2027, 8, 15))

    assert found == (dt.date(2027, 3, 31), dt.date(2027, 6, 30), dt.date(2027, 8, 15))


@pytest.mark.parametrize(
    ("verb", "scope", "state"),
    [("have", "a TikTok", "fail"), ("raise", "TikTok and Instagram", "pass")],
)
def test_a_tool_is_not_an_aim(verb: str, scope: str, state: str) -> None:
    """ "Have a TikTok" fails S; working through TikTok does not."""
    answers = changed({f"{OBJ}/O1/verb": verb, f"{OBJ}/O1/scope": scope})

    assert judged(answers).objectives.kept[0].letters["S"].state == state


def test_a_baseline_of_zero_has_no_rate() -> None:
    """From zero no rate of growth is worked out, and nothing divides by it."""
    answers = changed({f"{OBJ}/O1/baseline": measured(0, "estimated")})
    result = judged(answers).objectives.kept[0]

    assert not result.pace.known
    assert str(result.pace.reason)
    assert result.path.get()[-1] == 84


def test_without_a_benchmark_the_funnel_decides() -> None:
    """Where no usual growth is known, A is judged by impressions needed."""
    address = f"{OBJ}/O1/benchmark_growth_pct_month"
    few = changed({address: None})
    many = changed({address: None, f"{O}/funnel/impressions_now": measured(1000)})

    assert judged(few).objectives.kept[0].letters["A"].state == "pass"
    assert judged(many).objectives.kept[0].letters["A"].state == "fail"


def test_house_rules_move_the_limits() -> None:
    """A rule of thumb set by the facilitator is the one that is judged by."""
    answers = sample_answers()

    lenient = judged(answers, rules=HouseRules(leadership_least=40))
    assert "C003" not in [o.code for o in lenient.fired()]
    assert "C105" in [o.code for o in judged(answers, rules=HouseRules(objectives_most=2)).fired()]


def test_an_override_keeps_the_finding_and_its_reason() -> None:
    """Going on with a written reason does not make the check silent."""
    answers = changed(
        {f"{R}/leadership/sponsor": None, "/overrides/C001/reason": "The board meets in May."}
    )

    assert outcome(answers, "C001").state is State.FIRES
    assert answers.reason_for("C001") == "The board meets in May."
