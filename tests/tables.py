"""The shipped reference tables as plain rows, for tests that read or change them."""

from __future__ import annotations

import csv
from pathlib import Path

from workshop.shipped import shipped

FOLDER = shipped("data/reference")
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))

Row = dict[str, str]


def rows(table: str, folder: Path = FOLDER) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(table: str, folder: Path, content: list[Row]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(content[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(content)


def append(table: str, folder: Path, *new: Row) -> None:
    """Add rows to a table, cells that are not named being empty."""
    content = rows(table, folder)
    blank = dict.fromkeys(content[0], "")
    write(table, folder, content + [blank | row for row in new])
