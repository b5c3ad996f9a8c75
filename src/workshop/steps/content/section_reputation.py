"""What the plan prints under "Reputation and crisis"; each page is meant to be pinned up."""

from __future__ import annotations

from workshop.blocks import (
    Block,
    Card,
    Cards,
    Checklist,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Task,
)
from workshop.i18n import Lazy, Words, _
from workshop.method.telling import Telling
from workshop.numbers import number, percent, round_half_away
from workshop.steps.content import Content, ContentResult
from workshop.steps.content.reputation import levels
from workshop.steps.content.words import CLASSES

DO: dict[str, Lazy] = {
    "positive": _("Thank, share, or let it stand."),
    "troll": _("Do not answer. Watch, and note it."),
    "rager": _("Do not argue. Watch, and note it."),
    "misguided": _("Put it right, kindly, with a source."),
    "unhappy": _("Say sorry, put it right, take details to private, come back in public."),
    "crisis": _("Stop. Go to the crisis page."),
}
"""What is done with each class (after the US Air Force chart, W44)."""

STARTS: dict[str, Lazy] = {
    "positive": _("Thank you, ___! We are glad that ___."),
    "troll": _("(no answer)"),
    "rager": _("(no answer)"),
    "misguided": _("Thank you for asking. It is in fact ___; here is where to read it: ___."),
    "unhappy": _(
        "We are sorry, ___. That should not have happened. Please write to us at ___, and we "
        "will put it right. – ___"
    ),
    "crisis": _("(nothing before the crisis page has been read)"),
}
"""A reply to start from where the owner has written none."""


def answering(answers: Content, result: ContentResult, telling: Telling) -> list[Block]:
    """Return when people get an answer, and how each kind of remark is met."""
    if not _answers(answers):
        return []
    r = result.engagement
    facts: list[tuple[str, str]] = []
    if r.open_share.known:
        text = _("{hours} h a week, {share} of it").format(
            hours=number(r.open_hours.get()), share=percent(round_half_away(r.open_share.get(), 1))
        )
        facts.append((str(_("Open")), str(text)))
    facts.append((str(_("We look")), str(_("every {n} minutes").format(n=number(r.check_every)))))
    wait = _("{mean} minutes on average, {worst} at worst, while open").format(
        mean=number(r.mean_wait), worst=number(r.worst_wait)
    )
    facts.append((str(_("So people wait")), str(wait)))
    facts.append((str(_("Promised")), str(_("an answer within {n} open minutes").format(
        n=number(r.sla)))))  # fmt: skip
    facts += [
        (telling.channel(channel), str(_("within {n} open minutes").format(n=number(minutes))))
        for channel, minutes in r.promises
    ]
    if r.load.known:
        text = _("{hours} h a week").format(hours=number(round_half_away(r.load.get(), 1)))
        facts.append((str(_("It takes")), str(text)))
    return [
        Heading(text=str(_("Answering"))),
        Cards(
            cards=(
                Card(
                    title=str(_("When people get an answer")),
                    facts=tuple((label, (Run(text=text),)) for label, text in facts),
                ),
            )
        ),
        Paragraph(
            text=str(
                _("About four in five customers expect an answer within a day, and about two in "
                  "five within the hour (published survey, W45; read where it is quoted).")
            ),
            style="small",
        ),
    ]  # fmt: skip


def _answers(answers: Content) -> bool:
    """Say whether anything was said of when people get an answer."""
    told = answers.engagement.out_of_hours_message is not None
    return told or bool(answers.promises) or any(row.hours for row in answers.open_hours)


