"""What a participant takes home: the plan, the files beside it, and a workshop to go on with."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.answers.document import to_json
from workshop.batch.alone import README_FILE, own_settings, readme
from workshop.batch.beside import ANSWERS_FILE, CALENDAR_FILE, WORKBOOK_FILE
from workshop.batch.freeze import Inputs, Shared, chosen
from workshop.batch.person import RUN_FILE, pdf_name, unchanged
from workshop.batch.report import REPORT_FILE
from workshop.batch.runner import refuse_unknown
from workshop.folder import ROSTER, Folder
from workshop.i18n import Words, _, use_language
from workshop.settings import FILE_NAME
from workshop.store import Participant, Stored

WORKSHOP_FOLDER = "workshop"
_FACTS = ("key", "name", "business", "email", "language")
_EARLIEST = 1980
"""The first year a ZIP file knows."""


@dataclass(frozen=True)
class Bundled:
    """What came of one participant's bundle.

    Attributes
    ----------
    key : str
    path : pathlib.Path, optional
        The file; None if there is none.
    reason : Words
        Why there is none.
    """

    key: str
    path: Path | None
    reason: Words = ""


def make_bundles(
    source: Folder, plans: Path, out: Path, only: Sequence[str] = ()
) -> Iterator[Bundled]:
    """Write a bundle for each participant whose plan is there and up to date.

    A bundle holds nothing of any other participant. Equal inputs give equal bytes.

    Parameters
    ----------
    source : Folder
        The workshop; only read.
    plans : pathlib.Path
        Folder of the plans `workshop plans` made.
    out : pathlib.Path
        Folder for the bundles; those that are there are written over.
    only : sequence of str
        Keys; none means everyone.

    Raises
    ------
    UnknownParticipantError
        If somebody named is not there.
    """
    everyone = source.participants()
    refuse_unknown(only, everyone)
    as_of = _day_of(plans) or source.settings.date or dt.datetime.now(dt.UTC).astimezone().date()
    with tempfile.TemporaryDirectory(prefix="workshop-") as scratch:
        shared = Shared.freeze(source, Path(scratch) / "shared")
    for person in chosen(everyone, only):
        stored = source.load(person.key)
        reason = _unfit(source, person, stored, shared, plans, as_of)
        if reason:
            yield Bundled(person.key, None, reason)
            continue
        files = _files(source, person, stored, plans / person.key, as_of)
        yield Bundled(person.key, _write(out / f"{person.key}.zip", person.key, files, as_of))


def _day_of(plans: Path) -> dt.date | None:
    """Return the day the plans were drawn up, None if there are none."""
    try:
        data = json.loads((plans / REPORT_FILE).read_text(encoding="utf-8"))
        return dt.date.fromisoformat(data["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _unfit(
    source: Folder,
    person: Participant,
    stored: Stored,
    shared: Shared,
    plans: Path,
    as_of: dt.date,
) -> Words:
    """Return why a plan cannot be taken home, empty if it can."""
    folder = plans / person.key
    if not (folder / RUN_FILE).is_file():
        return _("there is no plan yet")
    inputs = Inputs.of(source, person, stored, shared, as_of)
    if unchanged(plans, person.key, inputs.job.input_hash) is None:
        return _("the plan is out of date: something has changed since it was made")
    lost = [name for name in (CALENDAR_FILE, WORKBOOK_FILE) if not (folder / name).is_file()]
    return _("a file beside the plan is missing: {name}").format(name=lost[0]) if lost else ""


def _files(
    source: Folder, person: Participant, stored: Stored, folder: Path, as_of: dt.date
) -> dict[str, bytes]:
    """Return everything in a bundle by its name."""
    settings = source.settings.model_copy(update={"date": as_of})
    brand = settings.brand
    if brand.logo:
        alone = brand.model_copy(update={"logo": Path(brand.logo).name})
        settings = settings.model_copy(update={"brand": alone})
    answers = to_json(stored.answers).encode()
    plan = pdf_name(person.key)
    files = {name: (folder / name).read_bytes() for name in (plan, CALENDAR_FILE, WORKBOOK_FILE)}
    with use_language(person.language or settings.language):
        words = readme(person, settings, plan, WORKSHOP_FOLDER)
    own = {
        FILE_NAME: own_settings(settings).encode(),
        ROSTER: _roster(person).encode(),
        f"answers/{person.key}.json": answers,
    }
    if brand.logo:
        own[settings.brand.logo] = (source.path / brand.logo).read_bytes()
    return {
        **files,
        ANSWERS_FILE: answers,
        README_FILE: words.replace("\n", "\r\n").encode("utf-8-sig"),
        **{f"{WORKSHOP_FOLDER}/{name}": data for name, data in own.items()},
    }


def _roster(person: Participant) -> str:
    """Return a list of participants with this one alone."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_FACTS)
    table.writerow([getattr(person, name) for name in _FACTS])
    return out.getvalue()


def _write(path: Path, key: str, files: dict[str, bytes], as_of: dt.date) -> Path:
    """Write a ZIP file whose bytes depend on its contents alone, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".zip.new")
    when = (max(as_of.year, _EARLIEST), as_of.month, as_of.day, 0, 0, 0)
    with zipfile.ZipFile(beside, "w") as bundle:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{key}/{name}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, data)
    beside.replace(path)
    return path
