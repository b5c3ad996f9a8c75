"""The plan as a spreadsheet to go on with: calendar, budget, KPIs, checklist.

Numbers that follow from others are formulas, so that an owner can change an hour or a price
and see what it does. What a participant wrote is always written as text, never as a formula.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from workshop.i18n import Words, _
from workshop.method import Value
from workshop.plan.context import PlanContext
from workshop.plan.roadmap import steps
from workshop.steps.content.words import PILLARS, WEEKS_YEAR
from workshop.steps.measurement.section import due_at, month_ahead
from workshop.steps.objectives.smart.method import capital
from workshop.tongues import name_of

_DATED = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - the same plan gives the same file
_MONTHS = 12


@dataclass
class _Book:
    book: Any
    head: Any
    text: Any
    bold: Any
    money: Any
    money_bold: Any
    number: Any
    percent: Any
    given: Any
    given_money: Any
    date: Any
    note: Any


def plan_xlsx(context: PlanContext) -> bytes:
    """Return the workbook of a plan, the same bytes from the same plan."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    title = str(_("Social media plan"))
    book.set_properties({"title": title, "author": context.settings.brand.host, "created": _DATED})
    made = _formats(book, context.settings.brand.colour)
    _calendar(made, context)
    _budget(made, context)
    _kpis(made, context)
    _checklist(made, context)
    book.close()
    return out.getvalue()


def _formats(book: Any, colour: str) -> _Book:
    def look(**more: object) -> Any:
        return book.add_format({"font_name": "Calibri", "font_size": 11, "valign": "top", **more})

    money = {"num_format": "$#,##0.00"}
    given = {"bg_color": "#FFF6E5", "border": 1, "border_color": "#E3D3B0"}
    return _Book(
        book,
        head=look(bold=True, font_color="#FFFFFF", bg_color=colour, text_wrap=True),
        text=look(text_wrap=True),
        bold=look(bold=True),
        money=look(**money),
        money_bold=look(bold=True, top=1, **money),
        number=look(num_format="#,##0.00"),
        percent=look(num_format="0.0%"),
        given=look(num_format="#,##0.00", **given),
        given_money=look(**money, **given),
        date=look(num_format="yyyy-mm-dd hh:mm", align="left"),
        note=look(italic=True, font_color="#5B6B76", text_wrap=True),
    )


def _sheet(made: _Book, name: Words, heads: Sequence[Words], widths: Sequence[int]) -> Any:
    sheet = made.book.add_worksheet(str(name)[:31])
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(0, column, str(head), made.head)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _calendar(made: _Book, context: PlanContext) -> None:
    heads = (
        _("When"), _("Channel"), _("Made as"), _("Theme"), _("Objective"), _("Post"),
        _("Text to start from"), _("Picture shows"), _("Link"), _("Language"), _("Made by"),
        _("Approved by"), _("Draft due"), _("Status"), _("Id"),
    )  # fmt: skip
    widths = (17, 13, 14, 20, 10, 30, 60, 26, 40, 9, 16, 16, 12, 11, 18)
    sheet = _sheet(made, _("Calendar"), heads, widths)
    telling = context.telling
    for row, post in enumerate(context.evaluation.content.posts, 1):
        sheet.write_datetime(row, 0, post.at, made.date)
        texts = (
            telling.channel(post.channel), str(post.format.label) if post.format else "",
            telling.row(PILLARS, post.pillar), post.objective, post.title, post.copy,
            post.alt_text, post.url, name_of(post.language), telling.person(post.owner),
            telling.person(post.approver), post.draft_due.isoformat(), str(post.status.label),
            post.id,
        )  # fmt: skip
        for column, text in enumerate(texts, 1):
            sheet.write_string(row, column, text, made.text)
    last = max(1, len(context.evaluation.content.posts))
    sheet.autofilter(0, 0, last, len(heads) - 1)


