"""Runs of text on their way from a plan cell to the page."""

import json

import pytest

from workshop.blocks import MIME, Paragraph, Payload, Run, runs
from workshop.export.block_data import blocks_data
from workshop.session import PlanCell

FULL = Run(
    text="All of it", strong=True, emphasis=True, code=True, muted=True, mark="estimate",
    href="https://example.org", underline=True, struck=True, colour="#112233", place="super",
    math="x^2", note=(Run(text="A note", strong=True), Run(text=" and more")), note_id="one",
)  # fmt: skip


@pytest.mark.parametrize("run", [Run(text=""), Run(text="Plain"), FULL])
def test_a_run_is_read_back_as_it_was(run: Run) -> None:
    text = json.dumps(run.model_dump(mode="json"))
    assert Run.model_validate_json(text) == run
    assert Run.model_validate(json.loads(text)) == run
    assert Run.model_validate_json(run.model_dump_json()) == run


def test_a_run_in_a_notebook_has_only_what_it_says() -> None:
    """What is kept for the PDF, and read back for it, is half as long for it."""
    block = Paragraph(text=runs("Plain ", Run(text="strong", strong=True)))
    document = {
        "participant": "ann", "business": "", "answers_hash": "", "as_of": "2027-01-04"
    }  # fmt: skip
    payload = Payload.model_validate(
        {"document": document, "order": 100, "section": "one", "blocks": (block,)}
    )
    (shown,) = PlanCell(payload)._repr_mimebundle_()[MIME]["blocks"]
    assert shown["text"] == [{"text": "Plain "}, {"text": "strong", "strong": True}]
    assert Payload.model_validate_json(json.dumps(payload.model_dump(mode="json"))) == payload


def test_a_notebook_with_every_field_of_a_run_is_still_printed() -> None:
    """As notebooks had it that were kept by an earlier version."""
    every = {
        "text": "Plain", "strong": False, "emphasis": False, "code": False, "muted": False,
        "mark": "", "href": "", "underline": False, "struck": False, "colour": "", "place": "",
        "math": "", "note": [], "note_id": "",
    }  # fmt: skip
    (block,) = blocks_data([Paragraph.model_validate({"text": [every]})])
    assert block["text"] == [{"text": "Plain"}]
