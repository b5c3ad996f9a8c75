"""Changes, addresses and the document as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import sample_answers
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.answers import address
from workshop.answers.change import Change, apply, find, value_at
from workshop.answers.document import answers_hash, from_data, to_data, to_json
from workshop.errors import InvalidAnswerError, UnknownAnswerKeyError, WorkshopError
from workshop.workbook import Answers

PEOPLE = "/readiness/people"


def test_set_read_and_clear() -> None:
    """An answer is set, read and cleared at its address."""
    answers = apply(Answers(), Change("/readiness/profile/name", "Piñon"))
    assert value_at(answers, "/readiness/profile/name") == "Piñon"

    cleared = apply(answers, Change("/readiness/profile/name", None))
    assert value_at(cleared, "/readiness/profile/name") is None


def test_the_old_document_is_not_touched() -> None:
    """A change gives a new document."""
    before = Answers()
    apply(before, Change("/readiness/profile/name", "x"))

    assert before == Answers()


def test_rows_are_added_replaced_ordered_and_removed() -> None:
    """Rows come, change place and go; other rows stay."""
    answers = apply(Answers(), Change(f"{PEOPLE}/a", {"name": "Ann"}))
    answers = apply(answers, Change(f"{PEOPLE}/b", {}))
    answers = apply(answers, Change(f"{PEOPLE}/a/hours_week", 2))
    answers = apply(answers, Change(PEOPLE, ["b", "a"]))
    assert [row.id for row in answers.readiness.people] == ["b", "a"]
    assert answers.readiness.people[1].hours_week == 2

    answers = apply(answers, Change(f"{PEOPLE}/b", remove=True))
    assert [row.id for row in answers.readiness.people] == ["a"]


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (Change("/readiness/profile/nmae", "x"), UnknownAnswerKeyError, "Did you mean 'name'?"),
        (Change("readiness", "x"), InvalidAnswerError, "address"),
        (Change(f"{PEOPLE}/nobody/name", "x"), UnknownAnswerKeyError, "no row 'nobody'"),
        (Change(f"{PEOPLE}/a b", {}), InvalidAnswerError, "id of a row"),
        (Change(f"{PEOPLE}/a", "x"), InvalidAnswerError, "answers of the row"),
        (Change(PEOPLE, ["x"]), InvalidAnswerError, "ids of all its rows"),
        (Change("/readiness/profile/staff_fte", "4"), InvalidAnswerError, "at least 0.1"),
        (Change("/readiness/profile/staff_fte", 0), InvalidAnswerError, "outside"),
        (Change("/readiness/systems/crmm", {}), InvalidAnswerError, "not one of"),
        (Change("/objectives/economics/aov", 5), InvalidAnswerError, "above $0"),
        (Change("/readiness/profile", {}), UnknownAnswerKeyError, "profile"),
    ],
)
def test_a_wrong_change_is_refused_in_words(
    change: Change, error: type[WorkshopError], words: str
) -> None:
    """What was wrong, where, and what to do stand in the message."""
    with pytest.raises(error) as caught:
        apply(sample_answers(), change)

    assert words in str(caught.value)


def test_two_rows_of_one_id_are_refused_without_regard_to_case() -> None:
    """Ids that differ only in case are the same."""
    data = {"readiness": {"people": [{"id": "Ann"}, {"id": "ann"}]}}

    with pytest.raises(InvalidAnswerError, match="Two rows"):
        from_data(Answers, data, "x.json")


def test_a_newer_document_is_refused_by_version() -> None:
    """A document of another version is refused, and the version is named."""
    with pytest.raises(WorkshopError) as caught:
        from_data(Answers, {"schema_version": 2}, "x.json")

    assert "schema_version" in str(caught.value)
    assert "2" in str(caught.value)


def test_fixed_tables_always_have_their_rows() -> None:
    """Untouched rows of fixed tables are there, and are not written down."""
    answers = Answers()
    assert [row.id for row in answers.readiness.systems][:2] == ["crm", "accounting"]
    assert to_data(answers) == {"schema_version": 1, "participant": ""}

    answers = apply(answers, Change("/readiness/systems/website/status", "software"))
    assert to_data(answers)["readiness"] == {"systems": [{"id": "website", "status": "software"}]}
    assert len(answers.readiness.systems) == 8


@pytest.mark.parametrize("key", ["pinon-kiln", "desert-bloom-bakery", "awkward-texts"])
def test_json_round_trip_is_equal_and_stable(key: str) -> None:
    """Answers written and read are equal, and the text is always the same."""
    answers = sample_answers(key)
    again = from_data(Answers, json.loads(to_json(answers)), "x")

    assert again == answers
    assert answers_hash(again) == answers_hash(answers)


def test_schema_tells_what_each_question_asks() -> None:
    """The JSON schema carries label, help, example, tier and bounds."""
    schema = Answers.model_json_schema()
    margin = schema["$defs"]["Profile"]["properties"]["margin_pct"]

    assert margin["title"] == "Contribution margin"
    assert "direct costs" in margin["description"]
    assert (margin["x-tier"], margin["x-required-to-finish"]) == (1, True)
    assert margin["x-bounds"] == {"minimum": 0, "maximum": 100}


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_an_address_is_split_as_it_was_joined(parts: list[str]) -> None:
    """Any parts survive being an address."""
    assert list(address.split(address.join(*parts))) == parts


def leaves(data: Any, path: str = "") -> list[str]:
    if isinstance(data, dict) and "basis" not in data:
        return [leaf for key, value in data.items() for leaf in leaves(value, f"{path}/{key}")]
    if isinstance(data, list) and data and isinstance(data[0], dict):
        return [leaf for row in data for leaf in leaves(row, f"{path}/{row['id']}")]
    return [path]


def test_every_answer_of_the_sample_can_be_found_and_set_again() -> None:
    """Every answer has an address that finds its question and gives its value."""
    answers = sample_answers()
    data = to_data(answers)
    addresses = [a for a in leaves({k: data[k] for k in ("readiness", "objectives", "decisions")})
                 if not a.endswith("/id")]  # fmt: skip
    assert len(addresses) > 250

    for one in addresses:
        assert find(Answers, one).question is not None
    for one in addresses[::17]:
        assert apply(answers, Change(one, value_at(answers, one))) == answers


def _walked(data: Any, at: tuple[str, ...]) -> Any:
    """What stands at an address in the JSON of the whole document."""
    for part in at:
        data = (
            next((row for row in data if row["id"] == part), None)
            if isinstance(data, list)
            else data.get(part)
        )
        if data is None:
            return None
    return data


def _addresses(answers: Answers) -> list[str]:
    parts = [
        *(part for step in answers.steps for part in step.parts()),
        *answers.decisions, *answers.overrides,
    ]  # fmt: skip
    rows = {part.where("id").rpartition("/")[0] for part in parts if hasattr(part, "id")}
    return [
        *(part.where(name) for part in parts for name in part.questions()),
        *sorted(rows), *sorted({row.rpartition("/")[0] for row in rows}),
    ]  # fmt: skip


def test_one_answer_is_read_and_changed_as_if_the_whole_document_were_judged_anew() -> None:
    answers = sample_answers("pinon-kiln")
    addresses = _addresses(answers)
    assert len(addresses) > 1000
    for at in addresses:
        place = find(Answers, at)
        value = value_at(answers, at)
        assert value == _walked(to_data(answers), place.parts), at
        if place.question is not None:
            assert apply(answers, Change(at, value)) == answers, at

    for at in addresses[::25]:
        if find(Answers, at).question is not None:
            cleared = apply(answers, Change(at, None))
            assert cleared == from_data(Answers, to_data(cleared), where="here"), at
            assert value_at(cleared, at) is None


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"value": 400, "basis": "measured"}, "/readiness/profile/margin_pct"),
        (
            {"value": 4, "basis": "rumour"},
            "/readiness/profile/margin_pct /readiness/profile/margin_pct/basis",
        ),
    ],
)
def test_a_refused_answer_is_named_by_its_whole_address(value: Any, where: str) -> None:
    with pytest.raises(InvalidAnswerError) as caught:
        apply(sample_answers("pinon-kiln"), Change("/readiness/profile/margin_pct", value))
    assert caught.value.where == where
