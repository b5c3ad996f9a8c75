"""A box to type in that offers what matches, for lists too long to scroll through."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w

from workshop.answers.kinds import clean_text, refuse
from workshop.forms.controls import Control, Options, wide
from workshop.i18n import _

LONG_LIST = 60
"""Choices from which a list is searched rather than scrolled."""

_NEAR = 3


class SearchControl(Control):
    """Typed text that must name one of the choices; what is near is offered."""

    def __init__(self, options: Options, label: str) -> None:
        self._ids = {name.casefold(): key for name, key in options}
        self._names = {key: name for name, key in options}
        self.widget = w.Combobox(
            description=label,
            options=tuple(self._names.values()),
            placeholder=str(_("Type a few letters, then pick")),
            continuous_update=False,
            layout=wide(),
        )

    def show(self, value: Any) -> None:
        """Put the name of the choice into the box."""
        self.widget.value = "" if value is None else self._names.get(value, str(value))

    def read(self) -> Any:
        """Return the id of what is typed, in full or as the only match."""
        text = clean_text(self.widget.value)
        if not text:
            return None
        wanted = text.casefold()
        if wanted in self._ids:
            return self._ids[wanted]
        if text in self._names:
            return text
        holding = [name for name in self._names.values() if wanted in name.casefold()]
        if len(holding) == 1:
            return self._ids[holding[0].casefold()]
        near = holding[:_NEAR] or self._near(wanted)
        if near:
            raise refuse(
                _("“{text}” is not in the list. Did you mean: {near}?"),
                text=text, near="; ".join(near),
            )  # fmt: skip
        raise refuse(_("“{text}” is not in the list."), text=text)

    def _near(self, wanted: str) -> Sequence[str]:
        found = difflib.get_close_matches(wanted, self._ids, _NEAR, 0.6)
        return [self._names[self._ids[name]] for name in found]

    def typed(self) -> str:
        """Return the text."""
        return str(self.widget.value)

    def show_draft(self, text: str) -> None:
        """Put the text back."""
        self.widget.value = text

    def on_change(self, call: Callable[..., None]) -> None:
        """Call when the box is left or a line is picked."""
        self.widget.observe(call, names="value")
