"""Kinds written as a short mark of one form: a time of day, a colour."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop.answers.kinds.base import Kind, clean_text, refuse
from workshop.i18n import Words, _

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.ASCII | re.IGNORECASE)
_COLOUR = re.compile(r"#?([0-9a-f]{6})", re.ASCII | re.IGNORECASE)
_NOON = 12
_HOURS, _MINUTES = 24, 60


@dataclass(frozen=True)
class Clock(Kind):
    """A time of day on the 24-hour clock, stored as ``18:00``; ``24:00`` ends a day."""

    def expected(self) -> Words:
        """Give an example."""
        return _("a time such as 18:00")

    def check(self, value: str) -> str:
        """Hold the text to hours and minutes."""
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", value, re.ASCII):
            raise refuse(_("“{text}” is not {expected}."), text=value, expected=self.expected())
        return value

    def parse(self, text: str) -> str:
        """Accept 18:00, 18, 9:30 and 6:30 pm."""
        found = _CLOCK.fullmatch(clean_text(text))
        if found is None:
            raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and not 1 <= hour <= _NOON:
            raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())
        if half:
            hour = hour % _NOON + (_NOON if half == "pm" else 0)
        return self.check(f"{hour:02}:{minute:02}")


def minutes_of(clock: str) -> int:
    """Return the minutes from midnight to a stored time of day."""
    hour, minute = clock.split(":")
    return int(hour) * _MINUTES + int(minute)


@dataclass(frozen=True)
class Colour(Kind):
    """A colour as ``#rrggbb``."""

    def expected(self) -> Words:
        """Give an example."""
        return _("a colour such as #3B2A20")

    def check(self, value: str) -> str:
        """Hold the text to six hexadecimal digits after a #."""
        if not re.fullmatch(r"#[0-9A-F]{6}", value, re.ASCII):
            raise refuse(_("“{text}” is not {expected}."), text=value, expected=self.expected())
        return value

    def parse(self, text: str) -> str:
        """Accept the digits with or without #, in either case."""
        found = _COLOUR.fullmatch(clean_text(text))
        if found is None:
            raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())
        return f"#{found[1].upper()}"
