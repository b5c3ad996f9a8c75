"""Reading the CSV files of the reference tables, with errors that name the cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, TypeVar

from workshop.errors import ShippedFileError

T = TypeVar("T")
_NEXT = "Put the cell right, or install the program again."


class Cells(dict[str, str]):
    """One row of a file, with readers that name the cell when they fail.

    Parameters
    ----------
    cells : dict
        Texts by column.
    path : pathlib.Path
    line : int
        Number of the row in the file, the heading being row 1.
    """

    def __init__(self, cells: dict[str, str], path: Path, line: int) -> None:
        super().__init__(cells)
        self.path, self.line = path, line

    def __missing__(self, column: str) -> str:
        """Name a column the file does not have."""
        raise self.wrong(column, "nothing: there is no such column", "a column of this name")

    def wrong(self, column: str, found: str, expected: str) -> ShippedFileError:
        """Return the error for a cell that cannot be read."""
        return ShippedFileError(
            f"The reference table {self.path.stem!r} cannot be read.",
            where=f"{self.path.name}, row {self.line}, column {column!r}",
            found=found,
            expected=expected,
            todo=_NEXT,
        )

    def _read(self, column: str, kind: Callable[[str], T], expected: str) -> T:
        text = self[column]
        try:
            return kind(text)
        except ValueError:
            raise self.wrong(column, repr(text), expected) from None

    def number(self, column: str) -> float:
        """Return a number."""
        return self._read(column, float, "a number")

    def whole(self, column: str) -> int:
        """Return a whole number."""
        return self._read(column, int, "a whole number")

    def maybe_number(self, column: str) -> float | None:
        """Return a number, None where the cell is empty."""
        return self.number(column) if self[column] else None

    def maybe_whole(self, column: str) -> int | None:
        """Return a whole number, None where the cell is empty."""
        return self.whole(column) if self[column] else None

    def one_of(self, column: str, kind: Callable[[str], T]) -> T:
        """Return a member of an enumeration."""
        return self._read(column, kind, "one of the words the table's description names")

    def several(self, column: str) -> tuple[str, ...]:
        """Return texts with | between."""
        return tuple(part for part in self[column].split("|") if part)


def held(folder: Path, name: str) -> Callable[[], Iterator[Cells]]:
    """Return what yields the rows of a table as it is now, wherever its folder goes.

    Raises
    ------
    ShippedFileError
        If the file is missing.
    """
    path = folder / f"{name}.csv"
    with _readable(path), path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    return lambda: _rows(path, io.StringIO(text, newline=""))


def read(folder: Path, name: str) -> Iterator[Cells]:
    """Yield the rows of a table.

    Raises
    ------
    ShippedFileError
        If the file is missing or is not a table.
    """
    path = folder / f"{name}.csv"
    with _readable(path), path.open(encoding="utf-8", newline="") as file:
        yield from _rows(path, file)


def _rows(path: Path, file: IO[str]) -> Iterator[Cells]:
    with _readable(path):
        for line, cells in enumerate(csv.DictReader(file), 2):
            if None in cells or None in cells.values():
                row = Cells({}, path, line)
                raise row.wrong("", "more or fewer cells than columns", "a cell each")
            yield Cells(cells, path, line)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ShippedFileError(
            f"The reference table {path.stem!r} cannot be read.",
            where=str(path),
            found=str(error),
            todo="Install the program again.",
        ) from error


class Later(Mapping[str, T]):
    """Rows by id, read when somebody first asks: a long table few need costs nothing."""

    def __init__(self, load: Callable[[], dict[str, T]]) -> None:
        self._load = load

    @cached_property
    def _rows(self) -> dict[str, T]:
        return self._load()

    def __getitem__(self, key: str) -> T:
        """Return a row."""
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids in the file's order."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)
