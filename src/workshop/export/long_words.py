"""Places where a very long word may break, so that no text leaves its box."""

from __future__ import annotations

import re
import unicodedata

BREAK = "\u200b"
SOFT_HYPHEN = "\u00ad"
_AFTER = frozenset("/._-@?&=:,;+|\\#%")
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûãõåæø")
_LONGEST_WORD = 30
_BROAD = frozenset("WMmw@%—…")
_BROADEST = 1.8
# White space is cut into pieces of its own.
_PIECE = re.compile(f"[^\\s{BREAK}]+|[\\s{BREAK}]")
_JOINER = "\u200d"


def breakable(text: str, limit: int = 30) -> str:
    """Return text whose words longer than ``limit`` letters may break inside.

    Parameters
    ----------
    text : str
        What a person wrote. Nothing in it changes but for zero-width spaces and, in words
        of letters only, soft hyphens.
    limit : int
        The longest word that is left alone, in letters.
    """
    if _fits(text, limit):
        return text
    return "".join(
        piece if _fits(piece, limit) else _opened(piece, limit) for piece in _PIECE.findall(text)
    )


def _fits(text: str, limit: int) -> bool:
    # Most are so short that they would fit in the broadest letters, or too long in any.
    return _BROADEST * len(text) <= limit or (len(text) <= limit and _width(text) <= limit)


def _width(text: str) -> float:
    """Return about how many ordinary letters a text is as wide as."""
    return sum(_BROADEST if char in _BROAD else 1.3 if char.isupper() else 1.0 for char in text)


def _opened(word: str, limit: int) -> str:
    latin = all(char.isalpha() and char < "\u0250" for char in word)
    if latin and len(word) <= _LONGEST_WORD:
        return _hyphenated(word, max(4, limit - 1))
    return _split(word, max(4, limit // 2))


def _hyphenated(word: str, longest: int) -> str:
    """Allow a break between syllables, roughly: after a vowel, before a consonant."""
    out: list[str] = []
    since = 0.0
    for index, char in enumerate(word):
        out.append(char)
        since += _width(char)
        following = word[index + 1 : index + 2].lower()
        left, right = index + 1, len(word) - index - 1
        syllable = char.lower() in _VOWELS and following not in _VOWELS
        if left >= 3 and right >= 3 and (syllable or since >= longest):
            out.append(SOFT_HYPHEN)
            since = 0.0
    return "".join(out)


def _split(word: str, step: int) -> str:
    out: list[str] = []
    since = 0.0
    for index, char in enumerate(word):
        out.append(char)
        since += _width(char)
        if unicodedata.east_asian_width(char) in "WF":
            since = 0.0
            continue
        following = word[index + 1 : index + 2]
        natural = char in _AFTER and since >= min(4, step)
        if following and (natural or since >= step) and not _clings(char, following):
            out.append(BREAK)
            since = 0.0
    return "".join(out)


def _clings(before: str, after: str) -> bool:
    """Whether two characters make one sign."""
    return (
        _JOINER in (before, after)
        or unicodedata.category(after).startswith("M")
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or "\U0001f1e6" <= after <= "\U0001f1ff"
    )
