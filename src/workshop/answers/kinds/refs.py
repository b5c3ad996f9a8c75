"""Kinds that name rows of another table, or of a reference catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workshop.answers.address import is_row_id
from workshop.answers.kinds.base import NOTHING, Kind, clean_text, is_nothing, refuse
from workshop.i18n import Words, _


@dataclass(frozen=True)
class Ref(Kind):
    """The id of a row of another table or of a reference catalogue.

    Parameters
    ----------
    to : str
        An address (``/readiness/people``) or ``reference:`` and a table (``reference:channels``).
    """

    to: str

    def expected(self) -> Words:
        """Say where the choices stand."""
        return _("one of the list")

    def check(self, value: str) -> str:
        """Hold the id to its form; whether the row exists is looked at across answers."""
        if not is_row_id(value):
            raise refuse(_("“{text}” is not {expected}."), text=value, expected=self.expected())
        return value

    def parse(self, text: str) -> str:
        """Take the id."""
        return self.check(clean_text(text))


@dataclass(frozen=True)
class Refs(Kind):
    """The ids of several rows of one table, in the order they were picked.

    Parameters
    ----------
    to : str
        As for :class:`Ref`.
    """

    to: str

    def expected(self) -> Words:
        """Say where the choices stand."""
        return _("any of the list")

    def check(self, value: list[str]) -> list[str]:
        """Hold every id to its form; drop repeats."""
        for each in value:
            Ref(self.to).check(each)
        return list(dict.fromkeys(value))

    def parse(self, text: str) -> list[str]:
        """Take ids with semicolons, commas or line ends between."""
        return [] if is_nothing(text) else self.check(self.pieces(text, r"[;,\n]"))

    @staticmethod
    def pieces(text: str, marks: str = r"[;\n]") -> list[str]:
        """Cut a text at its marks; commas may stand in names, so they are no mark there."""
        return [piece for part in re.split(marks, text) if (piece := clean_text(part))]

    def show(self, value: Sequence[str]) -> str:
        """Print the ids."""
        return ", ".join(value)

    def write(self, value: Sequence[str]) -> str:
        """Write the ids with semicolons between."""
        return "; ".join(value) or NOTHING
