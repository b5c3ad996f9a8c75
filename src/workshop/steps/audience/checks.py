"""Checks C201 to C210: who, with what evidence, in which language, compared with whom."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from workshop.i18n import _
from workshop.method import Check, Outcome, Severity
from workshop.numbers import day, months_between, number, percent
from workshop.reference import Reference, Use
from workshop.settings import HouseRules
from workshop.steps.audience.competitors import (
    COMPETITORS,
    Competitor,
    Listening,
    RateDefinition,
)
from workshop.steps.audience.segments import SEGMENTS, Persona, Segment, SegmentResult
from workshop.steps.audience.survey import Survey
from workshop.steps.audience.timing import Posting, TimesSource
from workshop.tongues import name_of

C201 = Check(
    "C201",
    Severity.BLOCK,
    _("Nobody to speak to yet"),
    why=_("Without knowing who and how many, every channel looks as good as the next."),
    remedy=_("Name one segment with its county and ages, or count your customers by age."),
    sources=("practice",),
)
C202 = Check(
    "C202",
    Severity.WARN,
    _("A persona out of thin air"),
    why=_("A portrait nobody checked shows what you wish, not who comes."),
    remedy=_("Talk to three customers and write down what they say."),
    sources=("W19",),
)
C203 = Check(
    "C203",
    Severity.WARN,
    _("The segment is everybody"),
    why=_("What is said to everyone speaks to no one."),
    remedy=_("Pick the people whose problem you solve best, and say which come first."),
    sources=("W10",),
    house_rule=True,
)
C204 = Check(
    "C204",
    Severity.WARN,
    _("Too little to compare with"),
    why=_("One competitor is an anecdote, and different weeks cannot be compared."),
    remedy=_("Count three to five of them, all over the same 28 days."),
    sources=("W21",),
    house_rule=True,
)
C205 = Check(
    "C205",
    Severity.WARN,
    _("The survey behind it is old"),
    why=_("Channels rise and fall within two years."),
    remedy=_("Ask your own customers, or load a newer survey."),
    sources=("W22",),
    house_rule=True,
)
C206 = Check(
    "C206",
    Severity.WARN,
    _("Few customers were asked"),
    why=_("The result leans on national figures more than on your customers."),
    remedy=_("Ask on: five a day for a week will do."),
    sources=("W69",),
    house_rule=True,
)
C207 = Check(
    "C207",
    Severity.WARN,
    _("Posting times from a study only"),
    why=_("Studies disagree, and none of them saw your audience."),
    remedy=_("Start with them, then compare two times of your own for a month."),
    sources=("W42",),
)
C208 = Check(
    "C208",
    Severity.WARN,
    _("Many speak a language you do not post in"),
    why=_("People trust a business that speaks as they do at home."),
    remedy=_("Post in both languages, or say why not."),
    sources=("W81",),
    house_rule=True,
)
C209 = Check(
    "C209",
    Severity.INFO,
    _("The published rate measures something else"),
    why=_("Rates by reach or by views are up to ten times those by followers."),
    remedy=_("Compare only rates that are divided by the same thing."),
    sources=("W26",),
)
C210 = Check(
    "C210",
    Severity.WARN,
    _("A theme taken from a competitor"),
    why=_("Whoever copies is taken for the copy."),
    remedy=_("Say what is different about yours, or drop it."),
    sources=("W21",),
)
_PILLARS = "/content/pillars"
_EVERYBODY = re.compile(r"\b(everyone|everybody|anyone|all people)\b", re.IGNORECASE)


def has_ages(result: SegmentResult) -> bool:
    """Say whether a segment has a size and is split by age."""
    return result.sizes.known and result.size.get() > 0


def check(
    results: Sequence[SegmentResult],
    personas: Sequence[Persona],
    competitors: Sequence[Competitor],
    listening: Listening,
    survey: Survey,
    posting: Posting,
    used: Mapping[str, Use],
    reference: Reference,
    rules: HouseRules,
    as_of: dt.date,
    *,
    compares: bool = True,
) -> tuple[Outcome, ...]:
    """Return what came of C201 to C210; C210 needs the pillars of a later step.

    ``used`` holds the published figure behind each channel that matters to the business;
    ``compares`` says whether this workshop asks for competitors.
    """
    return (
        C201.when(
            not any(has_ages(each) for each in results),
            _("No segment has a number of people by age yet."),
        ),
        _evidence(personas),
        _everybody(results, rules),
        _comparable(competitors, listening, rules, begun=compares and bool(results)),
        _old(used, reference, rules, as_of),
        _few(survey, rules),
        _study_only(posting),
        _language([each.segment for each in results], posting, rules),
        _definition(listening),
        copying(competitors, None),
    )


def _evidence(personas: Sequence[Persona]) -> Outcome:
    bare = [each for each in personas if each.evidence == 0]
    if bare:
        finding = _("Rests on nothing but belief: {names}.").format(
            names=", ".join(each.name_shown() for each in bare)
        )
        return C202.fires(finding, *(each.id for each in bare))
    if not personas:
        return C202.unknown("/audience/personas")
    holes = [each.where("evidence") for each in personas if each.evidence is None]
    return C202.unknown(*holes) if holes else C202.silent()


def _everybody(results: Sequence[SegmentResult], rules: HouseRules) -> Outcome:
    if not results:
        return C203.unknown(SEGMENTS)
    vague = [each for each in results if _EVERYBODY.search(each.segment.name or "")]
    flat = [
        each
        for each in results
        if each not in vague
        and each.segment.priority is None
        and has_ages(each)
        and _spread(each) < rules.segment_points_least
    ]
    if vague or flat:
        finding = _("Nobody is left out: {names}.").format(
            names=", ".join(each.segment.name_shown() for each in (*vague, *flat))
        )
        return C203.fires(finding, *(each.segment.id for each in (*vague, *flat)))
    if all(each.segment.name is None for each in results):
        return C203.unknown(*(each.segment.where("name") for each in results))
    return C203.silent()


def _spread(result: SegmentResult) -> float:
    """Return the points between the largest and the smallest age band's share."""
    total = result.size.get()
    shares = [100 * count / total for count in result.sizes.get()]
    return max(shares) - min(shares)


