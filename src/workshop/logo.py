"""The host's logo: read once from the workshop's folder."""

from __future__ import annotations

import base64
from pathlib import Path

from workshop.errors import SettingsError
from workshop.settings import Settings

_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_MOST_BYTES = 2_000_000


def read_logo(folder: Path, settings: Settings) -> tuple[str, str]:
    """Return the logo's text (SVG, or base64 of a picture) and kind; empty if there is none.

    Raises
    ------
    SettingsError
        If the file named is missing, too large, outside the folder or no picture.
    """
    if not settings.brand.logo:
        return "", ""
    path = (folder / settings.brand.logo).resolve()
    kind = _KINDS.get(path.suffix.casefold())
    inside = path.is_relative_to(folder.resolve())
    if kind is None or not inside or not path.is_file() or path.stat().st_size > _MOST_BYTES:
        raise SettingsError(
            "The logo cannot be used.",
            where=f"{folder / 'workshop.toml'}: brand.logo",
            found=settings.brand.logo,
            expected="an SVG, PNG or JPG file of at most 2 MB in the folder of the workshop",
        )
    data = path.read_bytes()
    if kind == "image/svg+xml":
        return data.decode("utf-8", errors="replace"), kind
    return base64.b64encode(data).decode(), kind
