"""Begin a workshop: a folder with settings and a list of participants, whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import secrets
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

from workshop.answers.document import to_json
from workshop.answers.kinds import Language
from workshop.errors import UsageError
from workshop.folder import DATABASE, ROSTER, Folder
from workshop.imports.headings import FACTS
from workshop.settings import FILE_NAME, TIERS, Settings, settings_from
from workshop.shipped import shipped
from workshop.store import Participant
from workshop.workbook import started

_ANSWERS = "answers"


@dataclass(frozen=True)
class Begun:
    """A workshop that was just made."""

    path: Path
    settings: Settings
    people: int


def begin(path: Path, settings: Settings, source: Folder | None) -> Begun:
    """Make a workshop's folder.

    Parameters
    ----------
    path : pathlib.Path
        The folder; it may be there if it is empty.
    settings : Settings
        What the settings file says.
    source : Folder, optional
        A workshop whose roster and answers are copied.

    Raises
    ------
    UsageError
        If the folder is not empty, or the texts cannot be written.
    OSError
        If the disk refuses. Nothing is left behind then.
    """
    path = path.resolve()
    _refuse_full(path)
    text = settings_text(settings)
    people = source.everyone() if source else ()
    path.parent.mkdir(parents=True, exist_ok=True)
    stage = path.parent / f".{path.name[:80]}.{secrets.token_hex(4)}.new"
    stage.mkdir()
    try:
        (stage / FILE_NAME).write_text(text, encoding="utf-8", newline="\n")
        (stage / ROSTER).write_text(_roster(people), encoding="utf-8", newline="")
        if source:
            _copy_answers(source, people, stage / _ANSWERS)
        _move(stage, path)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Begun(path, settings, len(people))


def sample_names() -> list[str]:
    """Return the names of the samples that come with the program."""
    return sorted(item.name for item in shipped("data/samples").iterdir() if item.is_dir())


def source_of(name: str) -> Folder:
    """Return a workshop to begin from, by a sample's name or the path of a folder.

    Raises
    ------
    UsageError
        If there is neither.
    """
    if name in sample_names():
        return Folder.open(shipped("data/samples") / name)
    path = Path(name)
    if not path.is_dir():
        raise UsageError(
            "There is no such sample and no such folder.",
            found=name[:200],
            expected=f"{', '.join(sample_names())}, or the folder of a workshop",
            todo="Correct --from, or leave it away to begin with nobody.",
        )
    return Folder.open(path)


def title_of(path: Path) -> str:
    """Return a title made from the name of a folder."""
    words = " ".join(path.resolve().name.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or Settings().title


def settings_text(settings: Settings) -> str:
    """Return the text of a settings file, with a word on each line of it.

    Raises
    ------
    UsageError
        If a text in it cannot be written, such as a broken half of a character.
    """
    lengths = ", ".join(TIERS)
    text = "\n".join(
        [
            "# The settings of this workshop. Lines that begin with # are notes, or settings",
            "# that are not in use: take the # away to use them.",
            "",
            "# Printed on every plan and sheet.",
            f"title = {_quoted(settings.title)}",
            _line("place", settings.place, "Las Cruces, NM"),
            _line("trainer", settings.trainer, "Your name"),
            "",
            "# The day of the workshop, year-month-day: plans are drawn up for it.",
            f"date = {settings.date}" if settings.date else "# date = 2027-01-31",
            "",
            f"# How long it is: {lengths}.",
            "# It chooses the questions, the agenda and the length of the plan.",
            f"mode = {_quoted(settings.mode)}",
            "",
            "# Language of the plans, unless the roster says otherwise for someone.",
            f"language = {_quoted(settings.language)}",
            _line("time_zone", settings.time_zone, "America/Denver"),
            "",
            "# us-letter or a4.",
            f"paper = {_quoted(settings.paper)}",
            "",
            "[brand]",
            "# The host: name, two colours, and a logo (SVG, PNG or JPG) in this folder.",
            _line("host", settings.brand.host, "Your organisation"),
            f'# colour = "{settings.brand.colour}"',
            f'# accent = "{settings.brand.accent}"',
            '# logo = "logo.svg"',
            "",
            "# Our rules of thumb may be set, too, for example:",
            "# [rules]",
            f"# objectives_most = {settings.rules.objectives_most}",
            "",
        ]
    )
    _refuse_other(text, settings)
    return text


def _line(name: str, text: str, example: str) -> str:
    return f"{name} = {_quoted(text)}" if text else f"# {name} = {_quoted(example)}"


def _quoted(text: str) -> str:
    """Return a text as TOML writes it. JSON's escapes are TOML's, but for one letter."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _refuse_other(text: str, settings: Settings) -> None:
    """Refuse settings that would not be read back as they are."""
    try:
        text.encode()
        read = settings_from(tomllib.loads(text), where=FILE_NAME)
    except (UnicodeEncodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            "A text of the settings cannot be written to a file.",
            found=str(error)[:200],
            expected="text in letters, digits and signs",
            todo="Type it anew.",
        ) from error
    assert read == settings, "what is written is what is read"


