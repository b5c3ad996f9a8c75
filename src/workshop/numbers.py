"""Rounding and number texts, the same everywhere.

Full precision runs through every chain of formulas; only what is shown is rounded.
Halves go away from zero once binary noise is removed (832.5 → 833, 88.25 → 88.3),
which the built-in :func:`round` does not do.
"""

from __future__ import annotations

import datetime as dt
import math
from decimal import ROUND_HALF_UP, Decimal

_NOISE_DIGITS = 9
MINUS = "−"
_CENTS_BELOW = 1000
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def round_half_away(value: float, digits: int = 0) -> float:
    """Round with halves going away from zero.

    Parameters
    ----------
    value : float
        Any finite number.
    digits : int
        Decimal places to keep.

    Returns
    -------
    float
        The rounded value; ``-0.0`` becomes ``0.0``.
    """
    quiet = Decimal(repr(round(value, _NOISE_DIGITS)))
    result = float(quiet.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
    return result + 0.0


def ceil_needed(value: float) -> int:
    """Round a *needed* count up, ignoring binary noise (1,846.0000000001 is 1,846)."""
    return math.ceil(round(value, _NOISE_DIGITS))


def floor_allowed(value: float) -> int:
    """Round a *largest allowed* count down, ignoring binary noise."""
    return math.floor(round(value, _NOISE_DIGITS))


def plain(value: float) -> str:
    """Return a number with every digit it has, no exponent and no separators."""
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def number(value: float, digits: int | None = None) -> str:
    """Return a number with thousands separators, and a true minus before it if it is negative.

    Parameters
    ----------
    value : float
        The number.
    digits : int, optional
        Decimal places. Without it: as many as the number has, at most two.
    """
    if digits is None:
        short = round_half_away(value, 2)
        text = f"{short:,.0f}" if short == int(short) else f"{short:,.2f}".rstrip("0")
    else:
        text = f"{round_half_away(value, digits):,.{digits}f}"
    return text.replace("-", MINUS)


def about(value: float, digits: int = 3) -> str:
    """Return a number rounded to its first digits: 1,682,353 is about 1,680,000."""
    size = math.floor(math.log10(abs(value))) + 1 if value else 0
    return number(round_half_away(value, min(0, digits - size)), 0)


def money(value: float) -> str:
    """Return US dollars: whole at or above $1,000, with cents below (whole if there are none)."""
    rounded = round_half_away(value, 2)
    sign = MINUS if rounded < 0 else ""
    size = abs(rounded)
    if size >= _CENTS_BELOW or size == int(size):
        return f"{sign}${round_half_away(size):,.0f}"
    return f"{sign}${size:,.2f}"


def percent(value: float, digits: int = 1) -> str:
    """Return a percentage (0–100) with one decimal, which is dropped when it is zero."""
    text = number(value, digits)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} %"


def day(value: dt.date) -> str:
    """Return a date as it is printed: 4 January 2027."""
    from workshop.i18n import _

    return f"{value.day} {_(_MONTHS[value.month - 1])} {value.year}"


def short_day(value: dt.date) -> str:
    """Return a date where there is little room: Tue 5 Jan."""
    from workshop.i18n import _

    return f"{_(_WEEKDAYS[value.weekday()])} {value.day} {_(_SHORT_MONTHS[value.month - 1])}"


def short_date(value: dt.date) -> str:
    """Return a day without its year: 5 Jan."""
    from workshop.i18n import _

    return f"{value.day} {_(_SHORT_MONTHS[value.month - 1])}"


def months_between(start: dt.date, end: dt.date) -> int:
    """Return 12 · (year difference) + (month difference); days of the month are ignored."""
    return 12 * (end.year - start.year) + (end.month - start.month)
