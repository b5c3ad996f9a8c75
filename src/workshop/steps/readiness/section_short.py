"""What a short plan prints under "Where we start": only what was asked."""

from __future__ import annotations

from workshop.blocks import Block, Callout, Column, Heading, Run, Table
from workshop.i18n import Words, _
from workshop.method.telling import Telling
from workshop.numbers import number
from workshop.steps.readiness import Readiness, ReadinessResult
from workshop.steps.readiness.systems.questions import LEVELS, LinkName, SystemName


def overview(answers: Readiness, result: ReadinessResult, telling: Telling) -> list[Block]:
    """Return what stands behind the plan, and that readiness was not measured."""
    crm = next(row for row in answers.systems if row.id == SystemName.CRM.value)
    link = next(row for row in answers.links if row.id == LinkName.CLICK_TO_CRM.value)
    hours = result.people.hours_week
    rows: list[tuple[Words, str]] = []
    if hours.known:
        text = _("{n} h a week, {who}").format(
            n=number(hours.get(), 1).removesuffix(".0"),
            who=", ".join(row.name_shown() for row in answers.people),
        )
        rows.append((_("Hours there are"), str(text)))
    if answers.leadership.sponsor:
        rows.append((_("Stands behind it"), telling.person(answers.leadership.sponsor)))
    if crm.status is not None:
        rows.append((SystemName.CRM.label, str(crm.status.label)))
    if link.level_now is not None:
        rows.append((LinkName.CLICK_TO_CRM.label, str(LEVELS[link.level_now])))
    told = _(
        "Readiness was not measured: that takes the whole first step. Do it before you pay for a "
        "campaign; without the connections nobody can say what an ad has brought."
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                columns=(
                    Column(label=str(_("What there is")), share=1), Column(label="", share=1.6),
                ),
                rows=tuple((Run(text=str(label), strong=True), text) for label, text in rows),
            )
        )  # fmt: skip
    title = str(_("Before any money goes into ads"))
    return [*blocks, Callout(tone="note", title=title, text=str(told))]


def accounts(answers: Readiness, _result: ReadinessResult, telling: Telling) -> list[Block]:
    """Return the profiles with what was asked of them."""
    if not answers.accounts:
        return []
    words = {True: str(_("yes")), False: str(_("not yet")), None: "–"}
    return [
        Heading(text=str(_("Profiles today"))),
        Table(
            columns=(
                Column(label=str(_("Channel")), share=1.4),
                Column(label=str(_("Followers")), align="right", share=0.8),
                Column(label=str(_("Two-factor sign-in")), share=1.2),
            ),
            rows=tuple(
                (
                    telling.channel(row.channel) or row.id,
                    number(row.followers) if row.followers is not None else "–",
                    words[row.two_factor],
                )
                for row in answers.accounts
            ),
        ),
    ]
