"""Forms: real widgets over a real store, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets as w
import pytest
import tiny

from workshop import open_session
from workshop.answers.change import Change
from workshop.answers.topic import Row
from workshop.errors import StoreError
from workshop.forms import form
from workshop.forms.field import Field, State
from workshop.forms.form import TableForm, TopicForm
from workshop.session import Session
from workshop.workbook import STEPS

PROFILE = "/readiness/profile"
ADDRESSES = [part.at for step in STEPS for part in step.kinds_of_parts().values()]
ADDRESSES += ["/decisions", "/overrides"]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return a session at work on a small workshop."""
    return open_session(str(tiny.workshop(tmp_path / "w", ["ann"])), "ann")


def again(session: Session, tmp_path: Path) -> Session:
    """Return the same participant's session, opened anew."""
    del session
    return open_session(str(tmp_path / "w"), "ann")


def topic(session: Session, address: str) -> TopicForm:
    made = form(session, address).form
    assert isinstance(made, TopicForm)
    return made


def table(session: Session, address: str) -> TableForm:
    made = form(session, address).form
    assert isinstance(made, TableForm)
    return made


def note(field: Field) -> str:
    return " ".join(every_text(field.widget))


def every_text(widget: w.Widget) -> list[str]:
    """Return all words of a widget; a description is text, an HTML widget is markup."""
    found = [widget.value] if isinstance(widget, w.HTML) else []
    found.append(getattr(widget, "description", ""))
    return found + [text for child in getattr(widget, "children", ()) for text in every_text(child)]


