"""What the plan prints under "What we do": themes, hours, the first weeks, who does what."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from workshop.blocks import Bars, Block, Column, Figure, Heading, Paragraph, Run, Table
from workshop.i18n import _, plural
from workshop.method.telling import Telling
from workshop.numbers import day, money, number, percent, round_half_away, short_day
from workshop.reference import Cost, Frequency
from workshop.steps.content import Content, ContentResult, figures
from workshop.steps.content.calendar.model import Post
from workshop.steps.content.pillars import PURPOSE_SHORT, Purpose, largest_remainder
from workshop.steps.content.roles.raci import part_of
from workshop.steps.content.supply import SupplyChoice
from workshop.steps.content.words import PILLARS, WEEKS, lasting
from workshop.steps.readiness import Readiness
from workshop.tongues import name_of

FIRST_WEEKS, FIRST_WEEKS_SHORT = 2, 1


def themes(answers: Content, result: ContentResult, telling: Telling) -> list[Block]:
    """Return the themes with their posts, and the mix they give."""
    if not answers.pillars:
        return []
    counts = largest_remainder(
        [row.share_pct or 0.0 for row in answers.pillars], result.cadence.feed_quarter
    )
    rows = tuple(
        (
            Run(text=row.name or row.id, strong=True),
            str(PURPOSE_SHORT[row.purpose]) if row.purpose else "–",
            row.objective or "–",
            str(row.race.label).split(":", maxsplit=1)[0] if row.race else "–",
            percent(row.share_pct) if row.share_pct is not None else "–",
            number(count),
            ", ".join(telling.row("/readiness/departments", each) for each in row.departments or ())
            or "–",
        )
        for row, count in zip(answers.pillars, counts, strict=True)
    )
    blocks: list[Block] = [
        Heading(text=str(_("Themes"))),
        Table(
            columns=(
                Column(label=str(_("Theme")), share=1.7),
                Column(label=str(_("Gives")), share=0.9),
                Column(label=str(_("Serves")), share=0.6),
                Column(label=str(_("Stage")), share=0.7),
                Column(label=str(_("Share")), align="right", share=0.6),
                Column(label=str(_("Posts")), align="right", share=0.6),
                Column(label=str(_("Supplied by")), share=1.1),
            ),
            rows=rows,
            note=str(_("Posts of 13 weeks; stories are not counted.")),
        ),
    ]
    return [*blocks, *_mix(result, telling)]


def _mix(result: ContentResult, telling: Telling) -> list[Block]:
    rules, mix = telling.rules, result.pillars.mix
    guide = {
        Purpose.VALUE: rules.mix_value_pct,
        Purpose.SHARED: rules.mix_shared_pct,
        Purpose.PROMO: rules.mix_promo_pct,
    }
    if not result.pillars.deviation.known:
        return []
    off = result.pillars.deviation.get()
    title = _("{share} of posts ask for the sale").format(share=percent(mix[Purpose.PROMO]))
    note = _(
        "The guide of {guide} is a habit of the field (W37), not a law; yours is {points} points "
        "away."
    ).format(
        guide="/".join(number(guide[each]) for each in Purpose),
        points=number(round_half_away(off, 1)),
    )
    return [
        Bars(
            bars=tuple((str(PURPOSE_SHORT[each]), mix[each], percent(mix[each]))
                       for each in Purpose),
            title=str(title),
            note=str(note),
        )
    ]  # fmt: skip


def capacity(_answers: Content, result: ContentResult, telling: Telling) -> list[Block]:
    """Return posts a week and the hours they take, against the hours there are."""
    cadence = result.cadence
    if not cadence.rhythms:
        return []
    rows = tuple(
        (
            telling.channel(each.channel),
            str(each.format.label) if each.format else str(_("posts")),
            number(each.posts_week),
            number(each.minutes_each),
            number(round_half_away(each.posts_week * each.minutes_each / 60, 1)),
        )
        for each in cadence.rhythms
    )
    starts = [each for each in cadence.rhythms if each.usual]
    notes = [_("Stories and the like take time and are no entries of the calendar.")] if any(
        not lasting(each.format) for each in cadence.rhythms
    ) else []  # fmt: skip
    if starts:
        notes.append(_("Where no format is named, the estimate of the channel step stands."))
    blocks: list[Block] = [
        Heading(text=str(_("How often, and the hours it takes"))),
        Table(
            columns=(
                Column(label=str(_("Channel")), share=1.2),
                Column(label=str(_("Made as")), share=1.8),
                Column(label=str(_("A week")), align="right", share=0.7),
                Column(label=str(_("Minutes")), align="right", share=0.7),
                Column(label=str(_("Hours")), align="right", share=0.7),
            ),
            rows=rows,
            note=" ".join(str(each) for each in notes),
        ),
    ]
    if cadence.utilisation.known:
        posts = sum(each.posts_week * each.minutes_each for each in cadence.rhythms) / 60
        rest, there = cadence.hours.get() - posts, cadence.available.get()
        used = cadence.utilisation.get()
        bars = (
            (str(_("Posts")), 100 * posts / there, _h(posts)),
            (str(_("Answering, planning, own media")), 100 * rest / there, _h(rest)),
            (
                str(_("Left for a bad week")),
                max(0.0, 100 - used),
                _h(max(0.0, there - posts - rest)),
            ),
        )
        title = _("{need} of {there} hours a week are spoken for: {used}").format(
            need=number(round_half_away(cadence.hours.get(), 1)), there=number(there),
            used=percent(used),
        )  # fmt: skip
        note = _("Up to {most} is our rule of thumb: one week in ten goes wrong.")
        most = percent(telling.rules.utilisation_most_pct)
        blocks.append(Bars(bars=bars, title=str(title), note=str(note.format(most=most))))
    blocks += _context(result, telling)
    return blocks


def _h(value: float) -> str:
    return f"{number(round_half_away(value, 1))} h"


def _context(result: ContentResult, telling: Telling) -> list[Block]:
    """Say what studies advise for the channels chosen; hours decide, not they."""
    lines = []
    for channel in dict.fromkeys(each.channel for each in result.cadence.rhythms):
        found = [row for row in telling.reference.frequencies if row.channel == channel]
        if found:
            lines.append(f"{telling.channel(channel)} {_advised(found[0])}")
    told = []
    if lines:
        text = _("What others advise: {lines}. Your hours decide, not they.")
        told.append(str(text.format(lines="; ".join(lines))))
    if time := _time(telling):
        told.append(time)
    return [Paragraph(text=" ".join(told), style="small")] if told else []


_POST_TIME = "time to make one social post"
_OWNERS = "share of small-business owners who do it themselves spending 1-5 h a week"


def _time(telling: Telling) -> str:
    """Return what others say it takes, with how little stands behind it."""
    costs = telling.reference.costs
    post = next((row for row in costs if row.item.startswith(_POST_TIME)), None)
    owners = next((row for row in costs if row.item.startswith(_OWNERS)), None)
    parts = []
    if post is not None and post.low is not None and post.high is not None:
        text = _("one post is said to take {low}–{high} minutes (trust: {trust})")
        parts.append(
            str(text.format(low=number(post.low), high=number(post.high), trust=post.origin.trust))
        )
    if owners is not None and owners.typical is not None:
        text = _(
            "{share} of owners who did it themselves gave it 1–5 h a week in {year} ({source})"
        )
        parts.append(
            str(
                text.format(
                    share=percent(owners.typical), year=owners.origin.year,
                    source=owners.origin.source,
                )
            )
        )  # fmt: skip
    return str(_("On time: {parts}.").format(parts="; ".join(parts))) if parts else ""


def _advised(row: Frequency) -> str:
    least, most = number(row.least), number(row.most)
    span = least if least == most else f"{least}–{most}"
    return str(
        _("{span} a week ({source}, {year})").format(
            span=span, source=row.origin.source, year=row.origin.year
        )
    )


def calendar_table(posts: Sequence[Post], telling: Telling, *, words: bool) -> Table:
    """Return posts as a table; ``words`` adds the text to start from under each title."""
    rows = []
    several = len({post.language for post in posts}) > 1
    for post in posts:
        title: tuple[Run, ...] = (Run(text=post.title, strong=post.own),)
        if post.key_date and post.key_date != post.title:
            title = (*title, Run(text=f" · {post.key_date}", muted=True))
        if words:
            title = (*title, Run(text="\n" + post.copy, muted=not post.own))
        theme = telling.row(PILLARS, post.pillar)
        where = (Run(text=telling.channel(post.channel)), Run(text=f"\n{theme}", muted=True))
        made: tuple[Run, ...] = (Run(text=telling.person(post.owner) or "–"),)
        if several and post.language:
            made = (*made, Run(text=f"\n{name_of(post.language)}", muted=True))
        rows.append((f"{short_day(post.at.date())}\n{post.at:%H:%M}", where, title, made))
    return Table(
        columns=(
            Column(label=str(_("When")), share=0.75),
            Column(label=str(_("Channel and theme")), share=1.5),
            Column(label=str(_("Post")), share=3.6 if words else 2.6),
            Column(label=str(_("Made by")), share=1.05),
        ),
        rows=tuple(rows),
    )


def first_weeks(answers: Content, result: ContentResult, telling: Telling) -> list[Block]:
    """Return the first weeks of the calendar; all thirteen stand in the appendix."""
    if not result.posts:
        if not answers.pillars:
            return []
        text = _("The calendar needs themes with shares, and a cadence or chosen channels.")
        return [Heading(text=str(_("The first weeks"))), Paragraph(text=str(text))]
    weeks = FIRST_WEEKS_SHORT if telling.short else FIRST_WEEKS
    until = result.first + dt.timedelta(weeks=weeks)
    soon = [post for post in result.posts if post.at.date() < until]
    good = sum(post.good_time for post in result.posts)
    lead = plural(
        "{n} post in {weeks} weeks, from {first}.",
        "{n} posts in {weeks} weeks, from {first}.",
        len(result.posts),
    ).format(weeks=WEEKS, first=day(result.first))
    told = str(lead)
    if good:
        told += " " + str(
            _("{n} of them go out at the times that are best for you.").format(n=number(good))
        )
    told += " " + str(
        _("Ideas come in turn from your themes, then each from another side. The whole calendar, "
          "with a text to start from, stands in the calendar file and the workbook beside this "
          "plan.")
    )  # fmt: skip
    if not telling.short:
        told += " " + str(_("It is printed in the appendix."))
    return [
        Heading(text=str(_("Thirteen weeks"))),
        Paragraph(text=told),
        _quarter(answers, result, telling),
        Heading(text=str(_("The first weeks"))),
        calendar_table(soon, telling, words=False),
    ]


def _quarter(answers: Content, result: ContentResult, telling: Telling) -> Figure:
    """Return the quarter at a glance: a square for each post, by what it does for the reader."""
    posts = result.posts
    purposes = {row.id: row.purpose for row in answers.pillars if row.purpose is not None}
    channels = list(dict.fromkeys(post.channel for post in posts))
    letters = {channel: telling.channel(channel)[:2] for channel in channels}
    counts = Counter(purposes.get(post.pillar, Purpose.VALUE) for post in posts)
    weeks = Counter(post.week for post in posts)
    low, high = min(weeks.values()), max(weeks.values())
    rhythm = number(low) if low == high else f"{number(low)}–{number(high)}"
    title = _("{rhythm} posts a week; one in {n} asks for the sale").format(
        rhythm=rhythm,
        n=number(round_half_away(len(posts) / counts[Purpose.PROMO], 0)),
    ) if counts[Purpose.PROMO] else _("{rhythm} posts a week; none asks for the sale").format(
        rhythm=rhythm
    )  # fmt: skip
    parts = [
        str(_("{channel} {n}").format(
            channel=telling.channel(channel), n=sum(post.channel == channel for post in posts)
        ))
        for channel in channels
    ]  # fmt: skip
    kinds = [f"{PURPOSE_SHORT[purpose]} {counts[purpose]}" for purpose in Purpose]
    keyed = sum(bool(post.key_date) for post in posts)
    alt = _("Posts in {weeks} weeks: {channels}; {kinds}; {keyed} lead up to a key date.")
    note = _("Letters: {letters}.").format(
        letters=", ".join(f"{letters[each]} {telling.channel(each)}" for each in channels)
    )
    return Figure(
        svg=figures.quarter_svg(posts, result.first, purposes, letters),
        title=str(title),
        alt=str(
            alt.format(
                weeks=WEEKS, channels=", ".join(parts), kinds=", ".join(kinds), keyed=number(keyed)
            )
        ),
        note=str(note),
    )


def roles(
    answers: Content, result: ContentResult, telling: Telling, readiness: Readiness
) -> list[Block]:
    """Return who does what, and what nobody can do yet."""
    blocks: list[Block] = []
    people = [row for row in readiness.people if any(part_of(d, row.id) for d in answers.raci)]
    if people:
        blocks += [
            Heading(text=str(_("Who does what"))),
            Table(
                columns=(
                    Column(label=str(_("Task")), share=1.6),
                    *(Column(label=row.name_shown(), align="center", share=1) for row in people),
                ),
                rows=tuple(
                    (duty.name_shown(), *(_letters(part_of(duty, row.id)) for row in people))
                    for duty in answers.raci
                ),
                note=str(
                    _("A answers for it (one person only), R does it, C is asked before, "
                      "I is told after.")
                ),
            ),
        ]  # fmt: skip
    known = [gap for gap in result.skills if gap.best is not None]
    if known:
        blocks.append(Heading(text=str(_("What your people can do"))))
        lacking = [str(gap.skill.label) for gap in known if gap.gap]
        finding = (
            _("Missing: {names}.").format(names=", ".join(lacking))
            if lacking
            else _("Nothing is missing.")
        )
        blocks.append(
            Table(
                columns=(
                    Column(label=str(_("Skill")), share=1.4),
                    Column(label=str(_("Needed")), align="right", share=0.7),
                    Column(label=str(_("Best you have")), align="right", share=0.8),
                    Column(label=str(_("Who")), share=1.8),
                ),
                rows=tuple(
                    (
                        str(gap.skill.label),
                        number(gap.needed),
                        Run(text=number(gap.best or 0), strong=bool(gap.gap)),
                        ", ".join(telling.person(who) for who in gap.who) if gap.best else "–",
                    )
                    for gap in known
                ),
                caption=str(finding),
                note=str(_("0 cannot, 1 with help, 2 alone, 3 can teach others.")),
            )
        )
    return blocks


def _letters(letters: str) -> Run:
    return Run(text=letters or "·", strong="A" in letters, muted=not letters)


_FITNESS = (
    (_("Knows the business"), (_("yes"), _("has to learn it"), _("has to learn it"))),
    (_("Speed of reply"), (_("at once, while open"), _("agreed hours"), _("agreed hours"))),
    (_("Skills covered"), (_("what your people can do"), _("one person's"), _("many"))),
    (_("Keeps know-how"), (_("yes, while people stay"), _("no"), _("no"))),
)


def supply(
    answers: Content, result: ContentResult, telling: Telling, readiness_silo: int | None
) -> list[Block]:
    """Return the comparison of doing it ourselves, with a freelancer or with an agency."""
    costs = result.supply
    options = (
        (SupplyChoice.IN_HOUSE, costs.in_house),
        (SupplyChoice.FREELANCER, costs.freelance),
        (SupplyChoice.AGENCY, costs.agency),
    )
    if answers.supply.choice is None and not any(value.known for _option, value in options):
        return []
    silo = "–" if readiness_silo is None else number(readiness_silo)
    rows: list[tuple[object, ...]] = [
        (
            Run(text=str(_("Cost a month")), strong=True),
            *(telling.run(value, money, strong=True) for _option, value in options),
        )
    ]
    rows += [(str(label), *(str(cell) for cell in cells)) for label, cells in _FITNESS]
    rows.append((str(_("Shut doors, of six")), "–", silo, silo))
    title = str(_("Who does the work"))
    blocks: list[Block] = [Heading(text=title)]
    if answers.supply.choice is not None:
        lead = Run(text=str(answers.supply.choice.label) + ". ", strong=True)
        reason = Run(text=answers.supply.reason or str(_("No reason has been given.")))
        blocks.append(Paragraph(text=(lead, reason)))
    notes = [_published(telling)]
    if costs.agency_rate.known:
        text = _("An agency's hour would cost {rate}.").format(rate=money(costs.agency_rate.get()))
        notes.insert(0, str(text))
    blocks.append(
        Table(
            columns=(
                Column(label="", share=1.2),
                *(Column(label=str(option.label), share=1.2) for option, _value in options),
            ),
            rows=tuple(rows),
            note=" ".join(note for note in notes if note),
        )
    )
    return blocks


def _published(telling: Telling) -> str:
    """Return what agencies and freelancers are said to cost, with where it was said."""
    wanted = (
        (_("Agency a month"), "agency: social media management, organic"),
        (_("freelancer an hour"), "freelancer: social media work per hour"),
    )
    parts = []
    for label, start in wanted:
        row = next((each for each in telling.reference.costs if each.item.startswith(start)), None)
        if row is not None:
            parts.append(f"{label} {_span(row)} ({row.origin.source}, {row.origin.year})")
    if not parts:
        return ""
    text = _("Published prices differ widely: {parts}.")
    return str(text.format(parts="; ".join(parts)))


def _span(row: Cost) -> str:
    ends = [money(each) for each in (row.low, row.high) if each is not None]
    return "–".join(ends) or (money(row.typical) if row.typical is not None else "–")
