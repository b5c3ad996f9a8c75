"""Gives the rules of revision their figures, out of saved months, the log and the tables."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workshop.reference import ChannelKind, ChannelStatus, Reference
from workshop.settings import HouseRules
from workshop.steps.audience import AudienceResult
from workshop.steps.channels import ChannelsResult
from workshop.steps.content import Content, ContentResult
from workshop.steps.measurement.actuals import Actual, Standing, month_end
from workshop.steps.measurement.revision import rules as revision
from workshop.steps.measurement.revision.words import Proposal
from workshop.steps.objectives import ObjectivesResult
from workshop.steps.objectives.funnel import Funnel
from workshop.steps.readiness import Readiness


@dataclass(frozen=True)
class Known:
    """What the rules may look at."""

    actuals: Sequence[Actual]
    standings: Mapping[str, Sequence[Standing]]
    readiness: Readiness
    aims: ObjectivesResult
    who: AudienceResult
    where: ChannelsResult
    content: Content
    plan: ContentResult
    funnel: Funnel
    reference: Reference
    rules: HouseRules


def propose(known: Known) -> tuple[Proposal, ...]:
    """Return what the rules propose, in the order of the rules."""
    found = [*_objectives(known), *_themes(known), *_slots(known), *_ads(known), *_service(known)]
    found += [*_log(known), *_channels(known), *_platforms(known), *_mood(known)]
    return tuple(sorted(found, key=lambda each: each.rule))


def _objectives(known: Known) -> Iterator[Proposal]:
    for objective, months in known.standings.items():
        told = [
            revision.Month(each.month, each.attain.get()) for each in months if each.attain.known
        ]
        stages = _stages(known, objective) if months else None
        if proposal := revision.r01(objective, told, known.rules, *(stages or (None, None))):
            yield proposal
        if proposal := revision.r02(objective, told, known.rules):
            yield proposal


def _stages(known: Known, objective: str) -> tuple[dict[str, float], dict[str, float]] | None:
    """Return the funnel's rates as planned and as they came in the newest month, in per cent.

    None for an objective the funnel does not run back from. A rate is taken as it was saved,
    else worked out from two counts of the same month.
    """
    if objective != known.aims.funnel.objective_id:
        return None
    per_click = known.funnel.sessions_per_click
    plan = {
        "ctr": known.funnel.ctr_pct.value if known.funnel.ctr_pct else None,
        "per_click": 100 * (per_click.value if per_click else known.rules.sessions_per_click),
        "cvr": known.aims.funnel.cvr.value,
    }
    month = known.standings[objective][-1].month
    orders = known.standings[objective][-1].actual
    told = {
        metric: dict(_series(known, metric)).get(month)
        for metric in ("ctr", "cvr", "impressions", "clicks_to_site", "sessions_social")
    }
    counts = {metric: row.value for metric, row in told.items() if row is not None and row.value}
    found = {
        "ctr": counts.get("ctr") or _rate(counts.get("clicks_to_site"), counts.get("impressions")),
        "per_click": _rate(counts.get("sessions_social"), counts.get("clicks_to_site")),
        "cvr": counts.get("cvr") or _rate(orders, counts.get("sessions_social")),
    }
    return (
        {stage: rate for stage, rate in plan.items() if rate is not None},
        {stage: rate for stage, rate in found.items() if rate is not None},
    )


def _rate(part: float | None, whole: float | None) -> float | None:
    return 100 * part / whole if part is not None and whole else None


def _series(known: Known, metric: str) -> list[tuple[dt.date, Actual]]:
    """Return the months of a metric counted over everything."""
    rows = {
        month_end(row.month): row
        for row in known.actuals
        if row.metric == metric and row.month and row.value is not None
        and not row.channel and not row.pillar
    }  # fmt: skip
    return sorted(rows.items())


def _quarter(day: dt.date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _themes(known: Known) -> Iterator[Proposal]:
    by_quarter: dict[tuple[int, int], dict[str, list[float]]] = defaultdict(dict)
    for row in known.actuals:
        if row.pillar and row.month and row.value is not None and row.n:
            sums = by_quarter[_quarter(row.month)].setdefault(row.pillar, [0.0, 0.0])
            sums[0] += row.value
            sums[1] += row.n
    if by_quarter:
        newest = by_quarter[max(by_quarter)]
        yield from revision.r03(
            [revision.ThemeQuarter(name, v, int(n)) for name, (v, n) in newest.items()],
            known.rules,
        )


def _slots(known: Known) -> Iterator[Proposal]:
    used = [
        revision.SlotQuarter(each.slot.name_shown(), each.shrunk, each.slot.posts or 0)
        for each in known.who.timing.slots
    ]
    # Before anything has run, the times are chosen by these very numbers.
    if known.actuals:
        yield from revision.r04(used, known.rules)


def _ads(known: Known) -> Iterator[Proposal]:
    cpa, roas = dict(_series(known, "cpa")), dict(_series(known, "roas"))
    months = [
        revision.AdMonth(
            day,
            (row.value or 0.0) * (row.n or 0),
            float(row.n or 0),
            (roas[day].value or 0.0) * (row.value or 0.0) * (row.n or 0) if day in roas else 0.0,
            known.funnel.ad_budget_month or 0.0,
        )
        for day, row in sorted(cpa.items())
    ]
    worth = known.aims.economics
    if worth.allowable_cac.known and (
        found := revision.r05(months, worth.allowable_cac.get(), known.rules)
    ):
        yield found
    if worth.break_even_roas.known and (
        found := revision.r06(months, worth.break_even_roas.get(), known.rules)
    ):
        yield found


def _service(known: Known) -> Iterator[Proposal]:
    target = next(
        (
            item.objective.target
            for item in known.aims.kept
            if item.objective.metric_id == "sla" and item.objective.target is not None
        ),
        None,
    )
    if target is None:
        return
    # Until the deadline the path is what was promised, not the target itself.
    due = {
        each.month: each.expected.get()
        for item in known.aims.kept
        if item.objective.metric_id == "sla"
        for each in known.standings.get(item.objective.id, ())
        if each.expected.known
    }
    months = [
        revision.ServiceMonth(day, row.value or 0.0, row.n or 0)
        for day, row in _series(known, "sla")
    ]
    newest = due.get(months[-1].date, target) if months else target
    if found := revision.r07(months, newest, known.rules):
        yield found


def _log(known: Known) -> Iterator[Proposal]:
    weeks = sorted(
        (
            revision.LoggedWeek(row.week, row.planned, row.published, row.hours_used)
            for row in known.content.log
            if row.week and row.planned is not None and row.published is not None
        ),
        key=lambda week: week.week,
    )
    hours = known.plan.cadence.available
    if hours.known and (found := revision.r08(weeks, hours.get(), known.rules)):
        yield found


def _channels(known: Known) -> Iterator[Proposal]:
    objective = known.aims.funnel.objective_id
    metric = next(
        (item.objective.metric_id for item in known.aims.kept if item.objective.id == objective),
        None,
    )
    hours = {each.id: each.rated.hours.value for each in known.where.in_plan}
    quarters: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for row in known.actuals:
        spent = hours.get(row.channel or "")
        if row.month and row.channel and row.metric == metric and row.value and spent:
            found = quarters[_quarter(row.month)]
            found[row.channel] = found.get(row.channel, 0.0) + row.value / spent
    proposal = revision.r09([quarters[key] for key in sorted(quarters)])
    if proposal:
        yield proposal


def _platforms(known: Known) -> Iterator[Proposal]:
    changed = {}
    for account in known.readiness.accounts:
        channel = known.reference.channels.get(account.channel or "")
        if account.kept and channel is not None and channel.status is not ChannelStatus.LIVE:
            changed[channel.id] = channel.explanation or channel.name
    yield from revision.r10(changed)
    reach = {
        name: each.share.get()
        for name, each in known.who.reach.items()
        if each.share.known and _could_be_chosen(name, known.reference)
    }
    # Before channels were rated, there is no earlier choice to look at again.
    if known.where.decided and known.actuals:
        scored = [each.id for each in known.where.decided]
        yield from revision.r11(reach, scored, known.rules)


def _could_be_chosen(name: str, reference: Reference) -> bool:
    channel = reference.channels.get(name)
    return channel is not None and channel.scored and channel.kind is ChannelKind.SOCIAL


def _mood(known: Known) -> Iterator[Proposal]:
    months = _series(known, "sentiment")
    if not months:
        return
    before = months[-2][1].value if len(months) > 1 else known.who.competitors.net_sentiment.value
    newest = months[-1][1]
    if found := revision.r12(before, newest.value, newest.n or 0, 0, known.rules):
        yield found
