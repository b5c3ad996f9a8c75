"""Calls from the screen: they come without the language the form was made in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workshop.i18n import language, use_language


def in_language(call: Callable[[], object]) -> Callable[..., None]:
    """Return the function for use as a callback, run in the language in force now.

    What the caller passes (a button, a change) is left out.
    """
    code = language()

    def run(*_passed: Any) -> None:
        with use_language(code):
            call()

    return run
