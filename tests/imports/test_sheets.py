"""Table files of every kind come out as the same cells; damaged ones as a message."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from workshop.errors import ImportFileError
from workshop.imports.sheets import MOST_BYTES, column_letters, read_bytes, read_sheets

TABLE = "key,name\nana,Ana Peña\nbo,\n"
CELLS = (("key", "name"), ("ana", "Ana Peña"), ("bo", ""))


def excel(fill: Callable[[xlsxwriter.workbook.Worksheet], object]) -> bytes:
    """Return an .xlsx file with one sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book.add_worksheet("One"))
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("utf-16"),
        TABLE.encode("cp1252"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        b"sep=,\r\n" + TABLE.replace("\n", "\r\n").encode(),
        b'"sep=;"\n' + TABLE.replace(",", ";").encode(),
        TABLE.replace("\n", "\n\n,\n").encode(),
        '"key,name"\n"ana,Ana Peña"\n"bo,"\n'.encode(),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "windows", "semicolons", "tabs", "sep", "quoted sep",
         "empty rows", "rows in one quoted cell"],
)  # fmt: skip
def test_text_tables_in_many_spellings_are_the_same_cells(data: bytes) -> None:
    """What Excel, exports and people make of a CSV file is read alike."""
    (sheet,) = read_sheets(data, "x.csv")
    assert sheet.rows == CELLS


def test_a_guessed_encoding_is_said() -> None:
    """Windows' Latin cannot be told from other code pages: whoever reads it is told."""
    (sheet,) = read_sheets(TABLE.encode("cp1252"), "x.csv")
    assert "Windows" in sheet.note
    assert read_sheets(TABLE.encode(), "x.csv")[0].note == ""


def test_rows_have_the_numbers_a_spreadsheet_shows() -> None:
    """Empty rows count, line ends inside a cell do not."""
    (sheet,) = read_sheets(b'a,b\n"x\ny",1\n,\nz,2\n', "x.csv")
    assert dict(zip(sheet.lines, sheet.rows, strict=True))[4] == ("z", "2")


def test_an_excel_file_keeps_kinds_of_cells_and_what_is_merged() -> None:
    """Texts that look like numbers stay texts; dates are dates; merged areas are known."""

    def fill(sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_string(0, 0, "01234")
        sheet.write_number(0, 1, 2.5)
        sheet.write_boolean(0, 2, True)
        sheet.write_string(1, 0, "_x0041_")
        sheet.merge_range(1, 1, 2, 1, "both")
        sheet.write_string(2, 0, "below")

    (sheet,) = read_sheets(excel(fill), "renamed.csv")
    assert sheet.name == "One"
    assert sheet.rows[0] == ("01234", 2.5, True)
    assert sheet.rows[1][0] == "_x0041_"
    assert [row[1] for row in sheet.rows[1:]] == ["both", ""]
    assert [row[1] for row in sheet.filled_down().rows[1:]] == ["both", "both"]


def test_a_date_cell_is_a_date() -> None:
    """What Excel has made a date of arrives as one."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    look = book.add_format({"num_format": "d mmm"})
    book.add_worksheet().write_datetime(0, 0, dt.date(2027, 3, 4), look)
    book.close()
    (sheet,) = read_sheets(out.getvalue(), "x.xlsx")
    assert sheet.rows == ((dt.date(2027, 3, 4),),)


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 400_000_000)
    return out.getvalue()


def _far_corner() -> bytes:
    def fill(sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_string(0, 0, "a")
        sheet.write_string(1_048_575, 16_383, "b")

    return excel(fill)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"PK\x03\x04 and nothing more", "cannot be read"),
        (lambda: excel(lambda sheet: sheet.write(0, 0, "x" * 9000))[:-300], "cannot be read"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\x11" * 4000, "cannot be read"),
        (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a table"),
        (_bomb, "cannot be read"),
        (_far_corner, "too large, or damaged"),
        (lambda: b"key,name\nana," + b"x" * 140_000, "cannot be cut into cells"),
    ],
    ids=["not a zip", "cut off", "not an xls", "a picture", "unpacks to 400 MB", "17 billion cells",
         "endless cell"],
)  # fmt: skip
def test_a_damaged_or_hostile_file_is_a_message(make: Callable[[], bytes], words: str) -> None:
    """The message names the file and says what to do; the next file is read as ever."""
    with pytest.raises(ImportFileError, match=words) as caught:
        read_sheets(make(), "answers.xlsx")
    assert "answers.xlsx" in str(caught.value)
    assert "What to do" in str(caught.value)
    good = excel(lambda sheet: sheet.write(0, 0, "still here"))
    assert read_sheets(good, "x.xlsx")[0].rows == (("still here",),)


def test_a_file_that_is_missing_empty_or_huge_is_a_message(tmp_path: Path) -> None:
    """What cannot be opened at all is said in words too."""
    with pytest.raises(ImportFileError, match="cannot be read"):
        read_bytes(tmp_path / "none.csv")
    with pytest.raises(ImportFileError, match="cannot be read"):
        read_bytes(tmp_path)
    (tmp_path / "empty.csv").write_bytes(b" \r\n\0")
    with pytest.raises(ImportFileError, match="is empty"):
        read_bytes(tmp_path / "empty.csv")
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(ImportFileError, match="too large"):
        read_bytes(tmp_path / "huge.csv")


def test_columns_have_the_letters_a_spreadsheet_shows() -> None:
    """A to Z, then AA."""
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
