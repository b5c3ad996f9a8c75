"""One question, declared once: form, template, schema, message and catalogue come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from workshop.answers.kinds import Kind
from workshop.answers.measured import Measured
from workshop.i18n import Lazy, Words


@dataclass(frozen=True)
class Question:
    """What is asked and what may be answered.

    Attributes
    ----------
    kind : Kind
        What an answer may be.
    label : Words
        The question in a few words.
    help : Words
        Why it is asked and where to look it up, in plain words.
    example : str
        A good answer of the invented example business.
    tier : int
        1 quick workshop, 2 half day, 3 full.
    required : bool
        Needed to finish the step. Nothing is needed to save.
    prework : bool
        Has to be looked up before the day.
    only_if : str
        Name of a sibling answer that decides whether this one is asked, with the value
        it must have: ``funding=partly``, ``must=yes``.
    """

    kind: Kind
    label: Lazy
    help: Words = ""
    example: str = ""
    tier: int = 2
    required: bool = False
    prework: bool = False
    only_if: str = ""

    def accept(self, value: Any) -> Any:
        """Return the value as it is stored.

        Raises
        ------
        ValueError
            If the kind refuses it.
        """
        if value is None:
            return None
        if isinstance(value, Measured):
            self.kind.check(value.value)
            return value
        return self.kind.check(value)

    def show(self, value: Any) -> str:
        """Return the answer as it is printed; nothing answered gives an empty text."""
        if value is None:
            return ""
        return self.kind.show(value.value if isinstance(value, Measured) else value)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Run the kind after pydantic's own type check."""
        return core_schema.no_info_after_validator_function(self.accept, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Add the words and bounds of the question."""
        result = handler.resolve_ref_schema(handler(schema))
        result["title"] = str(self.label)
        if self.help:
            result["description"] = str(self.help)
        if self.example:
            result["examples"] = [self.example]
        result["x-tier"] = self.tier
        result["x-required-to-finish"] = self.required
        if facts := self.kind.schema():
            result["x-bounds"] = facts
        return result
