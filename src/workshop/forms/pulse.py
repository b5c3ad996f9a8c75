"""A form's pulse: what a page sends there comes back once everything before it is done."""

from __future__ import annotations

import ipywidgets as w


def pulse() -> w.HBox:
    """Return a hidden box that echoes a number.

    Messages of one page are worked through in order. So a page that sent an answer and then a
    number knows by the echo that the answer was taken.
    """
    sent = w.Text(description="pulse", continuous_update=False)
    echo = w.HTML()
    sent.observe(lambda change: setattr(echo, "value", _digits(change["new"])), names="value")
    sent.add_class("wkf-pulse")
    echo.add_class("wkf-echo")
    return w.HBox([sent, echo], layout=w.Layout(display="none"))


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 16 else ""
