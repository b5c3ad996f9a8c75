"""Who does what: one person answers for each task (RACI, W43)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from workshop.answers.kinds import Ref, Refs
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, Words, _
from workshop.method import Check, Outcome, Severity
from workshop.steps.readiness.words import PEOPLE

AT = "/content/raci"
TASKS: dict[str, Words] = {
    "strategy": _("Strategy"),
    "content_ideas": _("Ideas for posts"),
    "writing": _("Writing"),
    "images_video": _("Pictures and video"),
    "approval": _("Approving posts"),
    "publishing": _("Publishing"),
    "inbox": _("Inbox and comments"),
    "reviews": _("Reviews"),
    "crisis": _("Crisis"),
    "ads": _("Ads"),
    "data_report": _("Numbers and report"),
    "budget": _("Budget"),
}


class Duty(Row, at=AT):
    """One task; the id is the task. One person at most can be accountable."""

    title: ClassVar[Lazy] = _("Who does what")
    singular: ClassVar[Lazy] = _("task")
    fixed: ClassVar[dict[str, Words] | None] = TASKS

    accountable: Annotated[
        str | None,
        Question(
            Ref(PEOPLE),
            _("Who answers for it?"),
            help=_("One person: the one you ask when it went wrong."),
            example="owner",
            tier=3,
        ),
    ] = None
    responsible: Annotated[
        list[str] | None,
        Question(Refs(PEOPLE), _("Who does it?"), example="front desk lead", tier=3),
    ] = None
    consulted: Annotated[
        list[str] | None,
        Question(Refs(PEOPLE), _("Who is asked before?"), example="instructor", tier=3),
    ] = None
    informed: Annotated[
        list[str] | None,
        Question(Refs(PEOPLE), _("Who is told after?"), example="kiln technician", tier=3),
    ] = None


C441 = Check(
    "C441",
    Severity.BLOCK,
    _("A task nobody answers for"),
    why=_("What two answer for, or none, is left undone."),
    remedy=_("Name one person for it."),
    sources=("W43",),
)
C442 = Check(
    "C442",
    Severity.WARN,
    _("A task nobody does"),
    why=_("Somebody answers for it, and nobody has it on their list."),
    remedy=_("Name who does it, even if it is the same person."),
    sources=("W43",),
)
C443 = Check(
    "C443",
    Severity.WARN,
    _("The sponsor has no part in strategy or budget"),
    why=_("Without a leader in it, the plan loses its first fight for time or money."),
    remedy=_("Give the sponsor a place in both rows."),
    sources=("W03",),
)


def part_of(duty: Duty, person: str) -> str:
    """Return the letters of a person in one row: A, R, C, I, or none."""
    letters = "A" if duty.accountable == person else ""
    for letter, people in (
        ("R", duty.responsible), ("C", duty.consulted), ("I", duty.informed)
    ):  # fmt: skip
        if person in (people or ()):
            letters += letter
    return letters


def check(duties: Sequence[Duty], sponsor: str | None) -> tuple[Outcome, ...]:
    """Return what came of C441 to C443; ``sponsor`` is the id of a person."""
    if not any(duty.accountable or duty.responsible for duty in duties):
        return tuple(rule.unknown(AT) for rule in (C441, C442, C443))

    def found(rule: Check, which: list[Duty]) -> Outcome:
        names = ", ".join(duty.name_shown() for duty in which) + "."
        return rule.when(bool(which), names, *(duty.id for duty in which))

    if sponsor:
        rows = [duty for duty in duties if duty.id in ("strategy", "budget")]
        absent = found(C443, [duty for duty in rows if not part_of(duty, sponsor)])
    else:
        absent = C443.unknown("/readiness/leadership/sponsor")
    return (
        found(C441, [duty for duty in duties if not duty.accountable]),
        found(C442, [duty for duty in duties if not duty.responsible]),
        absent,
    )


def duties_of(duties: Sequence[Duty], person: str, letter: str) -> list[Duty]:
    """Return the rows in which a person has a letter."""
    return [duty for duty in duties if letter in part_of(duty, person)]
