"""The exporters nbconvert finds: ``--to plan`` and ``--to plan_typst``."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from workshop.export.making import plan_pdf, plan_typst


class _FromNotebook(Exporter):
    """What both have in common: nbconvert's own steps first, then the notebook as data."""

    def _prepared(
        self, nb: NotebookNode, resources: dict[str, Any] | None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any], str]:
        ready, told = super().from_notebook_node(nb, resources, **kw)
        return ready, told, str(told.get("metadata", {}).get("name", "") or "")


class PlanExporter(_FromNotebook):
    """Write the plan in an executed notebook as an accessible PDF.

    ``resources["workshop"]`` tells the number of pages, the characters that had to be
    replaced and what else a facilitator should know.
    """

    export_from_notebook = "Plan (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # nbconvert means any output
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of a notebook, and what is to be known of it.

        Raises
        ------
        ExportError
            If the notebook cannot become a plan.
        """
        ready, told, name = self._prepared(nb, resources, **kw)
        plan = plan_pdf(ready, name)
        told["workshop"] = {"pages": plan.pages, "missing": plan.missing, "notes": plan.notes}
        for glyph in plan.missing:
            self.log.warning(
                "No font has %r (%s); printed as □ in %s: %s",
                glyph.character,
                glyph.name,
                glyph.where,
                glyph.text,
            )
        for note in plan.notes:
            self.log.warning(note)
        return plan.pdf, told


class PlanTypstExporter(_FromNotebook):
    """Write the plan as one Typst file that holds its data and compiles on its own."""

    export_from_notebook = "Plan (Typst)"
    output_mimetype = "text/plain"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".typ"

    def from_notebook_node(  # type: ignore[override]  # nbconvert means any output
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the Typst source of a notebook's plan."""
        ready, told, name = self._prepared(nb, resources, **kw)
        return plan_typst(ready, name), told
