"""Rounding and number texts."""

import datetime as dt

import pytest

from workshop import numbers


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(832.5, 0, 833), (88.25, 1, 88.3), (-0.5, 0, -1), (-88.25, 1, -88.3), (2.675, 2, 2.68),
     (1.005, 2, 1.01), (0.0, 2, 0.0), (0.1 + 0.2, 1, 0.3)],
)  # fmt: skip
def test_halves_go_away_from_zero(value: float, digits: int, expected: float) -> None:
    """Halves round away from zero, once binary noise is gone."""
    assert numbers.round_half_away(value, digits) == expected


def test_needed_counts_round_up_without_noise() -> None:
    """A needed count rounds up, but not because of binary noise."""
    assert numbers.ceil_needed(1846.0000000001) == 1846
    assert numbers.ceil_needed(1845.01) == 1846
    assert numbers.floor_allowed(85.9999999999) == 86
    assert numbers.floor_allowed(85.99) == 85


@pytest.mark.parametrize(
    ("value", "text"),
    [(142.8, "$142.80"), (999.99, "$999.99"), (999.995, "$1,000"), (1000.4, "$1,000"),
     (2040, "$2,040"), (0, "$0"), (-12.5, "−$12.50")],
)  # fmt: skip
def test_money(value: float, text: str) -> None:
    """Dollars are whole from a thousand on, with cents below."""
    assert numbers.money(value) == text


def test_number_and_percent_drop_idle_zeros() -> None:
    """A number shows as many decimals as it has, at most two."""
    assert [numbers.number(x) for x in (3, 3.5, 3.456, 1234567)] == [
        "3",
        "3.5",
        "3.46",
        "1,234,567",
    ]
    assert [numbers.percent(x) for x in (52, 4.4, 75.04)] == ["52 %", "4.4 %", "75 %"]


def test_less_than_nothing_has_a_true_minus() -> None:
    """A hyphen is a mark of its own; a change of −7.2 % is printed with a minus."""
    assert numbers.percent(-7.2) == "−7.2 %"
    assert numbers.number(-1234.5) == "−1,234.5"
    assert numbers.number(-0.001) == "0"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1_682_353, "1,680,000"), (40_000, "40,000"), (999.6, "1,000"), (12.4, "12"), (0, "0")],
)
def test_about_keeps_the_first_digits(value: float, text: str) -> None:
    """What is about so many is not printed to the last person."""
    assert numbers.about(value) == text


def test_months_ignore_days() -> None:
    """Months between two dates ignore the days of the month."""
    assert numbers.months_between(dt.date(2026, 12, 31), dt.date(2027, 12, 1)) == 12


def test_day_in_words() -> None:
    """A date is printed as day, month in words, year."""
    assert numbers.day(dt.date(2027, 1, 4)) == "4 January 2027"
