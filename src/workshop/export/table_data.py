"""A table as the template wants it: how wide its columns are, which rows may break."""

from __future__ import annotations

from workshop.errors import ExportError
from workshop.export.long_words import breakable
from workshop.export.softening import LETTERS_A_LINE, Json, size_of, soften

_LONG_ROW = 900
_SHORT_TABLE_LINES = 22


def table_data(data: Json) -> Json:
    """Return a table with its texts softened to the widths of its columns.

    Raises
    ------
    ExportError
        If a row has more cells than there are columns.
    """
    columns = data["columns"]
    whole = sum(column["share"] or 1 for column in columns)
    limits = [min(30, max(5, int(0.8 * width) - 1)) for width in _widths(columns, whole)]
    rows, height = [], 0.0
    for row in data["rows"]:
        if len(row) > len(columns):
            raise ExportError(
                "A table of the plan has a row with more cells than columns.",
                where=data["caption"] or ", ".join(column["label"] for column in columns),
                found=f"{len(row)} cells",
                expected=f"{len(columns)} cells",
                todo="Report it: the table was built wrongly.",
            )
        full = [*row, *([[]] * (len(columns) - len(row)))]
        cells = [soften(cell, limit) for cell, limit in zip(full, limits, strict=True)]
        tallest = max(
            size_of(cell) / limit for cell, limit in zip(full, _widths(columns, whole), strict=True)
        )
        rows.append({"cells": cells, "long": tallest > _LONG_ROW / 20})
        height += max(1.0, tallest)
    for column, limit in zip(columns, limits, strict=True):
        column["label"] = breakable(column["label"], limit)
    return {
        **data,
        "rows": rows,
        "short": height <= _SHORT_TABLE_LINES,
        "caption": breakable(data["caption"]),
        "note": breakable(data["note"]),
    }


def _widths(columns: list[Json], whole: float) -> list[float]:
    """Return the letters that go on a line of each column."""
    return [max(4.0, LETTERS_A_LINE * (column["share"] or 1) / whole) for column in columns]
