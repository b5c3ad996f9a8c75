"""Freeze a workshop into private job folders, one a participant."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.answers.document import answers_hash
from workshop.export.embedding import PICTURE_FILES
from workshop.folder import Folder
from workshop.job import input_hash, job_for, shared_hash, write_job
from workshop.logo import read_logo
from workshop.notebooks import notebook_paths
from workshop.shipped import shipped
from workshop.store import Participant


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
    input_hash: str
    answers_hash: str


def freeze_person(
    source: Folder, person: Participant, shared: Shared, target: Path, as_of: dt.date
) -> Frozen:
    """Write a participant's job folder.

    Raises
    ------
    WorkshopError
        If the answers cannot be read.
    """
    stored = source.load(person.key)
    job = job_for(person, source.settings, as_of, shared.logo)
    digest = input_hash(job, stored.answers, stored.drafts, shared.digest)
    job = job.model_copy(update={"input_hash": digest})
    target.mkdir(parents=True)
    _link_tree(shared.folder / "notebooks", target / "notebooks")
    _link_tree(shared.folder / "reference", target / "reference")
    write_job(target, job, stored.answers, stored.drafts)
    return Frozen(person, target, digest, answers_hash(stored.answers))


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
