"""A table as a form: a card for each row; rows come, move, go and come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any

import ipywidgets as w

from workshop.answers.address import join, split
from workshop.answers.change import Change, find, value_at
from workshop.answers.document import to_json
from workshop.answers.topic import Row
from workshop.errors import ConflictError, WorkshopError
from workshop.forms.callbacks import in_language
from workshop.forms.later import Later
from workshop.forms.protocol import Keeper
from workshop.forms.row_card import RowCard
from workshop.forms.style import words
from workshop.i18n import Lazy, _
from workshop.workbook import Answers, parts_at

_TRIES = 5
Wanted = Callable[[], Container[str]]
"""Returns the ids of the fixed rows that are shown now."""


class TableForm:
    """The form of a table.

    Parameters
    ----------
    keeper : Keeper
        Where answers are saved.
    address : str
        Of the table.
    wanted : callable, optional
        Which of its fixed rows are shown; without it, all this workshop asks about.
    """

    def __init__(self, keeper: Keeper, address: str, wanted: Wanted | None = None) -> None:
        self.keeper = keeper
        self.address = address
        self.wanted = wanted
        row = find(Answers, address).row
        assert row is not None, address
        self.row = row
        self.cards: dict[str, RowCard] = {}
        self._had: set[str] = set()
        self._gone: list[tuple[str, str, dict[str, Any], list[str]]] = []
        self._message = w.HTML()
        self._list = w.VBox()
        # No icon: it is a letter of a font to whoever has the page read aloud.
        self.add_button = w.Button(description=str(_("Add: {what}").format(what=row.singular)))
        self.undo_button = w.Button(description=str(_("Undo")))
        self.undo_button.layout.display = "none"
        self.add_button.on_click(in_language(self.add))
        self.undo_button.on_click(in_language(self.undo))
        bar = w.HBox([self.add_button, self.undo_button])
        bar.add_class("wkf-bar")
        children = [self._list, self._message]
        self.widget = w.VBox(children if row.fixed is not None else [*children, bar])
        self.refresh()
        # Which rows are wanted follows from an evaluation, so it waits for a pause.
        refresh = in_language(self.refresh)
        keeper.subscribe(refresh if wanted is None else Later(refresh))

    def rows(self) -> list[Row]:
        """Return the rows as they are now; of fixed ones, those this workshop asks about."""
        rows = [row for row in parts_at(self.keeper.answers, self.address) if isinstance(row, Row)]
        rows = [row for row in rows if row.fixed is None or row.in_tier(self.keeper.tier)]
        if self.wanted is not None:
            shown = self.wanted()
            rows = [row for row in rows if row.id in shown]
        return rows

    def refresh(self) -> None:
        """Follow a change made anywhere."""
        rows = self.rows()
        self._had.update(row.id.casefold() for row in rows)
        if [row.id for row in rows] != list(self.cards) or not self._list.children:
            self.cards = {row.id: self.cards.get(row.id) or RowCard(self, row) for row in rows}
            self._list.children = [card.widget for card in self.cards.values()] or [
                w.HTML(words(self._nothing(), "wkf-help"))
            ]
        for row in rows:
            self.cards[row.id].follow(row)

    def _nothing(self) -> Lazy:
        fixed = self.row.fixed is not None
        return _("Nothing blocks you here.") if fixed else _("Nothing here yet.")

    def add(self) -> str:
        """Add an empty row and open it; return its id."""
        row_id = ""

        def act() -> None:
            nonlocal row_id
            for left in reversed(range(_TRIES)):
                row_id = self._free_id()
                self._had.add(row_id.casefold())
                try:
                    self.keeper.save(Change(self._at(row_id), {}))
                except ConflictError:
                    # Someone else has just added a row of this id.
                    if not left:
                        raise
                else:
                    return

        if self._do(act) and row_id in self.cards:
            self.cards[row_id].open()
        return row_id

    def _free_id(self) -> str:
        """Return an id such as O4 that no row has or had here and no answer still names."""
        letter = re.sub(r"[^a-z]", "", self.row.singular.msgid.casefold())[:1] or "r"
        named = to_json(self.keeper.answers).casefold()
        number = len(self.cards) + 1
        while f"{letter}{number}" in self._had or f'"{letter}{number}"' in named:
            number += 1
        return f"{letter}{number}".upper()

    def _at(self, row_id: str) -> str:
        return join(*split(self.address), row_id)

    def remove(self, row_id: str) -> None:
        """Take a row away; undo brings it back with all its answers."""
        card, order = self.cards[row_id], list(self.cards)
        name, data = card.row.name_shown(), value_at(self.keeper.answers, self._at(row_id))
        if self._do(lambda: self.keeper.save(Change(self._at(row_id), remove=True))):
            self._gone.append((row_id, name, data or {}, order))
            self._offer(_("Taken away: “{name}”."))

    def undo(self) -> None:
        """Bring back the row taken away last, to its place."""
        if not self._gone:
            return
        row_id, _name, data, order = self._gone[-1]

        def act() -> None:
            self.keeper.save(Change(self._at(row_id), data))
            there = list(self.cards)
            wanted = [each for each in order if each in there]
            wanted += [each for each in there if each not in wanted]
            if wanted != there:
                self.keeper.save(Change(self.address, wanted))

        if self._do(act):
            self._gone.pop()
            self._offer(_("Taken away before that: “{name}”."))

    def _offer(self, text: Lazy) -> None:
        self.undo_button.layout.display = None if self._gone else "none"
        if self._gone:
            name = self._gone[-1][1]
            self.undo_button.description = str(_("Bring back: {name}").format(name=name))
            self._message.value = words(text.format(name=name), "wkf-help")

    def move(self, row_id: str, by: int) -> None:
        """Move a row up (−1) or down (1)."""
        ids = list(self.cards)
        place = ids.index(row_id)
        if 0 <= place + by < len(ids):
            ids[place], ids[place + by] = ids[place + by], ids[place]
            self._do(lambda: self.keeper.save(Change(self.address, ids)))

    def _do(self, act: Callable[[], None]) -> bool:
        self._message.value = ""
        try:
            act()
        except (WorkshopError, ValueError) as error:
            self._message.value = words(_("Not saved: {why}").format(why=error), "wkf-bad")
            return False
        return True
