"""A list of people as a file has it: rows of facts, known by their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.answers.kinds import clean_text
from workshop.errors import ImportFileError, UsageError, WorkshopError
from workshop.handouts.reading import undefuse
from workshop.imports.headings import (
    FACTS,
    FIRST_NAME,
    LAST_NAME,
    fact_of,
    folded,
    part_of_name,
)
from workshop.imports.sheets import Cell, Sheet, column_letters, read_bytes, read_sheets

_HEADER_WITHIN = 12
"""Rows from the top in which a header may stand: titles and notes come before it."""
_COLUMNS = (*FACTS, FIRST_NAME, LAST_NAME)


@dataclass(frozen=True)
class ListedPerson:
    """One row: its number as a spreadsheet shows it, and what it says of someone."""

    line: int
    facts: Mapping[str, str]


@dataclass(frozen=True)
class PeopleList:
    """What a file says.

    Attributes
    ----------
    columns : tuple
        Each fact with the heading it was found under.
    unused : tuple of str
        Headings that are none of ours.
    notes : tuple of str
        What had to be guessed.
    """

    people: tuple[ListedPerson, ...]
    columns: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    notes: tuple[str, ...]


def read_list(path: Path, named: Mapping[str, str]) -> PeopleList:
    """Return the people in a CSV, Excel or LibreOffice file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    named : mapping of str to str
        Headings by the fact they stand for, where the file calls it something else.

    Raises
    ------
    ImportFileError
        If it is no table, or none of people.
    UsageError
        If a heading that was named is not there.
    """
    sheets = read_sheets(read_bytes(path), path.name)
    for sheet in sheets:
        filled = sheet.filled_down()
        for top, row in enumerate(filled.rows[:_HEADER_WITHIN]):
            columns = _columns(row, named)
            if _tells_people(columns.values()):
                return _listed(filled, top, columns, named, path.name)
    raise _no_list(path.name, sheets, named)


def _tells_people(facts: Iterable[str]) -> bool:
    return bool({"name", "business", FIRST_NAME, LAST_NAME} & set(facts))


def _columns(row: tuple[Cell, ...], named: Mapping[str, str]) -> dict[int, str]:
    """Return the fact each column holds; the first of two that hold the same counts."""
    wanted = {folded(heading): fact for fact, heading in named.items()}
    headings = {place: _text(cell) for place, cell in enumerate(row)}
    found = {
        place: wanted[folded(text)] for place, text in headings.items() if folded(text) in wanted
    }
    for place, text in headings.items():
        fact = fact_of(text) or part_of_name(text)
        if fact and fact not in named and fact not in found.values() and place not in found:
            found[place] = fact
    return found


def _listed(
    sheet: Sheet, top: int, columns: dict[int, str], named: Mapping[str, str], file: str
) -> PeopleList:
    headings = [_text(cell) for cell in sheet.rows[top]]
    missing = [fact for fact in named if fact not in columns.values()]
    if missing:
        found = ", ".join(filter(None, headings))[:300]
        raise _no_heading(missing[0], named[missing[0]], f"{file}, line {sheet.lines[top]}", found)
    rows = zip(sheet.lines[top + 1 :], sheet.rows[top + 1 :], strict=True)
    people = tuple(
        ListedPerson(line, facts)
        for line, cells in rows
        if (facts := _facts(cells, columns, bool(sheet.delimiter)))
    )
    unused = tuple(
        text or column_letters(place)
        for place, text in enumerate(headings)
        if text and place not in columns
    )
    told = tuple((fact, headings[place]) for place, fact in sorted(columns.items()))
    return PeopleList(people, told, unused, (sheet.note,) if sheet.note else ())


def _facts(cells: tuple[Cell, ...], columns: dict[int, str], from_text: bool) -> dict[str, str]:
    found = {
        fact: text
        for place, fact in columns.items()
        if place < len(cells) and (text := _text(cells[place], from_text=from_text))
    }
    parts = [found.pop(part, "") for part in (FIRST_NAME, LAST_NAME)]
    whole = " ".join(filter(None, parts))
    return {"name": whole, **found} if whole else found


def _text(cell: Cell, *, from_text: bool = False) -> str:
    """Return a cell as one line of text, without what hides in it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(clean_text(str(cell)).split())
    return undefuse(text) if from_text else text


def _no_list(file: str, sheets: tuple[Sheet, ...], named: Mapping[str, str]) -> WorkshopError:
    """Return what is said of a file without people, or without the headings that were named."""
    first = next((row for sheet in sheets for row in sheet.rows if any(map(_text, row))), ())
    found = ", ".join(filter(None, map(_text, first)))[:300]
    if named:
        fact, heading = next(iter(named.items()))
        return _no_heading(fact, heading, file, found)
    return ImportFileError(
        "This file is not a list of people: no column is called name or business.",
        where=file,
        found=found,
        expected=f"headings such as {', '.join(_COLUMNS)}",
        todo="Give the columns headings, or say which is which: --column name=Heading.",
    )


def _no_heading(fact: str, heading: str, where: str, found: str) -> UsageError:
    return UsageError(
        f"No column of the list is called {heading!r}.",
        where=where,
        found=found,
        todo=f"Correct --column {fact}=…",
    )


def read_columns(words: tuple[str, ...]) -> dict[str, str]:
    """Return headings by fact from texts such as ``name=Participant``.

    Raises
    ------
    UsageError
        If a text is not of that form, names no fact of ours, or one twice.
    """
    return dict(_pairs(words))


def _pairs(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for text in words:
        fact, equals, heading = text.partition("=")
        fact = folded(fact)
        if not equals or fact not in _COLUMNS or not folded(heading) or fact in seen:
            raise UsageError(
                "This does not say which column is which.",
                found=f"--column {text[:80]}",
                expected=f"FACT=HEADING, each once; facts are {', '.join(_COLUMNS)}",
                todo='For example: --column name="Your full name"',
            )
        seen.add(fact)
        yield fact, heading
