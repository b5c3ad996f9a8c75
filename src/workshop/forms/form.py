"""Forms made of fields: a topic, or a table with a card for each row."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import ipywidgets as w

from workshop.answers.address import join, split
from workshop.answers.change import Change, find
from workshop.answers.topic import Row, Topic
from workshop.errors import WorkshopError
from workshop.forms.field import Field
from workshop.forms.protocol import Keeper
from workshop.i18n import _
from workshop.shipped import shipped
from workshop.workbook import Answers, parts_at


def form(keeper: Keeper, address: str) -> w.Widget:
    """Return the form for the topic or table at an address.

    Raises
    ------
    UnknownAnswerKeyError
        If there is neither.
    """
    place = parts_at(keeper.answers, address)
    style = shipped("assets/form.css").read_text(encoding="utf-8")
    table = place and isinstance(place[0], Row)
    inner = TableForm(keeper, address) if table or not place else TopicForm(keeper, address)
    box = w.VBox([w.HTML(f"<style>{style}</style>"), inner.widget])
    box.add_class("wkf")
    box.form = inner
    return box


def _show_applying(part: Topic | Row, fields: dict[str, Field]) -> None:
    applying = part.asked()
    for name, field in fields.items():
        field.widget.layout.display = None if name in applying else "none"


class TopicForm:
    """Every question of a topic, one below the other."""

    def __init__(self, keeper: Keeper, address: str) -> None:
        self.keeper = keeper
        self.address = address
        part = self._part()
        self.fields = _fields(keeper, part)
        self.widget = w.VBox([field.widget for field in self.fields.values()])
        _show_applying(part, self.fields)
        keeper.subscribe(self.refresh)

    def _part(self) -> Topic | Row:
        return parts_at(self.keeper.answers, self.address)[0]

    def refresh(self) -> None:
        """Follow a change made anywhere."""
        _show_applying(self._part(), self.fields)
        for field in self.fields.values():
            field.refresh()


def _fields(keeper: Keeper, part: Topic | Row) -> dict[str, Field]:
    return {
        name: Field(keeper, part, name)
        for name, question in part.questions().items()
        if question.tier <= keeper.tier
    }


class TableForm:
    """A card for each row; rows can be added, moved, taken away and brought back."""

    def __init__(self, keeper: Keeper, address: str) -> None:
        self.keeper = keeper
        self.address = address
        row = find(Answers, address).row
        assert row is not None, address
        self.row = row
        self.cards: dict[str, RowCard] = {}
        self._message = w.HTML()
        self._list = w.VBox()
        self.add_button = w.Button(
            description=str(_("Add: {what}").format(what=row.singular)), icon="plus"
        )
        self.undo_button = w.Button(description=str(_("Undo")), icon="undo")
        self.undo_button.layout.display = "none"
        self.add_button.on_click(lambda _button: self.add())
        self.undo_button.on_click(lambda _button: self.undo())
        bar = w.HBox([self.add_button, self.undo_button])
        bar.add_class("wkf-bar")
        children = [self._list, self._message]
        self.widget = w.VBox(children if row.fixed is not None else [*children, bar])
        self._lay_out()
        keeper.subscribe(self.refresh)

    def rows(self) -> list[Row]:
        """Return the rows as they are now."""
        return [row for row in parts_at(self.keeper.answers, self.address) if isinstance(row, Row)]

    def _lay_out(self) -> None:
        rows = self.rows()
        self.cards = {row.id: self.cards.get(row.id) or RowCard(self, row) for row in rows}
        for row in rows:
            self.cards[row.id].follow(row)
        self._list.children = [self.cards[row.id].widget for row in rows]

    def refresh(self) -> None:
        """Follow a change made anywhere."""
        if [row.id for row in self.rows()] != list(self.cards):
            self._lay_out()
        for row in self.rows():
            self.cards[row.id].follow(row)

    def add(self) -> str:
        """Add an empty row and open it; return its id."""
        row_id = self._free_id()
        self._do(lambda: self.keeper.save(Change(self._at(row_id), {})))
        if row_id in self.cards:
            self.cards[row_id].open()
        return row_id

    def _free_id(self) -> str:
        """Return an id nobody has had here, such as O4 for an objective."""
        word = re.sub(r"[^a-z]", "", str(self.row.singular.msgid).casefold())[:1] or "r"
        taken = {row.id.casefold() for row in self.rows()}
        number = len(taken) + 1
        while f"{word}{number}" in taken:
            number += 1
        return f"{word}{number}".upper()

    def _at(self, row_id: str) -> str:
        return join(*split(self.address), row_id)

    def remove(self, row_id: str) -> None:
        """Take a row away; undo brings it back."""
        if self._do(lambda: self.keeper.save(Change(self._at(row_id), remove=True))):
            self.undo_button.layout.display = None
            self._message.value = html.escape(str(_("Taken away. “Undo” brings it back.")))

    def move(self, row_id: str, by: int) -> None:
        """Move a row up (−1) or down (1)."""
        ids = [row.id for row in self.rows()]
        place = ids.index(row_id)
        if 0 <= place + by < len(ids):
            ids[place], ids[place + by] = ids[place + by], ids[place]
            self._do(lambda: self.keeper.save(Change(self.address, ids)))

    def undo(self) -> None:
        """Take back the last change."""
        if self._do(self.keeper.undo):
            self.cards = {}
            self._lay_out()
            self.undo_button.layout.display = "none"

    def _do(self, act: Callable[[], None]) -> bool:
        self._message.value = ""
        try:
            act()
        except WorkshopError as error:
            self._message.value = f'<span class="wkf-bad">{html.escape(str(error))}</span>'
            return False
        return True


class RowCard:
    """One row, folded to its name until it is opened."""

    def __init__(self, table: TableForm, row: Row) -> None:
        self.table = table
        self.row_id = row.id
        self._built = False
        self.fields: dict[str, Field] = {}
        self._inside = w.VBox()
        self.fold = w.Accordion([self._inside])
        self.fold.observe(self._opened, names="selected_index")
        self.widget = w.VBox([self.fold])
        self.widget.add_class("wkf-card")
        self.follow(row)

    def _opened(self, change: dict[str, object]) -> None:
        if change["new"] is not None:
            self._build()

    def _build(self) -> None:
        """Make the fields when the row is first opened: long tables open fast."""
        if self._built:
            return
        self._built = True
        row = next(row for row in self.table.rows() if row.id == self.row_id)
        self.fields = _fields(self.table.keeper, row)
        children = [field.widget for field in self.fields.values()]
        if self.table.row.fixed is None:
            children.append(self._buttons())
        self._inside.children = children
        _show_applying(row, self.fields)

    def _buttons(self) -> w.HBox:
        up = w.Button(description=str(_("Up")), icon="arrow-up")
        down = w.Button(description=str(_("Down")), icon="arrow-down")
        away = w.Button(description=str(_("Take away")), icon="trash")
        up.on_click(lambda _button: self.table.move(self.row_id, -1))
        down.on_click(lambda _button: self.table.move(self.row_id, 1))
        away.on_click(lambda _button: self.table.remove(self.row_id))
        bar = w.HBox([up, down, away])
        bar.add_class("wkf-bar")
        return bar

    def open(self) -> None:
        """Unfold the card."""
        self.fold.selected_index = 0

    def follow(self, row: Row) -> None:
        """Show the row's name, how much of it is answered, and what applies now."""
        asked = {
            name: question
            for name, question in row.asked().items()
            if question.tier <= self.table.keeper.tier
        }
        done = sum(getattr(row, name) not in (None, [], "") for name in asked)
        name = row.name_shown()
        count = _("{done} of {all} answered").format(done=done, all=len(asked))
        title = f"{name} · {count}"
        self.fold.set_title(0, title)
        if self._built:
            _show_applying(row, self.fields)
            for field in self.fields.values():
                field.refresh()