class _Lines:
    """Writes label and value line by line; a formula is blank as long as an input is."""

    def __init__(self, sheet: Any, made: _Book) -> None:
        self._sheet, self._made = sheet, made
        self.row = 1

    def given(
        self, label: Words, value: Value[Any], note: Words = "", *, money: bool = False
    ) -> str:
        """Write a number the owner may change and return its cell."""
        self._label(label, note)
        look = self._made.given_money if money else self._made.given
        if value.known:
            self._sheet.write_number(self.row, 1, float(value.get()), look)
        else:
            self._sheet.write_blank(self.row, 1, None, look)
        return self._next()

    def derived(
        self, label: Words, formula: str, needs: Sequence[str], value: Value[Any], look: Any,
        note: Words = "",
    ) -> str:  # fmt: skip
        """Write a formula with the value it has now, and return its cell."""
        self._label(label, note)
        counted = f'IF(COUNT({",".join(needs)})={len(needs)},{formula},"")'
        shown = float(value.get()) if value.known else ""
        self._sheet.write_formula(self.row, 1, f"={counted}", look, shown)
        return self._next()

    def head(self, label: Words) -> None:
        """Write a heading with a free line above."""
        self.row += 1
        self._sheet.write_string(self.row, 0, str(label), self._made.bold)
        self.row += 1

    def _label(self, label: Words, note: Words) -> None:
        self._sheet.write_string(self.row, 0, str(label), self._made.text)
        if note:
            self._sheet.write_string(self.row, 2, str(note), self._made.note)

    def _next(self) -> str:
        self.row += 1
        return f"B{self.row}"


def _budget(made: _Book, context: PlanContext) -> None:
    sheet = _sheet(made, _("Budget"), (_("What"), _("Number"), _("Note")), (44, 16, 60))
    lines = _Lines(sheet, made)
    answers, result = context.answers, context.evaluation
    rules, budget, cost = context.settings.rules, result.content.budget, result.content.supply
    returns, worth = result.measurement.returns, result.objectives.economics
    lines.head(_("Change what is set on yellow; the rest follows"))
    hours = lines.given(_("Hours a week"), result.content.cadence.hours, _("from the cadence"))
    wage = lines.given(_("Loaded wage, an hour"), cost.loaded_wage, money=True)
    funnel = answers.objectives.funnel
    ads = lines.given(_("Ads, a month"), _value(funnel.ad_budget_month), money=True)
    parts = [
        lines.given(label, budget.lines[name], money=True)
        for name, label in (
            ("tools", _("Tools, a year")), ("content", _("Making things, a year")),
            ("outside", _("Agency or freelancer, a year")),
            ("integration", _("Connecting the tools, first year")),
            ("training", _("Training, a year")),
        )
    ]  # fmt: skip
    reserve_pct = lines.given(_("Reserve, per cent"), Value(rules.reserve_pct), _("rule of thumb"))
    revenue = lines.given(
        _("Sales a year"), _value(answers.readiness.profile.revenue_year), money=True
    )
    lines.head(_("The year"))
    labour = lines.derived(
        _("Hours of your people"), f"{hours}*{WEEKS_YEAR}*{wage}", (hours, wage),
        budget.lines["labour"], made.money,
    )  # fmt: skip
    bought = lines.derived(_("Ads"), f"{ads}*{_MONTHS}", (ads,), budget.lines["ads"], made.money)
    every = (labour, bought, *parts)
    year = lines.derived(
        _("Cost of the year"), f"SUM({','.join(every)})", every, budget.year, made.money_bold
    )
    reserve = lines.derived(
        _("Reserve"), f"{year}*{reserve_pct}/100", (year, reserve_pct), budget.reserve, made.money
    )
    lines.derived(
        _("To be approved"), f"{year}+{reserve}", (year, reserve), budget.request, made.money_bold
    )
    lines.derived(
        _("Share of sales"), f"{year}/{revenue}", (year, revenue), _hundredth(budget.share),
        made.percent,
    )  # fmt: skip
    lines.head(_("What it brings"))
    orders = lines.given(_("Orders planned in the year"), returns.orders)
    share = answers.objectives.economics.new_share_pct
    new_share = lines.given(_("Of 100 orders, from new customers"), _value(share))
    c = lines.given(_("Contribution of an order"), worth.contribution, money=True)
    clv = lines.given(_("Customer lifetime value"), worth.clv, money=True)
    new = lines.derived(
        _("New customers"), f"{orders}*{new_share}/100", (orders, new_share),
        returns.new_customers, made.number,
    )  # fmt: skip
    lines.derived(_("To win a customer"), f"{year}/{new}", (year, new), returns.cac, made.money)
    lines.derived(
        _("Return on the first orders"), f"({orders}*{c}-{year})/{year}", (orders, c, year),
        _hundredth(returns.roi_first), made.percent,
    )  # fmt: skip
    lines.derived(
        _("Return with what new customers bring later"), f"({new}*{clv}-{year})/{year}",
        (new, clv, year), _hundredth(returns.roi_clv), made.percent,
    )  # fmt: skip
    lines.derived(
        _("Orders to break even"), f"ROUNDUP({year}/{c},0)", (year, c), returns.break_even,
        made.number,
    )  # fmt: skip


