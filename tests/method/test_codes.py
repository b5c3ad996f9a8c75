"""The table of all checks and rules of the method: each as heavy as there, and tested both ways."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
from test_checks import TABLE as CHECK_TESTS
from test_checks import all_checks
from test_revision import TABLE as RULE_TESTS

from workshop.plan.catalogue import glossary_page
from workshop.reference import load_reference
from workshop.steps.measurement.revision.words import RULES

with (Path(__file__).parent / "codes.csv").open(encoding="utf-8", newline="") as file:
    ROWS: list[Mapping[str, str]] = list(csv.DictReader(file))
CODES = [row["code"] for row in ROWS]


def test_the_table_has_every_check_and_rule_once() -> None:
    """114 checks and twelve rules, in the order of their codes; nothing else is declared."""
    assert sorted(set(CODES)) == CODES
    assert [code for code in CODES if code[0] == "C"] == sorted(all_checks())
    assert [code for code in CODES if code[0] == "R"] == list(RULES)
    assert len(CODES) == 114 + 12


@pytest.mark.parametrize("row", ROWS, ids=CODES)
def test_a_code_is_as_heavy_as_the_method_has_it_and_tested_both_ways(
    row: Mapping[str, str],
) -> None:
    """Its weight and title are the program's; one test makes it fire, one keeps it silent."""
    code = row["code"]
    if row["weight"] == "RULE":
        assert str(RULES[code][0]) == row["about"]
        assert len(RULE_TESTS[code]) == 2
        return
    check = all_checks()[code]
    assert check.severity.value == row["weight"]
    assert str(check.title) == row["about"]
    assert len(CHECK_TESTS[code]) == 2


def test_the_glossary_shows_all_of_them() -> None:
    """Whoever meets a code in a plan finds it there."""
    page = glossary_page(load_reference())

    assert [code for code in CODES if f"| {code} |" not in page] == []
