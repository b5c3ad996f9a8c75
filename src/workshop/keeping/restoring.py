"""Put a copy of the database in the place of the present one."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import StoreError, UsageError
from workshop.folder import DATABASE, Folder
from workshop.keeping.backups import (
    BACKUPS,
    BEFORE_RESTORE,
    back_up,
    checked,
    copy_database,
    trouble_of,
)
from workshop.keeping.lock import RoomLock
from workshop.keeping.private import private_file, write_private
from workshop.store.looking import open_reading

_LOGS = ("-wal", "-shm")


@dataclass(frozen=True)
class Restored:
    """What came back.

    Attributes
    ----------
    people : int
        How many participants.
    newest : datetime.datetime, optional
        When the last answer in it was changed.
    aside : pathlib.Path, optional
        Where the database that was there before is kept.
    """

    people: int
    newest: dt.datetime | None
    aside: Path | None


def restore(folder: Folder, file: Path, now: dt.datetime) -> Restored:
    """Put a copy in the place of the workshop's database, which is kept beside the copies.

    Raises
    ------
    UsageError
        If the room is open, or the file is the database itself.
    StoreError
        If the file is not a sound database of a workshop. Nothing is changed then.
    """
    target = folder.path / DATABASE
    if target.exists() and file.exists() and target.samefile(file):
        raise UsageError(
            "This file is the workshop's database itself.",
            where=str(file),
            expected="a copy made by workshop backup",
        )
    people = checked(file)
    with RoomLock(folder.path):
        aside = _keep_aside(folder, now) if folder.database else None
        _put(file, target)
    times = [seen.changed for seen in people if seen.changed]
    return Restored(len(people), max(times, default=None), aside)


def _keep_aside(folder: Folder, now: dt.datetime) -> Path:
    """Keep the present database: as a copy, or if it is damaged as the bytes it is."""
    try:
        return back_up(folder, now, kind=BEFORE_RESTORE)
    except StoreError:
        damaged = folder.path / DATABASE
        name = f"damaged-{now.astimezone():%Y%m%d-%H%M%S}.db"
        for ending in ("", *_LOGS):
            part = damaged.with_name(DATABASE + ending)
            if part.exists():
                write_private(folder.path / BACKUPS / (name + ending), part.read_bytes())
        return folder.path / BACKUPS / name


def _put(file: Path, target: Path) -> None:
    """Write a copy over a database; within a sound one, so that who has it open sees it."""
    if target.exists() and not trouble_of(target):
        try:
            with closing(open_reading(file)) as here, closing(sqlite3.connect(target)) as there:
                here.backup(there)
        except sqlite3.Error as error:
            raise StoreError(
                "The copy could not be put back: nothing was changed.",
                where=str(target),
                found=str(error),
                todo="Close other programs that use the workshop, then restore again.",
            ) from error
        return
    with private_file(target) as beside:
        copy_database(file, beside)
        # The log of a damaged database must not be read into the new one.
        for ending in _LOGS:
            target.with_name(target.name + ending).unlink(missing_ok=True)
    if os.name == "posix":
        target.chmod(0o600)
