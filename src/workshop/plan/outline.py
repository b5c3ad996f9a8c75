"""The parts of the plan in the order of the method's outline."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workshop.blocks import Block, Paragraph
from workshop.i18n import _
from workshop.plan import (
    appendices,
    decisions,
    front,
    full_calendar,
    job_and_brief,
    risks,
    roadmap,
)
from workshop.plan.context import PlanContext
from workshop.plan.part import Build, PlanPart
from workshop.steps.audience import Audience
from workshop.steps.audience import section as audience
from workshop.steps.audience import section_others as others
from workshop.steps.channels import Channels
from workshop.steps.channels import section as channels
from workshop.steps.channels import section_choice as choice
from workshop.steps.content import section_budget as budget
from workshop.steps.content import section_messages as messages
from workshop.steps.content import section_people as people
from workshop.steps.content import section_promotions as promotions
from workshop.steps.content import section_reputation as reputation
from workshop.steps.content import section_work as work
from workshop.steps.measurement import section as measurement
from workshop.steps.measurement import section_returns as returns
from workshop.steps.measurement import section_score as score
from workshop.steps.measurement.authority import section as authority
from workshop.steps.objectives import Objectives
from workshop.steps.objectives import section as objectives
from workshop.steps.readiness import Readiness
from workshop.steps.readiness import section as readiness
from workshop.steps.readiness import section_short as readiness_short


def _of(step: str, build: Callable[..., list[Block]]) -> Build:
    """Give a step's section its own answers and results."""
    return lambda c: build(getattr(c.answers, step), getattr(c.evaluation, step), c.telling)


_ready, _aims = partial(_of, "readiness"), partial(_of, "objectives")
_who, _where = partial(_of, "audience"), partial(_of, "channels")
_what, _how = partial(_of, "content"), partial(_of, "measurement")


def _project(c: PlanContext) -> list[Block]:
    orders = c.evaluation.objectives.economics.integration_orders
    return readiness.project(c.answers.readiness, c.evaluation.readiness, c.telling, orders)


def _scores(c: PlanContext) -> list[Block]:
    """Return the scores; the publisher's notice goes wherever its figures go."""
    blocks = channels.scores(c.answers.channels, c.evaluation.channels, c.telling)
    notice = audience.notice(c.evaluation.audience, c.telling)
    if notice and c.evaluation.channels.decided:
        blocks.append(Paragraph(text=notice, style="small"))
    return blocks


def _cards(c: PlanContext) -> list[Block]:
    main = c.evaluation.audience.primary
    personas = [
        row.name_shown()
        for row in c.answers.audience.personas
        if main is not None and row.segment in (None, main.segment.id)
    ]
    first = next(iter(c.evaluation.objectives.kept), None)
    return choice.cards(
        c.answers.channels,
        c.evaluation.channels,
        c.telling,
        objectives.short(first) if first else "",
        ", ".join(personas),
    )


def _timing(c: PlanContext) -> list[Block]:
    chosen = [each.id for each in c.evaluation.channels.in_plan]
    return others.timing(c.answers.audience, c.evaluation.audience, c.telling, chosen)


def _roles(c: PlanContext) -> list[Block]:
    return work.roles(c.answers.content, c.evaluation.content, c.telling, c.answers.readiness)


def _supply(c: PlanContext) -> list[Block]:
    silo = c.evaluation.readiness.operation.silo_gaps.value
    return work.supply(c.answers.content, c.evaluation.content, c.telling, silo)


def _voices(c: PlanContext) -> list[Block]:
    found = people.advocacy(c.answers.content, c.evaluation.content, c.telling, c.answers.readiness)
    # People who agreed in the first step are not a plan yet: it takes a word in this one.
    planned = any(
        getattr(c.answers.content.advocacy, name) is not None
        for name in type(c.answers.content.advocacy).questions()
    )
    return found if planned else []


def _ads(c: PlanContext) -> list[Block]:
    return promotions.ads(
        c.answers.content, c.evaluation.content, c.telling, c.answers.objectives.funnel,
        c.evaluation.objectives.economics,
    )  # fmt: skip


