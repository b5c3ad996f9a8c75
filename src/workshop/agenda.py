"""The agenda of a workshop of each length: how many minutes for what, and what is said and done."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.i18n import Lazy, _
from workshop.settings import WorkshopMode

MINUTES: dict[WorkshopMode, int] = {"quick_90": 90, "half_day": 240, "series_6x60": 360}
"""How long each kind of workshop is, breaks included."""


@dataclass(frozen=True)
class Item:
    """One stretch of a meeting.

    Attributes
    ----------
    minutes : int
    title : Lazy
    says : Lazy
        What the facilitator says or does.
    step : str
        The step that is worked on, empty where it is none.
    """

    minutes: int
    title: Lazy
    says: Lazy
    step: str = ""


@dataclass(frozen=True)
class Meeting:
    """One meeting, from beginning to end."""

    title: Lazy
    items: tuple[Item, ...]

    @property
    def minutes(self) -> int:
        """Return how long it takes."""
        return sum(item.minutes for item in self.items)


_TITLES: dict[str, Lazy] = {
    "readiness": _("Where we start"),
    "objectives": _("Why we do this"),
    "audience": _("Who we talk to"),
    "channels": _("Where we will be"),
    "content": _("What we say and do"),
    "measurement": _("How we measure and revise"),
}
_SAYS: dict[str, Lazy] = {
    "readiness": _(
        "Honest answers, no marks. “Who stands behind it?” is the question that decides. Whoever "
        "has no second sign-in switches it on now, phone in hand."
    ),
    "objectives": _(
        "Ask: what would be different in a year? Then: which number shows it, where is it today? "
        "Followers are no answer. One objective is plenty; the five letters tell the rest."
    ),
    "audience": _(
        "Not everybody: the people whose problem you solve best. The county gives the numbers. "
        "Have two of them say aloud whom they leave out, and why."
    ),
    "channels": _(
        "First the order of what matters, then the ratings, then look: the choice is worked out. "
        "Ask who is surprised. Most rate too high what they can make: let them show a post."
    ),
    "content": _(
        "Three themes you can come back to every week; one of them asks for the sale. The "
        "calendar is made from them: let each read out the first post and change one word."
    ),
    "measurement": _(
        "What is not in the diary does not happen. Everyone puts the first review into their "
        "phone before they leave."
    ),
}
_WELCOME = _(
    "What you leave with: a plan of your own. Two rules: leave empty what you do not know, and say "
    "where a number comes from."
)
_CLOSE = _(
    "Read your summary to a neighbour: what is decided, what is first, what could go wrong. Sign "
    "it. Say when the plans arrive."
)
_PAUSE = _("Air. Help those who are stuck; nobody has to catch up alone.")


def _step(minutes: int, name: str) -> Item:
    return Item(minutes, _TITLES[name], _SAYS[name], name)


def _weekly(name: str) -> Meeting:
    """Return one meeting of the series: what was open, the step, the decision."""
    return Meeting(
        _TITLES[name],
        (
            Item(8, _("What was open"), _("One sentence each: what you found out since.")),
            _step(42, name),
            Item(
                10, _("Decide, and what to bring"),
                _("Write down the decision and what it rules out. Read out what to look up for "
                  "the next meeting."),
            ),
        ),
    )  # fmt: skip


AGENDAS: dict[WorkshopMode, tuple[Meeting, ...]] = {
    "quick_90": (
        Meeting(
            _("One evening"),
            (
                Item(5, _("Welcome"), _WELCOME),
                _step(12, "readiness"),
                _step(18, "objectives"),
                _step(7, "audience"),
                _step(17, "channels"),
                _step(17, "content"),
                _step(4, "measurement"),
                Item(10, _("Your plan"), _CLOSE),
            ),
        ),
    ),
    "half_day": (
        Meeting(
            _("Half a day"),
            (
                Item(10, _("Welcome"), _WELCOME),
                _step(45, "readiness"),
                _step(35, "objectives"),
                Item(15, _("Break"), _PAUSE),
                _step(30, "audience"),
                _step(30, "channels"),
                Item(10, _("Break"), _PAUSE),
                _step(45, "content"),
                _step(8, "measurement"),
                Item(12, _("Your plan"), _CLOSE),
            ),
        ),
    ),
    "series_6x60": (
        *(_weekly(name) for name in list(_TITLES)[:-1]),
        Meeting(
            _TITLES["measurement"],
            (
                Item(8, _("What was open"), _("One sentence each: what you found out since.")),
                _step(36, "measurement"),
                Item(16, _("Your plan"), _CLOSE),
            ),
        ),
    ),
}
"""Meetings by mode. In a series what is not finished is finished at home."""


def title_of(step: str) -> Lazy:
    """Return a step's title as the agenda has it."""
    return _TITLES[step]
