"""A facilitator's Markdown as blocks. What has no block of its own is named, never dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal
from urllib.parse import unquote

from workshop.blocks import (
    Block,
    Checklist,
    Code,
    Column,
    Figure,
    Formula,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    Task,
)
from workshop.blocks.model import ListItem
from workshop.export.inline import Inline, Notes, Token, words
from workshop.export.pictures import Picture, bundle_picture, data_address
from workshop.export.reader import reader
from workshop.i18n import Lazy, _

_ALIGN: dict[str | None, Literal["left", "right", "center"]] = {
    "right": "right",
    "center": "center",
}
Files = Mapping[str, Mapping[str, Any]]


def markdown_blocks(source: str, attachments: Files, cell: str) -> list[Block]:
    """Return Markdown as blocks.

    Parameters
    ----------
    source : str
        What stands in the cell.
    attachments : mapping
        The cell's own files: name to MIME type to base64.
    cell : str
        The cell's id, for pictures that say nothing of themselves.
    """
    try:
        tokens, state = reader().parse(source)
        return list(_Converter(attachments, cell, state.env).document(tokens))
    except RecursionError:
        # Nested deeper than anyone reads: shown as it was written.
        return [not_shown(_("the layout of this text")), Code(text=source)]


class _Converter:
    """One cell's Markdown on its way to blocks."""

    def __init__(self, attachments: Files, cell: str, state: Mapping[str, Any]) -> None:
        self._attachments = attachments
        self._cell = cell
        self._notes = Notes(cell)
        self._inline = Inline(self._notes)
        self._defined = state.get("ref_footnotes") or {}
        self._read: dict[str, Callable[[Token], Iterable[Block]]] = {
            "paragraph": self._paragraph,
            "block_text": self._paragraph,
            "heading": self._heading,
            "list": self._list,
            "def_list": self._definitions,
            "table": self._table,
            "block_code": self._code,
            "block_math": lambda token: [Formula(source=_raw(token))],
            "block_quote": self._quote,
            "thematic_break": lambda _token: [Rule()],
            "block_html": self._html,
        }

    def document(self, tokens: list[Token]) -> Iterable[Block]:
        """Give all blocks of a cell; notes nothing refers to come last."""
        for token in tokens:
            if token["type"] == "footnotes":
                for item in token["children"]:
                    self._notes.add(str(item["attrs"]["key"]), self._flat(item))
        used = set(self._notes.unused)
        for key, text in self._defined.items():
            if str(key).casefold() not in used:
                self._notes.add(str(key), (Run(text=_note_text(text)),))
        yield from self.blocks(token for token in tokens if token["type"] != "footnotes")
        for key, runs in self._notes.unused.items():
            yield Paragraph(text=(Run(text=f"[{key}] ", strong=True), *runs), style="small")

    def _flat(self, token: Token) -> tuple[Run, ...]:
        """Return the paragraphs of a note as one text."""
        runs: list[Run] = []
        for block in self.blocks(token.get("children", [])):
            if isinstance(block, (Paragraph, Code)):
                runs += [Run(text="\n"), *block.text] if runs else list(block.text)
        return tuple(runs)

    def blocks(self, tokens: Iterable[Token]) -> Iterable[Block]:
        """Give each token as the blocks it stands for."""
        for token in tokens:
            kind = token["type"]
            if kind in self._read:
                yield from self._read[kind](token)
            elif kind != "blank_line":
                yield not_shown(kind)

    def _heading(self, token: Token) -> Iterable[Block]:
        level = min(4, max(2, int(token["attrs"]["level"])))
        text = words(self._inline.runs(token["children"]))
        return [Heading(text=text, level=level)] if text.strip() else []

    def _code(self, token: Token) -> Iterable[Block]:
        code = _raw(token).rstrip("\n")
        return [Code(text=code)] if code.strip() else []

    def _quote(self, token: Token) -> Iterable[Block]:
        return [Quote(blocks=tuple(self.blocks(token.get("children", []))))]

    def _html(self, token: Token) -> Iterable[Block]:
        from workshop.export.html_reader import html_blocks

        return html_blocks(_raw(token), self._picture)

    def _paragraph(self, token: Token) -> Iterable[Block]:
        """Text, with the pictures and the formulas on lines of their own set apart."""
        children = token.get("children", [])
        if len(children) == 1 and children[0]["type"] == "inline_math":
            yield Formula(source=str(children[0].get("raw", "")))
            return
        line: list[Token] = []
        for child in children:
            if child["type"] == "image":
                yield from self._text(line)
                line = []
                alt = words(self._inline.runs(child.get("children", []))).strip()
                yield self._picture(str(child["attrs"].get("url", "")), alt)
            else:
                line.append(child)
        yield from self._text(line)

    def _text(self, tokens: list[Token]) -> Iterable[Block]:
        runs = self._inline.runs(tokens)
        if any(run.text.strip() or run.note_id for run in runs):
            yield Paragraph(text=runs)

    def _list(self, token: Token) -> Iterable[Block]:
        children = token.get("children", [])
        if children and all(child["type"] == "task_list_item" for child in children):
            tasks, rest = [], []
            for child in children:
                item = self._item(child)
                tasks.append(Task(text=item.text, done=bool(child["attrs"].get("checked"))))
                rest += list(item.rest)
            yield Checklist(tasks=tuple(tasks))
            yield from rest
            return
        attributes = token["attrs"]
        yield Listing(
            items=tuple(self._item(child) for child in children),
            numbered=bool(attributes.get("ordered")),
            start=int(attributes.get("start") or 1),
        )

    def _item(self, token: Token) -> ListItem:
        """Return an item: its first words, and below them whatever else it holds."""
        blocks = list(self.blocks(token.get("children", [])))
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            text, rest = first.text, blocks[1:]
        else:
            text, rest = (), blocks
        if token["type"] == "task_list_item" and "checked" in token.get("attrs", {}):
            return ListItem(text=text, rest=tuple(rest))
        box = {True: "☑ ", False: "☐ "}.get(token.get("attrs", {}).get("checked"), "")
        return ListItem(text=(Run(text=box), *text) if box else text, rest=tuple(rest))

    def _definitions(self, token: Token) -> Iterable[Block]:
        """Terms in bold, what they mean in a list below."""
        for child in token.get("children", []):
            if child["type"] == "def_list_head":
                yield Paragraph(text=self._inline.runs(child["children"], strong=True))
            else:
                yield Listing(items=(self._item(child),))

    def _table(self, token: Token) -> Iterable[Block]:
        head: list[Token] = []
        rows: list[tuple[tuple[Run, ...], ...]] = []
        for part in token["children"]:
            if part["type"] == "table_head":
                head = part["children"]
            else:
                rows += [
                    tuple(self._inline.runs(cell["children"]) for cell in row["children"])
                    for row in part["children"]
                ]
        columns = tuple(
            Column(
                label=words(self._inline.runs(cell["children"])),
                align=_ALIGN.get(cell["attrs"].get("align"), "left"),
            )
            for cell in head
        )
        return [Table(columns=columns, rows=tuple(rows))]

    def _picture(self, url: str, words_: str) -> Block:
        alt = words_ or str(_("Picture from cell {cell}").format(cell=self._cell))
        found: Picture | None = None
        if url.startswith("attachment:"):
            name = url.removeprefix("attachment:")
            files = self._attachments.get(name) or self._attachments.get(unquote(name)) or {}
            found = bundle_picture(files, alt)
        elif url.startswith("data:"):
            found = bundle_picture(data_address(url), alt)
        if found is not None and isinstance(found.block, Figure):
            return found.block
        name = repr(words_ or url[:60])
        if url.split(":", maxsplit=1)[0].lower() in ("http", "https") or url.startswith("//"):
            address = f"{name}, {url[:80]}" if words_ else name
            return not_shown(_("the picture {name}: nothing is fetched").format(name=address))
        return not_shown(_("the picture {name}").format(name=name))


def _raw(token: Token) -> str:
    return str(token.get("raw", ""))


def _note_text(value: object) -> str:
    return str(value.get("text", "") if isinstance(value, Mapping) else value)


def not_shown(what: Lazy | str) -> Paragraph:
    """Return the line that names what paper cannot show."""
    text = str(_("[not shown here: {what}]").format(what=what))
    return Paragraph(text=(Run(text=text, muted=True),), style="small")
