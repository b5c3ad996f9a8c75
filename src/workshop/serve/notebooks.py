"""The only files a step's page is made of: the notebooks, and pictures beside a workshop's own."""

from __future__ import annotations

import base64
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
import tornado.web

from workshop.export.embedding import PICTURE_FILES
from workshop.fitting import fitted
from workshop.folder import Folder
from workshop.notebooks import notebook_paths
from workshop.serve.room import STEPS

STEP_NAMES = (*STEPS, "plan")


class RoomNotebooks:
    """What Voilà takes for a contents manager: it gives out a step's notebook by its name.

    Parameters
    ----------
    folder : Folder
        The workshop. Its own copies of the notebooks are used if it has some, else ours, cut
        to what this length of workshop asks.
    """

    allow_hidden = False

    def __init__(self, folder: Folder) -> None:
        self.own = folder.path / "notebooks"
        self.tier = folder.settings.tier

    def _path(self, step: str) -> Path:
        shipped = next(path for path in notebook_paths() if path.stem[3:] == step)
        own = self.own / shipped.name
        return own if own.is_file() else shipped

    def get(self, path: str, **_options: Any) -> dict[str, Any]:
        """Return a notebook as a contents manager does; of a picture, its bytes.

        Raises
        ------
        tornado.web.HTTPError
            If there is no such step or picture.
        """
        path = path.removesuffix(".ipynb")
        if path in STEP_NAMES:
            file = self._path(path)
            ours = file.parent != self.own
            notebook = _read(file, file.stat().st_mtime_ns, self.tier if ours else 3)
            return {"type": "notebook", "path": f"{path}.ipynb", "content": deepcopy(notebook)}
        picture = self._picture(path)
        if picture is None:
            raise tornado.web.HTTPError(404)
        return {"content": base64.b64encode(picture.read_bytes()).decode()}

    def file_exists(self, path: str) -> bool:
        """Say whether a picture lies beside the workshop's own notebooks."""
        return self._picture(path) is not None

    def _picture(self, name: str) -> Path | None:
        try:
            path = (self.own / name).resolve()
            inside = path.is_relative_to(self.own.resolve()) and path.is_file()
        except (OSError, ValueError):
            return None
        return path if inside and path.suffix.lower() in PICTURE_FILES else None


@lru_cache(maxsize=20)
def _read(path: Path, changed: int, tier: int) -> Any:
    del changed
    return nbformat.reads(fitted(path, tier).decode("utf-8-sig"), as_version=4)  # type: ignore[no-untyped-call]
