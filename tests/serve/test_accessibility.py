"""Every page of the room, judged by axe, and gone through with the Tab key alone.

One room and one visit of each page at each size; the colour scheme is changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serve.fixtures import LAPTOP, PHONE, RunningRoom, evening, open_step, saved
from serve.judging import CONTRAST, STRUCTURE, judge

from workshop.access import Access

pytestmark = [pytest.mark.needs("browser"), pytest.mark.kernel]
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
STEPS = ("readiness", "objectives", "audience", "channels", "content", "measurement", "plan")
WHO = "agave-cycles"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRoom]:
    """A room of three people with answers, and a long name among them."""
    folder = evening(tmp_path_factory.mktemp("accessible"))
    with (folder / "roster.csv").open("a", encoding="utf-8") as roster:
        name = "Maximiliana Throckmorton-Featherstonehaugh y Baca de la Cruz"
        roster.write(f"long,{name},{'Donaudampfschifffahrtsgesellschaft' * 2},,en\n")
    found = RunningRoom(folder)
    try:
        yield found
    finally:
        found.stop()


def link(room: RunningRoom, key: str) -> str:
    return f"{room.base}me/{Access.of(Path(room.folder)).link(key, 0)}"


@pytest.fixture
def axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


@SIZES
def test_pages_beside_the_steps(
    room: RunningRoom, visit: Any, axe: Any, size: dict[str, int]
) -> None:
    """The door, an error at the door, home, a closed step, a wrong address, board and wall."""
    found = []
    stranger = visit(size, bypass_csp=True)
    stranger.goto(f"{room.base}join")
    found += judge(axe, stranger, "join", light=None, dark=CONTRAST)
    stranger.fill("#code", "XXXXXX")
    stranger.fill("#name", "Ann")
    stranger.click("button.main")
    stranger.wait_for_selector(".message")
    found += judge(axe, stranger, "join with an error", light=None, dark=CONTRAST)
    stranger.goto(f"{room.base}no-such-page")
    assert stranger.locator("h1").inner_text() == "There is no such page"
    found += judge(axe, stranger, "problem", light=None, dark=CONTRAST)

    lead = visit(size, bypass_csp=True)
    lead.goto(room.lead)
    lead.wait_for_selector("#people tbody tr")
    found += judge(axe, lead, "board", light=None, dark=CONTRAST)
    lead.goto(f"{room.base}board/wall")
    found += judge(axe, lead, "wall", light=None, dark=CONTRAST)
    lead.goto(f"{room.base}board/room")
    found += judge(axe, lead, "the room as a whole", light=None, dark=CONTRAST)
    lead.goto(f"{room.base}board")
    lead.wait_for_selector("#people tbody tr")
    lead.locator('.gate[data-step="content"]').click()
    lead.wait_for_selector('.gate.closed[data-step="content"]')

    page = visit(size, bypass_csp=True)
    page.goto(link(room, "long"))
    found += judge(axe, page, "home", light=None, dark=CONTRAST)
    page.goto(f"{room.base}step/content")
    found += judge(axe, page, "closed step", light=None, dark=CONTRAST)
    lead.locator('.gate[data-step="content"]').click()
    lead.wait_for_selector('.gate[data-step="content"]:not(.closed)')
    assert found == []


def open_cards(page: Any) -> None:
    """Open the first card of each table."""
    cards = page.locator(".wkf-card:first-child")
    for place in range(cards.count()):
        if cards.nth(place).is_visible():
            cards.nth(place).locator(".wkf-fold").click()
            cards.nth(place).locator(".wkf-field").first.wait_for()
    page.wait_for_timeout(300)


def test_every_step_with_real_answers(room: RunningRoom, visit: Any, axe: Any) -> None:
    """Cards open, a field in error on the first page."""
    found = []
    page = visit(PHONE, bypass_csp=True)
    page.goto(link(room, WHO))
    for step in STEPS:
        page.set_viewport_size(PHONE)
        open_step(page, room, step)
        open_cards(page)
        if step == "readiness":
            wrong = page.locator('.wkf-field[class*="profile/margin_pct"] input').first
            before = wrong.input_value()
            wrong.fill("a lot")
            told = page.locator('.wkf-field[class*="profile/margin_pct"] .wkf-bad')
            told.wait_for()
            page.wait_for_selector("input[aria-invalid=true]")
            assert told.get_attribute("id") in wrong.get_attribute("aria-describedby").split()
            assert told.get_attribute("role") == "alert"
        found += judge(axe, page, f"{step}, phone", light=None, dark=CONTRAST)
        page.set_viewport_size(LAPTOP)
        # Colours are the same at any width but in the bar, which is the same on every page.
        found += judge(axe, page, f"{step}, laptop", dark=None if step == "plan" else STRUCTURE)
        if step == "readiness":
            wrong.fill(before)
            saved(page)
    assert found == []


_STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at);
  const all = [...document.querySelectorAll("*")];
  const box = at.getBoundingClientRect();
  const bar = document.querySelector(".bar").getBoundingClientRect();
  return {
    place: all.indexOf(at),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    hidden: !at.closest(".bar, .skip") && box.bottom <= bar.bottom,
    text: (at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent).trim(),
    html: at.outerHTML.slice(0, 120),
  };
}"""
_REACHABLE = """() => { return [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, [tabindex='0']"
  )].filter((each) => !each.disabled && each.checkVisibility({visibilityProperty: true}))
  .filter((each) => each.type !== "radio" || each === radio(each)).length
  function radio(each) {
    const all = [...each.closest(".widget-radio-box").querySelectorAll("input")];
    return all.find((one) => one.checked) ?? all[0];
  } }"""


@pytest.mark.parametrize("step", ["readiness", "channels"])
def test_every_control_is_reached_with_the_tab_key(
    room: RunningRoom, visit: Any, step: str
) -> None:
    """In the order they are read, each with a visible ring and out from under the bar."""
    page = visit(PHONE)
    page.goto(link(room, WHO))
    open_step(page, room, step)
    open_cards(page)
    wanted = page.evaluate(_REACHABLE)
    page.locator(".skip").evaluate("each => each.focus()")
    page.keyboard.press("Shift+Tab")
    stops = []
    for _press in range(wanted + 20):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            break
        stops.append(stop)
    places = [stop["place"] for stop in stops]
    assert len(places) == wanted, stops[-1]  # neither left out nor kept for ever
    assert places == sorted(places)
    assert [stop["html"] for stop in stops if not stop["ring"]] == []
    assert [stop["html"] for stop in stops if stop["hidden"]] == []
    assert [stop["html"] for stop in stops if not stop["text"]] == []
    if step == "channels":
        chart = page.locator(".wks figure [role=img][tabindex]").first
        chart.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.activeElement.scrollLeft > 0")
