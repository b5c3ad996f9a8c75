"""A job: one participant's frozen inputs in a private folder, and their hash.

papermill receives this folder and a participant key, nothing else. Whatever happens to
the workshop while a batch runs, a job does not change.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from workshop import __version__
from workshop.answers.change import Draft
from workshop.answers.document import answers_hash, from_data, text_hash
from workshop.blocks import Brand, DocumentFacts
from workshop.errors import UsageError
from workshop.plan.context import PlanContext, telling_for
from workshop.reference import Reference
from workshop.settings import Settings
from workshop.shipped import shipped
from workshop.store import Participant
from workshop.workbook import Answers, Evaluation

JOB_FILE, ANSWERS_FILE, DRAFTS_FILE = JOB_FILES = ("job.json", "answers.json", "drafts.json")
"""What is frozen of a participant's own."""
PRINTED_VARIABLE = "WORKSHOP_PRINTED"
"""Set where notebooks are run for the PDF only, and nobody looks at them on a screen."""


class Job(BaseModel):
    """What holds for one participant's plan beside the answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    participant: str
    name: str = ""
    business: str = ""
    language: str = "en"
    as_of: dt.date
    sample: bool = False
    logo: str = ""
    logo_mime: str = ""
    settings: Settings
    input_hash: str = ""


@dataclass(frozen=True)
class FrozenJob:
    """A job read back from its folder."""

    folder: Path
    job: Job
    answers: Answers
    answers_hash: str
    drafts: tuple[Draft, ...]

    @property
    def reference(self) -> Path:
        """Return the folder of the frozen reference tables."""
        return self.folder / "reference"

    @property
    def notebooks(self) -> Path:
        """Return the folder of the frozen notebooks."""
        return self.folder / "notebooks"


def job_for(person: Participant, settings: Settings, as_of: dt.date, logo: tuple[str, str]) -> Job:
    """Return the job of a participant."""
    return Job(
        participant=person.key,
        name=person.name,
        business=person.business,
        language=person.language or settings.language,
        as_of=as_of,
        sample=settings.sample,
        logo=logo[0],
        logo_mime=logo[1],
        settings=settings,
    )


def input_hash(job: Job, answers: str, drafts: Iterable[Draft], shared: str) -> str:
    """Return the SHA-256 over everything a plan depends on.

    Parameters
    ----------
    job, drafts
        The participant's own inputs.
    answers : str
        As JSON text.
    shared : str
        Hash of what all participants share: notebooks, reference, fonts, program.
    """
    facts = {
        "job": job.model_dump(mode="json", exclude={"input_hash"}),
        "answers": answers,
        "drafts": [[draft.address, draft.text, draft.error] for draft in drafts],
        "shared": shared,
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def shared_hash(notebooks: Path, reference: Path) -> str:
    """Return the SHA-256 over notebooks, reference tables, fonts, template and program."""
    digest = hashlib.sha256(__version__.encode())
    package, assets = Path(__file__).parent, shipped("assets")
    groups = (
        [(str(path.relative_to(notebooks)), path) for path in notebooks.rglob("*")],
        [(str(path.relative_to(reference)), path) for path in reference.rglob("*")],
        [(str(path.relative_to(assets)), path) for path in assets.rglob("*")],
        [(str(path.relative_to(package)), path) for path in package.rglob("*.py")],
    )
    # By name within each group: where the folders lie must not count.
    for group in groups:
        for name, path in sorted(group):
            if path.is_file():
                digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def write_job(folder: Path, job: Job, answers: str, drafts: Iterable[Draft]) -> None:
    """Freeze a participant's own inputs into a folder that exists; the answers as JSON text."""
    (folder / JOB_FILE).write_text(job.model_dump_json(indent=1), encoding="utf-8")
    (folder / ANSWERS_FILE).write_text(answers, encoding="utf-8", newline="")
    kept = [[draft.address, draft.text, draft.error] for draft in drafts]
    (folder / DRAFTS_FILE).write_text(json.dumps(kept), encoding="utf-8")


def is_job(folder: Path) -> bool:
    """Say whether a folder is a job."""
    return (folder / JOB_FILE).is_file()


def read_job(folder: Path) -> FrozenJob:
    """Return the job frozen in a folder.

    Raises
    ------
    UsageError
        If the folder is not one.
    """
    if not is_job(folder):
        raise UsageError("This folder is not a job.", where=str(folder))
    job = Job.model_validate_json((folder / JOB_FILE).read_text(encoding="utf-8"))
    text = (folder / ANSWERS_FILE).read_text(encoding="utf-8")
    data: Any = json.loads(text)
    answers = from_data(Answers, data, where=ANSWERS_FILE)
    kept = json.loads((folder / DRAFTS_FILE).read_text(encoding="utf-8"))
    drafts = tuple(Draft(address, text, error) for address, text, error in kept)
    return FrozenJob(folder, job, answers, text_hash(text), drafts)


def facts_of(job: Job, answers: Answers) -> DocumentFacts:
    """Return what holds for the whole document of a job."""
    settings = job.settings
    brand = Brand(
        host=settings.brand.host,
        colour=settings.brand.colour,
        accent=settings.brand.accent,
        logo=job.logo,
        logo_mime=job.logo_mime or "image/svg+xml",
    )
    return DocumentFacts(
        participant=job.participant,
        business=answers.readiness.profile.name or job.business or job.name or job.participant,
        answers_hash=answers_hash(answers),
        as_of=job.as_of,
        workshop=", ".join(part for part in (settings.title, settings.place) if part),
        language=job.language,
        paper=settings.paper,
        sample=job.sample,
        brand=brand,
    )


def context_of(
    job: Job,
    answers: Answers,
    drafts: Iterable[Draft],
    evaluation: Evaluation,
    reference: Reference,
) -> PlanContext:
    """Return everything a part of a job's plan may speak of."""
    return PlanContext(
        answers=evaluation.answers,
        given=answers,
        evaluation=evaluation,
        telling=telling_for(evaluation.answers, evaluation, reference, job.settings),
        settings=job.settings,
        facts=facts_of(job, answers),
        drafts=tuple(drafts),
    )
