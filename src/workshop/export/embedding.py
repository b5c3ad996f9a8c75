"""Pictures that lie beside a notebook, taken into it, so that it can travel."""

from __future__ import annotations

import base64
import copy
import re
from pathlib import Path
from urllib.parse import unquote

from nbformat import NotebookNode

from workshop.export.pictures import text_of

PICTURE_FILES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".svg": "image/svg+xml", ".webp": "image/webp", ".bmp": "image/bmp", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".pdf": "application/pdf",
}  # fmt: skip
"""MIME types of the pictures a notebook may show, by the ending of their files."""

MOST_BYTES = 20_000_000
_IMAGE = re.compile(
    r"(?P<before>!\[(?:[^\]\\]|\\.)*\]\(\s*)(?P<angle><)?(?P<url>(?(angle)[^>\n]+|[^)\s]+))(?(angle)>)"
    r"|(?P<tag><img\b[^>]*?\bsrc\s*=\s*[\"'])(?P<src>[^\"']+)"
)


def embed_pictures(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Return the notebook with pictures that lie in its folder as attachments of their cells.

    Only pictures inside the folder are taken; an address that leads out of it, by ``..``, by a
    link or from the root, stays as it is and is named in print.

    Parameters
    ----------
    notebook : NotebookNode
        Left as it is.
    folder : Path
        Where the notebook lies.
    """
    if not any(_mentions(cell) for cell in notebook.cells):
        return notebook
    made = copy.deepcopy(notebook)
    root = folder.resolve()
    for cell in made.cells:
        if _mentions(cell):
            _embed(cell, root)
    return made


def _mentions(cell: NotebookNode) -> bool:
    source = text_of(cell.get("source", ""))
    return cell.get("cell_type") == "markdown" and ("![" in source or "<img" in source)


def _embed(cell: NotebookNode, root: Path) -> None:
    files = dict(cell.get("attachments") or {})

    def swap(found: re.Match[str]) -> str:
        url = found["url"] or found["src"]
        path = _inside(root, url)
        if path is None:
            return found[0]
        raw = path.read_bytes()
        mime = PICTURE_FILES[path.suffix.lower()]
        text = raw.decode("utf-8", "replace") if mime == PICTURE_FILES[".svg"] else ""
        # A name with blanks or brackets would end the address.
        name = re.sub(r"[^\w.-]", "-", path.relative_to(root).as_posix())
        files[name] = {mime: text or base64.b64encode(raw).decode("ascii")}
        return f"{found['before'] or found['tag']}attachment:{name}"

    cell["source"] = _IMAGE.sub(swap, text_of(cell.get("source", "")))
    if files:
        cell["attachments"] = files


def _inside(root: Path, url: str) -> Path | None:
    """Return the picture an address names, if it lies inside the folder."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#]", url) or "\0" in url:
        return None
    try:
        path = (root / unquote(url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0])).resolve()
        known = path.suffix.lower() in PICTURE_FILES and path.is_relative_to(root)
        return path if known and path.is_file() and path.stat().st_size <= MOST_BYTES else None
    except (OSError, ValueError):
        return None
