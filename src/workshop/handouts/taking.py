"""What a file says of a participant, made into answers: all of it, or what of it is sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from workshop.answers.address import is_row_id, join, split
from workshop.answers.change import find
from workshop.answers.document import explain, full_data, to_data, validate
from workshop.answers.kinds import Choice, Day, Number, Text, clean_text
from workshop.answers.measured import Basis
from workshop.answers.question import Question
from workshop.answers.topic import Part, Row
from workshop.errors import WorkshopError
from workshop.handouts.given import Filled, Given, Problem, Spot
from workshop.handouts.layout import naming_field, tables
from workshop.handouts.names import Catalogue, Names
from workshop.handouts.reading import is_blank, read_answer, read_json
from workshop.handouts.writing import names_in
from workshop.i18n import _
from workshop.imports.habits import Habits, habits_of
from workshop.workbook import Answers

_BASIS = Question(Choice(Basis), _("How do you know?"))
_SOURCE = Question(Text(2000), _("From what?"))
_AS_OF = Question(Day(), _("On what day?"))
_BESIDE = {"basis": _BASIS, "source": _SOURCE, "as_of": _AS_OF}


@dataclass(frozen=True)
class Difference:
    """An answer that would be, or was, changed: JSON data before and after."""

    address: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Taken:
    """What came of a participant's part of a file.

    Attributes
    ----------
    answers : Answers
        As they are with everything sound taken in.
    differences : tuple of Difference
        What that changes.
    problems : tuple of Problem
        What could not be taken.
    """

    answers: Answers
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Asked:
    """A question a cell answers, and the class it is declared in."""

    kind: type[Part]
    name: str
    question: Question


def take(before: Answers, filled: Filled, catalogue: Catalogue) -> Taken:
    """Return a participant's answers with what a file says of them.

    What the file leaves blank stays as it was.

    Parameters
    ----------
    before : Answers
        As they are now.
    filled : Filled
        What the file says.
    catalogue : Catalogue
        For the names of channels, metrics and counties.
    """
    reader = _Reader(before, filled, catalogue)
    data = full_data(before)
    values = list(reader.values())
    for row in reader.rows:
        _row(data, row)
    for address, value in values:
        _put(data, address, value)
    try:
        after = validate(Answers, data)
    except ValidationError as error:
        # Each cell passed on its own: what is left is between cells, such as two rows of one id.
        told = explain(error, Answers, where="")
        problem = Problem.of(told, replace(filled.spot, answer=told.where))
        return Taken(before, (), (*reader.problems, problem))
    return Taken(after, tuple(differences(before, after)), tuple(reader.problems))


class _Reader:
    """Cells on their way to JSON data; what cannot be read is kept as problems."""

    def __init__(self, before: Answers, filled: Filled, catalogue: Catalogue) -> None:
        self.problems: list[Problem] = list(filled.problems)
        self._before = before
        self._data = full_data(before)
        self._asked: dict[str, _Asked] = {}
        self._refused: set[str] = set()
        self.rows = [given.address for given in filled.given if given.part == "row"]
        self._given = [given for given in filled.given if given.part != "row"]
        self._given = [given for given in self._given if self._known(given)]
        self._habits = self._judge(filled.decimal)
        self._names = Names(catalogue, self._rows_of)

    def _known(self, given: Given) -> bool:
        if given.address in self._asked:
            return True
        if given.address in self._refused:
            return False
        problem = self._refusal(given)
        if problem is not None:
            self._refused.add(given.address)
            self.problems.append(problem)
        return problem is None

    def _refusal(self, given: Given) -> Problem | None:
        """Return why a cell answers no question, None (and the question noted) if it does."""
        try:
            place = find(Answers, given.address)
            if place.question is None or place.owner is None:
                raise _no_question(given)
        except WorkshopError as error:
            return Problem.of(error, given.spot)
        if issubclass(place.owner, Row):
            problem = _row_problem(place.owner, place.parts[-2], given.spot)
            if problem is not None:
                return problem
        self._asked[given.address] = _Asked(place.owner, place.parts[-1], place.question)
        return None

    def _judge(self, decimal: str) -> dict[str, Habits]:
        """Return how each place writes numbers and days."""
        numbers: dict[str, list[str]] = {}
        days: dict[str, list[str]] = {}
        for given in self._given:
            if isinstance(given.raw, str):
                kind = self._asked[given.address].question.kind
                if given.part == "as_of" or (given.part == "value" and isinstance(kind, Day)):
                    days.setdefault(given.place, []).append(given.raw)
                elif given.part == "value" and isinstance(kind, Number):
                    numbers.setdefault(given.place, []).append(given.raw)
        return {
            place: habits_of(numbers.get(place, ()), days.get(place, ()), decimal)
            for place in {given.place for given in self._given}
        }

    def _rows_of(self, table: str) -> dict[str, str]:
        """Return what the rows of a table are called once this file is taken in."""
        found = dict(names_in(self._before, table))
        for row in self.rows:
            *owner, row_id = split(row)
            if join(*owner) == table:
                found.setdefault(row_id, "")
        for given in self._given:
            asked = self._asked[given.address]
            if getattr(asked.kind, "at", "") != table:
                continue
            row_id = split(given.address)[-2]
            found.setdefault(row_id, "")
            if given.part in ("value", "json") and asked.name == naming_field(tables()[table]):
                found[row_id] = str(given.raw)
        return found

    def values(self) -> Iterator[tuple[str, Any]]:
        """Yield address and JSON data of every answer that could be read."""
        by_address: dict[str, list[Given]] = {}
        for given in self._given:
            by_address.setdefault(given.address, []).append(given)
        for address, cells in by_address.items():
            asked = self._asked[address]
            bad = len(self.problems)
            if cells[0].part == "json":
                value = self._json(asked, cells[0])
            elif asked.kind.is_measured(asked.name):
                value = self._measured(address, asked.question, cells)
            else:
                value = self._cell(asked.question, cells[0])
            if len(self.problems) == bad and value is not None:
                yield address, value

    def _cell(self, question: Question, given: Given) -> Any:
        try:
            return read_answer(question, given.raw, self._habits[given.place], self._names)
        except ValueError as error:
            self.problems.append(
                Problem(
                    given.spot,
                    f"{question.label}: {error}",
                    found=_short(given.raw),
                    expected=str(question.kind.expected()),
                    todo=_todo(question),
                )
            )
            return None

    def _json(self, asked: _Asked, given: Given) -> Any:
        try:
            return read_json(asked.kind, asked.name, given.raw)
        except WorkshopError as error:
            what = f"{asked.question.label}: {error.what}"
            problem = replace(Problem.of(error, given.spot), what=what, found=_short(given.raw))
            self.problems.append(problem)
            return None

    def _measured(self, address: str, question: Question, cells: list[Given]) -> Any:
        parts = {given.part: given for given in cells}
        if "value" not in parts:
            told = [given for given in cells if given.part != "basis"]
            if told:
                what = _("{label}: the number itself is missing.").format(label=question.label)
                self.problems.append(Problem(told[0].spot, str(what), found=_short(told[0].raw)))
            return None
        value = self._cell(question, parts["value"])
        if value is None:
            return None
        beside = {
            name: self._cell(_BESIDE[name], given)
            for name, given in parts.items()
            if name != "value"
        }
        known = _at(self._data, address)
        if not beside and known is not None and known.get("value") == value:
            # The same number without a word on its source says nothing new about the source.
            return known
        return {"value": value, **{name: told for name, told in beside.items() if told is not None}}


def _row_problem(kind: type[Row], row: str, spot: Spot) -> Problem | None:
    """Return what is wrong with the id of a row, None if nothing is."""
    if kind.fixed is not None and row not in kind.fixed:
        what, expected = _("This table always has the same rows."), ", ".join(kind.fixed)
    elif not is_row_id(row):
        what = _("This cannot be the id of a row.")
        expected = str(_("letters, digits, hyphens, at most 40"))
    else:
        return None
    todo = _("Take the row from the template.")
    return Problem(spot, str(what), found=row[:80], expected=expected, todo=str(todo))


def _no_question(given: Given) -> WorkshopError:
    return WorkshopError(
        "This is the address of a whole table, not of one answer.",
        found=given.address,
        expected="something like /readiness/people/R1/name",
    )


def _row(data: dict[str, Any], address: str) -> dict[str, Any]:
    """Return the row at an address, added at the end of its table if it is not there."""
    *table, row_id = split(address)
    node: Any = data
    for name in table[:-1]:
        node = node.setdefault(name, {})
    rows = node.setdefault(table[-1], [])
    found = next((row for row in rows if row["id"].casefold() == row_id.casefold()), None)
    if found is None:
        found = {"id": row_id}
        rows.append(found)
    return found


def _put(data: dict[str, Any], address: str, value: Any) -> None:
    *owner, name = split(address)
    if join(*owner[:-1]) in tables():
        _row(data, join(*owner))[name] = value
        return
    node = data
    for part in owner:
        node = node.setdefault(part, {})
    node[name] = value


def _at(data: Any, address: str) -> Any:
    for part in split(address):
        if isinstance(data, list):
            data = next((row for row in data if row["id"].casefold() == part.casefold()), None)
        elif isinstance(data, dict):
            data = data.get(part)
        if data is None:
            return None
    return data


def _short(raw: object) -> str:
    text = clean_text(raw) if isinstance(raw, str) else str(raw)
    return text if len(text) <= 80 else text[:79] + "…"


def _todo(question: Question) -> str:
    if question.example:
        return str(_("Write it as in the example: {example}").format(example=question.example))
    return str(_("Write it again, or leave the cell empty."))


def differences(before: Answers, after: Answers) -> Iterator[Difference]:
    """Yield every answer that differs between two documents, by address."""
    old, new = dict(_leaves(to_data(before))), dict(_leaves(to_data(after)))
    for address in dict.fromkeys((*old, *new)):
        if old.get(address) != new.get(address):
            yield Difference(address, old.get(address), new.get(address))


def _leaves(data: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict) and "basis" not in data:
        if set(data) == {"id"}:
            yield join(*at), {}
        for name, item in data.items():
            if name not in ("id", "participant", "schema_version"):
                yield from _leaves(item, (*at, name))
    elif isinstance(data, list) and data and all(isinstance(row, dict) for row in data):
        for row in data:
            yield from _leaves(row, (*at, row["id"]))
    elif at:
        yield join(*at), data


def blank_free(given: Iterable[Given]) -> tuple[Given, ...]:
    """Return the cells in which something was written."""
    return tuple(one for one in given if one.part in ("row", "json") or not is_blank(one.raw))
