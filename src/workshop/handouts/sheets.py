"""All sheets of a workshop on paper: what each file is called, and how it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from workshop.blocks import Block
from workshop.handouts import agenda_sheet, bring_along
from workshop.handouts.layout import Page
from workshop.handouts.paper import sheet_pdf
from workshop.handouts.worksheets import FOOT, NAME_LINE, file_name, steps_on_paper, worksheet
from workshop.i18n import Words, _
from workshop.reference import Reference
from workshop.settings import Settings

_HAND_LINES = (20.0, 18.5, 17.0, 21.5, 23.0)
"""Points between lines to write on: as they are tried, until no page is left nearly empty."""
_LINES_LEAST = 12


def sheets(
    settings: Settings, reference: Reference, day: dt.date, logo: tuple[str, str]
) -> dict[str, Callable[[], bytes]]:
    """Return how each sheet is made, by the name of its file.

    Parameters
    ----------
    settings : Settings
    reference : Reference
        Names of channels and of what can be counted.
    day : datetime.date
        Of the workshop; it dates the files.
    logo : tuple of str
        The host's logo and its kind, empty if there is none.
    """

    def plain(title: Words, blocks: list[Block]) -> Callable[[], bytes]:
        return partial(sheet_pdf, title, blocks, settings, day, logo)

    found = {
        "agenda.pdf": plain(agenda_sheet.TITLE, agenda_sheet.agenda_sheet(settings)),
        "bring-along.pdf": plain(bring_along.TITLE, bring_along.bring_along(settings)),
    }
    # Numbered as the notebooks and the pages of the room are.
    for number, page in enumerate(steps_on_paper(settings)):
        found[file_name(number, page)] = partial(
            _worksheet_pdf, number, page, reference, settings, day, logo
        )
    return found


def _worksheet_pdf(
    number: int,
    page: Page,
    reference: Reference,
    settings: Settings,
    day: dt.date,
    logo: tuple[str, str],
) -> bytes:
    title = _("{n} · {step}").format(n=number, step=page.title)
    blocks = worksheet(page, reference, settings)

    def made(hand_line: float) -> bytes:
        return sheet_pdf(
            title, blocks, settings, day, logo, fill_in=NAME_LINE, foot=FOOT, hand_line=hand_line
        )

    first = made(_HAND_LINES[0])
    if not _ends_thin(first):
        return first
    return next((pdf for line in _HAND_LINES[1:] if not _ends_thin(pdf := made(line))), first)


def _ends_thin(pdf: bytes) -> bool:
    """Say whether the last of several pages holds hardly more than its head and foot."""
    import pypdfium2

    pages = pypdfium2.PdfDocument(pdf)
    text = pages[len(pages) - 1].get_textpage().get_text_bounded()
    return len(pages) > 1 and len(text.splitlines()) < _LINES_LEAST
