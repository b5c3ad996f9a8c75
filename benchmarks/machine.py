"""What figures were taken on."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import psutil
from browser import find_browser

from workshop import __version__

_LIBRARIES = ("papermill", "nbclient", "nbconvert", "ipykernel", "typst", "playwright")
_OPTIONAL = {"ploomber-engine": "ploomber_engine"}


def machine() -> str:
    """Return day, machine and versions in two sentences."""
    day = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
    memory = psutil.virtual_memory().total / 2**30
    libraries = [
        f"{name} {metadata.version(name)}"
        for name in (
            *_LIBRARIES,
            *(name for name, module in _OPTIONAL.items() if find_spec(module)),
        )
    ]
    return (
        f"Taken {day} on {os.cpu_count()} cores ({_processor()}), {memory:.0f} GB, "
        f"{platform.system()} {platform.release().split('-')[0]}. Strategy Workbook {__version__}, "
        f"Python {platform.python_version()}, {', '.join(libraries)}{_browser()}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _browser() -> str:
    path = find_browser()
    if path is None:
        return ""
    told = subprocess.run(  # noqa: S603 - the browser found on this machine
        [path, "--version"], capture_output=True, text=True, check=False, timeout=60
    )
    words = told.stdout.split()
    return f", Chromium {words[1]}" if len(words) > 1 else ""
