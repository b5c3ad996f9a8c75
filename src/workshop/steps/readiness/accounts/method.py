"""Governance index and company network, over the profiles that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.i18n import _
from workshop.method import Value, derive, given, missing
from workshop.steps.readiness.accounts.questions import BOXES, Account


@dataclass(frozen=True)
class AccountsResult:
    """Governance G (0–100), true boxes on kept profiles, and followers of kept profiles."""

    listed: int
    kept: tuple[Account, ...]
    boxes_true: Value[int]
    governance: Value[float]
    network: Value[int]


def governance_index(boxes_true: int, profiles_kept: int) -> float:
    """Return G = 100 · true boxes / (8 · kept profiles), 0 to 100.

    Parameters
    ----------
    boxes_true : int
        Look-and-feel boxes answered yes over all kept profiles.
    profiles_kept : int
        At least 1.
    """
    return 100 * boxes_true / (len(BOXES) * profiles_kept)


def evaluate(accounts: Sequence[Account]) -> AccountsResult:
    """Return the figures over kept profiles; with none, they are not computable."""
    kept = tuple(item for item in accounts if item.kept)
    if not kept:
        undecided = tuple(item.where("action") for item in accounts if item.action is None)
        reason = "" if undecided or not accounts else _("no profile is kept")
        none = missing(*(undecided or ("/readiness/accounts",)), reason=reason)
        return AccountsResult(len(accounts), (), none, none, none)
    boxes = [given(item, box) for item in kept for box in BOXES]
    boxes_true = derive(lambda *flags: sum(flags), *boxes)
    governance = derive(lambda true: governance_index(true, len(kept)), boxes_true)
    network = derive(lambda *counts: sum(counts), *(given(item, "followers") for item in kept))
    return AccountsResult(len(accounts), kept, boxes_true, governance, network)


def boxes_ticked(account: Account) -> Value[int]:
    """Return how many of a profile's eight boxes are answered yes."""
    return derive(lambda *flags: sum(flags), *(given(account, box) for box in BOXES))
