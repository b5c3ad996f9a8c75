"""What the plan prints under "What we say": position, messages, voice, profiles."""

from __future__ import annotations

from workshop.blocks import (
    Block,
    Card,
    Cards,
    Checklist,
    Column,
    Heading,
    Paragraph,
    Run,
    Table,
    Task,
)
from workshop.i18n import Lazy, _
from workshop.method.telling import Telling
from workshop.numbers import number, round_half_away
from workshop.reference import Limit
from workshop.steps.content import Content, ContentResult
from workshop.steps.content.messaging import POSITION
from workshop.steps.content.profiles import CONTRAST_LEAST, ProfileList, contrasts
from workshop.steps.content.words import PERSONAS

_MOST_LIMITS = 8
LIMIT_WORDS: dict[str, Lazy] = {
    "text_max": _("text at most"),
    "description_max": _("description at most"),
    "title_max": _("title at most"),
    "bio_max": _("text on the profile at most"),
    "alt_text_max": _("description of a picture at most"),
    "images_max": _("pictures at most"),
    "carousel_items_max": _("pictures in a series at most"),
    "multi_image_max": _("pictures at most"),
    "image_size_recommended": _("picture"),
    "image_file_max": _("picture file at most"),
    "video_length_max": _("video at most"),
    "video_size_recommended": _("video"),
    "video_file_max": _("video file at most"),
    "see_more_cut_mobile": _("cut on the phone after"),
}
"""Limits worth knowing when a post is made, in the order they are read."""


def messages(answers: Content, result: ContentResult, telling: Telling) -> list[Block]:
    """Return the positioning statement, the key messages, the voice and the calls to action."""
    blocks: list[Block] = []
    position = result.messaging.position
    if position.known:
        blocks.append(Paragraph(text=str(position.get()), style="lead"))
    elif any(getattr(answers.messaging, name) for name in POSITION) or (
        answers.key_messages and not telling.short
    ):
        line = telling.missing(position, _("The sentence on what you stand for"))
        blocks += [line] if line else []
    if answers.key_messages:
        blocks += [Heading(text=str(_("Key messages"))), _messages(answers, telling)]
    blocks += _voice(answers, result)
    if answers.calls:
        blocks += [Heading(text=str(_("What we ask people to do"))), _calls(answers, telling)]
    return blocks


def _messages(answers: Content, telling: Telling) -> Table:
    nothing = Run(text=str(_("no proof yet")), muted=True)
    return Table(
        columns=(
            Column(label=str(_("Message")), share=1.4),
            Column(label=str(_("Proof")), share=1.6),
            Column(label=str(_("For")), share=0.7),
        ),
        rows=tuple(
            (
                Run(text=row.text or row.id, strong=True),
                Run(text=row.proof) if row.proof else nothing,
                telling.row(PERSONAS, row.persona) or "–",
            )
            for row in answers.key_messages
        ),
    )


def _voice(answers: Content, result: ContentResult) -> list[Block]:
    facts = []
    if result.messaging.voice:
        voice = ", ".join(str(word) for word in result.messaging.voice)
        facts.append((str(_("We sound")), (Run(text=voice),)))
    for label, words in (
        (_("We say"), answers.messaging.say), (_("We never say"), answers.messaging.avoid)
    ):  # fmt: skip
        if words:
            facts.append((str(label), (Run(text=", ".join(words)),)))
    if not facts:
        return []
    return [Cards(cards=(Card(title=str(_("How we sound")), facts=tuple(facts)),))]


def _calls(answers: Content, _telling: Telling) -> Table:
    return Table(
        columns=(
            Column(label=str(_("Call")), share=1),
            Column(label=str(_("Leads to")), share=2),
            Column(label=str(_("Serves")), share=0.6),
        ),
        rows=tuple(
            (
                Run(text=row.text or row.id, strong=True),
                Run(text=row.url, href=row.url) if row.url else "–",
                row.objective or str(_("all")),
            )
            for row in answers.calls
        ),
    )


def profiles(answers: Content, result: ContentResult, _telling: Telling) -> list[Block]:
    """Return a checklist for each chosen channel, its limits, and the colours."""
    blocks: list[Block] = []
    for each in result.profiles:
        blocks += [Heading(text=each.channel.name, level=3), *_checklist(each)]
    if blocks:
        blocks.insert(0, Heading(text=str(_("Profiles, point by point"))))
    return [*blocks, *_colours(answers)]


def _checklist(each: ProfileList) -> list[Block]:
    done = [point for point in each.points if point.done]
    tasks = tuple(
        Task(
            text=Run(text=str(point.text), muted=point.done is None),
            owner="" if point.done is False else str(_("not looked at yet")),
        )
        for point in each.points
        if not point.done
    )
    text = _("{n} of {all} points are in order.").format(n=len(done), all=len(each.points))
    blocks: list[Block] = [Paragraph(text=str(text))]
    if tasks:
        blocks.append(Checklist(tasks=tasks))
    limits = _limits(each.limits)
    if limits:
        blocks.append(Paragraph(text=limits, style="small"))
    return blocks


def _limits(limits: tuple[Limit, ...]) -> str:
    """Return the limits of a channel's usual post in one line, with their date."""
    found: dict[str, Limit] = {}
    for limit in limits:
        if limit.kind in LIMIT_WORDS and limit.surface not in ("comment", "post_premium"):
            found.setdefault(limit.kind, limit)
    shown = [found[kind] for kind in LIMIT_WORDS if kind in found][:_MOST_LIMITS]
    if not shown:
        return ""
    parts = [f"{LIMIT_WORDS[limit.kind]} {_size(limit)}" for limit in shown]
    dates = sorted({limit.as_of[:4] for limit in shown if limit.as_of[:4].isdigit()})
    year = "–".join(dict.fromkeys((dates[0], dates[-1]))) if dates else str(_("undated"))
    text = _("What the channel takes ({year}): {parts}. Look again every quarter.")
    return str(text.format(year=year, parts="; ".join(parts)))


def _size(limit: Limit) -> str:
    # The unit's remark in brackets belongs to the table, not to the page.
    unit = limit.unit.split("(", maxsplit=1)[0].strip(" ,;")
    value = number(limit.number) if limit.number is not None else limit.value.replace("x", " × ")
    return f"{value} {unit}".strip()


def _colours(answers: Content) -> list[Block]:
    pairs = contrasts(answers.palette)
    if not answers.palette:
        return []
    rows = tuple(
        (
            Run(text="■ ", colour=row.hex or ""),
            row.hex or "–",
            str(row.use.label) if row.use else "–",
        )
        for row in answers.palette
    )
    blocks: list[Block] = [
        Heading(text=str(_("Colours"))),
        Table(
            columns=(
                Column(label="", share=0.2),
                Column(label=str(_("Colour")), share=0.8),
                Column(label=str(_("Use")), share=2),
            ),
            rows=rows,
            note="; ".join(
                str(
                    _("{text} on {ground}: contrast {ratio}, {least} is needed").format(
                        text=pair.text,
                        ground=pair.background,
                        ratio=number(round_half_away(pair.ratio, 2), 2),
                        least=number(CONTRAST_LEAST),
                    )
                )
                for pair in pairs
            ),
        ),
    ]
    kept = [
        (str(label), (Run(text=text),))
        for label, text in (
            (_("Typefaces"), "; ".join(answers.look.fonts or ())),
            (_("Logo"), answers.look.logo_file or ""),
        )
        if text
    ]
    if kept:
        blocks.append(Cards(cards=(Card(title=str(_("Type and logo")), facts=tuple(kept)),)))
    return blocks
