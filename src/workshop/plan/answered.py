"""What was answered, as a table: shown in place of a form when a notebook is printed."""

from __future__ import annotations

from typing import Any

from workshop.answers.kinds import Ref, Refs
from workshop.answers.measured import Measured
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.blocks import Block, Column, Heading, Paragraph, Run, Table
from workshop.i18n import _
from workshop.method.telling import Telling, mark_of
from workshop.workbook import Answers, parts_at


def answered(answers: Answers, address: str, telling: Telling) -> list[Block]:
    """Return the answers of a topic, or of every row of a table.

    Raises
    ------
    UnknownAnswerKeyError
        If there is no topic or table at the address.
    """
    parts = parts_at(answers, address)
    if not parts:
        return [Paragraph(text=str(_("Nothing has been answered here.")), style="small")]
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Row):
            blocks.append(Heading(text=part.name_shown(), level=4))
        blocks.append(_table(answers, part, telling))
    return blocks


def shown_answer(answers: Answers, question: Question, value: Any, telling: Telling) -> str:
    """Return an answer in words: rows by what they are called, numbers in their unit."""
    if isinstance(question.kind, (Ref, Refs)) and value:
        return _named(answers, question.kind.to, value, telling)
    return question.show(value)


def _named(answers: Answers, to: str, value: str | list[str], telling: Telling) -> str:
    """Return what the rows an answer points at are called."""
    if to.startswith("reference:"):
        names = telling.reference.choices(to.removeprefix("reference:"))
    else:
        names = {row.id: row.name_shown() for row in parts_at(answers, to) if isinstance(row, Row)}
    return ", ".join(
        names.get(each, each) for each in ([value] if isinstance(value, str) else value)
    )


def _table(answers: Answers, part: Topic | Row, telling: Telling) -> Table:
    rows = []
    for name, question in part.asked().items():
        value = getattr(part, name)
        text = shown_answer(answers, question, value, telling)
        mark = mark_of(value.basis) if isinstance(value, Measured) else ""
        shown = Run(text=text, mark=mark) if text else Run(text="–", muted=True)
        rows.append((str(question.label), shown))
    return Table(
        columns=(
            Column(label=str(_("Question")), share=1),
            Column(label=str(_("Answer")), share=1.4),
        ),
        rows=tuple(rows),
    )
