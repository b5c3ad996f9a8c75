"""Any file a facilitator was handed, as what it says of participants."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workshop.errors import ImportFileError
from workshop.handouts.answer_list import read_list
from workshop.handouts.form_sheet import MARK, is_form, participant_in, read_form
from workshop.handouts.given import FileContent, Filled, Spot
from workshop.handouts.json_file import read_json_file
from workshop.handouts.people_table import read_people
from workshop.handouts.taking import blank_free
from workshop.i18n import _
from workshop.imports.sheets import Sheet, read_bytes, read_sheets

_OURS = MARK.split()[0]


def read_file(path: Path) -> FileContent:
    """Return what a file says of each participant in it.

    What kind it is stands in the file itself: a filled-in template, a list of answers, a table
    of people, or JSON; XLSX, XLS, ODS, CSV.

    Raises
    ------
    ImportFileError
        If nothing in it can be understood.
    """
    data = read_bytes(path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return read_json_file(data, path.name)
    sheets = [sheet for sheet in read_sheets(data, path.name) if sheet.rows]
    forms = [sheet for sheet in sheets if is_form(sheet)]
    if forms:
        return _form_content(forms, path.name, _unread(sheets, forms))
    for sheet in sheets:
        content = read_list(sheet, path.name) or read_people(sheet, path.name)
        if content is not None:
            if not content.people and not content.problems:
                raise _nothing_below(path.name)
            notes = (*content.notes, *_unread(sheets, [sheet]))
            return FileContent(content.name, content.people, content.problems, notes)
    raise ImportFileError(
        "This file holds no answers that can be recognised.",
        where=path.name,
        found=_first_cells(sheets),
        expected="a filled-in template, or a table with the columns key, name, business, email",
        todo="Make a template with `workshop template` and copy the answers into it.",
    )


def _nothing_below(name: str) -> ImportFileError:
    return ImportFileError(
        "This table has a header and nothing below it.",
        where=name,
        expected="a row for each answer, or for each participant",
        todo="Fill it in, save it, and import it again.",
    )


def _form_content(forms: list[Sheet], name: str, notes: tuple[str, ...]) -> FileContent:
    key = next((key for sheet in forms if (key := participant_in(sheet))), "")
    read = [read_form(sheet, name) for sheet in forms]
    given = blank_free(one for cells, _problems in read for one in cells)
    problems = tuple(one for _cells, found in read for one in found)
    told = tuple(dict.fromkeys(sheet.note for sheet in forms if sheet.note))
    decimal = "," if forms[0].delimiter == ";" else "."
    filled = Filled(key, {}, given, problems, Spot(name), decimal)
    return FileContent(name, (filled,), (), (*told, *notes))


def _unread(sheets: Iterable[Sheet], read: list[Sheet]) -> tuple[str, ...]:
    """Name the sheets nobody looked at; our own lists for drop-downs are not worth a word."""
    others = [
        s for s in sheets if s not in read and not str(s.rows[0][:1]).strip("(',").startswith(_OURS)
    ]
    words = _("Sheet “{name}” is none of the template's and was not read.")
    return tuple(str(words.format(name=sheet.name)) for sheet in others)


def _first_cells(sheets: list[Sheet]) -> str:
    cells = [str(cell) for cell in (sheets[0].rows[0] if sheets else ()) if str(cell).strip()]
    return ", ".join(cells)[:120]
