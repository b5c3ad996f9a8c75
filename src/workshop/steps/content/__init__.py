"""Step 4: what is said, when, by whom, and what it costs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from pydantic import Field

from workshop.answers.topic import FixedTable, Step, Table, every_row
from workshop.i18n import Lazy, _
from workshop.method import Outcome, given
from workshop.reference import Reference
from workshop.settings import HouseRules
from workshop.steps.audience import Audience, AudienceResult
from workshop.steps.audience.checks import copying
from workshop.steps.channels import Channels, ChannelsResult
from workshop.steps.channels.questions import Role
from workshop.steps.content import (
    ads,
    advocacy,
    budget,
    cadence,
    engagement,
    messaging,
    pillars,
    profiles,
    promotions,
    reputation,
    supply,
)
from workshop.steps.content.ads import AdsResult, CustomAudience
from workshop.steps.content.advocacy import Advocacy, AdvocacyResult, Group, LinkedIn, Outreach
from workshop.steps.content.budget import Budget, BudgetResult
from workshop.steps.content.cadence import Cadence, CadenceResult, WeekLog
from workshop.steps.content.calendar import checks as calendar_checks
from workshop.steps.content.calendar.making import make
from workshop.steps.content.calendar.model import Post
from workshop.steps.content.calendar.questions import Entry, KeyDate
from workshop.steps.content.engagement import Engagement, EngagementResult, OpenDay, Promise
from workshop.steps.content.messaging import Call, KeyMessage, Messaging, MessagingResult
from workshop.steps.content.pillars import Pillar, PillarsResult
from workshop.steps.content.profiles import Look, PaletteColour, ProfileCheck, ProfileList
from workshop.steps.content.promotions import Promotion, PromotionResult
from workshop.steps.content.reputation import Crisis, Monitoring, ReplyTemplate
from workshop.steps.content.roles import raci, staff
from workshop.steps.content.roles.raci import Duty
from workshop.steps.content.roles.staff import Job, SkillGap, StaffSkills
from workshop.steps.content.supply import Supply, SupplyResult
from workshop.steps.objectives import Objectives, ObjectivesResult
from workshop.steps.readiness import Readiness, ReadinessResult


class Content(Step):
    """The answers of step 4."""

    name: ClassVar[str] = "content"
    title: ClassVar[Lazy] = _("What we say and do")

    messaging: Messaging = Messaging()
    key_messages: Table[KeyMessage] = Field(default_factory=list)
    calls: Table[Call] = Field(default_factory=list)
    look: Look = Look()
    palette: Table[PaletteColour] = Field(default_factory=list)
    profile_checks: Table[ProfileCheck] = Field(default_factory=list)
    pillars: Table[Pillar] = Field(default_factory=list)
    cadence: Table[Cadence] = Field(default_factory=list)
    key_dates: Table[KeyDate] = Field(default_factory=list)
    entries: Table[Entry] = Field(default_factory=list)
    raci: FixedTable[Duty] = Field(default_factory=partial(every_row, Duty))
    skills: Table[StaffSkills] = Field(default_factory=list)
    supply: Supply = Supply()
    job: Job = Job()
    open_hours: FixedTable[OpenDay] = Field(default_factory=partial(every_row, OpenDay))
    engagement: Engagement = Engagement()
    promises: Table[Promise] = Field(default_factory=list)
    monitoring: Monitoring = Monitoring()
    replies: FixedTable[ReplyTemplate] = Field(default_factory=partial(every_row, ReplyTemplate))
    crisis: Crisis = Crisis()
    linkedin: LinkedIn = LinkedIn()
    groups: Table[Group] = Field(default_factory=list)
    advocacy: Advocacy = Advocacy()
    outreach: Table[Outreach] = Field(default_factory=list)
    promotions: Table[Promotion] = Field(default_factory=list)
    custom_audience: CustomAudience = CustomAudience()
    budget: Budget = Budget()
    log: Table[WeekLog] = Field(default_factory=list)


@dataclass(frozen=True)
class ContentResult:
    """Everything step 4 computes.

    Attributes
    ----------
    first : datetime.date
        Monday the calendar starts on.
    posts : tuple of Post
        The calendar, in order of time.
    """

    messaging: MessagingResult
    profiles: tuple[ProfileList, ...]
    pillars: PillarsResult
    cadence: CadenceResult
    first: dt.date
    posts: tuple[Post, ...]
    skills: tuple[SkillGap, ...]
    supply: SupplyResult
    engagement: EngagementResult
    advocacy: AdvocacyResult
    promotions: tuple[PromotionResult, ...]
    ads: AdsResult
    budget: BudgetResult
    checks: tuple[Outcome, ...]


@dataclass(frozen=True)
class Before:
    """Answers and results of the steps before."""

    readiness: Readiness
    ready: ReadinessResult
    objectives: Objectives
    aims: ObjectivesResult
    audience: Audience
    who: AudienceResult
    channels: Channels
    where: ChannelsResult


def evaluate(
    answers: Content, before: Before, reference: Reference, rules: HouseRules, as_of: dt.date
) -> ContentResult:
    """Return all figures, the calendar and the checks of step 4.

    Parameters
    ----------
    answers : Content
        As far as they are given.
    before : Before
    reference : Reference
    rules : HouseRules
    as_of : datetime.date
        The day the plan is drawn up; the calendar starts on the next Monday.
    """
    chosen = before.where.in_plan
    people, funnel = before.readiness.people, before.objectives.funnel
    kept = {item.objective.id for item in before.aims.kept}
    lists = profiles.checklists(
        [each.rated.channel for each in chosen], answers.profile_checks, before.readiness, reference
    )
    themes = pillars.evaluate(answers.pillars, before.readiness.departments, rules)
    rhythm = cadence.evaluate(
        answers.cadence,
        chosen,
        before.where.capacity.fixed_minutes,
        before.ready.people.hours_week,
        people,
    )
    first, posts = make(answers, before, rhythm.rhythms, reference, rules, as_of)
    costs = supply.evaluate(answers.supply, rhythm.hours, given(answers.budget, "tools"), rules)
    answering = engagement.evaluate(
        answers.engagement, answers.open_hours, answers.promises, before.channels.capacity, rules
    )
    voices = advocacy.evaluate(answers.advocacy, before.ready.people.people, funnel, rules)
    worth = before.aims.economics
    shows = promotions.evaluate(answers.promotions, worth.contribution, costs.loaded_wage)
    main = chosen[0].id if chosen else ""
    aov = given(before.objectives.economics, "aov")
    bought = ads.evaluate(
        answers.custom_audience, funnel, before.aims.funnel, aov, main, reference, rules
    )
    money = budget.evaluate(
        answers.budget,
        rhythm.hours,
        costs.loaded_wage,
        given(funnel, "ad_budget_month"),
        before.ready.integration.year_one,
        given(before.readiness.profile, "revenue_year"),
        rules,
    )
    outcomes = (
        *messaging.check(answers.key_messages, {row.id for row in before.audience.personas}),
        *profiles.check(
            lists,
            answers.palette,
            before.readiness,
            {row.id: row.name for row in reference.channels.values()},
        ),
        *pillars.check(answers.pillars, themes, before.readiness.departments, kept, rules),
        *cadence.check(rhythm, people, answers.log, rules),
        *calendar_checks.check(
            posts,
            kept,
            [each.id for each in chosen if each.role is Role.PRIMARY],
            first,
            before.readiness.profile.staff_fte,
            reference,
            rules,
        ),
        *raci.check(answers.raci, before.readiness.leadership.sponsor),
        *supply.check(answers.supply, before.readiness.operation),
        *engagement.check(
            answers.engagement, answering, before.aims.kept, answers.raci, people, rules
        ),
        *reputation.check(answers.crisis),
        *advocacy.check(answers.advocacy, people),
        *promotions.check(shows),
        *ads.check(answers.custom_audience, bought, funnel, worth, before.ready.index.mode),
        *budget.check(money, rules),
    )
    return ContentResult(
        messaging.evaluate(answers.messaging), lists, themes, rhythm, first, posts,
        staff.gaps(answers.skills, rules), costs, answering, voices, shows, bought, money,
        tuple(sorted(outcomes, key=lambda outcome: outcome.code)),
    )  # fmt: skip


def check_copying(answers: Content, audience: Audience) -> Outcome:
    """Return what came of C210, which the audience step could not judge yet."""
    named = [(row.name or "", row.difference or "") for row in answers.pillars]
    return copying(audience.competitors, named or None)
