"""What the plan prints on LinkedIn, people who speak for the business, and places to help in."""

from __future__ import annotations

from workshop.blocks import (
    Block,
    Card,
    Cards,
    Column,
    Heading,
    Measure,
    Measures,
    Paragraph,
    Run,
    Table,
)
from workshop.i18n import Words, _
from workshop.method.telling import Telling, mark_of
from workshop.numbers import money, number, round_half_away
from workshop.steps.content import Content, ContentResult
from workshop.steps.content.advocacy import GROUPS_ENOUGH
from workshop.steps.readiness import Readiness

_LINKEDIN = "linkedin"


def linkedin(answers: Content, _result: ContentResult, _telling: Telling) -> list[Block]:
    """Return the LinkedIn plan, if anything was planned there."""
    plan = answers.linkedin
    facts = [
        (_("Company page"), _yes(plan.page_done, str(_("complete")), str(_("to be finished")))),
        (_("Followers in a year"), _n(plan.follower_target)),
        (_("Invited a month"), _n(plan.invites_month)),
        (_("Posts of the page a week"), _n(plan.posts_week)),
        (_("Articles by managers a quarter"), _n(plan.articles_quarter)),
    ]
    shown = tuple((str(label), (Run(text=text),)) for label, text in facts if text)
    if not shown and not answers.groups:
        return []
    blocks: list[Block] = [Heading(text="LinkedIn")]
    if shown:
        blocks.append(Cards(cards=(Card(title=str(_("The company page")), facts=shown),)))
    if answers.groups:
        blocks.append(
            Table(
                columns=(
                    Column(label=str(_("Group")), share=1.4),
                    Column(label=str(_("Topic")), share=1.1),
                    Column(label=str(_("Its rules")), share=1.6),
                    Column(label=str(_("A month")), align="right", share=0.6),
                ),
                rows=tuple(
                    (
                        Run(text=row.name or row.id, strong=True), row.topic or "–",
                        row.rules or "–", _n(row.posts_month) or "–",
                    )
                    for row in answers.groups
                ),
                note=str(_many_groups(len(answers.groups))),
            )
        )  # fmt: skip
    return blocks


def _many_groups(n: int) -> Words:
    if n <= GROUPS_ENOUGH:
        return ""
    text = _("{n} groups: take part in {most} at most, and be heard there.")
    return text.format(n=number(n), most=number(GROUPS_ENOUGH))


def _n(value: float | None) -> str:
    return "" if value is None else number(value)


def _yes(value: bool | None, yes: str, no: str) -> str:
    return "" if value is None else yes if value else no


def advocacy(
    _answers: Content, result: ContentResult, telling: Telling, readiness: Readiness
) -> list[Block]:
    """Return who speaks for the business, what it may bring, and the rule that binds it."""
    people = [row for row in readiness.people if row.counted]
    r = result.advocacy
    if not people:
        return []
    rows = tuple(
        (
            Run(text=row.name_shown(), strong=True),
            telling.channel(row.channel) or "–",
            _n(row.network_size) or "–",
            _n(row.posts_month) or "–",
            "; ".join(row.topics or ()) or "–",
            _yes(row.disclosure_trained, str(_("yes")), str(_("not yet"))) or "–",
        )
        for row in people
    )
    blocks: list[Block] = [
        Heading(text=str(_("People who speak for us"))),
        Table(
            columns=(
                Column(label=str(_("Who")), share=1.2),
                Column(label=str(_("Where")), share=0.9),
                Column(label=str(_("Network")), align="right", share=0.8),
                Column(label=str(_("A month")), align="right", share=0.6),
                Column(label=str(_("Topics")), share=1.8),
                Column(label=str(_("Told to say so")), share=0.8),
            ),
            rows=rows,
            note=str(
                _("Nobody has to. In the US, staff who praise their employer say so in the post, "
                  "plainly: “I work at …” (FTC guidance, W49).")
            ),
        ),
    ]  # fmt: skip
    if r.views.known:
        measures = [
            Measure(
                value=number(round_half_away(r.views.get())),
                label=str(_("more views a month")),
                mark=mark_of(r.views.basis),
            )
        ]
        if r.clicks.known:
            measures.append(
                Measure(
                    value=number(round_half_away(r.clicks.get(), 1)),
                    label=str(_("clicks from them")), mark=mark_of(r.clicks.basis),
                )
            )  # fmt: skip
        if r.worth.known:
            measures.append(
                Measure(
                    value=money(r.worth.get()),
                    label=str(_("what these clicks would cost as ads")),
                    mark=mark_of(r.worth.basis),
                )
            )
        blocks.append(Measures(measures=tuple(measures)))
        text = _(
            "It is little in money. People are asked for what they add to trust, not for this."
        )
        if r.worth.known and r.worth.get() < 100:
            blocks.append(Paragraph(text=str(text), style="small"))
    return blocks


def outreach(answers: Content, _result: ContentResult, _telling: Telling) -> list[Block]:
    """Return places of others to help in."""
    if not answers.outreach:
        return []
    return [
        Heading(text=str(_("Where else we help"))),
        Table(
            columns=(
                Column(label=str(_("Place")), share=1.3),
                Column(label=str(_("Kind")), share=0.8),
                Column(label=str(_("What we keep to")), share=2.2),
                Column(label=str(_("A month")), align="right", share=0.6),
            ),
            rows=tuple(
                (
                    Run(text=row.name or row.id, href=row.url or ""),
                    str(row.kind.label) if row.kind else "–",
                    row.rule or "–",
                    _n(row.visits_month) or "–",
                )
                for row in answers.outreach
            ),
        ),
    ]
