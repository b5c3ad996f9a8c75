"""From the evaluations of a room to its figures. Pure; whoever did not answer does not count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from workshop.method import Check, Severity, State
from workshop.settings import HouseRules, Settings
from workshop.steps.channels.decision import Verdict
from workshop.steps.channels.why_out import WhyOut, why_out
from workshop.steps.objectives.goals import GoalKind
from workshop.steps.readiness.index import Mode, mode_of
from workshop.summary.hiding import LEAST, Count, all_or_nothing, share, sorted_into
from workshop.summary.model import (
    Band,
    ChannelsSummary,
    ChannelSummary,
    CheckSummary,
    MeansSummary,
    ObjectivesSummary,
    ReadinessSummary,
    RoomSummary,
)
from workshop.summary.spreads import spread_of
from workshop.workbook import Evaluation, started

CHECKS_MOST = 10
_CHOSEN, _LEFT_OUT, _NEITHER = "chosen", "left out", "not looked at"
_MONTHS = 12


def room_summary(evaluations: Sequence[Evaluation], settings: Settings) -> RoomSummary:
    """Return what can be said of a room without naming anybody.

    Every figure keeps the rule of :mod:`workshop.summary.hiding`: nothing about fewer than five
    people, and nothing from which a count of one to four could be worked out.

    Parameters
    ----------
    evaluations : sequence of Evaluation
        One for each participant; those who have answered nothing do not count.
    settings : Settings
        The workshop's; its rules of thumb are the limits of the bands.
    """
    room = [each for each in evaluations if started(each.answers)]
    if len(room) < LEAST:
        nothing = MeansSummary(None, None, None)
        aims, where = ObjectivesSummary(None), ChannelsSummary(None)
        return RoomSummary(None, ReadinessSummary(None), aims, where, (), nothing)
    return RoomSummary(
        len(room),
        _readiness(room, settings.rules),
        _objectives(room),
        _channels(room, settings.rules),
        tuple(_checks(room)),
        _means(room),
    )


def _readiness(room: Sequence[Evaluation], rules: HouseRules) -> ReadinessSummary:
    scores = [each.readiness.index.now.get() for each in room if each.readiness.index.now.known]
    found = Counter(mode_of(score, rules) for score in scores)
    counts = all_or_nothing({mode.value: found[mode] for mode in Mode})
    if counts is None:
        return ReadinessSummary(None)
    ends = {
        Mode.GROUNDWORK: (0.0, rules.groundwork_below),
        Mode.PARALLEL: (rules.groundwork_below, rules.ready_above),
        Mode.READY: (rules.ready_above, 100.0),
    }
    bands = tuple(Band(mode.label, *ends[mode], counts[mode.value]) for mode in Mode)
    return ReadinessSummary(spread_of(scores, step=1), bands)


def _objectives(room: Sequence[Evaluation]) -> ObjectivesSummary:
    found: Counter[GoalKind] = Counter(kind for each in room if (kind := _first_kind(each)))
    counts = sorted_into({kind.value: found[kind] for kind in GoalKind})
    judged = [
        all(item.passes for item in each.objectives.kept)
        for each in room
        if each.objectives.kept
        and all(
            letter.state != "unknown"
            for item in each.objectives.kept
            for letter in item.letters.values()
        )
    ]
    passing = share(sum(judged), len(judged))
    if counts is None:
        return ObjectivesSummary(None, (), passing)
    kinds = [(kind.label, counts[kind.value]) for kind in GoalKind]
    kinds.sort(key=lambda pair: -pair[1].least)
    return ObjectivesSummary(found.total(), tuple(kinds), passing)


def _first_kind(each: Evaluation) -> GoalKind | None:
    goals = {goal.id: goal.kind for goal in each.answers.objectives.goals}
    kinds = (goals.get(item.objective.goal_id or "") for item in each.objectives.kept)
    return next((kind for kind in kinds if kind is not None), None)


def _channels(room: Sequence[Evaluation], rules: HouseRules) -> ChannelsSummary:
    fates: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, Counter[WhyOut]] = defaultdict(Counter)
    names: dict[str, str] = {}
    deciding = [each.channels for each in room if each.channels.in_plan]
    for where in deciding:
        for item in where.decided:
            if item.verdict is Verdict.OWNED:
                continue
            why = why_out(item, where, rules)
            if item.in_plan or why is not None:
                names[item.id] = item.name
                fates[item.id][_CHOSEN if item.in_plan else _LEFT_OUT] += 1
            if why is not None:
                reasons[item.id][why] += 1
    if len(deciding) < LEAST:
        return ChannelsSummary(None)
    found = (_channel(names[key], fates[key], reasons[key], len(deciding)) for key in names)
    rows = [row for row in found if row is not None]
    rows.sort(key=lambda row: (-row.chosen.least, -row.left_out.least, row.name.casefold()))
    return ChannelsSummary(len(deciding), tuple(rows))


def _channel(
    name: str, fates: Counter[str], reasons: Counter[WhyOut], everyone: int
) -> ChannelSummary | None:
    """Return one channel, None where hardly anybody looked at it."""
    rest = everyone - fates.total()
    counts = sorted_into({_CHOSEN: fates[_CHOSEN], _LEFT_OUT: fates[_LEFT_OUT], _NEITHER: rest})
    if counts is None or fates.total() < LEAST:
        return None
    reason, with_it = _commonest(reasons) if counts[_LEFT_OUT].told else (None, None)
    return ChannelSummary(
        name, counts[_CHOSEN], counts[_LEFT_OUT], counts[_NEITHER], reason, with_it
    )


def _commonest(reasons: Counter[WhyOut]) -> tuple[WhyOut | None, Count | None]:
    """Return the reason most have, if five or more have it and nobody has as common a one."""
    ranked = reasons.most_common(2)
    if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None, None
    return ranked[0][0], share(ranked[0][1], reasons.total())


def _checks(room: Sequence[Evaluation]) -> Iterator[CheckSummary]:
    """Yield the commonest checks. What fires for fewer than five is not listed at all."""
    fired: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    known: dict[str, Check] = {}
    for each in room:
        for outcome in each.checks:
            known[outcome.code] = outcome.check
            judged[outcome.code] += outcome.state is not State.UNKNOWN
            fired[outcome.code] += outcome.state is State.FIRES
    counts = {code: share(fired[code], judged[code]) for code in known if fired[code] >= LEAST}
    order = list(Severity)
    found = sorted(
        ((code, count) for code, count in counts.items() if count is not None),
        key=lambda pair: (-pair[1].least, order.index(known[pair[0]].severity), pair[0]),
    )
    for code, count in found[:CHECKS_MOST]:
        yield CheckSummary(code, known[code].title, known[code].severity, count)


def _means(room: Sequence[Evaluation]) -> MeansSummary:
    hours = [
        each.readiness.people.hours_week.get()
        for each in room
        if each.readiness.people.hours_week.known and not _assumed(each, "hours_week")
    ]
    ads = [
        float(each.answers.objectives.funnel.ad_budget_month)
        for each in room
        if each.answers.objectives.funnel.ad_budget_month is not None
        and not _assumed(each, "ad_budget_month")
    ]
    costs = [each.content.budget.year.get() / _MONTHS for each in _costed(room)]
    return MeansSummary(
        spread_of(hours, step=0.5, ends=True),
        spread_of(ads, step=0, ends=True),
        spread_of(costs, step=0, ends=True),
    )


def _costed(room: Iterable[Evaluation]) -> Iterator[Evaluation]:
    yield from (each for each in room if each.content.budget.year.known)


def _assumed(each: Evaluation, question: str) -> bool:
    """Say whether nobody gave the answers to a question, so that a rule of thumb stands there."""
    return any(item.address.endswith(f"/{question}") for item in each.assumed)
