"""What people call the rows of a table, and the ids they mean by it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import cached_property

from workshop.answers.kinds import refuse
from workshop.handouts.writing import one_line, telling_names
from workshop.i18n import _
from workshop.reference import Reference

_REFERENCE = "reference:"


class Lookup:
    """Ids by name, for one table.

    Parameters
    ----------
    names : mapping
        What each row is called, by id; empty where it has no name.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    @cached_property
    def _ids(self) -> dict[str, str]:
        telling = telling_names(dict(self._names))
        ids = {key.casefold(): key for key in self._names}
        return {**ids, **{name.casefold(): key for key, name in telling.items()}}

    def find(self, text: str) -> str | None:
        """Return the id meant by an id or a name, None if there is none."""
        return text if text in self._names else self._ids.get(one_line(text).casefold())

    def missing(self, text: str) -> ValueError:
        """Return the error for a name nothing here has, with the nearest one that exists."""
        wanted = one_line(text).casefold()
        named = {one_line(name).casefold(): name for name in self._names.values() if name}
        if wanted in named:
            return refuse(_("“{text}” is the name of more than one: use its id."), text=text)
        near = difflib.get_close_matches(wanted, named, n=1)
        if near:
            message = _("Nothing in the list is called “{text}”. Did you mean “{name}”?")
            return refuse(message, text=text, name=named[near[0]])
        return refuse(_("Nothing in the list is called “{text}”."), text=text)


class Catalogue:
    """The names in the reference tables, looked up once for many participants."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._lookups: dict[str, Lookup] = {}

    def id_of(self, table: str, text: str) -> str:
        """Return the id a person means.

        Raises
        ------
        ValueError
            If nothing is called so.
        """
        if table not in self._lookups:
            self._lookups[table] = Lookup(self._reference.choices(table))
        found = self._lookups[table].find(text)
        if found is None and table == "channels" and (other := self._reference.find_channel(text)):
            found = other.id
        if found is None:
            raise self._lookups[table].missing(text)
        return found


class Names:
    """The names of one participant's rows, and those of the catalogue.

    Parameters
    ----------
    catalogue : Catalogue
        The reference tables.
    rows_of : callable
        Given the address of a table, returns what its rows are called, by id.
    """

    def __init__(self, catalogue: Catalogue, rows_of: Callable[[str], Mapping[str, str]]) -> None:
        self._catalogue = catalogue
        self._rows_of = rows_of
        self._lookups: dict[str, Lookup] = {}

    def id_of(self, table: str, text: str) -> str:
        """Return the id a person means in the table a question refers to.

        Raises
        ------
        ValueError
            If nothing there is called so.
        """
        if table.startswith(_REFERENCE):
            return self._catalogue.id_of(table.removeprefix(_REFERENCE), text)
        if table not in self._lookups:
            self._lookups[table] = Lookup(self._rows_of(table))
        found = self._lookups[table].find(text)
        if found is None:
            raise self._lookups[table].missing(text)
        return found
