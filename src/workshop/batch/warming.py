"""What the kernels of a batch have loaded before they begin."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path


def prepare() -> None:
    """Go once through what a plan is made of, for nobody."""
    from workshop.blocks.chart import draw_once
    from workshop.kernels.shell import prepare_shell
    from workshop.plan.outline import PARTS
    from workshop.session import open_session
    from workshop.tongues import name_of
    from workshop.zones import time_zones

    time_zones()
    name_of("en")
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "roster.csv").write_text("key,name\nwarm,Warm\n", encoding="utf-8")
        session = open_session(name, "warm", "plan")
        for part in PARTS:
            session.plan(part)._repr_mimebundle_()
        session.findings("readiness")
        session.form("/readiness/profile")
        session.close()
    draw_once()
    prepare_shell()


def prime(arguments: Sequence[str]) -> None:
    """Judge the answers of one participant, once for all notebooks of the plan.

    Parameters
    ----------
    arguments : sequence of str
        The folder of a frozen job.
    """
    from workshop.session import judge_ahead

    (folder,) = arguments
    judge_ahead(folder)


def begin() -> None:
    """Do nothing more: a kernel of a batch is like any other."""
