"""Which databases are ours, and what is said when one cannot be used.

Kept apart from the database library: whoever only looks has no need of it.
"""

from __future__ import annotations

from workshop.errors import StoreError

SCHEMA_VERSION = 2
"""2 added seats and the room."""


def is_current(version: str | None, where: str) -> bool:
    """Say whether tables are of this version; older ones are not.

    Raises
    ------
    StoreError
        If they are newer.
    """
    if version is None or (version.isdigit() and int(version) < SCHEMA_VERSION):
        return False
    if version != str(SCHEMA_VERSION):
        raise StoreError(
            "These answers were saved by a newer version of the workbook.",
            where=where,
            found=f"schema {version}",
            expected=f"schema {SCHEMA_VERSION}",
            todo="Update the program, then open the workshop again.",
        )
    return True


def foreign_database(where: str, found: str) -> StoreError:
    """Return the error that says whose a database is not."""
    return StoreError(
        "This database belongs to another program.",
        where=where,
        found=found,
        expected="the database of a workshop, or none",
        todo="Name another file.",
    )


def storage_words(found: str) -> tuple[str, str]:
    """Return what went wrong and what to do about it, from the words of the database."""
    if "full" in found:
        return (
            "The disk is full: nothing was saved. What was saved before is still there.",
            "Make room on the disk, then save again.",
        )
    if "readonly" in found or "read-only" in found:
        return (
            "The workshop's database may only be read: nothing was saved.",
            "Check that the file and its folder may be written to.",
        )
    if "locked" in found:
        return (
            "The workshop's database is busy: nothing was saved.",
            "Close other programs that use it, then save again.",
        )
    if "not a database" in found or "malformed" in found:
        return "The workshop's database is damaged.", "Restore workshop.db from a backup copy."
    if "disk I/O" in found:
        return (
            "The disk cannot be read or written: nothing was saved.",
            "Check the disk and the room left on it, then save again.",
        )
    return (
        "The workshop's database cannot be used.",
        "Check that the folder exists and may be written to.",
    )
