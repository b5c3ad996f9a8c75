"""Roadmap, risks, summary and outline, with the samples' own answers."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from conftest import AS_OF, SAMPLE, judged, sample_answers

from workshop.answers.change import Change, Draft, apply
from workshop.blocks import Callout, Checklist, Heading, Listing, Payload, Signature, Table
from workshop.folder import Folder
from workshop.job import job_for
from workshop.method import Severity, State
from workshop.plan.context import PlanContext, dangling
from workshop.plan.outline import PARTS
from workshop.plan.roadmap import HORIZON_DAYS, next_review, steps
from workshop.reference import load_reference
from workshop.session import Session
from workshop.steps.content.advocacy import Group
from workshop.steps.content.engagement import Promise
from workshop.store import Participant, Stored
from workshop.workbook import Answers

KEYS = ("pinon-kiln", "desert-bloom-bakery", "awkward-texts")


def session(answers: Answers, *drafts: Draft, key: str = "pinon-kiln") -> Session:
    """Return a printing session for answers, as of the day of the example."""
    job = job_for(Participant(key), Folder.open(SAMPLE).settings, AS_OF, ("", ""))
    return Session(job, Stored(answers, 0, drafts), load_reference(), "plan")


@cache
def sample(key: str) -> Session:
    """Return the printing session of a participant of the sample."""
    return session(sample_answers(key), key=key)


def context(of: Session) -> PlanContext:
    """Return what a part of the plan may speak of."""
    return of._context()


def part(of: Session, name: str) -> Payload:
    """Return a part of the plan."""
    return of.plan(name).payload


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a payload, run by run."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def text(payload: Payload) -> str:
    """Return all of a payload's text on one line."""
    return " ".join(texts(payload.model_dump(mode="json")["blocks"]))


def changed(answers: Answers, **values: Any) -> Answers:
    """Return answers with other values at addresses; `__` stands for the slash."""
    for address, value in values.items():
        answers = apply(answers, Change("/" + address.replace("__", "/"), value))
    return answers


@pytest.mark.parametrize("key", KEYS)
def test_roadmap_stays_within_its_horizon(key: str) -> None:
    """Every step is due within 90 days of the plan's day, in the order of the dates."""
    due = [step.due for step in steps(context(sample(key)))]
    assert due == sorted(due)
    assert due[0] >= AS_OF
    assert due[-1] <= AS_OF + dt.timedelta(days=HORIZON_DAYS)


@pytest.mark.parametrize("key", KEYS)
def test_roadmap_shows_every_step_once(key: str) -> None:
    """Three spans of thirty days hold all steps; none is lost at an edge."""
    found = sample(key)
    shown = [
        task
        for block in part(found, "roadmap").blocks
        if isinstance(block, Checklist)
        for task in block.tasks
    ]
    assert len(shown) == len(steps(context(found)))
    assert all(task.due for task in shown)


@pytest.mark.parametrize("key", KEYS)
def test_what_blocks_is_mended_first(key: str) -> None:
    """A blocking check without a reason is due before every warning."""
    found = context(sample(key))
    due = {step.about.partition(" ")[0]: step.due for step in steps(found) if step.about}
    by_weight: dict[Severity, list[dt.date]] = {Severity.BLOCK: [], Severity.WARN: []}
    for item in found.evaluation.fired():
        if item.check.severity in by_weight and not found.answers.reason_for(item.code):
            if item.code == "C504":  # has a date of its own: the day the tools are connected
                continue
            by_weight[item.check.severity].append(due[item.code])
    assert by_weight[Severity.WARN]
    for blocking in by_weight[Severity.BLOCK]:
        assert blocking < min(by_weight[Severity.WARN])


@pytest.mark.parametrize("key", KEYS)
def test_nobody_gets_more_than_two_findings_a_week(key: str) -> None:
    """What the checks found is spread over the weeks of each person; each line says its check."""
    found = context(sample(key))
    fixes = [step for step in steps(found) if re.match(r"[CT]\d{3} · \w", step.about)]
    weeks = Counter((step.owner, step.due) for step in fixes)

    assert len(fixes) > 2
    assert max(weeks.values()) <= 2


