"""Saved widgets as the text they show: a slider is its value, a box its children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workshop.blocks import Block, Paragraph, Run
from workshop.i18n import _

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
_DEEPEST = 12
_POINTER = "IPY_MODEL_"
_WITHOUT_VALUE = frozenset({"ButtonModel", "FileUploadModel", "ControllerModel", "PlayModel"})

Models = Mapping[str, Mapping[str, Any]]


def models_in(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return the saved widgets of a notebook by their ids; none if nothing was saved."""
    saved = metadata.get("widgets")
    state = saved.get(STATE) if isinstance(saved, Mapping) else None
    models = state.get("state") if isinstance(state, Mapping) else None
    if not isinstance(models, Mapping):
        return {}
    return {str(key): model for key, model in models.items() if isinstance(model, Mapping)}


class Widgets:
    """The saved widgets of a notebook, to be shown as text.

    Parameters
    ----------
    models : mapping
        From :func:`models_in`.
    outputs : callable
        Shows the outputs an ``Output`` widget has caught.
    pictures : callable
        Shows a picture, given its data, MIME type and words.
    html : callable
        Shows a piece of HTML.
    """

    def __init__(self, models: Models, outputs: Any, pictures: Any, html: Any) -> None:
        self._models = models
        self._outputs = outputs
        self._pictures = pictures
        self._html = html

    def blocks(self, view: Any) -> list[Block]:
        """Return what a widget shows; one whose state was not saved is named."""
        key = str(view.get("model_id", "")) if isinstance(view, Mapping) else ""
        found = list(self._show(key, 0))
        return found or [interactive("")]

    def _show(self, key: str, depth: int) -> Iterator[Block]:
        model = self._models.get(key)
        if model is None or depth > _DEEPEST:
            return
        kind = str(model.get("model_name", ""))
        state = model.get("state")
        state = state if isinstance(state, Mapping) else {}
        if kind == "OutputModel":
            yield from self._outputs(state.get("outputs") or [])
        elif isinstance(state.get("children"), list):
            yield from self._children(state, depth)
        elif kind in ("HTMLModel", "HTMLMathModel"):
            yield from self._html(str(state.get("value") or ""))
        elif kind == "ImageModel":
            yield self._pictures(state)
        elif kind in _WITHOUT_VALUE or not _has_value(state):
            words = str(state.get("description") or "")
            yield interactive(f"{kind.removesuffix('Model')} {words}".strip())
        else:
            yield _line(state)

    def _children(self, state: Mapping[str, Any], depth: int) -> Iterator[Block]:
        titles = state.get("titles") or state.get("_titles") or []
        titles = list(titles.values()) if isinstance(titles, Mapping) else list(titles)
        for number, child in enumerate(state["children"]):
            if number < len(titles) and titles[number]:
                yield Paragraph(text=(Run(text=str(titles[number]), strong=True),))
            yield from self._show(str(child).removeprefix(_POINTER), depth + 1)


def _has_value(state: Mapping[str, Any]) -> bool:
    return "value" in state or "index" in state


def _line(state: Mapping[str, Any]) -> Paragraph:
    """Return "description: value" as the widget shows it."""
    words = " ".join(str(state.get("description") or "").split())
    value = _value(state)
    if not words:
        return Paragraph(text=value or "–")
    return Paragraph(text=(Run(text=f"{words}: ", strong=True), Run(text=value or "–")))


def _value(state: Mapping[str, Any]) -> str:
    options = state.get("_options_labels")
    index = state.get("index")
    if isinstance(options, list) and "value" not in state:
        chosen = index if isinstance(index, list) else [index]
        names = [options[n] for n in chosen if isinstance(n, int) and 0 <= n < len(options)]
        return ", ".join(map(str, names))
    value = state.get("value")
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return " – ".join(map(str, value))
    if isinstance(value, Mapping):
        parts = (value.get("year"), value.get("month"), value.get("date"))
        if all(isinstance(part, int) for part in parts):
            # The browser counts months from 0.
            return f"{parts[0]:04d}-{parts[1] + 1:02d}-{parts[2]:02d}"  # type: ignore[operator]
        return str(dict(value))
    return "" if value is None else str(value)


def interactive(what: str) -> Block:
    """Return the line that stands for a widget paper cannot show."""
    words = (
        _("[interactive, not shown here: {what}]") if what else _("[interactive, not shown here]")
    )
    text = str(words.format(what=what)) if what else str(words)
    return Paragraph(text=(Run(text=text, muted=True),), style="small")
