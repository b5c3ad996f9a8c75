"""Plans of the shipped sample and an awkward participant, made once with the real notebooks.

Two of them by papermill with real kernels; the others by the same notebooks in this process.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from pathlib import Path

import icalendar
import openpyxl
import pikepdf
import pypdfium2
import pytest
from conftest import AWKWARD, SAMPLE, add_awkward, sample_answers
from in_process import run_all
from pdf_lint import problems

from workshop.answers.document import answers_hash, from_data
from workshop.batch import runner
from workshop.batch.person import Status
from workshop.batch.report import BatchReport
from workshop.batch.runner import BatchRequest, run_batch
from workshop.folder import Folder
from workshop.workbook import Answers

pytestmark = [pytest.mark.kernel, pytest.mark.xdist_group("sample-plans")]
KEYS = (*(person.key for person in Folder.open(SAMPLE).participants()), AWKWARD)
BY_KERNELS = ("pinon-kiln", "granja-rio-bravo")
"""A full plan, and one in Spanish."""


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[BatchReport, Path, bool]:
    source = tmp_path_factory.mktemp("sample") / "folder"
    out = source.parent / "plans"
    shutil.copytree(SAMPLE, source)
    add_awkward(source)
    before = fingerprint(source)
    first = run_batch(BatchRequest(Folder.open(source), out, only=BY_KERNELS, jobs=2))
    assert [r.status for r in first.results] == [Status.DONE] * len(BY_KERNELS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "_run_all", run_all)
        report = run_batch(BatchRequest(Folder.open(source), out))
    return report, out, fingerprint(source) == before


def pdf_of(out: Path, key: str) -> bytes:
    return (out / key / f"{key}-plan.pdf").read_bytes()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_everyone_has_a_plan(batch: tuple[BatchReport, Path, bool]) -> None:
    """Every participant a plan, exit code 0, an overview and a report; nothing else is left."""
    report, out, untouched = batch

    assert len(KEYS) == 13
    made = {k: Status.UNCHANGED if k in BY_KERNELS else Status.DONE for k in KEYS}
    assert {r.key: r.status for r in report.results} == made
    assert report.exit_code == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == sorted([*KEYS, "index.html", "report.json"])
    assert untouched, "the sample's folder was written to"


@pytest.mark.parametrize("key", KEYS)
def test_plan_is_accessible_and_says_whose_it_is(
    batch: tuple[BatchReport, Path, bool], key: str
) -> None:
    """Each PDF is tagged PDF/UA-1 and carries participant key and answers hash."""
    pdf = pikepdf.open(io.BytesIO(pdf_of(batch[1], key)))
    with pdf.open_metadata() as meta:
        words = f"{meta.get('pdf:Keywords', '')} {pdf.docinfo.get('/Keywords', '')}"
        assert meta["pdfuaid:part"] == "1"

    assert pdf.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in pdf.Root
    assert "/Outlines" in pdf.Root
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "Social media strategy" in str(pdf.docinfo["/Title"])
    language = "es" if key == "granja-rio-bravo" else "en"
    assert str(pdf.Root.Lang).startswith(language)
    assert f"participant:{key}" in words
    assert f"answers:{answers_hash(sample_answers(key))}" in words


@pytest.mark.parametrize("key", KEYS)
def test_pages_have_no_faults(batch: tuple[BatchReport, Path, bool], key: str) -> None:
    """No text outside its box, no orphan heading, no raw code, no empty page."""
    assert problems(pdf_of(batch[1], key)) == []


@pytest.mark.parametrize("key", [key for key in KEYS if key != AWKWARD])
def test_the_summary_is_two_pages_at_most(batch: tuple[BatchReport, Path, bool], key: str) -> None:
    """After the cover and the summary, the contents stand on the fourth page or before."""
    pages = pypdfium2.PdfDocument(pdf_of(batch[1], key))
    contents = re.compile(r"^\s*(Contents|Contenido)\s*$", re.MULTILINE)
    text = [page.get_textpage().get_text_bounded() for page in pages]
    assert any(contents.search(page) for page in text[2:4])


def test_plan_prints_the_figures_of_the_example(batch: tuple[BatchReport, Path, bool]) -> None:
    """The owner reads the computed figures as the method prints them."""
    text = text_of(pdf_of(batch[1], "pinon-kiln"))

    for figure in ("38.1", "68.4", "24.2", "84.8", "47.6", "58.3", "$2,040", "$74.26", "$118.81",
                   "$177.72", "$186.70", "$198.02", "$59.24", "1.92", "5.15 %", "1,910",
                   "$2.78", "$3.71", "C003", "C005", "C016"):  # fmt: skip
        assert figure in text, figure
    assert "C011" not in text.split("Open risks")[-1].split("Formulas")[0]
    assert text.count("Groundwork first") >= 2


def test_awkward_text_is_printed_as_text(batch: tuple[BatchReport, Path, bool]) -> None:
    """What looks like code, formula or markup is printed as it was typed."""
    text = re.sub(r"[\s\u00ad\u200b]", "", text_of(pdf_of(batch[1], "awkward-texts")))

    for typed in ("=1+1", "<script>alert(1)</script>", '#import"/etc/passwd"', "$x^2$", "*bold*",
                  "\\newline", "{name}{0}%s"):  # fmt: skip
        assert typed in text, typed
    missing = " ".join(batch[0].results[-1].warnings)
    for char in "陶艺工作室":
        assert char in text or char in missing


def test_gaps_become_next_actions(batch: tuple[BatchReport, Path, bool]) -> None:
    """A hardly started workbook yields a plan that says what to answer next."""
    text = text_of(pdf_of(batch[1], "desert-bloom-bakery"))

    assert "open questions of “Where we start”." in text
    assert "cannot be worked out yet" in text
    assert "Nobody is named as sponsor" in text


def test_overview_lists_everyone_and_escapes(batch: tuple[BatchReport, Path, bool]) -> None:
    """The page links every plan, shows warnings, and shows names as text."""
    report, out, _untouched = batch
    page = (out / "index.html").read_text(encoding="utf-8")

    links = re.findall(r'href="([^"]+)"', page)
    assert links == [f"{key}/{key}-plan.pdf" for key in KEYS]
    assert all((out / link).is_file() for link in links)
    assert "<script>" not in page
    assert "&lt;b&gt;Söhne" in page
    assert "C003 WARN" in page
    data = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert {person["status"] for person in data["people"]} == {"done", "unchanged"}
    assert data["as_of"] == report.as_of.isoformat() == "2027-01-04"


def test_same_input_gives_the_same_bytes(
    batch: tuple[BatchReport, Path, bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run, elsewhere and by another engine, is equal to the byte, the files beside too."""
    monkeypatch.setattr(runner, "_run_all", run_all)
    request = BatchRequest(Folder.open(SAMPLE), tmp_path / "again", only=("pinon-kiln",))
    run_batch(request)

    assert pdf_of(tmp_path / "again", "pinon-kiln") == pdf_of(batch[1], "pinon-kiln")
    for name in ("calendar.ics", "plan.xlsx", "answers.json"):
        again, first = (folder / "pinon-kiln" / name for folder in (tmp_path / "again", batch[1]))
        assert again.read_bytes() == first.read_bytes(), name


