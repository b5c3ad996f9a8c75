"""A facilitator's Markdown as blocks. What has no block of its own is named, never dropped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, cast

from workshop.blocks import (
    Block,
    Checklist,
    Column,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    Task,
)
from workshop.blocks.model import ListItem
from workshop.export.pictures import PICTURES, picture, text_of
from workshop.i18n import Lazy, _

Token = Mapping[str, Any]
_STYLES = {"strong": "strong", "emphasis": "emphasis", "strikethrough": "muted"}
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ALIGN: dict[str | None, Literal["left", "right", "center"]] = {
    "right": "right",
    "center": "center",
}


@cache
def _reader() -> Any:
    import mistune

    return mistune.create_markdown(
        renderer=None, plugins=["table", "strikethrough", "task_lists", "url"]
    )


def markdown_blocks(
    source: str, attachments: Mapping[str, Mapping[str, Any]], cell: str
) -> list[Block]:
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
    tokens = cast("list[Token]", _reader()(source))
    return list(_Converter(attachments, cell).blocks(tokens))


class _Converter:
    """One cell's Markdown on its way to blocks."""

    def __init__(self, attachments: Mapping[str, Mapping[str, Any]], cell: str) -> None:
        self._attachments = attachments
        self._cell = cell

    def blocks(self, tokens: Iterable[Token]) -> Iterable[Block]:
        for token in tokens:
            kind = token["type"]
            if kind in {"paragraph", "block_text"}:
                yield from self._paragraph(token)
            elif kind == "heading":
                level = min(4, max(2, int(token["attrs"]["level"])))
                text = _words(self._runs(token["children"]))
                if text.strip():
                    yield Heading(text=text, level=level)
            elif kind == "list":
                yield from self._list(token)
            elif kind == "table":
                yield self._table(token)
            elif kind == "block_code":
                code = str(token.get("raw", "")).rstrip("\n")
                if code.strip():
                    yield Paragraph(text=(Run(text=code, code=True),))
            elif kind == "block_quote":
                yield from self._quote(token)
            elif kind == "block_html":
                if str(token.get("raw", "")).strip():
                    yield not_shown(_("an HTML block"))
            elif kind not in {"blank_line", "thematic_break"}:
                yield not_shown(kind)

    def _paragraph(self, token: Token) -> Iterable[Block]:
        """Text, with the pictures in it set apart."""
        line: list[Token] = []
        for child in token.get("children", []):
            if child["type"] != "image":
                line.append(child)
                continue
            yield from self._text(line)
            line = []
            yield self._image(child)
        yield from self._text(line)

    def _text(self, tokens: list[Token]) -> Iterable[Block]:
        runs = self._runs(tokens)
        if _words(runs).strip():
            yield Paragraph(text=runs)

    def _quote(self, token: Token) -> Iterable[Block]:
        for block in self.blocks(token.get("children", [])):
            if isinstance(block, Paragraph):
                quoted = tuple(run.model_copy(update={"emphasis": True}) for run in block.text)
                yield block.model_copy(update={"text": quoted})
            else:
                yield block

    def _list(self, token: Token) -> Iterable[Block]:
        children = token.get("children", [])
        if children and all(child["type"] == "task_list_item" for child in children):
            tasks, rest = [], []
            for child in children:
                item, more = self._item(child)
                tasks.append(Task(text=item.text, done=bool(child["attrs"].get("checked"))))
                rest += ([Listing(items=item.items)] if item.items else []) + more
            yield Checklist(tasks=tuple(tasks))
            yield from rest
            return
        items, rest = self._items(token)
        yield Listing(items=items, numbered=bool(token["attrs"].get("ordered")))
        yield from rest

    def _items(self, token: Token) -> tuple[tuple[ListItem, ...], list[Block]]:
        items, rest = [], []
        for child in token.get("children", []):
            item, more = self._item(child)
            items.append(item)
            rest += more
        return tuple(items), rest

    def _item(self, token: Token) -> tuple[ListItem, list[Block]]:
        """Return an item, and after it what an item of a list cannot hold."""
        runs: list[Run] = []
        inner: list[ListItem] = []
        rest: list[Block] = []
        for child in token.get("children", []):
            if child["type"] == "list":
                below, more = self._items(child)
                inner += below
                rest += more
                continue
            for block in self.blocks([child]):
                if isinstance(block, Paragraph):
                    runs += [Run(text="\n"), *block.text] if runs else list(block.text)
                else:
                    rest.append(block)
        return ListItem(text=tuple(runs), items=tuple(inner)), rest

    def _table(self, token: Token) -> Table:
        head: list[Token] = []
        rows: list[tuple[tuple[Run, ...], ...]] = []
        for part in token["children"]:
            if part["type"] == "table_head":
                head = part["children"]
            else:
                rows += [
                    tuple(self._runs(cell["children"]) for cell in row["children"])
                    for row in part["children"]
                ]
        columns = tuple(
            Column(
                label=_words(self._runs(cell["children"])),
                align=_ALIGN.get(cell["attrs"].get("align"), "left"),
            )
            for cell in head
        )
        return Table(columns=columns, rows=tuple(rows))

    def _image(self, token: Token) -> Block:
        words = _words(self._runs(token.get("children", []))).strip()
        url = str(token["attrs"].get("url", ""))
        alt = words or str(_("Picture from cell {cell}").format(cell=self._cell))
        for mime, data in self._sources(url):
            figure = picture(data, mime, alt)
            if isinstance(figure, Figure):
                return figure
        return not_shown(_("the picture {name}").format(name=repr(words or url[:60])))

    def _sources(self, url: str) -> Iterable[tuple[str, str]]:
        """Give the data of a picture that travels with the cell."""
        if url.startswith("attachment:"):
            bundle = self._attachments.get(url.removeprefix("attachment:"), {})
            for mime in PICTURES:
                if mime in bundle:
                    yield mime, text_of(bundle[mime])
        elif url.startswith("data:"):
            head, _comma, data = url.removeprefix("data:").partition(",")
            mime, _semicolon, coding = head.partition(";")
            if mime in PICTURES and coding == "base64" and mime != "image/svg+xml":
                yield mime, data

    def _runs(self, tokens: Iterable[Token], **style: Any) -> tuple[Run, ...]:
        runs: list[Run] = []
        for token in tokens:
            kind = token["type"]
            children = token.get("children", [])
            if kind == "link":
                runs += self._runs(children, **{**style, "href": str(token["attrs"]["url"])})
            elif kind in _STYLES:
                runs += self._runs(children, **{**style, _STYLES[kind]: True})
            elif kind == "image":
                alt = _words(self._runs(children)) or str(token["attrs"].get("url", ""))[:60]
                runs.append(Run(text=f"[{alt}]", muted=True))
            else:
                runs.append(_leaf(token, style))
        return tuple(runs)


def _leaf(token: Token, style: dict[str, Any]) -> Run:
    """Return a stretch of text that holds no other."""
    kind = token["type"]
    raw = str(token.get("raw", ""))
    if kind == "codespan":
        return Run(**{**style, "text": raw, "code": True})
    if kind == "linebreak" or (kind == "inline_html" and _LINE_BREAK.fullmatch(raw)):
        return Run(text="\n", **style)
    if kind == "softbreak":
        return Run(text=" ", **style)
    if kind == "inline_html":
        return Run(**{**style, "text": raw, "muted": True})
    return Run(text=html.unescape(raw), **style)


def _words(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def not_shown(what: Lazy | str) -> Paragraph:
    """Return the line that names what paper cannot show."""
    text = str(_("[not shown here: {what}]").format(what=what))
    return Paragraph(text=(Run(text=text, muted=True),), style="small")
