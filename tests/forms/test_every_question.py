"""Every question of the worked example: given, cleared, mistyped, put right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tiny
from conftest import SAMPLE, sample_answers

from workshop import open_session
from workshop.answers.change import Change, value_at
from workshop.answers.document import full_data
from workshop.answers.kinds import Text, Texts
from workshop.answers.topic import Row
from workshop.folder import Folder
from workshop.forms import form
from workshop.forms.controls import RowsControl, SeveralControl, TextControl
from workshop.forms.field import Field, State
from workshop.forms.measured import MeasuredControl
from workshop.forms.ranking import RankingControl
from workshop.session import Session
from workshop.workbook import STEPS, parts_at

KEYS = [person.key for person in Folder.open(SAMPLE).participants()]
PARTS = [part for step in STEPS for part in step.kinds_of_parts().values()]


def give(field: Field, value: Any) -> None:
    """Put an answer in as a person would."""
    control = field.control
    if isinstance(control, SeveralControl):
        for name, box in control.boxes.items():
            box.value = name in (value or [])
    elif isinstance(control, RowsControl):
        # The rows pointed at are not in this workshop: they are shown as gone, and stay ticked.
        control.show(value)
        control.told()
    elif isinstance(control, RankingControl):
        control.decide(value) if value else control.clear()
    elif isinstance(control, MeasuredControl):
        if value is None:
            control.number.show(None)
            return
        control.number.show(value["value"])
        control.basis.value = value["basis"]
        control.source.value = value["source"]
        control.as_of.value = value.get("as_of", "")
    else:
        control.show(value)


def fields(session: Session, address: str) -> dict[str, Field]:
    """Return the fields of a topic, or of the first row of a table."""
    made = form(session, address).form
    if not hasattr(made, "cards"):
        return dict(made.fields)
    row_id = next(iter(made.cards), "") or made.add()
    made.cards[row_id].open()
    return dict(made.cards[row_id].fields)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.at)
def test_given_cleared_mistyped_and_put_right(part: Any, tmp_path: Path) -> None:
    """Every answer of the example goes through its form and comes back the same."""
    folder = str(tiny.workshop(tmp_path / "w", ["ann"]))
    session = open_session(folder, "ann")
    # The fullest row of all samples, so that as many questions as can be are answered.
    example = [row for key in KEYS for row in parts_at(sample_answers(key), part.at)]
    chosen = max(example, key=lambda each: len(full_data(each)))
    if isinstance(chosen, Row) and chosen.fixed is None:
        session.save(Change(chosen.where("id").rsplit("/", 1)[0], {}))
    opened = fields(session, part.at)
    data = full_data(chosen)
    given = {name: data[name] for name in opened if name in data}
    assert given

    for name, value in given.items():
        give(opened[name], value)
        assert opened[name].state is State.SAVED, name
        assert value_at(session.answers, opened[name].address) == value

        give(opened[name], None)
        assert opened[name].state is State.SAVED, name
        assert value_at(session.answers, opened[name].address) is None

        wrong = opened[name].control
        typed = wrong.number if isinstance(wrong, MeasuredControl) else wrong
        if isinstance(typed, TextControl):
            text = "?" * 9999 if isinstance(typed.kind, (Text, Texts)) else "? <b>"
            typed.widget.value = text
            assert opened[name].state is State.NOT_AN_ANSWER, name
            assert session.drafts[opened[name].address].text.split("\n")[0] == text
        give(opened[name], value)

    assert session.drafts == {}
    again = fields(open_session(folder, "ann"), part.at)
    assert {name: again[name].control.read() for name in given} == given
