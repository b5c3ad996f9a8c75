"""What a finished plan is: every block on the page, accessible, dated, the same twice."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys

import nbformat
import pikepdf
import pytest
from pdf_lint import problems
from plans import EVERY_KIND, HASH, SVG, flat, notebook, opened, payload, text_of

from workshop.blocks import Brand, Figure, Heading, Paragraph, Run, Table, runs
from workshop.blocks import Column as Col
from workshop.errors import ExportError
from workshop.export import plan_pdf
from workshop.export.colours import READABLE, contrast_on_white, readable


@pytest.mark.parametrize(
    ("block", "texts"), [case[1:] for case in EVERY_KIND], ids=[case[0] for case in EVERY_KIND]
)
def test_every_kind_of_block_is_on_the_page(block, texts):
    """Each kind of block renders, and its text can be read from the PDF."""
    made = plan_pdf(notebook(payload(block)))

    assert [text for text in texts if "".join(text.split()) not in flat(made.pdf)] == []


def test_a_rich_plan_has_no_problem(rich_plan):
    """A plan of every block keeps to its grid, with no lost heading and no empty page."""
    assert problems(rich_plan.pdf) == []
    assert rich_plan.missing == ()


def test_it_is_tagged_for_accessibility(rich_plan):
    """The file declares PDF/UA-1 and has tags, language and a title that is shown."""
    with opened(rich_plan.pdf) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()

        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "Harbor Lane Bakery" in str(pdf.docinfo["/Title"])


def test_it_carries_key_and_answers(rich_plan):
    """Participant and answers hash stand in both kinds of metadata, with the plan's date."""
    with opened(rich_plan.pdf) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        words = str(pdf.docinfo["/Keywords"])

        for text in ("participant:harbor-bakery", f"answers:{HASH}"):
            assert text in words
            assert text in xmp
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20270104")


def test_it_has_bookmarks(rich_plan):
    """Sections are bookmarks, and the parts below them hang under them."""
    with opened(rich_plan.pdf) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [child.title for item in outline.root for child in item.children]

    assert [t for t in titles if "Where we stand" in t]
    assert [t for t in below if "A part of it" in t]


def test_sections_are_numbered_and_appendices_lettered(rich_plan):
    """Numbers follow the order of appearance; the contents name every section."""
    text = text_of(rich_plan.pdf)

    assert "Contents" in text
    assert "1 Where we stand" in text
    assert "A Sources" in text
    assert f"Page 2 of {rich_plan.pages}" in text


def test_equal_input_gives_equal_bytes_in_another_process(rich_notebook, rich_plan, tmp_path):
    """Neither the process nor SOURCE_DATE_EPOCH changes a byte."""
    nbformat.write(rich_notebook, tmp_path / "n.ipynb")
    program = (
        "import nbformat, sys; from workshop.export import plan_pdf;"
        "sys.stdout.buffer.write(plan_pdf(nbformat.read(sys.argv[1], 4)).pdf)"
    )
    for epoch in ("0", "1900000000"):
        run = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "n.ipynb")],
            capture_output=True,
            check=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONHASHSEED": epoch[:4]},
        )

        assert run.stdout == rich_plan.pdf


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_process_can_still_print(rich_notebook, rich_plan, tmp_path):
    """A child forked after a first export prints the same plan and does not hang."""
    pid = os.fork()
    if pid == 0:
        (tmp_path / "child.pdf").write_bytes(plan_pdf(rich_notebook).pdf)
        os._exit(0)
    _pid, status = os.waitpid(pid, 0)

    assert status == 0
    assert (tmp_path / "child.pdf").read_bytes() == rich_plan.pdf


def test_a_table_repeats_its_header():
    """A table over several pages has its header on each, and cuts no row."""
    rows = tuple((runs(f"row {n} first\nrow {n} second"), runs("1")) for n in range(60))
    made = plan_pdf(
        notebook(payload(Table(columns=(Col(label="Thing"), Col(label="N")), rows=rows)))
    )
    pages = [page for page in text_of(made.pdf).split("Social media strategy") if "row " in page]

    assert made.pages > 2
    for page in pages:
        assert "Thing" in page
        assert page.count("first") == page.count("second")