def test_ads_that_wait_for_the_tools_have_one_date() -> None:
    """The roadmap names the day ads may start, and no second line asks for the same."""
    found = context(sample("pinon-kiln"))
    ads = [step for step in steps(found) if "Ads" in str(step.text) or "C504" in step.about]

    assert "C504" in {item.code for item in found.evaluation.fired()}
    assert [step.due for step in ads] == [dt.date(2027, 4, 1)]


def test_steps_have_owners_by_name() -> None:
    """In a complete workbook each step names a person of the business, never a row's id."""
    found = context(sample("pinon-kiln"))
    names = {person.name_shown() for person in found.answers.readiness.people}
    assert {name for step in steps(found) for name in step.owner.split(", ")} <= names


def test_steps_without_a_sponsor_say_so() -> None:
    """Where nobody can be named, the roadmap begins with that."""
    found = sample("desert-bloom-bakery")
    assert any(not step.owner for step in steps(context(found)))
    first = part(found, "roadmap").blocks[0]
    assert isinstance(first, Callout)
    assert first.tone == "block"


def test_gaps_become_next_actions() -> None:
    """Each step with open questions has one line that counts them, a week after the one before."""
    found = context(sample("desert-bloom-bakery"))
    lines = [step for step in steps(found) if "open questions" in str(step.text)]
    asked = Counter(gap.step for gap in found.evaluation.gaps)

    assert len(lines) == len(asked) == 6
    assert [step.due for step in lines] == [AS_OF + dt.timedelta(weeks=n) for n in range(1, 7)]
    for step, line in zip(found.answers.steps, lines, strict=True):
        assert str(line.text) == f"Answer {asked[step.name]} open questions of “{step.title}”."
        topics = {str(gap.part) for gap in found.evaluation.gaps if gap.step == step.name}
        assert set(line.about.split(" · ")) == topics


def test_a_single_gap_is_named() -> None:
    """Where one answer is missing in a step, the line says which."""
    answers = changed(sample_answers("pinon-kiln"), readiness__profile__margin_pct=None)
    told = [str(step.text) for step in steps(context(session(answers)))]

    assert "Fill in “Your business”: Contribution margin." in told


def test_every_gap_is_listed_under_open_risks() -> None:
    """The question stands in the table with its topic, word for word."""
    found = sample("desert-bloom-bakery")
    shown = text(part(found, "risks"))
    for gap in context(found).evaluation.gaps:
        assert str(gap.label) in shown
        assert str(gap.part) in shown


def test_a_reason_to_go_on_is_printed_and_ends_the_task() -> None:
    """An overridden check stays under open risks with its reason and leaves the roadmap."""
    answers = sample_answers("desert-bloom-bakery")
    remedy = next(str(o.check.remedy) for o in judged(answers).fired() if o.code == "C001")
    before = session(answers)
    assert remedy in text(part(before, "roadmap"))
    assert before.blocked("readiness")

    reason = "Rosa decides when the season is over."
    after = session(changed(answers, overrides__C001__reason=reason))
    assert reason in text(part(after, "risks"))
    assert remedy not in text(part(after, "roadmap"))
    assert not after.blocked("readiness")


@pytest.mark.parametrize("key", KEYS)
def test_every_check_with_weight_is_an_open_risk(key: str) -> None:
    """Each that fires stands there with its title and what to do; notes alone do not."""
    found = sample(key)
    shown = text(part(found, "risks"))
    for item in context(found).evaluation.fired():
        assert (str(item.check.title) in shown) == (item.check.severity is not Severity.INFO)


@pytest.mark.parametrize("key", KEYS)
def test_checks_that_could_not_be_judged_are_counted(key: str) -> None:
    """Their codes are named, so that silence is not taken for an all-clear."""
    found = sample(key)
    unknown = [o.code for o in context(found).evaluation.checks if o.state is State.UNKNOWN]
    shown = text(part(found, "risks"))
    assert ("could not be judged" in shown) == bool(unknown)
    assert all(code in shown for code in unknown)


def test_references_that_point_nowhere_are_named() -> None:
    """Each answer that names a person or goal not listed is told with what it names."""
    found = context(sample("awkward-texts"))
    lost = dangling(found.answers, found.telling.reference)
    assert {item.found for item in lost} >= {"nobody-here"}
    block = part(sample("awkward-texts"), "risks").blocks[-1]
    assert isinstance(block, Listing)
    assert len(block.items) == len(lost)
    shown = text(part(sample("awkward-texts"), "risks"))
    assert all(item.found in shown for item in lost)


