"""The template as an Excel file: a sheet for each step, to be filled in away from the workbook.

Every cell for an answer is a text cell, so that no program makes a date of "3-4" or a
fraction of "52 %": what is typed is what arrives.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from workshop.handouts.form_sheet import MARK
from workshop.handouts.layout import Group, Page, naming_field
from workshop.handouts.looks import LISTS, Book, Look, formats_of
from workshop.handouts.start_sheet import write_start
from workshop.handouts.step_sheet import HEAD_ROWS, StepSheet, columns_of, table_height
from workshop.handouts.writing import Writer
from workshop.i18n import _

_DATED = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - the same answers give the same file


def write_workbook(pages: tuple[Page, ...], writer: Writer, key: str, look: Look) -> bytes:
    """Return the template as an .xlsx file, filled in as far as there are answers.

    Parameters
    ----------
    pages : tuple of Page
        What is asked.
    writer : Writer
        The answers so far.
    key : str
        The participant's key; empty if the file is for anyone.
    look : Look
        Title and colours.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties(
        {"title": str(_("Social media strategy: answers")), "author": look.title, "created": _DATED}
    )
    made = Book(book, look, writer)
    made.formats = formats_of(book, look)
    start = book.add_worksheet(_sheet_name(str(_("Start here"))))
    sheets = [(page, book.add_worksheet(_sheet_name(str(page.title)))) for page in pages]
    lists = book.add_worksheet(LISTS)
    # Where a table's names stand has to be known before the first drop-down that offers them.
    for page, sheet in sheets:
        _find_places(page, sheet.get_name(), made)
    write_start(start, pages, key, made)
    for page, sheet in sheets:
        StepSheet(sheet, page, made).write()
    _lists_sheet(lists, made)
    lists.hide()
    book.close()
    return out.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(char for char in title if char not in "[]:*?/\\")[:31]


def _find_places(page: Page, sheet: str, made: Book) -> None:
    """Note the range of cells in which the rows of each table have their names."""
    row = HEAD_ROWS
    for group in page.groups:
        row += 1
        if not group.is_table:
            row += 1 + len(group.fields) + 1
            continue
        first = row + 4
        row = first + table_height(group, made.writer) + 1
        _note_place(group, sheet, first, row - 1, made)


def _note_place(group: Group, sheet: str, first: int, last: int, made: Book) -> None:
    kind: Any = group.kind
    name = naming_field(kind)
    if kind.fixed is None and name in [one.name for one in group.fields] and last > first:
        letter = xl_col_to_name(columns_of(group)[name])
        quoted = sheet.replace("'", "''")
        made.places[kind.at] = f"='{quoted}'!${letter}${first + 1}:${letter}${last}"


def _lists_sheet(sheet: Any, made: Book) -> None:
    sheet.write_string(0, 0, MARK.split()[0] + " lists")
    for column, options in enumerate(made.lists, start=1):
        for row, text in enumerate(options):
            sheet.write_string(row, column, text)
