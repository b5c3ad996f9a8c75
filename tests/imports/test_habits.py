"""How numbers and days are meant is told by everything one person wrote, never by one cell."""

from __future__ import annotations

import pytest

from workshop.imports.habits import Habits, habits_of


@pytest.mark.parametrize(
    ("column", "text", "meant"),
    [
        (["1,200", "3.5"], "1,200", "1200"),
        (["1.200", "3,5"], "1.200", "1200"),
        (["1.234,56"], "1.234,56", "1234.56"),
        (["1,234.56"], "1,234.56", "1234.56"),
        (["1.234.567"], "2.345", "2345"),
        (["0,125"], "0,125", "0.125"),
        (["1 200"], "1 200", "1 200"),
        (["1'200"], "12", "12"),
        (["12 %", "4,5 %"], "4,5 %", "4.5"),
        ([], "1,200", "1200"),
        ([], "−3", "−3"),
        (["many"], "many", "many"),
    ],
)
def test_decimal_marks_are_told_by_the_column(column: list[str], text: str, meant: str) -> None:
    """One clear number tells how the others of its place are meant."""
    assert habits_of(column, []).number(text) == meant


def test_a_file_with_semicolons_writes_decimal_commas() -> None:
    """Where no number tells, the file's own separator does."""
    assert habits_of(["1,200"], [], decimal=",").number("1,200") == "1.200"


def test_a_column_that_writes_both_is_not_guessed() -> None:
    """With both marks in one column an unclear number is refused, a clear one is not."""
    habits = habits_of(["1,5", "2.5"], [])
    assert habits.number("1,5") == "1.5"
    with pytest.raises(ValueError, match=r"could be 1200 or 1\.200"):
        habits.number("1,200")


@pytest.mark.parametrize(
    ("column", "text", "meant"),
    [
        (["3/4/27", "25/4/27"], "3/4/27", "2027-04-03"),
        (["3/4/27", "4/25/27"], "3/4/27", "2027-03-04"),
        (["3.4.2027"], "3.4.2027", "2027-04-03"),
        ([], "4/4/2027", "2027-04-04"),
        ([], "2027/3/4", "2027-03-04"),
        ([], "2027-03-04 10:15", "2027-03-04"),
        ([], "Jan 5, 2027", "2027-01-05"),
        ([], "Fri, Mar 19, 2027", "2027-03-19"),
        ([], "5th March 2027", "2027-03-05"),
        ([], "5 de enero de 2027", "2027-01-05"),
        ([], "31/02/2027", "31/02/2027"),
        ([], "soon", "soon"),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_column(
    column: list[str], text: str, meant: str
) -> None:
    """A day above 12 anywhere in the column tells how all of it is meant."""
    assert habits_of([], column).day(text) == meant


@pytest.mark.parametrize("column", [[], ["3/4/27"], ["25/4/27", "4/25/27"]])
def test_a_day_nothing_tells_is_not_guessed(column: list[str]) -> None:
    """Without a clear date, or with two that contradict, both readings are named."""
    with pytest.raises(ValueError, match="2027-04-03 or 2027-03-04"):
        habits_of([], column).day("3/4/27")


def test_habits_alone_change_nothing_in_other_text() -> None:
    """What is no number and no day is left for its question to judge."""
    assert Habits("").number("1.2.3.4") == "1.2.3.4"
    assert Habits().day("20270304") == "20270304"
