"""Starting texts: one for each channel, unlike one another, for the owner to make their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from workshop.i18n import Lazy, Words, _
from workshop.reference import Reference
from workshop.steps.content.messaging import Call, KeyMessage
from workshop.steps.content.pillars import Pillar, Purpose

TEXT_LIMITS = ("text_max", "description_max")
LINK_IN_PROFILE = frozenset({"instagram", "tiktok"})
"""Channels whose posts carry no link that can be pressed."""

BLANK = "___"
"""Left for the owner: nobody else knows what belongs there."""
_VALUE: tuple[Lazy, ...] = (
    _("{idea}. In short: {blank}. {call}"),
    _("Something people ask us: {idea}. Our answer: {blank}. {call}"),
    _("{idea}. What would you add? {call}"),
    _("{message}. Part of it: {idea}. {proof}. {call}"),
    _("Today from our work: {idea}. {blank}. {call}"),
)
_SHARED: tuple[Lazy, ...] = (
    _("Not by us, and worth a look: {idea}. Thank you, {blank}. {call}"),
    _("{idea}. Whom should we meet next? {call}"),
    _("Seen nearby: {idea}. {blank}. {call}"),
    _("{blank} did this well: {idea}. {message}. {call}"),
)
_PROMO: tuple[Lazy, ...] = (
    _("{message}. {idea}. {call}"),
    _("{idea}. {proof}. {call}"),
    _("If you have been thinking about it: {idea}. {blank}. {call}"),
    _("{proof}. See for yourself: {idea}. {call}"),
)
_DRAFTS = {Purpose.VALUE: _VALUE, Purpose.SHARED: _SHARED, Purpose.PROMO: _PROMO}


@dataclass(frozen=True)
class Makings:
    """What a starting text is made of."""

    pillar: Pillar
    idea: str
    message: KeyMessage | None
    call: Call | None


def similarity(first: str, second: str) -> float:
    """Return how alike two texts are, 0 to 1: the ratio of difflib, without its autojunk."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


@lru_cache(maxsize=4096)
def alike(first: str, second: str, limit: float) -> bool:
    """Say whether two texts are at least this alike.

    difflib's two upper bounds settle nearly every pair without the full comparison.
    """
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return (
        matcher.real_quick_ratio() >= limit
        and matcher.quick_ratio() >= limit
        and matcher.ratio() >= limit
    )


def limit_of(channel: str, reference: Reference) -> int | None:
    """Return how many characters a post may have on a channel, None where no limit is known."""
    found = [
        int(limit.value)
        for limit in reference.limits.get(channel, ())
        if limit.kind in TEXT_LIMITS and limit.surface in _SURFACES
    ]
    return min(found, default=None)


_SURFACES = frozenset({"post", "page_post", "video", "pin", "caption", "feed", "feed_post",
                       "message"})  # fmt: skip


def starting_text(
    makings: Makings, turn: int, channel: str, limit: int | None, others: Sequence[str],
    most_alike: float,
) -> str:  # fmt: skip
    """Return a text to start from, unlike those of the same idea on other channels.

    Parameters
    ----------
    makings : Makings
    turn : int
        Which of the drafts to begin with.
    channel : str
    limit : int, optional
        Characters there is room for.
    others : sequence of str
        Texts of the same idea on the channels before.
    most_alike : float
        Two texts this alike, 0 to 1, are the same.
    """
    drafts = _DRAFTS[makings.pillar.purpose or Purpose.VALUE]
    first = ""
    for n in range(len(drafts)):
        text = _within(_filled(drafts[(turn + n) % len(drafts)], makings, channel), limit)
        if not any(alike(text, other, most_alike) for other in others):
            return text
        first = first or text
    return first


def _filled(draft: Lazy, makings: Makings, channel: str) -> str:
    message = makings.message
    said = (message.text if message and message.text else makings.pillar.name) or makings.idea
    proof = (message.proof if message and message.proof else said) or said
    text = draft.format(
        blank=BLANK,
        idea=_capital(makings.idea.rstrip(" .")),
        message=said.rstrip(" ."),
        proof=_capital(proof.rstrip(" .")),
        call=_call(makings.call, channel),
    )
    # An idea may be a question: no full stop after its own mark.
    return re.sub(r"([?!…])\.", r"\1", " ".join(str(text).split()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _call(call: Call | None, channel: str) -> Words:
    if call is None or not call.text:
        return ""
    if channel in LINK_IN_PROFILE:
        return _("{call}: link in our profile.").format(call=call.text)
    return _("{call}: link below.").format(call=call.text)


def _within(text: str, limit: int | None) -> str:
    if limit is None or len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(None, 1)[0] if " " in cut else cut).rstrip(" ,.;:") + "…"
