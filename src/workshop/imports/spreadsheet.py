"""Excel and LibreOffice files, read in a process of their own.

A damaged or hostile file may ask a reader for any amount of memory or time. The process
that reads has a limit of both, and its end is an error message here, nothing more.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLateError
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from workshop.errors import ImportFileError
from workshop.imports.sheets import MOST_CELLS, Sheet

SECONDS_MOST = 20.0
BYTES_MOST = 900_000_000
_UNPACKED_MOST = 250_000_000
_lock = threading.Lock()
_pool: ProcessPoolExecutor | None = None


class _UnreadableError(Exception):
    """What the reading process says of a file it cannot read."""


def read_spreadsheet(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx, .xlsm, .xls, .xlsb or .ods file.

    Raises
    ------
    ImportFileError
        If it is damaged, protected by a password, or too large.
    """
    try:
        raw = _ask(data)
    except (TooLateError, BrokenProcessPool, MemoryError) as error:
        _forget()
        raise ImportFileError(
            "This spreadsheet is too large, or damaged.",
            where=name,
            found="it took more time or memory than any filled-in file needs",
            todo="Copy the cells with answers into a new file and save that.",
        ) from error
    except _UnreadableError as error:
        raise ImportFileError(
            "This spreadsheet cannot be read.",
            where=name,
            found=str(error),
            expected="an .xlsx, .xls or .ods file without a password",
            todo="Open it in Excel or LibreOffice, save it again as .xlsx, and take that.",
        ) from error
    return tuple(
        Sheet(title, rows, tuple(range(1, len(rows) + 1)), merged) for title, rows, merged in raw
    )


def _ask(data: bytes) -> Any:
    global _pool  # noqa: PLW0603 - one reader serves all files of a run
    with _lock:
        if _pool is None:
            _pool = ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=_hold_down
            )
        return _pool.submit(_sheets_of, data).result(SECONDS_MOST)


def _forget() -> None:
    """End a reader that is stuck, whatever it is doing."""
    global _pool  # noqa: PLW0603 - see above
    with _lock:
        if _pool is not None:
            for process in list((_pool._processes or {}).values()):  # noqa: SLF001 - no public way
                process.kill()
            _pool.shutdown(wait=True, cancel_futures=True)
            _pool = None


def _hold_down() -> None:
    """Limit this process's memory, where the system can; its last words are for nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_MOST, BYTES_MOST))


def _sheets_of(data: bytes) -> list[tuple[str, tuple[tuple[Any, ...], ...], Any]]:
    """Read a file: what runs in the other process."""
    import python_calamine

    _refuse_bombs(data)
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        return [_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except python_calamine.PasswordError:
        raise _UnreadableError("a file protected by a password") from None
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise _UnreadableError(f"{type(error).__name__}: {error}"[:200]) from None
    except BaseException as error:
        # The reader is written in Rust; where it gives up, its panic is no Exception.
        if type(error).__name__ == "PanicException":
            raise _UnreadableError("a file damaged inside") from None
        raise


def _refuse_bombs(data: bytes) -> None:
    """Unpack a zip file once, piece by piece, to know how large it really is."""
    if not data.startswith(b"PK"):
        return
    try:
        size = sum(_pieces(data))
    except RuntimeError as error:
        words = "a file protected by a password" if "password" in str(error) else str(error)
        raise _UnreadableError(words[:200]) from None
    except Exception as error:  # noqa: BLE001 - zlib, lzma and zipfile each raise kinds of their own
        raise _UnreadableError(f"a damaged file: {error}"[:200]) from None
    if size > _UNPACKED_MOST:
        raise _UnreadableError("a file that unpacks to more than 250 MB")


def _pieces(data: bytes) -> Iterator[int]:
    """Give the sizes of what a zip file unpacks to, until they are too much."""
    size = 0
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for item in packed.infolist():
            with packed.open(item) as part:
                while size <= _UNPACKED_MOST and (piece := part.read(1 << 20)):
                    size += len(piece)
                    yield len(piece)


def _sheet(sheet: Any) -> tuple[str, tuple[tuple[Any, ...], ...], Any]:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _UnreadableError(f"a sheet of {sheet.total_height:,} × {sheet.total_width:,} cells")
    rows = tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False))
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return sheet.name, rows, merged
