"""Kinds that are picked: one or several of a list, yes or no, a step of a scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop.answers.kinds.base import Kind, clean_text, refuse
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
        one = Choice(self.options)
        return self.check([one.parse(part) for part in re.split(r"[;,>\n]", text) if part.strip()])

    def show(self, value: Sequence[Labelled]) -> str:
        """Print the labels in their order."""
        return " > ".join(str(option.label) for option in value)


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
