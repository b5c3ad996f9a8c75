"""What came of a list of participants, in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from workshop.cli.showing import clean
from workshop.people.listing import PeopleList
from workshop.people.taking import Entered, Fate

_MOST = 400
_WORDS = {
    Fate.NEW: ("new", "green"),
    Fate.UPDATED: ("updated", "cyan"),
    Fate.UNCHANGED: ("unchanged", "dim"),
    Fate.TWICE: ("stands twice", "yellow"),
    Fate.REFUSED: ("refused", "bold red"),
}


def show_roster(
    listed: PeopleList,
    entered: Sequence[Entered],
    *,
    written: bool,
    dry_run: bool,
    console: Console | None = None,
) -> None:
    """Print what each row came to, and the sum.

    Parameters
    ----------
    listed : PeopleList
        What the file says.
    entered : sequence of Entered
        What becomes of its rows.
    written, dry_run : bool
        Whether it was done, and whether that was not wanted.
    """
    console = console or Console(highlight=False)
    read = ", ".join(
        fact if fact == heading.casefold() else f"{fact} (“{clean(heading)}”)"
        for fact, heading in listed.columns
    )
    console.print(Text(f"Read: {read}"))
    if listed.unused:
        console.print(Text(f"Not used: {', '.join(map(clean, listed.unused))}", style="dim"))
    for note in listed.notes:
        console.print(Text(f"Note: {note}", style="dim"))
    if entered:
        console.print(_table(entered[:_MOST]))
    if len(entered) > _MOST:
        console.print(Text(f"… and {len(entered) - _MOST} more"))
    _sum(console, entered, written=written, dry_run=dry_run)


def _table(entered: Sequence[Entered]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Line", justify="right")
    table.add_column("")
    table.add_column("Who", overflow="fold")
    table.add_column("What", overflow="fold")
    for one in entered:
        word, style = _WORDS[one.fate]
        table.add_row(str(one.line), Text(word, style=style), _who(one), _what(one))
    return table


def _who(one: Entered) -> Text:
    person = one.person
    parts = [part for part in (person.name, person.business) if part] or [person.email]
    return Text(clean(", ".join(parts)))


def _what(one: Entered) -> Text:
    if one.fate is Fate.REFUSED or one.fate is Fate.TWICE:
        lines = [clean(one.reason)[:1].upper() + clean(one.reason)[1:] + ".", clean(one.todo)]
    elif one.fate is Fate.NEW:
        lines = [f"key {one.person.key}"]
    else:
        lines = [_change(*change) for change in one.changes]
    if one.hint:
        lines.append(clean(one.hint))
    return Text("\n".join(filter(None, lines)))


def _change(fact: str, before: str, after: str) -> str:
    return f"{fact}: {clean(before) or '–'} → {clean(after)}"


def _sum(console: Console, entered: Sequence[Entered], *, written: bool, dry_run: bool) -> None:
    counts = Counter(one.fate for one in entered)
    told = ", ".join(
        f"{counts[fate]} {word}" for fate, (word, _s) in _WORDS.items() if counts[fate]
    )
    console.print(Text(told or "The list has a header and nobody in it.", style="bold"))
    if dry_run:
        console.print(Text("Nothing was written: this was a dry run."))
    elif not written:
        console.print(
            Text("Nothing was written. Correct the lines that are refused, or add --partial.")
        )
