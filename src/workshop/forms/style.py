"""How forms look: one column on a phone, calm, no colour alone."""

from __future__ import annotations

import html
from functools import lru_cache
from pathlib import Path

import ipywidgets as w


@lru_cache(maxsize=1)
def _css() -> str:
    return Path(__file__).with_name("form.css").read_text(encoding="utf-8")


_shared: list[w.HTML] = []


def style() -> w.HTML:
    """Return the widget that carries the styles: one for all forms of a kernel."""
    if not _shared or _shared[-1].comm is None:  # there is none, or it was closed
        _shared[:] = [w.HTML(f"<style>{_css()}</style>", layout=w.Layout(display="none"))]
    return _shared[-1]


def words(text: object, css: str, tag: str = "span", role: str = "") -> str:
    """Return text as HTML of one class; whatever it holds, it stays text.

    With the role ``alert`` it is read aloud as soon as it stands there.
    """
    told = f' role="{role}"' if role else ""
    return f'<{tag} class="{css}"{told}>{html.escape(str(text))}</{tag}>'
