"""A workshop's folder: settings, roster, and answers in a database or in JSON files."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from workshop.answers.document import from_data
from workshop.errors import AnswersFileError, RosterError, UnknownParticipantError, UsageError
from workshop.imports.roster import read_roster
from workshop.settings import FILE_NAME, Settings, read_settings
from workshop.shipped import shipped
from workshop.store import Participant, Stored, key_from_name, participant_key
from workshop.workbook import Answers

if TYPE_CHECKING:
    from workshop.store import Store

FOLDER_VARIABLE = "WORKSHOP_FOLDER"
"""Names the workshop a notebook opens if it names none itself."""
SAMPLE = "data/samples/las-cruces"
DATABASE = "workshop.db"
ROSTER = "roster.csv"


@dataclass(frozen=True)
class Folder:
    """Read access to one workshop. It is never written to through this class."""

    path: Path
    settings: Settings

    @classmethod
    def open(cls, path: Path) -> Folder:
        """Return the workshop in a folder.

        Raises
        ------
        UsageError
            If there is no workshop there.
        SettingsError
            If its settings cannot be read.
        """
        path = path.resolve()
        if not path.is_dir():
            raise UsageError(
                "There is no such folder.", where=str(path), todo="Check the spelling of the path."
            )
        if not any((path / name).exists() for name in (FILE_NAME, DATABASE, ROSTER)):
            raise UsageError(
                "This folder holds no workshop.",
                where=str(path),
                expected=f"a folder with {FILE_NAME} or {ROSTER}",
                todo="Name the folder of a workshop, such as data/samples/las-cruces.",
            )
        return cls(path, read_settings(path))

    @classmethod
    def open_own(cls, path: Path) -> Folder:
        """Return the workshop in a folder that may be written to.

        Raises
        ------
        UsageError
            If there is no workshop there, or a sample.
        SettingsError
            If its settings cannot be read.
        """
        folder = cls.open(path)
        if folder.settings.sample:
            raise UsageError(
                "This is a sample workshop: nothing is written to its folder.",
                where=str(folder.path),
                todo="Make a workshop of your own from it: workshop new DIR --from SAMPLE.",
            )
        return folder

    @property
    def database(self) -> Path | None:
        """Return the database if the workshop has one."""
        path = self.path / DATABASE
        return path if path.is_file() else None

    def participants(self) -> tuple[Participant, ...]:
        """Return everyone, in the order of the roster.

        Raises
        ------
        RosterError
            If there is no roster or it cannot be read as one.
        """
        if not self.database and not (self.path / ROSTER).is_file():
            raise RosterError(
                "This workshop has no list of participants.",
                where=str(self.path / ROSTER),
                todo=f"Put a {ROSTER} with the columns key, name, business into the folder.",
            )
        found = self.everyone()
        if not found:
            raise RosterError(
                "This workshop has no participants.",
                where=str(self.path),
                todo=f"Add them to {ROSTER}, one to a line.",
            )
        return found

    def everyone(self) -> tuple[Participant, ...]:
        """Return the participants there are so far, which may be none.

        Raises
        ------
        RosterError
            If the roster cannot be read as one.
        """
        if self.database:
            from workshop.store import Store

            with Store.open(self.database) as store:
                return store.participants()
        return self._from_roster() if (self.path / ROSTER).is_file() else ()

    def _from_roster(self) -> tuple[Participant, ...]:
        people: list[Participant] = []
        taken: set[str] = set()
        for row in read_roster(self.path / ROSTER, may_be_empty=True):
            key = row.key or key_from_name(row.business or row.name, taken)
            taken.add(key)
            people.append(
                Participant(
                    participant_key(key),
                    row.name,
                    row.business,
                    row.email,
                    row.language or self.settings.language,
                )
            )
        return tuple(people)

    def participant(self, key: str) -> Participant:
        """Return one participant; without a key, the first.

        Raises
        ------
        UnknownParticipantError
            If nobody has that key.
        """
        everyone = self.participants()
        if not key:
            return everyone[0]
        for person in everyone:
            if person.key == key:
                return person
        keys = ", ".join(person.key for person in everyone[:12])
        raise UnknownParticipantError(
            f"Nobody in this workshop has the key {key!r}.",
            where=str(self.path),
            expected=f"one of: {keys}" + (" …" if len(everyone) > 12 else ""),
        )

    def load(self, key: str) -> Stored:
        """Return what a participant answered so far; nothing yet gives empty answers.

        Raises
        ------
        AnswersFileError, InvalidAnswerError, UnknownAnswerKeyError, StoreError
            If it cannot be read.
        """
        if self.database:
            from workshop.store import Store

            with Store.open(self.database) as store:
                return store.load(key)
        path = self.path / "answers" / f"{participant_key(key)}.json"
        answers = read_answers(path) if path.is_file() else Answers()
        return Stored(answers.model_copy(update={"participant": key}), 0, ())


def named_folder(workshop: str) -> Path:
    """Return the folder a notebook means: the one it names, the one that was opened, the sample."""
    return Path(workshop or os.environ.get(FOLDER_VARIABLE, "") or shipped(SAMPLE))


def read_answers(path: Path) -> Answers:
    """Return the answers in a JSON file.

    Raises
    ------
    AnswersFileError
        If it is not JSON.
    InvalidAnswerError, UnknownAnswerKeyError
        If something in it is not an answer to a question.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise AnswersFileError(
            "This file of answers cannot be read.",
            where=path.name,
            found=str(error),
            expected="a JSON file of answers",
            todo="Take the file from the workshop again, or remove it.",
        ) from error
    return from_data(Answers, data, where=path.name)


def open_live(folder: Folder, now: dt.datetime) -> Store:
    """Open the folder's database for writing, made from its files the first time.

    The caller closes it.
    """
    path = folder.path / DATABASE
    fresh = not path.exists()
    people = folder.everyone()
    loaded = [folder.load(person.key) for person in people] if fresh else []
    from workshop.store import Store

    store = Store.open(path)
    if fresh:
        store.add_participants(people)
        for person, stored in zip(people, loaded, strict=True):
            store.replace(person.key, stored.answers, author="import", at=now)
    return store


def working_folder(folder: Folder) -> Folder:
    """Return the folder to work in: the folder itself, or a copy of a sample.

    A sample is never written to. Its copy lies with the user's own data and is kept, so
    that what was filled in yesterday is there today.
    """
    if not folder.settings.sample:
        return folder
    copy = platformdirs.user_data_path("strategy-workbook") / "samples" / folder.path.name
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder.path, copy)
    settings = read_settings(copy)
    return Folder(copy, settings.model_copy(update={"sample": False}))
