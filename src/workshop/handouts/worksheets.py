"""Blank worksheets: the questions of a step on paper, with room to write the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workshop.blocks import Block, Grid, Heading, Paragraph, Questions, Run
from workshop.handouts.layout import DECISIONS, Field, Group, Page, pages
from workshop.handouts.writing_room import (
    LIST,
    asked,
    blank_rows,
    column,
    explained,
    row_lines,
)
from workshop.i18n import Words, _
from workshop.reference import ChannelKind, Reference
from workshop.settings import Settings
from workshop.workbook.asking import TYPICAL_ROWS

ROWS_LEAST = 3
"""Blank rows of a table people fill."""
NAME_LINE = (_("Name"), _("Key"))
FOOT = _(
    "Afterwards: the answers are typed into the file that “workshop template” makes and read with "
    "“workshop import”."
)
_ROOM = 455.0
"""Points of a page's width."""
_HEAD, _NAMED_HEAD = 20.0, 112.0
_LEGEND = {"channels": _("Channels"), "metrics": _("What can be counted")}


def file_name(number: int, page: Page) -> str:
    """Return the name of a step's worksheet, such as ``worksheet-0-readiness.pdf``."""
    return f"worksheet-{number}-{page.name}.pdf"


def steps_on_paper(settings: Settings) -> tuple[Page, ...]:
    """Return the steps of a workshop with the decision each ends in.

    Reasons to go on in spite of a check are not asked on paper: no check has been made there.
    """
    *steps, last = pages(settings.tier)
    if last.name != DECISIONS:
        return (*steps, last)
    decisions = next((group for group in last.groups if group.kind.at == f"/{DECISIONS}"), None)
    if decisions is None:
        return tuple(steps)
    asked_of = {code for _name, code in blank_rows(decisions, 0)}
    return tuple(
        replace(page, groups=(*page.groups, decisions)) if page.name in asked_of else page
        for page in steps
    )


def worksheet(page: Page, reference: Reference, settings: Settings) -> list[Block]:
    """Return the worksheet of one step.

    Parameters
    ----------
    page : Page
        One of :func:`steps_on_paper`.
    reference : Reference
        Names of channels and of what can be counted.
    settings : Settings
    """
    sheet = _Sheet(page, reference, settings)
    return list(sheet.blocks())


class _Sheet:
    """One pass over a step: numbers run on through all its topics."""

    def __init__(self, page: Page, reference: Reference, settings: Settings) -> None:
        self._page = page
        self._reference = reference
        self._tier = settings.tier
        self._number = 0
        self._listed: set[str] = set()

    def blocks(self) -> Iterator[Block]:
        yield Paragraph(text=str(_lead()), style="small")
        for group in self._page.groups:
            yield Heading(text=str(self._title(group)), code=group.kind.at)
            yield from self._lists(group)
            if group.kind.at == f"/{DECISIONS}":
                yield self._decision(group)
            elif group.is_table:
                yield from self._table(group)
            else:
                yield Questions(
                    questions=tuple(asked(self._next(), field, group) for field in group.fields)
                )

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _title(self, group: Group) -> Words:
        return _("Your decision") if group.kind.at == f"/{DECISIONS}" else group.kind.title

    def _decision(self, group: Group) -> Questions:
        """Return this step's row of the decisions as questions of their own."""
        found = [asked(self._next(), field, group) for field in group.fields]
        at = self._page.name
        return Questions(
            questions=tuple(one.model_copy(update={"code": f"{at}/{one.code}"}) for one in found)
        )

    def _lists(self, group: Group) -> Iterator[Block]:
        """Yield the names a question is answered with, the first time they are needed."""
        for field in group.fields:
            table = getattr(field.question.kind, "to", "").removeprefix(LIST)
            if table not in _LEGEND or table in self._listed:
                continue
            self._listed.add(table)
            lead = Run(text=f"{_LEGEND[table]}: ", strong=True)
            yield Paragraph(text=(lead, Run(text=" · ".join(self._names(table)))), style="small")

    def _names(self, table: str) -> list[str]:
        names = self._reference.choices(table)
        if table != "channels":
            return list(names.values())
        known = self._reference.channels
        return [
            name for key, name in names.items() if known[key].kind is not ChannelKind.FORMER
        ]  # fmt: skip

    def _table(self, group: Group) -> Iterator[Block]:
        numbered = [(self._next(), field) for field in group.fields]
        known = [told for number, field in numbered if (told := explained(number, field, group))]
        if known:
            yield Questions(questions=tuple(known))
        fixed = group.kind.fixed is not None  # type: ignore[union-attr]  # a table has rows
        rows = blank_rows(group, rows_of(group, self._tier))
        head = str(group.kind.title) if fixed else ""
        width = _NAMED_HEAD if fixed else _HEAD
        for strip in _strips(numbered, _ROOM - width):
            columns = tuple(column(number, field) for number, field in strip)
            yield Grid(
                head=head,
                head_width=width,
                columns=columns,
                rows=rows,
                lines=row_lines([field for _number, field in strip]),
            )


def rows_of(group: Group, tier: int) -> int:
    """Return how many blank rows a table gets."""
    kind = group.kind
    needed = kind.needed(tier) if group.is_table else 0  # type: ignore[union-attr]
    return max(ROWS_LEAST, TYPICAL_ROWS.get(kind.at, 0), needed)


def _strips(numbered: Sequence[tuple[int, Field]], room: float) -> list[list[tuple[int, Field]]]:
    """Cut the columns of a table into as few grids as fit the page, about equally wide."""
    fewest = len(_cut(numbered, room))
    widest = int(room)
    narrowest = next(
        (width for width in range(1, widest, 4) if len(_cut(numbered, width)) == fewest), room
    )
    return _cut(numbered, narrowest)


def _cut(numbered: Sequence[tuple[int, Field]], room: float) -> list[list[tuple[int, Field]]]:
    """Fill one grid after the other up to a width."""
    strips: list[list[tuple[int, Field]]] = [[]]
    taken = 0.0
    for number, field in numbered:
        width = column(number, field).width
        if strips[-1] and taken + width > room:
            strips.append([])
            taken = 0.0
        strips[-1].append((number, field))
        taken += width
    return strips


def _lead() -> Words:
    return _(
        "Leave empty what you do not know: that is better than a number made up. * is needed to "
        "finish the step, ◆ is to be looked up beforehand. The small word under a question is its "
        "name in a file of answers."
    )
