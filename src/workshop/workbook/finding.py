"""Finds parts of the answers by their address, and the words for an address."""

from __future__ import annotations

from workshop.answers.address import split
from workshop.answers.change import find
from workshop.answers.document import unknown_key
from workshop.answers.topic import Part, Row, Topic
from workshop.errors import UnknownAnswerKeyError
from workshop.workbook.document import Answers


def find_label(answers: Answers, address: str) -> str:
    """Return the words for an address: the row it belongs to, then the question.

    An address of no question (a step not built yet) gives its last part.
    """
    try:
        place = find(Answers, address)
    except UnknownAnswerKeyError:
        return address.rsplit("/", 1)[-1].replace("_", " ")
    if place.question is None:
        return str(place.row.title) if place.row is not None else address
    label = str(place.question.label)
    if place.owner is not None and issubclass(place.owner, Row):
        owner = address.rsplit("/", 1)[0]
        for part in parts_at(answers, place.owner.at):
            if isinstance(part, Row) and part.where("id").rsplit("/", 1)[0] == owner:
                return f"{part.name_shown()}: {label}"
    return label


def parts_at(answers: Answers, address: str) -> list[Topic | Row]:
    """Return the topic at an address, or the rows of the table there.

    Raises
    ------
    UnknownAnswerKeyError
        If neither stands there.
    """
    found: object = answers
    for name in split(address):
        if not isinstance(found, Part) or name not in type(found).model_fields:
            known = list(type(found).model_fields) if isinstance(found, Part) else []
            raise unknown_key(address, name, known)
        found = getattr(found, name)
    if isinstance(found, list):
        return list(found)
    if not isinstance(found, Topic):
        raise unknown_key(address, address, [])
    return [found]
