"""What charts are made of: room for every word, marks in their order, letters by reference."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.blocks.chart import INK, MAIN, SOFT, WASH, Drawing, Key, Panel, chart
from workshop.blocks.chart.drawing import legend_of
from workshop.blocks.chart.lettering import run, width_of
from workshop.blocks.chart.margins import PAD, margins
from workshop.blocks.chart.marks import Shape, Words
from workshop.blocks.chart.placing import placed

spans = st.lists(
    st.tuples(st.floats(-0.05, 1.05), st.floats(-120, 0), st.floats(0, 120)), max_size=12
)


@given(spans)
def test_margins_leave_room_for_every_word(found: list[tuple[float, float, float]]) -> None:
    """Whatever stands where: nothing comes nearer to either end than the pad."""
    whole = 2000.0
    low, high = margins(found, whole)

    assert low >= PAD
    assert high >= PAD
    for share, before, after in found:
        place = low + share * (whole - low - high)
        assert place + before >= PAD - 0.5
        assert place + after <= whole - PAD + 0.5


def test_margins_are_no_wider_than_needed() -> None:
    """Without words there is only the pad; a name at the left edge takes its own width."""
    assert margins([], 400) == (PAD, PAD)
    low, high = margins([(0.0, -80.0, -5.0), (0.5, -10.0, 10.0)], 400)
    assert low == pytest.approx(PAD + 80)
    assert high == PAD


def drawing() -> Drawing:
    panel = Panel((0, 10), (-0.5, 1.5))
    panel.title("Título: años")
    panel.box(0, 0, 4, 0.6, MAIN)
    panel.box(0, 1, 30, 0.6, MAIN)
    panel.line([(0, 0), (10, 1)], INK, 1, dashes=(3, 2))
    panel.dot(5, 0.5, 6, WASH, INK)
    panel.name(0, "Instagram")
    panel.name(1, "Facebook", strong=True)
    panel.scale([(0, "0"), (10, "10 %")], grid=0.5, base=True)
    return Drawing(3, 1.5, [panel], legend=[Key("one", MAIN), Key("two", WASH, INK)])


svg_of = chart(drawing)


def test_letters_are_outlines_drawn_once_and_used_by_name() -> None:
    """Each letter has one outline; everything that is used is there."""
    svg = svg_of()

    made = re.findall(r'id="([^"]+)"', svg)
    assert len(set(made)) == len(made)
    used = re.findall(r'href="#([^"]+)"', svg)
    assert set(used) <= set(made)
    assert len(used) > len(set(used))
    assert "<text" not in svg


def test_the_same_bytes_in_any_order_and_any_process() -> None:
    """What was drawn or measured before leaves no trace; nor does who draws."""
    first = svg_of()
    run.cache_clear()
    width_of("something else first", 9, strong=True)
    code = (
        "import sys; sys.path[:0] = ['tests', 'tests/plan']\n"
        "from test_chart import svg_of; svg_of(); sys.stdout.write(svg_of())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )

    assert svg_of() == first
    assert other.stdout == first


def test_a_box_ends_where_the_scale_ends() -> None:
    """What is larger than the scale is cut, on either side."""
    panel = Panel((6, 23), (0, 1))
    panel.box(2, 0.5, 40, 1, MAIN)
    (mark,) = panel.marks

    assert isinstance(mark, Shape)
    assert {x for x, _y in mark.points} == {6, 23}


def test_marks_that_look_alike_are_one_path_and_lie_in_their_order() -> None:
    """Two bars of a colour are one path; what has a higher order comes later."""
    svg = svg_of()
    filled = [part for part in re.findall(r"<path d=[^>]+>", svg) if f"fill: {MAIN}" in part]

    # The bars, and the square of the legend with them.
    assert len(filled) == 1
    assert filled[0].count("M ") == 3
    grid, bars, letters = (svg.index(mark) for mark in ("#d9dfe3", f"fill: {MAIN}", "<use"))
    assert grid < bars
    assert bars < svg.index(f'style="fill: {INK}" transform')
    assert letters


def test_words_of_a_row_stand_on_one_line() -> None:
    """Names with and without descenders share the line they stand on."""
    panel = Panel((0, 1), (0, 1))
    for text in ("Ads", "apply", "Ñandú"):
        panel.name(0.5, text)
    lines = {
        item.points[0][1] for item in placed(Drawing(3, 1, [panel])) if isinstance(item.mark, Words)
    }

    assert len(lines) == 1


def test_a_legend_takes_fewer_columns_rather_than_be_cut() -> None:
    """Longer words, as in another language, go into more rows."""
    short = [Key(word, MAIN) for word in ("one", "two", "three", "four")]
    long = [Key(word * 12, MAIN) for word in ("uno ", "dos ", "tres ", "cuatro ")]

    def rows(keys: list[Key]) -> int:
        legend = legend_of(Drawing(6.3, 2, [], legend=keys, legend_columns=4))
        assert legend is not None
        words = [mark for mark in legend.marks if isinstance(mark, Words)]
        ends = [mark.at[0] + width_of(mark.text, mark.size) for mark in words]
        assert max(ends) <= 72 * 6.3
        assert all(mark.colour == SOFT for mark in words)
        return len({mark.at[1] for mark in words})

    assert rows(short) == 1
    assert rows(long) > 1


def test_type_is_set_with_its_kerning() -> None:
    """Pairs stand closer than their letters alone; the semibold type is wider."""
    assert run("AV", False).width < run("A", False).width + run("V", False).width
    assert width_of("Instagram", 9, strong=True) > width_of("Instagram", 9)
    assert width_of("Instagram", 18) == pytest.approx(2 * width_of("Instagram", 9))
