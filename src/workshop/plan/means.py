"""Hours and money, for the summary: four figures at most, only those that are known."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.blocks import Block, Heading, Measure, Measures, Paragraph
from workshop.i18n import _
from workshop.method import Value
from workshop.method.telling import mark_of
from workshop.numbers import ceil_needed, day, money, number, percent, round_half_away
from workshop.plan.context import PlanContext
from workshop.plan.roadmap import next_review


def means(context: PlanContext) -> list[Block]:
    """Return what the plan takes and brings, and when it is looked at next."""
    figures = (_hours(context), _cost(context), _customer(context), _return(context))
    blocks: list[Block] = [
        Heading(text=str(_("Hours and money"))),
        Measures(measures=tuple(measure for found in figures for measure in found)),
    ]
    review = next_review(context)
    if review:
        text = _("The next review is on {date}.").format(date=day(review))
        blocks.append(Paragraph(text=str(text)))
    return blocks


def _hours(context: PlanContext) -> Iterator[Measure]:
    hours = context.evaluation.readiness.people.hours_week
    needed = context.evaluation.content.cadence.hours
    note = ""
    if needed.known:
        text = _("{n} are spoken for").format(n=number(round_half_away(needed.get(), 1)))
        note = str(text)
    there = number(hours.get(), 1).removesuffix(".0") if hours.known else "–"
    yield Measure(value=there, label=str(_("hours a week")), note=note)


def _cost(context: PlanContext) -> Iterator[Measure]:
    budget = context.evaluation.content.budget
    ads = context.answers.objectives.funnel.ad_budget_month
    if budget.request.known:
        yield Measure(
            value=money(budget.request.get()),
            label=str(_("to approve for the year")),
            note=str(_("hours, ads, tools, a reserve")),
            mark=mark_of(budget.request.basis),
        )
    elif budget.at_least.known:
        yield Measure(
            value=money(budget.at_least.get()),
            label=str(_("a year at least")),
            note=str(_("hours, ads and what else was named")),
            mark=mark_of(budget.at_least.basis),
        )
    elif ads is not None:
        yield Measure(value=money(12 * ads), label=str(_("for ads in a year")))


def _customer(context: PlanContext) -> Iterator[Measure]:
    won = context.evaluation.measurement.returns.cac
    worth = context.evaluation.objectives.economics.allowable_cac
    if won.known:
        allowed = money(worth.get()) if worth.known else "–"
        yield Measure(
            value=money(won.get()),
            label=str(_("to win a customer")),
            note=str(_("{most} at most (rule of thumb)").format(most=allowed)),
            mark=mark_of(won.basis),
        )
    elif worth.known:
        yield Measure(
            value=money(worth.get()),
            label=str(_("at most to win a customer (rule of thumb)")),
            mark=mark_of(worth.basis),
        )


def _return(context: PlanContext) -> Iterator[Measure]:
    result = context.evaluation
    first, project = result.measurement.returns.roi_first, result.readiness.integration.year_one
    each, least = result.objectives.economics.contribution, result.content.budget.at_least
    if first.known:
        yield Measure(
            value=percent(round_half_away(first.get(), 0)),
            label=str(_("return on the first orders of the year")),
            mark=mark_of(first.basis),
        )
    elif project.known:
        yield _project(project)
    elif each.known and least.known and each.get() > 0:
        yield Measure(
            value=number(ceil_needed(least.get() / each.get())),
            label=str(_("orders a year pay for that")),
            note=str(_("{amount} stays of each").format(amount=money(each.get()))),
            mark=mark_of(least.basis),
        )


def _project(cost: Value[float]) -> Measure:
    return Measure(
        value=money(cost.get()),
        label=str(_("to connect the tools, first year")),
        mark=mark_of(cost.basis),
    )
