"""Charts are whole: nothing is cut at their edges, and they are the same each time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdfium2
import pytest
import typst
from conftest import AS_OF, judged, sample_answers
from PIL import Image

from workshop.blocks import Figure
from workshop.blocks.chart import ACCENT, MAIN, TINTS, Drawing, Panel, chart, in_colours, tint
from workshop.plan.context import PlanContext, telling_for
from workshop.plan.outline import PARTS
from workshop.reference import load_reference
from workshop.session import open_session
from workshop.settings import Settings

KEYS = ("pinon-kiln", "desert-bloom-bakery", "awkward-texts")


def figures(key: str) -> Iterator[tuple[str, Figure]]:
    answers = sample_answers(key)
    evaluation = judged(answers, AS_OF)
    settings = Settings()
    context = PlanContext(
        answers=answers,
        given=answers,
        evaluation=evaluation,
        telling=telling_for(answers, evaluation, load_reference(), settings),
        settings=settings,
        facts=open_session(mode="plan").facts(),
    )
    for name, part in PARTS.items():
        for block in part.build(context):
            if isinstance(block, Figure):
                yield name, block


def picture(svg: str) -> Image.Image:
    """Return the chart as it is printed, on a page of its own size."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        '#import sys: inputs\n#image(bytes(inputs.svg), format: "svg")'
    )
    pdf = typst.compile(source.encode(), sys_inputs={"svg": svg})
    return pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=2).to_pil().convert("L")


def ink_at_the_edge(image: Image.Image) -> int:
    """Return how dark the darkest spot of the outermost line of dots is (0 is white)."""
    width, height = image.size
    edges = [(0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height),
             (width - 1, 0, width, height)]  # fmt: skip
    return max(255 - image.crop(edge).getextrema()[0] for edge in edges)


@pytest.mark.parametrize("key", KEYS)
def test_no_chart_is_clipped(key: str) -> None:
    """Nothing is drawn over the edge of any chart of the samples."""
    shown = list(figures(key))
    assert shown or key == "desert-bloom-bakery"

    for name, figure in shown:
        assert ink_at_the_edge(picture(figure.svg)) < 40, name
        assert len(figure.alt) > 20, name
        assert figure.title, name


def test_a_clipped_chart_is_noticed() -> None:
    """A label that runs over the edge is seen by the test above."""

    @chart
    def too_wide() -> Drawing:
        panel = Panel((0, 1), (0, 1))
        panel.words(0.5, 0.5, "far too long — " * 9, size=30, across="center")
        return Drawing(2, 1, [panel])

    assert ink_at_the_edge(picture(too_wide())) > 40


def test_charts_hold_no_text_of_a_participant() -> None:
    """Charts are outlines: no text element, and none of the awkward answers in them."""
    for _name, figure in figures("awkward-texts"):
        assert "<text" not in figure.svg
        assert "script" not in figure.svg.split("<svg", 1)[1]


def test_a_chart_is_the_same_each_time() -> None:
    """Drawing twice gives equal SVG."""
    first = [figure.svg for _name, figure in figures("pinon-kiln")]

    assert first == [figure.svg for _name, figure in figures("pinon-kiln")]
    assert len(first) == 13


def test_charts_take_the_hosts_colours() -> None:
    """Every tint of ours becomes one of the host's; without a choice nothing changes."""
    ours = re.compile("|".join(TINTS))
    for _name, figure in figures("pinon-kiln"):
        assert in_colours(figure.svg, MAIN, ACCENT) == figure.svg
        if not ours.search(figure.svg):
            continue
        theirs = in_colours(figure.svg, "#3c4a2a", "#a04a1c")
        assert not ours.search(theirs)
        assert len(theirs) == len(figure.svg)
    assert tint("#000000", 0.5) == "#808080"
