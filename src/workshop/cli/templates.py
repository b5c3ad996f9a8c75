"""Write the files to fill in, each under a name that tells whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from workshop.errors import UsageError
from workshop.folder import Folder
from workshop.handouts.layout import Page, pages
from workshop.handouts.looks import Look
from workshop.handouts.templates import Format, people_template, template
from workshop.i18n import use_language
from workshop.reference import load_reference
from workshop.settings import Settings
from workshop.store import Participant
from workshop.workbook import Answers


@dataclass(frozen=True)
class TemplateRequest:
    """What was asked for on the command line."""

    folder: Path | None
    keys: tuple[str, ...]
    everyone: bool
    tier: int
    steps: tuple[str, ...]
    form: str
    people: bool
    out: Path | None
    force: bool


def write_templates(request: TemplateRequest) -> Iterator[Path]:
    """Write the files; yield where each one lies.

    Raises
    ------
    UsageError
        If a file is there already, or something asked for does not exist.
    """
    source = Folder.open(request.folder) if request.folder else None
    settings = source.settings if source else Settings()
    tier = request.tier or settings.tier
    if request.people and source is not None:
        yield _people(request, source, tier)
        return
    asked = pages(tier, request.steps)
    if source is None or not (request.keys or request.everyone):
        path = request.out or Path(f"answers.{request.form}")
        with use_language(settings.language):
            yield _write(path, _file(request, asked, Answers(), _look(settings, "")), request)
        return
    everyone = source.participants()
    chosen = everyone if request.everyone else [source.participant(key) for key in request.keys]
    one_file = len(chosen) == 1 and request.out is not None and bool(request.out.suffix)
    for person in chosen:
        path = (request.out or Path()) / f"{person.key}.{request.form}"
        answers = source.load(person.key).answers
        with use_language(person.language or settings.language):
            data = _file(request, asked, answers, _look(settings, _called(person, answers)))
        yield _write(request.out if one_file and request.out else path, data, request)


def _called(person: Participant, answers: Answers) -> str:
    return answers.readiness.profile.name or person.business or person.name


def _look(settings: Settings, business: str) -> Look:
    return Look(settings.title, business, settings.brand.colour, settings.brand.accent)


def _file(request: TemplateRequest, asked: tuple[Page, ...], answers: Answers, look: Look) -> bytes:
    return template(cast("Format", request.form), asked, answers, load_reference(), look)


def _people(request: TemplateRequest, source: Folder, tier: int) -> Path:
    everyone = [(person, source.load(person.key).answers) for person in source.everyone()]
    with use_language(source.settings.language):
        data = people_template(tier, everyone, load_reference())
    return _write(request.out or Path("people.csv"), data, request)


def _write(path: Path, data: bytes, request: TemplateRequest) -> Path:
    if path.exists() and not request.force:
        raise UsageError(
            "This file is there already; it may hold someone's answers.",
            where=str(path),
            todo="Choose another --out, or write over it with --force.",
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
