"""Notebooks as they come out of a run, made by hand, and PDFs read back."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pikepdf
import pypdfium2 as pdfium
from nbformat import NotebookNode, v4

from workshop.blocks import (
    MIME,
    Bars,
    Block,
    Brand,
    Callout,
    Card,
    Cards,
    Checklist,
    Column,
    DocumentFacts,
    Figure,
    Heading,
    Light,
    Listing,
    Measure,
    Measures,
    Paragraph,
    Payload,
    Run,
    Signature,
    Slip,
    Slips,
    Table,
    Task,
    Tree,
    TreeNode,
    runs,
)
from workshop.blocks.model import ListItem

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
    '<rect width="30" height="10" fill="#1f4e5f"/></svg>'
)
HASH = "9f2c" * 16


def facts(**changes: Any) -> DocumentFacts:
    given = {
        "participant": "harbor-bakery",
        "business": "Harbor Lane Bakery",
        "answers_hash": HASH,
        "as_of": dt.date(2027, 1, 4),
        "workshop": "Portland",
        "brand": Brand(host="Coastal Enterprise Center"),
    }
    return DocumentFacts(**{**given, **changes})


def payload(*blocks: Block, section: str = "one", order: int = 100, **changes: Any) -> Payload:
    document = facts(**changes.pop("facts", {}))
    title = changes.pop("title", f"Section {section}")
    return Payload(
        document=document, order=order, section=section, title=title, blocks=blocks, **changes
    )


def plan_cell(part: Payload | dict[str, Any]) -> NotebookNode:
    data = part if isinstance(part, dict) else part.model_dump(mode="json")
    shown = v4.new_output("display_data", {MIME: data, "text/html": "x", "text/plain": "x"})
    return v4.new_code_cell(
        "plan()", metadata={"tags": ["plan"]}, outputs=[shown], execution_count=1
    )


def code_cell(*outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    return v4.new_code_cell(
        "secret_source()", metadata={"tags": list(tags)}, outputs=list(outputs), execution_count=1
    )


def markdown(source: str, *tags: str) -> NotebookNode:
    return v4.new_markdown_cell(source, metadata={"tags": list(tags)})


def shown(**data: Any) -> NotebookNode:
    """Return an output; ``text_plain`` stands for ``text/plain``."""
    return v4.new_output("display_data", {k.replace("_", "/", 1): v for k, v in data.items()})


def notebook(*cells: NotebookNode | Payload) -> NotebookNode:
    nb = v4.new_notebook()
    nb.cells = [plan_cell(cell) if isinstance(cell, Payload) else cell for cell in cells]
    return nb


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(pages).replace("\r\n", "\n").replace("\u200b", "").replace("\u00ad", "")


def flat(pdf: bytes) -> str:
    """Return the text without any space, so that line breaks do not matter."""
    drop = "\u200b\u00ad\u0002\ufffe\u00a0"
    return "".join("".join(text_of(pdf).split()).translate(dict.fromkeys(map(ord, drop))))


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


EVERY_KIND: tuple[tuple[str, Block, tuple[str, ...]], ...] = (
    ("heading", Heading(text="A part of it"), ("A part of it",)),
    (
        "paragraph",
        Paragraph(text=runs("Some ", Run(text="412", mark="measured"))),
        ("Some 412", "(measured)"),
    ),
    (
        "listing",
        Listing(
            items=(ListItem(text="Outer", items=(ListItem(text="Inner"),)), ListItem(text="Next")),
            numbered=True,
        ),
        ("Outer", "Inner", "Next"),
    ),
    (
        "table",
        Table(
            columns=(Column(label="Item"), Column(label="A year", align="right")),
            rows=((runs("Flour"), runs("$720")), (runs("All"), runs("$1,800"))),
            caption="Flour costs most",
            note="Prices of 2026",
            total=True,
        ),
        ("Flour costs most", "A year", "$1,800", "Prices of 2026"),
    ),
    (
        "figure",
        Figure(svg=SVG, alt="A bar of thirty", title="Thirty of forty", note="Counted"),
        ("Thirty of forty", "Counted"),
    ),
    (
        "cards",
        Cards(
            columns=2,
            cards=(
                Card(
                    title="120 orders",
                    label="Objective 1",
                    text="By June",
                    lights=(Light(label="S", state="pass"), Light(label="M", state="fail")),
                    facts=(("Owner", runs("Dana")),),
                ),
                Card(title="Second"),
            ),
        ),
        ("120 orders", "Objective 1", "By June", "✓", "✗", "Owner", "Dana", "Second"),
    ),
    (
        "callout",
        Callout(tone="warn", label="Open risk", title="One person", text="Who?", code="C-1"),
        ("Open risk", "C-1", "One person", "Who?"),
    ),
    (
        "checklist",
        Checklist(tasks=(Task(text="Call them", owner="Luis", due="8 January", done=True),)),
        ("Call them", "Luis", "8 January", "done"),
    ),
    (
        "measures",
        Measures(measures=(Measure(value="$18,400", label="a year", note="most", mark="x"),)),
        ("$18,400", "a year", "most", "(x)"),
    ),
    (
        "tree",
        Tree(
            roots=(
                TreeNode(text="Goal one", label="G", children=(TreeNode(text="Under it"),)),
                TreeNode(text="Goal two"),
            )
        ),
        ("Goal one", "Under it", "Goal two"),
    ),
    (
        "bars",
        Bars(
            bars=(("People", 61, "61 of 100"), ("Data", None, "not known")),
            title="People carry",
            note="Of 100",
        ),
        ("People carry", "61 of 100", "not known", "Of 100"),
    ),
    ("signature", Signature(people=("Dana Reyes, owner",)), ("Dana Reyes, owner",)),
    (
        "slips",
        Slips(
            slips=(
                Slip(
                    title="For Dana",
                    text="Her shop",
                    link="http://example.org/me/abc-def",
                    note="Keep it",
                    svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
                    alt="A code",
                ),
            )
        ),
        ("For Dana", "Her shop", "http://example.org/me/abc-def", "Keep it"),
    ),
)


def nbconvert_here(folder: Path, *options: str) -> tuple[int, str]:
    """Run nbconvert's command in this process; return its exit code and what it said."""
    from nbconvert.nbconvertapp import NbConvertApp

    settings = {"JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_PLATFORM_DIRS": "1"}
    said, code = io.StringIO(), 0
    with (
        mock.patch.dict(os.environ, settings),
        contextlib.chdir(folder),
        contextlib.redirect_stderr(said),
    ):
        NbConvertApp.clear_instance()
        try:
            NbConvertApp.launch_instance(["--to", "plan", *options])
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            NbConvertApp.clear_instance()
    return code, said.getvalue()


def nbconvert(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run nbconvert's own command in a folder, with no settings but its defaults."""
    return subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", "--to", "plan", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_PLATFORM_DIRS": "1"},
    )
