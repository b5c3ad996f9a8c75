"""Blank worksheets: every question once, room for each answer, and a way back into the files."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import AS_OF
from pdf_lint import problems

from workshop.answers.kinds import Ranking, Scale
from workshop.blocks import Asked, Grid, GridColumn, Heading, Questions
from workshop.blocks.html import render
from workshop.handouts.layout import SIDES, Page, pages
from workshop.handouts.looks import Look
from workshop.handouts.sheets import sheets
from workshop.handouts.templates import template
from workshop.handouts.worksheets import ROWS_LEAST, steps_on_paper, worksheet
from workshop.handouts.writing_room import choices_of
from workshop.reference import load_reference
from workshop.settings import TIERS, Settings
from workshop.workbook import STEPS, Answers

SETTINGS = {
    "quick": Settings(mode="quick_90", date=AS_OF),
    "half": Settings(mode="half_day", date=AS_OF, paper="a4"),
    "series": Settings(mode="series_6x60", date=AS_OF),
}
LINES_LEAST = 7


@cache
def made(name: str) -> dict[str, bytes]:
    """Return the worksheets of one length of workshop."""
    found = sheets(SETTINGS[name], load_reference(), AS_OF, ("", ""))
    return {file: make() for file, make in found.items() if file.startswith("worksheet")}


def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def squeezed(text: str) -> str:
    """Return text without spaces and breaks, so that where a line ends does not matter."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text)


def parts(page: Page, settings: Settings) -> list[tuple[str, list[Any]]]:
    """Return the blocks of a worksheet, topic by topic, with the topic's address."""
    found: list[tuple[str, list[Any]]] = []
    for block in worksheet(page, load_reference(), settings):
        if isinstance(block, Heading):
            found.append((block.code, []))
        elif found:
            found[-1][1].append(block)
    return found


def addresses(page: Page, settings: Settings) -> set[str]:
    """Return every address a typist finds on a worksheet; rows of open tables without an id."""
    found = set()
    for at, blocks in parts(page, settings):
        for block in blocks:
            if isinstance(block, Questions):
                found |= {f"{at}/{one.code}" for one in block.questions if one.room != "none"}
            elif isinstance(block, Grid):
                rows = [code for _name, code in block.rows]
                found |= {
                    f"{at}/{code or '*'}/{column.code}" for code in rows for column in block.columns
                }
    return found


