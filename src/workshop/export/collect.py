"""An executed notebook as a document: parts in their order, facilitators' cells in their place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from nbformat import NotebookNode

from workshop.blocks import Block, DocumentFacts, Heading, Payload
from workshop.errors import ExportError
from workshop.export.cells import cell_name, is_ours, is_removed, payloads_of, tags_of, was_run
from workshop.export.document import Document, Section
from workshop.export.facilitator import Shown, blocks_of
from workshop.export.loading import repaired
from workshop.export.widgets import models_in
from workshop.i18n import _, use_language

_Place = tuple[str, int]
"""Section and order of a part of the plan."""

_START: _Place = ("", 0)
_EPOCH = dt.date(1980, 1, 1)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def collect(notebook: NotebookNode, name: str = "", choice: Shown | None = None) -> Document:
    """Return what a notebook prints.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook, or several merged into one.
    name : str
        What to call a notebook that brings no part of a plan and has no title.
    choice : Shown, optional
        What of a facilitator's cells is wanted.

    Raises
    ------
    ExportError
        If it was not run, holds parts of different plans, or has nothing to print.
    """
    notebook = repaired(notebook)
    choice = choice or Shown(models=models_in(notebook.metadata))
    parts = [payloads_of(cell, position) for position, cell in enumerate(notebook.cells)]
    payloads = sorted((part for group in parts for part in group), key=lambda part: part.order)
    silent = [
        cell_name(cell, position)
        for position, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and "plan" in tags_of(cell) and not parts[position]
    ]
    if not payloads:
        if silent or not was_run(notebook):
            raise _not_run(name, silent)
        return _plain_document(notebook, _added(notebook, parts, choice).get(_START, []), name)
    _of_one_plan(payloads)
    facts = payloads[0].document
    with use_language(facts.language):
        added = _added(notebook, parts, choice)
        again = _("Cell {cell} has not brought its part of the plan: run it again.")
        return Document(
            facts=facts,
            cover=_front(payloads, added, "cover"),
            summary=_front(payloads, added, "summary"),
            sections=_sections(payloads, added),
            notes=tuple(str(again.format(cell=cell)) for cell in silent),
        )


def _added(
    notebook: NotebookNode, parts: list[list[Payload]], choice: Shown
) -> dict[_Place, list[Block]]:
    """Return what facilitators added, by the part it follows."""
    added: dict[_Place, list[Block]] = {}
    place = _START
    for position, cell in enumerate(notebook.cells):
        if parts[position]:
            place = _place(parts[position][-1])
        if not is_ours(cell) and not is_removed(cell):
            blocks = blocks_of(cell, position, choice)
            if blocks:
                added.setdefault(place, []).extend(blocks)
    return added


def _place(part: Payload) -> _Place:
    return _START if part.front == "cover" else (f"{part.front}:{part.section}", part.order)


def _not_run(name: str, silent: list[str]) -> ExportError:
    return ExportError(
        "The notebook holds no part of a plan yet.",
        where=", ".join(part for part in (name, *(f"cell {cell!r}" for cell in silent)) if part),
        expected="a notebook with its outputs",
        todo="Run it first, or use --execute.",
    )


def _of_one_plan(parts: list[Payload]) -> None:
    for what, values in (
        ("participant", {part.document.participant for part in parts}),
        ("answers", {part.document.answers_hash for part in parts}),
    ):
        if len(values) > 1:
            raise ExportError(
                f"The notebook holds parts of different plans: the {what} differ."
                if what == "answers"
                else "The notebook holds parts of different plans: more than one participant.",
                found=", ".join(repr(value) for value in sorted(values)),
                expected="one participant and one state of the answers",
                todo="Run every notebook again for this participant, then export.",
            )


def _front(parts: list[Payload], added: Mapping[_Place, list[Block]], which: str) -> Section | None:
    mine = [part for part in parts if part.front == which]
    if not mine:
        return None
    blocks = [block for part in mine for block in part.blocks]
    if which != "cover":
        blocks = _with_added(mine, added)
    fallback = str(_("Summary")) if which == "summary" else ""
    title = next((part.title for part in mine if part.title), fallback)
    return Section(title=title, blocks=tuple(blocks))


def _sections(parts: list[Payload], added: Mapping[_Place, list[Block]]) -> tuple[Section, ...]:
    groups: dict[str, list[Payload]] = {}
    for part in parts:
        if not part.front:
            groups.setdefault(part.section, []).append(part)
    sections = []
    if added.get(_START):
        title, blocks = _titled(added[_START], str(_("From your facilitator")))
        sections.append(Section(title=title, blocks=tuple(blocks)))
    counts = {False: 0, True: 0}
    printed = {key: _with_added(group, added) for key, group in groups.items()}
    for key, group in groups.items():
        blocks = printed[key]
        if not blocks and any(printed.values()):
            # What nobody has come to yet is no section of a plan; its questions are still open.
            continue
        appendix = any(part.appendix for part in group)
        number = counts[appendix]
        counts[appendix] += 1
        title = next((part.title for part in group if part.title), group[0].section)
        label = _letter(number) if appendix else str(number + 1)
        sections.append(Section(title, tuple(blocks), label, appendix))
    return tuple(sorted(sections, key=lambda section: section.appendix))


def _with_added(parts: list[Payload], added: Mapping[_Place, list[Block]]) -> list[Block]:
    """Return the blocks of parts, each with what a facilitator put behind it."""
    blocks: list[Block] = []
    for number, part in enumerate(parts):
        blocks += part.blocks
        place = _place(part)
        if number + 1 == len(parts) or _place(parts[number + 1]) != place:
            blocks += added.get(place, [])
    return blocks


def _letter(number: int) -> str:
    high, low = divmod(number, len(_LETTERS))
    return (_LETTERS[high - 1] if high else "") + _LETTERS[low]


def _titled(blocks: list[Block], fallback: str) -> tuple[str, list[Block]]:
    """Take the opening heading as the title, where there is one."""
    first = blocks[0]
    if isinstance(first, Heading) and first.text.strip():
        return first.text, blocks[1:]
    return fallback, blocks


def _plain_document(notebook: NotebookNode, blocks: list[Block], name: str) -> Document:
    """Return a notebook that has nothing of ours as a document of its own."""
    if not blocks:
        raise ExportError(
            "The notebook has nothing to print.",
            where=name,
            expected="a part of a plan, or text of your own",
            todo="Check that the right notebook was named and that its cells are not left out.",
        )
    given = str(notebook.metadata.get("title", "") or "")
    title, rest = (given, blocks) if given else _titled(blocks, name or str(_("Notebook")))
    facts = DocumentFacts(participant="", business=title, answers_hash="", as_of=_EPOCH)
    return Document(facts, sections=(Section(title, tuple(rest)),), is_plan=False)
