"""How much room a question needs on paper: lines, boxes to tick, places to number."""

from __future__ import annotations

from string import ascii_lowercase

from workshop.answers.kinds import (
    Choice,
    Clock,
    Colour,
    Day,
    Kind,
    Languages,
    Money,
    Number,
    Percent,
    Ranking,
    Ref,
    Refs,
    Scale,
    Several,
    Text,
    Texts,
    WebAddress,
    YesNo,
)
from workshop.answers.measured import Basis
from workshop.blocks import Asked, GridColumn
from workshop.handouts.layout import Field, Group, tables
from workshop.handouts.writing import options_of
from workshop.i18n import Words, _
from workshop.workbook import Answers, parts_at

LIST = "reference:"
_BASES = (Basis.MEASURED, Basis.BENCHMARK, Basis.ESTIMATED)
_TICKS_MOST = 7
_LINES_MOST = 5
_LETTERS_A_LINE = 70
_WIDTHS: tuple[tuple[type[Kind], float], ...] = (
    (Money, 66), (Percent, 58), (Number, 58), (YesNo, 64), (Day, 72), (Clock, 52), (Colour, 62),
    (Ref, 82), (Refs, 86), (Languages, 100), (WebAddress, 170), (Texts, 190),
)  # fmt: skip
"""Points a column of a grid takes, by kind."""


def label_of(field: Field) -> str:
    """Return the question with its marks: needed to finish, to be looked up beforehand."""
    question = field.question
    marks = (" *" if question.required else "") + (" ◆" if question.prework else "")
    return f"{question.label}{marks}"


def choices_of(kind: Kind) -> list[str]:
    """Return what can be ticked or numbered for a kind; none where it is written."""
    if isinstance(kind, (Several, Ranking)):
        return [str(option.label) for option in kind.options]
    return options_of(kind)


def asked(number: int, field: Field, group: Group) -> Asked:
    """Return a question of a topic with room for its answer."""
    kind = field.question.kind
    options = choices_of(kind)
    before, after = _units(kind)
    return Asked(
        number=str(number),
        title=label_of(field),
        help=_help(field, group),
        code=field.name,
        room=_room(kind),
        lines=_lines(kind),
        before=before,
        after=after,
        options=tuple(options),
        basis=_basis() if field.measured else (),
        beside=_beside() if field.measured else (),
    )


def explained(number: int, field: Field, group: Group) -> Asked | None:
    """Return what has to be known of a column of a grid; None where its head says it all."""
    kind = field.question.kind
    options = choices_of(kind)
    if len(options) > _TICKS_MOST and not isinstance(kind, Scale):
        told = tuple(f"{option}," for option in options[:-1]) + tuple(options[-1:])
    elif isinstance(kind, Scale):
        told = tuple(options)
    else:
        told = tuple(f"{letter} {o}" for letter, o in zip(ascii_lowercase, options, strict=False))
    if isinstance(kind, YesNo):
        told = ()
    help_ = _help(field, group)
    if field.measured:
        more = str(_("Write on the edge from what and on what day."))
        help_ = f"{help_} {more}".strip()
    if not told and not help_:
        return None
    return Asked(
        number=str(number), title=label_of(field), help=help_, room="none", options=told
    )  # fmt: skip


def column(number: int, field: Field) -> GridColumn:
    """Return a question of a table as a column to fill in."""
    kind = field.question.kind
    ticks = _ticks(kind)
    width = _width(kind, len(ticks))
    if field.measured:
        width = max(width, 112)
    return GridColumn(
        label=label_of(field),
        number=str(number),
        code=field.name,
        width=width,
        ticks=ticks,
        basis=tuple(str(word) for word in (Basis.MEASURED.label, Basis.ESTIMATED.label))
        if field.measured
        else (),
    )


def _ticks(kind: Kind) -> tuple[str, ...]:
    if isinstance(kind, YesNo):
        return tuple(choices_of(kind))
    if isinstance(kind, Scale):
        return tuple(str(step) for step in range(len(kind.anchors)))
    if isinstance(kind, (Choice, Several)) and len(kind.options) <= _TICKS_MOST:
        return tuple(ascii_lowercase[: len(kind.options)])
    return ()


