"""Appendix C: every post of 13 weeks, with a text to start from."""

from __future__ import annotations

from itertools import groupby

from workshop.blocks import Block, Heading, Paragraph
from workshop.i18n import _
from workshop.numbers import day
from workshop.plan.context import PlanContext
from workshop.steps.content.section_work import calendar_table


def build(context: PlanContext) -> list[Block]:
    """Return the calendar week by week."""
    posts = context.evaluation.content.posts
    if not posts:
        return []
    text = _(
        "Set in bold: written by you. Set in grey: a text to start from, made from your themes, "
        "messages and ideas; make it your own before it goes out. Times are local. Links with "
        "their tags stand in the calendar file and the workbook beside this plan."
    )
    blocks: list[Block] = [Paragraph(text=str(text), style="small")]
    for number, (monday, week) in enumerate(groupby(posts, key=lambda post: post.week), 1):
        title = _("Week {n}, from {day}").format(n=number, day=day(monday))
        blocks.append(Heading(text=str(title), level=3))
        blocks.append(calendar_table(list(week), context.telling, words=True))
    return blocks
