"""A number with how it was come by, from what and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from workshop.answers.kinds import Day, Kind, refuse
from workshop.answers.measured import Basis
from workshop.forms.controls import Control, TextControl, wide
from workshop.i18n import _


class MeasuredControl(Control):
    """Four boxes for one answer: number, basis, source, day."""

    def __init__(self, kind: Kind, label: str) -> None:
        self.number = TextControl(kind, label)
        self.basis = w.Dropdown(
            description=str(_("How do you know?")),
            options=[(str(basis.label), basis.value) for basis in Basis],
            value=Basis.ESTIMATED.value,
            layout=wide(),
        )
        self.source = w.Text(
            description=str(_("From what? (books, booking system …)")),
            continuous_update=False,
            layout=wide(),
        )
        self.as_of = w.Text(
            description=str(_("On what day? (2026-12-31)")),
            continuous_update=False,
            layout=wide(),
        )
        row = w.HBox([self.basis, self.source, self.as_of])
        row.add_class("wkf-measured")
        self.widget = w.VBox([self.number.widget, row])
        self._quiet = False

    def show(self, value: Any) -> None:
        """Put number, basis, source and day in; no answer empties all four."""
        facts = value or {}
        self._put(
            lambda: self.number.show(facts.get("value")),
            facts.get("basis", Basis.ESTIMATED.value),
            facts.get("source", ""),
            facts.get("as_of") or "",
        )

    def _put(self, number: Callable[[], None], basis: str, source: str, day: str) -> None:
        self._quiet = True
        number()
        self.basis.value = basis
        self.source.value = source
        self.as_of.value = day
        self._quiet = False

    def read(self) -> Any:
        """Return the four together; without a number there is no answer."""
        number = self.number.read()
        source, day = self.source.value.strip(), self.as_of.value.strip()
        if number is None:
            if source or day:
                raise refuse(_("The number itself is missing."))
            return None
        answer = {"value": number, "basis": self.basis.value, "source": source}
        if day:
            answer["as_of"] = Day().parse(day).isoformat()
        return answer

    def typed(self) -> str:
        """Return the number, and in lines below what else differs from an empty form."""
        rest = [self.basis.value, self.source.value, self.as_of.value]
        if rest == [Basis.ESTIMATED.value, "", ""]:
            return self.number.typed()
        return "\n".join([self.number.typed(), *rest])

    def show_draft(self, text: str) -> None:
        """Put the lines back where they were."""
        number, basis, source, day = (*text.split("\n"), "", "", "", "")[:4]
        known = basis if basis in list(Basis) else Basis.ESTIMATED.value
        self._put(lambda: self.number.show_draft(number), known, source, day)

    def on_change(self, call: Callable[..., None]) -> None:
        """Call when any of the four has changed; an emptied number empties the others."""

        def changed(change: dict[str, Any]) -> None:
            if self._quiet:
                return
            if change["owner"] is self.number.widget and not self.number.typed().strip():
                self.show(None)
            call()

        for box in (self.number.widget, self.basis, self.source, self.as_of):
            box.observe(changed, names="value")
