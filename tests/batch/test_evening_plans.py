"""Plans of the workshop of ninety minutes: short, whole, and open about what they assume."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import EVENING
from in_process import run_all
from pdf_lint import problems

from workshop.batch import runner
from workshop.batch.person import Status
from workshop.batch.runner import BatchRequest, run_batch
from workshop.folder import Folder

KEYS = [person.key for person in Folder.open(EVENING).participants()]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("evening") / "plans"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "_run_all", run_all)
        report = run_batch(BatchRequest(Folder.open(EVENING), out))
    assert [r.status for r in report.results] == [Status.DONE] * len(KEYS)
    return out


def pdf(plans: Path, key: str) -> bytes:
    return (plans / key / f"{key}-plan.pdf").read_bytes()


def pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize("key", KEYS)
def test_a_short_plan_is_short_and_sound(plans: Path, key: str) -> None:
    """Twenty pages at most, none at fault, accessible."""
    data = pdf(plans, key)

    assert len(pages(data)) <= 20
    assert problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as document, document.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"


def test_the_summary_decides(plans: Path) -> None:
    """Two pages with an objective, channels, hours, what a year costs at least, and a review."""
    text = " ".join(pages(pdf(plans, "agave-cycles"))[1:3])
    told = re.sub(r"\s+", " ", text.replace("\u00ad", ""))

    for words in ("14 a month", "24 a month", "5 of 5", "Facebook", "Instagram", "hours a week",
                  "a year at least", "at most to win a customer", "The next review is on",
                  "What could go wrong"):  # fmt: skip
        assert words in told, words


def test_what_nobody_was_asked_is_printed_as_taken_as_given(plans: Path) -> None:
    """Each assumption with its reason; none of it where everything was asked."""
    text = re.sub(r"\s+", " ", " ".join(pages(pdf(plans, "agave-cycles"))))

    assert "Taken as given" in text
    for words in ("Minutes for one answer 4", "our rule of thumb", "usual for this number",
                  "nobody is counted as coming back"):  # fmt: skip
        assert words in text, words
    assert "The whole calendar" not in text.split("Open risks")[-1]
    assert "cannot be worked out yet" not in text


def test_a_hardly_begun_evening_says_what_comes_next(plans: Path) -> None:
    """Who left half of it empty gets the open questions as the next actions."""
    text = re.sub(r"\s+", " ", " ".join(pages(pdf(plans, "mimbres-soap"))))

    assert "open questions of “Where we start”" in text
    assert "Nobody is named" in text or "No sponsor named" in text
