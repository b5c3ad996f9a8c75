"""Any table file as sheets of cells: CSV in its many spellings, XLSX, XLS, ODS.

What kind of file it is stands in its first bytes; names and endings are not believed.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import ImportFileError
from workshop.imports.decoding import WINDOWS, decode

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""A cell as its program stored it; an empty one is an empty text."""

MOST_BYTES = 60_000_000
CELL_MOST = 131_072
"""Characters of the longest cell; a longer one is an unclosed quote or no table at all."""
MOST_CELLS = 1_500_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Sheet:
    """One table.

    Attributes
    ----------
    name : str
        What its program calls it; empty for a text file.
    rows : tuple of tuple of Cell
        Rows from the top, cells from the left; rows may differ in length.
    lines : tuple of int
        The number of each row as a person sees it, from 1.
    merged : tuple
        Merged areas as (first row, first column, last row, last column), positions from 0.
    delimiter : str
        What stood between the cells of a text file.
    note : str
        What had to be guessed to read it.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    delimiter: str = ""
    note: str = ""

    def filled_down(self) -> Sheet:
        """Return the sheet with the value of cells merged downwards in each of their rows."""
        if not any(last > first for first, _left, last, _right in self.merged):
            return self
        rows = [list(row) for row in self.rows]
        for first, left, last, _right in self.merged:
            value = rows[first][left] if first < len(rows) and left < len(rows[first]) else ""
            for row in rows[first + 1 : last + 1]:
                row.extend([""] * (left + 1 - len(row)))
                row[left] = value
        return Sheet(self.name, tuple(map(tuple, rows)), self.lines, (), self.delimiter, self.note)


def column_letters(position: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    ImportFileError
        If it cannot be read, is empty or too large for answers.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise ImportFileError(
            "This file cannot be read.",
            where=path.name,
            found=error.strerror or str(error),
            todo="Check the name and that no other program holds the file open.",
        ) from error
    if size > MOST_BYTES:
        raise ImportFileError(
            "This file is too large to be one of ours.",
            where=path.name,
            found=f"{size / 1e6:,.0f} MB",
            expected=f"at most {MOST_BYTES / 1e6:,.0f} MB",
            todo="Take pictures and other sheets out, or split the file.",
        )
    if not data.strip(b"\0\r\n\t "):
        raise ImportFileError(
            "This file is empty.", where=path.name, todo="Save it again and try once more."
        )
    return data


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a table file.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Its name, for messages.

    Raises
    ------
    ImportFileError
        If it is no table, or a damaged one.
    """
    if data.startswith((_ZIP, _OLE)):
        from workshop.imports.spreadsheet import read_spreadsheet

        return read_spreadsheet(data, name)
    try:
        text, encoding = decode(data)
    except UnicodeError as error:
        raise ImportFileError(
            "This is not a table.",
            where=name,
            found=str(error)[:120],
            expected="an Excel, LibreOffice or CSV file",
            todo="Open it in the program it comes from and save it as .xlsx or CSV.",
        ) from error
    guess = "read as Windows' Latin: check accents" if encoding == WINDOWS else ""
    return (read_csv(text, name, guess),)


def read_csv(text: str, name: str, note: str = "") -> Sheet:
    """Return a text table as a sheet.

    Commas, semicolons, tabs and bars are understood, also announced by ``sep=``; where Excel
    has put every line into one quoted cell, the lines are taken out again.

    Raises
    ------
    ImportFileError
        If it cannot be cut into cells.
    """
    first, _sep, rest = text.partition("\n")
    announced = first.strip().strip('"')
    lines_before = 0
    if announced[:4].casefold() == "sep=" and len(announced) <= 5:
        delimiter = announced[4:] or "\t"
        text, lines_before = rest, 1
    else:
        delimiter = _delimiter(text)
    found = list(_csv_rows(text, delimiter, name))
    if found and all(len(cells) == 1 for _line, cells in found):
        inner = _delimiter(found[0][1][0])
        if inner in found[0][1][0]:
            delimiter = inner
            found = [
                (line, next(iter(csv.reader([cells[0]], delimiter=inner)), []))
                for line, cells in found
            ]
    filled = [(line + lines_before, cells) for line, cells in found if any(map(str.strip, cells))]
    rows = tuple(tuple(cells) for _line, cells in filled)
    return Sheet("", rows, tuple(line for line, _cells in filled), (), delimiter, note)


def _delimiter(text: str) -> str:
    """Return what cuts the first line into most cells; what stands in quotes does not count."""
    outside = "".join(text[:100_000].split('"')[::2])
    line = next((part for part in outside.splitlines() if part.strip()), "")
    return max(_DELIMITERS, key=line.count)


def _csv_rows(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the number a spreadsheet shows beside it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            # csv's own limit holds for the whole process, and any library may lift it.
            if any(len(cell) > CELL_MOST for cell in cells):
                raise _no_csv(name, row, f"a cell over {CELL_MOST:,} characters")
            yield row, cells
    except csv.Error as error:
        raise _no_csv(name, row + 1, str(error)) from error


def _no_csv(name: str, row: int, found: str) -> ImportFileError:
    return ImportFileError(
        "This text cannot be cut into cells.",
        where=f"{name}, row {row}",
        found=found,
        expected="a CSV file",
        todo="Look for a quotation mark that is not closed, or save the table as .xlsx.",
    )
