"""nbconvert's ``webpdf`` with the browser this machine has.

nbconvert asks Playwright for the browser Playwright brings along; here it is told another one.
Everything else is theirs: the template, the waiting for the page, the printing.
"""

from __future__ import annotations

import shutil
from functools import cache
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The template asks for scripts from elsewhere. Nobody answers, at once and on every machine.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def find_browser() -> str | None:
    """Return the path of a Chromium, None where there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@cache
def _use_it() -> None:
    from playwright.async_api import BrowserType

    launch, path = BrowserType.launch, find_browser()

    async def launch_ours(self: Any, **options: Any) -> Any:
        return await launch(self, executable_path=path, **options)

    BrowserType.launch = launch_ours  # type: ignore[method-assign]


def web_exporter() -> Any:
    """Return a new exporter."""
    from nbconvert.exporters import WebPDFExporter

    _use_it()
    return WebPDFExporter(disable_sandbox=True, browser_args=list(_ARGUMENTS))
