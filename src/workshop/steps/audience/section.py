"""What the plan prints under "Who we talk to": people, and where they are."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.blocks import Block, Card, Cards, Column, Figure, Heading, Paragraph, Run, Table
from workshop.i18n import Lazy, _
from workshop.method.telling import Telling, mark_of
from workshop.numbers import about, number, percent, round_half_away
from workshop.reference import BANDS
from workshop.steps.audience import Audience, AudienceResult, figures
from workshop.steps.audience.reach import Reach, look_alike
from workshop.steps.audience.segments import Band, Persona, Segment, SegmentResult

_SHOWN_MOST = 11


def segments(answers: Audience, result: AudienceResult, telling: Telling) -> list[Block]:
    """Return who the customers are, how many, and the personas."""
    if not result.segments:
        text = _("Whom this plan speaks to has not been said yet.")
        return [Paragraph(text=Run(text=str(text), muted=True), style="lead")]
    main = result.primary
    blocks: list[Block] = []
    if main is not None:
        lead = Run(text=main.segment.name_shown() + ". ", strong=True)
        known = (
            _("About {n} people.").format(n=about(main.size.get()))
            if main.size.known
            else _("How many they are is not known yet.")
        )
        mark = mark_of(main.size.basis) if main.size.known else ""
        blocks.append(Paragraph(text=(lead, Run(text=str(known), mark=mark)), style="lead"))
        if line := telling.missing(main.size, _("The number of people")):
            blocks.append(line)
    blocks.append(_sizes(result.segments, telling))
    if answers.personas:
        blocks.append(Heading(text=str(_("Faces"))))
        blocks.append(
            Cards(cards=tuple(_persona(each, answers.segments) for each in answers.personas))
        )
    if answers.survey.topics_asked:
        text = _("What customers ask about: {topics}.").format(
            topics="; ".join(answers.survey.topics_asked)
        )
        blocks.append(Paragraph(text=str(text)))
    return blocks


def _sizes(results: Sequence[SegmentResult], telling: Telling) -> Table:
    columns = (
        Column(label=str(_("Segment")), share=2.2),
        *(Column(label=str(band.label), align="right", share=0.9) for band in Band),
        Column(label=str(_("In all")), align="right", share=1.8),
        Column(label=str(_("Counted from")), share=1.8),
    )
    rows = []
    for each in results:
        cells: list[object] = [Run(text=each.segment.name_shown(), strong=each is results[0])]
        known = each.sizes.value
        cells += [
            number(round_half_away(known[place], 0)) if known else "–"
            for place in range(len(BANDS))
        ]
        known_size = each.size.value
        cells.append(
            "–"
            if known_size is None
            else Run(text=number(round_half_away(known_size, 0)), mark=mark_of(each.size.basis))
        )
        cells.append(_counted_from(each, telling))
        rows.append(tuple(cells))
    return Table(columns=columns, rows=tuple(rows), caption=str(_("How many they are, by age")))


def _counted_from(each: SegmentResult, telling: Telling) -> str:
    if not each.from_area:
        return str(_("own counts"))
    area = telling.reference.areas.get(each.segment.area or "")
    if area is None:
        return str(_("not counted yet"))
    text = str(_("{area}, {year} (Census estimates)").format(area=area.label, year=area.year))
    if each.segment.share_pct is not None:
        share = percent(each.segment.share_pct.value)
        text = str(_("{share} of {area}").format(share=share, area=text))
    return text


_PERSONA_LINES: tuple[tuple[str, Lazy], ...] = (
    ("goals", _("Wants")),
    ("problems", _("In the way")),
    ("objections", _("Speaks against it")),
    ("triggers", _("The moment")),
    ("questions_before_buying", _("Asks before buying")),
    ("where_they_look", _("Looks")),
)


def _persona(persona: Persona, segments_given: Sequence[Segment]) -> Card:
    facts = []
    for name, label in _PERSONA_LINES:
        lines = getattr(persona, name)
        if lines:
            facts.append((str(label), (Run(text="; ".join(lines)),)))
    if persona.content_they_like:
        liked = ", ".join(str(each.label) for each in persona.content_they_like)
        facts.append((str(_("Likes")), (Run(text=liked),)))
    if persona.evidence:
        rests = _("{n} talks, surveys or records").format(n=persona.evidence)
        facts.append((str(_("Rests on")), (Run(text=str(rests)),)))
    else:
        facts.append((str(_("Rests on")), (Run(text=str(_("an assumption")), emphasis=True),)))
    who = [part for part in (str(persona.age) if persona.age else "", persona.role or "") if part]
    segment = next((s.name_shown() for s in segments_given if s.id == persona.segment), "")
    title = ", ".join([persona.name_shown(), *who])
    return Card(title=title, label=segment, facts=tuple(facts))


def reach(answers: Audience, result: AudienceResult, telling: Telling) -> list[Block]:
    """Return where the main segment can be reached, each figure with its year and margin."""
    blocks: list[Block] = [Heading(text=str(_("Where they are")))]
    if not result.reach:
        text = _("Where your audience is cannot be said before a segment has people by age.")
        return [*blocks, Paragraph(text=str(text))]
    names = telling.reference.channels
    shown = [(names[key].name, each) for key, each in result.reach.items()][:_SHOWN_MOST]
    alt = "; ".join(f"{name} {percent(each.blend.get(), 0)}" for name, each in shown)
    asked = any(each.uses is not None for each in result.reach.values())
    note = (
        _(
            "Bars: published survey and your customers together. Circles: your customers, lines: "
            "their 95 % interval; without customers asked, the survey's margin of error."
        )
        if asked
        else _("Bars: published survey. Lines: its margin of error.")
    )
    blocks.append(
        Figure(
            svg=figures.reach_svg(shown, telling.rules.reach_least_pct),
            title=_reach_title(shown),
            alt=str(_("Share of your main segment: {shares}.").format(shares=alt)),
            note=str(note),
        )
    )
    if not telling.short:
        blocks.append(_reach_table(shown, telling, asked=asked))
    if line := _more_than_asked(answers, telling):
        blocks.append(Paragraph(text=line))
    if line := _alike(result, telling):
        blocks.append(Paragraph(text=line))
    blocks.append(Paragraph(text=_caution(result), style="small"))
    if words := notice(result, telling):
        blocks.append(Paragraph(text=words, style="small"))
    return blocks


def _reach_title(shown: Sequence[tuple[str, Reach]]) -> str:
    first = shown[0]
    if len(shown) == 1:
        return str(
            _("{name} reaches {share}").format(
                name=first[0], share=percent(first[1].blend.get(), 0)
            )
        )
    second = shown[1]
    text = _("{first} reaches {a} of them, {second} {b}").format(
        first=first[0], a=percent(first[1].blend.get(), 0),
        second=second[0], b=percent(second[1].blend.get(), 0),
    )  # fmt: skip
    return str(text)


def _reach_table(shown: Sequence[tuple[str, Reach]], telling: Telling, *, asked: bool) -> Table:
    columns = [
        Column(label=str(_("Channel")), share=2),
        Column(label=str(_("Survey")), align="right", share=1),
        Column(label=str(_("Margin")), align="right", share=0.9),
        Column(label=str(_("Year")), align="right", share=0.7),
    ]
    if asked:
        columns += [
            Column(label=str(_("Customers")), align="right", share=1.1),
            Column(label=str(_("95 % interval")), align="right", share=1.3),
            Column(label=str(_("Together")), align="right", share=1.1),
        ]
    rows = []
    # One word above the column, where all of its figures are of one kind.
    bases = {each.people.basis for _name, each in shown if each.people.known}
    common = mark_of(bases.pop()) if len(bases) == 1 else ""
    for name, each in shown:
        cells: list[object] = [
            name + ("*" if each.rough else ""),
            percent(each.share.get(), 0) if each.share.known else "–",
            f"± {number(round_half_away(each.margin, 1), 1)}" if each.margin is not None else "–",
            str(each.use.survey_year) if each.use else "–",
        ]
        if asked:
            interval = each.interval.value
            cells += [
                f"{each.uses}/{each.asked}" if each.uses is not None else "–",
                f"{number(interval[0], 0)}–{number(interval[1], 0)} %" if interval else "–",
                percent(each.blend.get(), 0),
            ]
        people = telling.run(each.people, lambda n: number(round_half_away(n, -1)))
        cells.append(people.model_copy(update={"mark": ""}) if common else people)
        rows.append(tuple(cells))
    label = str(_("People"))
    columns.append(
        Column(label=f"{label} ({common})" if common else label, align="right", share=2.1)
    )
    note = ""
    if any(each.rough for _name, each in shown):
        note = str(_("* rough: only all adults were asked, or the group you named was worked in."))
    return Table(
        columns=tuple(columns),
        rows=tuple(rows),
        caption=str(_("Reachable people of your main segment, channel by channel")),
        note=note,
    )


def _more_than_asked(answers: Audience, telling: Telling) -> str:
    """Name the counts that cannot be: more users than customers asked. They are left out."""
    asked, known = answers.survey.n, telling.reference.channels
    names = [
        channel.name if (channel := known.get(row.channel or "")) else row.name_shown()
        for row in answers.survey_uses
        if asked and row.uses_it is not None and row.uses_it > asked
    ]
    if not names:
        return ""
    text = _("Left out, because more are said to use it than were asked ({n}): {names}.")
    return str(text.format(n=number(asked or 0), names=", ".join(names)))


def _alike(result: AudienceResult, telling: Telling) -> str:
    names = telling.reference.channels
    runs = [" = ".join(names[each].name for each in run) for run in look_alike(result.reach)]
    if not runs:
        return ""
    text = _(
        "No difference: what lies within the margins is none. By the published survey these "
        "cannot be told apart: {runs}."
    )
    return str(text.format(runs="; ".join(runs)))


def _caution(result: AudienceResult) -> str:
    text = str(
        _(
            "The surveys ask whether somebody ever uses a channel. That says nothing of the time "
            "spent there, nor of readiness to buy."
        )
    )
    years = sorted({each.use.survey_year for each in result.reach.values() if each.use})
    if len(years) > 1:
        more = _("Editions differ: {years}.").format(years=", ".join(map(str, years)))
        text += " " + str(more)
    return text


def notice(result: AudienceResult, telling: Telling) -> str:
    """Return the words the publisher wants beside its figures, with the source."""
    words = telling.reference.notices.get("pew", "")
    sources = dict.fromkeys(
        f"{each.use.origin.source} ({each.use.origin.basis})"
        for each in result.reach.values()
        if each.use is not None and "Pew" in each.use.origin.source
    )
    if not (words and sources):
        return ""
    return str(_("Sources: {sources}.").format(sources="; ".join(sources))) + " " + words
