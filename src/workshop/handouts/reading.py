"""One cell as the JSON data of an answer, or a message for whoever filled it in."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from pydantic import TypeAdapter

from workshop.answers.document import from_data, full_data
from workshop.answers.kinds import Clock, Day, Number, Percent, Ref, Refs, YesNo, clean_text, refuse
from workshop.answers.kinds.base import is_nothing
from workshop.answers.question import Question
from workshop.answers.topic import Part, Row
from workshop.handouts.names import Names
from workshop.i18n import _
from workshop.imports.habits import Habits
from workshop.imports.sheets import Cell
from workshop.numbers import plain

# The last is a number in too narrow a column: a spreadsheet saves three signs or more.
_BROKEN = re.compile(r"#(REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!|SPILL!|CALC!|##+)")
_FORMULA_SIGNS = "=+-@"
_JSON: TypeAdapter[Any] = TypeAdapter(Any)


def is_blank(raw: object) -> bool:
    """Say whether nothing was written."""
    return raw is None or (isinstance(raw, str) and not clean_text(raw))


def read_answer(question: Question, raw: Cell, habits: Habits, names: Names) -> Any:
    """Return the JSON data a cell stands for.

    Raises
    ------
    ValueError
        With a message for the person who filled it in.
    """
    kind = question.kind
    text = _as_text(question, raw)
    if _BROKEN.fullmatch(text):
        raise refuse(_("This is an error a formula left behind: “{text}”."), text=text)
    if isinstance(kind, Number):
        text = habits.number(text)
    elif isinstance(kind, Day):
        text = habits.day(text)
    elif isinstance(kind, Ref):
        table = kind.to
        return kind.check(names.id_of(table, clean_text(text)))
    elif isinstance(kind, Refs):
        meant = [] if is_nothing(text) else kind.pieces(text)
        return kind.check([names.id_of(kind.to, each) for each in meant])
    return _JSON.dump_python(kind.parse(text), mode="json")


def _as_text(question: Question, raw: Cell) -> str:
    """Return what was meant by a cell its program has already understood in its own way."""
    kind = question.kind
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return YesNo().write(raw) if isinstance(kind, YesNo) else str(raw)
    if isinstance(raw, (int, float)):
        if isinstance(kind, Percent) and 0 < raw < 1:
            raise refuse(
                _("{found} may be {percent} % that a spreadsheet has stored as a fraction."),
                found=plain(raw), percent=plain(round(raw * 100, 9)),
            )  # fmt: skip
        return plain(raw)
    if isinstance(raw, dt.date):
        day = raw.date() if isinstance(raw, dt.datetime) else raw
        if isinstance(kind, Day):
            return day.isoformat()
        raise refuse(_("The spreadsheet has made a date of this: {found}."), found=day)
    if isinstance(raw, dt.time) and isinstance(kind, Clock):
        return f"{raw:%H:%M}"
    raise refuse(_("The spreadsheet has made a time of this: {found}."), found=raw)


def undefuse(text: str) -> str:
    """Take off the apostrophe that keeps a text from being read as a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in (*_FORMULA_SIGNS, "'") else text


def defused(text: str) -> str:
    """Return a text no spreadsheet takes for a formula; :func:`undefuse` gives it back."""
    return f"'{text}" if text[:1] in (*_FORMULA_SIGNS, "'") else text


def read_json(kind: type[Part], name: str, value: Any) -> Any:
    """Return JSON data as it is stored, held to its question.

    Raises
    ------
    InvalidAnswerError, UnknownAnswerKeyError
        If the question refuses it.
    """
    row = {"id": "row"} if issubclass(kind, Row) else {}
    return full_data(from_data(kind, {**row, name: value}, where="")).get(name)
