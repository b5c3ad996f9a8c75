"""One row of a table, folded to its name until it is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import ipywidgets as w

from workshop.answers.address import join, split
from workshop.answers.topic import Row
from workshop.forms.callbacks import in_language
from workshop.forms.field import Field
from workshop.forms.protocol import Keeper
from workshop.forms.topic_form import fields_of, follow
from workshop.i18n import Lazy, _


class Rows(Protocol):
    """The table a card stands in."""

    keeper: Keeper
    address: str

    def move(self, row_id: str, by: int) -> None:
        """Move a row up (−1) or down (1)."""

    def remove(self, row_id: str) -> None:
        """Take a row away."""


class RowCard:
    """A button with the row's name; below it, once opened, its questions.

    Parameters
    ----------
    table : Rows
        Where it stands.
    row : Row
        As it is now.
    """

    def __init__(self, table: Rows, row: Row) -> None:
        self.table = table
        self.row = row
        self.fields: dict[str, Field] = {}
        # A button, because the keyboard reaches it.
        self.fold = w.ToggleButton(value=False)
        self.fold.add_class("wkf-fold")
        self.inside = w.VBox()
        self.inside.add_class("wkf-inside")
        self.widget = w.VBox([self.fold, self.inside])
        self.widget.add_class("wkf-card")
        self.widget.add_class(f"at:{join(*split(table.address), row.id)}")
        self.fold.observe(in_language(self._turned), names="value")
        self.follow(row)

    def open(self) -> None:
        """Unfold the card."""
        self.fold.value = True

    def _turned(self) -> None:
        if self.fold.value and not self.fields:
            # Made when first opened: long tables open fast.
            self.fields = fields_of(self.table.keeper, self.row)
            children = [field.widget for field in self.fields.values()]
            if self.row.fixed is None:
                children.append(self._buttons())
            self.inside.children = children
        self.follow(self.row)

    def _buttons(self) -> w.HBox:
        def button(text: Lazy, act: Callable[[], None]) -> w.Button:
            made = w.Button(description=str(text))
            made.on_click(in_language(act))
            return made

        row_id = self.row.id
        bar = w.HBox(
            [
                button(_("Move up"), lambda: self.table.move(row_id, -1)),
                button(_("Move down"), lambda: self.table.move(row_id, 1)),
                button(_("Take away"), lambda: self.table.remove(row_id)),
            ]
        )
        bar.add_class("wkf-bar")
        return bar

    def _name(self) -> str:
        """Return what people call the row; a channel's id is shown as the channel's name."""
        name = self.row.name_shown()
        channel = self.table.keeper.reference.channels.get(name)
        return channel.name if channel else name

    def follow(self, row: Row) -> None:
        """Show the row's name, how much of it is answered, and what applies now."""
        self.row = row
        asked = [name for name in row.asked() if row.tier_of(name) <= self.table.keeper.tier]
        done = sum(getattr(row, name) not in (None, [], "") for name in asked)
        count = _("{done} of {all} answered").format(done=done, all=len(asked))
        self.fold.description = f"{self._name()} · {count}"
        self.inside.layout.display = None if self.fold.value else "none"
        follow(row, self.fields)
