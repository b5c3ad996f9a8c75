"""The list of participants, as people's spreadsheets write it."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import RosterError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COLUMNS = ("key", "name", "business", "email", "language")
_TODO = "Save it as CSV with the columns key, name, business, email, language."


@dataclass(frozen=True)
class RosterRow:
    """One line of the list, as it was written; ``line`` counts from 1 with the header."""

    line: int
    key: str
    name: str
    business: str
    email: str
    language: str


def decode(data: bytes, where: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows' Latin.

    Raises
    ------
    RosterError
        If it is none of them, such as an .xlsx file with the wrong name.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _not_text(where) from error
    if b"\0" in data:
        raise _not_text(where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


_CELL_MOST = 131_072
"""Characters of the longest cell; a longer one is an unclosed quote or no table at all."""


def _not_text(where: str) -> RosterError:
    return RosterError(
        "The list of participants is not a text file.",
        where=where,
        expected="a CSV file",
        todo=_TODO,
    )


def _no_csv(path: Path, line: int, found: str) -> RosterError:
    return RosterError(
        "The list of participants is not a CSV file.",
        where=f"{path}, line {line}",
        found=found,
        todo=_TODO,
    )


def read_roster(path: Path) -> tuple[RosterRow, ...]:
    """Return the rows of a roster file.

    Commas, semicolons and tabs are understood; column names in any order and case.

    Raises
    ------
    RosterError
        If the file cannot be read, lacks a column, has no row or uses a key twice.
    """
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise RosterError(
            "The list of participants cannot be read.", where=str(path), found=str(error)
        ) from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines = []
    try:
        for cells in reader:
            # csv's own limit holds for the whole process, and any library may lift it.
            if any(len(cell) > _CELL_MOST for cell in cells):
                raise _no_csv(path, reader.line_num, f"a cell over {_CELL_MOST:,} characters")
            lines.append((reader.line_num, cells))
    except csv.Error as error:
        raise _no_csv(path, reader.line_num, str(error)) from error
    lines = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not lines:
        raise RosterError("The list of participants is empty.", where=str(path), todo=_TODO)
    header = [cell.strip().casefold() for cell in lines[0][1]]
    missing = [name for name in ("key", "name") if name not in header]
    if missing:
        raise RosterError(
            f"The list of participants has no column {' and '.join(map(repr, missing))}.",
            where=f"{path}, line 1",
            found=", ".join(header),
            expected=", ".join(_COLUMNS),
            todo=_TODO,
        )
    rows = tuple(_row(number, header, cells) for number, cells in lines[1:])
    if not rows:
        raise RosterError(
            "The list of participants has a header and no participants.",
            where=str(path),
            todo="Add one line for each participant.",
        )
    _refuse_repeats(rows, path)
    return rows


def _row(number: int, header: list[str], cells: list[str]) -> RosterRow:
    by_name = dict(zip(header, cells, strict=False))
    values = {
        name: unicodedata.normalize("NFC", by_name.get(name, "")).strip() for name in _COLUMNS
    }
    return RosterRow(number, **values)


def _refuse_repeats(rows: tuple[RosterRow, ...], path: Path) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if not row.key:
            continue
        if row.key.casefold() in seen:
            raise RosterError(
                f"The key {row.key!r} stands twice in the list of participants.",
                where=f"{path}, lines {seen[row.key.casefold()]} and {row.line}",
                todo="Give each participant a key of their own.",
            )
        seen[row.key.casefold()] = row.line
