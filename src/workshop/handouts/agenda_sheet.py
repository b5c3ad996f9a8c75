"""The facilitator's agenda on paper: from when to when, how many answers, what is said."""

from __future__ import annotations

from workshop.agenda import AGENDAS, Meeting
from workshop.blocks import Block, Column, Heading, Paragraph, Run, Table
from workshop.i18n import _
from workshop.numbers import day, number
from workshop.settings import Settings
from workshop.workbook.asking import asked, asked_of

TITLE = _("Agenda")


def agenda_sheet(settings: Settings) -> list[Block]:
    """Return the agenda of a workshop of this length."""
    meetings = AGENDAS[settings.mode]
    when = [part for part in (settings.title, settings.place,
                              day(settings.date) if settings.date else "") if part]  # fmt: skip
    answers = number(sum(asked(settings.tier).values()))
    if len(meetings) == 1:
        lead = _("{minutes} minutes, about {answers} answers of each owner.").format(
            minutes=number(meetings[0].minutes), answers=answers
        )
    else:
        lead = _(
            "{n} meetings of {minutes} minutes, about {answers} answers of each owner. What does "
            "not fit is finished at home."
        ).format(n=number(len(meetings)), minutes=number(meetings[0].minutes), answers=answers)
    blocks: list[Block] = [
        Paragraph(text=" · ".join(when), style="small"),
        Paragraph(text=str(lead), style="lead"),
    ]
    for place, meeting in enumerate(meetings, 1):
        if len(meetings) > 1:
            title = _("{n} · {title}").format(n=place, title=meeting.title)
            blocks.append(Heading(text=str(title)))
        blocks.append(_table(meeting, settings.tier))
    before = _(
        "Before: send the sheet “Bring along” a week ahead. After: run the plans the same night, "
        "and put the first review into everyone's diary."
    )
    return [*blocks, Paragraph(text=str(before))]


def _table(meeting: Meeting, tier: int) -> Table:
    rows, now = [], 0
    for item in meeting.items:
        answers = asked_of(item.step, tier) if item.step else 0
        if item.step == "channels":
            answers += asked_of("decisions", tier) if tier == 1 else 0
        rows.append(
            (
                f"{_clock(now)}–{_clock(now + item.minutes)}",
                number(item.minutes),
                (Run(text=str(item.title), strong=True), Run(text=f"\n{item.says}", muted=True)),
                number(answers) if answers else "",
            )
        )
        now += item.minutes
    return Table(
        columns=(
            Column(label=str(_("From – to")), share=0.8),
            Column(label=str(_("Min")), align="right", share=0.4),
            Column(label=str(_("What, and what you say")), share=4),
            Column(label=str(_("Answers")), align="right", share=0.6),
        ),
        rows=tuple(rows),
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
