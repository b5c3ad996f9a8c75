"""The workbook of a plan: its formulas give the plan's numbers, its texts are texts."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import formulas
import openpyxl
import pytest
from conftest import find_office, sample_answers
from takeaways import context_for

from workshop.answers.change import Change, apply
from workshop.plan.context import PlanContext
from workshop.takeaway import plan_xlsx
from workshop.workbook import Answers

NAME = "plan.xlsx"


@cache
def context() -> PlanContext:
    return context_for(sample_answers())


@cache
def made() -> bytes:
    return plan_xlsx(context())


def book(data: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def expected() -> dict[str, float]:
    """Return what the plan prints, by the label it has in the workbook."""
    result = context().evaluation
    budget, returns = result.content.budget, result.measurement.returns
    return {
        "Hours of your people": budget.lines["labour"].get(),
        "Ads": budget.lines["ads"].get(),
        "Cost of the year": budget.year.get(),
        "Reserve": budget.reserve.get(),
        "To be approved": budget.request.get(),
        "Share of sales": budget.share.get() / 100,
        "New customers": returns.new_customers.get(),
        "To win a customer": returns.cac.get(),
        "Return on the first orders": returns.roi_first.get() / 100,
        "Return with what new customers bring later": returns.roi_clv.get() / 100,
        "Orders to break even": float(returns.break_even.get()),
    }


def formula_cells() -> dict[str, str]:
    """Return the label and the cell of every formula."""
    sheet = book(made())["Budget"]
    return {
        sheet.cell(cell.row, 1).value: cell.coordinate
        for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }  # fmt: skip


def test_every_derived_number_is_a_formula() -> None:
    """What follows from other numbers is live, and nothing else is."""
    assert set(formula_cells()) == set(expected())


def test_the_formulas_give_the_numbers_of_the_plan(tmp_path: Path) -> None:
    """Worked out anew by a library that knows nothing of us, each agrees with the plan."""
    path = tmp_path / NAME
    path.write_bytes(made())
    solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    values = {
        key.rsplit("!", 1)[1]: cell.value[0, 0] for key, cell in solution.items()
        if "BUDGET" in str(key) and hasattr(cell, "value") and cell.value.shape == (1, 1)
    }  # fmt: skip

    for label, cell in formula_cells().items():
        assert float(values[cell]) == pytest.approx(expected()[label], rel=1e-9), label


def test_the_numbers_kept_beside_the_formulas_are_those_of_the_plan() -> None:
    """A viewer that does not work out formulas shows the same."""
    sheet = book(made(), values=True)["Budget"]

    for label, cell in formula_cells().items():
        assert sheet[cell].value == pytest.approx(expected()[label], rel=1e-9), label


@pytest.mark.needs("libreoffice")
def test_libreoffice_works_out_the_same(tmp_path: Path) -> None:
    """Opened, recalculated and saved by LibreOffice, every number is the plan's."""
    path = tmp_path / NAME
    path.write_bytes(made())
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"
    words = [find_office(), home, "--headless", "--convert-to", NAME[-4:], "--outdir", out, path]
    command = [str(word) for word in words]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet = book((out / NAME).read_bytes(), values=True)["Budget"]

    for label, cell in formula_cells().items():
        assert sheet[cell].value == pytest.approx(expected()[label], rel=1e-9), label


def test_the_calendar_sheet_holds_every_post() -> None:
    """One row a post, in order, with its link and its text."""
    sheet = book(made())["Calendar"]
    posts = context().evaluation.content.posts

    assert sheet.max_row == len(posts) + 1
    assert [sheet.cell(n, 15).value for n in range(2, sheet.max_row + 1)] == [p.id for p in posts]
    assert sheet.cell(2, 1).value == posts[0].at
    assert sheet.cell(2, 9).value == posts[0].url


def test_kpis_have_room_for_twelve_months_and_the_checklist_is_the_roadmap() -> None:
    """Due numbers stand above empty cells; every step of the roadmap is a line to tick."""
    kpis, tasks = book(made())["KPIs"], book(made())["Checklist"]
    labels = [kpis.cell(n, 6).value for n in range(2, kpis.max_row + 1)]

    assert labels.count("due") == 3
    assert len([v for v in labels if v == "reached"]) == 8
    assert kpis.cell(2, 7).value == pytest.approx(48.4, abs=0.1)
    assert tasks.max_row > 20
    assert all(tasks.cell(n, 2).value for n in range(2, tasks.max_row + 1))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")', "{=1}"])
def test_what_an_owner_writes_is_never_a_formula(text: str) -> None:
    """Titles, texts and names stay texts."""
    told = {"id": "w05-facebook-2", "copy_text": text, "title_text": text}
    answers = apply(sample_answers(), Change("/content/entries/w05-facebook-2", told))
    answers = apply(answers, Change("/readiness/people/owner/name", text))
    found = book(plan_xlsx(context_for(answers)))
    live = [c.value for sheet in found for row in sheet.iter_rows() for c in row
            if c.data_type == "f"]  # fmt: skip

    assert all(value.startswith("=IF(COUNT(") for value in live)
    row = next(r for r in found["Calendar"].iter_rows() if r[14].value == "w05-facebook-2")
    assert (row[5].value, row[5].data_type) == (text, "s")


def test_with_nothing_known_formulas_are_blank_not_wrong(tmp_path: Path) -> None:
    """An empty workbook gives blanks in place of sums, no zero and no error."""
    path = tmp_path / NAME
    path.write_bytes(plan_xlsx(context_for(Answers(participant="x"))))
    solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    places = formula_cells().values()
    shown = [
        cell.value[0, 0] for key, cell in solution.items()
        if "BUDGET" in str(key) and str(key).rsplit("!", 1)[1] in places
    ]  # fmt: skip

    assert shown
    assert {str(value) for value in shown} <= {"", "[empty]", "empty"}


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No clock in it."""
    assert plan_xlsx(context_for(sample_answers())) == made()
