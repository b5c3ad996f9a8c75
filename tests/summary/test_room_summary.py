"""The page of a room: right figures, no names, no small groups, and an honest page for a few."""

from __future__ import annotations

import io
import json
import re
import statistics
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from conftest import AWKWARD, EVENING, SAMPLE, add_awkward, copy_sample, sample_answers
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_lint import problems

from workshop import open_room
from workshop.answers.document import to_data
from workshop.cli import main
from workshop.errors import UsageError
from workshop.folder import Folder
from workshop.method import State
from workshop.reference import load_reference
from workshop.settings import Settings
from workshop.steps.channels.decision import Verdict
from workshop.steps.channels.why_out import WhyOut, why_out
from workshop.summary import (
    PARTS,
    evaluations,
    middles,
    pages,
    room_summary,
    summary_blocks,
    summary_html,
)
from workshop.summary.hiding import LEAST
from workshop.summary.spreads import QUARTERS_LEAST, spread_of
from workshop.workbook import Evaluation, evaluate

SETTINGS = Settings()


@cache
def everyone() -> tuple[Evaluation, ...]:
    """Return what follows from the answers of both samples and of the awkward participant."""
    found = []
    for path in (SAMPLE, EVENING):
        folder = Folder.open(path)
        assert folder.settings.date is not None
        found += evaluations(folder, folder.settings.date)
    day = found[0].as_of
    odd = evaluate(sample_answers(AWKWARD), load_reference(), SETTINGS.rules, day)
    return (*found, odd)


def words_of(value: Any) -> list[str]:
    """Return every text in blocks, pictures left out."""
    if isinstance(value, dict):
        return [text for key, item in value.items() if key != "svg" for text in words_of(item)]
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in words_of(item)]
    return [value] if isinstance(value, str) else []


def page_of(room: list[Evaluation]) -> str:
    """Return all words of a page; its charts have none of their own and take long to draw."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "index_svg", lambda *_told: "<svg/>")
        patch.setattr(middles, "spread_svg", lambda *_told: "<svg/>")
        blocks = summary_blocks(room_summary(room, SETTINGS))
    return "\n".join(words_of([block.model_dump() for block in blocks]))


def texts_in(data: Any) -> list[str]:
    """Return what participants wrote that is long enough to be nobody else's words."""
    return [text for text in words_of(data) if len(text) >= 16 and " " in text]


some_people = st.lists(st.integers(0, 15), min_size=0, max_size=16, unique=True)


@settings(max_examples=60, deadline=None)
@given(some_people)
def test_no_small_count_and_nobody_s_words_in_any_room(chosen: list[int]) -> None:
    """Whoever is in the room: no count of one to four, no count but one, no text of theirs."""
    room = [everyone()[n] for n in chosen]
    page = page_of(room)

    for count, group in re.findall(r"(?<!than )\b(\d+) of (\d+)\b", page):
        assert int(count) >= LEAST
        assert int(group) - int(count) >= LEAST
    for group in re.findall(r"(?:\bof|\ball|\bnone of) (\d+)\b(?! for readiness)", page):
        assert int(group) >= LEAST
    for n in re.findall(r"\b(\d+) (?:have )?answered\b", page):
        assert int(n) >= LEAST
    for each in room:
        profile = each.answers.readiness.profile
        assert not profile.name or profile.name not in page
        for person in each.answers.readiness.people:
            assert not person.name or not re.search(rf"\b{re.escape(person.name)}\b", page)
        assert not [text for text in texts_in(to_data(each.answers)) if text in page]


@settings(max_examples=40, deadline=None)
@given(some_people)
def test_what_is_told_is_true(chosen: list[int]) -> None:
    """Numbers that are shown are those of the answers, counted here once more."""
    room = [everyone()[n] for n in chosen]
    found = room_summary(room, SETTINGS)

    if len(room) < LEAST:
        assert found.n is None
        return
    assert found.n == len(room)
    for check in found.checks:
        states = [o.state for each in room for o in each.checks if o.code == check.code]
        fires = states.count(State.FIRES)
        assert check.count.of == len(states) - states.count(State.UNKNOWN)
        assert fires >= LEAST
        assert check.count.value == fires or (not check.count.told and check.count.least <= fires)
    for channel in found.channels.channels:
        told = channel.chosen.value
        true = sum(d.name == channel.name and d.in_plan for e in room for d in e.channels.decided)
        assert told == true or not channel.chosen.told
    counts = [band.count for band in found.readiness.bands]
    if all(count.told for count in counts) and counts:
        assert sum(count.least for count in counts) == counts[0].of


