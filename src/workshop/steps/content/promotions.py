"""Promotions and contests: what they bring, and whether they are lawful in form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Day, Money, Number, Percent, Ref, Text, WebAddress, YesNo
from workshop.answers.measured import Basis, Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, Words, _
from workshop.method import (
    Check,
    NotComputableError,
    Outcome,
    Severity,
    Value,
    derive,
    given,
)
from workshop.numbers import ceil_needed, percent
from workshop.steps.content.words import CHANNELS

AT = "/content/promotions"


class PromotionKind(Labelled):
    """What kind of promotion it is; the law looks at each differently."""

    SWEEPSTAKE = "sweepstake", _("A draw: chance decides")
    CONTEST = "skill_contest", _("A contest: skill decides")
    OFFER = "offer", _("An offer: everybody gets it")
    GIVEAWAY = "giveaway_with_purchase", _("A draw among buyers")


CHANCE = (PromotionKind.SWEEPSTAKE, PromotionKind.GIVEAWAY)


class Promotion(Row, at=AT):
    """One promotion."""

    title: ClassVar[Lazy] = _("Promotions")
    singular: ClassVar[Lazy] = _("promotion")

    name: Annotated[
        str | None,
        Question(Text(80), _("What is it called?"), example="Photo of the first pot",
                 required=True, tier=3),
    ] = None  # fmt: skip
    kind: Annotated[
        PromotionKind | None,
        Question(
            Choice(PromotionKind),
            _("What kind is it?"),
            example="A contest: skill decides",
            required=True,
            tier=3,
        ),
    ] = None
    channel: Annotated[
        str | None, Question(Ref(CHANNELS), _("Where does it run?"), example="Instagram", tier=3)
    ] = None
    start: Annotated[
        dt.date | None, Question(Day(), _("First day"), example="2027-04-01", tier=3)
    ] = None
    end: Annotated[dt.date | None, Question(Day(), _("Last day"), example="2027-04-21", tier=3)] = (
        None
    )
    prize: Annotated[
        str | None, Question(Text(120), _("The prize"), example="a class for two", tier=3)
    ] = None
    prize_value: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("What the prize costs you"),
            help=_("For an offer: what the discount costs in all."),
            example="$150",
            tier=3,
        ),
    ] = None
    entry_method: Annotated[
        str | None,
        Question(Text(160), _("How do people take part?"), example="send a photo by e-mail",
                 tier=3),
    ] = None  # fmt: skip
    purchase_needed: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Must they buy something, or do real work, to take part?"),
            example="no",
            tier=3,
        ),
    ] = None
    free_entry_route: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Is there a free way in?"),
            help=_("As good as the paid one, and told as clearly."),
            example="yes",
            tier=3,
        ),
    ] = None
    judging: Annotated[
        str | None,
        Question(
            Text(160),
            _("Who judges, by what?"),
            help=_("A contest of skill needs criteria, or it is a draw."),
            example="three criteria, two judges",
            tier=3,
        ),
    ] = None
    eligibility: Annotated[
        str | None,
        Question(Text(160), _("Who may take part?"), example="18 and over, not our staff", tier=3),
    ] = None
    states: Annotated[
        str | None,
        Question(
            Text(120),
            _("Where?"),
            help=_("State law differs: some want a draw to be registered."),
            example="New Mexico and Texas",
            tier=3,
        ),
    ] = None
    rules_url: Annotated[
        str | None,
        Question(WebAddress(), _("Page with the rules"), example="https://example.org/rules",
                 tier=3),
    ] = None  # fmt: skip
    platform_release: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Do the rules release the platform?"),
            help=_("One line: it neither sponsors nor runs this, and is not liable."),
            example="yes",
            tier=3,
        ),
    ] = None
    disclosure_tag: Annotated[
        str | None,
        Question(
            Text(40),
            _("Tag entrants put on their post"),
            help=_("It must hold the word contest or sweepstakes; “sweeps” was held too unclear."),
            example="#FirstPotContest",
            tier=3,
        ),
    ] = None
    consent_for_email: Annotated[
        bool | None,
        Question(YesNo(), _("Are entrants asked before you write to them?"), example="yes", tier=3),
    ] = None
    ads: Annotated[
        float | None, Question(Money(at_least=0), _("Ads for it"), example="$120", tier=3)
    ] = None
    hours: Annotated[
        float | None,
        Question(Number(at_least=0, unit=_("h")), _("Hours it takes"), example="6", tier=3),
    ] = None
    entries: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("How many will take part?"),
            help=_("Your best guess; better low than high."), example="240", tier=3,
        ),
    ] = None  # fmt: skip
    optin_pct: Annotated[
        float | None,
        Question(
            Percent(), _("Of 100 of them, how many let you write to them?"), example="75 %", tier=3
        ),
    ] = None
    conversion_pct: Annotated[
        float | None,
        Question(
            Percent(),
            _("Of 100 of those, how many buy within 60 days?"),
            example="5 %",
            tier=3,
        ),
    ] = None


C491 = Check(
    "C491",
    Severity.BLOCK,
    _("This would be an illegal lottery"),
    why=_("A prize, chance, and something paid for it: together that is a private lottery."),
    remedy=_("Add a free way in, or let skill decide. Ask a lawyer; state law differs."),
    sources=("W50",),
)
C492 = Check(
    "C492",
    Severity.BLOCK,
    _("A promotion without rules or dates"),
    why=_("People must be able to read who may take part, until when, and how it is decided."),
    remedy=_("Put the rules on a page of your own and name both days."),
    sources=("W50",),
)
C493 = Check(
    "C493",
    Severity.WARN,
    _("The rules do not release the platform"),
    why=_("Platforms ask for that line and may take the promotion down."),
    remedy=_("Add: “not sponsored, endorsed or administered by …”."),
    sources=("W50",),
)
C494 = Check(
    "C494",
    Severity.WARN,
    _("Entrants' posts do not show that there is a prize"),
    why=_("A post made for a prize has to say so."),
    remedy=_("Ask for a tag that holds the word contest or sweepstakes."),
    sources=("W50",),
)
C495 = Check(
    "C495",
    Severity.WARN,
    _("The promotion costs more than it brings"),
    why=_("By your own numbers it does not pay for itself."),
    remedy=_("A smaller prize, fewer ads, or a better use of the addresses you win."),
    sources=("W58",),
)
_CLEAR = ("contest", "sweepstake", "giveaway", "promotion", "sorteo", "concurso")


@dataclass(frozen=True)
class PromotionResult:
    """What one promotion costs and brings; US dollars, people, per cent."""

    promotion: Promotion
    cost: Value[float]
    opt_ins: Value[float]
    bookings: Value[float]
    contribution: Value[float]
    roi: Value[float]
    break_even: Value[int]
    per_optin: Value[float]


def _ratio(value: float, by: float, reason: Words) -> float:
    if by <= 0:
        raise NotComputableError(reason)
    return value / by


def _known(promotion: Promotion, name: str) -> Value[float]:
    """Return a forecast: an estimate by its nature."""
    value = given(promotion, name)
    return Value(value.value, Basis.ESTIMATED) if value.known else value


def evaluate(
    promotions: Sequence[Promotion], contribution: Value[float], wage: Value[float]
) -> tuple[PromotionResult, ...]:
    """Return each promotion with its own return; 5.12 does not count its cost again.

    Parameters
    ----------
    promotions : sequence of Promotion
    contribution : Value of float
        US dollars an order brings.
    wage : Value of float
        Loaded wage, US dollars an hour.
    """
    found = []
    for row in promotions:
        cost = derive(
            lambda prize, ads, hours, hour: prize + ads + hours * hour,
            given(row, "prize_value"), given(row, "ads"), given(row, "hours"), wage,
        )  # fmt: skip
        opt_ins = derive(lambda n, p: n * p / 100, _known(row, "entries"), _known(row, "optin_pct"))
        bookings = derive(lambda n, p: n * p / 100, opt_ins, _known(row, "conversion_pct"))
        brings = derive(lambda n, c: n * c, bookings, contribution)
        free, nobody = _("it costs nothing"), _("nobody is expected to sign up")
        found.append(
            PromotionResult(
                row,
                cost,
                opt_ins,
                bookings,
                brings,
                derive(lambda b, c, why=free: 100 * _ratio(b - c, c, why), brings, cost),
                derive(_break_even, cost, contribution),
                derive(lambda c, n, why=nobody: _ratio(c, n, why), cost, opt_ins),
            )
        )
    return tuple(found)


def _break_even(cost: float, each: float) -> int:
    if each <= 0:
        raise NotComputableError(_("an order brings nothing"))
    return ceil_needed(cost / each)


def lottery(row: Promotion) -> bool:
    """Say whether prize, chance and consideration meet without a free way in (W50)."""
    prize = bool(row.prize) or bool(row.prize_value)
    pays = bool(row.purchase_needed) or row.kind is PromotionKind.GIVEAWAY
    return prize and row.kind in CHANCE and pays and not row.free_entry_route


def check(results: Sequence[PromotionResult]) -> tuple[Outcome, ...]:
    """Return what came of C491 to C495; without a promotion all are silent."""
    rows = [result.promotion for result in results]

    def found(rule: Check, which: Sequence[Promotion]) -> Outcome:
        names = ", ".join(f"“{row.name_shown()}”" for row in which) + "."
        return rule.when(bool(which), names, *(row.id for row in which))

    prized = [row for row in rows if row.kind is not PromotionKind.OFFER]
    return (
        found(C491, [row for row in rows if lottery(row)]),
        found(C492, [row for row in rows if not (row.rules_url and row.start and row.end)]),
        found(C493, [row for row in prized if not row.platform_release]),
        found(C494, [row for row in prized if not _disclosed(row)]),
        _pays(results),
    )


def _disclosed(row: Promotion) -> bool:
    tag = (row.disclosure_tag or "").casefold()
    return any(word in tag for word in _CLEAR)


def _pays(results: Sequence[PromotionResult]) -> Outcome:
    losing = [each for each in results if each.roi.known and each.roi.get() < 0]
    if losing:
        names = ", ".join(
            f"“{each.promotion.name_shown()}” {percent(each.roi.get())}" for each in losing
        )
        return C495.fires(names + ".", *(each.promotion.id for each in losing))
    needs = [need for each in results for need in each.roi.needs]
    return C495.unknown(*needs) if needs else C495.silent()
