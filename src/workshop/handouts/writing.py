"""A participant's answers as the texts of cells, the same for every kind of file."""

from __future__ import annotations

from collections import Counter
from typing import Any

from workshop.answers.address import join
from workshop.answers.kinds import Choice, Kind, Ranking, Ref, Refs, Scale, Several, YesNo
from workshop.answers.kinds.base import is_nothing
from workshop.answers.measured import Basis, Measured
from workshop.answers.question import Question
from workshop.answers.topic import Part, Row
from workshop.handouts.layout import Group, naming_field
from workshop.i18n import _
from workshop.reference import Reference
from workshop.workbook import Answers, parts_at

BASIS = Choice(Basis)


class Writer:
    """Turns the answers of one participant into texts that :mod:`taking` reads back.

    Parameters
    ----------
    answers : Answers
        What to write.
    reference : Reference
        Names of channels, metrics and counties.
    """

    def __init__(self, answers: Answers, reference: Reference) -> None:
        self.answers = answers
        self._reference = reference
        self._names: dict[str, dict[str, str]] = {}

    def rows(self, group: Group) -> list[Row]:
        """Return the rows of a table that are there; of fixed ones, those that are asked about."""
        rows = [row for row in parts_at(self.answers, group.kind.at) if isinstance(row, Row)]
        return [row for row in rows if row.fixed is None or row.in_tier(group.tier)]

    def topic(self, group: Group) -> Part:
        """Return the topic of a group."""
        (part,) = parts_at(self.answers, group.kind.at)
        return part

    def cells(self, part: Part, name: str, question: Question) -> dict[str, str]:
        """Return the texts of one answer: ``value`` and, for a measured one, what is beside it."""
        value = getattr(part, name)
        if value is None:
            return {}
        if isinstance(value, Measured):
            return {
                "value": self._text(question, value.value),
                "basis": BASIS.write(value.basis),
                "source": value.source,
                "as_of": value.as_of.isoformat() if value.as_of else "",
            }
        return {"value": self._text(question, value)}

    def _text(self, question: Question, value: Any) -> str:
        kind = question.kind
        if isinstance(kind, Ref):
            return self.names_of(kind.to).get(value, str(value))
        if isinstance(kind, Refs):
            names = self.names_of(kind.to)
            return kind.write([_readable(kind, names.get(each, each), each) for each in value])
        return kind.write(value)

    def names_of(self, table: str) -> dict[str, str]:
        """Return what people call the rows of a table, by id; only names that tell them apart."""
        if table not in self._names:
            found = (
                self._reference.choices(table.removeprefix("reference:"))
                if table.startswith("reference:")
                else names_in(self.answers, table)
            )
            self._names[table] = telling_names(found)
        return self._names[table]


def _readable(kind: Refs, name: str, row_id: str) -> str:
    """Return a row's name, its id where the name would be read as two names or as none."""
    return name if kind.pieces(name) == [name] and not is_nothing(name) else row_id


def names_in(answers: Answers, table: str) -> dict[str, str]:
    """Return what the rows of a table are called, by id; empty where they have no name yet."""
    rows = [row for row in parts_at(answers, table) if isinstance(row, Row)]
    return {row.id: getattr(row, naming_field(type(row))) or "" for row in rows}


def telling_names(found: dict[str, str]) -> dict[str, str]:
    """Return names by id, without those that stand twice or are the id of another row."""
    ids = {key.casefold() for key in found}
    clear = {key: one_line(name) for key, name in found.items()}
    plain = {key: name.casefold() for key, name in clear.items()}
    often = Counter(plain.values())
    return {
        key: name
        for key, name in clear.items()
        if name
        and often[plain[key]] == 1
        and (plain[key] not in ids or plain[key] == key.casefold())
    }


def one_line(text: str) -> str:
    """Return a text with single spaces and no line ends."""
    return " ".join(text.split())


def options_of(kind: Kind) -> list[str]:
    """Return the texts a drop-down offers for a kind; none where it is typed."""
    if isinstance(kind, Choice):
        return [kind.write(option) for option in kind.options]
    if isinstance(kind, YesNo):
        return [kind.write(True), kind.write(False)]
    if isinstance(kind, Scale):
        return [kind.write(step) for step in range(len(kind.anchors))]
    return []


def expected_of(question: Question) -> str:
    """Return what to write, in a few words."""
    kind = question.kind
    if isinstance(kind, Ref) and kind.to.startswith("/"):
        return str(_("a name from the table, or its id"))
    if isinstance(kind, Refs):
        return str(_("names from the table, or their ids (put ; between)"))
    words = str(kind.expected())
    if isinstance(kind, (Several, Ranking)):
        between = ">" if isinstance(kind, Ranking) else ";"
        return str(_("{what} (put {mark} between)").format(what=words, mark=between))
    return words


def text_at(writer: Writer, path: tuple[str, ...]) -> str:
    """Return the text of one answer outside a table, empty where there is none."""
    (part,) = parts_at(writer.answers, join(*path[:-1]))
    question = part.questions()[path[-1]]
    return writer.cells(part, path[-1], question).get("value", "")
