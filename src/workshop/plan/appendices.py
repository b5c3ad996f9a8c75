"""Appendices: formulas, rules of thumb and sources; how sure the answers are; versions."""

from __future__ import annotations

from collections import Counter

from workshop.answers.measured import Basis, Measured
from workshop.blocks import Block, Column, Heading, Listing, Paragraph, Run, Table
from workshop.blocks.model import ListItem
from workshop.i18n import Lazy, _
from workshop.method import State
from workshop.numbers import day, number
from workshop.plan.context import PlanContext
from workshop.settings import HouseRules

FORMULAS: tuple[tuple[Lazy, str, str], ...] = (
    (_("Tools connected (I)"), "I = 100 · Σ(weight · level) ÷ (3 · Σ weight)", "rule"),
    (_("Leadership (L)"), "L = 100 · Σ score ÷ (3 · 7)", "W03"),
    (_("Profiles in order (G)"), "G = 100 · ticked boxes ÷ (8 · profiles kept)", "rule"),
    (_("Readiness (R)"), "R = 0.5 · I + 0.3 · L + 0.2 · G", "rule"),
    (_("Combined network"), "N = followers + Σ network · (1 − overlap)", "W48"),
    (_("Contribution of an order"), "c = average order · margin", "W60"),
    (_("Customer lifetime value"), "CLV = m · Σ (r ÷ (1 + d))^t, t = 0 … years − 1", "W60"),
    (_("Allowable cost of winning a customer"), "CLV ÷ ratio", "W60"),
    (_("Break-even return on ads"), "1 ÷ margin", "W59"),
    (_("Monthly rate needed"), "(target ÷ start)^(1 ÷ months) − 1", "W13"),
    (_("Share of a segment on a channel"), "A = Σ people in band · use in band ÷ Σ people", "W22"),
    (_("Customers and survey together"), "(users + k · A) ÷ (asked + k)", "rule"),
    (_("Interval of a share"), "Wilson, 95 %", "W69"),
    (_("Engagement rate"), "100 · interactions ÷ (posts · followers)", "W25"),
    (_("Share of voice"), "100 · our mentions ÷ all mentions", "W27"),
    (_("Interactions of a time slot"), "(Σ interactions + k · mean) ÷ (posts + k)", "rule"),
    (_("Weights from an order"), "w(k) = (1 ÷ n) · Σ 1 ÷ i, i = k … n", "W31"),
    (_("Score of a channel"), "Σ weight · points", "W28"),
    (_("Choice of channels"), "highest sum of scores that fits the hours", "W18"),
    (_("Reverse funnel"), "visits = orders ÷ rate; clicks = visits ÷ visits per click", "W62"),
    (_("Posts of a theme"), "share · posts of 13 weeks, by largest remainder", "W37"),
    (_("Hours needed"), "(Σ posts · minutes + messages · minutes + fixed minutes) ÷ 60", "W18"),
    (_("Contrast"), "(L1 + 0.05) ÷ (L2 + 0.05)", "wcag"),
    (_("Views through staff"), "Σ network · (1 − overlap) · share that sees it · posts", "W48"),
    (_("Cost of ourselves"), "hours · 52 ÷ 12 · wage · load + tools", "W64"),
    (_("Cost of the year"), "hours · 52 · loaded wage + ads + tools + content + …", "W58"),
    (_("Cost of winning a customer"), "full cost ÷ new customers", "W60"),
    (_("Return"), "(contribution − full cost) ÷ full cost", "W58"),
    (_("Months to earn it back"), "cost of a customer ÷ (annual contribution ÷ 12)", "W60"),
    (_("Share of the way"), "(reached − start) ÷ (due − start)", "rule"),
    (_("Two rates compared"), "two-proportion z-test, two-sided", "W69"),
    (_("Authority"), "√(company · mean of managers), six parts of equal weight", "W75"),
)

