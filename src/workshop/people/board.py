"""The facilitator's board as a notebook shows it: who is how far, and the agenda."""

from __future__ import annotations

import datetime as dt

from workshop.blocks import Block, Column, Paragraph, Run, Table
from workshop.blocks.html import render
from workshop.folder import Folder, named_folder
from workshop.handouts.agenda_sheet import agenda_sheet
from workshop.i18n import _, use_language
from workshop.numbers import number
from workshop.people.overview import Standing, overview
from workshop.summary.room import RoomPage
from workshop.workbook import STEPS


class Board:
    """A workshop as its facilitator sees it; nothing is written.

    Parameters
    ----------
    folder : Folder
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def people(self) -> RoomPage:
        """Return how far everyone is now, step by step, and what they must settle first."""
        settings = self._folder.settings
        as_of = settings.date or dt.datetime.now(dt.UTC).astimezone().date()
        with use_language(settings.language):
            return RoomPage(render(people_blocks(overview(self._folder, as_of))), "People")

    def agenda(self) -> RoomPage:
        """Return the agenda with what to say, for the length of this workshop."""
        settings = self._folder.settings
        with use_language(settings.language):
            return RoomPage(render(agenda_sheet(settings)), "Agenda")


def people_blocks(standings: tuple[Standing, ...]) -> list[Block]:
    """Return who is how far as blocks, in the language in force."""
    if not standings:
        return [Paragraph(text=str(_("Nobody is on the list yet.")))]
    columns = [Column(label=str(_("Who")), share=2)]
    columns += [Column(label=str(step.title), align="right") for step in STEPS]
    columns.append(Column(label=str(_("Settle first")), share=1.5))
    return [Table(columns=tuple(columns), rows=tuple(_row(one) for one in standings))]


def _row(one: Standing) -> tuple[tuple[Run, ...] | str, ...]:
    person = one.person
    name = [Run(text=person.business or person.name or person.key, strong=True)]
    if person.business and person.name:
        name.append(Run(text=f"\n{person.name}", muted=True))
    far = [
        str(_("✓")) if count.answered >= count.asked
        else str(_("{done} of {all}").format(done=number(count.answered), all=number(count.asked)))
        for count in one.counts
    ]  # fmt: skip
    far += [""] * (len(STEPS) - len(far))
    return (tuple(name), *far, one.problem or ", ".join(one.blocking))


def open_board(workshop: str = "") -> Board:
    """Open a workshop as its facilitator.

    Parameters
    ----------
    workshop : str
        Its folder. Empty: the folder ``workshop lab`` was started with, else the sample.

    Raises
    ------
    WorkshopError
        If there is no such workshop.
    """
    return Board(Folder.open(named_folder(workshop)))
