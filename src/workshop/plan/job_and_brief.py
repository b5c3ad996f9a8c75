"""Appendix A: a job description, or the brief for whoever does the work outside."""

from __future__ import annotations

from workshop.blocks import Block, Card, Cards, Checklist, Heading, Listing, Paragraph, Run, Task
from workshop.blocks.model import ListItem
from workshop.i18n import Lazy, Words, _
from workshop.numbers import day, money, number
from workshop.plan.context import PlanContext
from workshop.steps.content.roles.raci import TASKS, Duty, duties_of
from workshop.steps.content.roles.staff import DUTIES, NEEDED, Focus
from workshop.steps.content.supply import OUTSIDE, SupplyChoice
from workshop.steps.objectives.smart.method import capital, with_unit
from workshop.steps.readiness.operation import Operation

_WORK: dict[Focus, tuple[str, ...]] = {
    Focus.CONTENT: ("content_ideas", "writing", "images_video", "publishing"),
    Focus.ADVERTISING: ("ads", "data_report", "budget"),
    Focus.SERVICE: ("inbox", "reviews", "crisis"),
    Focus.MIXED: ("content_ideas", "writing", "images_video", "publishing", "inbox", "data_report"),
}
_KINDS: tuple[tuple[Lazy, Lazy], ...] = (
    (_("Planning"), _("keeps a calendar, sees the quarter and the day")),
    (_("Creativity"), _("turns what happens here into a picture and a sentence")),
    (_("Execution"), _("publishes on time, answers kindly, counts what came of it")),
)


def build(context: PlanContext) -> list[Block]:
    """Return the brief where work goes outside, the job description where a focus is named."""
    supply, job = context.answers.content.supply, context.answers.content.job
    blocks: list[Block] = []
    if job.focus is not None:
        blocks += _job(context, job.focus)
    if supply.choice in OUTSIDE:
        blocks += _brief(context)
    return blocks


def _facts(*pairs: tuple[Words, str]) -> tuple[tuple[str, tuple[Run, ...]], ...]:
    return tuple((str(label), (Run(text=text),)) for label, text in pairs if text)


def _channels(context: PlanContext) -> str:
    return ", ".join(each.name for each in context.evaluation.channels.in_plan)


def _job(context: PlanContext, focus: Focus) -> list[Block]:
    content, telling = context.answers.content, context.telling
    done = {duty.id for duty in content.raci if duty.responsible}
    duties = [task for task in _WORK[focus] if not done or task in done] or list(_WORK[focus])
    gaps = {gap.skill: gap for gap in context.evaluation.content.skills}
    skills = []
    for skill in NEEDED[focus]:
        gap = gaps[skill]
        lacking = gap.best is not None and gap.gap > 0
        text = str(skill.label)
        skills.append(f"{text} ({_('nobody here has it yet')})" if lacking else text)
    blocks: list[Block] = [
        Heading(text=str(_("Job description"))),
        Cards(
            cards=(
                Card(
                    title=str(_("Social media: {focus}").format(focus=focus.label)),
                    facts=_facts(
                        (_("Hours"), f"{number(content.job.hours_week)} h" if content.job.hours_week
                         else ""),
                        (_("Reports to"), telling.person(content.job.reports_to)),
                        (_("Channels"), _channels(context)),
                        (_("Pay"), "____________"),
                    ),
                ),
            )
        ),
        Heading(text=str(_("What you do")), level=3),
        Listing(items=tuple(ListItem(text=str(DUTIES[task])) for task in duties)),
        Heading(text=str(_("What you bring")), level=3),
        Listing(
            items=(
                *(
                    ListItem(text=(Run(text=f"{kind}: ", strong=True), Run(text=str(what))))
                    for kind, what in _KINDS
                ),
                ListItem(text=str(_("Skills: {skills}").format(skills=", ".join(skills)))),
            )
        ),
        Heading(text=str(_("How we will know that it works")), level=3),
        Listing(items=tuple(ListItem(text=text) for text in _success(context))),
        Paragraph(
            text=str(
                _("Everybody who can do this work is welcome to apply, whatever their age, origin, "
                  "sex, belief, orientation or disability.")
            )
        ),
    ]  # fmt: skip
    return blocks


def _success(context: PlanContext) -> list[str]:
    found = [str(_("After 90 days: the calendar is kept, everybody is answered in time, and the "
                   "first monthly page is written."))]  # fmt: skip
    for item in context.evaluation.objectives.kept:
        objective = item.objective
        if item.metric is None or objective.target is None or objective.deadline is None:
            continue
        text = _("By {date}: {metric} {target}.").format(
            date=day(objective.deadline), metric=item.metric.name,
            target=with_unit(objective.target, objective),
        )  # fmt: skip
        found.append(capital(str(text)))
    return found


