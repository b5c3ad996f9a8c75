"""From scores to a decision: who is in, in what role, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshop.i18n import Words, _
from workshop.method import Value, missing
from workshop.numbers import number, percent, round_half_away
from workshop.reference import ChannelKind, ChannelStatus
from workshop.settings import HouseRules
from workshop.steps.channels.capacity import CapacityResult
from workshop.steps.channels.choice import Option, Sets, fitting
from workshop.steps.channels.questions import CHOSEN, Criterion, Role
from workshop.steps.channels.ratings import Rated


class Verdict(StrEnum):
    """What became of a candidate."""

    CHOSEN = "chosen"
    REJECTED = "rejected"
    OWNED = "owned"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True)
class Decided:
    """One candidate with its decision.

    Attributes
    ----------
    computed : Role
        As worked out.
    role : Role
        As saved by the owner, else as worked out. Checks look at this one.
    reason : Words
        Why it is in or not.
    needs : tuple of str
        Addresses that are missing where it could not be judged.
    """

    rated: Rated
    verdict: Verdict
    computed: Role
    role: Role
    reason: Words
    needs: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the channel's id."""
        return self.rated.id

    @property
    def name(self) -> str:
        """Return the channel's name."""
        return self.rated.channel.name

    @property
    def in_plan(self) -> bool:
        """Say whether its role, as saved, is primary or support."""
        return self.role in CHOSEN

    @property
    def overruled(self) -> bool:
        """Say whether the owner decided otherwise."""
        return self.role is not self.computed and (self.in_plan or self.computed in CHOSEN)


@dataclass(frozen=True)
class Choice:
    """The set worked out.

    Attributes
    ----------
    sets : Sets, optional
        What could be chosen from; None where hours or scores are missing.
    chosen : tuple of str
        Ids, the highest score first.
    score, hours : Value of float
        Sums of the set; they say what is needed where no choice could be made.
    """

    sets: Sets | None
    chosen: tuple[str, ...]
    score: Value[float]
    hours: Value[float]


def excluded(rated: Rated, rules: HouseRules) -> Words | None:
    """Return why a candidate cannot be chosen at all, None if it can."""
    candidate, channel = rated.candidate, rated.channel
    if channel.status is ChannelStatus.CLOSED:
        return channel.explanation or _("it has closed")
    if candidate.veto:
        why = candidate.veto_reason
        return _("you keep it out: {why}").format(why=why) if why else _("you keep it out")
    reach = rated.values[Criterion.AUDIENCE]
    if reach.known and reach.get() < rules.reach_least_pct and not candidate.must:
        return _(
            "reaches {share} of your audience; under {least} it is not worth the hours"
        ).format(share=percent(reach.get()), least=percent(rules.reach_least_pct))
    return None


def choose(everyone: Sequence[Rated], capacity: CapacityResult, rules: HouseRules) -> Choice:
    """Return the best set of channels that fits the hours.

    Parameters
    ----------
    everyone : sequence of Rated
        Candidates; those not judged, owned or excluded are passed over.
    capacity : CapacityResult
    rules : HouseRules
    """
    import numpy as np

    open_ones = [
        each
        for each in everyone
        if each.channel.kind is not ChannelKind.OWNED
        and each.score.known
        and excluded(each, rules) is None
    ]
    if not (capacity.left.known and capacity.most.known):
        nothing: Value[float] = missing(*capacity.left.needs)
        return Choice(None, (), nothing, nothing)
    if not any(each.score.known for each in everyone):
        needs = [need for each in everyone for need in each.score.needs]
        nothing = missing(*(needs or ["/channels/candidates"]))
        return Choice(None, (), nothing, nothing)
    options = [
        Option(each.id, each.channel.name, each.hours.get(), bool(each.candidate.must))
        for each in open_ones
    ]
    left = max(0.0, capacity.left.get())
    sets = fitting(options, left, capacity.most.get(), rules.score_least)
    if not options:
        return Choice(sets, (), Value(0.0), Value(0.0))
    scores = np.array([[each.score.get() for each in open_ones]])
    best = sets.members[int(sets.best(scores)[0])]
    members = sorted(
        (open_ones[place] for place in best),
        key=lambda each: (-each.score.get(), each.channel.name.casefold()),
    )
    return Choice(
        sets,
        tuple(each.id for each in members),
        Value(sum(each.score.get() for each in members)),
        Value(sum(each.hours.get() for each in members)),
    )


