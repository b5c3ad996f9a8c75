"""A sheet of personal links to be cut apart: one strip for each participant, with a QR code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, urlsplit

from workshop.access import Access
from workshop.blocks import Block, Paragraph, Slip, Slips, runs
from workshop.errors import UsageError
from workshop.folder import Folder
from workshop.handouts.paper import sheet_pdf
from workshop.i18n import _, plural, use_language
from workshop.logo import read_logo
from workshop.network import addresses
from workshop.qr import qr_svg
from workshop.store import Participant

TITLE = _("Personal links")
PORT = 8866
"""Where the room is served unless told otherwise."""


def links_pdf(folder: Folder, address: str, day: dt.date) -> tuple[bytes, int]:
    """Return the sheet as an accessible PDF, and how many links are on it.

    Parameters
    ----------
    folder : Folder
        The workshop.
    address : str
        Of the room, from :func:`room_address`.
    day : datetime.date
        Of the sheet.

    Raises
    ------
    RosterError
        If there is nobody.
    """
    people = folder.participants()
    access, generations = Access.of(folder.path), _generations(folder)
    found = {
        person: f"{address}/me/{access.link(person.key, generations.get(person.key, 0))}"
        for person in people
    }
    settings = folder.settings
    with use_language(settings.language):
        logo = read_logo(folder.path, settings)
        pdf = sheet_pdf(TITLE, links_blocks(found), settings, day, logo)
    return pdf, len(people)


def links_blocks(links: Mapping[Participant, str]) -> list[Block]:
    """Return the sheet as blocks, in the language in force."""
    lead = plural(
        "One link. It opens one person's answers: hand it to nobody else.",
        "{n} links. Each opens one person's answers: cut along the lines, and hand each strip "
        "to the one it names.",
        len(links),
    )
    return [Paragraph(text=str(lead), style="lead"), Slips(slips=tuple(_slips(links)))]


def _slips(links: Mapping[Participant, str]) -> Iterator[Slip]:
    note = str(_("Point your phone's camera at the code, or type the address."))
    for person, link in links.items():
        name = person.name or person.business or person.key
        business = person.business if person.name else ""
        whose = ", ".join(part for part in (name, business) if part)
        alt = str(_("QR code of the personal link of {name}").format(name=whose))
        yield Slip(
            title=name, text=runs(business) if business else (), link=link, note=note,
            svg=qr_svg(link), alt=alt,
        )  # fmt: skip


def _generations(folder: Folder) -> dict[str, int]:
    """Return how many links each person was handed before; without a database, none."""
    if folder.database is None:
        return {}
    from workshop.store import Store
    from workshop.store.room import RoomRecords

    with Store.open(folder.database) as store:
        return {key: seat.generation for key, seat in RoomRecords(store).seats().items()}


def room_address(text: str) -> str:
    """Return the address of a room as links begin with it.

    Raises
    ------
    UsageError
        If it is not the address of a page on a network.
    """
    bare = text.strip()
    try:
        parts = urlsplit(bare if "://" in bare else f"http://{bare}")
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), None
    plain = bare.isascii() and bare.isprintable() and not set(bare) & set(' "<>\\^`{|}')
    extra = parts.query or parts.fragment or parts.username or parts.password
    if not (plain and parts.scheme in ("http", "https") and parts.hostname) or extra or port == 0:
        raise UsageError(
            "This cannot be the address of a room.",
            found=text[:120],
            expected=f"an address such as http://192.168.1.20:{PORT}",
            todo="Take the address the room shows when it is opened.",
        )
    return parts.geturl().rstrip("/")


def likely_address() -> str:
    """Return the address this computer probably has in its network; nothing is sent."""
    return f"http://{addresses()[0]}:{PORT}"
