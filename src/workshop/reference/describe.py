"""The page about the reference tables, written from their data package."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workshop.errors import ShippedFileError

Resource = Mapping[str, Any]

_KINDS = {"string": "text", "integer": "whole number"}
_HEAD = """\
<!-- Written by `python tasks.py docs` from data/reference/datapackage.json. Change that file. -->
"""
_CHANGE = """\
## How to change a table

A new survey, a new channel or a new price is a matter of rows, not of code:

1. Add the study to `editions.csv`, with its address and the days it was taken.
2. Add the rows to the table. Each names its edition (or its source), how it was made and how far
   it can be trusted. Leave older rows: the newest one is found.
3. A new channel needs a row in `channels.csv`, and eight in `ratings.csv`: one for each use,
   two for selling.
4. Name the study among the sources of the table in `datapackage.json`, and set the new survey
   date and the day the table is stale.
5. Run `python tasks.py docs`, then `python tasks.py test`. The tests name every cell that does
   not fit the description.
"""


def describe(folder: Path) -> str:
    """Return the description of a folder of reference tables as Markdown.

    Parameters
    ----------
    folder : pathlib.Path
        Holds ``datapackage.json`` and the CSV files it describes.

    Returns
    -------
    str
        What each table holds, its rows and columns, dates, terms, cautions and sources.

    Raises
    ------
    ShippedFileError
        If the description or a table it names cannot be read.
    """
    path = folder / "datapackage.json"
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        counts = {
            resource["path"]: _count(folder / resource["path"]) for resource in package["resources"]
        }
    except (OSError, ValueError, KeyError) as error:
        raise ShippedFileError(
            "The description of the reference tables cannot be read.",
            where=str(path),
            found=str(error),
            todo="Install the program again.",
        ) from error
    parts = [_HEAD, f"# {package['title']}\n", package["description"] + "\n"]
    parts.append(_bullets(package["cautions"]))
    parts.append(_overview(package["resources"], counts))
    parts.extend(
        part
        for resource in package["resources"]
        for part in _table(resource, counts[resource["path"]])
    )
    parts.append(_CHANGE)
    return "\n".join(parts)


def _count(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _row in csv.DictReader(file))


def _cell(text: str) -> str:
    """Keep a bar from ending a cell of a Markdown table."""
    return text.replace("|", "\\|")


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) + "\n"


def _grid(heading: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heading, ("---",) * len(heading), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _overview(resources: list[Resource], counts: Mapping[str, int]) -> str:
    return _grid(
        ("table", "holds", "rows", "survey date", "stale after"),
        (
            (
                f"[`{resource['path']}`](#{resource['name']})",
                _cell(resource["title"]),
                f"{counts[resource['path']]:,}",
                resource.get("survey_date", ""),
                resource.get("stale_after", ""),
            )
            for resource in resources
        ),
    )


def _values(field: Resource) -> str:
    """Say in words what a column may hold."""
    rules = field.get("constraints", {})
    words = []
    if "enum" in rules:
        words.append("one of " + ", ".join(f"`{value}`" for value in rules["enum"]))
    elif field["type"] == "boolean":
        words.append("`yes` or `no`")
    else:
        words.append(_KINDS.get(field["type"], str(field["type"])))
    if {"minimum", "maximum"} <= rules.keys():
        words.append(f"{rules['minimum']} to {rules['maximum']}")
    elif "minimum" in rules:
        words.append(f"from {rules['minimum']}")
    if not rules.get("required"):
        words.append("may be empty")
    return _cell(", ".join(words))


def _schema(schema: Resource) -> Iterator[str]:
    yield _grid(
        ("column", "meaning", "holds"),
        (
            (f"`{field['name']}`", _cell(field["description"]), _values(field))
            for field in schema["fields"]
        ),
    )
    if "primaryKey" in schema:
        key = schema["primaryKey"]
        names = [key] if isinstance(key, str) else key
        yield "One row for each " + ", ".join(f"`{name}`" for name in names) + ".\n"
    links = [
        f"`{link['fields']}` is an id of `{link['reference']['resource'] or 'this table'}`"
        for link in schema.get("foreignKeys", [])
    ]
    if links:
        yield "; ".join(links).replace("`this table`", "this table") + ".\n"


def _dates(resource: Resource) -> str:
    if "survey_date" not in resource:
        return "No survey stands behind this table; it has no day on which it is stale.\n"
    return (
        f"**Survey date:** {resource['survey_date']}. "
        f"**Stale after:** {resource['stale_after']}. {resource['stale_why']}\n"
    )


def _table(resource: Resource, count: int) -> Iterator[str]:
    yield f'<a id="{resource["name"]}"></a>\n'
    yield f"## {resource['title']}: `{resource['path']}`\n"
    yield resource["description"] + "\n"
    yield f"**Rows:** {count:,}. " + _dates(resource)
    yield from _schema(resource["schema"])
    if "cautions" in resource:
        yield "**Cautions**\n"
        yield _bullets(resource["cautions"])
    if "left_out" in resource:
        yield "**Left out**\n"
        yield _bullets(resource["left_out"])
    if "notice" in resource:
        yield "**The publisher asks for these words beside its figures**\n"
        yield f"> {resource['notice']}\n"
    yield "**Terms**\n"
    yield _bullets([_linked(licence) for licence in resource["licenses"]])
    if "sources" in resource:
        yield "**Sources**\n"
        yield _bullets([_linked(source) for source in resource["sources"]])


def _linked(thing: Resource) -> str:
    return f"{thing['title']} <{thing['path']}>" if "path" in thing else f"{thing['title']}"
