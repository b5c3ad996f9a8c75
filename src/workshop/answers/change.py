"""One change of one answer, and what was typed but is not an answer yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from workshop.answers.address import join, split
from workshop.answers.document import explain, full_data, unknown_key, validate
from workshop.answers.question import Question
from workshop.answers.topic import Part, Row, row_class
from workshop.errors import InvalidAnswerError, UnknownAnswerKeyError

D = TypeVar("D", bound=Part)


@dataclass(frozen=True)
class Change:
    """Set, clear or remove what stands at an address.

    Attributes
    ----------
    address : str
        Of an answer; of a row (a dict adds or replaces it, ``remove`` takes it away);
        or of a table (a list of all its row ids puts them in that order).
    value : object
        JSON data. None clears an answer: a cleared answer is an answer too.
    remove : bool
        Take a row away.
    """

    address: str
    value: Any = None
    remove: bool = False


@dataclass(frozen=True)
class Draft:
    """What a person typed that its question refuses: kept, shown again, never an answer."""

    address: str
    text: str
    error: str
    when: dt.datetime | None = None


@dataclass(frozen=True)
class Place:
    """What an address points at: a question (and the part it is asked in), a row or a table."""

    parts: tuple[str, ...]
    question: Question | None = None
    owner: type[Part] | None = None
    row: type[Row] | None = None


def find(document: type[Part], address: str) -> Place:
    """Return what an address points at in a document of this class.

    Raises
    ------
    UnknownAnswerKeyError
        If there is no such question, with the nearest name there is.
    """
    parts = split(address)
    kind: type[Part] = document
    position = 0
    while position < len(parts):
        name = parts[position]
        field = kind.model_fields.get(name)
        if field is None:
            raise unknown_key(address, name, list(kind.model_fields))
        position += 1
        table = row_class(field.annotation)
        if table is not None:
            if len(parts) - position <= 1:
                return Place(parts, row=table)
            kind, position = table, position + 1
        elif isinstance(field.annotation, type) and issubclass(field.annotation, Part):
            kind = field.annotation
        else:
            question = next((m for m in field.metadata if isinstance(m, Question)), None)
            if position == len(parts) and question is not None:
                return Place(parts, question=question, owner=kind)
            break
    raise unknown_key(address, parts[-1], list(kind.model_fields))


def value_at(document: Part, address: str) -> Any:
    """Return the JSON data at an address, None where nothing is answered.

    Raises
    ------
    UnknownAnswerKeyError
        If no question stands there.
    """
    place = find(type(document), address)
    node: Any = document
    for part in place.parts if place.question is None else place.parts[:-1]:
        if isinstance(node, list):
            node = next((row for row in node if row.id == part), None)
        else:
            node = getattr(node, part)
        if node is None:
            return None
    if place.question is not None:
        name = place.parts[-1]
        return node.model_dump(mode="json", exclude_none=True, include={name}).get(name)
    if isinstance(node, list):
        return [data for data in map(_row_data, node) if data is not None] or None
    return _row_data(node)


def _row_data(row: Row) -> dict[str, Any] | None:
    """Return a row as JSON data, None for one that is always there and was not touched."""
    data = full_data(row)
    return None if row.fixed is not None and set(data) == {"id"} else data


def apply(document: D, change: Change) -> D:
    """Return the document with the change made.

    Raises
    ------
    InvalidAnswerError
        If the question refuses the value; the message is for the person who typed it.
    UnknownAnswerKeyError
        If no question, row or table stands at the address.
    """
    place = find(type(document), change.address)
    if place.question is not None:
        return _answered(document, place, change)
    data = full_data(document)
    parent, last = _descend(data, place, change)
    if isinstance(parent, list):
        _change_row(parent, last, change)
    else:
        parent[last] = _reordered(parent.get(last, []), change)
    try:
        return validate(type(document), data)
    except ValidationError as error:
        raise explain(error, type(document), where=change.address) from None


def _answered(node: D, place: Place, change: Change, depth: int = 0) -> D:
    """Return a part with one answer changed, somewhere in it.

    No answer has a say in what another may be, so only the part it stands in is judged anew.
    """
    name = place.parts[depth]
    if depth == len(place.parts) - 1:
        data = full_data(node)
        data.pop(name, None)
        if change.value is not None and not change.remove:
            data[name] = change.value
        try:
            return validate(type(node), data)
        except ValidationError as error:
            owner = join(*place.parts[:depth])
            raise explain(error, type(node), change.address, owner) from None
    value = getattr(node, name)
    if not isinstance(value, list):
        return node.model_copy(update={name: _answered(value, place, change, depth + 1)})
    row_id = place.parts[depth + 1]
    index = next((i for i, row in enumerate(value) if row.id == row_id), None)
    if index is None:
        raise _no_row(place, change, depth + 1)
    rows = [*value]
    rows[index] = _answered(value[index], place, change, depth + 2)
    return node.model_copy(update={name: rows})


def _no_row(place: Place, change: Change, depth: int) -> UnknownAnswerKeyError:
    return UnknownAnswerKeyError(
        f"There is no row {place.parts[depth]!r} here.",
        where=change.address,
        todo=f"Add the row {join(*place.parts[: depth + 1])} first.",
    )


def _descend(data: dict[str, Any], place: Place, change: Change) -> tuple[Any, str]:
    """Return what holds the row or table that is changed, and its name there."""
    node: Any = data
    for depth, part in enumerate(place.parts[:-1]):
        if isinstance(node, list):
            row = next((row for row in node if row["id"] == part), None)
            if row is None:
                raise _no_row(place, change, depth)
            node = row
        else:
            last_table = depth == len(place.parts) - 2
            node = node.setdefault(part, [] if last_table else {})
    return node, place.parts[-1]


def _change_row(rows: list[dict[str, Any]], row_id: str, change: Change) -> None:
    index = next((i for i, row in enumerate(rows) if row["id"] == row_id), None)
    if change.remove:
        if index is not None:
            del rows[index]
        return
    if not isinstance(change.value, dict):
        raise InvalidAnswerError(
            "A row is added with its answers.",
            where=change.address,
            found=repr(change.value),
            expected="the answers of the row by name, or none",
        )
    fresh = {**change.value, "id": row_id}
    if index is None:
        rows.append(fresh)
    else:
        rows[index] = fresh


def _reordered(rows: list[dict[str, Any]], change: Change) -> list[dict[str, Any]]:
    by_id = {row["id"]: row for row in rows}
    wanted = change.value
    if not isinstance(wanted, list) or sorted(map(str, wanted)) != sorted(by_id):
        raise InvalidAnswerError(
            "A table is put in order with the ids of all its rows.",
            where=change.address,
            found=repr(wanted),
            expected=", ".join(by_id),
        )
    return [by_id[row_id] for row_id in wanted]
