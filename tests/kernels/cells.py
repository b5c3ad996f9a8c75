"""The cells both engines run: a notebook for each group, each cell with the name of its test."""

from __future__ import annotations

from typing import Any

from kernels.cells_asked import ERRORS, MAGICS
from kernels.cells_shown import CHARTS, FIGURES, SHOWN, WIDGETS
from kernels.cells_world import PROGRAMS, WORLD

GROUPS = {
    "shown": SHOWN,
    "world": WORLD,
    "programs": PROGRAMS,
    "magics": MAGICS,
    "errors": ERRORS,
    "widgets": WIDGETS,
    "charts": CHARTS,
    "figures": FIGURES,
}
OPTIONS: dict[str, dict[str, Any]] = {
    "charts": {"extra_arguments": ["--InlineBackend.figure_formats=svg"]},
    # nbclient answers a widget on the socket it waits at. Now and then it then overhears that the
    # cell is done, and looks again only when the cell's time is up.
    "widgets": {"execution_timeout": 40},
}
"""What papermill is told besides, for some of them."""