def test_nothing_points_nowhere_in_the_worked_example() -> None:
    """A complete workbook has no such list."""
    found = context(sample("pinon-kiln"))
    assert dangling(found.answers, found.telling.reference) == ()
    assert "point nowhere" not in text(part(sample("pinon-kiln"), "risks"))


def test_drafts_are_listed_with_what_is_wrong() -> None:
    """What was typed and is no answer is printed as typed, with the reason."""
    draft = Draft("/readiness/profile/staff_fte", "about <5>", "This is not a number.")
    shown = text(part(session(sample("pinon-kiln").answers, draft), "risks"))
    assert "about <5>" in shown
    assert "This is not a number." in shown


def test_empty_workbook_says_so() -> None:
    """With nothing answered the summary says it, and every part can still be drawn up."""
    empty = session(Answers())
    (block,) = part(empty, "summary").blocks
    assert isinstance(block, Callout)
    assert "Nothing has been answered yet" in str(block.model_dump())
    assert part(empty, "cover").blocks == ()
    assert all(part(empty, name).document.participant == "pinon-kiln" for name in PARTS)
    assert any("Answer" in str(step.text) for step in steps(context(empty)))


def test_cover_is_signed_by_sponsor_and_owners() -> None:
    """Whoever stands behind the plan signs it, each once, by name."""
    found = context(sample("pinon-kiln"))
    (block,) = part(sample("pinon-kiln"), "cover").blocks
    assert isinstance(block, Signature)
    assert len(set(block.people)) == len(block.people)
    assert block.people[0] == found.telling.person(found.answers.readiness.leadership.sponsor)
    for result in found.evaluation.objectives.kept:
        assert found.telling.person(result.objective.owner) in block.people


def test_summary_stands_alone() -> None:
    """It holds decision, objectives, hours, money, first steps and risks of the example."""
    found = sample("pinon-kiln")
    payload = part(found, "summary")
    heads = [block for block in payload.blocks if isinstance(block, Heading)]
    assert len(heads) == 5
    shown = text(payload)
    for result in context(found).evaluation.objectives.kept:
        assert result.objective.id in shown
    for row in context(found).answers.decisions:
        assert row.decision[:60] in shown
    for each in context(found).evaluation.channels.in_plan:
        assert each.name in shown
    review = next_review(context(found))
    assert review is not None
    assert f"{review.day} {review:%B %Y}" in shown
    assert "nan" not in shown.split()
    assert "None" not in shown.split()


def test_summary_keeps_to_its_length() -> None:
    """However much is wrong, it names five steps and four risks and counts the rest."""
    payload = part(sample("awkward-texts"), "summary")
    (tasks,) = [block for block in payload.blocks if isinstance(block, Checklist)]
    assert len(tasks.tasks) == 5
    *_, risks = [block for block in payload.blocks if isinstance(block, Table)]
    assert len(risks.rows) == 4
    fired = context(sample("awkward-texts")).evaluation.fired
    count = len(fired(Severity.BLOCK)) + len(fired(Severity.WARN)) - 4
    assert f"{count} more under open risks." in text(payload)


def test_many_objectives_leave_fewer_steps_in_the_summary() -> None:
    """What is shown of objectives and channels is taken from the room for steps and risks."""
    answers = sample_answers("pinon-kiln")
    for number in range(4, 9):
        (first, *_) = answers.objectives.objectives
        more = first.model_copy(update={"id": f"O{number}"})
        rows = [*answers.objectives.objectives, more]
        aims = answers.objectives.model_copy(update={"objectives": rows})
        answers = answers.model_copy(update={"objectives": aims})
    payload = part(session(answers), "summary")
    (tasks,) = [block for block in payload.blocks if isinstance(block, Checklist)]
    aims_table, *_, risks = [block for block in payload.blocks if isinstance(block, Table)]

    assert (len(aims_table.rows), len(tasks.tasks), len(risks.rows)) == (5, 3, 2)
    assert "3 more under “Why we do this”." in text(payload)


def test_outline_is_in_order() -> None:
    """The parts are listed as they are printed; no two have the same place."""
    orders = [item.order for item in PARTS.values()]
    assert orders == sorted(set(orders))
    assert [name for name, item in PARTS.items() if item.front] == ["cover", "summary"]
    assert [name for name, item in PARTS.items() if item.appendix] == [
        "appendix.work", "appendix.sources", "appendix.calendar", "appendix.changes",
    ]  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
