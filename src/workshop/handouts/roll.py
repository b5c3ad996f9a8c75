"""Who a file means: a participant there is, or a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from workshop.answers.kinds import Language, clean_text
from workshop.errors import UsageError
from workshop.handouts.given import Filled, Problem, Spot
from workshop.i18n import _
from workshop.store import Participant, key_from_name, participant_key

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_FACT_MOST = 200


class Roll:
    """The participants, old and new, and how to find one by what a file says.

    Parameters
    ----------
    people : iterable of Participant
        Those there are.
    """

    def __init__(self, people: Iterable[Participant]) -> None:
        self.people: dict[str, Participant] = {}
        self._by_email: dict[str, str] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        for person in people:
            self._add(person)
        self.known = frozenset(self.people)

    def _add(self, person: Participant) -> None:
        self.people[person.key] = person
        if person.email:
            self._by_email.setdefault(person.email.casefold(), person.key)
        self._by_name.setdefault(_names(person.name, person.business), person.key)

    def find(
        self, filled: Filled, stem: str, default: str
    ) -> tuple[Participant | None, list[Problem]]:
        """Return the participant a part of a file means, brought up to date; None if nobody.

        Parameters
        ----------
        filled : Filled
            What the file says.
        stem : str
            The file's name without its ending: a file may be named after its participant.
        default : str
            Whom to take where the file does not say.
        """
        facts, problems = _facts(filled)
        key = (filled.key or default).strip()
        key = key.casefold() if key.casefold() in self.people else key
        if not key and not facts:
            key = stem if stem in self.people else ""
        if key and key in self.people:
            return self._updated(self.people[key], facts), problems
        if not key:
            found = self._by_email.get(facts.get("email", "").casefold())
            found = found or self._by_name.get(
                _names(facts.get("name", ""), facts.get("business", ""))
            )
            if found and facts:
                return self._updated(self.people[found], facts), problems
        if facts.get("name") or facts.get("business"):
            return self._new(key, facts, filled.spot, problems)
        return None, [*problems, self._nobody(key, filled.spot)]

    def _updated(self, person: Participant, facts: dict[str, str]) -> Participant:
        self._add(replace(person, **facts))
        return self.people[person.key]

    def _new(
        self, key: str, facts: dict[str, str], spot: Spot, problems: list[Problem]
    ) -> tuple[Participant | None, list[Problem]]:
        wanted = key or key_from_name(facts.get("business") or facts.get("name", ""), self.people)
        try:
            participant_key(wanted)
        except UsageError as error:
            return None, [*problems, Problem.of(error, spot)]
        person = Participant(wanted, **{"language": "", **facts})
        self._add(person)
        return person, problems

    def _nobody(self, key: str, spot: Spot) -> Problem:
        keys = ", ".join(list(self.people)[:12]) + (" …" if len(self.people) > 12 else "")
        if key:
            what = _("Nobody in this workshop has this key.")
        else:
            what = _("The file does not say whose answers these are.")
        todo = _("Write the key into the file, name the file after it, or use --participant KEY.")
        return Problem(spot, str(what), found=key[:80], expected=keys, todo=str(todo))


def _facts(filled: Filled) -> tuple[dict[str, str], list[Problem]]:
    """Return the facts that hold, and what is wrong with the others."""
    good: dict[str, str] = {}
    problems = []
    for name, raw in filled.facts.items():
        text = " ".join(clean_text(raw).split())
        wrong = _wrong(name, text)
        if wrong:
            what = _("The {fact} cannot be taken.").format(fact=name)
            todo = _("Correct it, or leave it empty.")
            problems.append(Problem(filled.spot, str(what), text[:80], wrong, str(todo)))
        elif text:
            good[name] = text
    return good, problems


def _wrong(name: str, text: str) -> str:
    """Return what was expected in place of a fact; empty if it will do."""
    if len(text) > _FACT_MOST:
        return str(_("text of at most {limit} characters").format(limit=_FACT_MOST))
    if name == "email" and not _EMAIL.fullmatch(text):
        return str(_("an email address such as ana@example.org"))
    if name == "language":
        try:
            Language().parse(text)
        except ValueError:
            return str(Language().expected())
    return ""


def _names(name: str, business: str) -> tuple[str, str]:
    return name.casefold(), business.casefold()
