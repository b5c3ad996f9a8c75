"""An attendee in a real browser: what is typed is saved, and nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

import psutil
import pytest
from playwright.sync_api import expect
from serve.fixtures import LAPTOP, RunningRoom, field, join, open_step, saved

pytestmark = [pytest.mark.needs("browser"), pytest.mark.kernel]
NAME = "/readiness/profile/name"


def test_typing_is_saved_and_there_after_a_refresh(open_room: RunningRoom, visit: Any) -> None:
    """Without leaving the field; the page says so, and the step's count grows."""
    page = visit()
    join(page, open_room, "Ana Lucero", "Lucero Weaving")
    open_step(page, open_room, "readiness")
    field(page, NAME).locator("input").first.press_sequentially("Lucero Weaving")
    saved(page)
    assert '"Lucero Weaving"' in open_room.document("lucero-weaving")
    authors = open_room.query("SELECT DISTINCT author FROM journal WHERE participant = ?",
                              "lucero-weaving")  # fmt: skip
    assert authors == [("lucero-weaving",)]

    page.reload()
    page.wait_for_selector("body.ready")
    assert field(page, NAME).locator("input").first.input_value() == "Lucero Weaving"
    assert page.locator('.steps [data-step="readiness"] .step-count').inner_text().startswith("1 ")


def kernels(room: RunningRoom) -> list[int]:
    """Every process below the server's: its kernels, and what they are split off from."""
    return [each.pid for each in psutil.Process(room.process.pid).children(recursive=True)]


def test_a_kernel_that_is_killed_in_mid_typing_loses_nothing(
    open_room: RunningRoom, visit: Any
) -> None:
    page = visit()
    join(page, open_room, "Ben Ortiz", "Ortiz Roofing")
    open_step(page, open_room, "readiness")
    box = field(page, NAME).locator("input").first
    box.press_sequentially("Ortiz Roof", delay=20)
    found = kernels(open_room)
    assert found
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    box.press_sequentially("ing & Sons", delay=20)

    page.wait_for_function(
        "performance.now() < 20000 && document.body.classList.contains('ready')", timeout=40_000
    )
    until = time.monotonic() + 40
    while "Ortiz Roofing & Sons" not in open_room.document("ortiz-roofing"):
        assert time.monotonic() < until, open_room.document("ortiz-roofing")
        time.sleep(0.2)


def test_a_server_that_is_killed_and_started_again_loses_nothing(
    open_room: RunningRoom, visit: Any
) -> None:
    page = visit(LAPTOP)
    join(page, open_room, "Cy Montoya", "Montoya Print")
    open_step(page, open_room, "readiness")
    box = field(page, NAME).locator("input").first
    box.press_sequentially("Montoya", delay=20)
    open_room.kill()
    box.press_sequentially(" Print Shop", delay=20)
    page.wait_for_selector("#trouble:not([hidden])", timeout=20_000)
    open_room.start()
    until = time.monotonic() + 60
    while "Montoya Print Shop" not in open_room.document("montoya-print"):
        assert time.monotonic() < until, page.locator("body").inner_text()[:500]
        time.sleep(0.2)


def test_a_second_device_goes_on_where_the_first_was(open_room: RunningRoom, visit: Any) -> None:
    """By the personal link; an answer given there is shown here, and two to one question ask."""
    phone = visit()
    join(phone, open_room, "Dee Salazar", "Salazar Tiles")
    open_step(phone, open_room, "readiness")
    field(phone, NAME).locator("input").first.fill("Salazar Tiles")
    saved(phone)

    facilitator = visit(LAPTOP)
    facilitator.goto(open_room.lead)
    facilitator.on("dialog", lambda dialog: dialog.accept())
    row = facilitator.locator("#people tr", has_text="Salazar Tiles")
    row.get_by_role("button", name="New link").click()
    facilitator.wait_for_selector("dialog#link[open]")
    link = facilitator.locator("#link-text").inner_text()

    laptop = visit(LAPTOP)
    laptop.goto(link)
    open_step(laptop, open_room, "readiness")
    assert field(laptop, NAME).locator("input").first.input_value() == "Salazar Tiles"

    # The old link and the first device's cookie are out with it.
    phone.goto(f"{open_room.base}step/readiness")
    assert "/join" in phone.url


def test_undo_takes_back_the_last_answer(open_room: RunningRoom, visit: Any) -> None:
    page = visit()
    join(page, open_room, "Gil Sandoval")
    open_step(page, open_room, "readiness")
    expect(page.locator("#undo")).to_be_hidden()
    box = field(page, NAME).locator("input").first
    box.fill("Sandoval")
    saved(page)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#saving")).to_have_text("Undone: Name of the business")
    expect(box).to_have_value("")
    assert "Sandoval" not in open_room.document("gil-sandoval")


def test_two_tabs_that_answer_one_question_differently_are_both_shown(
    open_room: RunningRoom, visit: Any
) -> None:
    """Different questions are merged; the same one asks, and loses neither answer."""
    one = visit(LAPTOP)
    join(one, open_room, "Hal Tafoya")
    open_step(one, open_room, "readiness")
    two = one.context.new_page()
    open_step(two, open_room, "readiness")

    field(one, NAME).locator("input").first.fill("From the first tab")
    saved(one)
    margin = "/readiness/profile/margin_pct"
    field(two, margin).locator("input").first.fill("40")
    saved(two)
    assert "From the first tab" in open_room.document("hal-tafoya")

    three = one.context.new_page()
    open_step(three, open_room, "readiness")
    field(three, NAME).locator("input").first.fill("From the third")
    saved(three)
    field(one, NAME).locator("input").first.fill("From the first again")
    expect(field(one, NAME)).to_contain_text("Saved now: “From the third”", timeout=15_000)
    field(one, NAME).get_by_role("button", name="Save mine").click()
    saved(one)
    assert "From the first again" in open_room.document("hal-tafoya")


def test_who_leaves_a_device_leaves_nothing_on_it(open_room: RunningRoom, visit: Any) -> None:
    """What is not saved yet is asked about; then it is gone, and so is the seat's cookie."""
    page = visit()
    join(page, open_room, "Ida Vigil")
    page.evaluate("localStorage.setItem('workbook:ida-vigil:readiness', '{}')")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Leave this device").click()
    assert "not saved yet" in asked[0]
    assert page.evaluate("localStorage.length") == 1

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Leave this device").click()
    page.wait_for_url("**/join")
    assert page.evaluate("localStorage.length") == 0
    page.goto(open_room.base)
    assert "/join" in page.url