def _value(answer: Any) -> Value[float]:
    inner = getattr(answer, "value", answer)
    return Value(None if inner is None else float(inner))


def _hundredth(value: Value[float]) -> Value[float]:
    return Value(value.get() / 100) if value.known else value


def _kpis(made: _Book, context: PlanContext) -> None:
    start = context.evaluation.as_of
    months = [month_ahead(start, n) for n in range(_MONTHS)]
    heads: tuple[Words, ...] = (
        _("Objective"), _("Number"), _("Kind"), _("Where it lives"), _("Looked up by"), "",
        *(f"{month:%Y-%m}" for month in months),
    )  # fmt: skip
    sheet = _sheet(made, _("KPIs"), heads, (10, 30, 14, 20, 18, 9, *(10 for _m in months)))
    telling = context.telling
    kept = {item.objective.id: item for item in context.evaluation.objectives.kept}
    row = 1
    for objective, branches in context.evaluation.measurement.tree.items():
        item = kept[objective]
        for branch in branches:
            texts = (
                objective, capital(branch.name), str(branch.kind.label) if branch.kind else "",
                telling.row("/readiness/systems", branch.source) if branch.source else "",
                telling.person(branch.owner),
            )  # fmt: skip
            own = item.metric is not None and branch.metric is item.metric
            for label, offset in (
                ((_("due"), 0), (_("reached"), 1)) if own else ((_("reached"), 0),)
            ):
                for column, text in enumerate(texts):
                    sheet.write_string(row + offset, column, text, made.text)
                sheet.write_string(row + offset, 5, str(label), made.note)
            if own:
                for column, month in enumerate(months, 6):
                    due = due_at(item, month)
                    if due is not None:
                        sheet.write_number(row, column, due, made.number)
                    sheet.write_blank(row + 1, column, None, made.given)
            else:
                for column in range(6, 6 + _MONTHS):
                    sheet.write_blank(row, column, None, made.given)
            row += 2 if own else 1


def _checklist(made: _Book, context: PlanContext) -> None:
    heads = (_("Done"), _("What"), _("Who"), _("By"))
    sheet = _sheet(made, _("Checklist"), heads, (7, 80, 24, 14))
    for row, step in enumerate(steps(context), 1):
        sheet.write_blank(row, 0, None, made.given)
        sheet.write_string(row, 1, str(step.text), made.text)
        sheet.write_string(row, 2, step.owner, made.text)
        sheet.write_string(row, 3, step.due.isoformat(), made.text)
    last = max(1, len(steps(context)))
    sheet.data_validation(1, 0, last, 0, {"validate": "list", "source": [str(_("yes"))]})
