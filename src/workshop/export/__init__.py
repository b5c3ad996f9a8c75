"""Executed notebooks as a plan on paper: PDF through Typst.

Nothing heavy is loaded until a name is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop.export.exporter import PlanExporter, PlanTypstExporter
    from workshop.export.glyphs import MissingGlyph
    from workshop.export.making import PlanPdf, plan_pdf, plan_typst
    from workshop.export.merging import merge

_HOMES = {
    "MissingGlyph": "glyphs",
    "PlanExporter": "exporter",
    "PlanPdf": "making",
    "PlanTypstExporter": "exporter",
    "merge": "merging",
    "plan_pdf": "making",
    "plan_typst": "making",
}

__all__ = [
    "MissingGlyph",
    "PlanExporter",
    "PlanPdf",
    "PlanTypstExporter",
    "merge",
    "plan_pdf",
    "plan_typst",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
