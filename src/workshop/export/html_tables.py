"""Tables in HTML as tables on paper: DataFrames above all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from workshop.blocks import Block, Column, Run, Table
from workshop.i18n import _

Cell = tuple[Run, ...]
COLUMNS_MOST = 9
ROWS_MOST, ROWS_LAST = 120, 10
_SPAN_MOST = 60
_NUMBER = re.compile(
    r"[-+−(]?[$€£]?\s?[\d.,\s]*\d[\d.,]*(e[-+]?\d+)?\s?[%)]?|[-–—]|nan|NaN|NaT|…|\.\.\.|"
)


def table_blocks(table: Any, runs_of: Callable[[Any], Cell]) -> Iterator[Block]:
    """Give a table; a wide one in several pieces, a long one with its middle left out.

    Parameters
    ----------
    table : bs4.Tag
        The ``table`` element.
    runs_of : callable
        Turns what stands in a cell into runs.
    """
    heads, body = _grids(table, runs_of)
    index = _index_width(table)
    caption = _caption(table)
    width = max((len(row) for row in (*heads, *body)), default=0)
    if not width or not (heads or body):
        return
    labels = [_label(heads, column) for column in range(width)]
    note, body = _shortened(body)
    full = [[*row, *([()] * (width - len(row)))] for row in body]
    columns = [
        Column(
            label=label,
            align="right" if place >= index and _is_numeric(full, place) else "left",
            share=_share(label, full, place),
        )
        for place, label in enumerate(labels)
    ]
    yield from _pieces(columns, full, caption, note, index)


def _pieces(
    columns: list[Column], rows: list[list[Cell]], caption: str, note: str, index: int
) -> Iterator[Block]:
    """Give the table, cut into pieces of columns that fit; the index stands in each."""
    if len(columns) <= COLUMNS_MOST:
        yield Table(
            columns=tuple(columns), rows=tuple(map(tuple, rows)), caption=caption, note=note
        )
        return
    index = min(index, 2)
    step = COLUMNS_MOST - index
    starts = range(index, len(columns), step)
    for number, start in enumerate(starts, start=1):
        chosen = [*range(index), *range(start, min(start + step, len(columns)))]
        words = _("Columns {first} to {last} of {all}").format(
            first=start + 1, last=chosen[-1] + 1, all=len(columns)
        )
        last = number == len(starts)
        yield Table(
            columns=tuple(columns[place] for place in chosen),
            rows=tuple(tuple(row[place] for place in chosen) for row in rows),
            caption=f"{caption} – {words}" if caption else str(words),
            note=note if last else "",
        )


def _caption(table: Any) -> str:
    found = table.find("caption")
    return " ".join(found.get_text(" ").split()) if found is not None else ""


def _index_width(table: Any) -> int:
    """Return how many columns at the left are headings of their rows."""
    body = table.find("tbody")
    row = (body or table).find("tr")
    if row is None:
        return 0
    count = 0
    for cell in row.find_all(["th", "td"], recursive=False):
        if cell.name != "th":
            break
        count += 1
    return count


def _grids(table: Any, runs_of: Callable[[Any], Cell]) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """Return the rows of the head and of the body, spans filled."""
    head_rows: list[Any] = []
    body_rows: list[Any] = []
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        in_head = row.find_parent("thead") is not None
        cells = row.find_all(["th", "td"], recursive=False)
        only_heads = bool(cells) and all(cell.name == "th" for cell in cells)
        first = not head_rows and not body_rows
        (head_rows if in_head or (only_heads and first) else body_rows).append(row)
    return _grid(head_rows, runs_of, strong=False), _grid(body_rows, runs_of, strong=True)


def _grid(rows: Sequence[Any], runs_of: Callable[[Any], Cell], *, strong: bool) -> list[list[Cell]]:
    below: dict[int, tuple[int, Cell]] = {}
    grid = []
    for row in rows:
        line: list[Cell] = []
        cells = iter(row.find_all(["th", "td"], recursive=False))
        while True:
            column = len(line)
            if column in below:
                left, runs = below.pop(column)
                line.append(runs)
                if left > 1:
                    below[column] = (left - 1, runs)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            runs = runs_of(cell)
            if strong and cell.name == "th":
                runs = tuple(run.model_copy(update={"strong": True}) for run in runs)
            high = _span(cell, "rowspan")
            for offset in range(_span(cell, "colspan")):
                line.append(runs if offset == 0 or not strong else ())
                if high > 1:
                    below[column + offset] = (high - 1, runs)
        grid.append(line)
    return grid


def _span(cell: Any, name: str) -> int:
    text = str(cell.get(name, "1")).strip()
    return max(1, min(_SPAN_MOST, int(text))) if text.isdecimal() and text.isascii() else 1


def _label(heads: list[list[Cell]], column: int) -> str:
    """Join the rows of a head, each word once."""
    texts = [_text(row[column]) for row in heads if column < len(row)]
    return " · ".join(dict.fromkeys(text for text in texts if text))


def _text(cell: Cell) -> str:
    return " ".join("".join(run.text for run in cell).split())


def _is_numeric(rows: list[list[Cell]], column: int) -> bool:
    texts = [_text(row[column]) for row in rows]
    return any(text for text in texts) and all(_NUMBER.fullmatch(text) for text in texts)


def _share(label: str, rows: list[list[Cell]], column: int) -> float:
    """Return the width a column asks for, by its longest texts."""
    longest = max([len(label) * 0.8, *(len(_text(row[column])) for row in rows)], default=4)
    return float(min(40.0, max(4.0, longest)))


def _shortened(rows: list[list[Cell]]) -> tuple[str, list[list[Cell]]]:
    if len(rows) <= ROWS_MOST:
        return "", rows
    left = len(rows) - ROWS_MOST
    words = _("{n} rows in the middle are not printed.").format(n=f"{left:,}")
    gap: list[Cell] = [(Run(text="…"),) for _cell in rows[0]]
    return str(words), [*rows[: ROWS_MOST - ROWS_LAST], gap, *rows[-ROWS_LAST:]]
