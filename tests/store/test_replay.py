"""The journal holds everything: forwards it gives the document, backwards every state before."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.answers.change import Change
from workshop.errors import WorkshopError
from workshop.store import Participant, Store
from workshop.store.journal import put
from workshop.workbook import Answers

AT = dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC)
PEOPLE = "/readiness/people"
IDS = ("a", "b", "c")

answers_changes = st.builds(
    Change,
    st.sampled_from([
        "/readiness/profile/name", *(f"{PEOPLE}/{row}/name" for row in IDS),
        "/readiness/systems/crm/product",
    ]),
    st.none() | st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=9),
)  # fmt: skip
row_changes = st.builds(
    lambda row, name, gone: Change(f"{PEOPLE}/{row}", {"name": name}, remove=gone),
    st.sampled_from(IDS),
    st.sampled_from(["x", "y"]),
    st.booleans(),
)
orders = st.lists(st.sampled_from(IDS), unique=True).map(lambda ids: Change(PEOPLE, ids))


@settings(max_examples=25, deadline=None)
@given(st.lists(answers_changes | row_changes | orders, max_size=12))
def test_the_journal_gives_every_state(changes: list[Change]) -> None:
    """Replayed it ends in the document; undone step by step it ends in nothing."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "w.db") as store,
    ):
        store.add_participants([Participant("ann")])
        states = [store.load("ann").answers]
        for change in changes:
            try:
                saved = store.save("ann", change, author="t", at=AT).answers
            except WorkshopError:
                continue
            if saved != states[-1]:
                states.append(saved)

        replayed = Answers(participant="ann")
        for entry in store.history("ann"):
            replayed = put(replayed, entry.address, entry.after)
        assert replayed == store.load("ann").answers == states[-1]

        for state in reversed(states[:-1]):
            assert store.undo("ann", author="t", at=AT).answers == state
