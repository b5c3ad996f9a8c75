"""The notebooks in JupyterLab, in a real browser."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import SAMPLE, find_browser

from workshop.shipped import shipped

pytestmark = [pytest.mark.needs("browser"), pytest.mark.kernel]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def fingerprint(*folders: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """Start `workshop lab` on the sample; return its address."""
    log = tmp_path / "lab.log"
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)}
    port = 20000 + os.getpid() % 20000
    command = [sys.executable, "-m", "workshop", "lab", str(SAMPLE), "--no-browser",
               "--port", str(port), "--", "--allow-root"]  # fmt: skip
    with log.open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    try:
        until = time.monotonic() + 60
        found = None
        while found is None and time.monotonic() < until:
            time.sleep(0.3)
            found = re.search(r"http://127\.0\.0\.1:\d+/lab\S*", log.read_text())
        assert found, log.read_text()
        yield found.group(0)
    finally:
        process.terminate()
        process.wait(30)


def test_run_all_in_jupyterlab(lab: str, tmp_path: Path) -> None:
    """Run All works on the sample, forms save, nothing is fetched, the source is untouched."""
    from playwright.sync_api import expect, sync_playwright

    before = fingerprint(SAMPLE, shipped("notebooks"))
    outside: list[str] = []

    def watch(request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            outside.append(url)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        page.on("request", watch)
        page.goto(lab)
        page.wait_for_selector(".jp-Notebook", timeout=90_000)
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
        page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
        page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
        place = page.locator(".wkf-field", has_text="Where your customers are").locator("input")
        expect(place).to_have_value("Las Cruces, NM", timeout=90_000)
        place.fill("Hatch, NM")
        place.press("Tab")
        expect(page.locator(".wkf-good", has_text="saved").first).to_be_visible(timeout=15_000)
        assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
        browser.close()

    database = next((tmp_path / "home").rglob("workshop.db"))
    with sqlite3.connect(database) as raw:
        document = raw.execute(
            "SELECT document FROM answers WHERE participant = 'pinon-kiln'"
        ).fetchone()[0]
    assert "Hatch, NM" in document
    assert outside == []
    assert fingerprint(SAMPLE, shipped("notebooks")) == before