@pytest.mark.parametrize("name", SETTINGS)
def test_what_is_printed_leads_to_every_field_of_the_template(name: str) -> None:
    """The names on paper are the addresses of the list that is typed into: none lacks, none is new.

    Only reasons to go on in spite of a check are not asked on paper.
    """
    settings = SETTINGS[name]
    printed = set()
    for page in steps_on_paper(settings):
        printed |= addresses(page, settings)
    data = template("csv", pages(settings.tier), Answers(), load_reference(), Look())
    told = [row["address"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]
    asked = {re.sub(r"/X\d+/", "/*/", address) for address in told}
    fixed_rows = {address for address in asked if "/overrides/" in address}

    assert printed == asked - fixed_rows


@pytest.mark.parametrize("name", SETTINGS)
def test_each_sheet_is_accessible_and_named_on_every_page(name: str) -> None:
    """Six PDF/UA-1 files; each page has a line for a name, and says how it is typed in."""
    files = made(name)
    assert [file.split("-", 2)[2] for file in files] == [f"{step.name}.pdf" for step in STEPS]
    for file, data in files.items():
        assert problems(data) == [], file
        with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
        for text in page_texts(data):
            assert re.search(r"\bName\b", text), file
            assert "workshop import" in " ".join(text.split()), file


@pytest.mark.parametrize("name", SETTINGS)
def test_every_question_and_choice_is_on_its_sheet(name: str) -> None:
    """Wording, choices with their anchors, and the name in the files, in the PDF itself."""
    settings = SETTINGS[name]
    for page, data in zip(steps_on_paper(settings), made(name).values(), strict=True):
        text = squeezed(" ".join(page_texts(data)))
        for group in page.groups:
            assert squeezed(group.kind.at) in text or group.kind.at == "/decisions"
            for field in group.fields:
                assert squeezed(str(field.question.label)) in text, field.name
                assert squeezed(field.name) in text
                yes_no_in_table = group.is_table and len(choices_of(field.question.kind)) == 2
                for choice in choices_of(field.question.kind):
                    assert squeezed(choice) in text or yes_no_in_table, (field.name, choice)


@pytest.mark.parametrize("name", SETTINGS)
def test_no_page_is_nearly_empty(name: str) -> None:
    """Beside head and foot the last page of a sheet has more than a line or two."""
    for file, data in made(name).items():
        texts = page_texts(data)
        if len(texts) > 1:
            assert len(texts[-1].splitlines()) >= LINES_LEAST, (file, texts[-1])


@pytest.mark.parametrize("name", SETTINGS)
def test_there_is_room_for_each_kind_of_answer(name: str) -> None:
    """Lines, boxes, steps, places to number; how sure a number is; three rows at least."""
    settings = SETTINGS[name]
    for page in steps_on_paper(settings):
        told = dict(parts(page, settings))
        for group in page.groups:
            blocks = told[group.kind.at]
            questions = [one for b in blocks if isinstance(b, Questions) for one in b.questions]
            grids = [block for block in blocks if isinstance(block, Grid)]
            if group.is_table and group.kind.at != "/decisions":
                asked = [column for grid in grids for column in grid.columns]
                assert [column.code for column in asked] == [field.name for field in group.fields]
                assert all(bool(c.basis) == f.measured for c, f in zip(asked, group.fields,
                                                                       strict=True))  # fmt: skip
                if group.kind.fixed is None:  # type: ignore[union-attr]
                    rows = max(ROWS_LEAST, group.kind.needed(settings.tier))  # type: ignore[union-attr]
                    assert all(len(grid.rows) >= rows for grid in grids)
                continue
            assert not grids
            for one, field in zip(questions, group.fields, strict=True):
                kind = field.question.kind
                assert bool(one.basis) == field.measured
                assert len(one.beside) == (len(SIDES) - 1 if field.measured else 0)
                assert list(one.options) == choices_of(kind)
                wanted = {Scale: "scale", Ranking: "order"}.get(type(kind))
                assert one.room == (wanted or ("boxes" if one.options else "lines"))


def test_numbers_run_on_through_a_sheet() -> None:
    """Each question has a number of its own, in order."""
    for settings in SETTINGS.values():
        for page in steps_on_paper(settings):
            found: list[int] = []
            for _at, blocks in parts(page, settings):
                for block in blocks:
                    if isinstance(block, Grid):
                        found += [int(column.number) for column in block.columns]
                    elif isinstance(block, Questions):
                        found += [int(q.number) for q in block.questions if q.room != "none"]
            assert found == list(range(1, len(found) + 1))
    assert set(TIERS) == {settings.mode for settings in SETTINGS.values()}


def test_the_same_sheet_twice_is_the_same_bytes() -> None:
    """The day of the workshop dates the file; nothing else does."""
    again = sheets(SETTINGS["quick"], load_reference(), AS_OF, ("", ""))
    for name, data in made("quick").items():
        assert again[name]() == data


def test_blocks_to_fill_in_are_text_on_the_screen() -> None:
    """Whatever stands in them is shown and never read as markup."""
    bad = "<b>x</b>"
    one = Asked(number="1", title=bad, help=bad, code=bad, options=(bad,), room="boxes",
                basis=(bad,), beside=(bad,))  # fmt: skip
    lines = Asked(number="2", title="t", before=bad, after=bad)
    grid = Grid(head=bad, columns=(GridColumn(label=bad, code=bad, ticks=(bad,)),),
                rows=((bad, bad),))  # fmt: skip
    html = render([Heading(text="h", code=bad), Questions(questions=(one, lines)), grid])
    assert "<b>" not in html
    assert html.count("&lt;b&gt;") >= 12
