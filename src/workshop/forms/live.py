"""Something shown that follows the answers."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from workshop.errors import WorkshopError
from workshop.forms.callbacks import in_language
from workshop.forms.later import Later
from workshop.forms.protocol import Keeper
from workshop.forms.style import words


class Living(w.HTML):  # type: ignore[misc]
    """HTML that follows the answers."""

    def __repr__(self) -> str:
        """Return a word, for where it cannot be shown."""
        return "…"


def live(keeper: Keeper, render: Callable[[], str]) -> w.HTML:
    """Return HTML that is made anew when answers changed, once the person pauses.

    Parameters
    ----------
    keeper : Keeper
        Where answers are saved.
    render : callable
        Returns HTML whose texts are escaped.
    """
    shown = Living(render())

    def refresh() -> None:
        try:
            # The browser is told only if something is different.
            shown.value = render()
        except (WorkshopError, ValueError) as error:
            shown.value = words(error, "wkf-bad")

    keeper.subscribe(Later(in_language(refresh)))
    return shown
