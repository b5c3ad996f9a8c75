"""A room's figures as blocks: to project, for a notebook, for a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable

from workshop.blocks import Bars, Block, Column, Figure, Heading, Paragraph, Run, Table
from workshop.blocks.html import render
from workshop.i18n import Words, _
from workshop.numbers import number
from workshop.summary.figures import index_svg
from workshop.summary.hiding import LEAST, Count
from workshop.summary.middles import TOO_FEW, means, silent, spread_words, told
from workshop.summary.model import Band, ChannelSummary, RoomSummary

TITLE = _("The room at a glance")
_RULE = _(
    "Nobody is named here. Nothing is shown of fewer than {least} people, and where a small number "
    "could be worked out from the others, those are not shown either. Whoever has not answered "
    "something does not count for it."
)


def summary_blocks(summary: RoomSummary, part: str = "") -> list[Block]:
    """Return the page of a room.

    Parameters
    ----------
    summary : RoomSummary
    part : str
        One of :data:`PARTS`; empty for all of them, with the rule they keep.
    """
    if summary.n is None:
        text = _(
            "Fewer than {least} have answered anything so far: {few}. The page fills by itself as "
            "the answers come in."
        )
        return [Paragraph(text=str(text.format(least=LEAST, few=TOO_FEW)), style="lead")]
    if part:
        return PARTS[part](summary)
    lead = _("{n} have answered so far.").format(n=summary.n)
    return [
        Paragraph(text=str(lead), style="lead"),
        *(block for build in PARTS.values() for block in build(summary)),
        Paragraph(text=str(_RULE.format(least=LEAST)), style="small"),
    ]


def summary_html(summary: RoomSummary, part: str = "") -> str:
    """Return the page, or one part of it, as an HTML fragment that stands alone."""
    return render(summary_blocks(summary, part), "" if part else str(TITLE))


def _readiness(summary: RoomSummary) -> list[Block]:
    found = summary.readiness.index
    if found is None:
        return silent(_("Readiness"))
    title = _("Half of the room scores {median} or less of 100 for readiness").format(
        median=number(found.median)
    )
    alt = str(_("Readiness index, {spread}.").format(spread=spread_words(found, number)))
    return [
        Heading(text=str(title)),
        Figure(svg=index_svg(found, summary.readiness.bands), alt=alt, note=told(found, alt)),
        _bands(summary.readiness.bands),
    ]


def _bands(bands: tuple[Band, ...]) -> Block:
    """Return how many stand in each stretch of the index, or why that is not shown."""
    if not all(band.count.told for band in bands):
        text = _("How many stand in each stretch is not shown: a number would give somebody away.")
        return Paragraph(text=str(text))
    words = (_("Where it stands"), _("Index"), _("How many"))
    return Table(
        columns=_columns(words),
        rows=tuple(
            (
                str(band.label),
                str(_("{low} to {high}").format(low=number(band.low), high=number(band.high))),
                str(band.count.words()),
            )
            for band in bands
        ),
    )


def _objectives(summary: RoomSummary) -> list[Block]:
    found = summary.objectives
    if found.n is None and found.passing is None:
        return silent(_("Objectives"))
    blocks: list[Block] = []
    if found.n is None:
        blocks += silent(_("Objectives"))
    else:
        label, most = found.kinds[0]
        title: Words = _("What the first objectives are about")
        if most.told and most.value:
            title = _("{kind} is what the first objective of {count} is about").format(
                kind=label, count=most.words()
            )
        blocks += [
            Heading(text=str(title)),
            Bars(
                bars=tuple(_bar(str(kind), count) for kind, count in found.kinds),
                top=100,
                note=str(_("Each counts once, by the first objective kept. {hint}").format(
                    hint=_hint(*(count for _kind, count in found.kinds)))),
            ),
        ]  # fmt: skip
    if found.passing is not None:
        text = _("Of those whose objectives could all be judged, {count} pass all five tests: "
                 "specific, measurable, achievable, relevant, with a date.")  # fmt: skip
        blocks.append(Paragraph(text=str(text.format(count=found.passing.words()))))
    return blocks


def _channels(summary: RoomSummary) -> list[Block]:
    found = summary.channels
    if found.n is None:
        return silent(_("Channels"))
    if not found.channels:
        text = _("No channel was looked at by {least} or more of {n}.")
        return [
            Heading(text=str(_("Channels differ from one to the next"))),
            Paragraph(text=str(text.format(least=LEAST, n=found.n))),
        ]
    first = found.channels[0]
    title: Words = _("Which channels were chosen")
    if first.chosen.told and first.chosen.value:
        title = _("{channel} was chosen by {count}").format(
            channel=first.name, count=first.chosen.words()
        )
    counts = [count for row in found.channels for count in (row.chosen, row.left_out)]
    words = (_("Channel"), _("Chosen"), _("Left out"), _("Commonest reason to leave it out"))
    note = _("Of {n} for whom channels are decided; only what {least} or more looked at. {hint}")
    return [
        Heading(text=str(title)),
        Table(
            columns=_columns(words, (1.2, 1, 1, 2)),
            rows=tuple(
                (row.name, str(row.chosen.words()), str(row.left_out.words()), _reason(row))
                for row in found.channels
            ),
            note=str(note.format(n=found.n, least=LEAST, hint=_hint(*counts))),
        ),
    ]


def _reason(row: ChannelSummary) -> tuple[Run, ...]:
    if row.reason is None or row.reason_count is None:
        return (Run(text="–" if row.left_out.value == 0 else str(TOO_FEW), muted=True),)
    return (
        Run(text=str(row.reason.label)),
        Run(text=f" ({row.reason_count.words()})", muted=True),
    )


def _checks(summary: RoomSummary) -> list[Block]:
    found = summary.checks
    if not found:
        text = _("No warning concerns {least} or more of those it could be judged for.")
        return [
            Heading(text=str(_("No warning is common to the room"))),
            Paragraph(text=str(text.format(least=LEAST))),
        ]
    title = _("The commonest warning: {title}").format(title=found[0].title)
    words = (_("Warning"), _("Weight"), _("How many of those judged"))
    return [
        Heading(text=str(title)),
        Table(
            columns=_columns(words, (3, 1, 1.2)),
            rows=tuple(
                (
                    (Run(text=str(item.title)), Run(text=f" {item.code}", muted=True)),
                    str(item.severity.label),
                    str(item.count.words()),
                )
                for item in found
            ),
            note=str(_("Only what concerns {least} or more. {hint}").format(
                least=LEAST, hint=_hint(*(item.count for item in found)))),
        ),
    ]  # fmt: skip


def _bar(label: str, count: Count) -> tuple[str, float | None, str]:
    value = 100 * count.value / count.of if isinstance(count.value, int) else None
    return label, value, str(count.words())


def _hint(*counts: Count) -> str:
    """Explain what is hidden, where something is."""
    if all(count.told for count in counts):
        return ""
    return str(_("“Fewer than 5” and “not shown” stand where a number would give somebody away."))


def _columns(words: tuple[Words, ...], shares: tuple[float, ...] = ()) -> tuple[Column, ...]:
    widths = shares or (1.0,) * len(words)
    return tuple(
        Column(label=str(word), share=share) for word, share in zip(words, widths, strict=True)
    )


PARTS: dict[str, Callable[[RoomSummary], list[Block]]] = {
    "readiness": _readiness,
    "objectives": _objectives,
    "channels": _channels,
    "checks": _checks,
    "means": means,
}
"""The parts of the page, in order."""
