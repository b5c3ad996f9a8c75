"""Characters no font can show: found before the plan is set, replaced by □, and reported.

The typesetter itself is asked which characters its fonts lack, so the answer holds for our
fonts, the ones it brings along and those of the machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from workshop.export.compile import missing_in

BOX = "□"
_ASIDE = frozenset(
    {"svg", "image", "mime", "kind", "href", "logo", "logo_mime", "colour", "accent"}
)
_SPOKEN = frozenset({"alt"})
_CLUSTER = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|.(?:[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d.)*",
    re.DOTALL,
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2060-\u2065\u206a-\u206f"
    "\ufdd0-\ufdef\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_JOINERS = frozenset("\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u00ad\n\t")
_PLANE_END = 0xFFFE
_known: dict[str, bool] = {}


@dataclass(frozen=True)
class MissingGlyph:
    """A character that was replaced.

    Attributes
    ----------
    character : str
        What was asked for; several code points where they make one sign.
    name : str
        Its name in Unicode.
    text : str
        The text around it.
    where : str
        The section and kind of block it stood in.
    """

    character: str
    name: str
    text: str
    where: str


class Glyphs:
    """Clean the texts of one document, and keep what had to be replaced."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], MissingGlyph] = {}
        self._refused: set[str] = set()

    @property
    def missing(self) -> tuple[MissingGlyph, ...]:
        """What was replaced, each once for every place."""
        return tuple(self._found.values())

    def refuse(self, texts: Iterable[str]) -> bool:
        """Note signs the compiler could not show together; whether any of them is news."""
        fresh = {text for text in texts if text and text not in self._refused}
        self._refused |= fresh
        return bool(fresh)

    def shown(self, value: Any, where: str = "") -> Any:
        """Return data in which every text can be shown.

        Parameters
        ----------
        value : object
            Text, or mappings and sequences of it. Pictures and links are left alone.
        where : str
            Where it stands, for the report.
        """
        _learn(set().union(*map(set, texts_in(value))))
        return self._walk(value, where)

    def _walk(self, value: Any, where: str) -> Any:
        if isinstance(value, str):
            return self._text(value, where)
        if isinstance(value, dict):
            return {key: self._field(key, item, where) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._walk(item, where) for item in value]
        return value

    def _field(self, key: str, item: Any, where: str) -> Any:
        if key in _ASIDE:
            return item
        return tidy(item) if key in _SPOKEN else self._walk(item, where)

    def _text(self, raw: str, where: str) -> str:
        if raw.isascii() and raw.isprintable():
            return raw
        text = tidy(raw)
        for refused in self._refused:
            if refused in text:
                self._note(refused, text, where)
                text = text.replace(refused, "" if set(refused) <= _JOINERS else BOX)
        if all(_known.get(char, True) for char in text):
            return text
        return _CLUSTER.sub(lambda found: self._cluster(found, where), text)

    def _cluster(self, found: re.Match[str], where: str) -> str:
        cluster = found.group()
        if all(_known.get(char, True) for char in cluster):
            return cluster
        start = max(0, found.start() - 20)
        self._note(cluster, found.string[start : found.end() + 20], where)
        return BOX

    def _note(self, sign: str, text: str, where: str) -> None:
        names = " + ".join(unicodedata.name(char, f"U+{ord(char):04X}") for char in sign)
        excerpt = " ".join(text[:80].replace("\u200b", "").split())
        self._found.setdefault((sign, where), MissingGlyph(sign, names, excerpt, where))


def tidy(text: str) -> str:
    """Return text without control characters, with plain line ends, composed where possible."""
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", lines))


def texts_in(value: Any) -> Iterator[str]:
    """Give every text of a piece of data that will stand on a page."""
    if isinstance(value, str):
        yield tidy(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _ASIDE:
                yield from texts_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts_in(item)


def _learn(characters: set[str]) -> None:
    """Find out which of these the fonts lack, once for each."""
    new = sorted(
        char
        for char in characters
        if char not in _known and not char.isascii() and char not in _JOINERS
    )
    asked = []
    for char in new:
        private = unicodedata.category(char) == "Co"
        nothing = ord(char) & 0xFFFF >= _PLANE_END
        if private or nothing:
            _known[char] = False
        else:
            asked.append(char)
    if not asked:
        return
    lacking = missing_in(tuple(asked))
    for char in asked:
        _known[char] = char not in lacking
