"""Answers as JSON: the form programs write, and the one our own files keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from workshop.answers.address import is_row_id, join, split
from workshop.answers.document import to_data
from workshop.errors import ImportFileError
from workshop.handouts.given import FileContent, Filled, Given, Problem, Spot
from workshop.handouts.layout import Page, tables
from workshop.i18n import _
from workshop.imports.decoding import decode
from workshop.workbook import SCHEMA_VERSION, Answers

_HEAD = ("schema_version", "participant")


def write_json(pages: tuple[Page, ...], answers: Answers, key: str) -> bytes:
    """Return a JSON document with every question of the pages, null where nothing is answered."""
    data = to_data(answers)
    asked: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "participant": key}
    for page in pages:
        for group in page.groups:
            names = [field.name for field in group.fields]
            *owner, last = split(group.kind.at)
            node: Any = asked
            for name in owner:
                node = node.setdefault(name, {})
            there: Any = data
            for name in split(group.kind.at):
                there = there.get(name, {})
            if group.is_table:
                rows: list[dict[str, Any]] = there or []
                node[last] = [
                    {"id": row["id"], **{name: row.get(name) for name in names}} for row in rows
                ]
            else:
                node[last] = {name: there.get(name) for name in names}
    return (json.dumps(asked, ensure_ascii=False, indent=1) + "\n").encode()


def read_json_file(data: bytes, file: str) -> FileContent:
    """Return what a JSON file says: one document of answers, or a list of them.

    Raises
    ------
    ImportFileError
        If it is not JSON, or no document of answers.
    """
    try:
        text, _encoding = decode(data)
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportFileError(
            "This file is not JSON that can be read.",
            where=file,
            found=str(error)[:200],
            expected="a document of answers",
            todo="Take the file again from where it was made, or use the template.",
        ) from error
    documents = found if isinstance(found, list) else [found]
    if not documents or not all(isinstance(one, dict) for one in documents):
        raise ImportFileError(
            "This JSON holds no answers.",
            where=file,
            expected="a document of answers, or a list of them",
            todo="Take the form from `workshop template --format json`.",
        )
    return FileContent(file, tuple(_filled(one, file) for one in documents))


def _filled(document: dict[str, Any], file: str) -> Filled:
    problems: list[Problem] = []
    key = document.get("participant")
    version = document.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        problems.append(
            Problem(
                Spot(file),
                str(_("This file was made by another version of the program.")),
                found=f"schema_version {version!r}"[:80],
                expected=f"schema_version {SCHEMA_VERSION}",
                todo=str(_("Take a fresh template.")),
            )
        )
        return Filled(str(key or ""), {}, (), tuple(problems), Spot(file))
    given = tuple(_walk(document, (), file, problems))
    return Filled(key if isinstance(key, str) else "", {}, given, tuple(problems), Spot(file))


def _walk(
    node: dict[str, Any], at: tuple[str, ...], file: str, problems: list[Problem]
) -> Iterator[Given]:
    """Give the answers below a place; tables are known by their address."""
    for name, value in node.items():
        if not at and name in _HEAD:
            continue
        path = (*at, name)
        address = join(*path)
        spot = Spot(file, answer=address)
        if value is None:
            continue
        if address in tables():
            yield from _rows(value, path, spot, problems)
        elif isinstance(value, dict) and _is_branch(path):
            yield from _walk(value, path, file, problems)
        else:
            yield Given(address, "json", value, spot)


def _is_branch(path: tuple[str, ...]) -> bool:
    """Say whether topics, not an answer, stand below a path."""
    kind: Any = Answers
    for name in path:
        field = kind.model_fields.get(name) if hasattr(kind, "model_fields") else None
        if field is None:
            return False
        kind = field.annotation
    return hasattr(kind, "questions")


def _rows(rows: Any, path: tuple[str, ...], spot: Spot, problems: list[Problem]) -> Iterator[Given]:
    if not isinstance(rows, list):
        problems.append(
            Problem(
                spot,
                str(_("A table is a list of rows.")),
                found=str(rows)[:80],
                expected='[{"id": "R1", …}]',
                todo=str(_("Take the form from the template.")),
            )
        )
        return
    for number, row in enumerate(rows, start=1):
        row_id = row.get("id") if isinstance(row, dict) else None
        here = Spot(spot.file, answer=f"{spot.answer}, {number}")
        if not isinstance(row_id, str) or not is_row_id(row_id):
            problems.append(
                Problem(
                    here,
                    str(_("A row has an id of its own.")),
                    found=str(row_id)[:80],
                    expected=str(_("letters, digits, hyphens, at most 40")),
                    todo=str(_("Give the row an id such as R1.")),
                )
            )
            continue
        at = (*path, row_id)
        yield Given(join(*at), "row", "", here)
        for name, value in row.items():
            if name != "id" and value is not None:
                yield Given(join(*at, name), "json", value, Spot(spot.file, answer=join(*at, name)))
