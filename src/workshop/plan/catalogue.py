"""The pages of the documentation that are made from declarations: questions, and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from workshop.answers.kinds import Choice, Kind, Ranking, Ref, Refs, Scale, Several
from workshop.answers.measured import Basis
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic, row_class
from workshop.plan.appendices import RULE_WORDS
from workshop.reference import Reference
from workshop.settings import TIERS, HouseRules
from workshop.steps.measurement.revision.words import RULES
from workshop.workbook import STEPS, Answers, evaluate

_HEAD = "<!-- Written by `python tasks.py docs` from the declarations in the program. -->\n"
_TIERS = {tier: mode for mode, tier in TIERS.items()}
_DAY = dt.date(2027, 1, 1)
TERMS: tuple[tuple[str, str], ...] = (
    ("answer", "What an owner said to a question. What is typed and not one yet is a draft."),
    ("assumption", "An answer taken as given because a short workshop does not ask for it."),
    ("attribution", "A rule that says which contacts get the credit for a sale."),
    ("average order", "Sales divided by the number of orders."),
    ("basis", "How a number was come by: measured, published benchmark, estimate, example."),
    ("channel", "A place to publish: a social network, a newsletter, a website, a map entry."),
    ("check", "A rule that looks across answers. It blocks a step, warns, or informs."),
    ("contribution", "What is left of a sale after the costs that only this sale caused."),
    ("conversion", "An act worth something to the business: an order, a booking, an enquiry."),
    ("customer acquisition cost (CAC)", "All that is spent on winning one customer."),
    ("customer lifetime value (CLV)", "The contribution a customer brings over the years."),
    ("engagement", "Likes, comments, shares, saves and clicks. Always say which are counted."),
    ("facilitator", "Who leads a workshop."),
    ("finding", "What a check says about the answers as they are."),
    ("funnel", "The shrinking path from being seen to being bought from."),
    ("house rule", "A threshold of our own, printed as our rule of thumb; a workshop can set it."),
    ("impressions", "How often posts were shown, the same person counted each time."),
    ("KPI", "The number chosen to judge a goal by."),
    ("mode", "How long a workshop is; it chooses questions, agenda and length of the plan."),
    ("objective", "A number that moves from here to there by a day, and whose it is."),
    ("participant", "Someone with a key, for whom a plan is made."),
    ("persona", "A short portrait of a typical customer, drawn from data."),
    ("prework", "What has to be looked up before the workshop."),
    ("reach", "How many people saw something, each counted once."),
    ("segment", "A group of customers that wants the same and can be found in the same places."),
    ("share of voice", "Our part of all mentions of us and our competitors."),
    ("silo", "A department that keeps what others need, such as its customers' addresses."),
    ("sponsor", "The person at the top who stands behind the plan where everyone can see it."),
    ("step", "One notebook: a stretch of the method with its questions, findings and decision."),
    ("tier", "From which length of workshop on a question is asked: 1, 2 or 3."),
    ("topic", "A group of questions inside a step."),
    ("vanity metric", "A number that looks good and decides nothing."),
)  # fmt: skip
"""Words of the method and of the program, in plain words."""


def questions_page() -> str:
    """Return every question of the workbook as Markdown, in the order it is asked."""
    return "\n".join([
        _HEAD,
        "# Questions\n",
        "Every question of the workbook: its address, what may be answered, and when it is asked.",
        "Files to fill in are made from the same declarations with `workshop template`; the JSON",
        "schema of a whole document is printed by `workshop schema`.\n",
        "*Asked* names the shortest workshop that asks the question. Those in **bold** are needed",
        "to finish a step; ◆ marks what to look up beforehand, ± a number that carries its basis,",
        "source and day.\n",
        *_contents(),
        *(line for step in STEPS for line in _step(step)),
        *_root(),
    ]) + "\n"  # fmt: skip


def _contents() -> Iterator[str]:
    for step in STEPS:
        parts = ", ".join(str(kind.title) for kind in step.kinds_of_parts().values())
        yield f"- [{step.title}](#{step.name}): {parts}"
    yield "- [Decisions](#decisions)\n"


def _step(step: Any) -> Iterator[str]:
    yield f'<a id="{step.name}"></a>\n\n## {step.title}\n'
    for kind in step.kinds_of_parts().values():
        yield from _group(kind)


def _root() -> Iterator[str]:
    yield '<a id="decisions"></a>\n\n## Decisions\n'
    for field in Answers.model_fields.values():
        kind = row_class(field.annotation)
        if kind is not None:
            yield from _group(kind)


def _group(kind: type[Topic | Row]) -> Iterator[str]:
    yield f"### {kind.title}\n"
    if issubclass(kind, Row):
        if kind.fixed is None:
            least = f" At least {kind.least} to finish the step." if kind.least else ""
            yield f"A table at `{kind.at}`, one row for each {kind.singular}.{least}\n"
        else:
            rows = "; ".join(f"`{key}` {_cell(name)}" for key, name in kind.fixed.items())
            yield f"A table at `{kind.at}` with these rows: {rows}.\n"
    else:
        yield f"At `{kind.at}`.\n"
    yield "| Question | Name | What may be answered | Asked | Help and example |"
    yield "|---|---|---|---|---|"
    for name, question in kind.questions().items():
        yield _line(kind, name, question)
    yield ""


def _line(kind: type[Topic | Row], name: str, question: Question) -> str:
    marks = [" ◆"] * question.prework + [" ±"] * kind.is_measured(name)
    label = f"**{question.label}**" if question.required else str(question.label)
    told = [str(question.help)] if question.help else []
    if question.example:
        told.append(f"*{question.example}*")
    if question.only_if:
        told.append(f"Only if `{question.only_if}`.")
    cells = (
        label + "".join(marks),
        f"`{name}`",
        _accepted(question.kind),
        _TIERS[question.tier],
        " ".join(told),
    )
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _accepted(kind: Kind) -> str:
    """Return what may be answered; of a list, each value with what it means."""
    if isinstance(kind, (Choice, Several, Ranking)):
        first = {Choice: "one of: ", Several: "any of: ", Ranking: "all of these in order: "}
        return first[type(kind)] + "; ".join(f"`{o.value}` {o.label}" for o in kind.options)
    if isinstance(kind, Scale):
        return "; ".join(f"`{step}` {anchor}" for step, anchor in enumerate(kind.anchors))
    if isinstance(kind, (Ref, Refs)):
        where = kind.to.removeprefix("reference:")
        what = "a row" if isinstance(kind, Ref) else "rows"
        return f"{what} of {'the table' if kind.to.startswith('/') else 'the catalogue'} `{where}`"
    return str(kind.expected())


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def glossary_page(reference: Reference) -> str:
    """Return the words of the method, its checks, metrics and rules of thumb as Markdown."""
    found = evaluate(Answers(), reference, HouseRules(), _DAY)
    rules = HouseRules()
    return "\n".join([
        _HEAD,
        "# Glossary\n",
        "One word for one thing, in the program, in its forms, and in the plans.\n",
        *_table(("Word", "Meaning"), TERMS),
        "## Where a number comes from\n",
        *_table(("Basis", "Shown as"), ((f"`{one.value}`", one.label) for one in Basis)),
        "## Metrics\n",
        *_table(
            ("Metric", "Id", "What it says about the business", "Definition"),
            (
                (one.name, f"`{one.id}`", one.metric_class.value, one.definition)
                for one in reference.metrics.values()
            ),
        ),
        "## Channels\n",
        *_table(
            ("Channel", "Id", "Kind", "State"),
            (
                (one.name, f"`{one.id}`", one.kind.value, one.status.value)
                for one in reference.channels.values()
            ),
        ),
        "## Checks\n",
        *_table(
            ("Code", "Weight", "Rule", "Why", "What to do"),
            (
                (o.code, o.check.severity.label, o.check.title, o.check.why, o.check.remedy)
                for o in found.checks
            ),
        ),
        "## Rules that change the plan\n",
        "Looked at with the numbers of the months; the owner accepts or declines, with a reason.\n",
        *_table(
            ("Code", "When", "On this evidence", "Then"),
            ((code, *told) for code, told in RULES.items()),
        ),
        "## Rules of thumb\n",
        "Each is a setting in `workshop.toml`, under `[rules]`.\n",
        *_table(
            ("Setting", "Meaning", "Default"),
            (
                (f"`{name}`", RULE_WORDS.get(name, ""), getattr(rules, name))
                for name in type(rules).model_fields
            ),
        ),
    ]) + "\n"  # fmt: skip


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(map(_cell, row)) + " |"
    yield ""
