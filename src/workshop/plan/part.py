"""One part of the plan: what it prints, in a plan of which length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.blocks import Block, Payload
from workshop.i18n import Lazy
from workshop.plan.context import PlanContext
from workshop.workbook import parts_at

Build = Callable[[PlanContext], list[Block]]


@dataclass(frozen=True)
class PlanPart:
    """One cell's worth of the plan.

    Attributes
    ----------
    order : int
        The section's number in the outline times 100, plus the place within it.
    tier : int
        From which length of workshop on it is printed. It is printed in a shorter one too where
        the participant answered more than was asked of what it is ``about``.
    about : tuple of str
        Addresses of topics and tables.
    short : callable, optional
        What a shorter plan prints in its place.
    """

    order: int
    section: str
    title: Lazy | None
    build: Build
    front: Literal["", "cover", "summary"] = ""
    appendix: bool = False
    tier: int = 1
    about: tuple[str, ...] = ()
    short: Build | None = None

    def blocks(self, context: PlanContext) -> list[Block]:
        """Return what this part prints in a plan of this length."""
        if self.tier <= context.settings.tier or went_further(context, self.about):
            return self.build(context)
        return self.short(context) if self.short is not None else []

    def payload(self, context: PlanContext) -> Payload:
        """Return the part with the answers in it."""
        return Payload(
            document=context.facts,
            order=self.order,
            section=self.section,
            title=str(self.title) if self.title else "",
            front=self.front,
            appendix=self.appendix,
            blocks=tuple(self.blocks(context)),
        )


def went_further(context: PlanContext, about: Sequence[str]) -> bool:
    """Say whether anything was answered at these addresses that this workshop does not ask."""
    tier = context.settings.tier
    return any(
        part.tier_of(name) > tier and getattr(part, name) not in (None, [], "")
        for address in about
        for part in parts_at(context.given, address)
        for name in part.questions()
    )
