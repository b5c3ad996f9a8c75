"""What the journal's addresses and values mean: writing, conflicts, going back."""

from __future__ import annotations

import json
from typing import Any

from workshop.answers.change import Change, apply, find, value_at
from workshop.answers.document import from_data, to_json
from workshop.errors import ConflictError
from workshop.workbook import Answers

WHOLE = ""
"""Address of an entry that replaced the whole document."""


def json_at(answers: Answers, address: str) -> str:
    """Return what stands at an address as JSON text."""
    if address == WHOLE:
        return to_json(answers)
    return json.dumps(value_at(answers, address), ensure_ascii=False)


def row_order(answers: Answers, address: str) -> str | None:
    """Return the ids of the table whose row the address is, None if it is none."""
    table = _table_of_row(address)
    return None if table is None else json.dumps(_ids(answers, table))


def put(answers: Answers, address: str, data: Any, order: str | None = None) -> Answers:
    """Return the answers with a journal entry's ``before`` or ``after`` standing at its address.

    Parameters
    ----------
    answers : Answers
        As they are.
    address : str
        Of the entry.
    data : object
        JSON data; None takes away what stands there.
    order : str, optional
        The entry's row ids, so that a row that comes back takes its old place.
    """
    if address == WHOLE:
        return from_data(Answers, data, where="journal")
    if is_table(address):
        return apply(answers, Change(address, [row["id"] for row in data or []]))
    table = _table_of_row(address)
    if table is None:
        return apply(answers, Change(address, data))
    answers = apply(answers, Change(address, data, remove=data is None))
    there = _ids(answers, table)
    wanted = [row for row in json.loads(order or "[]") if row in there]
    wanted += [row for row in there if row not in wanted]
    return apply(answers, Change(table, wanted)) if wanted != there else answers


def touches(entry: str, change: str) -> bool:
    """Say whether a change at one address can be lost on an entry at another.

    One lies inside the other, except that the order of a table and the answers in its rows
    have nothing to do with each other.
    """
    if entry in (WHOLE, change):
        return True
    if is_table(entry):
        return False
    if is_table(change):
        return _table_of_row(entry) == change
    return overlap(entry, change)


def overlap(one: str, other: str) -> bool:
    """Say whether one address lies inside the other."""
    short, long = sorted((one, other), key=len)
    return short in (long, WHOLE) or long.startswith(short + "/")


def conflict(answers: Answers, change: Change) -> ConflictError:
    """Return the error that shows what stands there and what the writer wants."""
    there = json_at(answers, change.address)
    if is_table(change.address):
        there = json.dumps(_ids(answers, change.address))
    wanted = json.dumps(None if change.remove else change.value, ensure_ascii=False)
    return ConflictError(
        "Someone else changed this answer in the meantime.",
        where=change.address,
        found=f"now {there}",
        expected=f"yours is {wanted}",
        todo="Choose which of the two holds and save again.",
    )


def is_table(address: str) -> bool:
    """Say whether an address is that of a table as a whole."""
    place = find(Answers, address)
    return place.row is not None and address == place.row.at


def _table_of_row(address: str) -> str | None:
    if address == WHOLE:
        return None
    place = find(Answers, address)
    return place.row.at if place.row is not None and address != place.row.at else None


def _ids(answers: Answers, table: str) -> list[str]:
    return [row["id"] for row in value_at(answers, table) or []]