RULE_WORDS: dict[str, Lazy] = {
    "readiness_weight_integration": _("Weight of the tools in readiness"),
    "readiness_weight_leadership": _("Weight of leadership in readiness"),
    "readiness_weight_governance": _("Weight of the profiles in readiness"),
    "groundwork_below": _("Readiness below which groundwork comes first"),
    "ready_above": _("Readiness above which the plan can start in full"),
    "silo_low_most": _("Shut doors that still count as a low risk"),
    "silo_medium_most": _("Shut doors that still count as a medium risk"),
    "silo_outside_from": _("Shut doors from which outsourcing is a risk"),
    "silo_inside_from": _("Shut doors from which your own team is at risk"),
    "sponsor_acts_least": _("Things a sponsor should do in person"),
    "leadership_least": _("Leadership index that should be reached"),
    "departments_least": _("Departments that should contribute"),
    "admins_least": _("Administrators each profile should have"),
    "silent_days": _("Days after which a profile counts as silent"),
    "boxes_least": _("Look-and-feel boxes that should be ticked, of 8"),
    "overlap_pct": _("Overlap of a personal network with yours, per cent, if not known"),
    "objectives_most": _("Objectives a plan should have at most"),
    "stretch": _("How many times the usual growth a target may ask for"),
    "impressions_most": _("How many times today's impressions a target may need"),
    "deadline_months_most": _("Months a deadline may be away"),
    "ltv_cac_ratio": _("Dollars a customer should bring for each spent on winning one"),
    "sessions_per_click": _("Visits counted for each click, if not known"),
    "discount_pct": _("What money next year is worth less, per cent"),
    "horizon_years": _("Years to look ahead"),
    "survey_weight": _(
        "Customers asked at which their answers weigh as much as the national survey"
    ),
    "survey_least": _("Customers who should be asked"),
    "reference_months_most": _("Months after which a survey counts as old"),
    "segment_points_least": _("Points by which age groups should differ in a segment"),
    "slot_weight": _("Average posts added to each time slot, so that few posts decide little"),
    "slot_posts_least": _("Posts a time slot needs to be judged"),
    "slots_chosen": _("Time slots chosen"),
    "competitors_least": _("Competitors that should be counted"),
    "other_language_from": _("Per cent of another language from which to post in it"),
    "score_least": _("Score a channel needs to be chosen"),
    "reach_least_pct": _("Per cent of the segment a channel must reach"),
    "hours_two_channels": _("Hours a week up to which two channels are enough"),
    "hours_three_channels": _("Hours a week up to which three channels are enough"),
    "minutes_message": _("Minutes one answer takes, where that is not asked"),
    "proactive_min": _("Minutes a week to comment with others, where that is not asked"),
    "planning_min": _("Minutes a week to plan, where that is not asked"),
    "reporting_min": _("Minutes a week to look at numbers, where that is not asked"),
    "email_min": _("Minutes a week for a newsletter, where that is not asked"),
    "listings_min": _("Minutes a week for the entry on the map, where that is not asked"),
    "foothold_followers": _("Followers from which a foothold rates 1, 2, 3, 4"),
    "candidates_most": _("Channels an owner should rate at most"),
    "opening_unknown": _("Rating of the room left by competitors if nobody counted, 0 to 4"),
    "draws": _("Random weightings tried to test the choice"),
    "draws_seed": _("Number the random weightings start from, so that they can be repeated"),
    "solid_share_pct": _("Per cent of weightings that must agree for a solid choice"),
    "solid_change_pct": _("Per cent one weight may change without changing a solid choice"),
    "ahp_ratio_most": _("How far pairwise comparisons may contradict one another"),
    "mix_value_pct": _("Share of posts that give something, per cent: the guide"),
    "mix_shared_pct": _("Share of posts that pass on what others made, per cent: the guide"),
    "mix_promo_pct": _("Share of posts that ask for the sale, per cent: the guide"),
    "promo_least_pct": _("Share of posts that ask for the sale, per cent, at least"),
    "promo_most_pct": _("Share of posts that ask for the sale, per cent, at most"),
    "content_types_least": _("Kinds of content the suppliers should have"),
    "utilisation_most_pct": _("Per cent of the hours a plan may fill"),
    "person_share_most_pct": _("Per cent of the hours one person may carry"),
    "published_least_pct": _("Per cent of planned posts below which a week has lapsed"),
    "similarity_most": _("How alike two texts may be, 0 to 1"),
    "draft_days": _("Days before a post its draft is due"),
    "skill_needed": _("Level each skill should have in the team, 0 to 3"),
    "wage_load": _("Times the wage an hour costs, if not known"),
    "check_every_min": _("Open minutes between two looks at the inbox"),
    "sla_minutes": _("Open minutes within which everybody gets an answer"),
    "view_rate_pct": _("Per cent of a person's contacts who see a post, if not known"),
    "match_rate_pct": _("Per cent of a list a platform finds, if not known"),
    "reserve_pct": _("Reserve on top of the year's cost, per cent"),
    "revenue_share_most_pct": _("Per cent of sales the plan may cost"),
    "attribution_days": _("Days before an order in which a visit counts"),
    "attribution_points_most": _("Points by which ways of sharing out credit may differ"),
    "doubt_from": _("Chance of error from which two rates count as no different"),
    "few_conversions": _("Orders below which a rate is too few to judge"),
    "rough_conversions": _("Orders below which a rate is rough"),
    "attain_green": _("Share of the path from which a target is on track"),
    "attain_amber": _("Share of the path below which a target is off track"),
    "attain_high": _("Share of the path from which a target was too low"),
    "actuals_days_most": _("Days after which monthly numbers count as old"),
    "pillar_posts_least": _("Posts a theme needs to be judged"),
    "ad_return_times": _("Times break-even from which ads earn more money"),
    "messages_least": _("Messages a month needed to judge answering"),
    "published_month_pct": _("Per cent of planned posts below which a month has lapsed"),
    "mentions_least": _("Mentions needed to judge the mood"),
    "sentiment_fall": _("Points of mood lost from which promotion pauses"),
    "reach_new_pct": _("Per cent of the segment from which a new channel is looked at"),
    "authority_people_reference": _("Network of a manager that counts as full reach"),
    "authority_posts_least": _("Posts in a quarter needed to judge what they set off"),
    "authority_shift": _("Points each weight is moved by to test the index"),
}