def _returns(c: PlanContext) -> list[Block]:
    worth = c.evaluation.objectives.economics
    return returns.returns(c.answers.measurement, c.evaluation.measurement, c.telling, worth)


def _measured(
    build: Callable[..., list[Block]],
) -> Build:
    """Give a section of measurement the objectives it speaks of."""
    return lambda c: build(
        c.answers.measurement, c.evaluation.measurement, c.telling, c.evaluation.objectives
    )


def _decided(step: str) -> Build:
    return lambda c: decisions.build(c, step)


_START, _WHY = Readiness.title, Objectives.title
_WHO, _WHERE = Audience.title, Channels.title
_SAY, _DO = _("What we say"), _("What we do")
_NAME, _VOICES = _("Reputation and crisis"), _("People and weight")
_PROMO, _MONEY = _("Promotions and ads"), _("Budget and return")
_MEASURE = _("How we measure and revise")

_R, _O, _A, _K, _C, _M = (
    "/readiness/", "/objectives/", "/audience/", "/channels/", "/content/", "/measurement/",
)  # fmt: skip

PARTS: dict[str, PlanPart] = {
    "cover": PlanPart(100, "cover", None, front.cover, front="cover"),
    "summary": PlanPart(200, "summary", _("Summary"), front.summary, front="summary"),
    "readiness.overview": PlanPart(
        300, "readiness", _START, _ready(readiness.overview), tier=2,
        about=(_R + "links", _R + "leadership"), short=_ready(readiness_short.overview),
    ),
    "readiness.systems": PlanPart(
        310, "readiness", _START, _ready(readiness.systems), tier=2,
        about=(_R + "links", _R + "systems"),
    ),
    "readiness.departments": PlanPart(
        320, "readiness", _START, _ready(readiness.departments), tier=2,
        about=(_R + "departments", _R + "operation"),
    ),
    "readiness.accounts": PlanPart(
        330, "readiness", _START, _ready(readiness.accounts), tier=2, about=(_R + "accounts",),
        short=_ready(readiness_short.accounts),
    ),
    "readiness.project": PlanPart(
        340, "readiness", _START, _project, tier=2, about=(_R + "integration",)
    ),
    "readiness.commitments": PlanPart(
        350, "readiness", _START, _ready(readiness.commitments), tier=2,
        about=(_R + "leadership",),
    ),
    "readiness.decision": PlanPart(360, "readiness", _START, _decided("readiness")),
    "objectives.direction": PlanPart(400, "objectives", _WHY, _aims(objectives.direction)),
    "objectives.tree": PlanPart(410, "objectives", _WHY, _aims(objectives.tree)),
    "objectives.cards": PlanPart(420, "objectives", _WHY, _aims(objectives.cards)),
    "objectives.funnel": PlanPart(
        430, "objectives", _WHY, _aims(objectives.funnel), tier=2, about=(_O + "funnel",)
    ),
    "objectives.economics": PlanPart(440, "objectives", _WHY, _aims(objectives.economics)),
    "objectives.rejected": PlanPart(450, "objectives", _WHY, _aims(objectives.rejected)),
    "objectives.decision": PlanPart(460, "objectives", _WHY, _decided("objectives")),
    "audience.segments": PlanPart(500, "audience", _WHO, _who(audience.segments)),
    "audience.reach": PlanPart(510, "audience", _WHO, _who(audience.reach)),
    "audience.timing": PlanPart(
        520, "audience", _WHO, _timing, tier=2,
        about=(_A + "slots", _A + "best_times", _A + "posting"),
    ),
    "audience.competitors": PlanPart(
        530, "audience", _WHO, _who(others.competitors), tier=2,
        about=(_A + "competitors", _A + "listening", _A + "own_counts"),
    ),
    "audience.decision": PlanPart(540, "audience", _WHO, _decided("audience")),
    "channels.scores": PlanPart(600, "channels", _WHERE, _scores),
    "channels.capacity": PlanPart(610, "channels", _WHERE, _where(channels.capacity)),
    "channels.robustness": PlanPart(620, "channels", _WHERE, _where(choice.robustness), tier=2),
    "channels.cards": PlanPart(630, "channels", _WHERE, _cards),
    "channels.decision": PlanPart(640, "channels", _WHERE, _decided("channels")),
    "messages.position": PlanPart(700, "messages", _SAY, _what(messages.messages)),
    "messages.profiles": PlanPart(
        710, "messages", _SAY, _what(messages.profiles), tier=3,
        about=(_C + "look", _C + "palette", _C + "profile_checks"),
    ),
    "work.themes": PlanPart(800, "work", _DO, _what(work.themes)),
    "work.capacity": PlanPart(
        810, "work", _DO, _what(work.capacity), tier=2, about=(_C + "cadence",)
    ),
    "work.calendar": PlanPart(820, "work", _DO, _what(work.first_weeks)),
    "work.roles": PlanPart(
        830, "work", _DO, _roles, tier=3, about=(_C + "raci", _C + "skills")
    ),
    "work.sheets": PlanPart(840, "work", _DO, job_and_brief.sheets),
    "work.supply": PlanPart(850, "work", _DO, _supply, tier=2, about=(_C + "supply",)),
    "work.decision": PlanPart(860, "work", _DO, _decided("content")),
    "reputation.answering": PlanPart(900, "reputation", _NAME, _what(reputation.answering)),
    "reputation.triage": PlanPart(910, "reputation", _NAME, _what(reputation.triage)),
    "reputation.crisis": PlanPart(920, "reputation", _NAME, _what(reputation.crisis)),
    "people.linkedin": PlanPart(1000, "people", _VOICES, _what(people.linkedin)),
    "people.advocacy": PlanPart(1010, "people", _VOICES, _voices),
    "people.outreach": PlanPart(1020, "people", _VOICES, _what(people.outreach)),
    "people.authority": PlanPart(1030, "people", _VOICES, _how(authority.authority)),
    "promotions.sheets": PlanPart(1100, "promotions", _PROMO, _what(promotions.promotions)),
    "promotions.ads": PlanPart(1110, "promotions", _PROMO, _ads),
    "money.budget": PlanPart(1200, "money", _MONEY, _what(budget.budget)),
    "money.returns": PlanPart(
        1210, "money", _MONEY, _returns, tier=2, about=(_C + "budget", _M + "other_marketing")
    ),
    "measurement.kpis": PlanPart(
        1300, "measurement", _MEASURE, _measured(measurement.kpis), tier=2, about=(_M + "kpis",)
    ),
    "measurement.targets": PlanPart(
        1310, "measurement", _MEASURE, _measured(measurement.targets), tier=2
    ),
    "measurement.tracking": PlanPart(
        1320, "measurement", _MEASURE, _how(measurement.tracking), tier=2, about=(_C + "calls",)
    ),
    "measurement.credit": PlanPart(1330, "measurement", _MEASURE, _how(returns.credit)),
    "measurement.scorecard": PlanPart(
        1340, "measurement", _MEASURE, _measured(score.scorecard)
    ),
    "measurement.reviews": PlanPart(1350, "measurement", _MEASURE, _how(measurement.reviews)),
    "measurement.decision": PlanPart(1360, "measurement", _MEASURE, _decided("measurement")),
    "roadmap": PlanPart(1400, "roadmap", _("Roadmap: the next 90 days"), roadmap.build),
    "risks": PlanPart(1500, "risks", _("Open risks"), risks.build),
    "appendix.work": PlanPart(
        1600, "appendix-work", _("Job description or brief"), job_and_brief.build, appendix=True
    ),
    "appendix.sources": PlanPart(
        1700, "appendix-sources", _("Formulas and sources"), appendices.build, appendix=True,
        tier=2, short=appendices.sources,
    ),
    "appendix.calendar": PlanPart(
        1800, "appendix-calendar", _("The whole calendar"), full_calendar.build, appendix=True,
        tier=2, about=(_C + "entries",),
    ),
    "appendix.changes": PlanPart(
        1900, "appendix-changes", _("What changed"), appendices.versions, appendix=True, tier=2
    ),
}  # fmt: skip
