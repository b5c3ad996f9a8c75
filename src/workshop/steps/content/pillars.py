"""Content pillars: the few themes everything is made of, and the mix they give."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Percent, Ref, Refs, Several, Text, Texts
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.method import Check, Outcome, Severity, Value, derive, given, missing
from workshop.numbers import number, percent, round_half_away
from workshop.settings import HouseRules
from workshop.steps.content.words import DEPARTMENTS, OBJECTIVES, PERSONAS, PILLARS, Format
from workshop.steps.objectives.smart.questions import Race
from workshop.steps.readiness.departments import Department

_SUM, _SUM_OFF = 100.0, 0.01


class Purpose(Labelled):
    """What a pillar does for the reader."""

    VALUE = "value", _("Gives something: teaches, shows, entertains")
    SHARED = "curated_or_shared", _("Shares what others made")
    PROMO = "promo", _("Asks for the sale")


PURPOSE_SHORT: dict[Purpose, Lazy] = {
    Purpose.VALUE: _("Value"),
    Purpose.SHARED: _("Shared"),
    Purpose.PROMO: _("Promotion"),
}


class Pillar(Row, at=PILLARS):
    """One recurring theme."""

    title: ClassVar[Lazy] = _("Your themes")
    singular: ClassVar[Lazy] = _("pillar")
    least: ClassVar[int] = 3

    name: Annotated[
        str | None,
        Question(
            Text(60),
            _("Theme"),
            help=_("A content pillar: a theme you can come back to every week."),
            example="How clay works",
            required=True,
            tier=1,
        ),
    ] = None
    objective: Annotated[
        str | None,
        Question(Ref(OBJECTIVES), _("Which objective does it serve?"), example="O1", required=True),
    ] = None
    persona: Annotated[
        str | None,
        Question(Ref(PERSONAS), _("Whom is it for?"), example="Marisol", tier=3),
    ] = None
    race: Annotated[
        Race | None,
        Question(
            Choice(Race),
            _("How far does it bring people?"),
            help=_("At least one theme has to ask people to book or buy."),
            example="act",
            required=True,
            tier=3,
        ),
    ] = None
    purpose: Annotated[
        Purpose | None,
        Question(Choice(Purpose), _("What does it do for the reader?"), example="value",
                 required=True, tier=1),
    ] = None  # fmt: skip
    share_pct: Annotated[
        float | None,
        Question(
            Percent(),
            _("Share of all posts"),
            help=_("All themes together make 100 %."),
            example="35 %",
            required=True,
        ),
    ] = None
    formats: Annotated[
        list[Format] | None,
        Question(Several(Format), _("What will it be made as?"), example="Photo", tier=3),
    ] = None
    departments: Annotated[
        list[str] | None,
        Question(
            Refs(DEPARTMENTS),
            _("Who supplies it?"),
            help=_("A theme nobody feeds runs dry in a month."),
            example="instruction",
        ),
    ] = None
    ideas: Annotated[
        list[str] | None,
        Question(
            Texts(most=40, limit=120),
            _("Ideas for posts"),
            help=_("One a line. The calendar takes them in turn."),
            example="why bowls crack, and how to avoid it",
        ),
    ] = None
    difference: Annotated[
        str | None,
        Question(
            Text(160),
            _("If a competitor has this theme too: what do you do differently?"),
            example="we show the failures as well",
            tier=3,
        ),
    ] = None


C411 = Check(
    "C411",
    Severity.BLOCK,
    _("The themes do not add up to 100 %"),
    why=_("The calendar shares out posts by these numbers."),
    remedy=_("Change the shares until they make 100 %."),
    sources=("W37",),
)
C412 = Check(
    "C412",
    Severity.WARN,
    _("Too much, or too little, asking for the sale"),
    why=_("Too much drives people away; none at all leaves them without a way to buy."),
    remedy=_("Change the share of the theme that asks for the sale."),
    sources=("W37",),
    house_rule=True,
)
C413 = Check(
    "C413",
    Severity.WARN,
    _("A theme that serves no objective"),
    why=_("It takes hours and cannot be judged."),
    remedy=_("Name the objective it serves, or drop it."),
    sources=("W01",),
)
C414 = Check(
    "C414",
    Severity.WARN,
    _("No theme asks people to book or buy"),
    why=_("People who like you and are never asked do not come by themselves."),
    remedy=_("Give one theme the stage “convert”."),
    sources=("W05",),
)
C415 = Check(
    "C415",
    Severity.WARN,
    _("A theme nobody supplies"),
    why=_("It will run dry, and one person will have to make it all up."),
    remedy=_("Agree with a department that contributes on what it will supply."),
    sources=("practice",),
)
C416 = Check(
    "C416",
    Severity.WARN,
    _("All of it is of one kind"),
    why=_("Different people take in pictures, stories, advice or proof."),
    remedy=_("Find a department that can supply another kind."),
    sources=("practice",),
    house_rule=True,
)


def largest_remainder(shares: Sequence[float], total: int) -> list[int]:
    """Return whole numbers that sum to ``total`` and are nearest to the shares.

    Equal remainders go to the share listed first (Hamilton's method).

    Parameters
    ----------
    shares : sequence of float
        Of any sum above 0.
    total : int
    """
    whole = sum(shares)
    if whole <= 0:
        return [0] * len(shares)
    exact = [round(total * share / whole, 9) for share in shares]
    counts = [int(each) for each in exact]
    order = sorted(range(len(shares)), key=lambda n: (counts[n] - exact[n], n))
    for n in order[: total - sum(counts)]:
        counts[n] += 1
    return counts


@dataclass(frozen=True)
class PillarsResult:
    """The mix the pillars give.

    Attributes
    ----------
    total_pct : Value of float
        Sum of the shares.
    mix : mapping of Purpose to float
        Per cent of posts by purpose, of what is answered.
    deviation : Value of float
        Points away from the guide: Σ |share − guide| / 2 (W37).
    content_types : frozenset of str
        What the departments behind the pillars can supply.
    """

    total_pct: Value[float]
    mix: Mapping[Purpose, float]
    deviation: Value[float]
    content_types: frozenset[str]


def evaluate(
    pillars: Sequence[Pillar], departments: Sequence[Department], rules: HouseRules
) -> PillarsResult:
    """Return the mix of the pillars."""
    if not pillars:
        return PillarsResult(missing(PILLARS), {}, missing(PILLARS), frozenset())
    total: Value[float] = derive(
        lambda *shares: float(sum(shares)), *(given(row, "share_pct") for row in pillars)
    )
    mix = {
        purpose: sum(row.share_pct or 0.0 for row in pillars if row.purpose is purpose)
        for purpose in Purpose
    }
    guide = {
        Purpose.VALUE: rules.mix_value_pct,
        Purpose.SHARED: rules.mix_shared_pct,
        Purpose.PROMO: rules.mix_promo_pct,
    }
    asked = [given(row, name) for row in pillars for name in ("share_pct", "purpose")]
    deviation = derive(
        lambda *_all: sum(abs(mix[each] - guide[each]) for each in Purpose) / 2, *asked
    )
    feeding = {each for row in pillars for each in row.departments or ()}
    types = frozenset(
        kind.value
        for row in departments
        if row.id in feeding and row.will_contribute
        for kind in row.content_types or ()
    )
    return PillarsResult(total, mix, deviation, types)


def check(
    pillars: Sequence[Pillar],
    result: PillarsResult,
    departments: Sequence[Department],
    objectives: Collection[str],
    rules: HouseRules,
) -> tuple[Outcome, ...]:
    """Return what came of C411 to C416; ``objectives`` are the ids of those kept."""
    if not pillars:
        return tuple(each.unknown(PILLARS) for each in (C411, C412, C413, C414, C415, C416))
    orphans = [row for row in pillars if row.objective not in objectives]
    contributing = {row.id for row in departments if row.will_contribute}
    unfed = [row for row in pillars if not contributing & set(row.departments or ())]
    races = [row.where("race") for row in pillars if row.race is None]
    convert = any(row.race is Race.CONVERT for row in pillars)
    return (
        _sum(result),
        _promo(result, rules),
        C413.when(bool(orphans), _named(orphans), *(row.id for row in orphans)),
        C414.unknown(*races) if races and not convert else C414.when(
            not convert, _("No theme has the stage “convert”.")
        ),
        C415.when(bool(unfed), _named(unfed), *(row.id for row in unfed))
        if departments
        else C415.unknown(DEPARTMENTS),
        _kinds(pillars, result, rules),
    )  # fmt: skip


def _named(rows: Sequence[Pillar]) -> str:
    return ", ".join(f"“{row.name_shown()}”" for row in rows) + "."


def _sum(result: PillarsResult) -> Outcome:
    if not result.total_pct.known:
        return C411.unknown(*result.total_pct.needs)
    total = result.total_pct.get()
    finding = _("Together they make {total}.").format(total=percent(round_half_away(total, 2), 2))
    return C411.when(round(abs(total - _SUM), 9) > _SUM_OFF, finding)


def _promo(result: PillarsResult, rules: HouseRules) -> Outcome:
    if not result.deviation.known:
        return C412.unknown(*result.deviation.needs)
    share = result.mix[Purpose.PROMO]
    finding = _("{share} of posts ask for the sale; {least} to {most} is fine.").format(
        share=percent(share),
        least=percent(rules.promo_least_pct),
        most=percent(rules.promo_most_pct),
    )
    return C412.when(not rules.promo_least_pct <= share <= rules.promo_most_pct, finding)


def _kinds(pillars: Sequence[Pillar], result: PillarsResult, rules: HouseRules) -> Outcome:
    if not any(row.departments for row in pillars):
        return C416.unknown(*(row.where("departments") for row in pillars))
    n = len(result.content_types)
    finding = _("Kinds of content the suppliers have: {n}.").format(n=number(n))
    return C416.when(n < rules.content_types_least, finding)
