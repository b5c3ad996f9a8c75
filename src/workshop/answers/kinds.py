"""The kinds of question there are: what each accepts, how it is typed and how it is shown.

A kind looks at one value only. Rules that need two answers are checks.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from workshop.answers.measured import Labelled
from workshop.i18n import Lazy, Words, _
from workshop.numbers import day, money, number, percent

LONG_TEXT = 5000
_SCHEMES = ("http", "https", "mailto", "tel")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOT_TEXT = {"Cc", "Cs", "Cn"}


def clean_text(text: str) -> str:
    """Return text in NFC with line ends unified and control characters taken out."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        char for char in unified if char in "\n\t" or unicodedata.category(char) not in _NOT_TEXT
    ).strip()


def refuse(message: Lazy, **facts: object) -> ValueError:
    """Return the error a validator raises, its text in the reader's language."""
    return ValueError(str(message.format(**facts)))


class Kind(ABC):
    """One kind of question."""

    @abstractmethod
    def expected(self) -> Words:
        """Return what an answer must look like, in words."""

    def check(self, value: Any) -> Any:
        """Return the value as it is stored.

        Raises
        ------
        ValueError
            With a message for the person who typed it.
        """
        return value

    @abstractmethod
    def parse(self, text: str) -> Any:
        """Return the value that typed text stands for.

        Raises
        ------
        ValueError
            If it stands for none.
        """

    def show(self, value: Any) -> str:
        """Return the value as it is printed."""
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Return what this kind adds to the JSON schema."""
        return {}


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
class Choice(Kind):
    """One of a fixed list."""

    options: type[Labelled]

    def expected(self) -> Words:
        """Name the options."""
        return _("one of: {options}").format(options=", ".join(str(o.label) for o in self.options))

    def parse(self, text: str) -> Labelled:
        """Accept the stored value or the label."""
        wanted = clean_text(text).casefold()
        for option in self.options:
            if wanted in (option.value.casefold(), str(option.label).casefold()):
                return option
        raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())

    def show(self, value: Labelled) -> str:
        """Print the label."""
        return str(value.label)


@dataclass(frozen=True)
class Several(Kind):
    """Any number of a fixed list, in the list's order."""

    options: type[Labelled]

    def expected(self) -> Words:
        """Name the options."""
        return _("any of: {options}").format(options=", ".join(str(o.label) for o in self.options))

    def check(self, value: list[Labelled]) -> list[Labelled]:
        """Drop repeats and take the list's own order."""
        return [option for option in self.options if option in value]

    def parse(self, text: str) -> list[Labelled]:
        """Accept values or labels with commas or semicolons between."""
        one = Choice(self.options)
        return self.check([one.parse(part) for part in re.split(r"[;,\n]", text) if part.strip()])

    def show(self, value: Sequence[Labelled]) -> str:
        """Print the labels."""
        return ", ".join(str(option.label) for option in value)


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes or no."""

    def expected(self) -> Words:
        """Say so."""
        return _("yes or no")

    def parse(self, text: str) -> bool:
        """Accept yes/no in a few spellings."""
        word = clean_text(text).casefold()
        if word in {"yes", "y", "true", "1", str(_("yes")).casefold()}:
            return True
        if word in {"no", "n", "false", "0", str(_("no")).casefold()}:
            return False
        raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())

    def show(self, value: object) -> str:
        """Print yes or no."""
        return str(_("yes") if value else _("no"))


@dataclass(frozen=True)
class Number(Kind):
    """A number within bounds.

    ``above`` is an open bound, ``at_least`` and ``at_most`` are closed ones; ``unit``
    is printed after the number. ``whole`` numbers are counts.
    """

    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    whole: bool = False
    unit: Words = ""

    def expected(self) -> Words:
        """Say the bounds."""
        bounds = self._bounds()
        noun = _("a whole number") if self.whole else _("a number")
        return _("{noun} {bounds}").format(noun=noun, bounds=bounds) if bounds else noun

    def _bounds(self) -> Words:
        if self.above is not None:
            return _("above {low}").format(low=self.show(self.above))
        if self.at_least is not None and self.at_most is not None:
            return _("from {low} to {high}").format(
                low=self.show(self.at_least), high=self.show(self.at_most)
            )
        if self.at_least is not None:
            return _("of at least {low}").format(low=self.show(self.at_least))
        return ""

    def check(self, value: float) -> float:
        """Hold the number to its bounds."""
        if (
            (self.above is not None and value <= self.above)
            or (self.at_least is not None and value < self.at_least)
            or (self.at_most is not None and value > self.at_most)
        ):
            raise refuse(
                _("{found} is outside what fits here: {expected}."),
                found=self.show(value), expected=self.expected(),
            )  # fmt: skip
        return value

    def parse(self, text: str) -> float:
        """Accept 1,200 · 1200.50 · $1,200 · 52 % · −3."""
        bare = re.sub(r"[\s$%\u00a0]", "", text).replace("−", "-")
        if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare):
            bare = bare.replace(",", "")
        if not re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", bare, re.ASCII):
            raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())
        value = float(bare)
        if self.whole:
            if value != int(value):
                raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())
            return self.check(int(value))
        return self.check(value)

    def show(self, value: float) -> str:
        """Print the number with its unit."""
        unit = str(self.unit)
        return f"{number(value)} {unit}" if unit else number(value)

    def schema(self) -> dict[str, Any]:
        """Add the bounds."""
        facts = {
            "minimum": self.at_least,
            "maximum": self.at_most,
            "exclusiveMinimum": self.above,
        }
        return {key: bound for key, bound in facts.items() if bound is not None}


@dataclass(frozen=True)
class Money(Number):
    """US dollars."""

    def show(self, value: float) -> str:
        """Print dollars."""
        return money(value)


@dataclass(frozen=True)
class Percent(Number):
    """A percentage, 52 meaning 52 %."""

    at_least: float | None = 0
    at_most: float | None = 100

    def show(self, value: float) -> str:
        """Print the percentage."""
        return percent(value)


@dataclass(frozen=True)
class Scale(Kind):
    """A whole number from 0 up, each step with an anchor in words."""

    anchors: tuple[Lazy, ...]

    def expected(self) -> Words:
        """Name the anchors."""
        return _("a step from 0 to {top}").format(top=len(self.anchors) - 1)

    def check(self, value: int) -> int:
        """Hold the number to the scale."""
        if not 0 <= value < len(self.anchors):
            raise refuse(_("{found} is not {expected}."), found=value, expected=self.expected())
        return value

    def parse(self, text: str) -> int:
        """Accept the number or its anchor."""
        bare = clean_text(text)
        for step, anchor in enumerate(self.anchors):
            if bare.casefold() in (str(step), str(anchor).casefold()):
                return step
        raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())

    def show(self, value: int) -> str:
        """Print the step and its anchor."""
        return f"{value} – {self.anchors[value]}"

    def schema(self) -> dict[str, Any]:
        """Add the bounds."""
        return {"minimum": 0, "maximum": len(self.anchors) - 1}


@dataclass(frozen=True)
class Day(Kind):
    """A date."""

    def expected(self) -> Words:
        """Say the form."""
        return _("a date such as 2027-01-31")

    def check(self, value: dt.date) -> dt.date:
        """Refuse years that can only be slips."""
        if not 1900 <= value.year <= 2200:
            raise refuse(_("{found} is not {expected}."), found=value, expected=self.expected())
        return value

    def parse(self, text: str) -> dt.date:
        """Accept ISO dates only: 3/4/27 means two days in two countries."""
        try:
            return self.check(dt.date.fromisoformat(clean_text(text)))
        except ValueError:
            raise refuse(
                _("“{text}” is not {expected}."), text=text, expected=self.expected()
            ) from None

    def show(self, value: dt.date) -> str:
        """Print day, month, year."""
        return day(value)


@dataclass(frozen=True)
class TimeZone(Kind):
    """A time zone of the IANA list."""

    def expected(self) -> Words:
        """Give an example."""
        return _("a time zone such as America/Denver")

    def check(self, value: str) -> str:
        """Look the name up."""
        if value not in zoneinfo.available_timezones():
            raise refuse(_("“{text}” is not {expected}."), text=value, expected=self.expected())
        return value

    def parse(self, text: str) -> str:
        """Take the name."""
        return self.check(clean_text(text))


@dataclass(frozen=True)
class Languages(Kind):
    """Language codes, the main one first."""

    def expected(self) -> Words:
        """Give an example."""
        return _("language codes such as en, es")

    def check(self, value: list[str]) -> list[str]:
        """Hold each to the form of a language code."""
        for code in value:
            if not _LANGUAGE.fullmatch(code):
                raise refuse(_("“{text}” is not {expected}."), text=code, expected=self.expected())
        return list(dict.fromkeys(value))

    def parse(self, text: str) -> list[str]:
        """Accept codes with commas or spaces between."""
        return self.check([part for part in re.split(r"[\s,;]+", clean_text(text)) if part])

    def show(self, value: Sequence[str]) -> str:
        """Print the codes."""
        return ", ".join(value)


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
        """Clean every line; leave empty ones out."""
        lines = [text for text in (Text(self.limit).check(item) for item in value) if text]
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


@dataclass(frozen=True)
class Ref(Kind):
    """The id of a row of another table or of a reference catalogue.

    Parameters
    ----------
    to : str
        An address (``/readiness/people``) or ``reference:`` and a table (``reference:channels``).
    """

    to: str

    def expected(self) -> Words:
        """Say where the choices stand."""
        return _("one of the list")

    def check(self, value: str) -> str:
        """Hold the id to its form; whether the row exists is looked at across answers."""
        from workshop.answers.address import is_row_id

        if not is_row_id(value):
            raise refuse(_("“{text}” is not {expected}."), text=value, expected=self.expected())
        return value

    def parse(self, text: str) -> str:
        """Take the id."""
        return self.check(clean_text(text))
