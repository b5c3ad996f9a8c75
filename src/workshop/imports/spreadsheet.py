"""Excel and LibreOffice files, read in a process of their own.

A damaged or hostile file may ask a reader for any amount of memory or time. The process
that reads has a limit of both, and its end is an error message here, nothing more.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import struct
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from workshop.errors import ImportFileError
from workshop.imports.formula_errors import errors_in
from workshop.imports.sheets import MOST_CELLS, Sheet

SECONDS_MOST = 20.0
BYTES_MOST = 900_000_000
_UNPACKED_MOST = 250_000_000
_SIZE = struct.Struct("<Q")


class _UnreadableError(Exception):
    """What is said of a file that cannot be read."""


class _EndedError(Exception):
    """The reading process has ended in the middle of a file."""


def read_spreadsheet(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx, .xlsm, .xls, .xlsb or .ods file.

    Raises
    ------
    ImportFileError
        If it is damaged, protected by a password, or too large.
    """
    try:
        found = _reader.ask(data)
    except _EndedError as error:
        raise ImportFileError(
            "This spreadsheet is too large, or damaged.",
            where=name,
            found="it took more time or memory than any filled-in file needs",
            todo="Copy the cells with answers into a new file and save that.",
        ) from error
    if isinstance(found, str):
        raise ImportFileError(
            "This spreadsheet cannot be read.",
            where=name,
            found=found,
            expected="an .xlsx, .xls or .ods file without a password",
            todo="Open it in Excel or LibreOffice, save it again as .xlsx, and take that.",
        )
    # Where a long text of the old format runs over two records, a letter may get lost.
    note = "the old .xls format: look at texts of over 1,000 letters" if data[:1] != b"P" else ""
    return tuple(
        Sheet(title, rows, tuple(range(1, len(rows) + 1)), merged, note=note)
        for title, rows, merged in found
    )


class _Reader:
    """The reading process: started for the first file, kept for the next, replaced if it ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, data: bytes) -> Any:
        """Return the sheets in a file, or the reason why there are none."""
        with self._lock:
            process = self._running()
            late = threading.Timer(SECONDS_MOST, process.kill)
            late.start()
            try:
                _send(process.stdin, data)
                # What comes back was made by our own code from cells: numbers, texts, dates.
                return pickle.loads(_receive(process.stdout))  # noqa: S301
            except (OSError, EOFError, struct.error, pickle.UnpicklingError) as error:
                self._end()
                raise _EndedError from error
            finally:
                late.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and words
                [sys.executable, "-c", f"from {__name__} import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            atexit.register(self._end)
        return self._process

    def _end(self) -> None:
        atexit.unregister(self._end)
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


_reader = _Reader()


def _send(stream: BinaryIO | Any, data: bytes) -> None:
    stream.write(_SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: BinaryIO | Any) -> bytes:
    (size,) = _SIZE.unpack(stream.read(_SIZE.size))
    data: bytes = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def serve() -> None:
    """Read files from the standard input until there are no more: the other process."""
    _hold_down()
    while True:
        try:
            data = _receive(sys.stdin.buffer)
        except (EOFError, struct.error):
            return
        try:
            found: Any = _sheets_of(data)
        except _UnreadableError as error:
            found = str(error)
        _send(sys.stdout.buffer, pickle.dumps(found))


def _hold_down() -> None:
    """Limit this process's memory, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_MOST, BYTES_MOST))


def _sheets_of(data: bytes) -> list[tuple[str, tuple[tuple[Any, ...], ...], Any]]:
    """Read a file."""
    import python_calamine

    _refuse_bombs(data)
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        errors = errors_in(data)
        return [
            _sheet(book.get_sheet_by_name(name), errors.get(name, {})) for name in book.sheet_names
        ]
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


def _sheet(
    sheet: Any, errors: dict[tuple[int, int], str]
) -> tuple[str, tuple[tuple[Any, ...], ...], Any]:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _UnreadableError(f"a sheet of {sheet.total_height:,} × {sheet.total_width:,} cells")
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), text in errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return sheet.name, tuple(map(tuple, rows)), merged
