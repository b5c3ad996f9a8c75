"""What was decided at the end of a step, in full."""

from __future__ import annotations

from workshop.blocks import Block, Card, Cards, Heading, Run
from workshop.i18n import _
from workshop.numbers import day
from workshop.plan.context import PlanContext
from workshop.workbook import Decision

SHORT = 240
"""Characters of a decision the summary has room for; the section prints all of it."""


def clipped(text: str) -> str:
    """Return a text cut at a word to what the summary has room for."""
    if len(text) <= SHORT:
        return text
    cut = text[:SHORT].rsplit(None, 1)[0] if " " in text[:SHORT] else text[:SHORT]
    return cut.rstrip(" ,.;:") + " …"


def decision_of(context: PlanContext, step: str) -> Decision | None:
    """Return the decision a step ended in, None if there is none."""
    row = next((row for row in context.answers.decisions if row.id == step), None)
    return row if row is not None and row.decision else None


def build(context: PlanContext, step: str) -> list[Block]:
    """Return the decision of a step: what, instead of what, why, by whom, when."""
    row = decision_of(context, step)
    if row is None:
        return []
    who = context.telling.person(row.decided_by)
    signed = ", ".join(part for part in (who, day(row.date) if row.date else "") if part)
    facts = tuple(
        (str(label), (Run(text=text),))
        for label, text in (
            (_("Why"), row.reason),
            (_("Instead of"), row.alternatives_rejected),
            (_("Decided by"), signed),
        )
        if text
    )
    return [
        Heading(text=str(_("Decided"))),
        Cards(cards=(Card(title=row.decision or "", facts=facts, tone="good"),)),
    ]
