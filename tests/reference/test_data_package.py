"""The data package: described, whole, and every row traceable."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from frictionless import validate
from tables import FOLDER, TABLES, rows, write

from workshop.reference import (
    ADULTS,
    Reference,
    load_reference,
)
from workshop.reference.tables import EVER
from workshop.settings import HouseRules

PACKAGE = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["path"]: resource for resource in PACKAGE["resources"]}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "reference"))


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


# --- the data package


def test_the_package_is_valid():
    report = validate(str(FOLDER / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("usage", "edition", "no-such-edition"),
        ("usage", "percent", "101"),
        ("ratings", "channel", "myspace"),
        ("ratings", "rating", "5"),
        ("channels", "source", "W99"),
        ("areas", "age_18_29", "many"),
    ],
)
def test_the_package_finds_a_wrong_cell(copy, table, column, text):
    content = rows(table, copy)
    content[3][column] = text
    write(table, copy, content)
    report = validate(str(copy / "datapackage.json"))
    assert {task.place for task in report.tasks if not task.valid} == {f"{table}.csv"}


def test_every_file_is_described_and_every_description_has_a_file():
    assert sorted(RESOURCES) == [f"{table}.csv" for table in TABLES]


@pytest.mark.parametrize("table", TABLES)
def test_a_description_says_what_a_reader_needs(table):
    resource = RESOURCES[f"{table}.csv"]
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == list(rows(table)[0])
    assert all(field["description"].endswith(".") for field in fields)
    assert resource["title"]
    assert resource["description"].endswith(".")
    assert resource["licenses"]
    if "trust" in rows(table)[0] and table != "editions":
        assert resource["cautions"]
        assert resource["survey_date"] < resource["stale_after"]
        assert resource["stale_why"].endswith(".")


@pytest.mark.parametrize("table", [name for name in TABLES if name != "editions"])
def test_a_description_names_all_sources_of_its_table_and_no_other(table):
    editions = {row["id"]: (row["source"], row["address"]) for row in rows("editions")}
    own = {row["id"]: (row["title"], row["address"]) for row in rows("sources")}
    used = {
        editions[row["edition"]] if "edition" in row else own[row["source"]]
        for row in rows(table)
        if row.keys() & {"edition", "source"}
    }
    told = RESOURCES[f"{table}.csv"].get("sources", [])
    assert {(source["title"], source.get("path", "")) for source in told} == used
    assert len(told) == len(used)


def test_the_survey_date_of_usage_is_the_last_day_adults_were_asked():
    ends = {row["id"]: row["field_end"] for row in rows("editions")}
    asked = max(
        ends[row["edition"]]
        for row in rows("usage")
        if row["population"] == ADULTS and row["measure"] == EVER
    )
    resource = RESOURCES["usage.csv"]
    assert resource["survey_date"] == asked
    year, rest = asked.split("-", 1)
    years, months = divmod(HouseRules().reference_months_most, 12)
    assert months == 0
    assert resource["stale_after"] == f"{int(year) + years}-{rest}"


def test_pew_s_notice_stands_word_for_word_with_its_figures(reference):
    notice = (
        "Pew Research Center bears no responsibility for the analyses or interpretations of the "
        "data presented here. The opinions expressed herein, including any implications for "
        "policy, are those of the author and not of Pew Research Center."
    )
    assert RESOURCES["usage.csv"]["notice"] == notice
    assert reference.notices["pew"] == notice
    match = next(row["match"] for row in rows("notices") if row["publisher"] == "pew")
    assert all(match in use.origin.source for use in reference.usage.uses)


# --- where every row comes from


@pytest.mark.parametrize("table", TABLES)
def test_every_row_says_where_it_comes_from(table):
    editions = {row["id"] for row in rows("editions")}
    sources = {row["id"] for row in rows("sources")}
    content = rows(table)
    columns = content[0].keys() & {"edition", "source"}
    if table in ("editions", "sources", "metrics"):
        # The two lists of origins themselves, and definitions of ours.
        assert "edition" not in columns
        return
    assert columns
    for line, row in enumerate(content, 2):
        known = row["edition"] in editions if "edition" in row else row["source"] in sources
        assert known, (table, line)


@pytest.mark.parametrize("table", TABLES)
def test_trust_and_basis_are_never_empty(table):
    content = rows(table)
    if "edition" in content[0]:
        assert {"trust", "basis"} <= content[0].keys()
    for line, row in enumerate(content, 2):
        for column in row.keys() & {"trust", "basis"}:
            assert row[column].strip(), (table, line, column)


@pytest.mark.parametrize("table", TABLES)
def test_no_row_stands_twice(table):
    seen = Counter(tuple(row.values()) for row in rows(table))
    assert [row for row, times in seen.items() if times > 1] == []


def test_every_edition_is_used_and_has_a_title_and_an_address_that_can_be_opened():
    used = {row["edition"] for table in TABLES for row in rows(table) if "edition" in row}
    for row in rows("editions"):
        assert row["id"] in used
        assert not row["address"] or row["address"].startswith(("https://", "http://")), row
        assert "at the address" not in row["source"]
