"""Take a participant's line out of a roster and leave every other byte as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from workshop.imports.decoding import WINDOWS, decode
from workshop.imports.roster import RosterRow, read_roster
from workshop.imports.sheets import read_csv
from workshop.store import Participant, key_from_name


def keyed(rows: tuple[RosterRow, ...]) -> dict[str, RosterRow]:
    """Return rows by key; who has none in the file gets the one the workshop gives them."""
    found: dict[str, RosterRow] = {}
    for row in rows:
        found[row.key or key_from_name(row.business or row.name, found)] = row
    return found


def lines_of(path: Path, person: Participant, others: Mapping[str, Participant]) -> set[int]:
    """Return the rows of a roster that are a participant's.

    Their key says so, or their facts in a row that is nobody else's: the key of a workshop with
    a database need not stand in the file.
    """
    return {
        row.line
        for key, row in keyed(read_roster(path, may_be_empty=True)).items()
        if key == person.key or (key not in others and _same(row, person))
    }


def _same(row: RosterRow, person: Participant) -> bool:
    """Say whether a row has a participant's e-mail address, or name and business."""
    if row.email and row.email.casefold() == person.email.casefold():
        return True
    names = (row.name.casefold(), row.business.casefold())
    return any(names) and names == (person.name.casefold(), person.business.casefold())


def without(path: Path, lines: set[int]) -> bytes:
    """Return a roster without some of its rows.

    Keys that follow from the rows before them (``cafe-2``) are written down where they would
    change; only then is the file written anew.
    """
    data = path.read_bytes()
    before = keyed(read_roster(path, may_be_empty=True))
    kept = {key: row for key, row in before.items() if row.line not in lines}
    if list(keyed(tuple(kept.values()))) == list(kept):
        return _cut(data, lines)
    return _anew(kept)


def _cut(data: bytes, lines: set[int]) -> bytes:
    text, encoding = decode(data)
    if encoding == WINDOWS:
        # One letter a byte, there and back; what cuts a table into rows is the same.
        encoding = "latin-1"
        text = data.decode(encoding)
    delimiter = read_csv(text, "").delimiter
    physical = list(io.StringIO(text, newline=""))
    announced = physical[0].strip().strip('"')[:4].casefold() == "sep="
    reader = csv.reader(physical[announced:], delimiter=delimiter)
    kept, start = physical[:announced], 0
    for number, _cells in enumerate(reader, start=1 + announced):
        end = reader.line_num
        if number not in lines:
            kept += physical[announced:][start:end]
        start = end
    return "".join(kept).encode(encoding)


def _anew(kept: Mapping[str, RosterRow]) -> bytes:
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["key", "name", "business", "email", "language"])
    for key, row in kept.items():
        table.writerow([key, row.name, row.business, row.email, row.language])
    return out.getvalue().encode()
