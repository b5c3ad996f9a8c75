"""What came of a batch: a file for programs and a page for people."""

from __future__ import annotations

import datetime as dt
import html
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from workshop.batch.person import PersonResult, Status
from workshop.i18n import Lazy, _
from workshop.numbers import day
from workshop.settings import Settings
from workshop.shipped import shipped
from workshop.store import Participant

REPORT_FILE = "report.json"
INDEX_FILE = "index.html"

GOOD = (Status.DONE, Status.UNCHANGED)
STATUS_WORDS: dict[Status, Lazy] = {
    Status.DONE: _("done"),
    Status.UNCHANGED: _("unchanged"),
    Status.NOTEBOOK_FAILED: _("notebook failed"),
    Status.WE_FAILED: _("we failed"),
    Status.NOT_RUN: _("not run"),
}


@dataclass(frozen=True)
class BatchReport:
    """What came of every participant.

    ``only`` are the keys asked for, none meaning everyone; ``interrupted`` says whether
    the batch was stopped before its end.
    """

    title: str
    as_of: dt.date
    out: Path
    people: tuple[Participant, ...]
    results: tuple[PersonResult, ...]
    only: tuple[str, ...] = ()
    seconds: float = 0.0
    interrupted: bool = False

    def count(self, *statuses: Status) -> int:
        """Return how many participants have one of these statuses."""
        counts = Counter(result.status for result in self.results)
        return sum(counts[status] for status in statuses)

    @property
    def exit_code(self) -> int:
        """Return 0 if everyone has a plan, 1 if not, 130 if it was interrupted."""
        if self.interrupted:
            return 130
        return 0 if self.count(*GOOD) == len(self.results) else 1


def write_report(report: BatchReport, settings: Settings) -> None:
    """Write ``report.json`` and ``index.html``, each whole or not at all."""
    data = {
        "title": report.title,
        "as_of": report.as_of.isoformat(),
        "only": list(report.only),
        "seconds": report.seconds,
        "interrupted": report.interrupted,
        "people": [
            {"name": person.name, "business": person.business, **asdict(result)}
            for person, result in zip(report.people, report.results, strict=True)
        ],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, default=str)
    _replace(report.out / REPORT_FILE, text + "\n")
    _replace(report.out / INDEX_FILE, page(report, settings))


def _replace(path: Path, text: str) -> None:
    beside = path.with_suffix(path.suffix + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def page(report: BatchReport, settings: Settings) -> str:
    """Return the page that lists everyone, with links to the plans."""
    template = shipped("assets/index.html").read_text(encoding="utf-8")
    rows = "".join(
        _row(person, result) for person, result in zip(report.people, report.results, strict=True)
    )
    counts = ", ".join(
        f"{report.count(status)} {words}"
        for status, words in STATUS_WORDS.items()
        if report.count(status)
    )
    words = {
        "language": settings.language,
        "title": report.title,
        "date": day(report.as_of),
        "counts": counts,
        "colour": settings.brand.colour,
        "host": settings.brand.host,
        "participant": str(_("Participant")),
        "status": str(_("Status")),
        "warnings": str(_("Open risks")),
        "plan": str(_("Plan")),
        "note": str(_("Everything on this page is also in report.json.")),
    }
    for name, text in words.items():
        template = template.replace("{{" + name + "}}", html.escape(text))
    return template.replace("{{rows}}", rows)


def _row(person: Participant, result: PersonResult) -> str:
    name = html.escape(person.business or person.name or person.key)
    second = html.escape(" · ".join(part for part in (person.name, person.key) if part))
    if result.pdf:
        pages = _("PDF, {n} pages").format(n=result.pages)
        plan = f'<a href="{html.escape(result.pdf)}">{html.escape(str(pages))}</a>'
    else:
        plan = "–"
    reason = f'<div class="reason">{html.escape(result.reason)}</div>' if result.reason else ""
    warnings = _warnings(result.warnings)
    tone = "good" if result.status in GOOD else "bad"
    word = html.escape(str(STATUS_WORDS[result.status]))
    return (
        f'<tr class="{tone}"><td dir="auto"><b>{name}</b><small>{second}</small>{reason}</td>'
        f'<td><span class="status">{word}</span></td><td>{warnings}</td><td>{plan}</td></tr>\n'
    )


def _warnings(warnings: Sequence[str]) -> str:
    if not warnings:
        return "–"
    items = "".join(f"<li>{html.escape(warning)}</li>" for warning in warnings)
    label = html.escape(str(_("{n} to read").format(n=len(warnings))))
    return f"<details><summary>{label}</summary><ul>{items}</ul></details>"
