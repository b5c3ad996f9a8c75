"""A workbook that takes a small business from its goals to a social-media plan.

The few names a notebook may use; each is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module

from workshop.start import start_fast

__version__ = "0.1.0"

_HOMES = {
    "Board": "workshop.people.board",
    "Room": "workshop.summary.room",
    "Session": "workshop.session",
    "open_board": "workshop.people.board",
    "open_room": "workshop.summary.room",
    "open_session": "workshop.session",
}

__all__ = ["Board", "Room", "Session", "__version__", "open_board", "open_room", "open_session"]

start_fast()


def __getattr__(name: str) -> object:
    """Load a public name from the room it lives in."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
