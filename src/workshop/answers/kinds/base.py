"""What every kind of question has, and how text is cleaned."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from typing import Any

from workshop.i18n import Lazy, Words

_NOT_TEXT = {"Cc", "Cs", "Cn"}
NOTHING = "–"
"""What is written for a list that is known to be empty, unlike one not answered yet."""


def is_nothing(text: str) -> bool:
    """Say whether a typed list is a dash: nothing, on purpose."""
    return text.strip() in (NOTHING, "-")


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

    def write(self, value: Any) -> str:
        """Return the value as it would be typed: :meth:`parse` gives it back, exactly."""
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Return what this kind adds to the JSON schema."""
        return {}
