"""The first sheet of the Excel template: whose it is, how to fill it in, what to look up."""

from __future__ import annotations

from typing import Any

from workshop.handouts.form_sheet import MARK, PARTICIPANT, QUIET
from workshop.handouts.layout import Page
from workshop.handouts.looks import Book, height_of
from workshop.i18n import _

_LINES = (
    _(
        "Write into the pale cells. Leave empty what you do not know yet: that is better than a "
        "number made up."
    ),
    _(
        "Where a cell offers a list, take from the list. Beside each question stand what to write "
        "and an example."
    ),
    _(
        "An asterisk * marks what is needed to finish a step, a diamond ◆ what to look up "
        "beforehand."
    ),
    _("Tables have empty rows to fill in. More rows can be inserted between them."),
    _("Save the file as it is (.xlsx) and send it to your facilitator."),
)


def write_start(sheet: Any, pages: tuple[Page, ...], key: str, made: Book) -> None:
    """Write the sheet."""
    forms = made.formats
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3, None, {"hidden": True})
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 84)
    sheet.write_string(0, 0, MARK, forms["mark"])
    sheet.set_row(1, 34)
    sheet.write_string(1, 0, QUIET)
    title = made.look.business or made.look.title or str(_("Your answers"))
    sheet.write_string(1, 1, title, forms["title"])
    sheet.set_row(2, 22)
    sheet.write_string(2, 0, QUIET)
    lead = _("Social media strategy: questions to answer before or after the workshop")
    sheet.merge_range(2, 1, 2, 2, str(lead), forms["lead"])
    sheet.set_row(4, 20)
    sheet.write_string(4, 0, PARTICIPANT)
    sheet.write_string(4, 1, str(_("Your key (from the facilitator)")), forms["question"])
    sheet.write_string(4, 2, key, forms["answer"])
    row = 6
    for line in _LINES:
        sheet.write_string(row, 0, QUIET)
        sheet.merge_range(row, 1, row, 2, str(line), forms["question"])
        sheet.set_row(row, height_of([(str(line), 118)]))
        row += 1
    _write_prework(sheet, row + 1, pages, made)
    sheet.set_paper(1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_prework(sheet: Any, row: int, pages: tuple[Page, ...], made: Book) -> None:
    """List what to look up beforehand, topic by topic."""
    forms = made.formats
    found = {
        str(group.kind.title): [one.question for one in group.fields if one.question.prework]
        for page in pages
        for group in page.groups
    }
    if not any(found.values()):
        return
    sheet.set_row(row, 26)
    sheet.write_string(row, 0, QUIET)
    sheet.write_string(row, 1, str(_("Look up beforehand ◆")), forms["group"])
    sheet.write_blank(row, 2, None, forms["group"])
    for title, questions in found.items():
        if not questions:
            continue
        row += 1
        told = "\n".join(
            " – ".join(filter(None, (str(one.label), str(one.help)))) for one in questions
        )
        sheet.write_string(row, 0, QUIET)
        sheet.write_string(row, 1, title, forms["prework"])
        sheet.write_string(row, 2, told, forms["question"])
        sheet.set_row(row, height_of([(title, 34), (told, 84)]) + 3)
