"""Something shown that follows the answers."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from workshop.errors import WorkshopError
from workshop.forms.callbacks import in_language
from workshop.forms.protocol import Keeper
from workshop.forms.style import words


def live(keeper: Keeper, render: Callable[[], str]) -> w.HTML:
    """Return HTML that is made anew after every change.

    Parameters
    ----------
    keeper : Keeper
        Where answers are saved.
    render : callable
        Returns HTML whose texts are escaped.
    """
    shown = w.HTML(render())

    def refresh() -> None:
        try:
            shown.value = render()
        except (WorkshopError, ValueError) as error:
            shown.value = words(error, "wkf-bad")

    keeper.subscribe(in_language(refresh))
    return shown
