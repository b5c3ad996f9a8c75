"""One small control for each kind of question: it shows a value and gives back what is typed."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w
from pydantic import TypeAdapter

from workshop.answers.kinds import Choice, Kind, Ref, Scale, Several, Text, Texts, YesNo
from workshop.answers.measured import Basis
from workshop.i18n import _

Options = Sequence[tuple[str, str]]
_WIDE = w.Layout(width="100%", min_height="2.6rem")


def as_json(value: Any) -> Any:
    """Return a value as the JSON data a change carries."""
    return json.loads(TypeAdapter(Any).dump_json(value))


class Control(ABC):
    """A widget for one answer, in JSON data both ways.

    ``read`` gives the answer that stands there, None for none, and raises ``ValueError``
    with a message for the person if what is typed is none.
    """

    widget: w.Widget

    @abstractmethod
    def show(self, value: Any) -> None:
        """Put an answer into the control."""

    @abstractmethod
    def read(self) -> Any:
        """Return the answer that stands in the control."""

    def typed(self) -> str:
        """Return what stands there as text, to be kept as a draft."""
        return ""

    def show_draft(self, text: str) -> None:
        """Put back what was typed and is not an answer; what is picked cannot be wrong."""
        del text

    @abstractmethod
    def on_change(self, call: Callable[[], None]) -> None:
        """Have a function called when the person has changed it."""


class TextControl(Control):
    """Typed text for every kind that reads text: numbers, dates, lists, addresses."""

    def __init__(self, kind: Kind, label: str) -> None:
        self.kind = kind
        lines = kind.lines if isinstance(kind, Text) else 5 if isinstance(kind, Texts) else 1
        make = w.Text if lines == 1 else w.Textarea
        self.widget = make(continuous_update=False, layout=_WIDE)
        self.widget.tooltip = label
        if lines > 1:
            self.widget.rows = lines

    def show(self, value: Any) -> None:
        """Put the answer in as it would be typed."""
        if value is None:
            self.widget.value = ""
        elif isinstance(value, list):
            self.widget.value = ("\n" if isinstance(self.kind, Texts) else ", ").join(value)
        elif isinstance(value, float) and value == int(value):
            self.widget.value = str(int(value))
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

    def on_change(self, call: Callable[[], None]) -> None:
        """Call when the field is left or Enter is pressed."""
        self.widget.observe(lambda _change: call(), names="value")


class PickControl(Control):
    """A drop-down with an empty first line."""

    def __init__(self, options: Options, label: str, stored: Callable[[str], Any] = str) -> None:
        self.stored = stored
        self.widget = w.Dropdown(layout=_WIDE)
        self.widget.tooltip = label
        self.set_options(options)

    def set_options(self, options: Options) -> None:
        """Change what can be picked, keeping the choice; one no longer there stays visible."""
        now = self.widget.value
        lines = [(str(_("– not answered –")), ""), *options]
        if now and now not in [value for _label, value in lines]:
            lines.append((f"{now} ?", now))
        if tuple(lines) != self.widget.options:
            self.widget.options = lines
            self.widget.value = now or ""

    def show(self, value: Any) -> None:
        """Pick the answer."""
        text = "" if value is None else json.dumps(value) if not isinstance(value, str) else value
        if text not in [option[1] for option in self.widget.options]:
            self.widget.options = [*self.widget.options, (f"{text} ?", text)]
        self.widget.value = text

    def read(self) -> Any:
        """Return what is picked."""
        return self.stored(self.widget.value) if self.widget.value else None

    def on_change(self, call: Callable[[], None]) -> None:
        """Call when another line is picked."""
        self.widget.observe(lambda _change: call(), names="value")


class SeveralControl(Control):
    """One box to tick for each option."""

    def __init__(self, kind: Several) -> None:
        self.boxes = {
            option.value: w.Checkbox(
                description=str(option.label), indent=False, layout=w.Layout(width="100%")
            )
            for option in kind.options
        }
        self.widget = w.VBox(list(self.boxes.values()))
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

    def on_change(self, call: Callable[[], None]) -> None:
        """Call when a box is ticked or cleared."""
        for box in self.boxes.values():
            box.observe(lambda _change: None if self._quiet else call(), names="value")


class MeasuredControl(Control):
    """A number with how it was come by, from what and when."""

    def __init__(self, kind: Kind, label: str) -> None:
        self.number = TextControl(kind, label)
        self.basis = w.Dropdown(
            options=[(str(basis.label), basis.value) for basis in Basis],
            value=Basis.ESTIMATED.value,
            layout=_WIDE,
        )
        self.basis.tooltip = str(_("How do you know it?"))
        self.source = w.Text(
            placeholder=str(_("from what? (books, booking system …)")),
            continuous_update=False,
            layout=_WIDE,
        )
        self.as_of = w.Text(
            placeholder=str(_("on what day? 2026-12-31")), continuous_update=False, layout=_WIDE
        )
        self.widget = w.VBox([self.number.widget, w.HBox([self.basis, self.source, self.as_of])])
        self.widget.children[1].add_class("wkf-measured")
        self._quiet = False

    def show(self, value: Any) -> None:
        """Put number, basis, source and day in."""
        self._quiet = True
        self.number.show(None if value is None else value["value"])
        if value is not None:
            self.basis.value = value.get("basis", Basis.ESTIMATED.value)
            self.source.value = value.get("source", "")
            self.as_of.value = value.get("as_of") or ""
        self._quiet = False

    def read(self) -> Any:
        """Return the four together; without a number there is no answer."""
        number = self.number.read()
        if number is None:
            return None
        answer = {"value": number, "basis": self.basis.value, "source": self.source.value.strip()}
        if self.as_of.value.strip():
            from workshop.answers.kinds import Day

            answer["as_of"] = Day().parse(self.as_of.value).isoformat()
        return answer

    def typed(self) -> str:
        """Return the number as typed, and the day if there is one."""
        return " · ".join(part for part in (self.number.typed(), self.as_of.value) if part)

    def show_draft(self, text: str) -> None:
        """Put number and day back."""
        self._quiet = True
        number, _sep, day = text.partition(" · ")
        self.number.show_draft(number)
        if day:
            self.as_of.value = day
        self._quiet = False

    def on_change(self, call: Callable[[], None]) -> None:
        """Call when any of the four has changed."""
        for box in (self.number.widget, self.basis, self.source, self.as_of):
            box.observe(lambda _change: None if self._quiet else call(), names="value")


def control_for(kind: Kind, label: str, *, measured: bool, options: Options = ()) -> Control:
    """Return the control for a kind of question.

    Parameters
    ----------
    kind : Kind
    label : str
        Shown as a tooltip; the label itself stands above the control.
    measured : bool
        Whether the answer carries how sure it is.
    options : sequence of (label, id)
        What a reference may point at.
    """
    if measured:
        return MeasuredControl(kind, label)
    if isinstance(kind, Ref):
        return PickControl(options, label)
    if isinstance(kind, Choice):
        return PickControl([(str(each.label), each.value) for each in kind.options], label)
    if isinstance(kind, YesNo):
        words = [(str(_("yes")), "true"), (str(_("no")), "false")]
        return PickControl(words, label, json.loads)
    if isinstance(kind, Scale):
        steps = [(kind.show(step), str(step)) for step in range(len(kind.anchors))]
        return PickControl(steps, label, int)
    if isinstance(kind, Several):
        return SeveralControl(kind)
    return TextControl(kind, label)
