"""Small controls that show a value and give back what is typed or picked."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w
from pydantic import TypeAdapter

from workshop.answers.kinds import Kind, Several, Text, Texts
from workshop.forms.style import words
from workshop.i18n import _
from workshop.numbers import plain

Options = Sequence[tuple[str, str]]
"""Pairs of what a person reads and what is stored."""
_JSON: TypeAdapter[Any] = TypeAdapter(Any)


def as_json(value: Any) -> Any:
    """Return a value as the JSON data a change carries."""
    return json.loads(_JSON.dump_json(value))


def wide() -> w.Layout:
    """Return the layout of everything that takes the whole width."""
    return w.Layout(width="100%")


class Control(ABC):
    """A widget for one answer, in JSON data both ways.

    ``read`` gives the answer that stands there, None for none, and raises ``ValueError``
    with a message for the person if what is typed is none. ``typed`` and ``show_draft``
    carry the same as text, for what is not saved yet.
    """

    widget: w.Widget

    @abstractmethod
    def show(self, value: Any) -> None:
        """Put an answer into the control."""

    @abstractmethod
    def read(self) -> Any:
        """Return the answer that stands in the control."""

    @abstractmethod
    def typed(self) -> str:
        """Return what stands there as text, to be kept as a draft."""

    @abstractmethod
    def show_draft(self, text: str) -> None:
        """Put back what was typed or picked and is not an answer."""

    @abstractmethod
    def on_change(self, call: Callable[..., None]) -> None:
        """Have a function called when the person has changed it."""


class TextControl(Control):
    """Typed text for every kind that reads text: numbers, dates, lists, addresses."""

    def __init__(self, kind: Kind, label: str) -> None:
        self.kind = kind
        lines = kind.lines if isinstance(kind, Text) else 5 if isinstance(kind, Texts) else 1
        make = w.Text if lines == 1 else w.Textarea
        self.widget = make(description=label, continuous_update=False, layout=wide())
        if lines > 1:
            self.widget.rows = lines

    def show(self, value: Any) -> None:
        """Put the answer in as it would be typed."""
        if value is None:
            self.widget.value = ""
        elif isinstance(value, list):
            self.widget.value = ("\n" if isinstance(self.kind, Texts) else ", ").join(value)
        elif isinstance(value, float):
            self.widget.value = plain(value)
        else:
            self.widget.value = str(value)

    def read(self) -> Any:
        """Return what the kind makes of the text."""
        text = self.widget.value
        return as_json(self.kind.parse(text)) if text.strip() else None

    def typed(self) -> str:
        """Return the text."""
        return str(self.widget.value)

    def show_draft(self, text: str) -> None:
        """Put the text back."""
        self.widget.value = text

    def on_change(self, call: Callable[..., None]) -> None:
        """Call when the field is left or Enter is pressed."""
        self.widget.observe(call, names="value")


class PickControl(Control):
    """A drop-down with an empty first line; one that is no longer offered stays visible."""

    def __init__(self, options: Options, label: str, stored: Callable[[str], Any] = str) -> None:
        self.stored = stored
        self._options: Options = ()
        self.widget = w.Dropdown(description=label, layout=wide())
        self.set_options(options)

    def set_options(self, options: Options) -> None:
        """Change what can be picked, keeping the choice."""
        self._options = options
        self._offer(self.widget.value or "")

    def _offer(self, picked: str) -> None:
        lines = [(str(_("– not answered –")), ""), *self._options]
        if picked not in [value for _label, value in lines]:
            lines.append((str(_("{id} (no longer there)").format(id=picked)), picked))
        if tuple(lines) != self.widget.options:
            self.widget.options = tuple(lines)
        self.widget.value = picked

    def show(self, value: Any) -> None:
        """Pick the answer."""
        self._offer("" if value is None else value if isinstance(value, str) else json.dumps(value))

    def read(self) -> Any:
        """Return what is picked."""
        return self.stored(self.widget.value) if self.widget.value else None

    def typed(self) -> str:
        """Return what is picked, as it is stored."""
        return str(self.widget.value or "")

    def show_draft(self, text: str) -> None:
        """Pick it again."""
        self._offer(text)

    def on_change(self, call: Callable[..., None]) -> None:
        """Call when another line is picked."""
        self.widget.observe(call, names="value")


class SeveralControl(Control):
    """One box to tick for each option."""

    def __init__(self, kind: Several, label: str) -> None:
        self.boxes = {
            option.value: w.Checkbox(description=str(option.label), indent=False, layout=wide())
            for option in kind.options
        }
        self.widget = w.VBox([w.HTML(words(label, "wkf-label")), *self.boxes.values()])
        self._quiet = False

    def show(self, value: Any) -> None:
        """Tick the boxes without calling anybody for each."""
        self._quiet = True
        for name, box in self.boxes.items():
            box.value = name in (value or [])
        self._quiet = False

    def read(self) -> Any:
        """Return what is ticked; nothing ticked is not an answer."""
        return [name for name, box in self.boxes.items() if box.value] or None

    def typed(self) -> str:
        """Return what is ticked, as it is stored."""
        return ", ".join(self.read() or ())

    def show_draft(self, text: str) -> None:
        """Tick it again."""
        self.show(text.split(", "))

    def on_change(self, call: Callable[..., None]) -> None:
        """Call when a box is ticked or cleared."""
        for box in self.boxes.values():
            box.observe(lambda _change: None if self._quiet else call(), names="value")


class RowsControl(Control):
    """One box to tick for each row of another table; the boxes follow that table."""

    def __init__(self, options: Options, label: str) -> None:
        self._label = w.HTML(words(label, "wkf-label"))
        self._empty = w.HTML(words(_("Nothing to choose from yet."), "wkf-help"))
        self._boxes: dict[str, w.Checkbox] = {}
        self._calls: list[Callable[..., None]] = []
        self._quiet = False
        self.widget = w.VBox()
        self.set_options(options)

    def set_options(self, options: Options) -> None:
        """Change what can be ticked, keeping what is; one no longer offered stays visible."""
        ticked = self.read() or []
        lines = {value: label for label, value in options}
        for gone in ticked:
            lines.setdefault(gone, str(_("{id} (no longer there)").format(id=gone)))
        if list(lines.items()) != [(key, box.description) for key, box in self._boxes.items()]:
            self._boxes = {key: self._box(label, key in ticked) for key, label in lines.items()}
        self.widget.children = [self._label, *(self._boxes.values() or [self._empty])]

    def _box(self, label: str, ticked: bool) -> w.Checkbox:
        box = w.Checkbox(value=ticked, description=label, indent=False, layout=wide())
        box.observe(lambda _change: self.told(), names="value")
        return box

    def told(self) -> None:
        """Call whoever listens, unless the boxes were ticked by us."""
        if not self._quiet:
            for call in self._calls:
                call()

    def show(self, value: Any) -> None:
        """Tick the boxes without calling anybody for each."""
        wanted = list(value or [])
        offered = [(box.description, key) for key, box in self._boxes.items()]
        missing = [
            (str(_("{id} (no longer there)").format(id=key)), key)
            for key in wanted
            if key not in self._boxes
        ]
        if missing:
            self.set_options([*offered, *missing])
        self._quiet = True
        for key, box in self._boxes.items():
            box.value = key in wanted
        self._quiet = False

    def read(self) -> Any:
        """Return what is ticked; nothing ticked is not an answer."""
        return [key for key, box in self._boxes.items() if box.value] or None

    def typed(self) -> str:
        """Return what is ticked, as it is stored."""
        return ", ".join(self.read() or ())

    def show_draft(self, text: str) -> None:
        """Tick it again."""
        self.show([each for each in text.split(", ") if each])

    def on_change(self, call: Callable[..., None]) -> None:
        """Call when a box is ticked or cleared."""
        self._calls.append(call)
