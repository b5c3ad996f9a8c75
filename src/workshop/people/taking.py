"""Who of a list is new, who is known, who cannot be taken: known before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from workshop.answers.kinds import Language
from workshop.errors import UsageError
from workshop.imports.emails import judge_email
from workshop.people.listing import ListedPerson
from workshop.store import Participant, key_from_name, participant_key

_FACT_MOST = 200


class Fate(StrEnum):
    """What becomes of one row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    TWICE = "twice"
    REFUSED = "refused"


@dataclass(frozen=True)
class Entered:
    """One row, and what becomes of it.

    Attributes
    ----------
    line : int
        Its number in the file.
    person : Participant
        As they will be; of a refused row what it says.
    changes : tuple
        Fact, what it was and what it will be, of someone known.
    reason : str
        Why it is refused, or which line it repeats.
    todo : str
        What to do about it.
    hint : str
        What should be looked at although it was taken.
    """

    line: int
    fate: Fate
    person: Participant
    changes: tuple[tuple[str, str, str], ...] = ()
    reason: str = ""
    todo: str = ""
    hint: str = ""


def take_list(
    listed: Iterable[ListedPerson], there: Iterable[Participant], language: str
) -> tuple[Entered, ...]:
    """Return what becomes of each row of a list. Nothing is written.

    Parameters
    ----------
    listed : iterable of ListedPerson
        The rows.
    there : iterable of Participant
        Who is in the workshop already.
    language : str
        Of new people whose row names none.
    """
    taking = _Taking(there, language)
    return tuple(taking.take(row) for row in listed)


class _Taking:
    """Everyone so far, and how a row finds them."""

    def __init__(self, there: Iterable[Participant], language: str) -> None:
        self._language = language
        self._people: dict[str, Participant] = {}
        self._emails: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._lines: dict[str, int] = {}
        for person in there:
            self._note(person)

    def take(self, row: ListedPerson) -> Entered:
        facts = dict(row.facts)
        refused = _refusal(facts)
        if refused:
            return self._refuse(row, *refused)
        email = facts.get("email", "")
        meant = judge_email(email).meant if email else ""
        hint = f"{email}: is it perhaps {meant}?" if meant else ""
        key = facts.get("key", "")
        known = self._people.get(key) or self._known(facts)
        other = known is not None and known.key != key and self._someone_else(known, facts)
        if known is None or (key and other):
            return replace(self._new(row, facts), hint=hint)
        if other:
            return self._refuse(row, *_shared(known, email, self._lines.get(known.key, 0)))
        if key and key != known.key:
            reason = f"this person is in the workshop already, with the key {known.key}"
            return self._refuse(row, reason, f"Write {known.key} as the key, or leave it empty.")
        return replace(self._merge(row, known, facts), hint=hint)

    def _known(self, facts: Mapping[str, str]) -> Participant | None:
        """Return whom a row means by its address, or by name and business."""
        key = self._emails.get(facts.get("email", "").casefold())
        key = key or self._names.get(_names(facts.get("name", ""), facts.get("business", "")))
        return self._people[key] if key else None

    def _someone_else(self, known: Participant, facts: Mapping[str, str]) -> bool:
        """Say whether a row with someone's address has another name and another business."""
        pairs = ((facts.get(fact, ""), getattr(known, fact)) for fact in ("name", "business"))
        told = [(mine.casefold(), theirs.casefold()) for mine, theirs in pairs if mine and theirs]
        return bool(told) and all(mine != theirs for mine, theirs in told)

    def _new(self, row: ListedPerson, facts: dict[str, str]) -> Entered:
        wanted = facts.get("business") or facts.get("name", "")
        key = facts.get("key") or key_from_name(wanted, self._people)
        person = Participant(
            key,
            facts.get("name", ""),
            facts.get("business", ""),
            facts.get("email", ""),
            facts.get("language") or self._language,
        )
        self._note(person, row.line)
        return Entered(row.line, Fate.NEW, person)

    def _merge(self, row: ListedPerson, known: Participant, facts: dict[str, str]) -> Entered:
        """Bring someone up to date; in the second row of one person, only what was missing."""
        earlier = self._lines.get(known.key)
        changes = tuple(
            (fact, getattr(known, fact), text)
            for fact, text in facts.items()
            if fact != "key" and text != getattr(known, fact)
        )
        if earlier is not None:
            reason = f"the same person as line {earlier}"
            todo = "The first of the two lines was taken." if changes else ""
            return Entered(row.line, Fate.TWICE, known, changes, reason, todo)
        person = replace(known, **{fact: text for fact, _before, text in changes})
        self._note(person, row.line)
        return Entered(row.line, Fate.UPDATED if changes else Fate.UNCHANGED, person, changes)

    def _refuse(self, row: ListedPerson, reason: str, todo: str) -> Entered:
        told = {fact: text[:_FACT_MOST] for fact, text in row.facts.items()}
        return Entered(
            row.line, Fate.REFUSED, Participant(**{"key": "", **told}), reason=reason, todo=todo
        )

    def _note(self, person: Participant, line: int | None = None) -> None:
        self._people[person.key] = person
        if person.email:
            self._emails.setdefault(person.email.casefold(), person.key)
        if person.name or person.business:
            self._names.setdefault(_names(person.name, person.business), person.key)
        if line is not None:
            self._lines[person.key] = line


def _refusal(facts: dict[str, str]) -> tuple[str, str] | None:
    """Return why a row cannot be taken and what to do; facts are put into our form."""
    if not facts.get("name") and not facts.get("business"):
        return "neither a name nor a business", "Fill one of them in, or take the line out."
    for fact, text in facts.items():
        if len(text) > _FACT_MOST:
            return f"the {fact} is longer than {_FACT_MOST} letters", "Shorten it."
    email = facts.get("email", "")
    verdict = judge_email(email) if email else None
    if verdict and verdict.wrong:
        meant = (
            f"Is it perhaps {verdict.meant}?" if verdict.meant else "Correct it, or leave it empty."
        )
        return f"{email!r} is not an e-mail address: {verdict.wrong}", meant
    if facts.get("language"):
        try:
            facts["language"] = Language().parse(facts["language"])
        except ValueError as error:
            return str(error), "Correct it, or leave it empty."
    if facts.get("key"):
        facts["key"] = facts["key"].casefold()
        try:
            participant_key(facts["key"])
        except UsageError as error:
            return f"{facts['key']!r} cannot be a key", error.todo
    return None


def _shared(known: Participant, email: str, line: int) -> tuple[str, str]:
    where = f"line {line}" if line else f"{known.name or known.business} ({known.key})"
    return (
        f"{email} is the address of someone else: {where}",
        "Give each their own or leave it empty; for the same person, add a column key.",
    )


def _names(name: str, business: str) -> tuple[str, str]:
    return name.casefold(), business.casefold()