def _comparable(
    competitors: Sequence[Competitor], listening: Listening, rules: HouseRules, *, begun: bool
) -> Outcome:
    names = {row.name.casefold() for row in competitors if row.name}
    if len(names) < rules.competitors_least:
        if not competitors:
            # Before a segment is named the step has not begun: nothing to reproach yet.
            text = _("No competitor has been counted.")
            return C204.fires(text) if begun else C204.unknown(COMPETITORS)
        return C204.fires(_("Counted: {names}.").format(names=", ".join(
            dict.fromkeys(row.name_shown() for row in competitors)
        )))  # fmt: skip
    windows = {(row.window_from, row.window_to) for row in competitors}
    windows.add((listening.window_from, listening.window_to))
    known = {window for window in windows if None not in window}
    if len(known) > 1:
        return C204.fires(_("Not everyone was counted over the same days."))
    if len(windows) > len(known):
        parts: list[Competitor | Listening] = [*competitors, listening]
        holes = [
            part.where(name)
            for part in parts
            for name in ("window_from", "window_to")
            if getattr(part, name) is None
        ]
        return C204.unknown(*holes)
    return C204.silent()


def _old(
    used: Mapping[str, Use], reference: Reference, rules: HouseRules, as_of: dt.date
) -> Outcome:
    dated = {key: use.survey_end for key, use in used.items() if use.survey_end is not None}
    if not dated:
        return C205.unknown(SEGMENTS)
    old = {
        key: end
        for key, end in dated.items()
        if months_between(end, as_of) > rules.reference_months_most
    }
    lines = "; ".join(
        f"{reference.channels[key].name} ({day(end)})"
        for key, end in sorted(old.items(), key=lambda each: each[1])
    )
    finding = _("More than {most} months old is what is known of: {lines}.").format(
        most=number(rules.reference_months_most), lines=lines
    )
    return C205.when(bool(old), finding, *old)


def _few(survey: Survey, rules: HouseRules) -> Outcome:
    if survey.n is None:
        return C206.unknown(survey.where("n"))
    finding = _("{n} customers were asked; {least} would carry weight.").format(
        n=number(survey.n), least=number(rules.survey_least)
    )
    return C206.when(survey.n < rules.survey_least, finding)


def _study_only(posting: Posting) -> Outcome:
    if posting.best_times_source is None:
        return C207.unknown(posting.where("best_times_source"))
    return C207.when(
        posting.best_times_source is TimesSource.PUBLISHED,
        _("Your posting times come from a published study alone."),
    )


def _language(segments: Sequence[Segment], posting: Posting, rules: HouseRules) -> Outcome:
    if not segments:
        return C208.unknown(SEGMENTS)
    asked = [
        each
        for each in segments
        if each.other_language
        and each.other_language_pct is not None
        and each.other_language_pct >= rules.other_language_from
    ]
    if not asked:
        holes = [
            each.where("other_language_pct")
            for each in segments
            if each.other_language and each.other_language_pct is None
        ]
        return C208.unknown(*holes) if holes else C208.silent()
    if posting.languages is None:
        return C208.unknown(posting.where("languages"))
    spoken = {code.split("-")[0].casefold() for code in posting.languages}
    left = [
        each
        for each in asked
        if (each.other_language or "").strip().split("-")[0].casefold() not in spoken
    ]
    finding = _("{share} speak {language}, and you do not post in it.")
    if not left:
        return C208.silent()
    first = left[0]
    return C208.fires(
        finding.format(
            share=percent(first.other_language_pct or 0),
            language=name_of(first.other_language or ""),
        ),
        *(each.id for each in left),
    )


def _definition(listening: Listening) -> Outcome:
    chosen = listening.er_definition
    if chosen is None:
        return C209.unknown(listening.where("er_definition"))
    finding = _("The published rate is divided by {what}; ours by followers.")
    return C209.when(chosen is not RateDefinition.FOLLOWERS, finding.format(what=chosen.label))


def copying(
    competitors: Sequence[Competitor], pillars: Sequence[tuple[str, str]] | None
) -> Outcome:
    """Return what came of C210.

    Parameters
    ----------
    competitors : sequence of Competitor
    pillars : sequence of (name, difference), optional
        The content pillars with what is different about them; None before they are asked.
    """
    if pillars is None:
        return C210.unknown(_PILLARS)
    themes = {theme.strip().casefold() for row in competitors for theme in row.themes or ()}
    same = [
        name
        for name, difference in pillars
        if name.strip().casefold() in themes and not difference.strip()
    ]
    finding = _("A competitor has this theme already: {names}.").format(names=", ".join(same))
    return C210.when(bool(same), finding, *same)
