"""The pages made from declarations: up to date, and with every question, check and rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import workshop
from workshop.plan.catalogue import TERMS, glossary_page, questions_page
from workshop.reference import load_reference
from workshop.settings import HouseRules
from workshop.workbook import BLOCKING, STEPS

DOCS = Path(workshop.__file__).resolve().parents[2] / "docs"
PAGES = {"questions": questions_page(), "glossary": glossary_page(load_reference())}


@pytest.mark.skipif(not DOCS.is_dir(), reason="the pages stay in the checkout")
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    """What is committed is what the program would write."""
    assert (DOCS / f"{name}.md").read_text(encoding="utf-8") == PAGES[name], (
        "run: python tasks.py docs"
    )


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_question_is_in_the_catalogue(step: type) -> None:
    """Under the address of its topic or table, with its words and its example."""
    page = PAGES["questions"]
    for kind in step.kinds_of_parts().values():
        part = page.split(f"`{kind.at}`", 1)[1].split("\n### ", 1)[0]
        for name, question in kind.questions().items():
            line = next(row for row in part.splitlines() if f"| `{name}` |" in row)
            assert str(question.label) in line
            assert question.example.replace("|", "\\|") in line
            # A bar inside a cell would start another column.
            assert len(re.findall(r"(?<!\\)\|", line)) == 6


def test_the_glossary_has_every_metric_check_and_rule() -> None:
    """Nothing the plans speak of is left unexplained."""
    page = PAGES["glossary"]
    for metric in load_reference().metrics.values():
        assert f"`{metric.id}`" in page
    for check in BLOCKING:
        assert f"| {check.code} |" in page
    for rule in HouseRules.model_fields:
        assert f"`{rule}`" in page
    assert list(TERMS) == sorted(TERMS, key=lambda pair: pair[0].casefold())
