"""HTML as blocks: text, lists, tables and pictures that travel with it. Nothing in it runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from workshop.blocks import Block, Code, Heading, Listing, Paragraph, Quote, Rule, Run
from workshop.blocks.model import ListItem
from workshop.export.html_tables import table_blocks
from workshop.export.inline import STYLES
from workshop.i18n import _

Pictures = Callable[[str, str], Block]
"""Given an address and the words of a picture, returns what is shown in its place."""

_SILENT = frozenset({"style", "head", "meta", "link", "title", "template", "base", "noscript"})
_NAMED = frozenset({
    "script", "iframe", "video", "audio", "canvas", "form", "object", "embed", "input", "button",
    "select", "textarea", "applet", "map", "dialog", "math",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure",
    "figcaption", "details", "summary", "center", "address", "dl", "dt", "dd", "body", "html",
    "fieldset", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote",
    "hr", "img", "svg", *_NAMED,
})  # fmt: skip
_DEEPEST = 60
_SIZE = re.compile(r"[\d,]+ rows × [\d,]+ columns")
"""What pandas writes below a table."""


def html_blocks(source: str, picture: Pictures) -> list[Block]:
    """Return HTML as blocks.

    Parameters
    ----------
    source : str
        A fragment or a page.
    picture : callable
        What to show in the place of an ``img``.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(source, "html.parser")
    try:
        return list(_Reader(picture).blocks(soup, 0))
    except RecursionError:
        # Nested deeper than any page: its words at least are kept.
        text = " ".join(soup.get_text(" ").split())
        return [Paragraph(text=text)] if text else []


class _Reader:
    """One piece of HTML on its way to blocks."""

    def __init__(self, picture: Pictures) -> None:
        self._picture = picture

    def blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        """Give the blocks in an element; text between them is a paragraph."""
        if depth > _DEEPEST:
            text = " ".join(parent.get_text(" ").split())
            if text:
                yield Paragraph(text=text)
            return
        line: list[Run] = []
        for child in parent.children:
            name = getattr(child, "name", None)
            if name in _BLOCKS or (name and child.find(list(_BLOCKS)) is not None):
                yield from _paragraph(line)
                line = []
                yield from self._block(child, name, depth)
            else:
                line += _inline(child, {})
        yield from _paragraph(line)

    def _block(self, tag: Any, name: str, depth: int) -> Iterable[Block]:
        if re.fullmatch("h[1-6]", name):
            text = " ".join(tag.get_text(" ").split())
            return [Heading(text=text, level=min(4, max(2, int(name[1]))))] if text else []
        if name in ("ul", "ol"):
            return self._list(tag, depth, numbered=name == "ol")
        if name == "table":
            return table_blocks(tag, lambda cell: tuple(_trimmed(_inline(cell, {}))))
        if name == "pre":
            text = tag.get_text().strip("\n")
            return [Code(text=text)] if text.strip() else []
        if name == "blockquote":
            inner = tuple(self.blocks(tag, depth + 1))
            return [Quote(blocks=inner)] if inner else []
        if name == "hr":
            return [Rule()]
        if name == "img":
            words = str(tag.get("alt") or tag.get("title") or "").strip()
            return [self._picture(str(tag.get("src") or ""), words)]
        if name == "svg":
            words = tag.find("title")
            said = " ".join(words.get_text(" ").split()) if words is not None else ""
            return [self._picture(_svg_address(tag), said)]
        if name in _NAMED:
            return self._named(tag, name, depth)
        return self.blocks(tag, depth + 1)

    def _named(self, tag: Any, name: str, depth: int) -> Iterable[Block]:
        from workshop.export.markdown import not_shown

        where = str(tag.get("src") or tag.get("data") or "")[:80]
        what = f"<{name}> {where}".strip()
        yield not_shown(_("{what} of an HTML page").format(what=what))
        if name in ("form", "dialog", "map", "object", "button"):
            yield from self.blocks(tag, depth + 1)

    def _list(self, tag: Any, depth: int, *, numbered: bool) -> Iterable[Block]:
        items = []
        for child in tag.find_all("li", recursive=False):
            inside = list(self.blocks(child, depth + 1))
            first = inside[0] if inside else None
            if isinstance(first, Paragraph):
                items.append(ListItem(text=first.text, rest=tuple(inside[1:])))
            elif inside:
                items.append(ListItem(text=(), rest=tuple(inside)))
        start = str(tag.get("start", "1"))
        first_number = int(start) if start.isascii() and start.isdecimal() else 1
        return [Listing(items=tuple(items), numbered=numbered, start=first_number)] if items else []


def _svg_address(tag: Any) -> str:
    from urllib.parse import quote

    # The parser writes all names small; SVG minds.
    text = (
        str(tag)
        .replace("viewbox=", "viewBox=")
        .replace("preserveaspectratio=", "preserveAspectRatio=")
    )
    if "xmlns=" not in text:
        text = text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return "data:image/svg+xml," + quote(text)


def _inline(node: Any, style: dict[str, Any]) -> list[Run]:
    """Return the runs in a piece of text or an inline element."""
    from bs4.element import Comment, NavigableString, PreformattedString

    if isinstance(node, (Comment, PreformattedString)):
        return []
    if isinstance(node, NavigableString):
        text = re.sub(r"\s+", " ", str(node))
        return [Run(text=text, **style)] if text else []
    if node.name == "br":
        return [Run(text="\n", **style)]
    if node.name in _SILENT or node.name in _NAMED:
        return []
    more = dict(STYLES.get(node.name, {}))
    if node.name == "a" and node.get("href"):
        more["href"] = str(node["href"])
    return [run for child in node.children for run in _inline(child, {**style, **more})]


def _trimmed(runs: list[Run]) -> list[Run]:
    """Take blank beginnings and ends off."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if runs:
        runs[0] = runs[0].model_copy(update={"text": runs[0].text.lstrip()})
        runs[-1] = runs[-1].model_copy(update={"text": runs[-1].text.rstrip()})
    return runs


def _paragraph(line: list[Run]) -> Iterator[Block]:
    runs = _trimmed(list(line))
    if runs:
        size = _SIZE.fullmatch("".join(run.text for run in runs))
        yield Paragraph(text=tuple(runs), style="small" if size else "body")
