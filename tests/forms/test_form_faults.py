"""Forms when things go wrong: slips, other writers, a disk that refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as w
import pytest
import tiny

from workshop import open_session
from workshop.answers.change import Change
from workshop.errors import StoreError
from workshop.forms import form
from workshop.forms.controls import TextControl
from workshop.forms.field import Field, State
from workshop.forms.table_form import TableForm
from workshop.i18n import language, use_language
from workshop.session import Session

PROFILE = "/readiness/profile"
PEOPLE = "/readiness/people"
LEADERSHIP = "/readiness/leadership"

Tab = Callable[[], Session]


@pytest.fixture
def tab(tmp_path: Path) -> Tab:
    """Return what opens the same participant's workbook once more."""
    folder = tiny.workshop(tmp_path / "w", ["ann"])
    return lambda: open_session(str(folder), "ann")


def field(session: Session, address: str, name: str) -> Field:
    found = form(session, address).form.fields[name]
    assert isinstance(found, Field)
    return found


def people(session: Session) -> TableForm:
    made = form(session, PEOPLE).form
    assert isinstance(made, TableForm)
    return made


def box(found: Field) -> w.Widget:
    return found.control.widget


def note(found: Field) -> str:
    return str(found._note.value)


def press(found: Field, text: str) -> None:
    buttons = [button for row in found.widget.children for button in getattr(row, "children", ())]
    next(button for button in buttons if button.description == text).click()


def test_going_back_to_the_saved_answer_forgets_the_slip(tab: Tab) -> None:
    """A slip put right by typing the old answer again does not come back tomorrow."""
    found = field(tab(), PROFILE, "staff_fte")
    for text in ("4", "four", "4"):
        box(found).value = text

    assert found.state is State.SAVED
    assert tab().drafts == {}


def test_clearing_a_slip_forgets_it(tab: Tab) -> None:
    """An emptied box is no slip any more, also where nothing had been answered."""
    found = field(tab(), PROFILE, "staff_fte")
    box(found).value = "four"
    assert list(tab().drafts) == [f"{PROFILE}/staff_fte"]

    box(found).value = ""
    assert tab().drafts == {}


def test_both_answers_of_a_conflict_can_be_chosen(tab: Tab) -> None:
    """Who meets another's answer sees both and keeps either one."""
    one, two = field(tab(), PROFILE, "place"), field(tab(), PROFILE, "place")
    box(one).value = "Hobbs"
    box(two).value = "Deming"
    assert two.state is State.CONFLICT
    assert "Hobbs" in note(two)
    assert tab().answers.readiness.profile.place == "Hobbs"

    press(two, "Save mine")
    assert two.state is State.SAVED
    assert tab().answers.readiness.profile.place == "Deming"

    box(one).value = "Hatch"
    assert one.state is State.CONFLICT
    press(one, "Keep what is saved")
    assert box(one).value == "Deming"
    assert tab().answers.readiness.profile.place == "Deming"
    assert tab().drafts == {}


@pytest.mark.parametrize(
    ("address", "name", "theirs", "mine"),
    [(PROFILE, "place", "Hobbs", "Deming"), (PROFILE, "org_type", "non_profit", "mid_size"),
     (PROFILE, "why_now", ["other"], ["growth_goal"]), (LEADERSHIP, "goals", 1, 3),
     (LEADERSHIP, "known_by_all", True, False)],
)  # fmt: skip
def test_a_conflict_is_still_there_after_a_reload(
    tab: Tab, address: str, name: str, theirs: Any, mine: Any
) -> None:
    """What lost the race is shown again in its box, whatever its kind, and can be saved."""
    session, other = tab(), tab()
    found = field(session, address, name)
    other.save(Change(f"{address}/{name}", theirs))
    if isinstance(mine, list):
        found.control.boxes[mine[0]].value = True
    else:
        found.control.show(mine)
    assert found.state is State.CONFLICT

    fresh = field(tab(), address, name)
    assert fresh.state is State.CONFLICT
    assert fresh.control.read() == mine
    press(fresh, "Save mine")
    assert fresh.state is State.SAVED
    assert field(tab(), address, name).control.read() == mine


def test_what_others_saved_is_shown_before_it_can_be_written_over(tab: Tab) -> None:
    """A field follows another's answer as soon as this page saves anything."""
    session, other = tab(), tab()
    made = form(session, PROFILE).form
    other.save(Change(f"{PROFILE}/place", "Hobbs"))
    box(made.fields["industry"]).value = "pottery"

    assert box(made.fields["place"]).value == "Hobbs"
    assert "elsewhere" in note(made.fields["place"])
    assert tab().answers.readiness.profile.place == "Hobbs"


def test_a_slip_is_not_replaced_by_what_others_saved(tab: Tab) -> None:
    """What someone is busy putting right stays in its box."""
    session, other = tab(), tab()
    made = form(session, PROFILE).form
    other.save(Change(f"{PROFILE}/staff_fte", 9))
    box(made.fields["staff_fte"]).value = "four"
    box(made.fields["industry"]).value = "pottery"

    assert box(made.fields["staff_fte"]).value == "four"
    assert made.fields["staff_fte"].state is State.NOT_AN_ANSWER


