"""Two writers of one participant's answers: what merges, what is a conflict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.answers.change import Change, Draft
from workshop.errors import ConflictError, InvalidAnswerError
from workshop.store import Participant, Store

AT = dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC)
PEOPLE = "/readiness/people"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "workshop.db") as opened:
        opened.add_participants([Participant("ann")])
        for row in ("p", "q"):
            make(opened, Change(f"{PEOPLE}/{row}", {"name": row}))
        yield opened


def make(store: Store, change: Change, seen: int | None = None) -> int:
    return store.save("ann", change, author="t", at=AT, seen=seen).revision


def rows(store: Store) -> list[tuple[str, str | None]]:
    return [(row.id, row.name) for row in store.load("ann").answers.readiness.people]


def test_order_and_an_answer_in_a_row_merge_both_ways(store: Store) -> None:
    """One puts a table in order while another fills in a row: both hold."""
    seen = store.load("ann").revision
    make(store, Change(f"{PEOPLE}/p/name", "P"), seen)
    make(store, Change(PEOPLE, ["q", "p"]), seen)
    make(store, Change(f"{PEOPLE}/q/name", "Q"), seen)

    assert rows(store) == [("q", "Q"), ("p", "P")]


def test_order_and_a_new_row_conflict(store: Store) -> None:
    """An order that leaves out another's new row is a conflict that names the rows."""
    seen = store.load("ann").revision
    make(store, Change(f"{PEOPLE}/r", {}), seen)
    with pytest.raises(ConflictError) as caught:
        make(store, Change(PEOPLE, ["q", "p"]), seen)

    assert '["p", "q", "r"]' in str(caught.value)
    assert '["q", "p"]' in str(caught.value)


@pytest.mark.parametrize("name", ["theirs", None])
def test_two_new_rows_of_one_id_conflict(store: Store, name: str | None) -> None:
    """A second row of the same id neither replaces the first nor becomes one with it."""
    seen = store.load("ann").revision
    make(store, Change(f"{PEOPLE}/r", {"name": name}), seen)
    with pytest.raises(ConflictError):
        make(store, Change(f"{PEOPLE}/r", {}), seen)

    assert ("r", name) in rows(store)


def test_taking_away_a_row_that_was_changed_conflicts(store: Store) -> None:
    """Nobody takes away what someone else has just written."""
    seen = store.load("ann").revision
    make(store, Change(f"{PEOPLE}/p/name", "new"), seen)
    with pytest.raises(ConflictError, match="new"):
        make(store, Change(f"{PEOPLE}/p", remove=True), seen)


def test_clearing_what_was_changed_conflicts(store: Store) -> None:
    """A cleared answer is an answer too."""
    seen = store.load("ann").revision
    make(store, Change(f"{PEOPLE}/p/name", "new"), seen)
    with pytest.raises(ConflictError, match="yours is null"):
        make(store, Change(f"{PEOPLE}/p/name", None), seen)


def test_an_imported_document_conflicts_with_what_was_not_seen(store: Store) -> None:
    """Who has not seen the import does not write over it."""
    seen = store.load("ann").revision
    answers = store.load("ann").answers
    store.replace("ann", type(answers)(), author="import", at=AT)
    with pytest.raises(ConflictError):
        make(store, Change(f"{PEOPLE}/p/name", "x"), seen)


def test_a_wrong_value_is_called_wrong_even_if_late(store: Store) -> None:
    """The message is about what was typed, not about the other writer."""
    seen = store.load("ann").revision
    make(store, Change(f"{PEOPLE}/p/hours_week", 2.0), seen)
    with pytest.raises(InvalidAnswerError):
        make(store, Change(f"{PEOPLE}/p/hours_week", -2), seen)


def test_drafts_go_with_what_they_belonged_to(store: Store) -> None:
    """A row takes its drafts along, an import all of them; others stay."""
    store.keep_draft("ann", Draft(f"{PEOPLE}/p/hours_week", "two", "no number"))
    store.keep_draft("ann", Draft(f"{PEOPLE}/q/hours_week", "two", "no number"))
    make(store, Change(f"{PEOPLE}/p", remove=True))
    assert [draft.address for draft in store.load("ann").drafts] == [f"{PEOPLE}/q/hours_week"]

    store.keep_draft("ann", Draft("/readiness/profile/staff_fte", "x", "no number"))
    store.drop_draft("ann", "/readiness/profile/staff_fte")
    assert len(store.load("ann").drafts) == 1

    store.replace("ann", store.load("ann").answers, author="import", at=AT)
    assert store.load("ann").drafts == ()
