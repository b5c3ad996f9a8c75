"""From an executed notebook to a finished PDF, or to its Typst source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from nbformat import NotebookNode

from workshop.errors import ExportError
from workshop.export.block_data import check_pictures
from workshop.export.collect import collect
from workshop.export.compile import MissingGlyphsError, SourceRefusedError, pages_of, pdf
from workshop.export.document import Document
from workshop.export.facilitator import Shown
from workshop.export.glyphs import Glyphs, MissingGlyph
from workshop.export.page_data import logo_of, page_data, timestamp_of
from workshop.i18n import _, use_language
from workshop.shipped import shipped

_TRIES = 8


@dataclass(frozen=True)
class PlanPdf:
    """A finished plan.

    Attributes
    ----------
    pdf : bytes
        The file.
    pages : int
        How many pages it has.
    missing : tuple of MissingGlyph
        Characters no font could show, now □.
    notes : tuple of str
        What else the facilitator should know.
    """

    pdf: bytes
    pages: int
    missing: tuple[MissingGlyph, ...]
    notes: tuple[str, ...]


def plan_pdf(notebook: NotebookNode, name: str = "", choice: Shown | None = None) -> PlanPdf:
    """Return the plan an executed notebook holds, as an accessible PDF.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook, or several merged into one.
    name : str
        What to call the notebook in messages, and as a title if it has none.
    choice : Shown, optional
        Which cells a facilitator wants printed, and what of them.

    Raises
    ------
    ExportError
        If it cannot become a plan; the message says why and what to do.
    """
    return document_pdf(collect(notebook, name, choice))


def document_pdf(document: Document) -> PlanPdf:
    """Return any document as an accessible PDF, in its reader's language.

    Raises
    ------
    ExportError
        If it cannot be set; the message says why and what to do.
    """
    with use_language(document.facts.language):
        return _compiled(document)


def plan_typst(notebook: NotebookNode, name: str = "", choice: Shown | None = None) -> str:
    """Return the same plan as Typst source that compiles on its own."""
    document = collect(notebook, name, choice)
    with use_language(document.facts.language):
        data = json.dumps(page_data(document, Glyphs()))
    return _source(f"json(bytes({_literal(data)}))")


def _compiled(document: Document) -> PlanPdf:
    glyphs = Glyphs()
    source = _source("json(bytes(sys.inputs.data))")
    for _try in range(_TRIES):
        data = json.dumps(page_data(document, glyphs), ensure_ascii=False)
        try:
            made = pdf(source, data, timestamp_of(document))
        except MissingGlyphsError as problem:
            if not glyphs.refuse(problem.texts):
                break
        except SourceRefusedError as problem:
            raise _refused(document, problem) from problem
        else:
            return PlanPdf(made, pages_of(made), glyphs.missing, _notes(document))
    raise ExportError(
        "Some characters of the plan cannot be printed.",
        found=", ".join(repr(glyph.character) for glyph in glyphs.missing[-5:]),
        expected="characters one of the fonts can show",
        todo="Take them out of the answers, and report it.",
    )


def _notes(document: Document) -> tuple[str, ...]:
    brand = document.facts.brand
    if brand.logo and not logo_of(brand):
        return (*document.notes, str(_("The logo cannot be drawn and was left out.")))
    return document.notes


def _refused(document: Document, problem: SourceRefusedError) -> ExportError:
    """Say what the typesetter refused; a picture is looked for first."""
    parts = (document.cover, document.summary, *document.sections)
    for section in parts:
        if section is not None:
            check_pictures(section.blocks)
    return ExportError(
        "The plan could not be set.",
        found=str(problem)[:800],
        todo="Report it with this message; the answers themselves are safe.",
    )


@cache
def _template() -> str:
    parts = sorted(shipped("assets/plan").glob("*.typ"))
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _source(data: str) -> str:
    return f"#let data = {data}\n{_template()}\n#plan(data)\n"


def _literal(text: str) -> str:
    """Return ASCII text as a Typst string: nothing in it can end the string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
