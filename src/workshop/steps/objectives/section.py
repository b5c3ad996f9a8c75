"""What the plan prints under "Why we do this"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workshop.answers.measured import weakest
from workshop.blocks import (
    Block,
    Card,
    Cards,
    Column,
    Figure,
    Heading,
    Light,
    Paragraph,
    Run,
    Table,
    Tree,
    TreeNode,
)
from workshop.i18n import Lazy, Words, _
from workshop.method import Value
from workshop.method.telling import Telling, mark_of
from workshop.numbers import ceil_needed, day, money, number, percent
from workshop.steps.objectives import Objectives, ObjectivesResult, figures
from workshop.steps.objectives.smart.method import (
    LETTERS,
    Letter,
    ObjectiveResult,
    capital,
    sentence,
    with_unit,
)

_LETTER_WORDS = {
    "S": _("Specific"),
    "M": _("Measurable"),
    "A": _("Attainable"),
    "R": _("Relevant"),
    "T": _("Timed"),
}


def direction(answers: Objectives, _result: ObjectivesResult, _telling: Telling) -> list[Block]:
    """Return vision, value and the four lists of the SWOT."""
    vision = answers.vision
    blocks: list[Block] = []
    if vision.value:
        blocks.append(Paragraph(text=vision.value, style="lead"))
    else:
        text = _("What social media is for has not been written down yet.")
        blocks.append(Paragraph(text=Run(text=str(text), muted=True), style="lead"))
    if vision.text:
        label = Run(text=str(_("Where we want to go:")) + " ", strong=True)
        blocks.append(Paragraph(text=(label, Run(text=vision.text))))
    lists = (
        (_("Strengths"), vision.strengths),
        (_("Weaknesses"), vision.weaknesses),
        (_("Opportunities"), vision.opportunities),
        (_("Threats"), vision.threats),
    )
    if any(items for _label, items in lists):
        title = _("Strengths, weaknesses, opportunities, threats")
        blocks.append(Heading(text=str(title), level=3))
        cards = (Card(title=str(label), text="\n".join(items)) for label, items in lists if items)
        blocks.append(Cards(cards=tuple(cards), columns=2))
    return blocks


def tree(answers: Objectives, result: ObjectivesResult, _telling: Telling) -> list[Block]:
    """Return goals with the objectives under them."""
    blocks: list[Block] = [Heading(text=str(_("Goals and objectives")))]
    if not answers.goals:
        blocks.append(Paragraph(text=str(_("No business goal has been named yet."))))
        return blocks
    roots = []
    for goal in answers.goals:
        children = tuple(
            TreeNode(label=item.objective.id, text=short(item))
            for item in result.kept
            if item.objective.goal_id == goal.id
        )
        roots.append(TreeNode(label=goal.id, text=goal.name_shown(), children=children))
    bare = [root.label for root in roots if not root.children]
    if bare:
        note = _("No objective serves {goals} yet.").format(goals=", ".join(bare))
        blocks.append(Tree(roots=tuple(roots)))
        blocks.append(Paragraph(text=str(note), style="small"))
    else:
        blocks.append(Tree(roots=tuple(roots)))
    return blocks


def short(result: ObjectiveResult) -> str:
    """Return an objective in a few words: what, from where to where, by when."""
    objective = result.objective
    metric = capital(str(result.metric.name)) if result.metric else "…"
    start = with_unit(objective.baseline.value, objective) if objective.baseline else "…"
    target = "…" if objective.target is None else with_unit(objective.target, objective)
    deadline = day(objective.deadline) if objective.deadline else "…"
    return str(
        _("{metric}: from {start} to {target} by {deadline}").format(
            metric=metric, start=start, target=target, deadline=deadline
        )
    )


def cards(answers: Objectives, result: ObjectivesResult, telling: Telling) -> list[Block]:
    """Return one card for each objective: sentence, five letters, what it needs."""
    blocks: list[Block] = []
    if result.kept:
        blocks.append(Cards(cards=tuple(_card(item, answers, telling) for item in result.kept)))
    if shown := figures.drawable(result.kept):
        alt = " ".join(_path_words(item) for item in shown)
        blocks.append(
            Figure(
                svg=figures.paths_svg(result.kept),
                alt=alt,
                title=str(_("The pace each objective needs, month by month")),
                note=str(_("Dots mark the quarterly checkpoints; the last one is the target.")),
            )
        )
    return blocks


def _path_words(item: ObjectiveResult) -> str:
    values = ", ".join(number(value, 1) for value in item.path.get())
    return str(_("{id}, month by month: {values}.").format(id=item.objective.id, values=values))


def _card(item: ObjectiveResult, answers: Objectives, telling: Telling) -> Card:
    objective = item.objective
    goal = next((goal.name_shown() for goal in answers.goals if goal.id == objective.goal_id), "")
    lights = tuple(
        Light(
            label=str(_LETTER_WORDS[letter]),
            state=item.letters[letter].state,
            note=_letter_note(item.letters[letter], telling),
        )
        for letter in LETTERS
    )
    facts: list[tuple[str, tuple[Run, ...]]] = []
    if item.pace.known:
        unit = _("{pace} points a month") if item.bounded else _("{pace} % a month")
        text = str(unit.format(pace=number(item.pace.get())))
        if item.limit.known and not item.bounded:
            text += str(_("; usual times our stretch: {limit}")).format(
                limit=percent(item.limit.get(), 2)
            )
        facts.append(
            (
                str(_("Pace needed")),
                (Run(text=text, mark=mark_of(weakest(item.pace.basis, item.limit.basis))),),
            )
        )
    if objective.baseline is not None:
        source = objective.baseline.source or str(_("source not named"))
        facts.append(
            (str(_("Start")), (Run(text=source, mark=str(objective.baseline.basis.label)),))
        )
    if objective.resources_note:
        facts.append((str(_("With")), (Run(text=objective.resources_note),)))
    return Card(
        label=objective.id,
        title=short(item),
        text=str(sentence(item, goal, telling.person(objective.owner))),
        lights=lights,
        facts=tuple(facts),
        tone="good" if item.passes else "warn",
    )


def _letter_note(letter: Letter, telling: Telling) -> str:
    if not letter.needs:
        return str(letter.note)
    return f"{letter.note}: {telling.needs(letter.needs)}"


def funnel(_answers: Objectives, result: ObjectivesResult, telling: Telling) -> list[Block]:
    """Return what the leading objective takes, from the target month backwards."""
    path = result.funnel
    blocks: list[Block] = [Heading(text=str(_("What it takes")))]
    stages = [
        (_("Shown"), path.impressions, path.impressions_now),
        (_("Clicks"), path.clicks, path.clicks_now),
        (_("Visits"), path.sessions, None),
        (_("Enquiries"), path.leads, None),
        (_("Orders"), path.customers, path.conversions_now),
    ]
    if not path.customers.known or not path.sessions.known:
        line = telling.missing(path.sessions, _("What the target takes"))
        blocks.append(line or Paragraph(text=str(_("There is no target to run back from."))))
        return blocks
    drawn = [
        (label, need.get(), None if now is None or not now.known else now.get())
        for label, need, now in stages
        if need.known
    ]
    title = _("In its target month {id} takes {sessions} visits").format(
        id=path.objective_id, sessions=number(ceil_needed(path.sessions.get()))
    )
    if path.ratio.known:
        title = _("{title}, and posts shown {ratio} times as often as today").format(
            title=title, ratio=number(path.ratio.get(), 1)
        )
    alt = "; ".join(
        f"{label}: {number(ceil_needed(need))}"
        + ("" if now is None else " " + str(_("(today {n})").format(n=number(now, 0))))
        for label, need, now in drawn
    )
    notes = []
    if path.paid.known and path.paid.get():
        text = _("{paid} of the clicks are bought, {organic} come from posts.")
        notes.append(
            text.format(
                paid=number(ceil_needed(path.paid.get())),
                organic=number(ceil_needed(path.organic.get())),
            )
        )
    if path.impressions_now.known and mark_of(path.impressions_now.basis):
        notes.append(_("How often posts are shown today is an estimate from the visits."))
    notes.append(_("Bars are drawn on a square-root scale so that small stages can be seen."))
    blocks.append(
        Figure(
            svg=figures.funnel_svg(drawn),
            alt=alt,
            title=str(title),
            note=" ".join(str(note) for note in notes),
        )
    )
    if line := telling.missing(path.impressions, _("How often posts must be shown")):
        blocks.append(line)
    return [*blocks, *_starts(result)]


_START_WORDS: dict[str, Lazy] = {
    "conversion_rate": _("orders or leads for 100 visits {value}"),
    "cpc_traffic": _("a click on an ad {value}"),
}


def _starts(result: ObjectivesResult) -> list[Block]:
    """Say which published figures stand in for the owner's own, with definition and origin."""
    parts = [
        _("{what} ({basis}; {source}, {year}, trust: {trust})").format(
            what=_START_WORDS[rate.metric].format(
                value=money(rate.value) if rate.unit == "USD" else percent(rate.value)
            ),
            basis=rate.origin.basis, source=rate.origin.source, year=rate.origin.year,
            trust=rate.origin.trust,
        )
        for rate in result.funnel.starts
    ]  # fmt: skip
    if not parts:
        return []
    text = _(
        "You gave no number of your own for these, so a published one stands in to begin with: "
        "{parts}. Put in your own as soon as you have them."
    )
    return [Paragraph(text=str(text.format(parts="; ".join(map(str, parts)))), style="small")]


