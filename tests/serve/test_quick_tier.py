"""The whole of ninety minutes in a browser: six steps with the keyboard, then the plan."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import expect
from serve.filling import Hand
from serve.fixtures import EVENING, LAPTOP, PHONE, RunningRoom, join, open_step

from workshop.answers.document import from_data, to_data
from workshop.folder import read_answers
from workshop.workbook import Answers

pytestmark = [pytest.mark.needs("browser"), pytest.mark.kernel]
STEPS = ("readiness", "objectives", "audience", "channels", "content", "measurement")


def page_texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def without_ids(value: Any) -> Any:
    """JSON data without the ids of rows, and without what points at them."""
    if isinstance(value, dict):
        return {
            k: without_ids(v) for k, v in value.items() if k not in ("id", "sponsor", "participant")
        }
    return [without_ids(each) for each in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def new_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRoom]:
    """A workshop nobody is on the list of yet, begun and opened as a newcomer would."""
    folder = tmp_path_factory.mktemp("new") / "evening"
    command = [sys.executable, "-m", "workshop", "new", str(folder), "--mode", "quick_90"]
    subprocess.run([*command, "--date", "2027-01-11"], check=True, capture_output=True)
    found = RunningRoom(folder)
    try:
        yield found
    finally:
        found.stop()


def test_six_steps_on_a_phone_with_the_keyboard_then_the_facilitators_button(
    new_room: RunningRoom, visit: Any
) -> None:
    """Every answer of the sample, typed; the same answers are stored, shown and printed."""
    answers = read_answers(EVENING / "answers" / "agave-cycles.json")
    page = visit(PHONE)
    join(page, new_room, "Nina Ortega", "Agave Cycles")
    hand = Hand(page, new_room, answers, tier=1)
    for step in STEPS[:3]:
        hand.step(step)
    page.reload()
    page.wait_for_selector("body.ready")
    for step in STEPS[3:]:
        hand.step(step)
    assert len(hand.done) >= 45

    stored = from_data(Answers, json.loads(new_room.document("agave-cycles")), "the room")
    assert without_ids(to_data(stored)) == without_ids(to_data(answers))
    assert stored.readiness.leadership.sponsor == stored.readiness.people[0].id

    decision = "Facebook and Instagram, three short hours a week, until spring."
    open_step(page, new_room, "plan")
    assert decision in page.locator("#rendered_cells").inner_text()

    board = visit(LAPTOP)
    board.goto(new_room.lead)
    row = board.locator("#people tbody tr", has_text="Agave Cycles")
    expect(row.locator(".full")).to_have_count(6)
    board.get_by_role("button", name="Make the plans now").click()
    expect(board.locator("#plans-state")).to_contain_text("1 plans are made", timeout=120_000)
    with board.expect_download() as download:
        board.get_by_role("link", name="Download all").click()
    with zipfile.ZipFile(download.value.path()) as packed:
        names = {name.rsplit("/", 1)[1] for name in packed.namelist()}
        data = packed.read("plans/agave-cycles/agave-cycles-plan.pdf")
    assert {"calendar.ics", "plan.xlsx", "answers.json"} <= names
    assert decision in " ".join(" ".join(page_texts(data)).split())

    page.goto(new_room.base)
    href = page.get_by_role("link", name="Open my plan").get_attribute("href")
    plan = page.request.get(new_room.base.rstrip("/") + str(href))
    assert plan.body() == data


def test_on_a_laptop_with_the_keyboard(new_room: RunningRoom, visit: Any) -> None:
    """The steps with a table, a ranking, a date and a choice, at the other size."""
    answers = read_answers(EVENING / "answers" / "agave-cycles.json")
    page = visit(LAPTOP)
    join(page, new_room, "Nina Two")
    hand = Hand(page, new_room, answers, tier=1)
    for step in ("objectives", "channels"):
        hand.step(step)
    stored = from_data(Answers, json.loads(new_room.document("nina-two")), "the room")
    assert without_ids(to_data(stored.objectives)) == without_ids(to_data(answers.objectives))
    assert without_ids(to_data(stored.channels)) == without_ids(to_data(answers.channels))
