"""Topics, tables and steps: the shape every part of the answers document has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict

from workshop.answers import address
from workshop.answers.kinds import refuse
from workshop.answers.measured import Measured
from workshop.answers.question import Question
from workshop.i18n import Lazy, Words, _


class Part(BaseModel):
    """Anything that holds answers. Values never change; a change gives a new document."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, validate_default=False
    )

    @classmethod
    @cache  # asked for hundreds of times in every evaluation
    def questions(cls) -> Mapping[str, Question]:
        """Return the questions of this part by field name, in order."""
        found = {}
        for name, field in cls.model_fields.items():
            for item in field.metadata:
                if isinstance(item, Question):
                    found[name] = item
        return MappingProxyType(found)

    @classmethod
    def is_measured(cls, name: str) -> bool:
        """Say whether an answer carries its basis, source and day."""
        options = get_args(cls.model_fields[name].annotation)
        return any(isinstance(one, type) and issubclass(one, Measured) for one in options)

    def tier_of(self, name: str) -> int:
        """Return the tier from which a question of this part is asked."""
        return self.questions()[name].tier

    def asked(self) -> dict[str, Question]:
        """Return the questions that apply, given the answers they depend on."""
        return {name: item for name, item in self.questions().items() if self._applies(item)}

    def _applies(self, item: Question) -> bool:
        if not item.only_if:
            return True
        sibling, _sep, wanted = item.only_if.partition("=")
        answer = getattr(self, sibling)
        if isinstance(answer, bool):
            answer = "yes" if answer else "no"
        return bool(answer == wanted)


class Topic(Part):
    """The answers of one topic.

    A subclass names where it stands: ``class Profile(Topic, at="/readiness/profile")``.
    """

    at: ClassVar[str] = ""
    title: ClassVar[Lazy]

    def __init_subclass__(cls, at: str = "", **options: Any) -> None:
        """Take the address."""
        super().__init_subclass__(**options)
        if at:
            cls.at = at

    def where(self, name: str) -> str:
        """Return the address of one answer."""
        return f"{self.at}/{name}"


def _row_id(value: str) -> str:
    if not address.is_row_id(value):
        raise refuse(
            _("“{found}” cannot be the id of a row: letters, digits, hyphens, at most 40."),
            found=value,
        )
    return value


class Row(Part):
    """One row of a table; ``at`` is the address of the table."""

    at: ClassVar[str] = ""
    title: ClassVar[Lazy]
    singular: ClassVar[Lazy]
    least: ClassVar[int] = 0
    """Rows needed to finish the step."""
    least_quick: ClassVar[int | None] = None
    """Rows needed in the shortest workshop, where they are fewer."""
    fixed: ClassVar[dict[str, Words] | None] = None
    """Ids and names of the rows where the table always has the same ones."""
    row_tiers: ClassVar[Mapping[str, int]] = {}
    """Tier from which a row is asked, where a short workshop asks only some of them."""

    id: Annotated[str, AfterValidator(_row_id)]

    def __init_subclass__(cls, at: str = "", **options: Any) -> None:
        """Take the address."""
        super().__init_subclass__(**options)
        if at:
            cls.at = at

    def where(self, name: str) -> str:
        """Return the address of one answer of this row."""
        return address.join(*address.split(self.at), self.id, name)

    def tier_of(self, name: str) -> int:
        """Return the tier from which a question of this row is asked."""
        return max(super().tier_of(name), self.row_tiers.get(self.id, 1))

    def in_tier(self, tier: int) -> bool:
        """Say whether any question of this row is asked up to a tier."""
        return any(self.tier_of(name) <= tier for name in self.questions())

    @classmethod
    @cache
    def needed(cls, tier: int) -> int:
        """Return how many rows it takes to finish the step in a workshop of a tier."""
        if all(question.tier > tier for question in cls.questions().values()):
            return 0
        return cls.least if tier > 1 or cls.least_quick is None else cls.least_quick

    def name_shown(self) -> str:
        """Return what people call this row: its name, else its id."""
        if self.fixed is not None:
            return str(self.fixed[self.id])
        name = getattr(self, "name", None)
        return name if isinstance(name, str) and name else self.id


R = TypeVar("R", bound=Row)


def unique_rows(rows: list[R]) -> list[R]:
    """Refuse two rows of one id, upper and lower case counting as the same."""
    seen: set[str] = set()
    for row in rows:
        if row.id.casefold() in seen:
            raise refuse(_("Two rows have the id “{found}”."), found=row.id)
        seen.add(row.id.casefold())
    return rows


Table = Annotated[list[R], AfterValidator(unique_rows)]
"""A list of rows whose ids differ."""


def every_row(kind: type[R]) -> list[R]:
    """Return the rows of a table that always has the same ones, unanswered."""
    return [kind(id=row_id) for row_id in kind.fixed or ()]


def fixed_rows(rows: list[R]) -> list[R]:
    """Refuse rows the table does not have, add missing ones, take the table's order."""
    if not rows:
        return rows
    kind = type(rows[0])
    given = {row.id: row for row in rows}
    for row_id in given:
        if row_id not in (kind.fixed or ()):
            raise refuse(
                _("“{found}” is not one of {expected}."),
                found=row_id, expected=", ".join(kind.fixed or ()),
            )  # fmt: skip
    return [given.get(row_id) or kind(id=row_id) for row_id in kind.fixed or ()]


FixedTable = Annotated[list[R], AfterValidator(unique_rows), AfterValidator(fixed_rows)]
"""A list that always has the same rows, in the same order."""


class Step(Part):
    """The answers of one notebook: topics and tables, in order."""

    name: ClassVar[str]
    title: ClassVar[Lazy]

    def parts(self) -> Iterator[Topic | Row]:
        """Yield every topic and every row of every table, in order."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, list):
                yield from value
            else:
                yield value

    @classmethod
    def kinds_of_parts(cls) -> dict[str, type[Topic | Row]]:
        """Return the topic or row class that stands at each field."""
        found: dict[str, type[Topic | Row]] = {}
        for name, field in cls.model_fields.items():
            kind = row_class(field.annotation) or field.annotation
            if isinstance(kind, type) and issubclass(kind, (Topic, Row)):
                found[name] = kind
        return found


def row_class(annotation: Any) -> type[Row] | None:
    """Return the row class of a ``Table[...]`` annotation, None for anything else."""
    return _row_class(annotation)


@cache
def _row_class(annotation: Any) -> type[Row] | None:
    for argument in getattr(annotation, "__args__", ()):
        if isinstance(argument, type) and issubclass(argument, Row):
            return argument
    return None
