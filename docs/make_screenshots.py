"""Take the pictures of the room's pages that the guides show, into ``docs/images/room``.

Run by hand, from the project's folder, with the test tools installed::

    python docs/make_screenshots.py

It opens a room on a copy of ``data/samples/one-evening``, visits every page as a phone and as a
laptop, light and dark, and closes the room. Chromium is needed; the internet is not.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "images" / "room"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from PIL import Image  # noqa: E402
from serve.fixtures import (  # noqa: E402
    ARGUMENTS,
    LAPTOP,
    PHONE,
    RunningRoom,
    evening,
    open_step,
)

from workshop.access import Access  # noqa: E402

WHO = "agave-cycles"
STEPS = ("readiness", "objectives", "audience", "channels", "content", "measurement", "plan")
SIZES = {"phone": PHONE, "laptop": LAPTOP}
SCHEMES = ("light", "dark")
COLOURS = 128
GAP = 48
TALL = 844
TALLEST = 1000
"""A page is cut here: the top says how it looks."""


def keep(data: bytes, name: str) -> None:
    """Write a picture with few colours: it is a quarter of the size."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    few = picture.quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE)
    few.save(TARGET / f"{name}.png", optimize=True)


def shoot(page: Any, name: str, size: str) -> None:
    """Take a page in both colour schemes."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(150)
        height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": SIZES[size]["width"], "height": height}
        keep(page.screenshot(full_page=True, clip=clip), f"{name}-{size}-{scheme}")


def visit(browser: Any, room: RunningRoom, size: str) -> None:
    """Take every page at one size."""
    own = Access.of(room.folder).link(WHO, 0)

    def new() -> Any:
        return browser.new_context(viewport=SIZES[size]).new_page()

    page = new()
    page.goto(f"{room.base}join")
    shoot(page, "join", size)

    page = new()
    page.goto(f"{room.base}me/{own}")
    shoot(page, "home", size)
    for step in STEPS:
        open_step(page, room, step)
        card = page.locator(".wkf-fold").first
        if card.count() and card.is_visible():
            card.click()
            page.locator(".wkf-inside .wkf-field").first.wait_for()
        shoot(page, step, size)

    lead = new()
    lead.goto(room.lead)
    lead.wait_for_selector("#people tbody tr")
    lead.locator(".item").nth(1).click()
    lead.wait_for_selector(".items .now")
    shoot(lead, "board", size)
    lead.goto(f"{room.base}board/wall")
    shoot(lead, "wall", size)
    lead.goto(f"{room.base}board/room")
    shoot(lead, "room", size)


def together() -> None:
    """Put four pictures side by side for the README."""
    names = (
        "board-laptop-light",
        "join-phone-light",
        "readiness-phone-light",
        "channels-phone-dark",
    )
    pictures = [Image.open(TARGET / f"{name}.png").convert("RGB") for name in names]
    pictures = [each.crop((0, 0, each.width, min(each.height, TALL))) for each in pictures]
    width = sum(each.width for each in pictures) + GAP * (len(pictures) - 1)
    whole = Image.new("RGB", (width, TALL), "white")
    place = 0
    for each in pictures:
        whole.paste(each, (place, 0))
        place += each.width + GAP
    small = whole.resize((1600, round(TALL * 1600 / width)), Image.Resampling.LANCZOS)
    few = small.quantize(256, kmeans=3, dither=Image.Dither.NONE)
    few.save(TARGET.parent / "room.png", optimize=True)


def main() -> None:
    """Open the room, take the pictures, close it."""
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        room = RunningRoom(evening(Path(folder)))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
                for size in SIZES:
                    visit(browser, room, size)
                browser.close()
        finally:
            room.stop()
    together()
    total = sum(path.stat().st_size for path in TARGET.glob("*.png"))
    print(f"{len(list(TARGET.glob('*.png')))} pictures, {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
