"""Sheets for a workshop on paper: any blocks, set in the plan's own look."""

from __future__ import annotations

import datetime as dt

from workshop.blocks import Block, Brand, DocumentFacts
from workshop.export.document import Document, Section
from workshop.export.making import document_pdf
from workshop.i18n import Words
from workshop.settings import Settings


def sheet_pdf(
    title: Words,
    blocks: list[Block],
    settings: Settings,
    day: dt.date,
    logo: tuple[str, str],
    *,
    fill_in: tuple[Words, ...] = (),
    foot: Words = "",
    hand_line: float = 20,
) -> bytes:
    """Return a sheet as an accessible PDF; the language in force is the reader's.

    Parameters
    ----------
    title : Words
    blocks : list of Block
    settings : Settings
        Paper and the host's look.
    day : datetime.date
        Of the workshop; it dates the file.
    logo : tuple of str
        The host's logo and its kind, empty if there is none.
    fill_in : tuple of Words
        What is written by hand at the top of each page.
    foot : Words
        A note at the foot of each page.
    hand_line : float
        Points between two lines to write on.
    """
    brand = Brand(
        host=settings.brand.host,
        colour=settings.brand.colour,
        accent=settings.brand.accent,
        logo=logo[0],
        logo_mime=logo[1] or "image/svg+xml",
    )
    facts = DocumentFacts(
        participant="",
        business=str(title),
        answers_hash="",
        as_of=day,
        workshop=", ".join(part for part in (settings.title, settings.place) if part),
        language=settings.language,
        paper=settings.paper,
        sample=settings.sample,
        brand=brand,
    )
    section = Section(str(title), tuple(blocks))
    document = Document(
        facts,
        sections=(section,),
        is_plan=False,
        fill_in=tuple(str(word) for word in fill_in),
        foot=str(foot),
        hand_line=hand_line,
    )
    return document_pdf(document).pdf