def test_a_disk_that_refuses_is_said_and_can_be_tried_again(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be saved stays in the box with the reason, and one press saves it."""
    session = tab()
    found = field(session, PROFILE, "place")

    def refuse(*_all: object, **_named: object) -> None:
        raise StoreError("The disk is <full>.", todo="Make room.")

    with monkeypatch.context() as full:
        full.setattr(session._store, "save", refuse)
        box(found).value = "Hobbs"
        assert found.state is State.FAILED
        assert "Not saved: The disk is &lt;full&gt;. Make room." in note(found)
        assert box(found).value == "Hobbs"

    press(found, "Save mine")
    assert found.state is State.SAVED
    assert tab().answers.readiness.profile.place == "Hobbs"
    assert len(found.widget.children) == len(found._plain)


def test_a_button_that_fails_says_so(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that cannot be added is not shown, and the reason is."""
    session = tab()
    table = people(session)

    def refuse(*_all: object, **_named: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(session._store, "save", refuse)
    table.add_button.click()

    assert table.cards == {}
    assert "Not saved: The disk is full." in table._message.value


def test_a_row_taken_away_elsewhere_is_said(tab: Tab) -> None:
    """An answer in a row that is gone is not lost without a word."""
    session = tab()
    table = people(session)
    row_id = table.add()
    name = table.cards[row_id].fields["name"]
    tab().save(Change(f"{PEOPLE}/{row_id}", remove=True))
    box(name).value = "Ann"

    assert name.state is State.CONFLICT
    assert "“nothing”" in note(name)
    assert box(name).value == "Ann"


def test_callbacks_speak_the_language_of_the_form(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What happens later, on a press or a change, happens in the form's language."""
    session = tab()
    heard: list[str] = []
    save = session.save
    monkeypatch.setattr(session, "save", lambda change: (heard.append(language()), save(change)))
    with use_language("es"):
        found, table = field(session, PROFILE, "place"), people(session)
    box(found).value = "Hobbs"
    table.add_button.click()

    assert heard == ["es", "es"]
    assert language() == "en"


def test_bringing_back_takes_back_nothing_else(tab: Tab) -> None:
    """Rows come back with their answers to their places, whatever was done meanwhile."""
    session = tab()
    table = people(session)
    ids = [table.add() for _each in range(3)]
    for row_id in ids:
        box(table.cards[row_id].fields["name"]).value = f"Name {row_id}"
    table.remove(ids[1])
    table.remove(ids[0])
    box(table.cards[ids[2]].fields["name"]).value = "changed since"
    table.undo_button.click()
    table.undo_button.click()

    names = [(row.id, row.name) for row in tab().answers.readiness.people]
    assert names == [
        (ids[0], f"Name {ids[0]}"), (ids[1], f"Name {ids[1]}"), (ids[2], "changed since"),
    ]  # fmt: skip
    assert table.undo_button.layout.display == "none"


def test_the_id_of_a_row_taken_away_is_not_given_again(tab: Tab) -> None:
    """Nobody becomes the sponsor by being added after the sponsor left."""
    session = tab()
    table = people(session)
    row_id = table.add()
    session.save(Change(f"{LEADERSHIP}/sponsor", row_id))
    table.remove(row_id)
    assert table.add() != row_id

    fresh = people(tab())
    fresh.remove(fresh.rows()[0].id)
    assert people(tab()).add() != row_id
    sponsor = field(tab(), LEADERSHIP, "sponsor")
    assert "no longer there" in dict(map(reversed, box(sponsor).options))[row_id]


def test_two_who_add_at_once_both_get_a_row(tab: Tab) -> None:
    """A row another has just added is not replaced by the next one."""
    one, two = people(tab()), people(tab())
    first, second = one.add(), two.add()

    assert first != second
    assert [row.id for row in tab().answers.readiness.people] == [first, second]


def test_a_source_without_its_number_is_kept(tab: Tab) -> None:
    """What was typed beside a missing number is shown again; the number completes it."""
    found = field(tab(), "/objectives/economics", "aov")
    found.control.source.value = "till · 2026"
    found.control.as_of.value = "2026-12-31"
    assert found.state is State.NOT_AN_ANSWER

    session = tab()
    fresh = field(session, "/objectives/economics", "aov")
    assert (fresh.control.source.value, fresh.control.as_of.value) == ("till · 2026", "2026-12-31")
    fresh.control.number.widget.value = "$1,200"
    answer = session.answers.objectives.economics.aov
    assert answer is not None
    assert (answer.value, answer.source) == (1200, "till · 2026")

    fresh.control.number.widget.value = ""
    assert fresh.state is State.SAVED
    assert fresh.control.source.value == ""
    assert tab().answers.objectives.economics.aov is None


def test_numbers_are_shown_as_they_can_be_typed() -> None:
    """A stored number put into its box reads as the same number, however small or large."""
    from workshop.answers.kinds import Number

    control = TextControl(Number(), "x")
    for value in (0.1, 1e-07, 1200.0, 3.0e15, 12, -2.5):
        control.show(value)
        assert control.read() == value


def test_every_control_has_a_label_beside_it(tab: Tab) -> None:
    """Whatever can be filled in carries words a screen reader can tie to it."""

    def walk(widget: w.Widget) -> list[w.Widget]:
        return [widget, *(x for child in getattr(widget, "children", ()) for x in walk(child))]

    session = tab()
    table = people(session)
    table.add()
    widgets = [*walk(form(session, PROFILE)), *walk(table.widget)]
    inputs = [each for each in widgets if isinstance(each, (w.Text, w.Textarea, w.Dropdown))]
    boxes = [each for each in widgets if isinstance(each, (w.Checkbox, w.Button, w.ToggleButton))]

    assert len(inputs) > 20
    assert all(each.description.strip() for each in [*inputs, *boxes])