def triage(answers: Content, _result: ContentResult, telling: Telling) -> list[Block]:
    """Return the page on what to do with a remark."""
    if not _begun(answers):
        return []
    own = {row.id: row.text for row in answers.replies if row.text}
    rows = tuple(
        (
            Run(text=str(label), strong=True),
            str(DO[key]),
            Run(text=own[key]) if key in own else Run(text=str(STARTS[key]), muted=True),
        )
        for key, label in CLASSES.items()
    )
    blocks: list[Block] = [
        # A page of its own, to be pinned up, unless it opens the section.
        *([PageBreak()] if _answers(answers) else []),
        Heading(text=str(_("What to do with a remark"))),
        Table(
            columns=(
                Column(label=str(_("It is …")), share=1.1),
                Column(label=str(_("Then …")), share=1.5),
                Column(label=str(_("To start from")), share=2),
            ),
            rows=rows,
            note=str(
                _("Say who you are. Cite. Take time, but not long. Mind the tone. Answer people "
                  "one by one. (After the US Air Force's chart, W44.)")
            ),
        ),
    ]  # fmt: skip
    return [*blocks, *_listening(answers, telling)]


def _begun(answers: Content) -> bool:
    crisis, watch = answers.crisis, answers.monitoring
    return any(
        getattr(part, name) is not None
        for part in (crisis, watch)
        for name in type(part).questions()
    ) or any(row.text for row in answers.replies)


def _listening(answers: Content, telling: Telling) -> list[Block]:
    watch = answers.monitoring
    facts = [
        (label, text)
        for label, text in (
            (_("Names"), "; ".join(watch.names or ())),
            (_("Places"), "; ".join(watch.sites or ())),
            (_("How often"), str(watch.frequency.label) if watch.frequency else ""),
            (_("Who"), telling.person(watch.owner)),
        )
        if text
    ]
    if not facts:
        return []
    shown = tuple((str(label), (Run(text=text),)) for label, text in facts)
    return [Cards(cards=(Card(title=str(_("What we listen for")), facts=shown),))]


def crisis(answers: Content, _result: ContentResult, telling: Telling) -> list[Block]:
    """Return the crisis page."""
    page = answers.crisis
    if not any(getattr(page, name) is not None for name in type(page).questions()):
        return []

    def who(person: str | None) -> str:
        return telling.person(person) or str(_("nobody named yet"))

    facts: tuple[tuple[Words, str], ...] = (
        (_("Speaks"), who(page.spokesperson)),
        (_("Steps in"), who(page.backup)),
        (_("Approves"), who(page.approver)),
        (_("Is called for help"), page.adviser or str(_("nobody named yet"))),
        (_("Phone numbers"), page.sheet or str(_("not said where they are kept"))),
    )
    steps = (
        _("Stop all planned posts, on every channel."),
        _("Tell the speaker. Nobody else answers."),
        _("Find out what is true; write down what was said, when and by whom."),
        _("Publish the first statement within the hour."),
        _("Come back with more at the time you named."),
        _("Within seven days: what happened, what do we change?"),
    )
    return [
        PageBreak(),
        Heading(text=str(_("When it burns"))),
        Table(
            columns=(
                Column(label="", share=0.2),
                Column(label=str(_("Level")), share=0.8),
                Column(label=str(_("From when on")), share=2),
                Column(label=str(_("Then")), share=2),
            ),
            rows=tuple(
                (
                    Run(text=number(level.number), strong=True), str(level.title),
                    str(level.when), str(level.does),
                )
                for level in levels(page)
            ),
        ),
        Checklist(tasks=tuple(Task(text=str(step)) for step in steps)),
        Cards(
            cards=(
                Card(
                    title=str(_("Who")),
                    facts=tuple((str(label), (Run(text=text),)) for label, text in facts),
                ),
                Card(
                    title=str(_("What we say first")),
                    text=page.holding or str(_("Nothing is written yet.")),
                ),
            ),
            columns=2,
        ),
        Paragraph(
            text=str(
                _("Of 50 crises of large brands studied in 2011, 76 % could have been prevented "
                  "or lessened by preparing (Altimeter, W46).")
            ),
            style="small",
        ),
    ]  # fmt: skip