def economics(_answers: Objectives, result: ObjectivesResult, telling: Telling) -> list[Block]:
    """Return the worth of an order and a customer as a table."""
    worth = result.economics
    path = result.funnel
    rows: list[tuple[Lazy, Value[Any], Callable[[Any], str], Words]] = [
        (
            _("An order brings"),
            worth.contribution,
            money,
            _("Average order times margin. Winning a customer may cost this much at most if the "
              "first order must pay for it."),
        ),
        (_("A customer brings in a year"), worth.annual, money, _("Times the orders in a year.")),
        (
            _("A customer brings in {n} years").format(n=worth.horizon_years),
            worth.clv,
            money,
            _("With those who come back, money of later years counted {d} % less a year.").format(
                d=number(worth.discount_pct)
            ),
        ),
        (
            _("The same without an end"),
            worth.clv_endless,
            money,
            _("For comparison; the short form you may meet elsewhere gives {other}.").format(
                other=money(worth.clv_short.get()) if worth.clv_short.known else "–"
            ),
        ),
        (
            _("Winning one should cost at most"),
            worth.allowable_cac,
            money,
            _("A {n}th of what the customer brings: a rule of thumb.").format(
                n=number(worth.ratio)
            )
            if worth.ratio != 3
            else _("A third of what the customer brings: a rule of thumb."),
        ),
        (
            _("An ad must bring back"),
            worth.break_even_roas,
            lambda value: str(_("{x} times its cost").format(x=number(value, 2))),
            _("In sales, before it earns anything: one divided by the margin."),
        ),
        (
            _("A click may cost at most"),
            path.max_cpc,
            money,
            _("Then an ad just pays for itself with the first order."),
        ),
        (
            _("A new email subscriber is worth"),
            path.signup_value,
            money,
            _("By the share that orders within 60 days."),
        ),
    ]  # fmt: skip
    known = [row for row in rows if row[1].known]
    blocks: list[Block] = [Heading(text=str(_("What a customer is worth")))]
    if not known:
        line = telling.missing(worth.contribution, _("What an order brings"))
        return [*blocks, line] if line else blocks
    caption = ""
    if worth.allowable_cac.known:
        caption = str(
            _("A customer brings {clv}; winning one should cost at most {cac}").format(
                clv=money(worth.clv.get()), cac=money(worth.allowable_cac.get())
            )
        )
    blocks.append(
        Table(
            columns=(
                Column(label=str(_("Figure")), share=1.15),
                Column(label=str(_("Amount")), align="right", share=0.75),
                Column(label=str(_("What it means")), share=2),
            ),
            rows=tuple(
                (str(label), telling.run(value, show), str(note))
                for label, value, show, note in known
            ),
            caption=caption,
        )
    )
    open_rows = [row for row in rows if not row[1].known and row[1].needs]
    if open_rows:
        needs = tuple(dict.fromkeys(need for row in open_rows for need in row[1].needs))
        text = _("Not known yet: {what}. Still needed: {needs}.").format(
            what=", ".join(str(row[0]) for row in open_rows), needs=telling.needs(needs)
        )
        blocks.append(Paragraph(text=str(text), style="small"))
    return blocks


def rejected(_answers: Objectives, result: ObjectivesResult, _telling: Telling) -> list[Block]:
    """Return drafts that were put aside, with the reason and what fired on them."""
    if not result.rejected:
        return []
    rows = []
    for item in result.rejected:
        codes = [
            outcome.code for outcome in result.draft_checks if item.objective.id in outcome.subjects
        ]
        rows.append(
            (
                short(item),
                item.objective.rejected_reason or str(_("no reason given")),
                ", ".join(codes) or "–",
            )
        )
    return [
        Heading(text=str(_("Put aside, and why")), level=3),
        Table(
            columns=(
                Column(label=str(_("Draft")), share=1.6),
                Column(label=str(_("Reason")), share=2),
                Column(label=str(_("Checks")), share=0.5),
            ),
            rows=tuple(rows),
        ),
    ]