def test_heading_levels_never_skip():
    """A heading that would skip a level is set one below the last."""
    made = plan_pdf(notebook(payload(Heading(text="Deep", level=4), Paragraph(text="x"))))

    assert "Deep" in text_of(made.pdf)


def test_only_safe_links_can_be_clicked():
    """http, https, mailto and tel are links; anything else is only text."""
    links = ["https://example.com/a", "mailto:a@example.com", "tel:+15550100"]
    bad = ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://example.com"]
    block = Paragraph(text=tuple(Run(text=f"[{n}] ", href=h) for n, h in enumerate(links + bad)))
    made = plan_pdf(notebook(payload(block)))
    with opened(made.pdf) as pdf:
        found = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]

    assert found == links
    assert "[6]" in text_of(made.pdf)


def test_a_hosts_colour_is_made_readable():
    """Pale colours are darkened to a contrast of 4.5 on white; nonsense falls back."""
    assert contrast_on_white("#ffffff") == pytest.approx(1.0)
    assert contrast_on_white("#000000") == pytest.approx(21.0)
    assert contrast_on_white(readable("#ffe97a", "#1f4e5f")) >= READABLE
    assert readable("#1F4E5F", "#000000") == "#1f4e5f"
    assert readable("red; #let x", "#1f4e5f") == "#1f4e5f"


def test_a_logo_that_cannot_be_drawn_is_left_out():
    """A broken logo is named in the notes and does not stop the plan."""
    good = {"brand": Brand(host="H", logo=SVG)}
    bad = {"brand": Brand(host="H", logo="not svg")}

    assert plan_pdf(notebook(payload(Paragraph(text="x"), facts=good))).notes == ()
    cover = payload(section="c", order=0, front="cover", facts=bad)
    assert "logo" in plan_pdf(notebook(cover, payload(Paragraph(text="x"), facts=bad))).notes[0]


def test_a_broken_picture_is_refused_by_name():
    """A figure of ours that cannot be drawn is named by section and title."""
    broken = Figure(svg="<svg", alt="x", title="The finding")

    with pytest.raises(ExportError, match="The finding"):
        plan_pdf(notebook(payload(broken)))


def test_a_picture_says_what_it_shows():
    """The alt text of a drawing and of a photograph stands in the tags; the photograph is whole."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(buffer, "JPEG")
    photo = base64.b64encode(buffer.getvalue()).decode()
    made = plan_pdf(
        notebook(
            payload(
                Figure(svg=SVG, alt="Thirty of forty"),
                Figure(image=photo, mime="image/jpeg", alt="The shop from the street", width=0.4),
            )
        )
    )
    with opened(made.pdf) as pdf:
        told = {str(item.Alt) for item in pdf.objects if _has_alt(item)}
        pictures = [
            (int(item.Width), int(item.Height))
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]

    assert {"Thirty of forty", "The shop from the street"} <= told
    assert (30, 20) in pictures


def _has_alt(item):
    return isinstance(item, pikepdf.Dictionary) and "/Alt" in item


def test_a_table_has_header_cells_in_its_tags(rich_plan):
    """Screen readers find header cells, rows, lists and links in the tags."""
    with opened(rich_plan.pdf) as pdf:
        kinds = {
            str(item.S)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item
        }

    assert {"/Table", "/TH", "/TD", "/L", "/LI", "/H1", "/H2", "/Figure", "/TOC"} <= kinds


def test_it_speaks_the_participants_language():
    """The document's language is set from the facts, on A4 where asked."""
    made = plan_pdf(notebook(payload(Paragraph(text="x"), facts={"language": "es", "paper": "a4"})))
    with opened(made.pdf) as pdf:
        assert str(pdf.Root.Lang) == "es"
        assert float(pdf.pages[0].MediaBox[3]) == pytest.approx(841.9, abs=0.2)


def test_an_example_is_called_one():
    """An invented business is named as such on the cover."""
    sample = {"sample": True}
    made = plan_pdf(
        notebook(
            payload(section="c", order=0, front="cover", facts=sample),
            payload(Paragraph(text="x"), facts=sample),
        )
    )

    assert "Invented example business" in text_of(made.pdf)
