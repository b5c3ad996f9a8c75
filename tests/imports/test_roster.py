"""The list of participants as spreadsheets write it, and what is said when it is none."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

import pytest

from workshop.errors import RosterError, UsageError
from workshop.folder import Folder
from workshop.imports.roster import read_roster

TABLE = "key,name,business\nana,Ana Peña,Café Niño\nbo,Bo,\n"


def roster(folder: Path, data: str | bytes) -> Path:
    """Write a roster; text in UTF-8."""
    path = folder / "roster.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.encode("cp1252"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\n\n,,\n").encode(),
        TABLE.replace("key,name,business", " KEY , Name,BUSINESS").encode(),
        TABLE.replace("Café Niño", '"Café Niño"').encode(),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16 big", "windows", "semicolons", "tabs", "crlf",
         "empty lines", "header", "quotes"],
)  # fmt: skip
def test_what_spreadsheets_write_is_read(tmp_path: Path, data: bytes) -> None:
    """Encodings, separators, line ends, empty lines: the same two people come out."""
    rows = read_roster(roster(tmp_path, data))
    assert [(row.key, row.name, row.business) for row in rows] == [
        ("ana", "Ana Peña", "Café Niño"),
        ("bo", "Bo", ""),
    ]


def test_columns_in_any_order_and_others_beside_them(tmp_path: Path) -> None:
    """Columns are found by name; what is not known is passed over, what is short is empty."""
    rows = read_roster(roster(tmp_path, "phone,name,key\n1,Ana,ana\n2,Bo\n"))
    assert [(row.key, row.name, row.line) for row in rows] == [("ana", "Ana", 2), ("", "Bo", 3)]


def test_accents_have_one_form(tmp_path: Path) -> None:
    """A letter with a separate accent is the same letter."""
    (row,) = read_roster(roster(tmp_path, "key,name\nana,Pen\u0303a\n"))
    assert row.name == "Peña"


def test_a_line_break_in_a_cell_stays_in_it(tmp_path: Path) -> None:
    """Quotes hold a cell together; rows have the numbers a spreadsheet shows beside them."""
    rows = read_roster(roster(tmp_path, 'key,name\nana,"Ana\nPeña"\nbo,Bo\n'))
    assert [(row.name, row.line) for row in rows] == [("Ana\nPeña", 2), ("Bo", 3)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "is empty"),
        ("\n , ,\n", "is empty"),
        ("name,business\nAna,x\n", "no column 'key'"),
        ("shop;phone\nx;1\n", "no column 'key' and 'name'"),
        ("key,name\n", "header and no participants"),
        ("key,name\nana,A\nbo,B\nANA,C\n", "'ANA' stands twice"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (codecs.BOM_UTF16_LE + b"k\x00e", "not a text file"),
        ("key,name\nana," + "x" * 140_000 + "\n", "not a CSV file"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_no_roster_is_refused(tmp_path: Path, data: str | bytes, words: str) -> None:
    """The message says what is wrong, in which file, and what to do."""
    path = roster(tmp_path, data)
    with pytest.raises(RosterError, match=words) as caught:
        read_roster(path)
    assert caught.value.exit_code == 2
    assert str(path) in str(caught.value)
    assert "What to do" in str(caught.value)


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    """Whatever the system refuses is said in words."""
    (tmp_path / "roster.csv").mkdir()
    with pytest.raises(RosterError, match="cannot be read"):
        read_roster(tmp_path / "roster.csv")


def test_keys_that_are_left_out_are_made_from_the_business(tmp_path: Path) -> None:
    """A key is made from business or name and numbered where it is taken."""
    roster(tmp_path, "key,name,business\n,Ana,Café Niño\n,Bo,Café Niño\n,陶,\n")
    assert [person.key for person in Folder.open(tmp_path).participants()] == [
        "cafe-nino", "cafe-nino-2", "participant",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["../x", "a/b", "Ana", "a b", "nul", "x" * 41, "-a", "_failed"])
def test_a_key_that_is_no_folder_name_is_refused(tmp_path: Path, key: str) -> None:
    """No key leads out of the folder of plans; the message proposes one that will do."""
    roster(tmp_path, f"key,name\n{key},Ana\n")
    with pytest.raises(UsageError, match="cannot be the key") as caught:
        Folder.open(tmp_path).participants()
    assert "Use for example" in caught.value.todo


def test_language_falls_back_to_the_workshop(tmp_path: Path) -> None:
    """Who has no language of their own has that of the workshop."""
    roster(tmp_path, "key,name,language\nana,Ana,es\nbo,Bo,\n")
    (tmp_path / "workshop.toml").write_text('language = "de"\n')
    found = Folder.open(tmp_path).participants()
    assert [person.language for person in found] == ["es", "de"]


def test_an_endless_cell_is_refused_whatever_other_libraries_allow(tmp_path: Path) -> None:
    """The limit is our own: csv's holds for the whole process, and libraries lift it."""
    path = tmp_path / "roster.csv"
    path.write_text("key,name\nana," + "x" * 140_000 + "\n", encoding="utf-8")
    before = csv.field_size_limit(10**9)
    try:
        with pytest.raises(RosterError, match="not a CSV file"):
            read_roster(path)
    finally:
        csv.field_size_limit(before)
