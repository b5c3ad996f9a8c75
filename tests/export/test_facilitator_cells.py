"""What a notebook's cells become: ours print payloads only, a facilitator's print in place."""

from __future__ import annotations

import base64
import io

import pytest
from nbformat import v4
from plans import SVG, code_cell, flat, markdown, notebook, payload, plan_cell, shown, text_of

from workshop.blocks import (
    Callout,
    Checklist,
    Code,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
)
from workshop.errors import ExportError
from workshop.export import merge, plan_pdf
from workshop.export.cells import TEACHING_TAGS
from workshop.export.collect import collect
from workshop.export.facilitator import blocks_of
from workshop.export.markdown import markdown_blocks
from workshop.export.terminal import clean

WIDGET = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "VBox()"}


def _png(size=(4, 4)) -> str:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def test_our_teaching_cells_print_nothing():
    """No tag of ours lets source, prose or output through."""
    cells = [markdown(f"prose of {tag}", tag) for tag in sorted(TEACHING_TAGS - {"plan"})]
    outs = [
        code_cell(v4.new_output("stream", text=f"out of {tag}"), tags=(tag,))
        for tag in sorted(TEACHING_TAGS - {"plan"})
    ]
    text = text_of(plan_pdf(notebook(*cells, payload(Paragraph(text="kept")), *outs)).pdf)

    assert "kept" in text
    assert "prose of" not in text
    assert "out of" not in text
    assert "secret_source" not in text


def test_added_cells_follow_their_section():
    """A facilitator's cells stand where they stood: after the part they follow, wherever it is."""
    document = collect(
        notebook(
            markdown("# Welcome\n\nfirst words"),
            payload(Paragraph(text="b"), section="two", order=200),
            markdown("after two"),
            payload(Paragraph(text="a1"), section="one", order=100),
            markdown("after one"),
            payload(Paragraph(text="a2"), section="one", order=110),
        )
    )
    flat_sections = [
        (s.number, s.title, ["".join(r.text for r in b.text) for b in s.blocks])
        for s in document.sections
    ]

    assert flat_sections == [
        ("", "Welcome", ["first words"]),
        ("1", "Section one", ["a1", "after one", "a2"]),
        ("2", "Section two", ["b", "after two"]),
    ]


def test_markdown_becomes_blocks():
    """Headings, lists, tables, tasks, quotes and code each become what they are."""
    blocks = markdown_blocks(
        "# One\n\nText **strong** *soft* `code` [link](https://example.com) &amp; more\n\n"
        "1. a\n   - b\n\n- [x] done\n- [ ] open\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n\n"
        "> quote\n\n```py\nx = 1\n```\n\n<div>no</div>\n\n![far](https://example.com/x.png)\n",
        {},
        "c",
    )
    kinds = [type(block) for block in blocks]

    assert kinds == [
        Heading, Paragraph, Listing, Checklist, Table, Quote, Code, Paragraph, Paragraph,
    ]  # fmt: skip
    heading, text, listing, tasks, table, quote, code, html, image = blocks
    assert heading.level == 2
    assert "".join(run.text for run in text.text) == "Text strong soft code link & more"
    assert listing.numbered
    (inner,) = listing.items[0].rest
    assert (inner.numbered, inner.items[0].text[0].text) == (False, "b")
    assert [task.done for task in tasks.tasks] == [True, False]
    assert table.columns[1].align == "right"
    assert quote.blocks[0].text[0].text == "quote"
    assert code.text[0].text == "x = 1"
    assert html.text[0].text == "no"
    assert "far" in image.text[0].text


def test_pictures_of_a_cell_are_shown():
    """Attachments and data addresses are pictures; one that is missing is named."""
    files = {"a.png": {"image/png": _png()}}
    source = "see ![the shop](attachment:a.png) and ![gone](attachment:b.png)"
    first, figure, joint, gone = markdown_blocks(source, files, "c")

    assert isinstance(figure, Figure)
    assert figure.alt == "the shop"
    assert "gone" in gone.text[0].text
    assert isinstance(first, Paragraph)
    assert isinstance(joint, Paragraph)
    (inline,) = markdown_blocks(f"![](data:image/png;base64,{_png()})", {}, "c7")
    assert inline.alt == "Picture from cell c7"