def build(context: PlanContext) -> list[Block]:
    """Return the appendix on formulas, rules of thumb, sources and how sure answers are."""
    rules = context.settings.rules
    return [
        *_sureness(context),
        Heading(text=str(_("Formulas"))),
        Table(
            columns=(
                Column(label=str(_("Figure")), share=1.2),
                Column(label=str(_("How it is worked out")), share=2),
                Column(label=str(_("Source")), share=0.9),
            ),
            rows=tuple(
                (
                    str(name),
                    formula,
                    str(_("our rule of thumb")) if source == "rule" else source,
                )
                for name, formula, source in FORMULAS
            ),
        ),
        Heading(text=str(_("Our rules of thumb"))),
        Paragraph(
            text=str(
                _(
                    "These limits are ours, not facts of the field. A facilitator can set every "
                    "one of them."
                )
            )
        ),
        Table(
            columns=(
                Column(label=str(_("Rule"))  , share=3),
                Column(label=str(_("Here")), align="right", share=0.8),
                Column(label=str(_("Usual")), align="right", share=0.8),
            ),
            rows=tuple(
                (
                    str(words),
                    _shown(getattr(rules, name)),
                    _shown(HouseRules.model_fields[name].default),
                )
                for name, words in _rules_in_use(context)
            ),
        ),
        *sources(context),
    ]  # fmt: skip


_FIRST_RULES = {
    "readiness_weight_integration": "readiness",
    "objectives_most": "objectives",
    "survey_weight": "audience",
    "score_least": "channels",
    "mix_value_pct": "content",
    "attribution_days": "measurement",
}
"""The rule each step's rules begin with, in the order they are declared."""


def _rules_in_use(context: PlanContext) -> list[tuple[str, Lazy]]:
    """Return the rules of steps that were begun, and every one this workshop has changed."""
    rules, step, found = context.settings.rules, "readiness", []
    begun = {part.name for part in context.given.steps if part != type(part)()}
    for name, words in RULE_WORDS.items():
        step = _FIRST_RULES.get(name, step)
        changed = getattr(rules, name) != HouseRules.model_fields[name].default
        if step in begun or changed:
            found.append((name, words))
    return found


def _shown(rule: float | tuple[int, ...]) -> str:
    steps = rule if isinstance(rule, tuple) else (rule,)
    return "; ".join(number(step) for step in steps)


def _sureness(context: PlanContext) -> list[Block]:
    counts: Counter[Basis] = Counter()
    for step in context.given.steps:
        for part in step.parts():
            for name in part.questions():
                value = getattr(part, name)
                if isinstance(value, Measured):
                    counts[value.basis] += 1
    if not counts:
        return []
    words = ", ".join(f"{counts[basis]} {basis.label}" for basis in Basis if counts[basis])
    text = _(
        "How sure are the numbers you gave? {words}. In the plan every figure that is not "
        "measured, or rests on one that is not, carries a mark."
    ).format(words=words)
    return [Paragraph(text=str(text))]


_ALWAYS = {"W13", "W22", "W28", "W31", "W37", "W60"}
"""What even a short plan is worked out by."""


def sources(context: PlanContext) -> list[Block]:
    """Return where the checks and formulas of this plan come from."""
    used = {
        source
        for outcome in context.evaluation.checks
        if outcome.state is not State.UNKNOWN
        for source in outcome.check.sources
    }
    if context.telling.short:
        # Formulas are not printed there: what the findings rest on, and the surveys.
        fired = context.evaluation.fired()
        used = {source for item in fired for source in item.check.sources} | _ALWAYS
    else:
        used |= {source for _name, _formula, source in FORMULAS if source != "rule"}
    items = []
    for source in context.telling.reference.sources.values():
        if source.id not in used:
            continue
        lead = Run(text=f"{source.id}  ", strong=True)
        items.append(ListItem(text=(lead, Run(text=source.title, href=source.address))))
    return [Heading(text=str(_("Sources"))), Listing(items=tuple(items))]


def versions(context: PlanContext) -> list[Block]:
    """Return the change log."""
    facts = context.facts
    return [
        Table(
            columns=(
                Column(label=str(_("Version")), share=0.6),
                Column(label=str(_("Date")), share=1),
                Column(label=str(_("What changed")), share=3),
            ),
            rows=((number(facts.version), day(facts.as_of), str(_("First version."))),),
        ),
    ]
