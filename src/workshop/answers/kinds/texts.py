"""Kinds that are typed as text: free text, lists, links, languages, time zones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from workshop.answers.kinds.base import NOTHING, Kind, clean_text, is_nothing, refuse
from workshop.i18n import Words, _
from workshop.numbers import number
from workshop.tongues import code_of, name_of
from workshop.zones import time_zones

_SCHEMES = ("http", "https", "mailto", "tel")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Text(Kind):
    """Free text of a limited length; several lines where ``lines`` is more than one."""

    limit: int
    lines: int = 1

    def expected(self) -> Words:
        """Return the limit in words."""
        return _("text of at most {limit} characters").format(limit=number(self.limit))

    def check(self, value: str) -> str:
        """Clean the text and hold it to its limit."""
        text = clean_text(value)
        if len(text) > self.limit:
            raise refuse(
                _("This is {size} characters long; there is room for {limit}."),
                size=number(len(text)), limit=number(self.limit),
            )  # fmt: skip
        return text

    def parse(self, text: str) -> str:
        """Take the text as it is."""
        return self.check(text)

    def schema(self) -> dict[str, Any]:
        """Add the length."""
        return {"maxLength": self.limit}


@dataclass(frozen=True)
class Texts(Kind):
    """A list of short texts, one a line."""

    most: int
    limit: int

    def expected(self) -> Words:
        """Say the limits."""
        return _("at most {most} lines of at most {limit} characters").format(
            most=self.most, limit=number(self.limit)
        )

    def check(self, value: list[str]) -> list[str]:
        """Clean every line; leave empty ones out. What was several lines becomes one."""
        items = (" ".join(item.split("\n")) for item in map(clean_text, value))
        lines = [text for text in (Text(self.limit).check(item) for item in items) if text]
        if len(lines) == 1 and is_nothing(lines[0]):
            lines = []
        if len(lines) > self.most:
            raise refuse(
                _("{found} lines; {expected}."), found=len(lines), expected=self.expected()
            )
        return lines

    def parse(self, text: str) -> list[str]:
        """Take one item a line."""
        return self.check(text.split("\n"))

    def show(self, value: Sequence[str]) -> str:
        """Print the items."""
        return "; ".join(value)

    def write(self, value: Sequence[str]) -> str:
        """Write one item a line."""
        return "\n".join(value) or NOTHING


@dataclass(frozen=True)
class TimeZone(Kind):
    """A time zone of the IANA list."""

    def expected(self) -> Words:
        """Give an example."""
        return _("a time zone such as America/Denver")

    def check(self, value: str) -> str:
        """Look the name up."""
        if value not in time_zones():
            raise refuse(_("“{text}” is not {expected}."), text=value, expected=self.expected())
        return value

    def parse(self, text: str) -> str:
        """Take the name."""
        return self.check(clean_text(text))


@dataclass(frozen=True)
class Language(Kind):
    """One language: kept as a code, written and shown by its name."""

    def expected(self) -> Words:
        """Give an example."""
        return _("a language such as Spanish, or its code, es")

    def check(self, value: str) -> str:
        """Hold it to the form of a language code."""
        if not _LANGUAGE.fullmatch(value):
            raise refuse(_("“{text}” is not {expected}."), text=value, expected=self.expected())
        return value

    def parse(self, text: str) -> str:
        """Take the name or the code."""
        return self.check(_language_code(clean_text(text)))

    def show(self, value: str) -> str:
        """Name it."""
        return name_of(value)

    def write(self, value: str) -> str:
        """Write the code."""
        return value


@dataclass(frozen=True)
class Languages(Kind):
    """Languages, the main one first: kept as codes, written and shown by their names."""

    def expected(self) -> Words:
        """Give an example."""
        return _("languages such as English, Spanish, or their codes")

    def check(self, value: list[str]) -> list[str]:
        """Hold each to the form of a language code."""
        for code in value:
            if not _LANGUAGE.fullmatch(code):
                raise refuse(_("“{text}” is not {expected}."), text=code, expected=self.expected())
        return list(dict.fromkeys(value))

    def parse(self, text: str) -> list[str]:
        """Accept names and codes with commas, spaces or "and" between."""
        if is_nothing(text):
            return []
        return self.check(list(_language_codes(clean_text(text))))

    def show(self, value: Sequence[str]) -> str:
        """Name them."""
        return ", ".join(name_of(code) for code in value)

    def write(self, value: Sequence[str]) -> str:
        """Write the codes."""
        return ", ".join(value) or NOTHING


def _language_codes(text: str) -> Iterator[str]:
    for part in re.split(r"[,;&+\n]|\band\b|\by\b", text):
        whole = _language_code(part.strip())
        # A name may be of several words, "Traditional Chinese"; codes may stand side by side.
        yield from [whole] if _LANGUAGE.fullmatch(whole) else map(_language_code, part.split())


def _language_code(text: str) -> str:
    """Return the code of a language; text that is neither code nor name comes back as it is."""
    if _LANGUAGE.fullmatch(text):
        return text
    head, dash, tail = text.partition("-")
    lowered = head.lower() + dash + tail
    return code_of(text) or (lowered if _LANGUAGE.fullmatch(lowered) else text)


@dataclass(frozen=True)
class WebAddress(Kind):
    """A link whose scheme is http, https, mailto or tel."""

    limit: int = 400

    def expected(self) -> Words:
        """Give an example."""
        return _("a web address such as https://example.org")

    def check(self, value: str) -> str:
        """Refuse every other scheme."""
        text = Text(self.limit).check(value)
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() not in _SCHEMES or not (parts.netloc or parts.path):
            raise refuse(_("“{text}” is not {expected}."), text=value, expected=self.expected())
        return text

    def parse(self, text: str) -> str:
        """Put https:// before an address typed without it."""
        bare = clean_text(text)
        return self.check(
            bare if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", bare) else f"https://{bare}"
        )