def test_every_part_can_be_drawn_up_for_everyone(name: str) -> None:
    """Blocks come out for each participant, all with the facts of one document."""
    for key in KEYS:
        payload = part(sample(key), name)
        assert payload.document == sample(key).facts()
        assert payload.order == PARTS[name].order


NOTICE = "Pew Research Center bears no responsibility for the analyses or interpretations"


@pytest.mark.parametrize("name", ["audience.reach", "channels.scores"])
def test_the_notice_stands_wherever_the_figures_are(name: str) -> None:
    """Figures of the Pew Research Center are printed with its words, source and years."""
    shown = text(part(sample("pinon-kiln"), name))
    assert NOTICE in shown
    assert "Pew Research Center NPORS 2025" in shown
    assert NOTICE not in text(part(sample("desert-bloom-bakery"), name))


def test_a_channel_card_says_whom_it_serves() -> None:
    """The card names objective, persona, hours, page and person."""
    shown = text(part(sample("pinon-kiln"), "channels.cards"))
    for words in ("Bookings from social media", "Marisol", "4 posts of 65 minutes", "Instructor",
                  "the timetable with the booking button", "LinkedIn"):  # fmt: skip
        assert words in shown, words


def test_what_cannot_be_told_apart_is_said() -> None:
    """Shares within the margins are named as no difference, with margins and years beside."""
    shown = text(part(sample("pinon-kiln"), "audience.reach"))
    assert "cannot be told apart" in shown
    assert "± 1.9" in shown
    assert "2024" in shown


def test_more_users_than_asked_is_named_and_left_out() -> None:
    """A count that cannot be changes no figure, and the owner is told."""
    answers = apply(sample_answers(), Change("/audience/survey_uses/instagram/uses_it", 61))
    found = session(answers)
    assert "more are said to use it than were asked (60): Instagram" in text(
        part(found, "audience.reach")
    )
    reach = context(found).evaluation.audience.reach["instagram"]
    assert reach.blend.get() == reach.share.get()


def test_rules_of_steps_not_begun_are_left_out_unless_the_workshop_set_them() -> None:
    """A hardly started plan has the rules it was judged by; a changed one is always printed."""
    from workshop.plan.appendices import RULE_WORDS, build
    from workshop.settings import HouseRules, Settings

    def rules(key: str, settings: Settings) -> dict[str, tuple[str, str]]:
        found = replace(context(sample(key)), settings=settings)
        table = next(
            block for block in build(found)
            if isinstance(block, Table) and str(block.columns[0].label) == "Rule"
        )  # fmt: skip
        return {row[0][0].text: (row[1][0].text, row[2][0].text) for row in table.rows}

    usual, own = Settings(), Settings(rules=HouseRules(reserve_pct=7))
    reserve = str(RULE_WORDS["reserve_pct"])

    assert len(rules("pinon-kiln", usual)) == len(RULE_WORDS)
    assert reserve not in rules("desert-bloom-bakery", usual)
    assert rules("desert-bloom-bakery", own)[reserve] == ("7", "5")


def test_a_channel_with_a_promise_of_its_own_is_printed_and_judged() -> None:
    """A promise shorter than the time between two looks cannot be kept, and that is said."""
    answers = sample_answers("pinon-kiln")
    rows = [Promise(id="P1", channel="instagram", sla_minutes=30)]
    content = answers.content.model_copy(update={"promises": rows})
    found = session(answers.model_copy(update={"content": content}))
    fired = {item.code: str(item.finding) for item in context(found).evaluation.fired()}

    assert "within 30 open minutes" in text(part(found, "reputation.answering"))
    assert fired["C461"] == "Every 60 minutes, and an answer is promised within 30."
    assert "C461" not in {item.code for item in context(sample("pinon-kiln")).evaluation.fired()}


def test_more_groups_than_one_can_be_heard_in_are_too_many() -> None:
    """Five groups pass without a word; a sixth does not."""
    answers = sample_answers("pinon-kiln")
    shown = []
    for count in (5, 6):
        rows = [Group(id=f"G{n}", name=f"Group {n}") for n in range(count)]
        content = answers.content.model_copy(update={"groups": rows})
        found = session(answers.model_copy(update={"content": content}))
        shown.append("take part in 5 at most" in text(part(found, "people.linkedin")))

    assert shown == [False, True]
