"""Text as people type it: shown as text, inside its box, whatever it is made of."""

from __future__ import annotations

import pytest
from pdf_lint import problems
from plans import SVG, flat, notebook, payload, text_of

from workshop.blocks import (
    Bars,
    Block,
    Callout,
    Card,
    Cards,
    Checklist,
    Column,
    Heading,
    Listing,
    Measure,
    Measures,
    Paragraph,
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
from workshop.export import plan_pdf
from workshop.export.glyphs import BOX, Glyphs, tidy
from workshop.export.long_words import breakable

CODE_LIKE = (
    "=1+1", "<script>alert(1)</script>", '#import "/etc/passwd"', "$x$", "*bold*", "_it_", "@ref",
    r"C:\new\table \" \\", "\"quoted\" 'single'", "// comment", "/* open", "`raw`", "<label>",
    "= Heading", "- item", "#{sys.inputs}", "https://example.com", "~", "\\u{41}", "{{ jinja }}",
)  # fmt: skip
LONG = "x" * 5000
ADDRESS = "https://example.com/" + "a-long-path/" * 40


def _everywhere(text: str) -> tuple[Block, ...]:
    return (
        Heading(text=text[:400]),
        Paragraph(text=text),
        Paragraph(text=text, style="lead"),
        Listing(items=(ListItem(text=text, items=(ListItem(text=text),)),)),
        Callout(title=text, label=text[:60], text=text),
        Checklist(tasks=(Task(text=text, owner=text[:200], due=text[:200]),)),
        Tree(roots=(TreeNode(text=text, label=text[:40], children=(TreeNode(text=text),)),)),
        Bars(bars=((text[:300], 50, text[:200]),), title=text[:300]),
        Measures(measures=(Measure(value=text[:80], label=text[:300], note=text[:300]),) * 4),
        Table(
            columns=tuple(Column(label=text[:60]) for _n in range(7)),
            rows=((runs(text[:700]),) * 7,) * 2,
            caption=text[:200],
        ),
        Cards(
            columns=2,
            cards=(Card(title=text, label=text[:90], facts=((text[:90], runs(text)),)),) * 2,
        ),
        Signature(people=(text[:300], "Dana")),
        Slips(slips=(Slip(title=text, text=text, link=text[:60], svg=SVG, note=text, alt="code"),)),
    )


@pytest.mark.parametrize("text", CODE_LIKE)
def test_code_stays_text(text):
    """Nothing a person types is read as Typst, HTML, a formula or a template."""
    made = plan_pdf(notebook(payload(Paragraph(text=text), facts={"business": text})))

    assert flat(made.pdf).count("".join(text.split())) >= 2


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        ADDRESS,
        "Donaudampfschifffahrtsgesellschaft " * 20,
        "word " * 900,
        "שלום עולם " * 40,
        "مرحبا بالعالم " * 40,
        "W" * 29 + " " + "M" * 29,
        "line\n" * 60,
    ],
    ids=["unbroken", "address", "long-words", "long-text", "hebrew", "arabic", "wide", "lines"],
)
def test_no_text_leaves_its_box(text):
    """In every kind of block, and in every title, text stays inside the text area."""
    titles = {"facts": {"business": text[:300], "workshop": text[:80]}, "title": text[:300]}
    blocks = _everywhere(text)
    cover = payload(section="c", order=0, front="cover", **titles)
    made = plan_pdf(notebook(cover, payload(*blocks, **titles)))

    assert [p for p in problems(made.pdf) if "heading is the last" not in p] == []


def test_long_text_is_complete():
    """Five thousand letters without a space are all there."""
    made = plan_pdf(notebook(payload(Paragraph(text="x" * 4999 + "y"))))

    assert flat(made.pdf).count("x") >= 4999


def test_missing_glyphs_are_boxed_and_reported():
    """A character no font has becomes □, and the report says which, where and around what."""
    made = plan_pdf(notebook(payload(Paragraph(text="Say 𒀀 today"), title="Voice")))

    (glyph,) = made.missing
    assert f"Say {BOX} today" in text_of(made.pdf)
    assert (glyph.character, glyph.name) == ("𒀀", "CUNEIFORM SIGN A")
    assert glyph.where == "Voice · paragraph"
    assert "today" in glyph.text


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧 family", "🇺🇸 flag", "✓️ tick", "keycap 1️⃣", "wave 👋🏽 skin", "中文社交媒体策略",
        "日本語", "e\u0301 x\u0335", "a\u200db", "\u202eoverride\u202c", "\ue000 private",
        "\x00\x07\x1b control", "\ud800 half", "\uffff nothing", "\U000e0041 tag", "\u0600 sign",
        "हिन्दी", "ไทย", "\u2028 line", "\ufeff mark", "\u200f\u2066x\u2069", "  ", "\u200d",
    ],
)  # fmt: skip
def test_any_character_gives_an_accessible_plan(text):
    """Whatever characters come, the plan is made, tagged, and says what it replaced."""
    made = plan_pdf(
        notebook(payload(Paragraph(text=text), Paragraph(text="end"), facts={"business": text}))
    )

    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.pdf
    assert ("□" in text_of(made.pdf)) == bool(made.missing)


def test_a_sign_of_several_characters_is_one_box():
    """A family of three joined by joiners becomes one box, not five."""
    glyphs = Glyphs()
    text = glyphs.shown("a \U00012000\u200d\U00012001 b")

    assert text == f"a {BOX} b"
    assert len(glyphs.missing) == 1


def test_tidy_keeps_lines_and_drops_controls():
    """Line ends become plain ones; control characters and overrides go; letters are composed."""
    assert tidy("a\r\nb\u2028c\x00\u202ed e\u0301") == "a\nb\ncd é"


def test_short_words_are_left_alone():
    """Only words longer than the limit get places to break."""
    text = "Ordinary words, and hello@example.com stay."

    assert breakable(text) == text
    assert breakable("y" * 31) != "y" * 31
    assert breakable("y" * 31).replace("\u200b", "") == "y" * 31


def test_hebrew_runs_from_the_right():
    """A paragraph that begins in Hebrew stands at the right edge of its column."""
    import pypdfium2 as pdfium

    made = plan_pdf(notebook(payload(Paragraph(text="שלום"))))
    page = pdfium.PdfDocument(made.pdf)[made.pages - 1]
    text = page.get_textpage()
    lefts = [
        text.get_charbox(n)[0]
        for n, char in enumerate(text.get_text_range())
        if "\u0590" <= char <= "\u05ff"
    ]

    assert min(lefts) > 400
