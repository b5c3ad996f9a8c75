"""What a browser reads from a step's page: its kernel, and the widgets of its forms."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SCRIPT = re.compile(
    r'<script[^>]*type="application/(?:json|vnd\.voila[^"]*)"[^>]*>(.*?)</script>', re.DOTALL
)
_KERNEL_ID = "kernelId"
_WIDGET = "application/vnd.jupyter.widget-view+json"
_AT = "at:"


@dataclass(frozen=True)
class StepPage:
    """A step's page as it was sent.

    Attributes
    ----------
    kernel_id : str
        Empty if there is none in it.
    widgets : tuple of str
        The models its cells show, in order.
    """

    kernel_id: str
    widgets: tuple[str, ...]


def read_page(html: str) -> StepPage:
    """Return what is in a page; of a page that is none, nothing."""
    kernel_id, widgets = "", []
    for text in _SCRIPT.findall(html):
        try:
            data = json.loads(text)
        except ValueError:
            continue
        if isinstance(data, dict):
            kernel_id = data.get(_KERNEL_ID, kernel_id)
            shown = data.get("data", {})
            if isinstance(shown, dict) and _WIDGET in shown:
                widgets.append(shown[_WIDGET]["model_id"])
    return StepPage(kernel_id, tuple(widgets))


@dataclass(frozen=True)
class TextField:
    """A field that text can be typed into: the answer's address and the widget's model."""

    address: str
    model: str


@dataclass(frozen=True)
class Forms:
    """What can be used of a page's forms.

    Attributes
    ----------
    fields : tuple of TextField
    pulse, echo : str
        The models of one form's pulse.
    add : tuple of str
        Models of the buttons that add a row to a table.
    """

    fields: tuple[TextField, ...] = ()
    pulse: str = ""
    echo: str = ""
    add: tuple[str, ...] = ()


def read_forms(states: Mapping[str, Any]) -> Forms:
    """Return what is in the states of a kernel's widgets."""
    fields, add, pulse, echo = [], [], "", ""
    for model, entry in states.items():
        state = entry["state"]
        classes = state.get("_dom_classes", ())
        if "wkf-pulse" in classes:
            pulse = pulse or model
        elif "wkf-echo" in classes:
            echo = echo or model
        elif "wkf-field" in classes and (found := _text_of(state, states)):
            fields += [
                TextField(name[len(_AT) :], found) for name in classes if name.startswith(_AT)
            ]
        elif "wkf-bar" in classes:
            add += [each for each in _children(state)[:1] if _first_of_two(state, states)]
    return Forms(tuple(fields), pulse, echo, tuple(add))


def _children(state: Mapping[str, Any]) -> list[str]:
    return [_model(each) for each in state.get("children", ())]


def _first_of_two(bar: Mapping[str, Any], states: Mapping[str, Any]) -> bool:
    """Say whether a bar is a table's: one button to add, one to undo that is out of sight."""
    children = _children(bar)
    return len(children) == 2 and _hidden(children[1], states)


def _hidden(model: str, states: Mapping[str, Any]) -> bool:
    layout = states.get(model, {}).get("state", {}).get("layout", "")
    return bool(states.get(_model(layout), {}).get("state", {}).get("display") == "none")


def _text_of(field: Mapping[str, Any], states: Mapping[str, Any]) -> str:
    """Return the model of a field that is one visible box of text, empty for any other."""
    layout = states.get(_model(field.get("layout", "")), {}).get("state", {})
    children = _children(field)
    if not children or layout.get("display") == "none":
        return ""
    kind = states.get(children[0], {}).get("model_name", "")
    return children[0] if kind in ("TextModel", "TextareaModel") else ""


def _model(reference: str) -> str:
    return reference.removeprefix("IPY_MODEL_")
