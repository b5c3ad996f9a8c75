"""Agenda and bring-along sheet: they add up, follow the mode, and are accessible PDF."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from conftest import EVENING, copy_sample
from pdf_lint import problems

from workshop.agenda import AGENDAS, MINUTES
from workshop.cli import main
from workshop.handouts.agenda_sheet import TITLE, agenda_sheet
from workshop.handouts.paper import sheet_pdf
from workshop.settings import TIERS, Settings, WorkshopMode
from workshop.workbook import STEPS
from workshop.workbook.asking import asked_of, prework

MODES = list(MINUTES)
SECONDS_LEAST = 15
"""For one short answer, where some are picked from a list."""


def text_of(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return re.sub(r"\s+", " ", text.replace("\u00ad", ""))


@pytest.mark.parametrize("mode", MODES)
def test_an_agenda_is_as_long_as_its_workshop_and_has_every_step(mode: WorkshopMode) -> None:
    """Minutes add up; each step has its place, in the order of the steps; all is explained."""
    meetings = AGENDAS[mode]
    items = [item for meeting in meetings for item in meeting.items]

    assert set(AGENDAS) == set(TIERS)
    assert sum(meeting.minutes for meeting in meetings) == MINUTES[mode]
    assert [item.step for item in items if item.step] == [step.name for step in STEPS]
    assert all(str(item.says) and item.minutes > 0 for item in items)


@pytest.mark.parametrize("mode", ["quick_90", "half_day"])
def test_there_is_time_for_what_is_asked(mode: WorkshopMode) -> None:
    """No step asks more answers than its minutes hold."""
    for item in AGENDAS[mode][0].items:
        if item.step:
            assert 60 * item.minutes >= SECONDS_LEAST * asked_of(item.step, TIERS[mode]), item.step


def test_the_command_writes_all_sheets_and_overwrites_nothing(tmp_path: Path) -> None:
    """Agenda, what to bring, a worksheet for each step; a second time only with --force."""
    folder = copy_sample(tmp_path / "w")
    runner = CliRunner()

    done = runner.invoke(main, ["handouts", str(folder)])
    assert done.exit_code == 0
    made = sorted((folder / "handouts").iterdir())
    worksheets = [f"worksheet-{n}-{step.name}.pdf" for n, step in enumerate(STEPS)]
    assert [path.name for path in made] == ["agenda.pdf", "bring-along.pdf", *worksheets]
    again = runner.invoke(main, ["handouts", str(folder)])
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert runner.invoke(main, ["handouts", str(folder), "--force"]).exit_code == 0
    for path in made[:2]:
        data = path.read_bytes()
        assert problems(data) == []
        with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"


def test_an_evening_fits_one_page_each(tmp_path: Path) -> None:
    """What is handed out the week before is read: one page, with room to write, prework only."""
    CliRunner().invoke(main, ["handouts", str(EVENING), "--out", str(tmp_path)])

    for name in ("agenda.pdf", "bring-along.pdf"):
        assert len(pypdfium2.PdfDocument(tmp_path / name)) == 1, name
    told = text_of((tmp_path / "bring-along.pdf").read_bytes())
    for item in prework(1):
        assert str(item.question.label) in told
    beyond = {str(item.question.label) for item in prework(3)}
    beyond -= {str(item.question.label) for item in prework(1)}
    assert not [label for label in beyond if f"{label} " in told and len(label) > 12]
    agenda = text_of((tmp_path / "agenda.pdf").read_bytes())
    assert "1:20–1:30" in agenda
    assert "90 minutes" in agenda


def test_a_series_says_before_which_meeting(tmp_path: Path) -> None:
    """Six meetings: what to look up stands under the one it is needed for."""
    folder = copy_sample(tmp_path / "w")
    CliRunner().invoke(main, ["handouts", str(folder)])
    told = text_of((folder / "handouts" / "bring-along.pdf").read_bytes())

    assert told.index("For meeting 1") < told.index("For meeting 2") < told.index("For meeting 5")
    assert "Average order" in told.split("For meeting 2")[1].split("For meeting 3")[0]


def test_the_same_sheet_twice_is_the_same_bytes() -> None:
    """The day of the workshop dates the file."""
    day, settings = dt.date(2027, 1, 4), Settings()
    one, other = (sheet_pdf(TITLE, agenda_sheet(settings), settings, day, ("", ""))
                  for _n in range(2))  # fmt: skip
    assert one == other
