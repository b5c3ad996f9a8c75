"""What papermill finds under the name ``workshop``: the engine, loaded when it is first used.

papermill loads all engines it finds as it is loaded itself; one that needs papermill for that would
be in its own way.
"""

from __future__ import annotations

from typing import Any


class _WhenAsked:
    """Stands for the engine."""

    def __getattr__(self, name: str) -> Any:
        from workshop.kernels.engine import SplitEngine

        return getattr(SplitEngine, name)


engine = _WhenAsked()
