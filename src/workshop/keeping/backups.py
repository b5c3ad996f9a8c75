"""Copies of a workshop's database, taken while others write to it."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from workshop.errors import StoreError, UsageError
from workshop.folder import DATABASE, Folder
from workshop.keeping.private import private_file
from workshop.store.looking import Seen, look, open_reading

BACKUPS = "backups"
BY_HAND, ROLLING, BEFORE_RESTORE = "workshop", "rolling", "before-restore"
_NAME = re.compile(
    r"(?P<kind>[a-z-]+)-(?P<time>\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"-(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)(?:-\d+)?\.db"
)
_TIME = "%Y%m%d-%H%M%S"
_HOUR = dt.timedelta(hours=1)


def back_up(folder: Folder, now: dt.datetime, out: Path | None = None, kind: str = BY_HAND) -> Path:
    """Copy the database as it is at this moment; whoever writes to it does not wait.

    Parameters
    ----------
    folder : Folder
        The workshop.
    now : datetime.datetime
        For the copy's name, which is in local time.
    out : pathlib.Path, optional
        The copy, in place of a name of ours under ``backups``.
    kind : str
        How the name begins.

    Raises
    ------
    UsageError
        If there is no database, or a file of that name is there.
    StoreError
        If the database is damaged; no copy is left then.
    """
    if folder.database is None:
        raise UsageError(
            "This workshop has no database yet.",
            where=str(folder.path / DATABASE),
            todo="Its answers are plain files: copy the folder.",
        )
    if out is not None and out.exists():
        raise UsageError(
            "A file of this name is there already.", where=str(out), todo="Name another --out."
        )
    target = out or _free_name(folder.path / BACKUPS, kind, now)
    with private_file(target) as beside:
        copy_database(folder.database, beside)
        complain = trouble_of(beside)
        if complain:
            raise StoreError(
                "The workshop's database is damaged: it was not copied.",
                where=str(folder.database),
                found=complain,
                todo="Restore an earlier copy: workshop restore DIR FILE.",
            )
    return target


def rolling_backup(folder: Folder, now: dt.datetime, keep: int = 12) -> Path:
    """Copy the database, then clear older rolling copies away.

    All of the last hour stay; before that one for each hour, ``keep`` of them at most. Copies
    made by hand and before a restore are never touched.

    Parameters
    ----------
    folder : Folder
        The workshop.
    now : datetime.datetime
        When, with its time zone.
    keep : int
        How many copies older than an hour stay.
    """
    made = back_up(folder, now, kind=ROLLING)
    time_now = _local(now)
    older: dict[dt.datetime, Path] = {}
    for path in sorted(backups_of(folder.path, ROLLING), reverse=True):
        time = _time_of(path)
        if path == made or time > time_now - _HOUR:
            continue
        hour = time.replace(minute=0, second=0)
        if hour in older or len(older) >= keep:
            path.unlink(missing_ok=True)
        else:
            older[hour] = path
    return made


def backups_of(folder: Path, kind: str = "") -> list[Path]:
    """Return the copies under ``backups``, of one kind or of all, by name."""
    named = [(path, _NAME.fullmatch(path.name)) for path in sorted((folder / BACKUPS).glob("*.db"))]
    return [path for path, found in named if not kind or (found and found["kind"] == kind)]


def copy_database(source: Path, target: Path) -> None:
    """Copy one database into another file through SQLite: a moment of it, whole.

    Raises
    ------
    StoreError
        If either cannot be read or written.
    """
    try:
        with closing(open_reading(source)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there)
            # One file that needs no other beside it, wherever it is taken.
            there.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise StoreError(
            "The workshop's database cannot be copied.",
            where=str(source),
            found=str(error),
            todo="Check the room on the disk; a damaged database is restored from a copy.",
        ) from error


def trouble_of(path: Path) -> str:
    """Return what is wrong with a database as SQLite says it; empty if it is sound."""
    try:
        with closing(open_reading(path)) as connection:
            lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        return str(error)
    if lines != ["ok"]:
        return "; ".join(lines)[:300]
    return f"rows of {broken[0]} that belong to nobody" if broken else ""


def checked(path: Path) -> tuple[Seen, ...]:
    """Return who is in a copy, once it is known to be a sound database of a workshop.

    Raises
    ------
    UsageError
        If there is no such file.
    StoreError
        If it is damaged, no database or another program's.
    """
    if not path.is_file():
        raise UsageError(
            "There is no such file.", where=str(path), todo="Check the spelling of the path."
        )
    trouble = trouble_of(path)
    if trouble:
        raise StoreError(
            "This file is not a sound copy of a workshop's database.",
            where=str(path),
            found=trouble,
            expected="a file made by workshop backup",
            todo="Name another copy; those of the workshop lie in its folder backups.",
        )
    return look(path)


def _free_name(folder: Path, kind: str, now: dt.datetime) -> Path:
    stem = f"{kind}-{_local(now).strftime(_TIME)}"
    path, number = folder / f"{stem}.db", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.db", number + 1
    return path


def _local(now: dt.datetime) -> dt.datetime:
    """Return the time on the clock of this computer, as it stands in names."""
    return now.astimezone().replace(tzinfo=None)


def _time_of(path: Path) -> dt.datetime:
    """Return the time in the name of a copy of ours."""
    found = _NAME.fullmatch(path.name)
    assert found is not None, "only copies of ours are asked for their time"
    return dt.datetime.strptime(found["time"], _TIME)  # noqa: DTZ007 - of this computer's clock
