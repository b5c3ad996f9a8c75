"""What a post is about: the owner's ideas in turn, then each from another side.

A quarter has more posts than anybody has ideas on the first evening. So that no title comes
twice, an idea that was used is looked at from another side; a theme without ideas is given
prompts of the kinds owners can supply: pictures, stories, advice, proof, interviews.
"""

from __future__ import annotations

from collections.abc import Sequence

from workshop.i18n import Lazy, _
from workshop.steps.content.pillars import Pillar, Purpose

SIDES: tuple[Lazy, ...] = (
    _("{idea}: step by step"),
    _("{idea}: the mistake made most"),
    _("{idea}: before and after"),
    _("{idea}: what a customer says"),
    _("{idea}: the question behind it"),
    _("{idea}: behind the scenes"),
    _("{idea}: what we would do differently"),
    _("{idea}: looked at closely"),
)
"""The same idea once more, from another side."""

_PART = _("{idea}, part {n}")

PROMPTS: dict[Purpose, tuple[Lazy, ...]] = {
    Purpose.VALUE: (
        _("a question people ask before they buy"),
        _("the mistake made most"),
        _("step by step"),
        _("before and after"),
        _("what to look for when you choose"),
        _("a word of the trade, explained"),
        _("a tool we could not do without"),
        _("how long it takes, and why"),
        _("what is in the price"),
        _("when not to buy it"),
        _("the first time: what to expect"),
        _("looked at closely"),
    ),
    Purpose.SHARED: (
        _("a neighbour whose work we like"),
        _("a customer, and what came of it"),
        _("an event near here"),
        _("an answer from somebody who knows more"),
        _("a place nearby that is worth a visit"),
        _("what a partner of ours is doing"),
        _("a book, a film or a page on it"),
        _("how it was done long ago"),
    ),
    Purpose.PROMO: (
        _("what is free this week"),
        _("whom it is for, and whom not"),
        _("a customer's own words"),
        _("what you get, item by item"),
        _("how to book"),
        _("the last day to order in time"),
    ),
}
"""What a theme without ideas begins with."""


def titles(pillar: Pillar) -> list[str]:
    """Return titles for a theme that all differ: its ideas, then each from every side.

    A theme without ideas begins with prompts.
    """
    ideas = [idea.rstrip(" .") for idea in pillar.ideas or []]
    if not ideas:
        prompts = PROMPTS[pillar.purpose or Purpose.VALUE]
        return [f"{pillar.name or pillar.id}: {prompt}" for prompt in prompts]
    sides = len(SIDES)
    return [
        *(pillar.ideas or []),
        *(
            _from_side(idea, SIDES[(turn + place) % sides])
            for turn in range(sides)
            for place, idea in enumerate(ideas)
        ),
    ]


def _from_side(idea: str, side: Lazy) -> str:
    """Return an idea looked at from a side; after a question comes no colon."""
    text = str(side.format(idea=idea))
    lead = f"{idea}: "
    if idea.endswith(("?", "!", "…")) and text.startswith(lead):
        rest = text.removeprefix(lead)
        return f"{idea} {rest[:1].upper()}{rest[1:]}"
    return text


def nth(found: Sequence[str], number: int) -> str:
    """Return the title of the n-th post of a theme, counted from 0; after the last, a sequel."""
    again, place = divmod(number, len(found))
    return found[place] if not again else str(_PART.format(idea=found[place], n=again + 1))
