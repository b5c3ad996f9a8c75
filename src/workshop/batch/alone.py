"""A workshop of one: its settings as TOML, and a page on how to go on alone."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workshop.i18n import _
from workshop.numbers import day
from workshop.settings import Settings
from workshop.store import Participant

README_FILE = "README.txt"
_DELETE = "\x7f"
_WIDTH = 78


def own_settings(settings: Settings) -> str:
    """Return ``workshop.toml`` of a workshop: :func:`read_settings` gives the same settings back.

    It is made from the settings and not copied, so that no remark of the facilitator's is in it.
    """
    told = settings.model_dump(exclude_defaults=True)
    tables = {name: told.pop(name, {}) for name in ("brand", "rules")}
    lines = [*_pairs(told)]
    for name, facts in tables.items():
        if facts:
            lines += ["", f"[{name}]", *_pairs(facts)]
    return "\n".join(lines) + "\n"


def _pairs(facts: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} = {_toml(value)}" for name, value in facts.items())


def _toml(value: Any) -> str:
    """Return a value as TOML; a JSON string is one of TOML's, but for the delete character."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace(_DELETE, "\\u007f")


def readme(person: Participant, settings: Settings, plan: str, folder: str) -> str:
    """Return one page in plain words: what is what, how to go on, whom to ask.

    Parameters
    ----------
    person : Participant
    settings : Settings
        The workshop's; ``date`` is the day of the plan.
    plan : str
        File name of the plan.
    folder : str
        Name of the folder to go on with.
    """
    held = day(settings.date) if settings.date else ""
    head = ", ".join(part for part in (settings.title, settings.place, held) if part)
    # Names stand on one line each, whatever is in them.
    who = " ".join((person.business or person.name or person.key).split())
    ask = " · ".join(" ".join(part.split()) for part in (settings.trainer, settings.brand.host))
    parts: tuple[tuple[object, tuple[object, ...]], ...] = (
        (
            _("What is in here"),
            (
                _("{plan}: your plan, to print or to send on.").format(plan=plan),
                _("calendar.ics: your posts and reviews. Open it with your calendar."),
                _("plan.xlsx: calendar, budget, numbers and checklist, to work on in Excel."),
                _("answers.json: what you answered, for any program."),
                _("{folder}: your own workshop, with your answers only.").format(folder=folder),
            ),
        ),
        (
            _("How to go on alone"),
            (
                _("1. Unpack this file into a folder of yours."),
                _("2. Install the Strategy Workbook: its first page says how."),
                _("3. Open a terminal in the unpacked folder."),
                _("4. Change your answers: workshop lab {folder}").format(folder=folder),
                _("5. Make your plan anew: workshop plans {folder}").format(folder=folder),
                _("The new plan lies in {folder}/plans. Before a later plan, put its day into "
                  "workshop.toml, or write --as-of and the day.").format(folder=folder),
                _("Nothing is sent anywhere. Keep this file: it is your copy."),
            ),
        ),
        (
            _("Whom to ask"),
            (
                ask.strip(" ·") or _("The person who led your workshop."),
                _("Nobody else's answers are in this file, and yours are in nobody else's."),
            ),
        ),
    )  # fmt: skip
    lines = [who, head]
    for title, told in parts:
        lines += ["", str(title).upper(), ""]
        lines += [row for line in told for row in textwrap.wrap(str(line), _WIDTH)]
    return "\n".join(lines) + "\n"
