"""Participants to measure with: the sample's twelve, as often as it takes.

Everybody has a key and a business name of their own, so that no plan equals another and nothing
can be taken from an earlier one. How much they answered differs as it does in the sample: some
have a whole workbook, some only the first steps.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from pathlib import Path

from workshop.batch.freeze import Shared, freeze_person
from workshop.folder import ROSTER, Folder
from workshop.settings import FILE_NAME
from workshop.shipped import shipped

_SAMPLE = "data/samples/las-cruces"


def workshop_of(target: Path, count: int) -> Path:
    """Write a workshop of so many participants into a new folder, and return the folder.

    Parameters
    ----------
    target : pathlib.Path
    count : int
        The first twelve are the sample's, the next twelve are copies of them, and so on.
    """
    sample = shipped(_SAMPLE)
    (target / "answers").mkdir(parents=True)
    settings = (sample / FILE_NAME).read_text(encoding="utf-8")
    settings = settings.replace("sample = true", "sample = false")
    (target / FILE_NAME).write_text(settings, encoding="utf-8")
    with (sample / ROSTER).open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    with (target / ROSTER).open("w", encoding="utf-8", newline="") as file:
        roster = csv.DictWriter(file, people[0])
        roster.writeheader()
        for place in range(count):
            person = dict(people[place % len(people)])
            answers = json.loads((sample / "answers" / f"{person['key']}.json").read_text("utf-8"))
            time, number = place // len(people) + 1, place + 1
            person["key"] = answers["participant"] = f"{person['key']}-{time:03}"
            person["business"] = f"{person['business']} {number}"
            answers["readiness"]["profile"]["name"] = person["business"]
            roster.writerow(person)
            path = target / "answers" / f"{person['key']}.json"
            path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    return target


def jobs_of(folder: Path, target: Path) -> list[Path]:
    """Freeze everybody of a workshop as the program does, and return the folders of the jobs."""
    source = Folder.open(folder)
    day = source.settings.date
    assert isinstance(day, dt.date)
    shared = Shared.freeze(source, target / "_shared")
    return [
        freeze_person(source, person, shared, target / person.key, day).folder
        for person in source.participants()
    ]


def fresh(jobs: list[Path], target: Path) -> list[Path]:
    """Return copies of jobs for one run, so that no run finds what another has left."""
    return [Path(shutil.copytree(job, target / job.name)) for job in jobs]
