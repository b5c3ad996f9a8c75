"""Every error the workshop raises, and the exit code each one means.

::

    WorkshopError                      exit 1
    ├── UsageError                     exit 2   what was asked cannot be done as asked
    │   ├── UnknownParticipantError
    │   ├── SettingsError
    │   └── RosterError
    ├── ImportFileError                a file from outside that cannot be read
    ├── InvalidAnswerError             one value that its question refuses
    ├── UnknownAnswerKeyError          a key no question has, with a suggestion
    ├── AnswersFileError               a file of answers that cannot be read
    ├── ConflictError                  two people changed the same answer
    ├── StoreError                     the database refused: disk full, read-only, damaged
    ├── NotebookError                  a notebook that breaks or breaks its contract
    ├── ExportError                    a notebook that cannot become a plan
    └── ShippedFileError               a file of ours is missing from the installation

An error keeps its facts as fields; the text is made from them. A text answers
five things: what, where, found, expected, what to do next.
"""

from __future__ import annotations

from typing import ClassVar


class WorkshopError(Exception):
    """Say what went wrong in words for someone who does not program.

    Parameters
    ----------
    what : str
        What went wrong, as a sentence.
    where : str, optional
        File, participant, question or notebook cell.
    found, expected : str, optional
        What was there and what should have been.
    todo : str, optional
        What the reader can do next.
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        found: str = "",
        expected: str = "",
        todo: str = "",
    ) -> None:
        self.what = what
        self.where = where
        self.found = found
        self.expected = expected
        self.todo = todo
        super().__init__(what)

    def __str__(self) -> str:
        """Return the facts that are there, one to a line."""
        lines = [self.what]
        for label, text in (
            ("Where", self.where),
            ("Found", self.found),
            ("Expected", self.expected),
            ("What to do", self.todo),
        ):
            if text:
                lines.append(f"  {label}: {text}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the trip from a worker process with every field."""
        facts = {
            "where": self.where,
            "found": self.found,
            "expected": self.expected,
            "todo": self.todo,
        }
        return (_rebuild, (type(self), self.what, facts))


def _rebuild(kind: type[WorkshopError], what: str, facts: dict[str, str]) -> WorkshopError:
    return kind(what, **facts)


class UsageError(WorkshopError, ValueError):
    """What was asked for cannot be done as it was asked."""

    exit_code: ClassVar[int] = 2


class UnknownParticipantError(UsageError):
    """No participant of this workshop has the key that was named."""


class SettingsError(UsageError):
    """``workshop.toml`` is missing, unreadable or holds a value it may not."""


class RosterError(UsageError):
    """The list of participants cannot be read as one."""


class ImportFileError(WorkshopError):
    """A file brought from outside that cannot be read as what it should be."""


class InvalidAnswerError(WorkshopError, ValueError):
    """A value that its question refuses."""


class UnknownAnswerKeyError(WorkshopError, LookupError):
    """A key in a file of answers that belongs to no question."""


class AnswersFileError(WorkshopError):
    """A file of answers that is not readable JSON of a known version."""


class ConflictError(WorkshopError):
    """An answer was changed by someone else since it was read."""


class StoreError(WorkshopError):
    """The database refused to keep or to give answers."""


class NotebookError(WorkshopError):
    """A notebook stopped on an error or does not keep to its contract."""


class ExportError(WorkshopError):
    """A notebook that cannot be turned into a plan."""


class ShippedFileError(WorkshopError):
    """A file that comes with the program is not there."""
