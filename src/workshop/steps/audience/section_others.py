"""What the plan prints on the hours to post in, and on competitors."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.blocks import Block, Column, Figure, Heading, Listing, Paragraph, Run, Table
from workshop.blocks.model import ListItem
from workshop.i18n import _
from workshop.method.telling import Telling
from workshop.numbers import number, percent, round_half_away
from workshop.reference.start import engagement_start
from workshop.steps.audience import Audience, AudienceResult, figures
from workshop.steps.audience.comparison import Comparison, Counted
from workshop.steps.audience.competitors import RateDefinition
from workshop.steps.audience.timing import grid, studies

_PANELS = 2


def timing(
    answers: Audience, result: AudienceResult, telling: Telling, in_plan: Sequence[str] = ()
) -> list[Block]:
    """Return the hours to post in: own numbers first, studies with their conflicts.

    Studies are shown of the first channel of the plan that has some.
    """
    blocks: list[Block] = [Heading(text=str(_("When to post")))]
    slots = result.timing.slots
    if slots:
        blocks.append(_own_week(answers, result, telling))
    if answers.best_times:
        told = sorted(
            (each for each in answers.best_times if each.count),
            key=lambda each: -(each.count or 0),
        )
        if told:
            words = "; ".join(f"{each.name_shown()} ({each.count})" for each in told)
            text = _("When customers say they look: {words}.").format(words=words)
            blocks.append(Paragraph(text=str(text)))
    channel = _study_channel(answers, result, telling, in_plan)
    if channel:
        blocks.extend(_studies(channel, result, telling, own=bool(slots)))
    if len(blocks) == 1:
        text = _("Nothing is known yet on when your audience looks. Post, count, compare.")
        blocks.append(Paragraph(text=str(text)))
    return blocks


def _own_week(answers: Audience, result: AudienceResult, telling: Telling) -> Figure:
    slots = result.timing.slots
    name = telling.reference.channels.get(answers.posting.channel or "")
    chosen = [each.slot.name_shown() for each in result.timing.chosen]
    title = (
        _("Best hours by your own numbers: {slots}").format(slots="; ".join(chosen))
        if chosen
        else _("Too few posts for a best hour yet")
    )
    alt = "; ".join(
        f"{each.slot.name_shown()}: {number(round_half_away(each.shrunk, 1), 1)}" for each in slots
    )
    few = [each.slot.name_shown() for each in slots if each.too_few]
    note = str(
        _("Interactions per post{where}, drawn towards the mean of all posts.").format(
            where=f", {name.name}" if name else ""
        )
    )
    if few:
        text = _("Too few posts to judge: {slots}.").format(slots="; ".join(few))
        note += " " + str(text)
    return Figure(
        svg=figures.own_week_svg(slots),
        title=str(title),
        alt=str(_("Interactions per post: {slots}.").format(slots=alt)),
        note=note,
    )


def _study_channel(
    answers: Audience, result: AudienceResult, telling: Telling, in_plan: Sequence[str]
) -> str:
    """Return the channel whose studies are shown; before any is chosen, the one most are on."""
    wanted = [answers.posting.channel or "", *in_plan, *result.reach]
    times = telling.reference.times
    return next((each for each in wanted if each and studies(times, each)), "")


def _studies(channel: str, result: AudienceResult, telling: Telling, *, own: bool) -> list[Block]:
    times, name = telling.reference.times, telling.reference.channels[channel].name
    found = studies(times, channel)[:_PANELS]
    panels = [(_short(study), grid(times, channel, study)) for study in found]
    clash = next((each for each in result.timing.conflicts if each.channel == channel), None)
    if clash is not None:
        title = _("Studies disagree on {name}: try both").format(name=name)
    else:
        title = _("What studies say of {name}").format(name=name)
    blocks: list[Block] = [
        Figure(
            svg=figures.studies_week_svg(panels),
            title=str(title),
            alt=str(_alt(channel, found, telling)),
            note=str(
                _(
                    "Dark: best hours; light: good; brown: weak. Local time. A start for a test of "
                    "your own, no more: {sources}."
                ).format(sources="; ".join(found))
            ),
        )
    ]
    items = tuple(
        ListItem(
            text=(
                Run(text=telling.reference.channels[each.channel].name + ": ", strong=True),
                Run(
                    text=f"{_short(each.first)} {each.first_hours}; "
                    f"{_short(each.second)} {each.second_hours}"
                ),
            )
        )
        for each in result.timing.conflicts[:6]
    )
    if items and not own:
        text = _("Good hours from Monday to Friday, where two studies share few of them:")
        blocks += [Paragraph(text=str(text)), Listing(items=items)]
    return blocks


def _short(study: str) -> str:
    return study.split(",", maxsplit=1)[0]


def _alt(channel: str, found: list[str], telling: Telling) -> str:
    lines = []
    for study in found:
        marks = grid(telling.reference.times, channel, study)
        days = [
            f"{day} {', '.join(str(h) for h in range(24) if hours[h] > 0)}"
            for day, hours in marks.items()
            if any(mark > 0 for mark in hours)
        ]
        lines.append(f"{study}: {'; '.join(days)}")
    return str(_("Good hours. {lines}.").format(lines=". ".join(lines)))


def competitors(answers: Audience, result: AudienceResult, telling: Telling) -> list[Block]:
    """Return how competitors do, where we stand, and what to do about it."""
    blocks: list[Block] = [Heading(text=str(_("Others your customers see")))]
    found = result.competitors
    if not found.names:
        text = _("No competitor has been counted yet. An hour with a pencil is enough for three.")
        return [*blocks, Paragraph(text=str(text))]
    for on in found.channels:
        blocks.extend(_channel(on, telling))
        if answers.listening.er_definition in (None, RateDefinition.FOLLOWERS):
            blocks.extend(_published(on, telling))
    if found.share_of_voice.known:
        ours = found.share_of_voice.get()
        blocks.append(
            Figure(
                svg=figures.voice_svg(ours),
                title=str(
                    _("Of 100 mentions, {n} are of you").format(n=number(round_half_away(ours, 1)))
                ),
                alt=str(_("Your share of voice is {share}.").format(share=percent(ours))),
                note=str(_("Mentions by others in 90 days, yours and theirs together.")),
            )
        )
    if found.net_sentiment.known:
        text = _("Net sentiment of what is said about you: {n} (−100 to 100).").format(
            n=number(round_half_away(found.net_sentiment.get(), 1), 1)
        )
        blocks.append(Paragraph(text=str(text)))
    if found.white_space.known and found.white_space.get():
        text = _("Customers ask about it, and no competitor posts about it: {topics}.").format(
            topics="; ".join(found.white_space.get())
        )
        blocks.append(Paragraph(text=Run(text=str(text), strong=True)))
    blocks.extend(_gap_list(answers))
    return blocks


def _channel(on: Comparison, telling: Telling) -> list[Block]:
    channel = telling.reference.channels.get(on.channel)
    name = channel.name if channel else on.channel
    everyone = [*on.others, *([on.us] if on.us else [])]
    blocks: list[Block] = []
    if any(each.rate.known or each.per_post.known for each in everyone):
        alt = "; ".join(
            f"{each.name} {number(round_half_away(each.rate.get(), 2), 2)} %"
            for each in everyone
            if each.rate.known
        )
        blocks.append(
            Figure(
                svg=figures.competitors_svg(on),
                title=_finding(on, name),
                alt=str(_("Engagement rate: {rates}.").format(rates=alt or "–")),
                note=str(_("Dashed: the median of the others. Letters as in the table.")),
            )
        )
    columns = (
        Column(label=name, share=2.2),
        Column(label=str(_("Followers")), align="right", share=1),
        Column(label=str(_("Posts")), align="right", share=0.8),
        Column(label=str(_("Interactions")), align="right", share=1.1),
        Column(label=str(_("Rate")), align="right", share=0.9),
        Column(label=str(_("Per post")), align="right", share=0.9),
    )
    rows = [
        _row(
            each,
            str(_("You")) if each is on.us else f"{figures.letter(place)}  {each.name}",
            strong=each is on.us,
        )
        for place, each in enumerate(everyone)
    ]
    middle = on.medians
    rows.insert(
        len(on.others),
        (
            Run(text=str(_("Median of the others")), emphasis=True),
            *(
                Run(text=_cell(middle[key], digits) + unit, emphasis=True)
                for key, digits, unit in (("followers", 0, ""), ("posts", 0, ""))
            ),
            Run(text="–", muted=True),
            Run(text=_cell(middle["rate"], 2) + " %", emphasis=True),
            Run(text=_cell(middle["per_post"], 1), emphasis=True),
        ),
    )
    note = _("28 days. Rate: interactions per post and follower; never compare with other rates.")
    blocks.append(
        Table(
            columns=columns,
            rows=tuple(rows),
            caption=str(_("Counted on {name}").format(name=name)),
            note=str(note),
        )
    )
    return blocks


def _published(on: Comparison, telling: Telling) -> list[Block]:
    """Return what was published of the very same rate, never of another."""
    row = engagement_start(telling.reference, on.channel)
    if row is None:
        return []
    ours = on.us.rate if on.us is not None else None
    text = _(
        "Published, of the same definition: {rate} % is the middle of accounts in the study "
        "({source}, {year}). {yours}Large accounts get lower rates, so it is a mark on the wall, "
        "not a target."
    )
    yours = ""
    if ours is not None and ours.known:
        yours = str(_("Yours is {n} %. ")).format(n=number(round_half_away(ours.get(), 2), 2))
    told = text.format(
        rate=number(row.value, 2).rstrip("0").rstrip("."), source=row.origin.source,
        year=row.origin.year, yours=yours,
    )  # fmt: skip
    return [Paragraph(text=str(told), style="small")]


def _cell(value: object, digits: int) -> str:
    known = getattr(value, "value", None)
    return "–" if known is None else number(round_half_away(known, digits), digits)


def _row(each: Counted, label: str, *, strong: bool) -> tuple[Run, ...]:
    rate = _cell(each.rate, 2)
    return (
        Run(text=label, strong=strong),
        Run(text=_cell(each.followers, 0)),
        Run(text=_cell(each.posts, 0)),
        Run(text=_cell(each.interactions, 0)),
        Run(text=rate if rate == "–" else f"{rate} %"),
        Run(text=_cell(each.per_post, 1)),
    )


def _finding(on: Comparison, name: str) -> str:
    gap = on.gaps["per_post"]
    if not gap.known or not on.medians["per_post"].known:
        return str(_("Others on {name}").format(name=name))
    if gap.get() > 0:
        text = _("On {name} a post of theirs gets {n} interactions more than yours")
        return str(text.format(name=name, n=number(round_half_away(gap.get(), 0))))
    text = _("On {name} your posts do as well as the median or better")
    return str(text.format(name=name))


def _gap_list(answers: Audience) -> list[Block]:
    do = list(dict.fromkeys(row.note_do for row in answers.competitors if row.note_do))
    gap = list(dict.fromkeys(row.note_gap for row in answers.competitors if row.note_gap))
    blocks: list[Block] = []
    for title, lines in ((_("Do as well"), do), (_("Do differently"), gap)):
        if lines:
            blocks.append(Heading(text=str(title), level=3))
            blocks.append(Listing(items=tuple(ListItem(text=line) for line in lines)))
    return blocks
