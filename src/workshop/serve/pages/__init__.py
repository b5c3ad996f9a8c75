"""The pages of the room, and where they are."""

from __future__ import annotations

from typing import Any

from workshop.serve.pages.base import Missing, Theme
from workshop.serve.pages.board import (
    Act,
    Board,
    BoardState,
    Preview,
    Projected,
    RunPlans,
    WholeRoom,
)
from workshop.serve.pages.door import Join, Lead, Leave, Me
from workshop.serve.pages.home import Health, Home, OwnPlan, Permission, State


def handlers() -> list[tuple[str, Any]]:
    """Return every page by the pattern of its address."""
    return [
        ("/", Home),
        ("/join", Join),
        ("/me/([A-Za-z0-9]+)", Me),
        ("/lead/([A-Za-z0-9]+)", Lead),
        ("/leave", Leave),
        ("/state", State),
        ("/healthz", Health),
        ("/permission", Permission),
        ("/plan.pdf", OwnPlan),
        ("/theme.css", Theme),
        ("/board", Board),
        ("/board/state", BoardState),
        ("/board/act", Act),
        ("/board/plans", RunPlans),
        ("/board/plan/([a-z0-9-]+)", Preview),
        ("/board/wall", Projected),
        ("/board/room", WholeRoom),
        ("/.*", Missing),
    ]
