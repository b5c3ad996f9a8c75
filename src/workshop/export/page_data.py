"""A document as the JSON the template reads, its words in the reader's language."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workshop.blocks import Brand
from workshop.blocks.chart import in_colours
from workshop.export.block_data import blocks_data
from workshop.export.colours import readable
from workshop.export.compile import CODE_FONT, font_names
from workshop.export.document import Document, Section
from workshop.export.glyphs import Glyphs
from workshop.export.long_words import breakable
from workshop.export.pictures import as_svg
from workshop.i18n import _
from workshop.numbers import day

_LONGEST_RUNNING = 70
_CONTENTS_FROM = 3
_DEEP_UP_TO = 42


def page_data(document: Document, glyphs: Glyphs) -> dict[str, Any]:
    """Return everything the template prints.

    Parameters
    ----------
    document : Document
        What to print. The language in force is the reader's.
    glyphs : Glyphs
        Cleans the texts and keeps what it had to replace.
    """
    facts = document.facts
    subject = str(_("Social media strategy")) if document.is_plan else ""
    sections = [_section(section, glyphs) for section in document.sections]
    _fresh(sections, document)
    brand = _brand(facts.brand, glyphs)
    _colour(sections, brand)
    numbered = [section for section in document.sections if section.title]
    headings = sum(
        1 for section in sections for block in section["blocks"] if block.get("level") == 2
    )
    title = facts.business or str(_("Untitled"))
    texts: dict[str, Any] = glyphs.shown(
        {
            "title": breakable(title, 16),
            "heading": f"{title} – {subject}" if subject else title,
            "author": facts.brand.host or facts.workshop or title,
            "running": breakable(_short(title)),
            "foot": _foot(document),
            "fill_in": [breakable(word) for word in document.fill_in],
            "sample": str(_("Invented example business")) if facts.sample else "",
            "description": f"{subject}, {day(facts.as_of)}" if subject else title,
            "words": {
                "subject": subject,
                "contents": str(_("Contents")),
                "page": str(_("Page {n} of {total}")),
                "logo": str(_("Logo of {host}").format(host=facts.brand.host or facts.workshop)),
            },
        },
        str(_("Title")),
    )
    return {
        **texts,
        "language": facts.language.split("-")[0].split("_")[0].lower() or "en",
        "paper": facts.paper,
        "hand_line": document.hand_line,
        "date": [facts.as_of.year, facts.as_of.month, facts.as_of.day],
        "keywords": _keywords(document),
        "fonts": font_names(),
        "code_fonts": [CODE_FONT, *font_names()],
        "brand": brand,
        "cover": _cover(document, glyphs),
        "masthead": document.is_plan,
        "summary": _section(document.summary, glyphs) if document.summary else None,
        "contents": document.is_plan and len(numbered) >= _CONTENTS_FROM,
        "deep": len(numbered) + headings <= _DEEP_UP_TO,
        "sections": sections,
    }


def _colour(sections: list[dict[str, Any]], brand: dict[str, Any]) -> None:
    """Draw our charts in the host's colours, as the pages are."""
    for section in sections:
        for block in section["blocks"]:
            if block["kind"] == "figure":
                block["svg"] = in_colours(block["svg"], brand["colour"], brand["accent"])


def timestamp_of(document: Document) -> int:
    """Return the second that dates the file: the start of its day."""
    day_start = dt.datetime.combine(document.facts.as_of, dt.time(), dt.UTC)
    return max(0, int(day_start.timestamp()))


def _keywords(document: Document) -> list[str]:
    facts = document.facts
    pairs = (("participant", facts.participant), ("answers", facts.answers_hash))
    return [f"{name}:{value}" for name, value in pairs if value]


def _foot(document: Document) -> str:
    facts = document.facts
    if not document.is_plan:
        return breakable(document.foot)
    version = str(_("Plan version {n}").format(n=facts.version))
    sample = str(_("Invented example business")) if facts.sample else ""
    return "  ·  ".join(part for part in (day(facts.as_of), version, sample) if part)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_RUNNING else line[: _LONGEST_RUNNING - 1].rstrip() + "…"


def _brand(brand: Brand, glyphs: Glyphs) -> dict[str, Any]:
    default = Brand()
    host: str = glyphs.shown(brand.host, str(_("Title")))
    return {
        "host": breakable(host),
        "colour": readable(brand.colour, default.colour),
        "accent": readable(brand.accent, default.accent),
        "logo": logo_of(brand),
    }


def logo_of(brand: Brand) -> str:
    """Return the logo as SVG, or nothing if there is none that can be drawn."""
    return (as_svg(brand.logo, brand.logo_mime) or "") if brand.logo else ""


def _section(section: Section, glyphs: Glyphs, top: int = 1) -> dict[str, Any]:
    blocks = []
    for block in blocks_data(section.blocks, top):
        where = " · ".join(part for part in (section.title, block["kind"]) if part)
        blocks.append(glyphs.shown(block, where))
    title = glyphs.shown(" ".join(section.title.split()), section.title)
    return {
        "title": breakable(title, 18),
        "number": section.number,
        "kicker": str(_("Appendix")) if section.appendix else "",
        "fresh": False,
        "blocks": blocks,
    }


def _fresh(sections: list[dict[str, Any]], document: Document) -> None:
    """Start the appendices on a new page."""
    for index, section in enumerate(document.sections):
        before = index > 0 and document.sections[index - 1].appendix
        sections[index]["fresh"] = section.appendix and not before


def _cover(document: Document, glyphs: Glyphs) -> dict[str, Any] | None:
    if document.cover is None:
        return None
    facts = document.facts
    pairs = [
        (str(_("Date")), day(facts.as_of)),
        (str(_("Plan version")), str(facts.version)),
        (str(_("Workshop")), breakable(facts.workshop, 18)),
    ]
    cover = _section(document.cover, glyphs, top=0)
    shown: list[list[str]] = glyphs.shown(
        [list(pair) for pair in pairs if pair[1]], str(_("Title"))
    )
    return {**cover, "facts": shown}