def _brief(context: PlanContext) -> list[Block]:
    content, evaluation = context.answers.content, context.evaluation
    supply, telling = content.supply, context.telling
    posts = evaluation.content.cadence.feed_week
    hours = supply.agency_hours_delivered or supply.freelance_hours
    price = (
        supply.retainer if supply.choice is not SupplyChoice.FREELANCER else supply.freelance_rate
    )
    kpis = [
        branch.name
        for branches in evaluation.measurement.tree.values()
        for branch in branches
        if not branch.leading
    ]
    inbox = evaluation.content.engagement
    facts = _facts(
        (_("Channels"), _channels(context)),
        (_("Posts a week"), number(posts) if posts else ""),
        (_("Answers"), str(_("within {n} open minutes").format(n=number(inbox.sla)))),
        (_("Hours a month"), f"{number(hours)} h" if hours else str(_("to be named in the offer"))),
        (_("Price"), money(price) if price else str(_("to be named in the offer"))),
        (_("On top"), money(supply.extras) if supply.extras else str(_("nothing without asking"))),
        (_("Pictures and stories from"), _suppliers(context)),
        (_("Reports every month"), ", ".join(dict.fromkeys(kpis))),
    )
    terms = (
        _("Accounts, lists, pictures and numbers belong to us, and stay with us at the end."),
        _("We are administrators everywhere; access is taken back on the last day."),
        _("Notice: one month. Whatever is planned and paid for is handed over."),
        _("We look at it together every quarter."),
    )
    doors = tuple(
        Task(
            text=str(question.label),
            done=getattr(context.answers.readiness.operation, name) is True,
        )
        for name, question in Operation.questions().items()
        if name.startswith(("has_", "meets_"))
    )
    called = supply.reference_called
    reference = Task(
        text=str(_("One of their clients has been called: what came of it, would they again?")),
        done=bool(called),
        owner=telling.person(context.answers.readiness.leadership.sponsor),
    )
    return [
        Heading(text=str(_("Brief"))),
        Cards(cards=(Card(title=str(_("What we ask for")), facts=facts),)),
        Heading(text=str(_("Doors that have to be open")), level=3),
        Checklist(tasks=(*doors, reference)),
        Heading(text=str(_("Terms")), level=3),
        Listing(items=tuple(ListItem(text=str(term)) for term in terms)),
    ]


def _suppliers(context: PlanContext) -> str:
    names = [row.name_shown() for row in context.answers.readiness.departments
             if row.will_contribute]  # fmt: skip
    return ", ".join(names)


def sheets(context: PlanContext) -> list[Block]:
    """Return a sheet for each person with work in the plan: what to do, and when."""
    content = context.answers.content
    posts = context.evaluation.content.posts
    every = context.evaluation.content.engagement.check_every
    cards = []
    for person in context.answers.readiness.people:
        does = duties_of(content.raci, person.id, "R")
        answers_for = duties_of(content.raci, person.id, "A")
        made = sum(post.owner == person.id for post in posts)
        if not does and not answers_for and not made:
            continue
        daily = []
        tasks = {duty.id for duty in does}
        if "inbox" in tasks:
            daily.append(str(_("look at the inbox every {n} minutes while open; answer, or pass on")
                             .format(n=number(every))))  # fmt: skip
            daily.append(str(_("note leads in the customer list")))
        if "publishing" in tasks:
            daily.append(str(_("publish today's posts, and check that they are there")))
        if {"inbox", "writing"} & tasks:
            daily.append(str(_("one visit elsewhere: a group, a blog, a neighbour")))
        weekly = []
        if made:
            weekly.append(
                str(_("{n} posts in 13 weeks; drafts {days} days before").format(
                    n=number(made), days=number(context.settings.rules.draft_days)))
            )  # fmt: skip
        if "approval" in {duty.id for duty in answers_for}:
            weekly.append(str(_("approve next week's posts")))
        hours = f"{number(person.hours_week)} h" if person.hours_week is not None else ""
        cards.append(
            Card(
                title=person.name_shown(),
                label=hours,
                facts=_facts(
                    *_duties(answers_for, does),
                    (_("Every day"), "; ".join(daily)),
                    (_("Every week"), "; ".join(weekly)),
                ),
            )
        )
    if not cards:
        return []
    return [
        Heading(text=str(_("A sheet for each of us"))),
        Cards(cards=tuple(cards), columns=1 if len(cards) == 1 else 2),
    ]


def _duties(answers_for: list[Duty], does: list[Duty]) -> list[tuple[Words, str]]:
    """Return what a person answers for and does, in one line where it is the same."""
    if answers_for == does:
        return [(_("Answers for it, and does it"), _tasks(does))]
    return [(_("Answers for"), _tasks(answers_for)), (_("Does"), _tasks(does))]


def _tasks(duties: list[Duty]) -> str:
    if len(duties) == len(TASKS):
        return str(_("everything on the list of tasks"))
    return ", ".join(duty.name_shown() for duty in duties)