def markup(widget: w.Widget) -> list[str]:
    """Return what a widget and those in it hand to the browser as HTML."""
    found = [widget.value] if isinstance(widget, w.HTML) else []
    return found + [text for child in getattr(widget, "children", ()) for text in markup(child)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_question_has_a_field(session: Session, address: str) -> None:
    """Every topic and table of every step can be shown, with a field for each question."""
    made = form(session, address).form
    if isinstance(made, TableForm):
        row_id = made.rows()[0].id if made.row.fixed is not None else made.add()
        made.cards[row_id].open()
        fields, asked = made.cards[row_id].fields, made.row.questions()
    else:
        fields, asked = made.fields, made._part().questions()

    assert list(fields) == list(asked)
    for name, field in fields.items():
        assert str(asked[name].label).split()[0] in " ".join(every_text(field.widget))


TYPED: list[tuple[str, str, Any, Any]] = [
    ("/readiness/profile", "name", "Piñon & Söhne", "Piñon & Söhne"),
    ("/readiness/profile", "staff_fte", "4.5", 4.5),
    ("/readiness/profile", "languages", "en, es", ["en", "es"]),
    ("/readiness/profile", "org_type", "non_profit", "non_profit"),
    ("/readiness/operation", "has_crm_access", "false", False),
    ("/readiness/leadership", "goals", "2", 2),
    ("/readiness/integration", "start", "2027-02-01", "2027-02-01"),
    ("/objectives/vision", "strengths", "one\ntwo", ["one", "two"]),
    ("/objectives/economics", "discount_pct", "10 %", 10),
]


@pytest.mark.parametrize(("address", "name", "typed", "stored"), TYPED)
def test_an_answer_is_saved_when_it_is_given(
    session: Session, tmp_path: Path, address: str, name: str, typed: Any, stored: Any
) -> None:
    """What is typed or picked is in the database at once, and shown when opened again."""
    field = topic(session, address).fields[name]
    field.control.widget.value = typed

    assert field.state is State.SAVED
    assert "saved" in note(field)
    fresh = topic(again(session, tmp_path), address).fields[name]
    assert fresh.control.read() == stored

    fresh.control.widget.value = ""
    assert fresh.state is State.SAVED
    assert topic(again(session, tmp_path), address).fields[name].control.read() is None


def test_several_boxes_are_one_answer(session: Session) -> None:
    """Ticking boxes saves the list; clearing all of them clears the answer."""
    field = topic(session, "/readiness/profile").fields["why_now"]
    field.control.boxes["growth_goal"].value = True
    field.control.boxes["other"].value = True
    assert session.answers.readiness.profile.why_now == ["growth_goal", "other"]

    field.control.boxes["growth_goal"].value = field.control.boxes["other"].value = False
    assert session.answers.readiness.profile.why_now is None


def test_a_measured_number_keeps_how_it_is_known(session: Session) -> None:
    """Number, basis, source and day are one answer; without a basis it is an estimate."""
    control = topic(session, "/objectives/economics").fields["aov"].control
    control.number.widget.value = "$142.80"
    assert session.answers.objectives.economics.aov.basis == "estimated"

    control.basis.value = "measured"
    control.source.value = "till"
    control.as_of.value = "2026-12-31"
    answer = session.answers.objectives.economics.aov
    assert (answer.value, answer.basis, answer.source) == (142.8, "measured", "till")
    assert answer.as_of.isoformat() == "2026-12-31"


def test_what_is_no_answer_is_kept_and_shown_again(session: Session, tmp_path: Path) -> None:
    """Mistyped text stays in its field, also tomorrow, and never enters the answers."""
    field = topic(session, "/readiness/profile").fields["staff_fte"]
    field.control.widget.value = "five <b>"

    assert field.state is State.NOT_AN_ANSWER
    assert "five &lt;b&gt;" in note(field)
    assert session.answers.readiness.profile.staff_fte is None

    tomorrow = again(session, tmp_path)
    fresh = topic(tomorrow, "/readiness/profile").fields["staff_fte"]
    assert fresh.control.widget.value == "five <b>"
    assert fresh.state is State.NOT_AN_ANSWER

    fresh.control.widget.value = "5"
    assert fresh.state is State.SAVED
    assert tomorrow.drafts == {}


def test_a_conflict_is_said_in_the_field(session: Session, tmp_path: Path) -> None:
    """If someone else changed the answer, the field says so and shows both."""
    mine = topic(session, "/readiness/profile").fields["place"]
    other = topic(again(session, tmp_path), "/readiness/profile").fields["place"]
    other.control.widget.value = "Hobbs"
    mine.control.widget.value = "Deming"

    assert mine.state is State.CONFLICT
    assert "Hobbs" in " ".join(every_text(mine.widget))
    assert mine.control.widget.value == "Deming"


def test_a_question_appears_when_it_applies(session: Session) -> None:
    """The budgeted amount is asked only when the money is there in part."""
    made = topic(session, "/readiness/integration")
    amount = made.fields["budgeted_amount"].widget
    assert amount.layout.display == "none"

    made.fields["funding"].control.widget.value = "partly"
    assert amount.layout.display is None


def test_rows_are_added_moved_taken_away_and_brought_back(session: Session) -> None:
    """A table's buttons do what they say, and undo brings a row back to its place."""
    people = table(session, "/readiness/people")
    people.add_button.click()
    people.add_button.click()
    ids = [row.id for row in people.rows()]
    people.cards[ids[0]].fields["name"].control.widget.value = "<i>Ann</i>"

    people.move(ids[0], 1)
    assert [row.id for row in people.rows()] == ids[::-1]
    people.remove(ids[1])
    assert [row.id for row in people.rows()] == [ids[0]]
    people.undo_button.click()
    assert [row.id for row in people.rows()] == ids[::-1]
    assert people.cards[ids[0]].fold.description.count("<i>Ann</i>") == 1


def test_a_new_person_can_be_picked_at_once(session: Session) -> None:
    """Whoever is added to the people can be named as sponsor without reloading."""
    leadership = topic(session, "/readiness/leadership")
    people = table(session, "/readiness/people")
    row_id = people.add()
    people.cards[row_id].fields["name"].control.widget.value = "Marta"

    options = dict(leadership.fields["sponsor"].control.widget.options)
    assert options["Marta"] == row_id


def test_fixed_tables_have_neither_button(session: Session) -> None:
    """Tools are always the same eight; none can be added or taken away."""
    systems = table(session, "/readiness/systems")

    assert len(systems.cards) == 8
    assert systems.add_button not in systems.widget.children


def test_findings_follow_the_answers(session: Session) -> None:
    """A warning on the screen goes when its cause goes."""
    shown = session.findings("readiness")
    assert "C001" in shown.value

    people = table(session, "/readiness/people")
    row_id = people.add()
    topic(session, "/readiness/leadership").fields["sponsor"].control.widget.value = row_id
    assert "C001" not in shown.value


def test_names_are_escaped_on_the_screen(session: Session) -> None:
    """A participant's text is never markup in a form or a finding."""
    people = table(session, "/readiness/people")
    row_id = people.add()
    people.cards[row_id].fields["name"].control.widget.value = "<script>alert(1)</script>"
    people.cards[row_id].fields["willing"].control.widget.value = "true"

    html = session.findings("readiness").value + "".join(markup(people.widget))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_in_plan_mode_answers_are_shown_and_nothing_saves(tmp_path: Path) -> None:
    """Printed, a form is a table of what was answered."""
    folder = tiny.workshop(tmp_path / "w", ["ann"])
    session = open_session(str(folder), "ann", "plan")
    shown = session.form("/readiness/profile")._repr_mimebundle_()["text/html"]

    assert "Ann&#x27;s shop" in shown
    assert isinstance(session.answers.readiness.systems[0], Row)
    assert not (folder / "workshop.db").exists()


def test_a_row_named_by_its_channel_shows_the_channel_s_name(session: Session) -> None:
    """An id of the catalogue is nothing to read."""
    made = table(session, "/channels/candidates")
    row_id = made.add()
    session.save(Change(f"/channels/candidates/{row_id}/channel", "google_business_profile"))
    assert "Google Business Profile" in made.cards[row_id].fold.description


def test_a_network_that_is_no_more_is_explained_beside_the_box(session: Session) -> None:
    """Whoever types Klout or Google+ reads what became of it; a vineyard is left in peace."""
    field = topic(session, "/objectives/vision").fields["value"]
    field.control.widget.value = "A Klout score above 60"
    assert "closed in 2018" in note(field)
    assert "saved" in note(field)

    field.control.widget.value = "More people at the Vine and Barrel, found on Google+"
    assert "Google+ closed" in note(field)
    assert "Vine, for clips" not in note(field)


def test_undo_takes_back_what_was_changed_here_and_names_it(session: Session) -> None:
    """Of two changes the last one first; then there is nothing left to take back."""
    box = form(session, PROFILE)
    undo = box.undo
    assert undo.button.layout.display == "none"
    first = session.answers.readiness.profile.name
    session.save(Change(f"{PROFILE}/name", "One"))
    session.save(Change(f"{PROFILE}/name", "Two"))
    assert "Name of the business" in undo.button.tooltip

    undo.button.click()
    assert session.answers.readiness.profile.name == "One"
    assert "Undone: Name of the business" in undo.note.value
    undo.button.click()
    assert session.answers.readiness.profile.name == first
    assert undo.button.layout.display == "none"
    with pytest.raises(StoreError, match="no change"):
        session.undo()


def test_undo_stands_where_the_last_change_was_made(session: Session) -> None:
    """Of all the forms of a page one offers it, and the others are told nothing."""
    profile, people = form(session, PROFILE), form(session, "/readiness/people")

    def offered() -> list[bool]:
        return [box.undo.button.layout.display != "none" for box in (profile, people)]

    session.save(Change(f"{PROFILE}/name", "One"))
    assert offered() == [True, False]
    row_id = people.form.add()
    assert offered() == [False, True]
    session.save(Change(f"/readiness/people/{row_id}/name", "Ana"))
    assert people.undo.button.tooltip.startswith("Undo: Ana")
    session.undo()
    session.undo()
    assert offered() == [True, False]


def test_where_no_form_can_be_shown_there_is_a_word(session: Session) -> None:
    """A notebook read without widgets does not spell out hundreds of controls."""
    assert form(session, PROFILE)._repr_mimebundle_()["text/plain"] == "Form"
    assert session.findings("readiness")._repr_mimebundle_()["text/plain"] == "…"
