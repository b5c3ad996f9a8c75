"""The facilitator's board in a real browser, and what attendees see of it."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from serve.fixtures import LAPTOP, RunningRoom, field, join, open_step, saved
from serve.judging import CONTRAST, judge

pytestmark = [pytest.mark.needs("browser"), pytest.mark.kernel]
NASTY = "<img src=x onerror=window.hacked=1> & <script>window.hacked=1</script>"


@pytest.fixture
def board(open_room: RunningRoom, visit: Any) -> Any:
    page = visit(LAPTOP)
    page.goto(open_room.lead)
    page.on("dialog", lambda dialog: dialog.accept())
    expect(page.locator("#people tbody tr").first).to_be_visible()
    return page


def test_what_the_facilitator_says_and_closes_reaches_everyone(
    open_room: RunningRoom, visit: Any, board: Any
) -> None:
    page = visit()
    join(page, open_room, "Eva Chávez", "Chávez Tamales")
    open_step(page, open_room, "audience")
    row = board.locator("#people tbody tr", has_text="Chávez Tamales")
    expect(row.locator("td.at")).to_have_count(1, timeout=15_000)

    board.fill("#text", f"Break until quarter past {NASTY}")
    board.get_by_role("button", name="Show it").click()
    expect(page.locator("#news")).to_contain_text("Break until quarter past <img", timeout=15_000)
    page.locator("#news button").click()
    expect(page.locator("#news")).to_be_hidden()

    gate = board.locator('.gate[data-step="audience"]')
    gate.click()
    expect(gate).to_have_text("open it")
    expect(page.locator("#news")).to_contain_text("closed this step", timeout=15_000)
    page.goto(f"{open_room.base}step/audience")
    expect(page.locator("h1")).to_have_text("This step is not open yet")
    gate.click()
    expect(gate).to_have_text("close")
    open_step(page, open_room, "audience")


def test_the_agenda_counts_down_and_shows_what_to_say(board: Any) -> None:
    board.locator(".item").nth(1).click()
    expect(board.locator(".items .now .item-says")).to_be_visible()
    expect(board.locator("#clock")).to_contain_text("11:5")
    board.reload()
    expect(board.locator(".items .now .item-title")).to_have_text("Where we start")


def test_no_text_anybody_types_is_ever_a_script(
    open_room: RunningRoom, visit: Any, board: Any
) -> None:
    """As name, as business, as answer, as text that is none: on every page that shows it."""
    page = visit()
    join(page, open_room, f"Zed {NASTY}", NASTY)
    open_step(page, open_room, "readiness")
    box = field(page, "/readiness/profile/name").locator("input").first
    box.fill(NASTY)
    margin = field(page, "/readiness/profile/margin_pct").locator("input").first
    margin.fill(NASTY)
    saved(page)
    page.reload()
    page.wait_for_selector("body.ready")
    expect(field(page, "/readiness/profile/margin_pct")).to_contain_text("Not an answer yet")
    for address in ("", "step/plan"):
        page.goto(open_room.base + address)
        expect(page.locator("body")).to_contain_text("onerror=window.hacked")
        assert page.evaluate("window.hacked") is None
    expect(board.locator("#people")).to_contain_text("onerror=window.hacked", timeout=15_000)
    assert board.evaluate("window.hacked") is None
    board.goto(f"{open_room.base}board/room")
    assert "hacked" not in board.content()


def test_a_plan_is_previewed_with_permission_only(
    open_room: RunningRoom, visit: Any, board: Any
) -> None:
    page = visit()
    join(page, open_room, "Fay Romero")
    folder = open_room.folder / "plans" / "fay-romero"
    folder.mkdir(parents=True)
    (folder / "fay-romero-plan.pdf").write_bytes(b"%PDF-1.7 a plan")
    address = f"{open_room.base}board/plan/fay-romero"
    assert board.request.get(address).status == 404

    page.goto(open_room.base)
    page.get_by_role("button", name="Let the facilitator look at my plan").click()
    expect(page.get_by_role("button", name="No longer allow it")).to_be_visible()
    assert board.request.get(address).body() == b"%PDF-1.7 a plan"
    row = board.locator("#people tbody tr", has_text="Fay Romero")
    expect(row.get_by_role("link", name="See the plan")).to_be_visible(timeout=15_000)
    assert page.request.get(address).status == 404

    page.get_by_role("button", name="No longer allow it").click()
    expect(page.get_by_role("button", name="Let the facilitator")).to_be_visible()
    assert board.request.get(address).status == 404


def test_a_full_room_asks_to_wait_and_lets_in_when_a_page_is_closed(
    tmp_path_factory: pytest.TempPathFactory, visit: Any
) -> None:
    from serve.fixtures import evening

    room = RunningRoom(evening(tmp_path_factory.mktemp("small")), "--seats", "1")
    try:
        first, second = visit(), visit(bypass_csp=True)
        join(first, room, "One")
        open_step(first, room, "measurement")
        join(second, room, "Two")
        second.goto(f"{room.base}step/measurement")
        expect(second.locator("h1")).to_have_text("One moment: the room is full")
        assert judge(Axe(), second, "full", light=None, dark=CONTRAST) == []
        first.goto(room.base)
        second.wait_for_selector("body.ready", timeout=30_000)
    finally:
        room.stop()
