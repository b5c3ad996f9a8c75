"""A folder of notebooks, one reason each: every one becomes an accessible PDF, or a message.

``notebooks/expected.json`` says for each what stands on each page, what stands nowhere, how many
elements of a kind the PDF's structure has, or which words the error has.
"""

from __future__ import annotations

import base64
import copy
import http.server
import io
import json
import random
import re
import socket
import threading
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from nbformat import v4
from plans import markdown, nbconvert, nbconvert_here, notebook, payload, text_of
from traitlets.config import Config

from workshop.blocks import Figure, Paragraph
from workshop.errors import ExportError
from workshop.export import PlanExporter, PlanTypstExporter, merge, plan_pdf
from workshop.export.collect import collect
from workshop.export.embedding import embed_pictures
from workshop.export.loading import load_notebook, read_notebook

FOLDER = Path(__file__).parent / "notebooks"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
PRINTED = [name for name, facts in EXPECTED.items() if "error" not in facts]
REFUSED = [name for name, facts in EXPECTED.items() if "error" in facts]


@cache
def exported(name: str) -> bytes:
    """Return the PDF of one of the folder's notebooks, made as nbconvert makes it."""
    config = Config(EXPECTED[name].get("options", {}))
    pdf, _told = PlanExporter(config=config).from_filename(str(FOLDER / f"{name}.ipynb"))
    return pdf


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, blanks and breaks made single ones."""
    document = pdfium.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [plain(text) for text in texts]


def plain(text: str) -> str:
    """Return a text without marks of hyphenation and with single blanks."""
    bare = re.sub("[\u200b\u00ad\ufffe\x02\x00]", "", text).replace("\u00a0", " ")
    return " ".join(bare.split())


def holds(page: str, text: str) -> bool:
    """Say whether a page holds a text; where lines break does not count."""
    return plain(text).replace(" ", "") in page.replace(" ", "")


def elements(pdf: bytes) -> Counter[str]:
    """Count the elements of the PDF's structure by their kind; a figure must have its words."""
    found: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        roles = {
            str(k): str(v) for k, v in document.Root.StructTreeRoot.get("/RoleMap", {}).items()
        }
        todo = [document.Root.StructTreeRoot.K]
        while todo:
            node = todo.pop()
            if isinstance(node, pikepdf.Array):
                todo += list(node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                kind = str(node.S)
                kind = roles.get(kind, kind).lstrip("/")
                found[kind] += 1
                if kind == "Figure":
                    assert str(node.get("/Alt", "")).strip()
                if "/K" in node:
                    todo.append(node.K)
    return found


def test_there_are_enough_of_them_and_none_is_forgotten() -> None:
    """Every notebook of the folder has its expectations, and the other way round."""
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(EXPECTED)
    assert len(EXPECTED) >= 40


@pytest.mark.parametrize("name", PRINTED)
def test_its_text_stands_where_it_should(name: str) -> None:
    """Page by page what is expected is there; what must not be is nowhere."""
    facts = EXPECTED[name]
    pages = pages_of(exported(name))
    if "pages" in facts:
        assert len(pages) == len(facts["pages"])
        for number, (page, texts) in enumerate(zip(pages, facts["pages"], strict=True), start=1):
            missing = [text for text in texts if not holds(page, text)]
            assert not missing, f"page {number} lacks {missing}: {page}"
    whole = " ".join(pages)
    assert [text for text in facts.get("anywhere", ()) if not holds(whole, text)] == []
    assert [text for text in facts.get("absent", ()) if text in whole] == []


@pytest.mark.parametrize("name", PRINTED)
def test_it_is_an_accessible_pdf(name: str) -> None:
    """PDF/UA-1, tagged, with a title; pictures have words; elements are what they look like."""
    pdf = exported(name)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.open_metadata().get("pdfuaid:part")) == "1"
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo.Title)
    found = elements(pdf)
    wanted = EXPECTED[name].get("tags", {})
    assert {kind: found[kind] for kind in wanted} == wanted


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_printed_is_refused_in_words(name: str) -> None:
    """The message names the file, what was found and what to do."""
    with pytest.raises(ExportError) as caught:
        exported(name)
    text = str(caught.value)
    assert EXPECTED[name]["error"] in text
    assert name in text
    assert "What to do" in text


