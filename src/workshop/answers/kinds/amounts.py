"""Kinds that are measured: numbers, money, percentages, days."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from workshop.answers.kinds.base import Kind, clean_text, refuse
from workshop.i18n import Words, _
from workshop.numbers import day, money, number, percent, plain


@dataclass(frozen=True)
class Number(Kind):
    """A number within bounds.

    ``above`` is an open bound, ``at_least`` and ``at_most`` are closed ones; ``unit``
    is printed after the number. ``whole`` numbers are counts.
    """

    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    whole: bool = False
    unit: Words = ""

    def expected(self) -> Words:
        """Say the bounds."""
        bounds = self._bounds()
        noun = _("a whole number") if self.whole else _("a number")
        return _("{noun} {bounds}").format(noun=noun, bounds=bounds) if bounds else noun

    def _bounds(self) -> Words:
        if self.above is not None:
            return _("above {low}").format(low=self.show(self.above))
        if self.at_least is not None and self.at_most is not None:
            return _("from {low} to {high}").format(
                low=self.show(self.at_least), high=self.show(self.at_most)
            )
        if self.at_least is not None:
            return _("of at least {low}").format(low=self.show(self.at_least))
        return ""

    def check(self, value: float) -> float:
        """Hold the number to its bounds."""
        if (
            (self.above is not None and value <= self.above)
            or (self.at_least is not None and value < self.at_least)
            or (self.at_most is not None and value > self.at_most)
        ):
            raise refuse(
                _("{found} is outside what fits here: {expected}."),
                found=self.show(value), expected=self.expected(),
            )  # fmt: skip
        return value

    def parse(self, text: str) -> float:
        """Accept 1,200 · 1200.50 · $1,200 · 52 % · −3."""
        bare = re.sub(r"[\s$%\u00a0]", "", text).replace("−", "-")
        if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare):
            bare = bare.replace(",", "")
        if not re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", bare, re.ASCII):
            raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())
        value = float(bare)
        if self.whole:
            if value != int(value):
                raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())
            return self.check(int(value))
        return self.check(value)

    def show(self, value: float) -> str:
        """Print the number with its unit."""
        unit = str(self.unit)
        return f"{number(value)} {unit}" if unit else number(value)

    def write(self, value: float) -> str:
        """Write every digit, without unit or separators."""
        return plain(value)

    def schema(self) -> dict[str, Any]:
        """Add the bounds."""
        facts = {
            "minimum": self.at_least,
            "maximum": self.at_most,
            "exclusiveMinimum": self.above,
        }
        return {key: bound for key, bound in facts.items() if bound is not None}


@dataclass(frozen=True)
class Money(Number):
    """US dollars."""

    def show(self, value: float) -> str:
        """Print dollars."""
        return money(value)


@dataclass(frozen=True)
class Percent(Number):
    """A percentage, 52 meaning 52 %."""

    at_least: float | None = 0
    at_most: float | None = 100

    def show(self, value: float) -> str:
        """Print the percentage."""
        return percent(value)


@dataclass(frozen=True)
class Day(Kind):
    """A date."""

    def expected(self) -> Words:
        """Say the form."""
        return _("a date such as 2027-01-31")

    def check(self, value: dt.date) -> dt.date:
        """Refuse years that can only be slips."""
        if not 1900 <= value.year <= 2200:
            raise refuse(_("{found} is not {expected}."), found=value, expected=self.expected())
        return value

    def parse(self, text: str) -> dt.date:
        """Accept ISO dates only: 3/4/27 means two days in two countries."""
        try:
            return self.check(dt.date.fromisoformat(clean_text(text)))
        except ValueError:
            raise refuse(
                _("“{text}” is not {expected}."), text=text, expected=self.expected()
            ) from None

    def show(self, value: dt.date) -> str:
        """Print day, month, year."""
        return day(value)

    def write(self, value: dt.date) -> str:
        """Write the ISO date."""
        return value.isoformat()
