"""A table with one participant to a row: rosters, sign-up lists, simple surveys."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

from workshop.answers.address import join, split
from workshop.answers.change import find
from workshop.errors import WorkshopError
from workshop.handouts.given import FileContent, Filled, Given, Problem, Spot
from workshop.handouts.layout import SIDES, pages
from workshop.handouts.reading import undefuse
from workshop.i18n import _
from workshop.imports.headings import FACTS, fact_of
from workshop.imports.sheets import Cell, Sheet, column_letters
from workshop.workbook import Answers


@dataclass(frozen=True)
class _Column:
    """What a column holds: a fact of the roster, or a part of an answer."""

    position: int
    fact: str = ""
    address: str = ""
    part: str = "value"


def read_people(sheet: Sheet, file: str) -> FileContent | None:
    """Return what a table says of each participant; None if it has no such header.

    Columns are known by the name of a fact, by the address of an answer, or by the words of a
    question that stands in no table.
    """
    if not sheet.rows:
        return None
    filled = sheet.filled_down()
    header = [_plain(cell) for cell in filled.rows[0]]
    columns, problems = _columns(filled, header, file, _by_words())
    if not any(column.fact in ("key", "name", "business") for column in columns):
        return None
    everyone = (_person(filled, place, columns, file) for place in range(1, len(filled.rows)))
    people = tuple(one for one in everyone if one.key or one.facts or one.given)
    notes = (sheet.note,) if sheet.note else ()
    return FileContent(file, people, problems, notes)


def _columns(
    sheet: Sheet, header: list[str], file: str, by_words: dict[str, str]
) -> tuple[list[_Column], tuple[Problem, ...]]:
    found: list[_Column] = []
    problems = []
    for position, text in enumerate(header):
        if not text:
            continue
        spot = Spot(file, sheet.name, sheet.lines[0], column_letters(position))
        column = _column(position, text, by_words)
        if column is None:
            problems.append(_unknown(spot, text, by_words))
        elif any(
            (column.fact, column.address, column.part) == (c.fact, c.address, c.part) for c in found
        ):
            words, todo = _("This column stands twice."), _("Take one of the two out.")
            problems.append(Problem(spot, str(words), found=text, todo=str(todo)))
        else:
            found.append(column)
    return found, tuple(problems)


def _column(position: int, text: str, by_words: dict[str, str]) -> _Column | None:
    plain = _folded(text)
    if fact := fact_of(text):
        return _Column(position, fact=fact)
    if text.startswith("/"):
        address, _dot, part = text.partition(".")
        try:
            place = find(Answers, address)
        except WorkshopError:
            return None
        known = place.question is not None and (part or "value") in ("value", *SIDES)
        return _Column(position, address=address, part=part or "value") if known else None
    address = by_words.get(plain, "")
    return _Column(position, address=address) if address else None


def _by_words() -> dict[str, str]:
    """Return the addresses of questions outside tables, by their words where these are alone."""
    found: dict[str, list[str]] = {}
    for page in pages():
        for group in page.groups:
            if group.is_table:
                continue
            for field in group.fields:
                address = join(*split(group.kind.at), field.name)
                for words in (str(field.question.label), field.name.replace("_", " ")):
                    found.setdefault(_folded(words), []).append(address)
    return {words: places[0] for words, places in found.items() if len(set(places)) == 1}


def headings(tier: int) -> list[tuple[str, str]]:
    """Return heading and address of every question a table of people can ask.

    The heading is the question's words, or its address where the words stand elsewhere too.
    """
    by_words = _by_words()
    addresses = [
        (str(field.question.label), join(*split(group.kind.at), field.name))
        for page in pages(tier)
        for group in page.groups
        if not group.is_table
        for field in group.fields
    ]
    return [
        (label if by_words.get(_folded(label)) == address else address, address)
        for label, address in addresses
    ]


def _unknown(spot: Spot, text: str, by_words: dict[str, str]) -> Problem:
    words = [*FACTS, *by_words, *by_words.values()]
    near = difflib.get_close_matches(
        _folded(text) if text[0] != "/" else text, words, n=1, cutoff=0.5
    )
    todo = _("Did you mean “{name}”?").format(name=near[0]) if near else _("Take the column out.")
    return Problem(
        spot,
        str(_("No question and no fact of a participant is called so.")),
        found=text[:80],
        expected=str(_("a heading of the template")),
        todo=str(todo),
    )


def _person(sheet: Sheet, position: int, columns: list[_Column], file: str) -> Filled:
    row, line = sheet.rows[position], sheet.lines[position]
    facts: dict[str, str] = {}
    given = []
    for column in columns:
        raw = row[column.position] if column.position < len(row) else ""
        raw = undefuse(raw) if isinstance(raw, str) and sheet.delimiter else raw
        if isinstance(raw, str) and not raw.strip():
            continue
        if column.fact:
            facts[column.fact] = _plain(raw)
        else:
            spot = Spot(file, sheet.name, line, column_letters(column.position))
            place = column_letters(column.position)
            given.append(Given(column.address, column.part, raw, spot, place))
    key = facts.pop("key", "")
    decimal = "," if sheet.delimiter == ";" else "."
    return Filled(key, facts, tuple(given), (), Spot(file, sheet.name, line), decimal)


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
