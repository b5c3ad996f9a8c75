"""The whole of ninety minutes in a browser: six steps with the keyboard, then the plan."""

from __future__ import annotations

import json
from typing import Any

import pytest
from serve.filling import Hand
from serve.fixtures import LAPTOP, PHONE, RunningRoom, join, open_step

from workshop.answers.document import from_data
from workshop.folder import read_answers
from workshop.workbook import Answers

pytestmark = [pytest.mark.needs("browser"), pytest.mark.kernel]
STEPS = ("readiness", "objectives", "audience", "channels", "content", "measurement")


def without_ids(value: Any) -> Any:
    """JSON data without the ids of rows, and without what points at them."""
    if isinstance(value, dict):
        return {
            k: without_ids(v) for k, v in value.items() if k not in ("id", "sponsor", "participant")
        }
    return [without_ids(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_six_steps_with_the_keyboard_make_a_plan(
    open_room: RunningRoom, visit: Any, size: dict[str, int]
) -> None:
    answers = read_answers(open_room.folder / "answers" / "agave-cycles.json")
    name = f"Nina {size['width']}"
    key = name.lower().replace(" ", "-")
    page = visit(size)
    join(page, open_room, name)
    hand = Hand(page, open_room, answers, tier=1)
    for step in STEPS[:3]:
        hand.step(step)
    page.reload()  # in the middle
    for step in STEPS[3:]:
        hand.step(step)
    assert len(hand.done) >= 45

    stored = from_data(Answers, json.loads(open_room.document(key)), "the room")
    data = json.loads(stored.model_dump_json(exclude_none=True))
    given = json.loads(answers.model_dump_json(exclude_none=True))
    assert without_ids(data) == without_ids(given)
    assert stored.readiness.leadership.sponsor == stored.readiness.people[0].id

    open_step(page, open_room, "plan")
    text = page.locator("#rendered_cells").inner_text()
    assert "Facebook and Instagram, three short hours a week, until spring." in text
