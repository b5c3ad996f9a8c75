"""One sheet of the Excel template: the questions of a step, row after row."""

from __future__ import annotations

from typing import Any

from workshop.answers.address import join, split
from workshop.answers.kinds import Choice, Number, Ref, Scale, Text, Texts, YesNo
from workshop.answers.topic import Part, Row
from workshop.handouts.answer_list import free_ids
from workshop.handouts.form_sheet import COLUMN_SIDE, MARK, NEW, QUIET, ROLES, TABLE
from workshop.handouts.layout import SIDES, Field, Group, Page, is_row_ref
from workshop.handouts.looks import LINE, Book, height_of, width_of
from workshop.handouts.writing import BASIS, Writer, expected_of, one_line, options_of
from workshop.i18n import _

SIDE_WORDS = {
    "basis": _("How do you know?"),
    "source": _("From what?"),
    "as_of": _("On what day?"),
}
HEAD_ROWS = 3
"""Rows above the first group of a sheet."""
_SHOWN_BY_THE_CELL = (Choice, Scale, Text, YesNo)
"""Kinds whose drop-down, or whose freedom, needs no more words."""


def columns_of(group: Group) -> dict[str, int]:
    """Return the column of each question of a table, and of what is asked beside it."""
    found: dict[str, int] = {}
    kind: Any = group.kind
    column = 2 if kind.fixed is not None else 1
    for one in group.fields:
        found[one.name] = column
        column += 1
        for side in SIDES if one.measured else ():
            found[one.name + COLUMN_SIDE + side] = column
            column += 1
    return found


def table_height(group: Group, writer: Writer) -> int:
    """Return how many rows a table has, filled and empty."""
    return len(writer.rows(group)) + group.room


