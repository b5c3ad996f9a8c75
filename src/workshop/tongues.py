"""Languages by their names: people write and read "Spanish", files hold ``es``."""

from __future__ import annotations

from functools import lru_cache

from workshop.i18n import language

_SPOKEN = ("en", "es")
"""Languages the workbook itself speaks; names are understood in each of them."""


def name_of(code: str) -> str:
    """Return what a language is called in the language in force; a code without a name stays.

    Parameters
    ----------
    code : str
        A BCP 47 code such as ``es`` or ``pt-BR``.
    """
    return _names(language()).get(code, code)


def code_of(name: str) -> str | None:
    """Return the code of a language by its name, in a language the workbook speaks.

    None if no language is called so; capitals do not matter.
    """
    wanted = name.strip().casefold()
    found = (_codes(spoken).get(wanted) for spoken in (language(), *_SPOKEN))
    return next((code for code in found if code), None)


@lru_cache(maxsize=4)
def _names(shown_in: str) -> dict[str, str]:
    # Imported where it is used: most programs of ours never name a language.
    from babel.core import Locale, UnknownLocaleError

    try:
        names = Locale.parse(shown_in, sep="-").languages
    except (UnknownLocaleError, ValueError):
        names = Locale(_SPOKEN[0]).languages
    return {code.replace("_", "-"): name for code, name in names.items()}


@lru_cache(maxsize=4)
def _codes(shown_in: str) -> dict[str, str]:
    return {name.casefold(): code for code, name in _names(shown_in).items()}
