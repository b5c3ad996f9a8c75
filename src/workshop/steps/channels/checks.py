"""Checks C301 to C309: hours, closed channels, a path to the objective, dependence."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.i18n import _
from workshop.method import Check, Outcome, Severity
from workshop.numbers import number, round_half_away
from workshop.reference import ChannelKind, ChannelStatus, Reference
from workshop.settings import HouseRules
from workshop.steps.channels.capacity import CapacityResult
from workshop.steps.channels.decision import Choice, Decided
from workshop.steps.channels.firmness import Firmness
from workshop.steps.channels.questions import (
    CANDIDATES,
    CHOSEN,
    Capacity,
    Criterion,
    Role,
    WeightMethod,
)
from workshop.steps.channels.ratings import RATING_POINTS
from workshop.steps.channels.weights import Weighing
from workshop.steps.readiness import Readiness
from workshop.steps.readiness.accounts.questions import Action
from workshop.steps.readiness.profile import Model

C301 = Check(
    "C301",
    Severity.BLOCK,
    _("More channels than hours allow"),
    why=_("A channel fed now and then looks abandoned, and the good one suffers with it."),
    remedy=_("Drop what is named, post less often, or find more hours."),
    sources=("W18",),
)
C302 = Check(
    "C302",
    Severity.WARN,
    _("A channel is in because it must be"),
    why=_("It does not earn its hours by what you said matters."),
    remedy=_("Ask who wants it and what for; look again at the first review."),
    sources=("W02",),
    house_rule=True,
)
C303 = Check(
    "C303",
    Severity.BLOCK,
    _("A channel that has closed"),
    why=_("Nobody can see you there, and links to it lead nowhere."),
    remedy=_("Take it out, and take its links off your website and your prints."),
    sources=("W71", "W80"),
)
C304 = Check(
    "C304",
    Severity.WARN,
    _("No channel leads all the way to your objective"),
    why=_("People who like you and find no way to act go home."),
    remedy=_("Add a booking, buying or contact link, or take a channel that has one."),
    sources=("practice",),
)
C305 = Check(
    "C305",
    Severity.WARN,
    _("It is a close call"),
    why=_("With slightly other weights another set would win."),
    remedy=_("Talk about the criterion named; then decide, and look again in three months."),
    sources=("W34",),
    house_rule=True,
)
C306 = Check(
    "C306",
    Severity.WARN,
    _("The comparisons contradict one another"),
    why=_("If A beats B and B beats C, then C cannot beat A."),
    remedy=_("Go through the pairs again, or put the criteria in order instead."),
    sources=("W32",),
)
C307 = Check(
    "C307",
    Severity.WARN,
    _("A profile is left over"),
    why=_("It is neither used nor watched, and yet it speaks for you."),
    remedy=_("Archive it, delete it, or say that you listen there."),
    sources=("W15",),
)
C308 = Check(
    "C308",
    Severity.WARN,
    _("Everything hangs on one company"),
    why=_("One changed rule or one locked account, and nobody hears of you."),
    remedy=_("Keep a newsletter or your entry on the map going: an hour a week will do."),
    sources=("rule",),
    house_rule=True,
)
C309 = Check(
    "C309",
    Severity.INFO,
    _("LinkedIn needs a plan of its own"),
    why=_("There, people speak for the firm: profiles, groups and staff count."),
    remedy=_("Fill in the LinkedIn part of the content step."),
    sources=("practice",),
)
_LINKEDIN = "linkedin"


def check(
    decided: Sequence[Decided],
    choice: Choice,
    capacity: CapacityResult,
    minutes: Capacity,
    weighing: Weighing,
    firmness: Firmness | None,
    readiness: Readiness,
    reference: Reference,
    rules: HouseRules,
) -> tuple[Outcome, ...]:
    """Return what came of C301 to C309."""
    chosen = [each for each in decided if each.in_plan]
    # Before anybody is in the plan, what asks about the chosen cannot be judged.
    needs = tuple(choice.score.needs) or (CANDIDATES,)
    return (
        _hours(chosen, capacity, needs),
        _musts(chosen, rules, needs),
        _closed(decided, readiness, reference),
        _path(chosen, needs),
        _close(firmness, choice, chosen, needs),
        _consistent(weighing, rules),
        _left_over(decided, readiness, reference) if chosen else C307.unknown(*needs),
        _one_company(chosen, minutes, needs),
        _linkedin(chosen, readiness, needs),
    )


def _names(which: Sequence[Decided]) -> str:
    return ", ".join(each.name for each in which)


def _hours(chosen: Sequence[Decided], capacity: CapacityResult, needs: tuple[str, ...]) -> Outcome:
    if not chosen:
        return C301.unknown(*needs)
    if not capacity.left.known:
        return C301.unknown(*capacity.left.needs)
    total = sum(each.rated.hours.get() for each in chosen)
    left = capacity.left.get()
    if round(total, 9) <= round(left, 9):
        return C301.silent()
    drop = [each for each in chosen if each.computed not in CHOSEN] or [
        min(chosen, key=lambda each: each.rated.score.value or 0.0)
    ]
    finding = _("{names} take {hours} h a week; {left} h are left. Drop: {drop}.").format(
        names=_names(chosen),
        hours=number(round_half_away(total, 2), 2),
        left=number(round_half_away(left, 2), 2),
        drop=_names(drop),
    )
    return C301.fires(finding, *(each.rated.candidate.id for each in chosen))


def _musts(chosen: Sequence[Decided], rules: HouseRules, needs: tuple[str, ...]) -> Outcome:
    if not chosen:
        return C302.unknown(*needs)
    weak = [
        each
        for each in chosen
        if each.rated.candidate.must
        and each.rated.score.known
        and each.rated.score.get() < rules.score_least
    ]
    finding = _("Below {least} points, and in the plan all the same: {names}.").format(
        least=number(rules.score_least), names=_names(weak)
    )
    return C302.when(bool(weak), finding, *(each.rated.candidate.id for each in weak))


def _closed(decided: Sequence[Decided], readiness: Readiness, reference: Reference) -> Outcome:
    wanted = [
        each.rated.channel
        for each in decided
        if each.rated.channel.status is ChannelStatus.CLOSED
        and (each.rated.candidate.must or each.role is not Role.NONE)
    ]
    kept = [
        channel
        for row in readiness.accounts
        if row.kept
        and (channel := reference.channels.get(row.channel or "")) is not None
        and channel.status is ChannelStatus.CLOSED
    ]
    closed = list({channel.id: channel for channel in (*wanted, *kept)}.values())
    if closed:
        text = " ".join(str(channel.explanation or channel.name) for channel in closed)
        return C303.fires(text, *(channel.id for channel in closed))
    return C303.silent() if decided or readiness.accounts else C303.unknown(CANDIDATES)


def _path(chosen: Sequence[Decided], needs: tuple[str, ...]) -> Outcome:
    if not chosen:
        return C304.unknown(*needs)
    ratings = [each.rated.values[Criterion.OBJECTIVE] for each in chosen]
    if any(value.known and value.get() >= 3 * RATING_POINTS for value in ratings):
        return C304.silent()
    holes = [need for value in ratings for need in value.needs]
    if holes:
        return C304.unknown(*holes)
    finding = _("{names}: visitors can be sent on at best; nobody can act there.")
    return C304.fires(finding.format(names=_names(chosen)))


def _close(
    firmness: Firmness | None, choice: Choice, chosen: Sequence[Decided], needs: tuple[str, ...]
) -> Outcome:
    if firmness is None:
        return C305.silent() if choice.sets is not None and chosen else C305.unknown(*needs)
    if firmness.solid:
        return C305.silent()
    finding = _("With the order kept, {share} of random weightings choose this very set.").format(
        share=f"{round_half_away(firmness.ranked.same_set, 0):g} %"
    )
    return C305.fires(finding)


def _consistent(weighing: Weighing, rules: HouseRules) -> Outcome:
    if weighing.method is not WeightMethod.AHP:
        return C306.silent()
    if not weighing.ratio.known:
        return C306.unknown(*weighing.ratio.needs)
    ratio = weighing.ratio.get()
    finding = _("The consistency ratio is {ratio}; up to {most} is fine.").format(
        ratio=number(round_half_away(ratio, 2), 2), most=number(rules.ahp_ratio_most, 2)
    )
    return C306.when(ratio > rules.ahp_ratio_most, finding)


def _left_over(decided: Sequence[Decided], readiness: Readiness, reference: Reference) -> Outcome:
    used = {each.id for each in decided if each.in_plan or each.role is Role.LISTEN_ONLY}
    owned = {row.id for row in reference.channels.values() if row.kind is ChannelKind.OWNED}
    going = (Action.ARCHIVE, Action.DELETE, Action.REPORT_IMPOSTOR)
    left = [
        row
        for row in readiness.accounts
        if row.channel
        and reference.current(row.channel) not in used | owned
        and row.action not in going
    ]
    finding = _("Neither used nor only listened to: {names}.").format(
        names=", ".join(row.name_shown() for row in left)
    )
    return C307.when(bool(left), finding, *(row.id for row in left))


def _one_company(chosen: Sequence[Decided], minutes: Capacity, needs: tuple[str, ...]) -> Outcome:
    if not chosen:
        return C308.unknown(*needs)
    companies = {each.rated.channel.company for each in chosen}
    if len(companies) > 1 or minutes.email_min or minutes.listings_min:
        return C308.silent()
    holes = [n for n in ("email_min", "listings_min") if getattr(minutes, n) is None]
    if holes:
        return C308.unknown(*(minutes.where(name) for name in holes))
    finding = _("All channels chosen belong to {company}, and nothing of your own is kept up.")
    return C308.fires(finding.format(company=next(iter(companies))))


def _linkedin(chosen: Sequence[Decided], readiness: Readiness, needs: tuple[str, ...]) -> Outcome:
    model = readiness.profile.model
    if any(each.id == _LINKEDIN for each in chosen):
        return C309.fires(_("LinkedIn is one of your channels."))
    if model in (Model.B2B, Model.BOTH):
        return C309.fires(_("Your customers are firms."))
    if model is None:
        return C309.unknown(readiness.profile.where("model"))
    return C309.silent() if chosen else C309.unknown(*needs)
