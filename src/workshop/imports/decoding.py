"""The bytes of a text file as text, whatever program wrote them."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WINDOWS = "cp1252"


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and the encoding it was read in.

    UTF-8, UTF-16 with its mark, else Windows' Latin: that one is a guess, and whoever
    shows the text should say so.

    Raises
    ------
    UnicodeError
        If it is no text, such as an .xlsx file with the wrong name.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding), encoding
    if b"\0" in data:
        raise UnicodeError("the file holds zero bytes")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode(WINDOWS, errors="replace"), WINDOWS
