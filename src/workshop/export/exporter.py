"""The exporters nbconvert finds: ``--to plan`` and ``--to plan_typst``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Bool, default
from traitlets.config import Application

from workshop.errors import ExportError
from workshop.export.embedding import embed_pictures
from workshop.export.facilitator import Shown
from workshop.export.loading import load_notebook, read_notebook, repaired
from workshop.export.making import plan_pdf, plan_typst
from workshop.export.widgets import models_in


class _FromNotebook(Exporter):
    """What both have in common: nbconvert's own steps first, then the notebook as data.

    The options are those of nbconvert's template exporters, and are found under their name too,
    so that ``--no-input`` and its like work. Only the default of the first one differs: a plan
    shows no code unless asked to.
    """

    exclude_input = Bool(True, help="Leave out the code of cells.").tag(config=True)
    exclude_output = Bool(False, help="Leave out what code put out.").tag(config=True)
    exclude_code_cell = Bool(False, help="Leave out cells with code.").tag(config=True)
    exclude_markdown = Bool(False, help="Leave out cells with text.").tag(config=True)
    exclude_raw = Bool(False, help="Leave out raw cells.").tag(config=True)
    exclude_unknown = Bool(False, help="Leave out cells of unknown types.").tag(config=True)

    @classmethod
    def section_names(cls) -> list[str]:
        """Return the names under which options are looked for, the nearest last."""
        *above, own = super().section_names()
        return [*above, "TemplateExporter", own]

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return what a notebook file becomes.

        Raises
        ------
        ExportError
            If the file is no notebook, or the notebook cannot become a plan. On nbconvert's
            command line that is printed, and the command ends with code 1.
        """
        path = Path(filename)
        told = dict(resources or {})
        about = {**dict(told.get("metadata") or {}), "name": path.stem, "path": str(path.parent)}
        told["metadata"] = about
        try:
            return self.from_notebook_node(load_notebook(path), resources=told, **kw)
        except ExportError as error:
            _end_the_command(error, path.name)
            raise

    def from_file(
        self, file_stream: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return what an open notebook file becomes; see :meth:`from_filename`."""
        raw = file_stream.read()
        text = raw.decode("utf-8-sig", "replace") if isinstance(raw, bytes) else raw
        try:
            return self.from_notebook_node(
                read_notebook(text, "notebook"), resources=resources, **kw
            )
        except ExportError as error:
            _end_the_command(error, "notebook")
            raise

    def _prepared(
        self, nb: NotebookNode, resources: dict[str, Any] | None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any], str]:
        folder = (resources or {}).get("metadata", {}).get("path")
        whole = repaired(nb)
        if folder is not None:
            whole = embed_pictures(whole, Path(folder or "."))
        ready, told = Exporter.from_notebook_node(self, whole, resources, **kw)
        return ready, told, str(told.get("metadata", {}).get("name", "") or "")

    def _choice(self, nb: NotebookNode) -> Shown:
        return Shown(
            input=not self.exclude_input,
            output=not self.exclude_output,
            code=not self.exclude_code_cell,
            markdown=not self.exclude_markdown,
            raw=not self.exclude_raw,
            unknown=not self.exclude_unknown,
            models=models_in(nb.metadata),
        )

    def _validate_preprocessor(self, nbc: NotebookNode, preprocessor: Any) -> None:
        """Take what a preprocessor made as it is: damaged cells are named in print."""


def _end_the_command(error: ExportError, name: str) -> None:
    """Say what is wrong and stop, if this is nbconvert's own command and not a program."""
    from nbconvert.nbconvertapp import NbConvertApp

    if Application.initialized() and isinstance(Application.instance(), NbConvertApp):
        print(f"{name}: {error}", file=sys.stderr)  # noqa: T201 - it is a command's message
        raise SystemExit(1) from None


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
        plan = plan_pdf(ready, name, self._choice(ready))
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
        return plan_typst(ready, name, self._choice(ready)), told
