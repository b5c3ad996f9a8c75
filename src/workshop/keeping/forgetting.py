"""Take a participant out of a workshop: database, files, plans, and on request the copies."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import StoreError
from workshop.folder import DATABASE, ROSTER, Folder
from workshop.keeping.backups import BACKUPS
from workshop.keeping.lock import RoomLock
from workshop.keeping.private import private_file
from workshop.keeping.roster_lines import lines_of, without
from workshop.store import Participant, Store
from workshop.store.forgetting import forget, scrub
from workshop.store.looking import look

LINKS_FILE = "links.pdf"
_OVERVIEWS = ("report.json", "index.html")
_READ_MOST = 100_000_000
_TELLING = 4
"""Letters from which a name is looked for: shorter ones stand everywhere."""
_NOT_READ = frozenset({BACKUPS, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", ".git"})


@dataclass(frozen=True)
class Forgotten:
    """What was taken out, by its place in the workshop's folder, and what was not.

    Attributes
    ----------
    removed : tuple of str
        Files and folders that are gone.
    copies : tuple of pathlib.Path
        Copies of the database in which they may still stand.
    mentions : tuple of str
        Other files in the folder that name them.
    """

    removed: tuple[str, ...]
    copies: tuple[Path, ...]
    mentions: tuple[str, ...]


def forget_person(folder: Folder, key: str, *, backups: bool = False) -> Forgotten:
    """Remove a participant and everything of them.

    Files go first and the database last, so that what breaks off in between can be run again.

    Parameters
    ----------
    folder : Folder
        The workshop.
    key : str
        Whom.
    backups : bool
        Whether to remove copies of the database in which they may stand.

    Raises
    ------
    UnknownParticipantError
        If nobody has that key.
    UsageError
        If the room is open.
    StoreError
        If another program uses the database. Nothing is removed then.
    """
    person = folder.participant(key)
    others = {one.key: one for one in folder.everyone() if one.key != key}
    with RoomLock(folder.path):
        if folder.database is not None:
            # Before anything goes: it fails while another program is at work in it.
            scrub(folder.database)
        removed = list(_remove_files(folder.path, key))
        removed += _cut_roster(folder, person, others)
        if folder.database is not None:
            _forget_rows(folder.database, key)
    copies = tuple(_copies_with(folder.path, key))
    if backups:
        for path in copies:
            path.unlink()
            removed.append(_place(path, folder.path))
        copies = ()
    mentions = tuple(_place(path, folder.path) for path in _mentioning(folder.path, person))
    return Forgotten(tuple(removed), copies, mentions)


def _forget_rows(database: Path, key: str) -> None:
    with Store.open(database) as store:
        forget(store, key)
    scrub(database)


def _remove_files(folder: Path, key: str) -> Iterator[str]:
    """Remove what lies in the folder under a participant's key; yield each place."""
    plans = folder / "plans"
    found = [folder / "answers" / f"{key}.json", folder / LINKS_FILE]
    # A key has no dot, so nobody else's folder begins like this.
    found += [plans / key, plans / "_failed" / key, *sorted(plans.glob(f"{key}.*"))]
    found += [plans / name for name in _OVERVIEWS if _lists(plans / "report.json", key)]
    for path in found:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.exists() or path.is_symlink():
            path.unlink()
        else:
            continue
        yield _place(path, folder)


def _lists(report: Path, key: str) -> bool:
    """Say whether an overview of plans lists someone, or cannot be read."""
    try:
        people = json.loads(report.read_text(encoding="utf-8"))["people"]
        return any(person["key"] == key for person in people)
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _cut_roster(folder: Folder, person: Participant, others: dict[str, Participant]) -> list[str]:
    path = folder.path / ROSTER
    if not path.is_file():
        return []
    lines = lines_of(path, person, others)
    if not lines:
        return []
    data = without(path, lines)
    mode = path.stat().st_mode & 0o777
    with private_file(path) as beside:
        beside.write_bytes(data)
        beside.chmod(mode)
    return [f"{ROSTER}, line {', '.join(map(str, sorted(lines)))}"]


def _copies_with(folder: Path, key: str) -> Iterator[Path]:
    """Yield the copies of the database that hold a participant, or cannot be read."""
    for path in sorted((folder / BACKUPS).glob("*")):
        if path.suffix != ".db":
            if path.is_file():
                yield path
            continue
        try:
            if any(seen.person.key == key for seen in look(path)):
                yield path
        except StoreError:
            yield path


def _mentioning(folder: Path, person: Participant) -> Iterator[Path]:
    """Yield other files that carry a participant's key, name, business or e-mail address."""
    texts = (person.name, person.business, person.email)
    words = "|".join(re.escape(text) for text in texts if len(text) >= _TELLING)
    telling = re.compile(rf"(?<!\w)(?:{words})(?!\w)".encode()) if words else None
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if inside.parts[0] in _NOT_READ or path.is_symlink() or not path.is_file():
            continue
        named = person.key == path.name.partition(".")[0] or person.key in inside.parts[:-1]
        readable = path.stat().st_size <= _READ_MOST
        if named or (readable and telling is not None and telling.search(path.read_bytes())):
            yield path


def _place(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
