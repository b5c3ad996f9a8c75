"""Checks: rules across answers, each with a code, a severity and its grounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop.answers.measured import Labelled
from workshop.i18n import Words, _


class Severity(Labelled):
    """How heavy a check weighs."""

    BLOCK = "BLOCK", _("Settle this first")
    WARN = "WARN", _("Open risk")
    INFO = "INFO", _("Worth knowing")


class State(StrEnum):
    """What came of a check."""

    FIRES = "fires"
    SILENT = "silent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """A rule of the method.

    Attributes
    ----------
    code : str
        ``C<step><nn>``.
    severity : Severity
        BLOCK: the step is not done, unless the owner gives a written reason.
    title : Words
        The rule in a few words.
    why : Words
        Why it matters, for the owner.
    remedy : Words
        What to do about it.
    sources : tuple of str
        Ids in the table of sources.
    house_rule : bool
        Whether a threshold in it is our own: printed as "our rule of thumb".
    """

    code: str
    severity: Severity
    title: Words
    why: Words
    remedy: Words
    sources: tuple[str, ...] = ()
    house_rule: bool = False

    def silent(self) -> Outcome:
        """Return that the rule is kept."""
        return Outcome(self, State.SILENT)

    def unknown(self, *needs: str) -> Outcome:
        """Return that the rule cannot be judged before these answers are given."""
        return Outcome(self, State.UNKNOWN, needs=tuple(dict.fromkeys(needs)))

    def fires(self, finding: Words, *subjects: str) -> Outcome:
        """Return that the rule is broken, with what was found and by which rows."""
        return Outcome(self, State.FIRES, finding=finding, subjects=subjects)

    def when(self, broken: bool, finding: Words, *subjects: str) -> Outcome:
        """Return that the rule is broken or kept."""
        return self.fires(finding, *subjects) if broken else self.silent()


@dataclass(frozen=True)
class Outcome:
    """What came of one check.

    ``subjects`` are the ids of the rows concerned, ``needs`` the addresses missing.
    """

    check: Check
    state: State
    finding: Words = ""
    subjects: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Return the code of the check."""
        return self.check.code
