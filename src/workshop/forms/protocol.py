"""What a form needs from whoever keeps the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from workshop.answers.change import Change, Draft
from workshop.reference import Reference
from workshop.workbook import Answers


class Keeper(Protocol):
    """Keeps one participant's answers; a session, or a small one in a test."""

    @property
    def answers(self) -> Answers:
        """Return the answers as they are now."""

    @property
    def drafts(self) -> Mapping[str, Draft]:
        """Return what was typed and is not an answer yet, by address."""

    @property
    def reference(self) -> Reference:
        """Return the reference tables."""

    @property
    def tier(self) -> int:
        """Return the highest tier of questions asked."""

    def save(self, change: Change) -> None:
        """Save one change at once, or raise a WorkshopError.

        A saved answer takes the place of a draft at its address.
        """

    def keep_draft(self, address: str, text: str, error: str) -> None:
        """Keep what was typed but is not an answer yet.

        Afterwards ``answers`` are the newest there are: a form that met a conflict
        shows what the other writer saved.
        """

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Have a function called after every change."""

    @property
    def undoable(self) -> str:
        """Return what the last change made here was about, empty if there is none."""

    @property
    def undoable_at(self) -> str:
        """Return the address of that change, empty if there is none."""

    def undo(self) -> None:
        """Take back the last change made here, or raise a WorkshopError."""
