"""Write the people of a list into a workshop's database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from workshop.folder import Folder, open_live
from workshop.people.taking import Entered, Fate


def write_people(folder: Folder, entered: Iterable[Entered], now: dt.datetime) -> None:
    """Add who is new and bring up to date who has changed, all in one go.

    The database is made from the workshop's files if there is none yet.

    Raises
    ------
    StoreError
        If the database refuses. Nothing is written then.
    """
    people = [one.person for one in entered if one.fate in (Fate.NEW, Fate.UPDATED)]
    store = open_live(folder, now)
    try:
        store.add_participants(people)
    finally:
        store.close()