def _roster(people: tuple[Participant, ...]) -> str:
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(FACTS)
    table.writerows([getattr(person, fact) for fact in FACTS] for person in people)
    return out.getvalue()


def _copy_answers(source: Folder, people: tuple[Participant, ...], target: Path) -> None:
    target.mkdir()
    for person in people:
        answers = source.load(person.key).answers
        if started(answers):
            text = to_json(answers)
            (target / f"{person.key}.json").write_text(text, encoding="utf-8", newline="\n")


def _refuse_full(path: Path) -> None:
    if path.is_dir():
        names = sorted(item.name for item in path.iterdir())
        if not names:
            return
        held = {FILE_NAME, ROSTER, DATABASE} & set(names)
        raise UsageError(
            "There is a workshop in this folder already."
            if held
            else "This folder is not empty: a workshop has one of its own.",
            where=str(path),
            found=", ".join(names[:5]) + (" …" if len(names) > 5 else ""),
            expected="a folder that is empty, or not there yet",
            todo="Name another folder.",
        )
    if path.exists() or path.is_symlink():
        raise UsageError(
            "There is a file of this name.", where=str(path), todo="Name another folder."
        )


def _move(stage: Path, path: Path) -> None:
    """Put what was made in its place, all or nothing; a folder that is there stays the same one."""
    if not path.exists():
        stage.rename(path)
        return
    moved: list[Path] = []
    try:
        # The settings come last: without them it is no workshop.
        for item in sorted(stage.iterdir(), key=lambda item: item.name == FILE_NAME):
            item.rename(path / item.name)
            moved.append(path / item.name)
    except OSError:
        for target in moved:
            target.rename(stage / target.name)
        raise


def new_settings(
    *,
    title: str,
    date: dt.date | None,
    mode: str | None,
    place: str,
    host: str,
    language: str | None,
    paper: str | None,
    source: Folder | None,
) -> Settings:
    """Return the settings of a new workshop.

    What is not said comes from the workshop it begins from; answers given in six hours are not
    asked in ninety minutes. Title, day, place and host are always its own.

    Raises
    ------
    UsageError
        If one of them does not fit.
    """
    if language:
        try:
            language = Language().parse(language)
        except ValueError as error:
            raise UsageError(
                "This is no language.", where="--language", found=str(error)
            ) from error
    model = source.settings if source else Settings(mode="quick_90")
    data = {
        "title": title,
        "date": date,
        "place": place,
        "mode": mode or model.mode,
        "language": language or model.language,
        "paper": paper or model.paper,
        "time_zone": model.time_zone,
        "brand": {"host": host},
    }
    return settings_from(data, where=FILE_NAME)
