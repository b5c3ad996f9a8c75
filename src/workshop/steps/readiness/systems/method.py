"""The integration index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.method import Value, derive, given
from workshop.settings import HouseRules
from workshop.steps.readiness.systems.questions import Link

_TOP_LEVEL = 3


@dataclass(frozen=True)
class SystemsResult:
    """Integration index I (0–100) with the links as they are and as they shall be."""

    now: Value[float]
    target: Value[float]


def integration_index(levels: Mapping[str, int], weights: Mapping[str, float]) -> float:
    """Return I = 100 · Σ(w·level) / (3 · Σw).

    Parameters
    ----------
    levels : mapping of str to int
        Level 0–3 by link id.
    weights : mapping of str to float
        Weight by link id; our rule of thumb.

    Returns
    -------
    float
        0 to 100.
    """
    weighted = sum(weights[name] * level for name, level in levels.items())
    return 100 * weighted / (_TOP_LEVEL * sum(weights[name] for name in levels))


def evaluate(links: Sequence[Link], rules: HouseRules) -> SystemsResult:
    """Return the index today and with the levels aimed at."""

    def index(field: str) -> Value[float]:
        return derive(
            lambda *levels: integration_index(
                {link.id: level for link, level in zip(links, levels, strict=True)},
                rules.link_weights,
            ),
            *(given(link, field) for link in links),
        )

    return SystemsResult(index("level_now"), index("level_target"))
