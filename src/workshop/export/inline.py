"""The inside of a paragraph: Markdown's inline tokens, and the HTML people write among them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import Any

from workshop.blocks import Run

Token = Mapping[str, Any]
STYLES: dict[str, dict[str, Any]] = {
    "strong": {"strong": True},
    "b": {"strong": True},
    "emphasis": {"emphasis": True},
    "em": {"emphasis": True},
    "i": {"emphasis": True},
    "cite": {"emphasis": True},
    "var": {"emphasis": True},
    "strikethrough": {"struck": True},
    "s": {"struck": True},
    "del": {"struck": True},
    "strike": {"struck": True},
    "u": {"underline": True},
    "ins": {"underline": True},
    "code": {"code": True},
    "kbd": {"code": True},
    "samp": {"code": True},
    "tt": {"code": True},
    "superscript": {"place": "super"},
    "sup": {"place": "super"},
    "subscript": {"place": "sub"},
    "sub": {"place": "sub"},
    "small": {"muted": True},
}
"""Runs' styles by the name of a Markdown token or of an HTML tag."""

_PLAIN_TAGS = frozenset({"span", "mark", "abbr", "q", "font", "big", "bdi", "bdo", "time", "a"})
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Notes:
    """The footnotes of one cell, each set where it is first referred to.

    Parameters
    ----------
    cell : str
        Makes the notes' names differ between cells.
    """

    def __init__(self, cell: str) -> None:
        self._cell = re.sub(r"[^A-Za-z0-9]", "-", cell)[:40]
        self._texts: dict[str, tuple[Run, ...]] = {}
        self._used: set[str] = set()

    def add(self, key: str, text: tuple[Run, ...]) -> None:
        """Keep the text of a note."""
        self._texts[key.casefold()] = text

    def reference(self, key: str) -> Run:
        """Return the run that refers to a note."""
        key = key.casefold()
        text = self._texts.get(key)
        if text is None:
            return Run(text=f"[^{key}]")
        first = key not in self._used
        self._used.add(key)
        number = list(self._texts).index(key) + 1
        name = f"note-{self._cell}-{number}"
        return Run(text="", note=text if first else (), note_id=name)

    @property
    def unused(self) -> dict[str, tuple[Run, ...]]:
        """Return the notes nothing refers to."""
        return {key: text for key, text in self._texts.items() if key not in self._used}


class Inline:
    """Inline tokens on their way to runs; HTML tags style what stands between them."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def runs(self, tokens: Iterable[Token], **style: Any) -> tuple[Run, ...]:
        """Return tokens as runs."""
        out: list[Run] = []
        opened: list[tuple[str, dict[str, Any]]] = []
        for token in tokens:
            now = {**style, **{key: value for _tag, more in opened for key, value in more.items()}}
            if token["type"] == "inline_html":
                out += _tag(str(token.get("raw", "")), opened, now)
            else:
                out += self._one(token, now)
        return tuple(out)

    def _one(self, token: Token, style: dict[str, Any]) -> Iterable[Run]:
        kind = token["type"]
        children = token.get("children", [])
        if kind == "link":
            return self.runs(children, **{**style, "href": str(token["attrs"]["url"])})
        if kind in STYLES and children:
            return self.runs(children, **{**style, **STYLES[kind]})
        if kind == "image":
            alt = words(self.runs(children)) or str(token["attrs"].get("url", ""))[:60]
            return [Run(text=f"[{alt}]", muted=True)]
        if kind == "footnote_ref":
            return [self._notes.reference(str(token.get("raw", "")))]
        if kind == "inline_math":
            source = str(token.get("raw", ""))
            return [Run(**{**style, "text": source, "math": source})]
        return [_leaf(token, style)]


def _leaf(token: Token, style: dict[str, Any]) -> Run:
    """Return a stretch of text that holds no other."""
    kind = token["type"]
    raw = str(token.get("raw", ""))
    if kind == "codespan":
        return Run(**{**style, "text": raw, "code": True})
    if kind == "linebreak":
        return Run(text="\n", **style)
    if kind == "softbreak":
        return Run(text=" ", **style)
    return Run(text=html.unescape(raw), **style)


class _OneTag(HTMLParser):
    """Reads a single tag."""

    def __init__(self) -> None:
        super().__init__()
        self.opens, self.closes = "", ""
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens."""
        self.opens = tag
        self.attributes = {name: value or "" for name, value in attrs}

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens and closes at once."""
        self.handle_starttag(tag, attrs)
        self.closes = tag

    def handle_endtag(self, tag: str) -> None:
        """Note what closes."""
        self.closes = tag


def _tag(
    raw: str, opened: list[tuple[str, dict[str, Any]]], style: dict[str, Any]
) -> Iterable[Run]:
    """Let an HTML tag open or close a style; one that means nothing on paper is shown."""
    if _COMMENT.fullmatch(raw.strip()):
        return []
    tag = _OneTag()
    tag.feed(raw)
    name = tag.opens or tag.closes
    if name in {"br", "hr"}:
        return [Run(text="\n", **style)]
    if name == "wbr":
        return []
    if name == "img":
        words_ = tag.attributes.get("alt") or tag.attributes.get("src", "")[:60]
        return [Run(text=f"[{words_}]", muted=True)]
    if name not in STYLES and name not in _PLAIN_TAGS:
        return [Run(**{**style, "text": raw, "muted": True})]
    if tag.opens and not tag.closes:
        more = STYLES.get(name, {})
        if name == "a" and tag.attributes.get("href"):
            more = {"href": tag.attributes["href"]}
        opened.append((name, more))
    elif tag.closes and not tag.opens:
        for place in range(len(opened) - 1, -1, -1):
            if opened[place][0] == name:
                del opened[place]
                break
    return []


def words(runs: Iterable[Run]) -> str:
    """Return the bare text of runs."""
    return "".join(run.text for run in runs)
