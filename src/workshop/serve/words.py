"""The words a step's page needs, for its template and its scripts."""

from __future__ import annotations

from workshop.i18n import Lazy, _

_WORDS: dict[str, Lazy] = {
    "steps": _("Steps"),
    "skip": _("Skip to the questions"),
    "plan": _("Your plan"),
    "count": _("{done} of {all}"),
    "undo": _("Undo"),
    "wait": _("Getting your answers …"),
    "onward": _("Before and after"),
    "broken": _("This part could not be shown. What you answered is saved; tell the facilitator."),
    "saving": _("Saving …"),
    "saved": _("✓ All saved"),
    "late": _("Not saved yet. It is kept on this device."),
    "failed": _("Not saved: see the field marked below."),
    "offline": _("No connection. What you type is kept on this device."),
    "reconnecting": _(
        "The connection to the laptop is interrupted. Go on typing: what you write is kept on this "
        "device and saved as soon as it is back."
    ),
    "kept": _(
        "You typed this here before, and it was not saved. Meanwhile it was changed elsewhere:"
    ),
    "mine": _("Use what I typed"),
    "leave": _("Leave it as it is"),
    "read": _("Read"),
    "closed": _("The facilitator has closed this step for now. What you answered is saved."),
    "locked": _("Your link was replaced. Ask the facilitator for the new one."),
    "elsewhere": _(
        "Something you typed in “{step}” is not saved yet. Open that step: it is kept there."
    ),
}


_BOARD: dict[str, Lazy] = {
    "here": _("has a page open"),
    "away": _("has no page open"),
    "ago": _("{n} min ago"),
    "never": _("not here yet"),
    "stuck": _("no change for {n} min"),
    "link": _("New link"),
    "sure": _("Make a new link for {who}? The old one stops working."),
    "see": _("See the plan"),
    "room": _("{here} here · {joined} joined · {all} on the list"),
    "open": _("open it"),
    "close": _("close"),
    "making": _("{done} of {all} plans made"),
    "made": _("{n} plans are made."),
    "begin": _("Begin with a click on the first line."),
    "left": _("left for this"),
    "over": _("over time"),
    "lost": _("No connection to the room"),
}


def board_words() -> dict[str, str]:
    """Return those of the facilitator's board."""
    return {name: str(text) for name, text in _BOARD.items()}


def words() -> dict[str, str]:
    """Return them in the language in force."""
    return {name: str(text) for name, text in _WORDS.items()}
