"""All sheets of a workshop on paper: what each file is called, and how it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from workshop.handouts import agenda_sheet, bring_along
from workshop.handouts.layout import Page
from workshop.handouts.paper import sheet_pdf
from workshop.handouts.worksheets import FOOT, NAME_LINE, file_name, steps_on_paper, worksheet
from workshop.i18n import _
from workshop.reference import Reference
from workshop.settings import Settings


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

    def plain(title: object, blocks: object) -> Callable[[], bytes]:
        return partial(sheet_pdf, title, blocks, settings, day, logo)

    found = {
        "agenda.pdf": plain(agenda_sheet.TITLE, agenda_sheet.agenda_sheet(settings)),
        "bring-along.pdf": plain(bring_along.TITLE, bring_along.bring_along(settings)),
    }
    for number, page in enumerate(steps_on_paper(settings), 1):
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
    return sheet_pdf(title, blocks, settings, day, logo, fill_in=NAME_LINE, foot=FOOT)
