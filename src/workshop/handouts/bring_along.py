"""The sheet people get before the day: what to look up, where it is, and room to write it down."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from workshop.agenda import AGENDAS
from workshop.answers.question import Question
from workshop.blocks import Block, Checklist, Heading, Paragraph, Run, Task
from workshop.i18n import _
from workshop.numbers import day, number
from workshop.settings import Settings
from workshop.workbook import STEPS
from workshop.workbook.asking import asked, prework

TITLE = _("Bring along")
_ROOM = "________________"


def bring_along(settings: Settings) -> list[Block]:
    """Return the sheet for a workshop of this length; for a series, meeting by meeting."""
    meetings = AGENDAS[settings.mode]
    when = [part for part in (settings.title, settings.place,
                              day(settings.date) if settings.date else "") if part]  # fmt: skip
    if len(meetings) == 1:
        lead = _(
            "We have {minutes} minutes and about {answers} short questions. Most you answer from "
            "memory. These you cannot: look them up at home, then the time is yours."
        ).format(
            minutes=number(meetings[0].minutes), answers=number(sum(asked(settings.tier).values()))
        )
    else:
        lead = _(
            "We meet {n} times for {minutes} minutes. Most questions you answer from memory. These "
            "you cannot: look each up before the meeting it stands under."
        ).format(n=number(len(meetings)), minutes=number(meetings[0].minutes))
    rule = _(
        "Nothing here has to be exact. An estimate is welcome if it is called one; what cannot be "
        "found stays empty, and the plan says what it needs. Your numbers go into your own plan, "
        "and no other participant sees them."
    )
    device = _(
        "And your phone, charged, with the passwords of your profiles: we switch on the second "
        "sign-in together."
    )
    return [
        Paragraph(text=" · ".join(when), style="small"),
        Paragraph(text=str(lead), style="lead"),
        Paragraph(text=str(rule)),
        Paragraph(text=str(device)),
        *(_meetings(settings) if len(meetings) > 1 else _one_meeting(settings)),
    ]


def _one_meeting(settings: Settings) -> Iterator[Block]:
    """Yield one list without headings, so that a short one fits its page."""
    yield Heading(text=str(_("To look up")))
    yield Checklist(
        tasks=tuple(_task(item.question, str(item.kind.title)) for item in prework(settings.tier))
    )


def _meetings(settings: Settings) -> Iterator[Block]:
    steps = {step.name: step.title for step in STEPS}
    by_step = groupby(prework(settings.tier), key=lambda item: item.kind.at.split("/")[1])
    for name, items in by_step:
        title = _("For meeting {n}: {step}").format(n=list(steps).index(name) + 1, step=steps[name])
        yield Heading(text=str(title))
        for kind, found in groupby(items, key=lambda item: item.kind):
            yield Heading(text=str(kind.title), level=3)
            yield Checklist(tasks=tuple(_task(item.question) for item in found))


def _task(question: Question, topic: str = "") -> Task:
    runs = [Run(text=str(question.label), strong=True)]
    if topic:
        runs.insert(0, Run(text=f"{topic} · ", muted=True))
    told = [str(question.help)] if question.help else []
    if question.example:
        told.append(str(_("Such as: {example}").format(example=question.example)))
    if told:
        runs.append(Run(text="\n" + " ".join(told), muted=True))
    return Task(text=tuple(runs), due=_ROOM)
