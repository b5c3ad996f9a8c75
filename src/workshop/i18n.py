"""Text that is looked up in the reader's language when it is shown, not when it is written.

One process serves several languages at once (a room with English and Spanish
speakers), so the language is a context variable and a message stays lazy until
someone reads it.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

DOMAIN = "workshop"
_LOCALES = Path(__file__).parent / "locale"
_language: ContextVar[str] = ContextVar("workshop_language", default="en")


class Lazy:
    """A message that turns into text in the language in force when it is read.

    Parameters
    ----------
    msgid : str
        The English source; ``{name}`` marks a parameter.
    params : dict, optional
        Values for the parameters. Messages among them are read in the same language.
    plural : str, optional
        The English plural. Which one is used depends on the parameter ``n``.
    """

    __slots__ = ("msgid", "params", "plural")

    def __init__(
        self, msgid: str, params: dict[str, object] | None = None, plural: str | None = None
    ) -> None:
        self.msgid = msgid
        self.params = params
        self.plural = plural

    def format(self, **params: object) -> Lazy:
        """Return the same message with its parameters filled in."""
        return Lazy(self.msgid, {**(self.params or {}), **params}, self.plural)

    def __str__(self) -> str:
        """Return the text in the language in force now."""
        catalogue = _catalogue(_language.get())
        if self.plural is not None:
            count = (self.params or {}).get("n", 0)
            text = catalogue.ngettext(
                self.msgid, self.plural, count if isinstance(count, int) else 2
            )
        else:
            text = catalogue.gettext(self.msgid) if self.msgid else ""
        if self.params is None:
            return text
        return text.format(**self.params)

    def __repr__(self) -> str:
        """Show the source and the parameters."""
        return f"Lazy({self.msgid!r}, {self.params!r})"

    def __eq__(self, other: object) -> bool:
        """Two messages are equal when they would always read the same."""
        if not isinstance(other, Lazy):
            return NotImplemented
        return (self.msgid, self.params, self.plural) == (other.msgid, other.params, other.plural)

    def __hash__(self) -> int:
        """Hash by source: parameters may be unhashable."""
        return hash((self.msgid, self.plural))


Words = Lazy | str
"""Text for people: ours (lazy) or a participant's (plain)."""


def _(msgid: str) -> Lazy:
    """Mark a message for translation."""
    return Lazy(msgid)


def plural(one: str, many: str, n: int) -> Lazy:
    """Mark a message that depends on a count, which it may print as ``{n}``."""
    return Lazy(one, {"n": n}, many)


def language() -> str:
    """Return the language in force."""
    return _language.get()


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Put a language in force for the block.

    Parameters
    ----------
    code : str
        A language code such as ``en`` or ``es``. One without a catalogue reads as English.
    """
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


@lru_cache(maxsize=8)
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, _LOCALES, languages=[code], fallback=True)
