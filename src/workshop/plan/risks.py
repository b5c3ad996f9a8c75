"""Open risks, and everything that is still open."""

from __future__ import annotations

from workshop.blocks import Block, Callout, Column, Heading, Listing, Paragraph, Run, Table
from workshop.blocks.model import ListItem
from workshop.i18n import _, plural
from workshop.method import Severity, State
from workshop.plan.context import PlanContext, dangling

_MOST_ROWS = 3


def build(context: PlanContext) -> list[Block]:
    """Return every check that fires with weight, gaps, and answers that do not fit."""
    fired = tuple(
        outcome
        for outcome in context.evaluation.fired()
        if outcome.check.severity is not Severity.INFO
    )
    blocks: list[Block] = []
    if fired:
        blocks += context.telling.callouts(fired)
    else:
        blocks.append(Paragraph(text=str(_("No check found an open risk in what was answered."))))
    blocks += _not_judged(context)
    blocks += _gaps(context)
    blocks += _drafts(context)
    blocks += _dangling(context)
    return blocks


def _not_judged(context: PlanContext) -> list[Block]:
    unknown = [item for item in context.evaluation.checks if item.state is State.UNKNOWN]
    if not unknown:
        return []
    text = plural(
        "{n} check could not be judged because answers are missing: {codes}.",
        "{n} checks could not be judged because answers are missing: {codes}.",
        len(unknown),
    ).format(codes=", ".join(item.code for item in unknown))
    return [Paragraph(text=str(text), style="small")]


def _gaps(context: PlanContext) -> list[Block]:
    gaps = context.evaluation.gaps
    if not gaps:
        return []
    by_part: dict[str, dict[str, list[str]]] = {}
    for gap in gaps:
        by_part.setdefault(str(gap.part), {}).setdefault(str(gap.label), []).append(gap.row)
    return [
        Heading(text=str(_("Questions still open"))),
        Table(
            columns=(
                Column(label=str(_("Topic")), share=0.9),
                Column(label=str(_("What is missing")), share=2.4),
            ),
            rows=tuple(
                (part, "; ".join(_with_rows(label, rows) for label, rows in labels.items()))
                for part, labels in by_part.items()
            ),
        ),
    ]


def _with_rows(label: str, rows: list[str]) -> str:
    """Return a question with the rows it is open in, or how many they are."""
    named = [row for row in rows if row]
    if not named:
        return label
    if len(named) > _MOST_ROWS:
        return str(_("{question} ({n} times)").format(question=label, n=len(named)))
    return f"{label} ({', '.join(named)})"


def _drafts(context: PlanContext) -> list[Block]:
    if not context.drafts:
        return []
    rows = tuple(
        (context.telling.label(draft.address), draft.text, draft.error) for draft in context.drafts
    )
    return [
        Heading(text=str(_("Typed, but not an answer yet"))),
        Table(
            columns=(
                Column(label=str(_("Question"))),
                Column(label=str(_("What was typed"))),
                Column(label=str(_("What is wrong"))),
            ),
            rows=rows,
        ),
    ]


def _dangling(context: PlanContext) -> list[Block]:
    found = dangling(context.answers, context.telling.reference)
    if not found:
        return []
    items = tuple(
        ListItem(
            text=(
                Run(text=context.telling.label(item.address) + ": "),
                Run(text=item.found, code=True),
            )
        )
        for item in found
    )
    text = str(_("Add what they name, or choose again."))
    return [
        Callout(tone="warn", title=str(_("Answers that point nowhere")), text=text),
        Listing(items=items),
    ]
