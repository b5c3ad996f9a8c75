"""A filled-in template sheet, found by the marks in its hidden row and column.

The marks are addresses, so a sheet may be translated, sorted, or have rows added, and is
still understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from workshop.answers.address import is_row_id, join, split
from workshop.handouts.given import Given, Problem, Spot
from workshop.handouts.layout import tables
from workshop.i18n import _
from workshop.imports.sheets import Cell, Sheet, column_letters

MARK = "strategy-workbook 1"
"""Stands in the first cell of every template sheet."""

PARTICIPANT = "participant"
TABLE, COLUMN_SIDE, NEW, QUIET = "table:", ".", "+", "#"
ROLES = ("question", "value", "basis", "source", "as_of", "help", "example")
"""Columns of a template sheet after the hidden one."""

_TOPIC_ROLES = ("value", "basis", "source", "as_of")


def is_form(sheet: Sheet) -> bool:
    """Say whether a sheet is one of ours."""
    return bool(sheet.rows) and str(_at(sheet.rows[0], 0)).strip() == MARK


def participant_in(sheet: Sheet) -> str:
    """Return the participant's key on the first sheet of a template, empty for none."""
    for row in sheet.rows:
        if str(_at(row, 0)).strip() == PARTICIPANT:
            return str(_at(row, 2)).strip()
    return ""


def read_form(sheet: Sheet, file: str) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
    """Return the filled-in cells of a template sheet, and what in it cannot be placed."""
    reader = _FormReader(sheet, file)
    given = tuple(reader.cells())
    return given, tuple(reader.problems)


class _FormReader:
    """One pass over a sheet, from the top."""

    def __init__(self, sheet: Sheet, file: str) -> None:
        self.problems: list[Problem] = []
        self._sheet = sheet
        self._filled = sheet.filled_down()
        self._file = file
        roles = [str(cell).strip() for cell in sheet.rows[0]]
        self._roles = {role: roles.index(role) for role in _TOPIC_ROLES if role in roles}
        self._table = ""
        self._columns: dict[int, tuple[str, str]] = {}
        self._taken: set[str] = set()
        self._ids = {str(_at(row, 0)).strip().removeprefix(NEW).casefold() for row in sheet.rows}

    def cells(self) -> Iterator[Given]:
        for position, row in enumerate(self._sheet.rows[1:], start=1):
            mark = str(_at(row, 0)).strip()
            if mark.startswith(TABLE):
                self._begin_table(mark.removeprefix(TABLE), row, position)
            elif mark.startswith("/"):
                self._table = ""
                yield from self._topic_row(mark, row, position)
            elif mark.startswith(QUIET) or mark == PARTICIPANT:
                continue
            elif self._table:
                yield from self._table_row(mark, position)
            elif any(str(cell).strip() for cell in row):
                self._lost(row, position)

    def _spot(self, position: int, column: int) -> Spot:
        return Spot(
            self._file, self._sheet.name, self._sheet.lines[position], column_letters(column)
        )

    def _begin_table(self, address: str, row: tuple[Cell, ...], position: int) -> None:
        if address not in tables():
            self._table = ""
            words = _("This sheet asks for a table this version of the program does not have.")
            todo = _("Take a fresh template.")
            self.problems.append(
                Problem(self._spot(position, 0), str(words), found=address, todo=str(todo))
            )
            return
        self._table = address
        self._taken = set()
        self._columns = {}
        for column, cell in enumerate(row):
            name, _dot, side = str(cell).strip().partition(COLUMN_SIDE)
            if column and name and name != QUIET:
                self._columns[column] = (name, side or "value")

    def _topic_row(self, address: str, row: tuple[Cell, ...], position: int) -> Iterator[Given]:
        merged = any(
            first <= position <= last
            and last > first
            and left <= self._roles.get("value", 2) <= right
            for first, left, last, right in self._sheet.merged
        )
        for part, column in self._roles.items():
            raw = _at(row, column)
            if merged and part == "value":
                words = _("The answers of several questions have been merged into one cell.")
                todo = _("Split the cell again and give each question its answer.")
                self.problems.append(
                    Problem(self._spot(position, column), str(words), str(raw), todo=str(todo))
                )
            elif raw != "":
                yield Given(address, part, raw, self._spot(position, column))

    def _table_row(self, mark: str, position: int) -> Iterator[Given]:
        row = self._filled.rows[position]
        cells = [
            (name, part, _at(row, column), column)
            for column, (name, part) in self._columns.items()
            if str(_at(row, column)).strip()
        ]
        # A basis alone is what the template offers, not an answer.
        written = any(part != "basis" for _name, part, _raw, _column in cells)
        there = bool(mark) and not mark.startswith(NEW)
        if not written and not there:
            return
        row_id = self._row_id(mark.removeprefix(NEW), cells[0][2] if cells else "")
        address = join(*split(self._table), row_id)
        if there or not cells:
            yield Given(address, "row", "", self._spot(position, 1))
        for name, part, raw, column in cells:
            spot = self._spot(position, column)
            yield Given(join(*split(address), name), part, raw, spot)

    def _row_id(self, mark: str, first: Cell) -> str:
        """Return the row's own id, else one made from its first answer: always the same one."""
        if is_row_id(mark) and mark.casefold() not in self._taken:
            self._taken.add(mark.casefold())
            return mark
        base = _slug(str(first)) or "row"
        row_id, number = base, 2
        while row_id in self._taken or row_id in self._ids:
            row_id, number = f"{base}-{number}", number + 1
        self._taken.add(row_id)
        return row_id

    def _lost(self, row: tuple[Cell, ...], position: int) -> None:
        column = next(c for c, cell in enumerate(row) if str(cell).strip())
        words = _("This row has lost its place: its hidden first cell is empty.")
        todo = _("Copy its answers into a fresh template.")
        self.problems.append(
            Problem(
                self._spot(position, column),
                str(words),
                found=str(row[column])[:80],
                todo=str(todo),
            )
        )


def _at(row: tuple[Cell, ...], column: int) -> Cell:
    return row[column] if column < len(row) else ""


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-")
