"""The plan most of these tests read."""

from __future__ import annotations

import pytest
from export.plans import EVERY_KIND, markdown, notebook, payload
from nbformat import NotebookNode

from workshop.blocks import Paragraph, Signature
from workshop.export import PlanPdf, plan_pdf


@pytest.fixture(scope="session")
def rich_notebook() -> NotebookNode:
    """A plan with cover, summary, every kind of block, an appendix and a facilitator's words."""
    every = [block for _kind, block, _texts in EVERY_KIND]
    return notebook(
        payload(*every, section="one", order=100, title="Where we stand"),
        markdown("# Teaching text", "teach"),
        payload(Signature(people=("Dana",)), section="c", order=0, title="Sub", front="cover"),
        payload(Paragraph(text="In short"), section="s", order=10, title="", front="summary"),
        payload(*every, section="two", order=200, title="What we aim for"),
        payload(*every, section="three", order=300, title="Where we show up"),
        payload(Paragraph(text="Survey"), section="z", order=900, title="Sources", appendix=True),
    )


@pytest.fixture(scope="session")
def rich_plan(rich_notebook: NotebookNode) -> PlanPdf:
    """The same as a finished PDF."""
    return plan_pdf(rich_notebook)