def decide(
    everyone: Sequence[Rated], choice: Choice, capacity: CapacityResult, rules: HouseRules
) -> tuple[Decided, ...]:
    """Return every candidate with its role and the reason, the highest score first."""
    by_id = {each.id: each for each in everyone}
    found = [_decide(each, by_id, choice, capacity, rules) for each in everyone]
    found.sort(
        key=lambda each: (
            -(-1.0 if each.rated.score.value is None else each.rated.score.value),
            each.name.casefold(),
        )
    )
    return tuple(found)


def _decide(
    rated: Rated,
    by_id: dict[str, Rated],
    choice: Choice,
    capacity: CapacityResult,
    rules: HouseRules,
) -> Decided:
    saved = rated.candidate.role

    def result(verdict: Verdict, role: Role, reason: Words, needs: tuple[str, ...] = ()) -> Decided:
        return Decided(rated, verdict, role, saved or role, reason, needs)

    if rated.channel.kind is ChannelKind.OWNED:
        return result(
            Verdict.OWNED, Role.NONE, _("yours: in the plan anyway, where visitors are led to")
        )
    if rated.id in choice.chosen:
        first = rated.id == choice.chosen[0]
        role = Role.PRIMARY if first else Role.SUPPORT
        if rated.candidate.must:
            why = rated.candidate.must_reason
            text = _("it must be in: {why}").format(why=why) if why else _("it must be in")
            return result(Verdict.CHOSEN, role, text)
        text = (
            _("the highest score of all that fit the hours")
            if first
            else _("the best beside it that fits the hours")
        )
        return result(Verdict.CHOSEN, role, text)
    why_not = excluded(rated, rules)
    if why_not is not None:
        return result(Verdict.REJECTED, Role.NONE, why_not)
    if not rated.score.known:
        return result(
            Verdict.NOT_JUDGED,
            Role.NONE,
            rated.score.reason or _("not judged yet"),
            rated.score.needs,
        )
    if choice.sets is None:
        return result(
            Verdict.NOT_JUDGED, Role.NONE, _("the hours are not known yet"), choice.score.needs
        )
    return result(Verdict.REJECTED, Role.NONE, _rejection(rated, by_id, choice, capacity, rules))


def _hours(value: float) -> str:
    return number(round_half_away(value, 2), 2)


def _rejection(
    rated: Rated,
    by_id: dict[str, Rated],
    choice: Choice,
    capacity: CapacityResult,
    rules: HouseRules,
) -> Words:
    """Say with numbers why a candidate that could be chosen was not."""
    if round(rated.score.get(), 9) < rules.score_least:
        return _("scores {score}, below {least}").format(
            score=number(round_half_away(rated.score.get(), 1), 1), least=number(rules.score_least)
        )
    left, hours = max(0.0, capacity.left.get()), rated.hours.get()
    if hours > left:
        return _("takes {hours} h a week by itself; {left} h are left").format(
            hours=_hours(hours), left=_hours(left)
        )
    if not choice.chosen:
        return _("does not fit")
    chosen = [by_id[each] for each in choice.chosen]
    first = chosen[0]
    reasons: list[str] = []
    if hours + first.hours.get() > left:
        text = _("{hours} h even with {first} alone; {left} h are left").format(
            hours=_hours(hours + first.hours.get()), first=first.channel.name, left=_hours(left)
        )
        reasons.append(str(text))
    elif hours + choice.hours.get() > left:
        names = " + ".join(each.channel.name for each in chosen)
        text = _("{hours} h with {names}; {left} h are left").format(
            hours=_hours(hours + choice.hours.get()), names=names, left=_hours(left)
        )
        reasons.append(str(text))
    if len(chosen) + 1 > capacity.most.get():
        least = min(each.score.get() for each in chosen)
        text = _("{most} channels are enough for these hours").format(most=capacity.most.get())
        if rated.score.get() < least:
            text = _("{most} are enough for these hours, and these score at least {score}").format(
                most=capacity.most.get(), score=number(round_half_away(least, 1), 1)
            )
        reasons.append(str(text))
    return "; ".join(reasons) or _("another set scores more")
