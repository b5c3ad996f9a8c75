"""Each finding of the PDF linter fires on a page that deserves it, and only there."""

from __future__ import annotations

import pytest
import typst
from pdf_lint import problems

from workshop.shipped import shipped

HEAD = """
#set page(paper: "us-letter", margin: (left: 1.3in, right: 0.9in, top: 1.02in, bottom: 0.95in))
#set text(font: "Source Sans 3", size: 10pt)
"""


def _pdf(body: str) -> bytes:
    return typst.compile((HEAD + body).encode(), font_paths=[str(shipped("assets/fonts"))])


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ('#box(width: 10pt, "' + "w" * 200 + '")', "text outside the text area"),
        ("Text #place(top + left, dx: -1.2in)[far left]", "text outside the text area"),
        ("Text #v(1fr) #text(size: 15pt, weight: 700)[Lost]", "a heading is the last line"),
        ("#text(\"Text(value='ann')\")", "raw code or a repr"),
        ('#text("<IPython.core.display.HTML object>")', "raw code or a repr"),
        ('#text("Traceback (most recent call last)")', "raw code or a repr"),
        ('#text("VBox(children=())")', "raw code or a repr"),
        ("#text(\"{'a': 1}\")", "raw code or a repr"),
        ("#grid(columns: 3, column-gutter: 40pt)[Sales][nan][12]", "a lone value: 'nan'"),
        ("#grid(columns: 2, column-gutter: 40pt)[Sales][None]", "a lone value: 'None'"),
        ("one #pagebreak() #pagebreak() three", "page 2: an empty page"),
    ],
)
def test_a_bad_page_is_found(body, finding):
    """A page with one fault is reported with that fault."""
    assert [text for text in problems(_pdf(body)) if finding in text]


def test_a_good_page_passes():
    """Words, headings with text below and a drawing alone on its page are fine."""
    body = (
        "#text(size: 15pt, weight: 700)[Kept]\n\nNone of the above, finance and {braces}."
        "#pagebreak() #rect(width: 3in, height: 3in)"
    )

    assert problems(_pdf(body)) == []
