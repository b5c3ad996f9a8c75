"""The headings people give the columns of a list of participants, in English and Spanish."""

from __future__ import annotations

import re
import unicodedata

FACTS = ("key", "name", "business", "email", "language")
"""What a roster says of a participant."""
FIRST_NAME, LAST_NAME = "first name", "last name"

_CALLED = {
    "key": "participant, id, participant key, clave",
    "name": "full name, your name, owner, contact, contact name, participant name, nombre, "
    "nombre completo, nombre y apellido, nombre y apellidos, dueño, dueña, contacto",
    "business": "organisation, organization, business name, company name, company, "
    "name of business, negocio, empresa, "
    "organización, nombre del negocio, nombre de la empresa, compañía",
    "email": "e mail, email address, e mail address, mail, correo, correo electrónico, "
    "dirección de correo",
    "language": "preferred language, language of the plan, idioma, lengua",
}
_PARTS = {
    FIRST_NAME: "first, given name, forename, nombre de pila, primer nombre",
    LAST_NAME: "last, surname, family name, apellido, apellidos",
}


def folded(text: str) -> str:
    """Return a heading without what people write in different ways: case, accents, signs."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", letters).strip()


def fact_of(heading: str) -> str | None:
    """Return the fact a column holds by its heading, None if it is none of ours."""
    return _BY_NAME.get(folded(heading))


def part_of_name(heading: str) -> str | None:
    """Return whether a column holds first or last names, None if neither."""
    return _BY_PART.get(folded(heading))


def _by_name(called: dict[str, str]) -> dict[str, str]:
    return {
        folded(name): fact for fact, names in called.items() for name in (fact, *names.split(","))
    }


_BY_NAME = _by_name(_CALLED)
_BY_PART = _by_name(_PARTS)
