"""Seats and facts of the room, in the same database as the answers."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from workshop.answers.change import Change
from workshop.errors import UnknownParticipantError
from workshop.store import Participant, Store
from workshop.store.room import RoomRecords, Seat

NOW = dt.datetime(2026, 12, 1, 18, 0, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store.open(tmp_path / "workshop.db")
    found.add_participants([Participant("alba"), Participant("ben")])
    return found


def test_everyone_has_a_seat_from_the_start(store: Store) -> None:
    assert RoomRecords(store).seats() == {"alba": Seat("alba"), "ben": Seat("ben")}
    with pytest.raises(UnknownParticipantError):
        RoomRecords(store).seat("nobody")


def test_who_came_when_and_where(store: Store) -> None:
    room = RoomRecords(store)
    later = NOW + dt.timedelta(minutes=5)
    room.came("alba", NOW, "readiness")
    room.came("alba", later)
    assert room.seat("alba") == Seat("alba", joined=NOW, seen=later, step="readiness")
    assert room.seat("ben").joined is None


def test_a_new_link_and_a_permission_leave_the_rest_alone(store: Store) -> None:
    room = RoomRecords(store)
    room.came("alba", NOW, "audience")
    assert [room.new_link("alba"), room.new_link("alba"), room.new_link("ben")] == [1, 2, 1]
    room.allow_preview("alba", True)
    assert room.seat("alba") == Seat("alba", 2, True, NOW, NOW, "audience")


def test_activity_is_the_last_change_of_each(store: Store) -> None:
    store.save("alba", Change("/readiness/profile/name", "A"), author="t", at=NOW)
    later = NOW + dt.timedelta(minutes=1)
    store.save("alba", Change("/readiness/profile/name", "B"), author="t", at=later)
    found = RoomRecords(store).activity()
    assert (found["alba"].revision, found["alba"].at) == (2, later)
    assert "ben" not in found


def test_facts_are_kept(store: Store, tmp_path: Path) -> None:
    RoomRecords(store).set_fact("open", ["readiness", "cañón"])
    store.close()
    again = RoomRecords(Store.open(tmp_path / "workshop.db"))
    assert again.fact("open") == ["readiness", "cañón"]
    assert again.fact("nothing", 7) == 7


def test_answers_of_the_version_before_get_the_new_tables(store: Store, tmp_path: Path) -> None:
    store.save("alba", Change("/readiness/profile/name", "A"), author="t", at=NOW)
    store.close()
    with sqlite3.connect(tmp_path / "workshop.db") as raw:
        raw.execute("DROP TABLE seats")
        raw.execute("DROP TABLE room")
        raw.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")
    again = Store.open(tmp_path / "workshop.db")
    assert again.load("alba").answers.readiness.profile.name == "A"
    assert RoomRecords(again).new_link("alba") == 1
