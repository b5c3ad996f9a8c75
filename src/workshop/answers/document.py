"""The answers document as JSON: out in one form, in with errors in plain words."""

from __future__ import annotations

import difflib
import hashlib
import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workshop.answers.measured import Measured
from workshop.answers.question import Question
from workshop.answers.topic import Part, row_class
from workshop.errors import InvalidAnswerError, UnknownAnswerKeyError, WorkshopError

D = TypeVar("D", bound=Part)


def full_data(document: Part) -> dict[str, Any]:
    """Return the document as JSON data with every row, leaving out what is not answered."""
    data: dict[str, Any] = document.model_dump(mode="json", exclude_none=True)
    return data


def to_data(document: Part) -> dict[str, Any]:
    """Return the document as JSON data, leaving out what is not answered.

    Of a table that always has the same rows, untouched ones are left out too.
    """
    data = full_data(document)
    _drop_blank(type(document), data)
    return data


def _drop_blank(kind: type[BaseModel], data: dict[str, Any]) -> None:
    for name in list(data):
        annotation = kind.model_fields[name].annotation
        row = row_class(annotation)
        if row is not None:
            if row.fixed is not None:
                data[name] = [item for item in data[name] if set(item) != {"id"}]
        elif isinstance(annotation, type) and issubclass(annotation, Part):
            _drop_blank(annotation, data[name])
        else:
            # An answer: a list that is known to be empty is one.
            continue
        if not data[name]:
            del data[name]


def to_json(document: Part) -> str:
    """Return the document as JSON text: the same answers always give the same text."""
    return json.dumps(to_data(document), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def to_line(document: Part) -> str:
    """Return the same as one line, for a machine: made in a tenth of the time."""
    return json.dumps(to_data(document), ensure_ascii=False, sort_keys=True)


def answers_hash(document: Part) -> str:
    """Return the SHA-256 of the document's JSON text, in hexadecimal."""
    return text_hash(to_json(document))


def text_hash(text: str) -> str:
    """Return the same of the text itself, where somebody has it."""
    return hashlib.sha256(text.encode()).hexdigest()


def validate(kind: type[D], data: Any) -> D:
    """Return the document that JSON data stands for.

    Raises
    ------
    pydantic.ValidationError
        As pydantic words it; :func:`explain` makes it readable.
    """
    # By way of JSON: strict mode then takes dates and choices as text, and nothing else.
    return kind.model_validate_json(json.dumps(data))


def from_data(kind: type[D], data: Any, where: str) -> D:
    """Return the document that JSON data stands for.

    Parameters
    ----------
    kind : type
        The class of the document.
    data : object
        What :func:`json.loads` gave.
    where : str
        The file or place to name in an error.

    Raises
    ------
    InvalidAnswerError, UnknownAnswerKeyError
        Naming the first answer that does not fit.
    """
    try:
        return validate(kind, data)
    except ValidationError as error:
        raise explain(error, kind, where) from None


def explain(error: ValidationError, kind: type[Part], where: str, under: str = "") -> WorkshopError:
    """Return pydantic's first finding in a part as one of our errors.

    ``under`` is the address of the part; empty for the whole document.
    """
    detail = error.errors(include_url=False)[0]
    model, question, path = _follow(kind, detail)
    place = under + "/" + "/".join(path)
    if place not in where:
        where = f"{where} {place}".strip()
    if detail["type"] == "extra_forbidden" and path:
        known = [*model.model_fields] if model is not None else []
        found = unknown_key(place, path[-1], known)
        return UnknownAnswerKeyError(
            found.what, where=where, expected=found.expected, todo=found.todo
        )
    if detail["type"] == "value_error":
        what = str(detail.get("ctx", {}).get("error", detail["msg"]))
    else:
        what = "This answer has the wrong form."
    return InvalidAnswerError(
        what,
        where=where,
        found=_short(detail.get("input")),
        expected=str(question.kind.expected()) if question else detail["msg"],
        todo="Correct the answer and save again.",
    )


def unknown_key(address: str, name: str, known: list[str]) -> UnknownAnswerKeyError:
    """Return the error for a key no question has, with the nearest one that exists."""
    near = difflib.get_close_matches(name, known, n=1)
    return UnknownAnswerKeyError(
        f"There is no question called {name!r}.",
        where=address,
        expected=f"one of: {', '.join(known)}",
        todo=f"Did you mean {near[0]!r}?" if near else "Take the name from the list of questions.",
    )


def _short(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _follow(
    kind: type[Part], detail: ErrorDetails
) -> tuple[type[BaseModel] | None, Question | None, list[str]]:
    """Walk an error's path through the models, with row ids in place of positions."""
    model: type[BaseModel] | None = kind
    question: Question | None = None
    path: list[str] = []
    for part in detail["loc"]:
        if isinstance(part, int):
            path.append(str(part + 1))
            continue
        field = model.model_fields.get(part) if model is not None else None
        if field is None:
            if question is None or detail["type"] == "extra_forbidden":
                path.append(part)
            continue
        path.append(part)
        question = next((m for m in field.metadata if isinstance(m, Question)), question)
        row = row_class(field.annotation)
        if row is not None:
            model = row
        elif isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            model = field.annotation
        else:
            model = _measured(field.annotation)
    return model, question, path


def _measured(annotation: Any) -> type[BaseModel] | None:
    for argument in getattr(annotation, "__args__", ()):
        if isinstance(argument, type) and issubclass(argument, Measured):
            return argument
    return None
