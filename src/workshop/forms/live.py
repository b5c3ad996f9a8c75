"""Something shown that follows the answers."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from workshop.forms.protocol import Keeper


def live(keeper: Keeper, render: Callable[[], str]) -> w.HTML:
    """Return HTML that is made anew after every change.

    Parameters
    ----------
    keeper : Keeper
    render : callable
        Returns HTML whose texts are escaped.
    """
    shown = w.HTML(render())

    def refresh() -> None:
        shown.value = render()

    keeper.subscribe(refresh)
    return shown
