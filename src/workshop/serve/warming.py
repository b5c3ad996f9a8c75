"""What a kernel does before it knows for whom: load, so that the first page is quick."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

_FORMS = ("/readiness/profile", "/readiness/people", "/decisions")


_done = False


def warm() -> None:
    """Load the libraries and tables our notebooks use, and go their way once."""
    global _done  # noqa: PLW0603 - a kernel that was split off has it all from its parent
    if _done:
        return
    _done = True
    import ipywidgets

    from workshop.plan.outline import PARTS
    from workshop.session import open_session
    from workshop.zones import time_zones

    time_zones()
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "roster.csv").write_text("key,name\nwarm,Warm\n", encoding="utf-8")
        session = open_session(name, "warm")
        for address in _FORMS:
            session.form(address)
        session.findings("readiness")
        for part in PARTS:
            session.plan(part)
        session.close()
    ipywidgets.Widget.close_all()
    gc.collect()
    gc.freeze()  # what is loaded now stays


def prepare() -> None:
    """Load everything, once for all kernels that will be split off; charts are on some pages."""
    from workshop.blocks.chart import draw_once

    draw_once()
    warm()


def begin() -> None:
    """Do what is left to do in the kernel itself."""
    from workshop.serve.quiet import keep_quiet

    keep_quiet()