def test_figures_of_the_sample() -> None:
    """Twelve owners: the middle of readiness and hours, worked out apart."""
    room = everyone()[:12]
    found = room_summary(room, SETTINGS)
    scores = [each.readiness.index.now.value for each in room if each.readiness.index.now.known]
    hours = [
        each.readiness.people.hours_week.value
        for each in room
        if each.readiness.people.hours_week.known
    ]

    assert found.readiness.index is not None
    assert found.means.hours_week is not None
    assert found.readiness.index.n == len(scores) == 10
    assert abs(found.readiness.index.median - statistics.median(scores)) <= 0.5
    assert found.means.hours_week.n == len(hours)
    assert abs(found.means.hours_week.median - statistics.median(hours)) <= 0.25
    low, high = found.means.hours_week.ends or (0, 0)
    assert low <= min(hours)
    assert high > max(hours)
    page = page_of(list(room))
    assert f"Half of the room scores {found.readiness.index.median:.0f} or less of 100" in page
    assert "Sales is what the first objective of 6 of 12 is about" in page


def test_quarters_wait_for_eight_and_nothing_is_said_of_four() -> None:
    """A quarter of five people is one of them."""
    assert spread_of([1.0] * (LEAST - 1), step=1) is None
    few = spread_of([float(n) for n in range(QUARTERS_LEAST - 1)], step=1)
    many = spread_of([float(n) for n in range(QUARTERS_LEAST)], step=1)
    assert few is not None
    assert few.quarters is None
    assert many is not None
    assert many.quarters is not None
    none_spent = spread_of([0.0] * 6, step=0, ends=True)
    assert none_spent is not None
    assert none_spent.ends == (0.0, 0.0)


def test_why_a_channel_is_out_agrees_with_the_words_of_the_plan() -> None:
    """Each candidate that is not in the plan has one of the kinds, the one its reason says."""
    tells = {
        WhyOut.CLOSED: r"closed", WhyOut.OWNER: r"you keep it out", WhyOut.REACH: r"^reaches",
        WhyOut.SCORE: r"^scores", WhyOut.HOURS: r"h are left",
        WhyOut.ENOUGH: r"are enough for these hours|another set",
    }  # fmt: skip
    seen = set()
    for each in everyone():
        for item in each.channels.decided:
            why = why_out(item, each.channels, SETTINGS.rules)
            out = item.verdict is Verdict.REJECTED and not item.in_plan
            assert (why is not None) == (out or (item.overruled and not item.in_plan))
            if why is not None and not item.overruled:
                assert re.search(tells[why], str(item.reason)), (why, str(item.reason))
                seen.add(why)
    assert {WhyOut.SCORE, WhyOut.HOURS, WhyOut.ENOUGH} <= seen


def test_a_small_room_gets_an_honest_page(tmp_path: Path) -> None:
    """Three owners of an evening: nothing but the sentence, on paper, on screen and as data."""
    done = CliRunner().invoke(main, ["summary", str(EVENING), "--out", str(tmp_path / "s.pdf")])
    assert done.exit_code == 0, done.output
    sheet = pypdfium2.PdfDocument(tmp_path / "s.pdf")
    text = " ".join(page.get_textpage().get_text_bounded() for page in sheet)
    assert "too few to show without naming anybody" in " ".join(text.split())
    assert len(sheet) == 1
    html = open_room(str(EVENING)).summary("channels").html
    assert "too few to show" in html
    assert "Facebook" not in html
    facts = json.loads(CliRunner().invoke(main, ["summary", str(EVENING), "--json"]).stdout)
    assert facts["n"] is None
    assert facts["checks"] == []


def test_the_command_makes_an_accessible_sheet(tmp_path: Path) -> None:
    """PDF/UA-1, each finding a heading, no name in it; written over only with --force."""
    folder = copy_sample(tmp_path / "w")
    add_awkward(folder)
    call = ["summary", str(folder)]
    assert CliRunner().invoke(main, call).exit_code == 0
    data = (folder / "handouts" / "room-summary.pdf").read_bytes()
    assert problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
    raw = " ".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(data))
    text = " ".join(raw.split())
    assert "The commonest warning" in text
    for person in Folder.open(folder).participants():
        assert person.key not in text
        assert person.name not in text
        assert person.business not in text
    again = CliRunner().invoke(main, call)
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert CliRunner().invoke(main, [*call, "--force"]).exit_code == 0
    assert (folder / "handouts" / "room-summary.pdf").read_bytes() == data


def test_data_tells_no_more_than_the_page() -> None:
    """Counts that are words on the page are empty in the JSON."""
    facts = json.loads(CliRunner().invoke(main, ["summary", str(SAMPLE), "--json"]).stdout)

    def counts(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            own = [value] if {"count", "of", "words"} == set(value) else []
            return own + [one for item in value.values() for one in counts(item)]
        return [one for item in value for one in counts(item)] if isinstance(value, list) else []

    assert len(counts(facts)) > 15
    for one in counts(facts):
        assert one["count"] is None or one["count"] == 0 or one["count"] >= LEAST
    assert facts["checks"][0]["code"].startswith("C")


def test_a_part_is_shown_alone_and_an_unknown_one_refused() -> None:
    """Each part has its own cell; charts say in words what they show."""
    figures = room_summary(everyone()[:12], SETTINGS)
    for part in PARTS:
        html = summary_html(figures, part)
        assert "<h3>" in html
    assert 'role="img" aria-label="Readiness index, median' in summary_html(figures)
    with pytest.raises(UsageError, match="no part 'names'"):
        open_room(str(SAMPLE)).summary("names")
