"""How a person writes numbers and days, judged by everything they wrote in one place.

One cell cannot tell whether 1,200 is twelve hundred or one point two, nor whether 3/4/27
is in March or in April. The column, or the file one person filled in, mostly can; where it
cannot, the cell is refused rather than guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from workshop.answers.kinds import refuse
from workshop.i18n import _

_GROUP = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
_COMMA = re.compile(
    r"-?\d{1,3}(\.\d{3})+,\d+|-?\d{1,3}(\.\d{3}){2,}|-?\d*,(\d{1,2}|\d{4,})|-?0,\d+"
)
_POINT = re.compile(
    r"-?\d{1,3}(,\d{3})+\.\d+|-?\d{1,3}(,\d{3}){2,}|-?\d*\.(\d{1,2}|\d{4,})|-?0\.\d+"
)
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_SIGNS = re.compile(r"^[\s$%]+|[\s$%]+$")

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{2}|\d{4})(?:,? \d{1,2}:\d{2}.*)?")
_WEEKDAY = r"(?:[^\W\d]+,? )?"
_MONTH = r"(?P<month>[^\W\d]+)\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_NAMED = (
    re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th|\.)? (?:de )?{_MONTH},? (?:de )?{_YEAR}"),
)
_MONTHS = (
    ("jan", "ene"), ("feb",), ("mar",), ("apr", "abr"), ("may",), ("jun",), ("jul",),
    ("aug", "ago"), ("sep",), ("oct",), ("nov",), ("dec", "dic"),
)  # fmt: skip


@dataclass(frozen=True)
class Habits:
    """How numbers and days are written in one place.

    Attributes
    ----------
    decimal : str
        "." or ",", "" where both are used.
    days : str
        "dm" (day first), "md" (month first), "" where nothing tells.
    """

    decimal: str = "."
    days: str = ""

    def number(self, text: str) -> str:
        """Return a number with a decimal point and no separators; other text as it is.

        Raises
        ------
        ValueError
            If it could be two numbers and nothing tells which.
        """
        bare = _bare(text)
        if _EITHER.fullmatch(bare) and not self.decimal:
            raise refuse(
                _("“{text}” could be {one} or {other}."),
                text=text, one=re.sub("[.,]", "", bare), other=bare.replace(",", "."),
            )  # fmt: skip
        comma = _COMMA.fullmatch(bare) or (_EITHER.fullmatch(bare) and self.decimal == ",")
        if comma:
            return bare.replace(".", "").replace(",", ".")
        if _POINT.fullmatch(bare) or _EITHER.fullmatch(bare):
            return bare.replace(",", "")
        return text

    def day(self, text: str) -> str:
        """Return a day as ISO text; text that is no day as it is.

        Raises
        ------
        ValueError
            If it could be two days and nothing tells which.
        """
        bare = " ".join(text.split())
        if found := _ISO.fullmatch(bare):
            return _iso(found[1], found[2], found[3]) or text
        if found := _NUMBERS.fullmatch(bare):
            return self._ordered(found, text)
        for pattern in _NAMED:
            if (found := pattern.fullmatch(bare)) and (month := _month(found["month"])):
                return _iso(found["year"], month, found["day"]) or text
        return text

    def _ordered(self, found: re.Match[str], text: str) -> str:
        first, second, year = int(found[1]), int(found[3]), found[4]
        year = f"20{year}" if len(year) == 2 else year
        order = _order(found) or self.days
        if not order and first != second:
            day_first, month_first = _iso(year, second, first), _iso(year, first, second)
            raise refuse(
                _("“{text}” could be {one} or {other}."),
                text=text, one=day_first, other=month_first,
            )  # fmt: skip
        return (_iso(year, second, first) if order == "dm" else _iso(year, first, second)) or text


def habits_of(numbers: Iterable[str], days: Iterable[str], decimal: str = ".") -> Habits:
    """Return how someone writes, from all numbers and days of one place.

    Parameters
    ----------
    numbers, days : iterable of str
        As they were typed; other text among them does not count.
    decimal : str
        What to take where no number tells: the point, unless the file says otherwise.
    """
    bare = [_bare(text) for text in numbers]
    comma = any(_COMMA.fullmatch(text) for text in bare)
    point = any(_POINT.fullmatch(text) for text in bare)
    if comma or point:
        decimal = "" if comma and point else "," if comma else "."
    found = [match for text in days if (match := _NUMBERS.fullmatch(" ".join(text.split())))]
    orders = {order for match in found if (order := _order(match))}
    return Habits(decimal, orders.pop() if len(orders) == 1 else "")


def _bare(text: str) -> str:
    return _SIGNS.sub("", _GROUP.sub("", text.strip())).replace("−", "-")


def _order(found: re.Match[str]) -> str:
    """Return the order one date tells by itself; dots are used with the day first."""
    first, second = int(found[1]), int(found[3])
    if first > 12 or found[2] == ".":
        return "dm"
    return "md" if second > 12 else ""


def _month(word: str) -> int:
    start = word[:3].casefold()
    return next((n for n, names in enumerate(_MONTHS, start=1) if start in names), 0)


def _iso(year: str, month: str | int, day: str | int) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