def test_outputs_become_blocks():
    """Text, pictures, Markdown and errors print; a colour code or a counter does not."""
    cell = code_cell(
        v4.new_output("stream", text="10 %\r99 %\r100 %\n\x1b[31mred\x1b[0m\n"),
        v4.new_output("display_data", {"image/svg+xml": SVG, "text/plain": "<Figure>"}),
        v4.new_output("display_data", {"image/png": _png()}),
        v4.new_output("display_data", {"text/markdown": "**hi**", "text/plain": "x"}),
        v4.new_output("display_data", {"text/html": "<table>", "text/plain": "a  b\n1  2"}),
        v4.new_output("error", ename="ValueError", evalue="\x1b[1mbad", traceback=["Traceback"]),
    )
    stream, svg, png, words, table, error, frames = blocks_of(cell, 0)

    assert "".join(run.text for run in stream.text) == "100 %\nred"
    assert [run.text for run in stream.text if run.colour] == ["red"]
    assert svg.alt == f"Picture from cell {cell.id}"
    assert png.width < 0.1
    assert words.text[0].strong
    assert isinstance(table, Code)
    assert "1  2" in table.text[0].text
    assert isinstance(error, Callout)
    assert (error.title, error.text[0].text) == ("ValueError", "bad")
    assert frames.text[0].text == "Traceback"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (WIDGET, "[interactive, not shown here]"),
        ({"text/html": "<video>", "text/plain": "<IPython.core.display.HTML object>"}, "<video>"),
        ({"text/html": "<script>alert(1)</script>"}, "<script>"),
        ({"image/png": "bm90IGEgcG5n"}, "a picture that cannot be read"),
        ({"image/png": "%%%"}, "a picture that cannot be read"),
        ({"image/svg+xml": "<svg"}, "a picture that cannot be read"),
        ({"application/x-odd": "x"}, "application/x-odd"),
    ],
)
def test_what_paper_cannot_show_is_named(data, named):
    """Widgets, HTML and broken pictures leave a line that names them, never a repr."""
    cell = code_cell(v4.new_output("display_data", data))
    text = flat(plan_pdf(notebook(payload(Paragraph(text="x")), cell)).pdf)

    assert "".join(named.split()) in text
    assert "VBox" not in text
    assert "IPython" not in text


def test_a_removed_cell_is_removed():
    """The usual tag for leaving a cell out of print is kept to."""
    made = plan_pdf(notebook(payload(Paragraph(text="x")), markdown("hidden", "remove_cell")))

    assert "hidden" not in text_of(made.pdf)


def test_a_notebook_that_was_not_run_says_so():
    """Without outputs the message names the cure."""
    cell = v4.new_code_cell("plan()", metadata={"tags": ["plan"]})
    for nb in (notebook(cell), notebook(v4.new_code_cell("1"), markdown("x"))):
        with pytest.raises(ExportError) as caught:
            plan_pdf(nb, "01_objectives")

        assert "Run it first, or use --execute." in str(caught.value)
        assert "01_objectives" in str(caught.value)


def test_a_part_that_is_missing_is_noted():
    """A plan cell that brought nothing is named in the notes; the rest is printed."""
    silent = v4.new_code_cell("plan()", id="late", metadata={"tags": ["plan"]})

    assert "late" in plan_pdf(notebook(payload(Paragraph(text="x")), silent)).notes[0]


def test_any_other_notebook_prints_too():
    """A notebook with nothing of ours is printed under its own title; an empty one is refused."""
    nb = notebook(markdown("# My talk\n\nhello"), code_cell(shown(text_plain="42")))

    text = text_of(plan_pdf(nb, "talk").pdf)
    assert "My talk" in text
    assert "42" in text
    assert "Social media strategy" not in text
    with pytest.raises(ExportError, match="nothing to print"):
        plan_pdf(notebook())


@pytest.mark.parametrize("changed", [{"participant": "other"}, {"answers_hash": "00"}])
def test_parts_of_different_plans_are_refused(changed):
    """Two participants, or two states of the answers, never share a PDF."""
    with pytest.raises(ExportError, match="different plans"):
        plan_pdf(
            notebook(payload(Paragraph(text="x")), payload(Paragraph(text="y"), facts=changed))
        )


def test_a_future_payload_is_refused_by_name():
    """A payload of a newer schema names the cell, both versions and the cure."""
    data = payload(Paragraph(text="x")).model_dump(mode="json")
    cell = plan_cell({**data, "schema_version": 2})
    with pytest.raises(ExportError) as caught:
        plan_pdf(notebook(cell))

    for text in (cell.id, "plan schema 2", "plan schema 1", "Run the notebook again"):
        assert text in str(caught.value)


def test_a_broken_payload_is_refused_by_place():
    """A payload that cannot be read names the cell and the place in it."""
    data = payload(Paragraph(text="x")).model_dump(mode="json")
    data["blocks"][0]["style"] = "shouting"
    with pytest.raises(ExportError, match=r"blocks\.0\.paragraph\.style"):
        plan_pdf(notebook(plan_cell(data)))


def test_merge_keeps_every_cell_under_its_own_id():
    """Merged notebooks hold all cells in order, with unique ids, and leave the originals alone."""
    one = notebook(payload(Paragraph(text="a")))
    two = notebook(payload(Paragraph(text="b"), section="two", order=200))
    one.cells[0]["id"] = two.cells[0]["id"] = "plan"
    merged = merge([one, two, one])

    assert [cell["id"] for cell in merged.cells] == ["plan", "plan-2", "plan-3"]
    assert two.cells[0]["id"] == "plan"
    assert plan_pdf(merged).pages >= 1


def test_a_terminals_text_is_read_as_it_ends():
    """Colours and overwritten lines are gone."""
    assert clean("\x1b[1;31mA\x1b[0m\r\nold\rnew") == "A\nnew"
