"""The list of participants, as people's spreadsheets write it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import ImportFileError, RosterError
from workshop.imports.decoding import decode
from workshop.imports.sheets import read_csv

_COLUMNS = ("key", "name", "business", "email", "language")
_TODO = "Save it as CSV with the columns key, name, business, email, language."


@dataclass(frozen=True)
class RosterRow:
    """One row of the list, as it was written; ``line`` counts from 1 with the header."""

    line: int
    key: str
    name: str
    business: str
    email: str
    language: str


def read_roster(path: Path, *, may_be_empty: bool = False) -> tuple[RosterRow, ...]:
    """Return the rows of a roster file.

    Commas, semicolons and tabs are understood; column names in any order and case.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    may_be_empty : bool
        Whether a header without participants will do, as in a workshop just begun.

    Raises
    ------
    RosterError
        If the file cannot be read, lacks a column, has no row or uses a key twice.
    """
    try:
        text, _encoding = decode(path.read_bytes())
        sheet = read_csv(text, str(path))
    except OSError as error:
        raise RosterError(
            "The list of participants cannot be read.", where=str(path), found=str(error)
        ) from error
    except UnicodeError as error:
        raise RosterError(
            "The list of participants is not a text file.",
            where=str(path),
            expected="a CSV file",
            todo=_TODO,
        ) from error
    except ImportFileError as error:
        raise RosterError(
            "The list of participants is not a CSV file.",
            where=error.where,
            found=error.found,
            todo=_TODO,
        ) from error
    lines = list(zip(sheet.lines, sheet.rows, strict=True))
    if not lines:
        raise RosterError("The list of participants is empty.", where=str(path), todo=_TODO)
    header = [str(cell).strip().casefold() for cell in lines[0][1]]
    missing = [name for name in ("key", "name") if name not in header]
    if missing:
        raise RosterError(
            f"The list of participants has no column {' and '.join(map(repr, missing))}.",
            where=f"{path}, line 1",
            found=", ".join(header),
            expected=", ".join(_COLUMNS),
            todo=_TODO,
        )
    rows = tuple(_row(number, header, list(map(str, cells))) for number, cells in lines[1:])
    if not rows and not may_be_empty:
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
                where=f"{path}, rows {seen[row.key.casefold()]} and {row.line}",
                todo="Give each participant a key of their own.",
            )
        seen[row.key.casefold()] = row.line
