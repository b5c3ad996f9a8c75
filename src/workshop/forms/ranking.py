"""Things to put in order: a button to move each one up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from workshop.answers.kinds import Ranking
from workshop.forms.controls import Control
from workshop.forms.style import words
from workshop.i18n import _


class RankingControl(Control):
    """One line for each thing, with a button up and a button down.

    As long as nobody has moved or confirmed anything there is no answer: an order nobody
    looked at is not a decision.
    """

    def __init__(self, kind: Ranking, label: str) -> None:
        self.names = {option.value: str(option.label) for option in kind.options}
        self.order = list(self.names)
        self.given = False
        self._call: Callable[..., None] = lambda: None
        self._list = w.VBox()
        self.confirm = w.Button(description=str(_("This order is right")))
        self.reopen = w.Button(description=str(_("Leave it open")))
        self.confirm.on_click(lambda _button: self.decide(self.order))
        self.reopen.on_click(lambda _button: self.clear())
        bar = w.HBox([self.confirm, self.reopen])
        bar.add_class("wkf-bar")
        self.widget = w.VBox([w.HTML(words(label, "wkf-label")), self._list, bar])
        self._draw()

    def _draw(self) -> None:
        self._list.children = [self._line(place) for place in range(len(self.order))]
        self.confirm.layout.display = "none" if self.given else None
        self.reopen.layout.display = None if self.given else "none"

    def _line(self, place: int) -> w.HBox:
        name = self.names[self.order[place]]
        # The style sheet shows a sign in place of the words; read aloud are the words.
        up = w.Button(description=str(_("Move up: {name}").format(name=name)))
        down = w.Button(description=str(_("Move down: {name}").format(name=name)))
        up.add_class("wkf-up")
        down.add_class("wkf-down")
        up.disabled, down.disabled = place == 0, place == len(self.order) - 1
        up.on_click(lambda _button: self.move(place, -1))
        down.on_click(lambda _button: self.move(place, 1))
        line = w.HBox([up, down, w.HTML(words(f"{place + 1}. {name}", "wkf-rank"))])
        line.add_class("wkf-ranked")
        return line

    def move(self, place: int, by: int) -> None:
        """Move the thing at a place (from 0) up (−1) or down (1)."""
        order = list(self.order)
        order[place], order[place + by] = order[place + by], order[place]
        self.decide(order)

    def decide(self, order: list[str]) -> None:
        """Take an order as the answer."""
        self.order, self.given = list(order), True
        self._draw()
        self._call()

    def clear(self) -> None:
        """Take the answer back."""
        self.given = False
        self._draw()
        self._call()

    def show(self, value: Any) -> None:
        """Put the order there, the usual one if there is no answer."""
        self.order, self.given = list(value or self.names), bool(value)
        self._draw()

    def read(self) -> Any:
        """Return the order, None as long as nobody decided."""
        return list(self.order) if self.given else None

    def typed(self) -> str:
        """Return the order as it is stored."""
        return ", ".join(self.order) if self.given else ""

    def show_draft(self, text: str) -> None:
        """Put an order that is not saved back."""
        order = text.split(", ")
        self.show(order if sorted(order) == sorted(self.names) else None)

    def on_change(self, call: Callable[..., None]) -> None:
        """Call when something is moved or the order is confirmed."""
        self._call = call