@pytest.mark.parametrize("key", KEYS)
def test_what_lies_beside_a_plan_can_be_read(
    batch: tuple[BatchReport, Path, bool], key: str
) -> None:
    """The calendar and the workbook open, and the answers are the participant's own."""
    folder = batch[1] / key
    icalendar.Calendar.from_ical((folder / "calendar.ics").read_bytes())
    sheets = openpyxl.load_workbook(folder / "plan.xlsx").sheetnames
    data = json.loads((folder / "answers.json").read_text("utf-8"))

    assert sheets == ["Calendar", "Budget", "KPIs", "Checklist"]
    assert data["participant"] == key
    assert from_data(Answers, data, key)


def test_the_full_plan_has_every_section_of_the_outline_and_a_short_one_leaves_them_out(
    batch: tuple[BatchReport, Path, bool],
) -> None:
    """Piñon & Kiln has all of it; a bakery that has hardly begun gets what it can use."""
    sections = (
        "Where we start", "Why we do this", "Who we talk to", "Where we will be", "What we say",
        "What we do", "Reputation and crisis", "People and weight", "Promotions and ads",
        "Budget and return", "How we measure and revise", "Roadmap: the next 90 days",
        "Open risks", "Job description or brief", "Formulas and sources", "The whole calendar",
        "What changed",
    )  # fmt: skip
    full = bookmarks(pdf_of(batch[1], "pinon-kiln"))
    short = bookmarks(pdf_of(batch[1], "desert-bloom-bakery"))

    assert [title for title in sections if not any(title in each for each in full)] == []
    assert not any("Reputation and crisis" in each for each in short)
    assert any("Roadmap" in each for each in short)


def bookmarks(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return [str(item.title) for item in outline.root]


def test_nothing_changed_is_not_run_again(batch: tuple[BatchReport, Path, bool]) -> None:
    """A second batch into the same folder runs nobody."""
    report = run_batch(BatchRequest(Folder.open(batch[1].parent / "folder"), batch[1]))

    assert [r.status for r in report.results] == [Status.UNCHANGED] * len(KEYS)
    assert report.exit_code == 0
