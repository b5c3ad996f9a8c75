"""What several commands ask in the same way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click


def a_date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
    """Return the day an option names, None if it is not given."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date such as 2027-01-31") from None


def _keys(_ctx: click.Context, _param: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for part in value for key in part.replace(",", " ").split())


only_these = click.option(
    "--only",
    multiple=True,
    callback=_keys,
    metavar="KEY…",
    help="Only these participants; may be repeated or separated by commas.",
)
"""The option that names participants."""
