"""A few whole numbers side by side: all steps in sight, one to pick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from workshop.answers.kinds import Kind, Number
from workshop.forms.controls import Control, wide
from workshop.i18n import _
from workshop.numbers import number

MOST_STEPS = 7


def few_steps(kind: Kind) -> range | None:
    """Return the numbers a kind allows if they are few and whole, else None."""
    if type(kind) is not Number or not kind.whole or kind.unit:
        return None
    if kind.at_least is None or kind.at_most is None:
        return None
    found = range(int(kind.at_least), int(kind.at_most) + 1)
    return found if 2 <= len(found) <= MOST_STEPS else None


class StepsControl(Control):
    """One mark for each number, and one for no answer; arrow keys go from one to the next."""

    def __init__(self, steps: range, label: str) -> None:
        lines = [(number(step), str(step)) for step in steps]
        self.widget = w.RadioButtons(
            description=label, options=[(str(_("open")), ""), *lines], value="", layout=wide()
        )
        self.widget.add_class("wkf-steps")
        self._allowed = {text for _label, text in lines}

    def show(self, value: Any) -> None:
        """Pick the answer."""
        self.show_draft("" if value is None else str(int(value)))

    def read(self) -> Any:
        """Return what is picked."""
        return int(self.widget.value) if self.widget.value else None

    def typed(self) -> str:
        """Return what is picked, as it is stored."""
        return str(self.widget.value or "")

    def show_draft(self, text: str) -> None:
        """Pick it again; what is no step leaves the answer open."""
        self.widget.value = text if text in self._allowed else ""

    def on_change(self, call: Callable[..., None]) -> None:
        """Call when another number is picked."""
        self.widget.observe(call, names="value")
