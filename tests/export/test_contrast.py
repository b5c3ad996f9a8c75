"""Text can be read: a contrast of 4.5 on whatever lies behind it, on paper and on the screen."""

from __future__ import annotations

import re

import pytest

from workshop.blocks import chart
from workshop.export.colours import READABLE, readable
from workshop.shipped import shipped
from workshop.steps.content.figures import COLOURS
from workshop.steps.content.profiles import contrast

WHITE = "#ffffff"
THEME = (shipped("assets/plan") / "10-theme.typ").read_text("utf-8")
NAMED = dict(re.findall(r'#let ([\w-]+) = rgb\("(#[0-9a-f]{6})"\)', THEME))
TONES = re.findall(r'(\w+): \(ink: (?:rgb\("(#\w+)"\)|\w+), wash: (?:rgb\("(#\w+)"\)|\w+)\)', THEME)
SCREEN = (shipped("assets/screen.css")).read_text("utf-8")
VARIABLES = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", SCREEN))


def test_the_theme_is_read() -> None:
    """What is asserted below was found in the files."""
    assert {"ink", "soft", "wash"} <= set(NAMED)
    assert {name for name, *_ in TONES} == {"plain", "good", "note", "warn", "block"}
    assert {"ink", "soft", "good", "note", "warn", "block"} <= set(VARIABLES)


@pytest.mark.parametrize("ink", ["ink", "soft"])
def test_text_of_the_plan_can_be_read_on_paper_and_in_every_box(ink: str) -> None:
    """Body and small print, on white and on the wash of each kind of box."""
    washes = [WHITE, NAMED["wash"], *(wash for _name, _ink, wash in TONES if wash)]
    for wash in washes:
        assert contrast(NAMED[ink], wash) >= READABLE, wash


@pytest.mark.parametrize(("name", "ink", "wash"), TONES)
def test_the_label_of_a_box_can_be_read(name: str, ink: str, wash: str) -> None:
    """On the box, and on white where a light stands in a card."""
    ink, wash = ink or NAMED["soft"], wash or NAMED["wash"]

    assert contrast(ink, wash) >= READABLE, name
    assert contrast(ink, WHITE) >= READABLE, name


@pytest.mark.parametrize("colour", [chart.INK, chart.SOFT, chart.MAIN, chart.ACCENT])
def test_words_in_charts_can_be_read(colour: str) -> None:
    """On white and on the pale ground of a chart."""
    assert contrast(colour, WHITE) >= READABLE
    assert contrast(colour, chart.WASH) >= READABLE


@pytest.mark.parametrize("host", ["#1f4e5f", "#3c4a2a", "#f2c94c", "#000000"])
def test_letters_on_posts_can_be_read_whatever_the_hosts_colours(host: str) -> None:
    """A host's colour is darkened before it is used; its tints keep dark letters."""
    colour = readable(host, chart.MAIN)
    for fill, letter in COLOURS.values():
        base, white = chart.TINTS[fill]
        assert base in (chart.MAIN, chart.ACCENT)
        shown = chart.tint(colour, white)
        assert contrast(WHITE if letter == "white" else letter, shown) >= READABLE, fill


@pytest.mark.parametrize("name", ["ink", "soft", "good", "note", "warn", "block"])
def test_words_on_the_screen_can_be_read(name: str) -> None:
    """Findings and tables in a notebook, on white and on their wash."""
    assert contrast(VARIABLES[name], WHITE) >= READABLE
    assert contrast(VARIABLES[name], VARIABLES["wash"]) >= READABLE
