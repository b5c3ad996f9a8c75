"""Files for a whole workshop: what they would change, and, if all is well, the change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from workshop.errors import UsageError, WorkshopError
from workshop.folder import Folder, open_live
from workshop.handouts.files import read_file
from workshop.handouts.given import FileContent, Filled, Problem, Spot
from workshop.handouts.names import Catalogue
from workshop.handouts.roll import Roll
from workshop.handouts.taking import Difference, differences, take
from workshop.i18n import use_language
from workshop.reference import load_reference
from workshop.store import Arrival, Participant, Store, Stored
from workshop.workbook import Answers

AUTHOR = "import"
_AT_ONCE = 500
"""People whose answers are written in one transaction."""

Step = Callable[[str, int, int], None]
"""Told what is going on, how many are done, and of how many."""


def _silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass
class PersonIntake:
    """What the files say of one participant.

    Attributes
    ----------
    person : Participant
        With the facts the files give.
    is_new : bool
        Whether the roster does not have them yet.
    facts_changed : bool
        Whether name, business, email or language differ from the roster's.
    filled : list of Filled
        Their parts of the files.
    differences : tuple of Difference
        What would change.
    problems : list of Problem
        What is wrong in their part of the files.
    held_back : bool
        Whether nothing of them is taken, because something is wrong.
    """

    person: Participant
    is_new: bool
    facts_changed: bool = False
    filled: list[Filled] = field(default_factory=list)
    differences: tuple[Difference, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    held_back: bool = False
    planned: Answers | None = None
    base: Answers | None = None

    @property
    def changes(self) -> bool:
        """Whether taking them in changes anything."""
        known = bool(self.differences) or self.facts_changed or self.is_new
        return known and not self.held_back


@dataclass(frozen=True)
class Intake:
    """What files would change in a workshop.

    Attributes
    ----------
    people : tuple of PersonIntake
        Everyone in the files, in their order.
    problems : tuple of Problem
        What belongs to no participant: files that cannot be read, columns nobody knows.
    notes : tuple of str
        What was guessed or passed over.
    """

    people: tuple[PersonIntake, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong anywhere."""
        return not self.problems and not any(one.problems for one in self.people)


def plan_intake(
    folder: Folder,
    files: Sequence[Path],
    *,
    participant: str = "",
    partial: bool = False,
    step: Step = _silent,
) -> Intake:
    """Return what files would change; nothing is written.

    Parameters
    ----------
    folder : Folder
        The workshop.
    files : sequence of Path
        Filled-in templates, lists of answers, tables of people.
    participant : str
        Whose answers they are, where a file does not say.
    partial : bool
        Take what is sound of a participant although something is wrong.
    step : callable
        Told how far it is.

    Raises
    ------
    UsageError
        If the folder is a sample, which is never written to.
    """
    if folder.settings.sample:
        raise UsageError(
            "This is a sample workshop: nothing is written to its folder.",
            where=str(folder.path),
            todo="Copy the folder, set `sample = false` in workshop.toml, and use the copy.",
        )
    contents, problems = _read(files, step)
    catalogue = Catalogue(load_reference())
    roll = Roll(folder.everyone())
    people: dict[str, PersonIntake] = {}
    before = dict(roll.people)
    for path, content in contents:
        problems += content.problems
        for filled in content.people:
            person, wrong = roll.find(filled, path.stem, participant)
            if person is None:
                problems += [*filled.problems, *wrong]
                continue
            one = people.setdefault(person.key, PersonIntake(person, person.key not in roll.known))
            one.person = person
            one.filled.append(filled)
            one.problems += wrong
            one.held_back |= bool((wrong or content.problems) and not partial)
    _judge(folder, people, before, catalogue, partial, step)
    notes = tuple(f"{path.name}: {note}" for path, content in contents for note in content.notes)
    return Intake(tuple(people.values()), tuple(problems), notes)


def _read(
    files: Sequence[Path], step: Step
) -> tuple[list[tuple[Path, FileContent]], list[Problem]]:
    contents = []
    problems = []
    for number, path in enumerate(files):
        step("Reading", number, len(files))
        try:
            contents.append((path, read_file(path)))
        except WorkshopError as error:
            problems.append(Problem.of(error, Spot(error.where or path.name)))
    step("Reading", len(files), len(files))
    return contents, problems


def _judge(
    folder: Folder,
    people: dict[str, PersonIntake],
    before: dict[str, Participant],
    catalogue: Catalogue,
    partial: bool,
    step: Step,
) -> None:
    """Find out for everyone what would change and what is wrong."""
    with _stored(folder) as load:
        for number, (key, one) in enumerate(people.items()):
            step("Checking", number, len(people))
            language = one.person.language or folder.settings.language
            one.person = replace(one.person, language=language)
            one.facts_changed = one.person != before.get(key)
            if not any(filled.given or filled.problems for filled in one.filled):
                continue
            one.base = Answers(participant=key) if one.is_new else load(key).answers
            one.planned = one.base
            with use_language(language):
                for filled in one.filled:
                    taken = take(one.planned, filled, catalogue)
                    one.planned = taken.answers
                    one.problems += taken.problems
            one.differences = tuple(differences(one.base, one.planned))
            one.held_back |= bool(one.problems) and not partial
    step("Checking", len(people), len(people))


@contextmanager
def _stored(folder: Folder) -> Iterator[Callable[[str], Stored]]:
    """Give what loads one participant's answers; one open database serves all."""
    if folder.database is None:
        yield folder.load
        return
    with Store.open(folder.database) as store:
        yield store.load


def carry_out(intake: Intake, folder: Folder, now: dt.datetime, step: Step = _silent) -> int:
    """Write what :func:`plan_intake` found; return how many people it changed.

    Some hundred people at a time are written, all of them or none. What someone saved since
    the files were read is kept, and the file's answers go on top of it.
    """
    wanted = [one for one in intake.people if one.changes]
    if not wanted:
        return 0
    catalogue = Catalogue(load_reference())
    with open_live(folder, now) as store:
        for start in range(0, len(wanted), _AT_ONCE):
            step("Saving", start, len(wanted))
            some = wanted[start : start + _AT_ONCE]
            store.add_participants(one.person for one in some if one.is_new or one.facts_changed)
            arrivals = [_arrival(one, catalogue) for one in some if one.differences]
            store.take_in(arrivals, author=AUTHOR, at=now)
    step("Saving", len(wanted), len(wanted))
    return len(wanted)


def _arrival(one: PersonIntake, catalogue: Catalogue) -> Arrival:
    def change(stored: Stored) -> Answers:
        if stored.answers == one.base and one.planned is not None:
            return one.planned
        answers = stored.answers
        with use_language(one.person.language):
            for filled in one.filled:
                answers = take(answers, filled, catalogue).answers
        return answers

    addresses = tuple(difference.address for difference in one.differences)
    return Arrival(one.person.key, change, addresses)
