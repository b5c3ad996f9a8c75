"""What a facilitator's notebook talks to: the figures of a whole room."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

from workshop.errors import UsageError
from workshop.folder import Folder, named_folder
from workshop.i18n import use_language
from workshop.reference import load_reference
from workshop.settings import Settings
from workshop.summary.counting import room_summary
from workshop.summary.model import RoomSummary
from workshop.summary.pages import PARTS, summary_html
from workshop.workbook import Evaluation, evaluate, started


class RoomPage:
    """A part of the summary as a notebook shows it."""

    def __init__(self, html: str, words: str) -> None:
        self.html = html
        self.words = words

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        """Return HTML, and a word for plain text."""
        return {"text/html": self.html, "text/plain": self.words}


class Room:
    """A workshop's participants together; it shows no one of them.

    Parameters
    ----------
    folder : Folder
        Only read.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    @property
    def settings(self) -> Settings:
        """Return the workshop's settings."""
        return self._folder.settings

    @property
    def as_of(self) -> dt.date:
        """Return the workshop's day, else today."""
        return self.settings.date or dt.datetime.now(dt.UTC).astimezone().date()

    @cached_property
    def figures(self) -> RoomSummary:
        """Return the figures as the answers are now; open the room again for newer ones."""
        return room_summary(evaluations(self._folder, self.as_of), self.settings)

    def summary(self, part: str = "") -> RoomPage:
        """Return the page of the room, or one part of it.

        Parameters
        ----------
        part : {"", "readiness", "objectives", "channels", "checks", "means"}

        Raises
        ------
        UsageError
            If there is no such part.
        """
        if part and part not in PARTS:
            raise UsageError(
                f"The summary of a room has no part {part!r}.",
                expected=f"one of: {', '.join(PARTS)}",
                todo="Take the name from the shipped notebook.",
            )
        with use_language(self.settings.language):
            return RoomPage(summary_html(self.figures, part), f"Room: {part or 'all'}")


def evaluations(folder: Folder, as_of: dt.date) -> list[Evaluation]:
    """Return what follows from the answers of everybody who has given any.

    Raises
    ------
    WorkshopError
        If the roster or somebody's answers cannot be read.
    """
    reference, settings = load_reference(), folder.settings
    everyone = (folder.load(person.key).answers for person in folder.everyone())
    return [
        evaluate(answers, reference, settings.rules, as_of, settings.tier)
        for answers in everyone
        if started(answers)
    ]


def open_room(workshop: str = "") -> Room:
    """Open the summary of a workshop.

    Parameters
    ----------
    workshop : str
        Its folder. Empty: the folder ``workshop lab`` was started with, else the sample.

    Raises
    ------
    WorkshopError
        If there is no such workshop.
    """
    return Room(Folder.open(named_folder(workshop)))
