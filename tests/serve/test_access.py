"""Links, codes and their secret."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from workshop.access import SECRET_FILE, Access
from workshop.errors import UsageError


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = Access.of(tmp_path)
    assert stat.S_IMODE((tmp_path / SECRET_FILE).stat().st_mode) == 0o600
    assert Access.of(tmp_path) == first
    assert first.secret.hex() == (tmp_path / SECRET_FILE).read_text()


def test_two_workshops_have_nothing_in_common(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    a, b = Access.of(one), Access.of(two)
    assert a.link("alba", 0) != b.link("alba", 0)
    assert a.room_code(0) != b.room_code(0)
    assert a.cookie_secret() != b.cookie_secret()


def test_a_link_is_one_persons_until_a_new_one_is_handed_out(tmp_path: Path) -> None:
    access = Access.of(tmp_path)
    people = {"alba": 0, "ben": 0}
    old = access.link("alba", 0)
    assert access.whose(old, people) == "alba"
    assert access.whose(f" {old.upper()} ", people) == "alba"
    assert access.whose(access.link("ben", 0), people) == "ben"

    people["alba"] = 1
    assert access.whose(old, people) is None
    assert access.whose(access.link("alba", 1), people) == "alba"


@pytest.mark.parametrize("link", ["", "x" * 20, "../../etc", "é" * 20, "facilitator"])
def test_nobody_has_any_other_link(tmp_path: Path, link: str) -> None:
    access = Access.of(tmp_path)
    assert access.whose(link, {"alba": 0}) is None
    assert access.whose(access.facilitator_link(0), {"alba": 0}) is None


def test_a_code_may_be_typed_as_people_type(tmp_path: Path) -> None:
    access = Access.of(tmp_path)
    code = access.room_code(0)
    assert len(code) == 6
    assert not set(code) & set("01OIL")
    assert access.is_room_code(f" {code[:3].lower()}-{code[3:]} ", 0)
    assert not access.is_room_code(code, 1)
    assert not access.is_room_code(code[:5], 0)
    assert not access.is_room_code("", 0)


def test_a_damaged_secret_is_said_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / SECRET_FILE).write_text("half a secr")
    with pytest.raises(UsageError, match="damaged"):
        Access.of(tmp_path)
    assert (tmp_path / SECRET_FILE).read_text() == "half a secr"
