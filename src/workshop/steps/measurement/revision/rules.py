"""Rules R01 to R12 as pure functions of the figures they look at.

None of them changes anything: each makes a proposal, which the owner accepts or declines with a
reason. Short of its evidence a rule is silent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workshop.i18n import Words, _
from workshop.numbers import money, number, percent, round_half_away
from workshop.settings import HouseRules
from workshop.steps.measurement.revision.words import STAGES, Proposal


@dataclass(frozen=True)
class Month:
    """An objective in one month: attainment, and conversions behind it if it has any."""

    date: dt.date
    attain: float
    conversions: float | None = None


def _running(months: Sequence[Month]) -> tuple[Month, Month] | None:
    """Return the last two months if they follow one another."""
    if len(months) < 2:
        return None
    before, last = months[-2:]
    apart = 12 * (last.date.year - before.date.year) + last.date.month - before.date.month
    return (before, last) if apart == 1 else None


def _two_months(rule: str, subject: str, months: Sequence[Month], *, low: bool, rules: HouseRules
                ) -> Proposal | None:  # fmt: skip
    pair = _running(months)
    if pair is None:
        return None
    limit = rules.attain_amber if low else rules.attain_high
    met = all(
        round(month.attain, 9) < limit if low else round(month.attain, 9) > limit for month in pair
    )
    if not met:
        return None
    shown = " · ".join(number(round_half_away(month.attain, 2), 2) for month in pair)
    return Proposal(rule, subject, _("share of the path reached: {shown}").format(shown=shown))


def weakest_stage(planned: Mapping[str, float], actual: Mapping[str, float]) -> str | None:
    """Return the stage that falls shortest of its plan, None where none does or none is known.

    Parameters
    ----------
    planned, actual : mapping of str to float
        Rates in per cent by stage, as far as they are known.
    """
    short = {
        stage: actual[stage] / planned[stage]
        for stage in STAGES
        if planned.get(stage) and stage in actual and actual[stage] < planned[stage]
    }
    return min(short, key=lambda stage: (short[stage], list(STAGES).index(stage)), default=None)


def r01(
    objective: str,
    months: Sequence[Month],
    rules: HouseRules,
    planned: Mapping[str, float] | None = None,
    actual: Mapping[str, float] | None = None,
) -> Proposal | None:
    """Propose to mend one stage where an objective is off its path two months running.

    Parameters
    ----------
    objective : str
    months : sequence of Month
    rules : HouseRules
    planned, actual : mapping of str to float, optional
        Rates of the funnel's stages; without them the weakest cannot be named.
    """
    found = _two_months("R01", objective, months, low=True, rules=rules)
    if found is None or planned is None:
        return found
    planned, actual = planned or {}, actual or {}
    stage = weakest_stage(planned, actual)
    if stage is not None:
        begin = _("The weakest stage is {stage}: {actual}, planned {planned}.").format(
            stage=STAGES[stage],
            actual=number(round_half_away(actual[stage], 2), 2),
            planned=number(round_half_away(planned[stage], 2), 2),
        )
        return replace(found, begin=begin)
    known = [stage for stage in STAGES if stage in actual and stage in planned]
    begin = (
        _("No stage that is counted falls short of its plan: look at how many see you.")
        if known
        else _("Which stage is weakest is not known: count views, clicks and visits as well.")
    )
    return replace(found, begin=begin)


def r02(objective: str, months: Sequence[Month], rules: HouseRules) -> Proposal | None:
    """Propose a higher target where an objective is far ahead two months running."""
    return _two_months("R02", objective, months, low=False, rules=rules)


@dataclass(frozen=True)
class ThemeQuarter:
    """What a theme brought in a quarter: value in any one unit, and posts."""

    pillar: str
    value: float
    posts: int


def r03(themes: Sequence[ThemeQuarter], rules: HouseRules) -> list[Proposal]:
    """Propose to halve themes that bring less than half of the average per post."""
    posts = sum(theme.posts for theme in themes)
    if not posts:
        return []
    average = sum(theme.value for theme in themes) / posts
    found = []
    for theme in themes:
        if theme.posts < rules.pillar_posts_least:
            continue
        each = theme.value / theme.posts
        if each < average / 2:
            text = _("{each} for each of {n} posts; the average is {average}").format(
                each=number(round_half_away(each, 2)), n=number(theme.posts),
                average=number(round_half_away(average, 2)),
            )  # fmt: skip
            found.append(Proposal("R03", theme.pillar, text))
    return found


@dataclass(frozen=True)
class SlotQuarter:
    """A posting time: its mean drawn towards the mean of all, and posts."""

    slot: str
    shrunk: float
    posts: int


def r04(slots: Sequence[SlotQuarter], rules: HouseRules) -> list[Proposal]:
    """Propose to move times in the lowest third of those with enough posts."""
    enough = sorted(
        (slot for slot in slots if slot.posts >= rules.slot_posts_least),
        key=lambda slot: (slot.shrunk, slot.slot),
    )
    return [
        Proposal(
            "R04",
            slot.slot,
            _("{mean} interactions for each of {n} posts").format(
                mean=number(round_half_away(slot.shrunk, 2), 2), n=number(slot.posts)
            ),
        )
        for slot in enough[: len(enough) // 3]
    ]


@dataclass(frozen=True)
class AdMonth:
    """Ads of a month: spent and sold in US dollars, orders, and the budget there was."""

    date: dt.date
    spent: float
    orders: float
    revenue: float
    budget: float


def r05(months: Sequence[AdMonth], allowed: float, rules: HouseRules) -> Proposal | None:
    """Propose to halve the ads where they win customers too dearly two months running."""
    pair = months[-2:]
    if len(pair) < 2 or sum(month.orders for month in pair) < rules.few_conversions:
        return None
    dear = [month.orders == 0 or month.spent / month.orders > allowed for month in pair]
    if not all(dear):
        return None
    spent, orders = sum(m.spent for m in pair), sum(m.orders for m in pair)
    text = _("{cpa} for an order; {most} is what our rule allows").format(
        cpa=money(spent / orders), most=money(allowed)
    )
    return Proposal("R05", "ads", text)


def r06(months: Sequence[AdMonth], break_even: float, rules: HouseRules) -> Proposal | None:
    """Propose more money for ads where they return far more than break-even and it is spent."""
    if not months:
        return None
    month = months[-1]
    if month.orders < rules.few_conversions or month.spent <= 0 or month.spent < month.budget:
        return None
    returned = month.revenue / month.spent
    if returned <= rules.ad_return_times * break_even:
        return None
    text = _("{roas} dollars for each dollar; break-even is {least}").format(
        roas=number(round_half_away(returned, 2), 2),
        least=number(round_half_away(break_even, 2), 2),
    )
    return Proposal("R06", "ads", text)


@dataclass(frozen=True)
class ServiceMonth:
    """Answers of a month: per cent in time, and messages."""

    date: dt.date
    in_time_pct: float
    messages: int


def r07(months: Sequence[ServiceMonth], target_pct: float, rules: HouseRules) -> Proposal | None:
    """Propose to look more often where answers are late two months running."""
    pair = months[-2:]
    if len(pair) < 2 or any(month.messages < rules.messages_least for month in pair):
        return None
    if not all(month.in_time_pct < target_pct for month in pair):
        return None
    shown = " · ".join(percent(month.in_time_pct) for month in pair)
    text = _("{shown} in time; {target} was due").format(shown=shown, target=percent(target_pct))
    return Proposal("R07", "inbox", text)


@dataclass(frozen=True)
class LoggedWeek:
    """A week of the log."""

    week: dt.date
    planned: int
    published: int
    hours: float | None


WEEKS_OF_MONTH = 4


def r08(weeks: Sequence[LoggedWeek], hours_week: float, rules: HouseRules) -> Proposal | None:
    """Propose a lower cadence where a month took too many hours, or too little went out."""
    month = weeks[-WEEKS_OF_MONTH:]
    if len(month) < WEEKS_OF_MONTH:
        return None
    planned, published = sum(w.planned for w in month), sum(w.published for w in month)
    used = [week.hours for week in month if week.hours is not None]
    if planned and 100 * published < rules.published_month_pct * planned:
        text = _("{published} of {planned} posts went out").format(
            published=number(published), planned=number(planned)
        )
        return Proposal("R08", "cadence", text)
    there = hours_week * WEEKS_OF_MONTH
    if len(used) == WEEKS_OF_MONTH and sum(used) > there:
        text = _("{used} h were used; {there} h were there").format(
            used=number(sum(used)), there=number(there)
        )
        return Proposal("R08", "cadence", text)
    return None


def r09(quarters: Sequence[Mapping[str, float]]) -> Proposal | None:
    """Propose to leave the channel that is last in value per hour two quarters running.

    Parameters
    ----------
    quarters : sequence of mapping
        Value per hour by channel, in order of time; any one unit.
    """
    pair = quarters[-2:]
    if len(pair) < 2 or any(len(quarter) < 2 for quarter in pair):
        return None
    last = [min(quarter, key=lambda name: (quarter[name], name)) for quarter in pair]
    if last[0] != last[1]:
        return None
    shown = " · ".join(number(round_half_away(quarter[last[1]], 2)) for quarter in pair)
    return Proposal("R09", last[1], _("value of an hour: {shown}").format(shown=shown))


def r10(changed: Mapping[str, Words]) -> list[Proposal]:
    """Propose to bring profiles up to date on platforms that closed, were renamed or changed."""
    return [Proposal("R10", channel, why) for channel, why in changed.items()]


def r11(reach: Mapping[str, float], scored: Sequence[str], rules: HouseRules) -> list[Proposal]:
    """Propose channels nobody rated that reach enough of the segment.

    Parameters
    ----------
    reach : mapping of str to float
        Per cent of the segment by channel.
    scored : sequence of str
        Channels that were rated.
    rules : HouseRules
    """
    return [
        Proposal("R11", channel, _("reaches {share}").format(share=percent(share)))
        for channel, share in reach.items()
        if channel not in scored and round(share, 9) >= rules.reach_new_pct
    ]


def r12(
    before: float | None, now: float | None, mentions: int, level: int, rules: HouseRules
) -> Proposal | None:
    """Propose to pause selling where the mood falls or a crisis spreads.

    Parameters
    ----------
    before, now : float, optional
        Net sentiment in per cent.
    mentions : int
        Behind the newer one.
    level : int
        Of the crisis, 0 where there is none.
    rules : HouseRules
    """
    if level > 1:
        return Proposal("R12", "mood", _("a crisis of level {level}").format(level=level))
    if before is None or now is None or mentions < rules.mentions_least:
        return None
    if before - now < rules.sentiment_fall:
        return None
    text = _("net sentiment fell from {before} to {now}").format(
        before=number(round_half_away(before, 0)), now=number(round_half_away(now, 0))
    )
    return Proposal("R12", "mood", text)
