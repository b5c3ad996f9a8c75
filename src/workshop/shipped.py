"""Find the files that come with the program: notebooks, data, fonts, templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workshop.errors import ShippedFileError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


@cache
def shipped(name: str) -> Path:
    """Return where a shipped file or folder lies.

    Parameters
    ----------
    name : str
        A path from the top of the project (``notebooks``, ``data/reference``) or of the
        package's assets (``assets/fonts``).

    Returns
    -------
    pathlib.Path
        In the checkout if the program runs from one, else the copy inside the wheel.

    Raises
    ------
    ShippedFileError
        If neither place has it.
    """
    roots = [_PACKAGE / "_shipped", _PACKAGE]
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "src" / "workshop").is_dir():
        roots.insert(0, _CHECKOUT)
    for root in roots:
        if (root / name).exists():
            return root / name
    raise ShippedFileError(
        f"A file that comes with the program is missing: {name!r}.",
        where=", ".join(str(root) for root in roots),
        todo="Install the program again.",
    )