def _width(kind: Kind, ticks: int) -> float:
    if isinstance(kind, YesNo):
        return 64
    if ticks:
        return max(56.0, 21.0 * min(ticks, 4) + 8)
    if isinstance(kind, Text):
        return 100 if kind.limit <= 60 else 150 if kind.limit <= 120 else 200
    return next((width for sort, width in _WIDTHS if isinstance(kind, sort)), 96)


def row_lines(fields: list[Field]) -> int:
    """Return how tall a row of a grid is, in lines of handwriting."""
    tall = 1
    for field in fields:
        kind = field.question.kind
        if (isinstance(kind, Text) and kind.limit > 60) or isinstance(kind, (Texts, Refs)):
            tall = max(tall, 3 if isinstance(kind, Texts) else 2)
    return tall


def _room(kind: Kind) -> str:
    if isinstance(kind, Scale):
        return "scale"
    if isinstance(kind, Ranking):
        return "order"
    return "boxes" if choices_of(kind) else "lines"


def _lines(kind: Kind) -> int:
    if isinstance(kind, Text):
        by_length = -(-kind.limit // _LETTERS_A_LINE)
        return max(1, min(_LINES_MOST, max(kind.lines, by_length if kind.limit <= 400 else 3)))
    if isinstance(kind, Texts):
        return max(2, min(4, kind.most))
    return 2 if isinstance(kind, Refs) else 1


def _units(kind: Kind) -> tuple[str, str]:
    if isinstance(kind, Money):
        return "$", ""
    if isinstance(kind, Percent):
        return "", "%"
    if isinstance(kind, Number):
        return "", str(kind.unit)
    if isinstance(kind, Day):
        return "", str(_("year-month-day"))
    return "", ""


def _basis() -> tuple[str, ...]:
    return tuple(str(basis.label) for basis in _BASES)


def _beside() -> tuple[str, ...]:
    return str(_("From what?")), str(_("On what day?"))


def _help(field: Field, group: Group) -> str:
    question = field.question
    parts: list[Words] = [question.help] if question.help else []
    if isinstance(question.kind, (Ref, Refs)):
        parts.append(_from_where(question.kind))
    elif isinstance(question.kind, Several):
        parts.append(_("Tick all that fit."))
    elif isinstance(question.kind, Ranking):
        parts.append(_("Put a number into each box: 1 is the most important."))
    elif isinstance(question.kind, Texts):
        parts.append(_("One on each line."))
    elif isinstance(question.kind, (Clock, Colour, Languages)):
        text = str(question.kind.expected())
        parts.append(text[:1].upper() + text[1:] + ".")
    if question.only_if:
        parts.append(_only_if(question.only_if, group))
    return " ".join(str(part) for part in parts)


def _from_where(kind: Ref | Refs) -> Words:
    table = kind.to
    if table.startswith(LIST):
        return "" if table == f"{LIST}areas" else _("From the list above.")
    title = tables()[table].title
    if isinstance(kind, Refs):
        return _("Names from the table “{table}”.").format(table=title)
    return _("A name from the table “{table}”.").format(table=title)


def _only_if(told: str, group: Group) -> Words:
    """Say in words on which other answer a question depends."""
    name, _sep, wanted = told.partition("=")
    sibling = group.kind.questions()[name]
    try:
        value = sibling.show(sibling.kind.parse(wanted))
    except ValueError:
        value = wanted
    return _("Only if “{question}” is: {value}.").format(question=sibling.label, value=value)


def blank_rows(group: Group, wanted: int) -> tuple[tuple[str, str], ...]:
    """Return what the rows of a grid are called: names and codes of fixed ones, else numbers."""
    kind = group.kind
    if kind.fixed is None:  # type: ignore[union-attr]  # a table has rows
        return tuple((str(number), "") for number in range(1, wanted + 1))
    rows = [row for row in parts_at(Answers(), kind.at) if row.in_tier(group.tier)]  # type: ignore[union-attr]
    return tuple((row.name_shown(), row.id) for row in rows)  # type: ignore[union-attr]
