"""A list with one answer to a row, by address: the plainest form there is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from workshop.answers.address import join, split
from workshop.answers.change import find
from workshop.errors import WorkshopError
from workshop.handouts.given import FileContent, Filled, Given, Problem, Spot
from workshop.handouts.layout import SIDES, Field, Group, Page, is_row_ref
from workshop.handouts.reading import defused, is_blank, undefuse
from workshop.handouts.writing import Writer, expected_of
from workshop.i18n import _
from workshop.imports.sheets import Sheet, column_letters
from workshop.workbook import Answers

COLUMNS = ("participant", "address", "question", "answer", *SIDES, "what to write", "example")
_NEEDED = ("address", "answer")
_OPEN_ROWS = 3


def write_list(pages: tuple[Page, ...], writer: Writer, key: str) -> bytes:
    """Return a CSV file with one row for each question, answered or not.

    Tables end with a few rows to fill in. UTF-8 with a mark, which is what Excel needs to
    read accents.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for page in pages:
        for group in page.groups:
            for line in _lines(group, writer):
                table.writerow([defused(cell) for cell in (key, *line)])
    return out.getvalue().encode("utf-8-sig")


def _lines(group: Group, writer: Writer) -> Iterator[tuple[str, ...]]:
    if not group.is_table:
        part = writer.topic(group)
        for field in group.fields:
            yield _line(group.kind.at, group, field, writer.cells(part, field.name, field.question))
        return
    rows = writer.rows(group)
    for row in rows:
        at = join(*split(group.kind.at), row.id)
        if group.kind.fixed is None:  # type: ignore[union-attr]  # a table has rows
            yield (at, str(group.kind.title), "", "", "", "", "", "")
        for field in group.fields:
            yield _line(
                at, group, field, writer.cells(row, field.name, field.question), row.name_shown()
            )
    for row_id in free_ids([row.id for row in rows], min(_OPEN_ROWS, group.room)):
        at = join(*split(group.kind.at), row_id)
        for field in group.fields:
            yield _line(at, group, field, {}, row_id)


def _line(
    at: str, group: Group, field: Field, cells: dict[str, str], row: str = ""
) -> tuple[str, ...]:
    question = field.question
    words = str(question.label) if not row else f"{row}: {question.label}"
    beside = tuple(cells.get(side, "") for side in SIDES)
    return (
        join(*split(at), field.name),
        f"{group.kind.title} · {words}",
        cells.get("value", ""),
        *beside,
        expected_of(question),
        "" if is_row_ref(question) else question.example,
    )


def free_ids(taken: list[str], count: int) -> list[str]:
    """Return ids for rows to come: X1, X2 … those that are not taken."""
    used = {row_id.casefold() for row_id in taken}
    found: list[str] = []
    number = 0
    while len(found) < count:
        number += 1
        if f"x{number}" not in used:
            found.append(f"X{number}")
    return found


def read_list(sheet: Sheet, file: str) -> FileContent | None:
    """Return what a list of answers says, participant by participant; None if it is none."""
    header = [str(cell).strip().casefold().replace("_", " ") for cell in sheet.rows[0]]
    if not all(name in header for name in _NEEDED):
        return None
    at = {name: header.index(name) for name in ("participant", *_NEEDED) if name in header}
    columns = {"value": "answer", "basis": "basis", "source": "source", "as_of": "as of"}
    parts = {part: header.index(name) for part, name in columns.items() if name in header}
    people: dict[str, list[Given]] = {}
    problems: dict[str, list[Problem]] = {}
    for line, row in zip(sheet.lines[1:], sheet.rows[1:], strict=True):
        cells = [undefuse(cell) if isinstance(cell, str) else cell for cell in row]
        cells += [""] * (len(header) - len(cells))
        key = str(cells[at["participant"]]).strip() if "participant" in at else ""
        given = people.setdefault(key, [])
        address = str(cells[at["address"]]).strip()
        spots = {
            part: Spot(file, sheet.name, line, column_letters(column))
            for part, column in parts.items()
        }
        told = {
            part: cells[column] for part, column in parts.items() if not is_blank(cells[column])
        }
        if _is_row(address):
            given.append(Given(address, "row", "", spots["value"]))
        elif "value" in told and not address:
            problems.setdefault(key, []).append(_no_address(spots["value"], told["value"]))
        elif "value" in told or "source" in told:
            given += [Given(address, part, raw, spots[part]) for part, raw in told.items()]
    decimal = "," if sheet.delimiter == ";" else "."
    found = tuple(
        Filled(key, {}, tuple(given), tuple(problems.get(key, ())), Spot(file), decimal)
        for key, given in people.items()
    )
    return FileContent(file, found, (), (sheet.note,) if sheet.note else ())


def _is_row(address: str) -> bool:
    try:
        place = find(Answers, address)
    except WorkshopError:
        return False
    return place.row is not None and address != place.row.at


def _no_address(spot: Spot, raw: object) -> Problem:
    return Problem(
        spot,
        str(_("This answer has no address.")),
        found=str(raw)[:80],
        expected=str(_("the address of its question, as in the template")),
        todo=str(_("Copy the answer into a fresh template.")),
    )
