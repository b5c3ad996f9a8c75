"""Open risks, and everything that is still open."""

from __future__ import annotations

from collections import Counter

from workshop.answers.change import find
from workshop.answers.kinds import Text, Texts
from workshop.blocks import Block, Callout, Column, Heading, Listing, Paragraph, Run, Table
from workshop.blocks.model import ListItem
from workshop.i18n import _, plural
from workshop.method import Severity, State
from workshop.plan.answered import shown_answer
from workshop.plan.context import PlanContext, dangling
from workshop.workbook import Answers

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
    blocks += _assumed(context)
    blocks += _not_judged(context)
    blocks += _gaps(context)
    blocks += _drafts(context)
    blocks += _dangling(context)
    blocks += _former(context)
    return blocks


def _assumed(context: PlanContext) -> list[Block]:
    """Return what a short workshop did not ask for and the plan takes as given."""
    if not context.evaluation.assumed:
        return []
    found: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for item in context.evaluation.assumed:
        place = find(Answers, item.address)
        if place.question is None:
            continue
        part = str(getattr(place.owner, "title", ""))
        shown = shown_answer(context.answers, place.question, item.value, context.telling)
        labels = found.setdefault((part, str(item.why)), {})
        labels.setdefault(str(place.question.label), Counter())[shown] += 1
    rows = tuple((part, _taken(labels), why) for (part, why), labels in found.items())
    text = _(
        "The workshop was too short to ask for these, so the plan takes them as given. Answer them "
        "in the workbook, and the plan is worked out anew."
    )
    return [
        Heading(text=str(_("Taken as given"))),
        Paragraph(text=str(text)),
        Table(
            columns=(
                Column(label=str(_("Topic")), share=1),
                Column(label=str(_("Taken as given")), share=2.4),
                Column(label=str(_("Because")), share=1.5),
            ),
            rows=rows,
        ),
    ]


def _taken(labels: dict[str, Counter[str]]) -> tuple[Run, ...]:
    """Return each question with what is taken for it, and how often."""
    runs: list[Run] = []
    for label, values in labels.items():
        each = [text if n == 1 else f"{text} ({n}×)" for text, n in values.items()]
        lead = ("\n" if runs else "") + label + "  "
        runs += [Run(text=lead, muted=True), Run(text=" · ".join(each))]
    return tuple(runs)


def _not_judged(context: PlanContext) -> list[Block]:
    unknown = [item for item in context.evaluation.checks if item.state is State.UNKNOWN]
    if not unknown:
        return []
    text = plural(
        "{n} check could not be judged because answers are missing: {codes}.",
        "{n} checks could not be judged because answers are missing: {codes}.",
        len(unknown),
    ).format(codes=", ".join(item.code for item in unknown))
    if context.telling.short:
        text = plural(
            "{n} check waits for an answer this workshop was too short to ask for.",
            "{n} checks wait for answers this workshop was too short to ask for.",
            len(unknown),
        )
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


def _former(context: PlanContext) -> list[Block]:
    """Return what became of networks that are named in the answers and are no more."""
    reference = context.telling.reference
    found: dict[str, tuple[str, str]] = {}
    parts = (part for step in context.given.steps for part in step.parts())
    for part in (*parts, *context.given.decisions):
        for name, question in part.questions().items():
            value = getattr(part, name)
            if value and isinstance(question.kind, (Text, Texts)):
                for row in reference.former_in(question.show(value)):
                    label = context.telling.label(part.where(name))
                    found.setdefault(row.id, (str(row.explanation), label))
    if not found:
        return []
    items = tuple(
        ListItem(text=(Run(text=told), Run(text=f" ({label})", muted=True)))
        for told, label in found.values()
    )
    return [Heading(text=str(_("Names that are no more"))), Listing(items=items)]


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
