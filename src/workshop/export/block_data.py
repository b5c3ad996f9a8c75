"""Blocks as the JSON the template reads: measured, softened, links checked, empties left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workshop.blocks import Block, Figure
from workshop.errors import ExportError
from workshop.export.compile import draws
from workshop.export.formulas import formula_data, lines_of
from workshop.export.long_words import breakable
from workshop.export.pictures import as_svg
from workshop.export.softening import Json, size_of, soften, softened, text_of_runs
from workshop.export.table_data import table_data
from workshop.i18n import _

_LONG_BOX = 1500
_SHORT_LIST = 600
_SHORT_LEAD = 480
_DEEPEST = 6


def blocks_data(blocks: Iterable[Block], top: int = 1) -> Iterator[Json]:
    """Give each block as the template wants it.

    Parameters
    ----------
    blocks : iterable of Block
        What stands in one section.
    top : int
        Level of the heading above them. Headings never skip a level below it, and those of
        one level stay so; with 0 there is none, and headings are set as bold lines.
    """
    # Levels as written, of the headings that are open; each is set one below the one before.
    above: list[int] = []
    every = list(blocks)
    for place, block in enumerate(every):
        data = block.model_dump()
        if block.kind == "paragraph":
            data["leads"] = _leads(data, every[place + 1 : place + 2])
        if block.kind == "heading" and block.text.strip():
            above = [*(level for level in above if level < block.level), block.level]
            yield _heading(data, top + len(above) if top else 0)
        elif _FULL[block.kind](data):
            yield _LOOK.get(block.kind, softened)(data)


def _heading(data: Json, level: int) -> Json:
    if not level:
        run = {"strong": True, "text": data["text"]}
        return {"kind": "paragraph", "style": "body", "text": [run]}
    return {**data, "level": level, "text": breakable(data["text"].replace("\n", " "), 24)}


def _leads(data: Json, after: list[Block]) -> bool:
    """Whether a paragraph is the short lead of a picture, which then stays on its page."""
    short = len(text_of_runs(data["text"])) <= _SHORT_LEAD
    return data["style"] == "body" and short and any(b.kind in ("figure", "bars") for b in after)


def _listing(data: Json, depth: int = 0) -> Json:
    items = [_item(item, depth + 1) for item in data["items"]]
    return {**data, "items": items, "short": size_of(data["items"]) <= _SHORT_LIST}


def _item(item: Json, depth: int) -> Json:
    return {
        "text": soften(item["text"]),
        "items": [_item(one, depth + 1) for one in item["items"]],
        "rest": list(_inner(item["rest"], depth)),
    }


def _inner(blocks: Iterable[Json], depth: int) -> Iterator[Json]:
    """Give the blocks inside another one; headings are bold lines there.

    What is nested deeper than the typesetter goes is set one after the other.
    """
    for data in blocks:
        kind = data["kind"]
        if kind == "heading":
            yield _heading(data, 0)
        elif kind in ("listing", "quote") and depth >= _DEEPEST:
            yield from _unnested(data, depth)
        elif kind == "listing":
            yield _listing(data, depth)
        elif kind == "quote":
            yield _quote(data, depth)
        elif _FULL[kind](data):
            yield _LOOK.get(kind, softened)(data)


def _unnested(data: Json, depth: int) -> Iterator[Json]:
    if data["kind"] == "quote":
        yield from _inner(data["blocks"], depth)
        return
    for item in data["items"]:
        bullet = {"text": "– "}
        yield softened({"kind": "paragraph", "style": "body", "text": [bullet, *item["text"]]})
        yield from _inner(item["rest"], depth)


def _quote(data: Json, depth: int = 0) -> Json:
    return {**data, "blocks": list(_inner(data["blocks"], depth + 1))}


def _formula(data: Json) -> Json:
    lines = [formula_data(line) for line in lines_of(data["source"])]
    if lines and None not in lines:
        return {"kind": "formula", "lines": lines}
    run = {"text": data["source"].strip()}
    return softened({"kind": "code", "text": [run]})


def _code(data: Json) -> Json:
    return {**data, "text": [{**run, "text": breakable(run["text"], 90)} for run in data["text"]]}


def _figure(data: Json) -> Json:
    svg = data["svg"] or as_svg(data["image"], data["mime"])
    if svg is None:
        raise _not_drawn(data["title"] or data["alt"])
    return {
        "kind": "figure",
        "svg": svg,
        "alt": " ".join(data["alt"].split()),
        "title": breakable(data["title"]),
        "note": breakable(data["note"]),
        "width": data["width"],
        "long": size_of([data["title"], data["note"]]) > _LONG_BOX,
    }


def _cards(data: Json) -> Json:
    two = data["columns"] == 2
    cards = []
    for card in data["cards"]:
        longest = max((len(name) for name, _text_ in card["facts"]), default=0)
        widest = 78 if two else 132
        cards.append(
            {
                **soften(card, 20 if two else 30),
                "facts": [
                    [breakable(name, 11 if two else 18), soften(text, 16 if two else 30)]
                    for name, text in card["facts"]
                ],
                "long": size_of(card) > (_LONG_BOX / 2 if two else _LONG_BOX),
                "label_width": min(widest, max(44, 5 * longest + 6)),
            }
        )
    return {**data, "cards": cards}


def _callout(data: Json) -> Json:
    return {**softened(data), "long": size_of(data) > _LONG_BOX}


def _checklist(data: Json) -> Json:
    tasks = [
        {
            **task,
            "text": soften(task["text"]),
            "owner": breakable(task["owner"], 14),
            "due": breakable(task["due"], 12),
            "long": size_of(task) > _LONG_BOX,
            "done_word": str(_("done")),
        }
        for task in data["tasks"]
    ]
    return {**data, "tasks": tasks}


def _measures(data: Json) -> Json:
    measures = [
        {**soften(one, 14), "value": breakable(one["value"], 9)} for one in data["measures"]
    ]
    long = any(size_of(one) > _LONG_BOX / 3 for one in data["measures"])
    return {**data, "measures": measures, "long": long}


def _bars(data: Json) -> Json:
    top = data["top"]
    bars = [
        {
            "label": breakable(label, 20),
            "note": breakable(note, 12),
            "long": size_of([label, note]) > _LONG_BOX / 5,
            "share": None if value is None or top <= 0 else max(0.0, min(100.0, 100 * value / top)),
        }
        for label, value, note in data["bars"]
    ]
    title, note = breakable(data["title"]), breakable(data["note"])
    return {"kind": "bars", "bars": bars, "title": title, "note": note}


def _signature(data: Json) -> Json:
    return {**data, "people": [breakable(" ".join(name.split())) for name in data["people"]]}


def _questions(data: Json) -> Json:
    questions = [
        {**soften(item, 24), "room": item["room"], "code": breakable(item["code"], 18)}
        for item in data["questions"]
    ]
    return {**data, "questions": questions}


def _grid(data: Json) -> Json:
    columns = [
        {**soften(column, max(6, int(column["width"] / 6))), "ticks": column["ticks"]}
        for column in data["columns"]
    ]
    return {**softened(data), "columns": columns}


def _slips(data: Json) -> Json:
    slips = [
        {
            **soften(slip, 40),
            "link": slip["link"],
            "alt": " ".join(slip["alt"].split()),
            "long": size_of(slip) > _LONG_BOX,
        }
        for slip in data["slips"]
    ]
    return {**data, "slips": slips}


_LOOK: dict[str, Callable[[Json], Json]] = {
    "listing": _listing,
    "quote": _quote,
    "formula": _formula,
    "code": _code,
    "table": table_data,
    "figure": _figure,
    "cards": _cards,
    "callout": _callout,
    "checklist": _checklist,
    "measures": _measures,
    "bars": _bars,
    "signature": _signature,
    "questions": _questions,
    "grid": _grid,
    "slips": _slips,
}
_FULL: dict[str, Callable[[Json], bool]] = {
    "heading": lambda data: bool(data["text"].strip()),
    "paragraph": lambda data: bool(text_of_runs(data["text"]).strip()),
    "listing": lambda data: bool(data["items"]),
    "table": lambda data: bool(data["columns"]),
    "figure": lambda data: bool(data["svg"] or data["image"]),
    "cards": lambda data: bool(data["cards"]),
    "callout": lambda _data: True,
    "checklist": lambda data: bool(data["tasks"]),
    "measures": lambda data: bool(data["measures"]),
    "tree": lambda data: bool(data["roots"]),
    "bars": lambda data: bool(data["bars"]),
    "signature": lambda data: bool(data["people"]),
    "questions": lambda data: bool(data["questions"]),
    "grid": lambda data: bool(data["columns"]),
    "slips": lambda data: bool(data["slips"]),
    "code": lambda data: bool(text_of_runs(data["text"]).strip()),
    "quote": lambda data: bool(data["blocks"]),
    "formula": lambda data: bool(data["source"].strip()),
    "rule": lambda _data: True,
    "page_break": lambda _data: True,
}


def check_pictures(blocks: Iterable[Block]) -> None:
    """Refuse the first figure the typesetter cannot draw, by name.

    Raises
    ------
    ExportError
        If there is one.
    """
    for block in blocks:
        if isinstance(block, Figure) and block.svg and not draws(block.svg):
            raise _not_drawn(block.title or block.alt)


def _not_drawn(name: str) -> ExportError:
    return ExportError(
        "A picture of the plan cannot be drawn.",
        where=repr(name[:80]),
        expected="SVG, PNG or JPEG",
        todo="Run the notebook again; its outputs may have been edited or cut.",
    )
