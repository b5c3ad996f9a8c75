"""``workshop status``: how far everyone is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from workshop.folder import Folder
    from workshop.people.overview import Standing
    from workshop.workbook.counting import Count

_WIDE = 130


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def status(folder: Path, as_json: bool) -> None:
    """Show how far everyone in the workshop in DIR is.

    Answers given and asked in each of the six steps, the last change, what was typed and is no
    answer yet, and what must be settled first. Nothing is written.
    """
    from workshop.folder import Folder
    from workshop.people.overview import overview

    source = Folder.open(folder)
    now = dt.datetime.now(dt.UTC)
    as_of = source.settings.date or now.astimezone().date()
    standings = overview(source, as_of)
    if as_json:
        click.echo(json.dumps(_data(source, standings, as_of), ensure_ascii=False, indent=1))
    else:
        _show(source, standings, now)


def _data(source: Folder, standings: Sequence[Standing], as_of: dt.date) -> dict[str, object]:
    return {
        "title": source.settings.title,
        "mode": source.settings.mode,
        "as_of": as_of.isoformat(),
        "people": [
            {
                "key": one.person.key,
                "name": one.person.name,
                "business": one.person.business,
                "steps": {
                    count.step: {"answered": count.answered, "asked": count.asked}
                    for count in one.counts
                },
                "changed": one.changed.isoformat() if one.changed else None,
                "drafts": one.drafts,
                "blocking": list(one.blocking),
                "problem": one.problem,
            }
            for one in standings
        ],
        "totals": {
            "people": len(standings),
            "answered": sum(one.answered for one in standings),
            "asked": sum(one.asked for one in standings),
            "drafts": sum(one.drafts for one in standings),
            "blocking": sum(len(one.blocking) for one in standings),
        },
    }


def _show(source: Folder, standings: Sequence[Standing], now: dt.datetime) -> None:
    from rich.console import Console
    from rich.text import Text

    from workshop.cli.showing import clean
    from workshop.workbook import STEPS

    console = Console(highlight=False)
    settings = source.settings
    when = [settings.date.isoformat()] if settings.date else []
    head = " · ".join([clean(settings.title), *when, settings.mode])
    console.print(Text(head, style="bold"))
    if not standings:
        console.print("Nobody is on the list yet: workshop roster DIR FILE takes people in.")
        return
    wide = console.width >= _WIDE
    console.print(_table(standings, now, wide=wide))
    if not wide:
        names = "  ".join(f"{place} {step.name}" for place, step in enumerate(STEPS))
        console.print(Text(names, style="dim"))
        console.print(Text("C… is a check to settle first.", style="dim"))
    _totals(console, standings)


def _table(standings: Sequence[Standing], now: dt.datetime, *, wide: bool) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from workshop.cli.showing import ago
    from workshop.workbook import STEPS

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Person", min_width=12, ratio=1)
    if wide:
        table.add_column("Business", min_width=12, ratio=1)
    for place, step in enumerate(STEPS):
        table.add_column(step.name if wide else str(place), justify="right", no_wrap=True)
    table.add_column("Changed", no_wrap=wide, overflow="fold", min_width=11)
    if wide:
        table.add_column("Drafts", justify="right")
        table.add_column("Settle first", overflow="fold")
    for one in standings:
        who = _who(one, wide=wide)
        end = _end(one, ago(one.changed, now), wide=wide)
        cells = [_cell(count) for count in one.counts] or [Text() for _step in STEPS]
        table.add_row(*who, *cells, *end)
    return table


def _who(one: Standing, *, wide: bool) -> list[Text]:
    from rich.text import Text

    from workshop.cli.showing import clean

    name, business = clean(one.person.name or one.person.key), clean(one.person.business)
    if wide:
        return [Text(name), Text(business, style="dim")]
    return [Text.assemble(name, (f"\n{business}" if business else "", "dim"))]


def _end(one: Standing, changed: str, *, wide: bool) -> list[Text]:
    """Return last change, drafts and checks: side by side, or one below the other."""
    from rich.text import Text

    if wide:
        return [Text(changed), Text(str(one.drafts or "–")), _blocking(one) or Text("–", "dim")]
    drafts = f"{one.drafts} {'drafts' if one.drafts > 1 else 'draft'}" if one.drafts else ""
    return [Text("\n").join(part for part in (Text(changed), Text(drafts), _blocking(one)) if part)]


def _cell(count: Count) -> Text:
    """Return how far a step is; finished ones step back, begun ones stand out."""
    from rich.text import Text

    text = f"{count.answered}/{count.asked}"
    if not count.answered:
        return Text(text, style="dim")
    return Text(text, style="green" if count.answered >= count.asked else "")


def _blocking(one: Standing) -> Text:
    from rich.text import Text

    from workshop.cli.showing import clean

    if one.problem:
        return Text(clean(one.problem), style="bold red")
    return Text(" ".join(one.blocking), style="yellow")


def _totals(console: Console, standings: Sequence[Standing]) -> None:
    from rich.text import Text

    answered, asked = (
        sum(one.answered for one in standings),
        sum(one.asked for one in standings),
    )
    share = f" ({100 * answered // asked} %)" if asked else ""
    drafts = sum(one.drafts for one in standings)
    blocked = sum(bool(one.blocking) for one in standings)
    damaged = sum(bool(one.problem) for one in standings)
    parts = [
        f"{len(standings)} {'people' if len(standings) != 1 else 'person'}",
        f"{answered:,} of {asked:,} answers{share}",
        *([f"{drafts} {'drafts' if drafts != 1 else 'draft'}"] if drafts else []),
        *([f"{blocked} with checks to settle"] if blocked else []),
        *([f"{damaged} unreadable: workshop doctor DIR"] if damaged else []),
    ]
    console.print(Text(", ".join(parts), style="bold"))
