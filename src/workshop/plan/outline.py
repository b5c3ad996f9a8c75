"""The parts of the plan in the order of the method's outline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from workshop.blocks import Block, Paragraph, Payload
from workshop.i18n import Lazy, _
from workshop.plan import appendices, decisions, front, risks, roadmap
from workshop.plan.context import PlanContext
from workshop.steps.audience import Audience
from workshop.steps.audience import section as audience
from workshop.steps.audience import section_others as others
from workshop.steps.channels import Channels
from workshop.steps.channels import section as channels
from workshop.steps.channels import section_choice as choice
from workshop.steps.objectives import Objectives
from workshop.steps.objectives import section as objectives
from workshop.steps.readiness import Readiness
from workshop.steps.readiness import section as readiness

Build = Callable[[PlanContext], list[Block]]


@dataclass(frozen=True)
class PlanPart:
    """One cell's worth of the plan.

    ``order`` is the section's number in the outline times 100, plus the place within it.
    """

    order: int
    section: str
    title: Lazy | None
    build: Build
    front: Literal["", "cover", "summary"] = ""
    appendix: bool = False

    def payload(self, context: PlanContext) -> Payload:
        """Return the part with the answers in it."""
        return Payload(
            document=context.facts,
            order=self.order,
            section=self.section,
            title=str(self.title) if self.title else "",
            front=self.front,
            appendix=self.appendix,
            blocks=tuple(self.build(context)),
        )


def _of(step: str, build: Callable[..., list[Block]]) -> Build:
    """Give a step's section its own answers and results."""
    return lambda c: build(getattr(c.answers, step), getattr(c.evaluation, step), c.telling)


_ready, _aims = partial(_of, "readiness"), partial(_of, "objectives")
_who, _where = partial(_of, "audience"), partial(_of, "channels")


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


def _decided(step: str) -> Build:
    return lambda c: decisions.build(c, step)


_START, _WHY = Readiness.title, Objectives.title
_WHO, _WHERE = Audience.title, Channels.title

PARTS: dict[str, PlanPart] = {
    "cover": PlanPart(100, "cover", None, front.cover, front="cover"),
    "summary": PlanPart(200, "summary", _("Summary"), front.summary, front="summary"),
    "readiness.overview": PlanPart(300, "readiness", _START, _ready(readiness.overview)),
    "readiness.systems": PlanPart(310, "readiness", _START, _ready(readiness.systems)),
    "readiness.departments": PlanPart(320, "readiness", _START, _ready(readiness.departments)),
    "readiness.accounts": PlanPart(330, "readiness", _START, _ready(readiness.accounts)),
    "readiness.project": PlanPart(340, "readiness", _START, _project),
    "readiness.commitments": PlanPart(350, "readiness", _START, _ready(readiness.commitments)),
    "readiness.decision": PlanPart(360, "readiness", _START, _decided("readiness")),
    "objectives.direction": PlanPart(400, "objectives", _WHY, _aims(objectives.direction)),
    "objectives.tree": PlanPart(410, "objectives", _WHY, _aims(objectives.tree)),
    "objectives.cards": PlanPart(420, "objectives", _WHY, _aims(objectives.cards)),
    "objectives.funnel": PlanPart(430, "objectives", _WHY, _aims(objectives.funnel)),
    "objectives.economics": PlanPart(440, "objectives", _WHY, _aims(objectives.economics)),
    "objectives.rejected": PlanPart(450, "objectives", _WHY, _aims(objectives.rejected)),
    "objectives.decision": PlanPart(460, "objectives", _WHY, _decided("objectives")),
    "audience.segments": PlanPart(500, "audience", _WHO, _who(audience.segments)),
    "audience.reach": PlanPart(510, "audience", _WHO, _who(audience.reach)),
    "audience.timing": PlanPart(520, "audience", _WHO, _who(others.timing)),
    "audience.competitors": PlanPart(530, "audience", _WHO, _who(others.competitors)),
    "audience.decision": PlanPart(540, "audience", _WHO, _decided("audience")),
    "channels.scores": PlanPart(600, "channels", _WHERE, _scores),
    "channels.capacity": PlanPart(610, "channels", _WHERE, _where(channels.capacity)),
    "channels.robustness": PlanPart(620, "channels", _WHERE, _where(choice.robustness)),
    "channels.cards": PlanPart(630, "channels", _WHERE, _cards),
    "channels.decision": PlanPart(640, "channels", _WHERE, _decided("channels")),
    "roadmap": PlanPart(1400, "roadmap", _("Roadmap: the next 90 days"), roadmap.build),
    "risks": PlanPart(1500, "risks", _("Open risks"), risks.build),
    "appendix.sources": PlanPart(
        1600, "appendix-sources", _("Formulas and sources"), appendices.build, appendix=True
    ),
}
