"""What was read from a file before it is understood, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.errors import WorkshopError
from workshop.imports.sheets import Cell


@dataclass(frozen=True)
class Spot:
    """Where something stood: a file, and in it a sheet, a row and a column as people see them.

    A file without cells names the ``answer`` by its address.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    answer: str = ""

    def __str__(self) -> str:
        """Return it in words."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet “{self.sheet}”")
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        if self.answer:
            parts.append(self.answer)
        return ", ".join(parts)


@dataclass(frozen=True)
class Problem:
    """Something in a file that cannot be taken, in words for whoever filled it in."""

    spot: Spot
    what: str
    found: str = ""
    expected: str = ""
    todo: str = ""

    @classmethod
    def of(cls, error: WorkshopError, spot: Spot) -> Problem:
        """Return an error as a problem of a place."""
        return cls(spot, error.what, error.found, error.expected, error.todo)


@dataclass(frozen=True)
class Given:
    """One filled-in cell.

    Attributes
    ----------
    address : str
        Of the question it answers; of a row, where ``part`` is ``row``: such a row is
        there although nothing may be answered in it.
    part : str
        ``value``, ``basis``, ``source``, ``as_of``, ``json`` for JSON data, or ``row``.
    raw : object
        What stood there.
    spot : Spot
        Where.
    place : str
        Cells of one place were written by one hand: it tells how numbers and days are meant.
    """

    address: str
    part: str
    raw: Cell | Any
    spot: Spot
    place: str = ""


@dataclass(frozen=True)
class Filled:
    """What one file says of one participant.

    Attributes
    ----------
    key : str
        The participant as the file names it; empty where it does not.
    facts : dict
        Name, business, email and language, where the file gives them.
    given : tuple of Given
        Filled-in cells, in the order of the file.
    problems : tuple of Problem
        What in this participant's part could not be read.
    spot : Spot
        Where the participant stands.
    decimal : str
        The decimal mark to expect where no number tells.
    """

    key: str
    facts: dict[str, str]
    given: tuple[Given, ...]
    problems: tuple[Problem, ...]
    spot: Spot
    decimal: str = "."


@dataclass(frozen=True)
class FileContent:
    """All a file says.

    Attributes
    ----------
    people : tuple of Filled
        One entry for each participant in it.
    problems : tuple of Problem
        What concerns the file as a whole, such as a column nobody asked for.
    notes : tuple of str
        What had to be guessed.
    """

    name: str
    people: tuple[Filled, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
