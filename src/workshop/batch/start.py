"""What takes longest to load is begun first: the zygote of the cells, and that of the workers.

Both take as long as the rest of a small batch. A command can begin them before it loads what it
needs itself; otherwise they are begun with the first plan.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
from collections.abc import Iterable
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

from workshop.kernels import PURPOSE, Zygote, allowed

_AHEAD = ["workshop.batch.workers", "workshop.batch.ahead", "workshop.cli"]
"""What every worker needs, loaded once by the process they are split off from.

The command is in it because Python loads a program's main module again in each of its processes.
"""
_begun: list[Zygote] = []


def begin_cells(outs: Iterable[Path]) -> None:
    """Begin a zygote, unless there are plans already: then perhaps none has to be made.

    Parameters
    ----------
    outs : iterable of pathlib.Path
        Where the plans may go.
    """
    if _begun or not allowed():
        return
    if not any(next(out.glob("*/run.json"), None) for out in outs):
        zygote = Zygote(PURPOSE, dict(os.environ))
        atexit.register(zygote.stop)  # if nobody takes it
        zygote.begin()
        _begun.append(zygote)


def begin_workers() -> None:
    """Begin what workers are split off from, if their cells' zygote was begun."""
    if _begun:
        context_of_workers()
        forkserver.ensure_running()


def zygote_of_cells() -> Zygote:
    """Return a zygote for a batch, which ends it: the one that was begun, if any."""
    return _begun.pop() if _begun else Zygote(PURPOSE, dict(os.environ))


def context_of_workers() -> Any:
    """Return how workers are started: where a kernel can be split off, so can they."""
    context: Any = multiprocessing.get_context("forkserver" if allowed() else "spawn")
    if allowed():
        context.set_forkserver_preload(_AHEAD)
    return context
