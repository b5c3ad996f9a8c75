"""Kinds that are picked: one or several of a list, yes or no, a step of a scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop.answers.kinds.base import NOTHING, Kind, clean_text, is_nothing, refuse
from workshop.answers.measured import Labelled
from workshop.i18n import Lazy, Words, _


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

    def write(self, value: Labelled) -> str:
        """Write the label."""
        return self.show(value)


def _parsed(options: type[Labelled], text: str, firm: str, loose: str) -> list[Labelled]:
    """Cut at the firm marks; at the loose ones only where a piece is no option as it is."""
    one = Choice(options)
    found = []
    for piece in filter(str.strip, re.split(firm, text)):
        try:
            found.append(one.parse(piece))
        except ValueError:
            found += [one.parse(part) for part in re.split(loose, piece) if part.strip()]
    return found


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
        """Accept values or labels with commas, semicolons or line ends between."""
        return [] if is_nothing(text) else self.check(_parsed(self.options, text, r"[;\n]", r","))

    def show(self, value: Sequence[Labelled]) -> str:
        """Print the labels."""
        return ", ".join(str(option.label) for option in value)

    def write(self, value: Sequence[Labelled]) -> str:
        """Write the labels with semicolons between."""
        return "; ".join(str(option.label) for option in value) or NOTHING


@dataclass(frozen=True)
class Ranking(Kind):
    """All of a fixed list, in the order the person puts them, the first first."""

    options: type[Labelled]

    def expected(self) -> Words:
        """Name the options."""
        return _("an order of all of: {options}").format(
            options=", ".join(str(o.label) for o in self.options)
        )

    def check(self, value: list[Labelled]) -> list[Labelled]:
        """Hold the list to every option once."""
        if sorted(value) != sorted(self.options):
            found = ", ".join(str(option.label) for option in value)
            raise refuse(_("“{text}” is not {expected}."), text=found, expected=self.expected())
        return value

    def parse(self, text: str) -> list[Labelled]:
        """Accept values or labels, one a line or with commas, semicolons or > between."""
        return self.check(_parsed(self.options, text, r"[;>\n]", r","))

    def show(self, value: Sequence[Labelled]) -> str:
        """Print the labels in their order."""
        return " > ".join(str(option.label) for option in value)

    def write(self, value: Sequence[Labelled]) -> str:
        """Write the labels in their order."""
        return self.show(value)


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

    def write(self, value: object) -> str:
        """Write yes or no."""
        return self.show(value)


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
            spellings = (str(step), str(anchor).casefold(), self.show(step).casefold())
            if bare.casefold() in spellings:
                return step
        raise refuse(_("“{text}” is not {expected}."), text=text, expected=self.expected())

    def show(self, value: int) -> str:
        """Print the step and its anchor."""
        return f"{value} – {self.anchors[value]}"

    def write(self, value: int) -> str:
        """Write step and anchor."""
        return self.show(value)

    def schema(self) -> dict[str, Any]:
        """Add the bounds."""
        return {"minimum": 0, "maximum": len(self.anchors) - 1}
