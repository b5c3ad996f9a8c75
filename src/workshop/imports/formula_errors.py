"""The cells of an .xlsx file in which a formula left an error.

The reader gives such a cell as an empty one, and an answer would be lost without a word.
"""

from __future__ import annotations

import html
import io
import re
import zipfile

_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?:id="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(#[^<]{1,20})<",
    re.DOTALL,
)


def errors_in(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return errors by sheet, then by row and column from 0; nothing for other kinds of file."""
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
        if not {book, relations} <= names:
            return {}
        targets = dict(_targets(packed.read(relations)))
        found: dict[str, dict[tuple[int, int], str]] = {}
        for title, relation in _SHEET.findall(packed.read(book)):
            path = "xl/" + targets.get(relation, b"").decode(errors="replace").removeprefix("/xl/")
            if path in names:
                found[_text(title)] = dict(_cells(packed.read(path)))
    return {title: cells for title, cells in found.items() if cells}


def _targets(relations: bytes) -> list[tuple[bytes, bytes]]:
    pairs = []
    for tag in _RELATION.findall(relations):
        key, target = re.search(rb'\bId="([^"]*)"', tag), re.search(rb'\bTarget="([^"]*)"', tag)
        if key and target:
            pairs.append((key[1], target[1]))
    return pairs


def _cells(sheet: bytes) -> list[tuple[tuple[int, int], str]]:
    if b't="e"' not in sheet:
        return []
    return [
        ((int(row) - 1, _position(letters)), error.decode(errors="replace"))
        for letters, row, error in _CELL.findall(sheet)
    ]


def _position(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _text(title: bytes) -> str:

    return html.unescape(title.decode(errors="replace"))
