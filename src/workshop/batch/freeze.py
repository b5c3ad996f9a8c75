"""Freeze a workshop into private job folders, one a participant."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.answers.change import Draft
from workshop.answers.document import to_json
from workshop.export.embedding import PICTURE_FILES
from workshop.folder import Folder
from workshop.job import Job, input_hash, job_for, shared_hash, write_job
from workshop.logo import read_logo
from workshop.notebooks import notebook_paths
from workshop.shipped import shipped
from workshop.store import Participant, Stored


@dataclass(frozen=True)
class Shared:
    """What all jobs of a batch have in common, copied once."""

    folder: Path
    notebooks: tuple[str, ...]
    digest: str
    logo: tuple[str, str]

    @classmethod
    def freeze(cls, source: Folder, target: Path) -> Shared:
        """Copy notebooks and reference tables; return them with their hash."""
        own = source.path / "notebooks"
        paths = notebook_paths(own if own.is_dir() else None)
        (target / "notebooks").mkdir(parents=True)
        for path in paths:
            shutil.copyfile(path, target / "notebooks" / path.name)
        if own.is_dir():
            _copy_pictures(own, target / "notebooks")
        shutil.copytree(shipped("data/reference"), target / "reference")
        digest = shared_hash(target / "notebooks", target / "reference")
        names = tuple(path.name for path in paths)
        return cls(target, names, digest, read_logo(source.path, source.settings))


def _copy_pictures(own: Path, target: Path) -> None:
    """Copy the pictures that lie beside a workshop's own notebooks, links left out."""
    for path in sorted(own.rglob("*")):
        if path.suffix.lower() in PICTURE_FILES and path.is_file() and not path.is_symlink():
            copy = target / path.relative_to(own)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


@dataclass(frozen=True)
class Frozen:
    """One participant's job, ready to run."""

    person: Participant
    folder: Path


@dataclass(frozen=True)
class Inputs:
    """What a participant's plan depends on, nothing of it written yet.

    Attributes
    ----------
    job : Job
        With the hash of all of it.
    answers : str
        As JSON text.
    """

    job: Job
    answers: str
    drafts: tuple[Draft, ...]

    @classmethod
    def of(
        cls, source: Folder, person: Participant, stored: Stored, shared: Shared, as_of: dt.date
    ) -> Inputs:
        """Return a participant's, of what is stored."""
        job = job_for(person, source.settings, as_of, shared.logo)
        answers = to_json(stored.answers)
        digest = input_hash(job, answers, stored.drafts, shared.digest)
        return cls(job.model_copy(update={"input_hash": digest}), answers, tuple(stored.drafts))

    def freeze(self, shared: Shared, target: Path) -> Path:
        """Write the job folder and return it."""
        target.mkdir(parents=True)
        _link_tree(shared.folder / "notebooks", target / "notebooks")
        _link_tree(shared.folder / "reference", target / "reference")
        write_job(target, self.job, self.answers, self.drafts)
        return target


def freeze_person(
    source: Folder, person: Participant, shared: Shared, target: Path, as_of: dt.date
) -> Frozen:
    """Write a participant's job folder.

    Raises
    ------
    WorkshopError
        If the answers cannot be read.
    """
    inputs = Inputs.of(source, person, source.load(person.key), shared, as_of)
    return Frozen(person, inputs.freeze(shared, target))


def _link_tree(source: Path, target: Path) -> None:
    """Repeat a folder with hard links where the disk has them, else with copies."""

    def link(one: str, other: str) -> None:
        try:
            os.link(one, other)
        except OSError:
            shutil.copyfile(one, other)

    shutil.copytree(source, target, copy_function=link)


def chosen(everyone: Sequence[Participant], only: Sequence[str]) -> tuple[Participant, ...]:
    """Return the participants named, in the roster's order; everyone if none is named."""
    return tuple(person for person in everyone if not only or person.key in only)