def test_typst_source_is_made_of_any_notebook_too() -> None:
    """The other exporter takes the same notebooks and options."""
    for name in ("markdown-footnotes", "output-widgets", "nbformat-3"):
        source, _told = PlanTypstExporter().from_filename(str(FOLDER / f"{name}.ipynb"))
        assert source.startswith("#let data = ")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """No notebook of the folder opens a connection, and no picture calls out while it is drawn."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="0 0 9 9"><style>@import url({here}/css);</style>'
            f'<image href="{here}/a.png" width="9" height="9"/>'
            f'<image xlink:href="{here}/b.png" width="9" height="9"/>'
            f'<rect width="9" height="9" style="fill:url({here}/c)"/></svg>'
        )
        monkeypatch.setattr(socket.socket, "connect", lambda *_a: pytest.fail("a connection"))
        cell = v4.new_code_cell("x", execution_count=1)
        cell.outputs = [
            v4.new_output("display_data", {"image/svg+xml": svg}),
            v4.new_output("display_data", {"text/html": f'<img src="{here}/d.png"><p>x</p>'}),
        ]
        text = markdown(f"# T\n\n![far]({here}/e.png) <img src='{here}/f.png'>")
        made = plan_pdf(notebook(text, cell))
        server.shutdown()
    assert asked == []
    assert "nothing is fetched" in text_of(made.pdf)


def test_the_command_line_prints_notebooks_with_their_pictures(tmp_path: Path) -> None:
    """nbconvert's own command and flags; a picture beside the notebook is found."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "door.png").write_bytes((FOLDER / "pictures/door.png").read_bytes())
    for name in ("markdown-picture-beside", "code-left-out-by-default"):
        (tmp_path / f"{name}.ipynb").write_bytes((FOLDER / f"{name}.ipynb").read_bytes())
    names = [path.name for path in tmp_path.glob("*.ipynb")]
    code, said = nbconvert_here(tmp_path, "--no-input", *names)
    assert code == 0, said
    assert elements((tmp_path / "markdown-picture-beside.pdf").read_bytes())["Figure"] == 1


def test_the_command_line_says_what_is_wrong_in_words(tmp_path: Path) -> None:
    """A file that is no notebook ends the command with words and code 1, without a traceback."""
    (tmp_path / "notes.ipynb").write_text('{"cells": [{"cell_type": "mark')
    done = nbconvert(tmp_path, "notes.ipynb")
    assert done.returncode == 1
    assert "not a notebook that can be read" in done.stderr
    assert "What to do" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_very_long_output_is_cut_and_said_so() -> None:
    """Ten megabytes of lines take two pages or so; how much is missing stands there."""
    cell = v4.new_code_cell("x", execution_count=1)
    cell.outputs = [v4.new_output("stream", text="".join(f"line {n}\n" for n in range(1_000_000)))]
    made = plan_pdf(notebook(markdown("# T"), cell))
    assert made.pages <= 6
    assert "999,760 more lines" in plain(text_of(made.pdf))
    assert "line 999999" in plain(text_of(made.pdf))


def test_merged_notebooks_keep_their_widgets() -> None:
    """A slider saved in one notebook shows its value after merging."""
    book = load_notebook(FOLDER / "output-widgets.ipynb")
    both = merge([notebook(payload(Paragraph(text="a"))), book])
    assert holds(plain(text_of(plan_pdf(both).pdf)), "Hours a week: 7")


def test_only_pictures_inside_the_folder_are_taken(tmp_path: Path) -> None:
    """No way out: not up, not from the root, not by a link, not by an odd address."""
    inside = tmp_path / "book"
    (inside / "art").mkdir(parents=True)
    png = (FOLDER / "pictures" / "door.png").read_bytes()
    for path in (inside / "a.png", inside / "art" / "b (1).png", tmp_path / "secret.png"):
        path.write_bytes(png)
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    (inside / "notes.txt").write_text("private")
    source = (
        "![a](a.png) ![b](<art/b (1).png>) ![c](art/b%20(1).png) ![up](../secret.png) "
        f"![root]({tmp_path}/secret.png) ![link](link.png) ![text](notes.txt) ![null](a%00.png) "
        "![title](a.png 'with words') <img src='art/../a.png'>"
    )
    book = embed_pictures(notebook(markdown(source)), inside)
    assert set(book.cells[0].attachments) == {"a.png", "art-b--1-.png"}
    document = collect(book)
    assert sum(isinstance(block, Figure) for block in document.sections[0].blocks) == 3
    assert base64.b64decode(book.cells[0].attachments["a.png"]["image/png"]) == png


NODES = settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def _mangled(data: Any, dice: random.Random) -> Any:
    """Replace, drop or move nodes anywhere in a notebook."""
    junk = [None, 0, -1.5, True, "", "x", [], {}, ["a", 1], {"a": None}, "\x00", "\ud800", 10**30]
    for _n in range(dice.randint(1, 5)):
        node, parent, key = data, None, None
        while isinstance(node, (dict, list)) and node and (parent is None or dice.random() < 0.85):
            key = dice.choice(list(node) if isinstance(node, dict) else range(len(node)))
            parent, node = node, node[key]
        if parent is None:
            continue
        if dice.random() < 0.3:
            del parent[key]
        else:
            parent[key] = copy.deepcopy(dice.choice([*junk, node, [node], {"x": node}]))
    return data


@NODES
@given(name=st.sampled_from([n for n in PRINTED if "long" not in n]), seed=st.integers())
def test_a_mangled_notebook_is_printed_or_refused(name: str, seed: int) -> None:
    """Whatever is missing or of the wrong kind: a PDF, or words, and nothing else."""
    data = json.loads((FOLDER / f"{name}.ipynb").read_text("utf-8"))
    text = json.dumps(_mangled(data, random.Random(seed)))
    try:
        pdf, _told = PlanExporter().from_notebook_node(read_notebook(text, name))
    except ExportError as error:
        assert error.what  # noqa: PT017 - either outcome is right
    else:
        assert pdf.startswith(b"%PDF")
