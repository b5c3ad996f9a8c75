"""A topic as a form: every question that applies, one below the other."""

from __future__ import annotations

import ipywidgets as w

from workshop.answers.topic import Row, Topic
from workshop.forms.callbacks import in_language
from workshop.forms.field import Field
from workshop.forms.protocol import Keeper
from workshop.workbook import parts_at


def fields_of(keeper: Keeper, part: Topic | Row) -> dict[str, Field]:
    """Return a field for every question of the tiers this workshop asks."""
    return {
        name: Field(keeper, part, name)
        for name in part.questions()
        if part.tier_of(name) <= keeper.tier
    }


def follow(part: Topic | Row, fields: dict[str, Field]) -> None:
    """Bring fields up to date; those that do not apply now are out of sight."""
    applying = part.asked()
    for name, field in fields.items():
        field.widget.layout.display = None if name in applying else "none"
        field.refresh(part)


class TopicForm:
    """The form of a topic.

    Parameters
    ----------
    keeper : Keeper
        Where answers are saved.
    address : str
        Of the topic.
    """

    def __init__(self, keeper: Keeper, address: str) -> None:
        self.keeper = keeper
        self.address = address
        self.fields = fields_of(keeper, self._part())
        self.widget = w.VBox([field.widget for field in self.fields.values()])
        self.refresh()
        keeper.subscribe(in_language(self.refresh))

    def _part(self) -> Topic | Row:
        return parts_at(self.keeper.answers, self.address)[0]

    def refresh(self) -> None:
        """Follow a change made anywhere."""
        follow(self._part(), self.fields)
