"""The page about the reference tables: up to date, and with everything a reader needs."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import workshop
from workshop.errors import ShippedFileError
from workshop.reference.describe import describe
from workshop.shipped import shipped

FOLDER = shipped("data/reference")
PAGE = Path(workshop.__file__).resolve().parents[2] / "docs" / "reference-data.md"
PACKAGE = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not PAGE.parent.is_dir(), reason="the pages stay in the checkout")
def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == describe(FOLDER), "run: python tasks.py docs"


def section(text: str, name: str) -> str:
    """Return what the page says about a table."""
    return text.split(f'<a id="{name}"></a>', 1)[1].split('<a id="', 1)[0]


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda resource: resource["name"])
def test_the_page_tells_everything_about_a_table(resource):
    part = section(describe(FOLDER), resource["name"])
    assert resource["description"] in part
    for field in resource["schema"]["fields"]:
        line = next(row for row in part.splitlines() if row.startswith(f"| `{field['name']}` |"))
        # A bar inside a cell would start another column.
        assert len(re.findall(r"(?<!\\)\|", line)) == 4
        assert field["description"].replace("|", "\\|") in line
    for words in ("survey_date", "stale_after", "stale_why", "notice"):
        assert resource.get(words, "") in part
    for line in (*resource.get("cautions", ()), *resource.get("left_out", ())):
        assert f"- {line}" in part
    for thing in (*resource.get("sources", ()), *resource["licenses"]):
        assert thing["title"] in part
        assert thing.get("path", "") in part


def test_the_page_counts_the_rows(tmp_path):
    copy = Path(shutil.copytree(FOLDER, tmp_path / "reference"))
    assert "**Rows:** 894." in section(describe(copy), "usage")
    path = copy / "usage.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]) + "\n", encoding="utf-8")
    assert "**Rows:** 895." in section(describe(copy), "usage")
    assert "| 3,196 |" in describe(copy)


@pytest.mark.parametrize("name", ["datapackage.json", "reach.csv"])
def test_a_missing_file_is_named(tmp_path, name):
    copy = Path(shutil.copytree(FOLDER, tmp_path / "reference"))
    (copy / name).unlink()
    with pytest.raises(ShippedFileError) as caught:
        describe(copy)
    assert name in str(caught.value)


def test_a_damaged_description_is_named(tmp_path):
    copy = Path(shutil.copytree(FOLDER, tmp_path / "reference"))
    (copy / "datapackage.json").write_text('{"resources": [', encoding="utf-8")
    with pytest.raises(ShippedFileError) as caught:
        describe(copy)
    assert "datapackage.json" in caught.value.where
