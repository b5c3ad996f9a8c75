"""What a kernel does before it knows for whom: load, so that the first page is quick."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path


def warm() -> None:
    """Load the libraries and tables our notebooks use, and go their way once."""
    from workshop.settings import Settings
    from workshop.store import Participant

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "roster.csv").write_text("key,name\nwarm,Warm\n", encoding="utf-8")
        del Settings, Participant
        from workshop.session import open_session

        session = open_session(str(folder), "warm")
        session.form("/readiness/profile")
        session.findings("readiness")
        session.plan("readiness.profile")
        session.close()
    gc.collect()
    # What is loaded now stays: the collector need not look at it again.
    gc.freeze()