class StepSheet:
    """The sheet of one step, row after row."""

    def __init__(self, sheet: Any, page: Page, made: Book) -> None:
        self._sheet = sheet
        self._page = page
        self._made = made
        self._forms = made.formats
        self._row = 0

    def write(self) -> None:
        """Write all of it."""
        sheet = self._sheet
        sheet.hide_gridlines(2)
        sheet.freeze_panes(3, 2)
        sheet.set_landscape()
        sheet.set_paper(1)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8" + str(self._page.title).replace("&", "&&") + "&R&8&P / &N")
        self._widths()
        sheet.write_string(0, 0, MARK, self._forms["mark"])
        for column, role in enumerate(ROLES, start=1):
            sheet.write_string(0, column, role, self._forms["mark"])
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_row(1, 32)
        sheet.write_string(1, 0, QUIET)
        sheet.write_string(1, 1, str(self._page.title), self._forms["title"])
        sheet.write_string(2, 0, QUIET)
        words = (
            _("Question"),
            _("Your answer"),
            *SIDE_WORDS.values(),
            _("What to write"),
            _("Example"),
        )
        for column, word in enumerate(words, start=1):
            sheet.write_string(2, column, str(word), self._forms["head"])
        sheet.set_row(2, 18)
        self._row = HEAD_ROWS
        for group in self._page.groups:
            self._title(group)
            if group.is_table:
                self._table(group)
            else:
                self._topic(group)
        allowed = ("format_columns", "format_rows", "insert_rows", "delete_rows", "sort")
        sheet.protect("", dict.fromkeys(allowed, True))
        sheet.ignore_errors({"number_stored_as_text": "A1:ZZ2000"})

    def _widths(self) -> None:
        self._sheet.set_column(0, 0, width_of(0), None, {"hidden": True})
        widest = max(
            (max(columns_of(g).values()) for g in self._page.groups if g.is_table), default=7
        )
        for column in range(1, max(widest, 7) + 1):
            self._sheet.set_column(column, column, width_of(column))

    def _title(self, group: Group) -> None:
        self._sheet.set_row(self._row, 30)
        self._sheet.write_string(self._row, 0, QUIET)
        self._sheet.write_string(self._row, 1, str(group.kind.title), self._forms["group"])
        for column in range(2, 8):
            self._sheet.write_blank(self._row, column, None, self._forms["group"])
        self._row += 1

    def _topic(self, group: Group) -> None:
        part = self._made.writer.topic(group)
        self._sheet.write_string(self._row, 0, QUIET)
        self._sheet.set_row(self._row, 3)
        self._row += 1
        for one in group.fields:
            question = one.question
            self._sheet.write_string(
                self._row, 0, join(*split(group.kind.at), one.name), self._forms["mark"]
            )
            label = _label(one)
            look = self._forms["prework" if question.prework else "question"]
            self._sheet.write_string(self._row, 1, label, look)
            sides = {side: 3 + n for n, side in enumerate(SIDES)}
            cells = self._answer(part, one, 2, sides)
            self._offer(one, 2, sides["basis"], self._row)
            told = _told(one)
            example = "" if is_row_ref(question) else question.example
            self._sheet.write_string(self._row, 6, told, self._forms["help"])
            self._sheet.write_string(self._row, 7, example, self._forms["example"])
            answer = [
                (label, 40.0),
                (cells.get("value", ""), 32.0),
                (cells.get("source", ""), 22.0),
            ]
            beside = height_of([(told, 46), (example, 34)], small=True)
            lines = 3 if isinstance(question.kind, Texts) else getattr(question.kind, "lines", 1)
            self._sheet.set_row(self._row, max(height_of(answer), beside, lines * LINE + 5))
            self._row += 1
        self._sheet.write_string(self._row, 0, QUIET)
        self._row += 1

    def _answer(
        self, part: Part | None, one: Field, column: int, sides: dict[str, int]
    ) -> dict[str, str]:
        """Write the cells of one answer."""
        cells = self._made.writer.cells(part, one.name, one.question) if part is not None else {}
        look = "number" if isinstance(one.question.kind, Number) else "answer"
        self._sheet.write_string(self._row, column, cells.get("value", ""), self._forms[look])
        for side, place in sides.items() if one.measured else ():
            self._sheet.write_string(self._row, place, cells.get(side, ""), self._forms["answer"])
        return cells

    def _offer(self, one: Field, column: int, basis: int, last: int) -> None:
        """Say what the cells of a question may hold, from the row at hand to the last."""
        self._offer_value(one, column, last)
        if one.measured:
            words = str(SIDE_WORDS["basis"])
            self._choose(basis, last, tuple(options_of(BASIS)), words, "")

    def _offer_value(self, one: Field, column: int, last: int) -> None:
        kind = one.question.kind
        title, words = str(one.question.label), expected_of(one.question)
        if isinstance(kind, Ref) and kind.to.startswith("/"):
            area = self._made.places.get(kind.to)
            self._choose(column, last, (), title, words, area)
        elif isinstance(kind, Ref):
            names = self._made.writer.names_of(kind.to)
            self._choose(column, last, tuple(names.values()), title, words)
        else:
            self._choose(column, last, tuple(options_of(kind)), title, words)

    def _choose(
        self,
        column: int,
        last: int,
        options: tuple[str, ...],
        title: str,
        words: str,
        area: str | None = None,
    ) -> None:
        area = area or (self._made.list_area(options) if options else None)
        rule: dict[str, Any] = {"input_title": one_line(title)[:32], "input_message": words[:255]}
        if not words:
            rule = {}
        if area:
            # A warning, not a wall: a name from another sheet or an id is right too.
            rule |= {"validate": "list", "source": area, "error_type": "warning"}
            rule["error_title"] = str(_("Not in the list"))[:32]
            rule["error_message"] = str(_("Take one of the list, or go on if you are sure."))
        else:
            rule["validate"] = "any"
        if rule != {"validate": "any"}:
            self._sheet.data_validation(self._row, column, last, column, rule)

    def _table(self, group: Group) -> None:
        columns = columns_of(group)
        kind: Any = group.kind
        fixed = kind.fixed is not None
        self._sheet.write_string(self._row, 0, TABLE + group.kind.at, self._forms["mark"])
        if fixed:
            self._sheet.write_string(self._row, 1, QUIET, self._forms["mark"])
        for name, column in columns.items():
            self._sheet.write_string(self._row, column, name, self._forms["mark"])
        self._sheet.set_row(self._row, None, None, {"hidden": True})
        self._heads(group, columns, fixed=fixed)
        rows: list[tuple[str, Row | None]] = [
            (row.id, row) for row in self._made.writer.rows(group)
        ]
        rows += [
            (NEW + one, None) for one in free_ids([row_id for row_id, _row in rows], group.room)
        ]
        # One rule for each column, however many rows: the file is a fraction as long.
        for one in group.fields if rows else ():
            basis = columns.get(one.name + COLUMN_SIDE + "basis", 0)
            self._offer(one, columns[one.name], basis, self._row + len(rows) - 1)
        for row_id, row in rows:
            self._table_row(group, columns, row_id, row, fixed=fixed)
        self._sheet.write_string(self._row, 0, QUIET)
        self._row += 1

    def _heads(self, group: Group, columns: dict[str, int], *, fixed: bool) -> None:
        texts: tuple[list[tuple[str, float]], ...] = ([], [], [])
        if fixed:
            self._sheet.write_string(self._row + 1, 1, str(group.kind.title), self._forms["head"])
        for one in group.fields:
            column = columns[one.name]
            example = "" if is_row_ref(one.question) else one.question.example
            for line, (text, look) in enumerate(
                ((_label(one), "head"), (_told(one), "help"), (example, "example"))
            ):
                self._sheet.write_string(self._row + 1 + line, column, text, self._forms[look])
                texts[line].append((text, width_of(column)))
            for side in SIDES if one.measured else ():
                place, words = columns[one.name + COLUMN_SIDE + side], str(SIDE_WORDS[side])
                self._sheet.write_string(self._row + 1, place, words, self._forms["head"])
        for line, told in enumerate(texts, start=1):
            self._sheet.write_string(self._row + line, 0, QUIET)
            self._sheet.set_row(self._row + line, max(16.0, height_of(told, small=True)))
        self._row += 4

    def _table_row(
        self, group: Group, columns: dict[str, int], row_id: str, row: Row | None, *, fixed: bool
    ) -> None:
        self._sheet.write_string(self._row, 0, row_id, self._forms["mark"])
        if fixed and row is not None:
            self._sheet.write_string(self._row, 1, row.name_shown(), self._forms["row"])
        tall: list[tuple[str, float]] = (
            [(row.name_shown(), 40)] if fixed and row is not None else []
        )
        for one in group.fields:
            sides = {side: columns[one.name + COLUMN_SIDE + side] for side in SIDES if one.measured}
            column = columns[one.name]
            cells = self._answer(row, one, column, sides)
            tall.append((cells.get("value", ""), width_of(column) - 2))
            if one.measured:
                tall.append((cells.get("source", ""), width_of(sides["source"]) - 2))
        self._sheet.set_row(self._row, max(18.0, height_of(tall)))
        self._row += 1


def _label(one: Field) -> str:
    marks = (" *" if one.question.required else "") + (" ◆" if one.question.prework else "")
    return f"{one.question.label}{marks}"


def _told(one: Field) -> str:
    """Return the help, and what to write where the cell itself does not show it."""
    question = one.question
    if isinstance(question.kind, _SHOWN_BY_THE_CELL):
        return str(question.help)
    words = expected_of(question)
    said = words[:1].upper() + words[1:] + "."
    return f"{question.help} {said}".strip() if question.help else said
