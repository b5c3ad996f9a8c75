"""Files of the pages, compressed once: forty phones load them in the same minute."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tornado.web

_DAY = 24 * 3600
_PACKED = frozenset([".js", ".css", ".svg", ".json", ".html", ".map", ".txt"])


@dataclass(frozen=True)
class _File:
    plain: bytes
    packed: bytes | None
    kind: str
    tag: str


@lru_cache(maxsize=2000)
def _read(path: Path, changed: int) -> _File:
    del changed
    plain = path.read_bytes()
    packed = gzip.compress(plain, 9, mtime=0) if path.suffix in _PACKED else None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return _File(plain, packed, kind, hashlib.sha256(plain).hexdigest()[:32])


def _find(paths: list[str], name: str) -> Path | None:
    for root in map(Path, paths):
        path = (root / name).resolve()
        if path.is_relative_to(root.resolve()) and path.is_file():
            return path
    return None


def pack_all(paths: list[str]) -> int:
    """Read and compress the scripts and styles in some folders; return how many."""
    count = 0
    for root in map(Path, paths):
        for path in root.rglob("*") if root.is_dir() else ():
            if path.suffix in (".js", ".css") and path.is_file():
                found = path.resolve()
                _read(found, found.stat().st_mtime_ns)
                count += 1
    return count


class Packed(tornado.web.RequestHandler):
    """Gives out the files of some folders and nothing beside them."""

    def initialize(self, paths: list[str]) -> None:
        """Take the folders, first one first."""
        self.paths = paths

    async def get(self, name: str) -> None:
        """Give out one file."""
        path = _find(self.paths, name) if "\0" not in name else None
        if path is None:
            raise tornado.web.HTTPError(404)
        file = _read(path, path.stat().st_mtime_ns)
        self.set_header("Content-Type", file.kind)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header(
            "Cache-Control", f"private, max-age={_DAY}" if self._fixed() else "no-cache"
        )
        self.set_header("Etag", f'"{file.tag}"')
        if self.check_etag_header():
            self.set_status(304)
            return
        self.set_header("Vary", "Accept-Encoding")
        if file.packed is not None and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(file.packed)
        else:
            self.finish(file.plain)

    def _fixed(self) -> bool:
        return not self.request.path.startswith(self.application.settings["base_url"] + "room/")
