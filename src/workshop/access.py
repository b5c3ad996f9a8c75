"""Who may come in: personal links, the room's code, cookies. All follow from one secret file."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import UsageError

SECRET_FILE = "room.secret"  # noqa: S105 - a file name
_BYTES = 32
# No 0 and O, no 1, I and L: people read them from a wall and type them on a phone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6
_LINK_LENGTH = 20
_FACILITATOR_LENGTH = 28


@dataclass(frozen=True)
class Access:
    """Makes and recognises what opens the door of one workshop.

    Every link is worked out from the secret, a key and a generation (how many were handed out
    before), so a sheet of links can be printed again and none is stored. A new generation makes
    the links and cookies of the one before useless.
    """

    secret: bytes

    @classmethod
    def of(cls, folder: Path) -> Access:
        """Return the access of a workshop; the secret is made the first time, for its owner only.

        Raises
        ------
        UsageError
            If the file is damaged.
        OSError
            If it cannot be read or written.
        """
        path = folder / SECRET_FILE
        try:
            # Exclusive, and with its mode from the first moment.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(_BYTES))
        text = path.read_text(encoding="ascii", errors="replace").strip()
        try:
            secret = bytes.fromhex(text)
        except ValueError:
            secret = b""
        if len(secret) != _BYTES:
            raise UsageError(
                "The file that all links of this workshop follow from is damaged.",
                where=str(path),
                expected=f"{2 * _BYTES} hexadecimal digits",
                todo="Restore it from a backup, or remove it: all links are new then.",
            )
        return cls(secret)

    def link(self, key: str, generation: int) -> str:
        """Return what makes a participant's personal link: ``/me/<this>``."""
        return self._letters(f"link:{key}:{generation}", _LINK_LENGTH).lower()

    def whose(self, link: str, generations: Mapping[str, int]) -> str | None:
        """Return the key of the participant whose link this is, None if it is nobody's.

        Parameters
        ----------
        link : str
            As it came in the address.
        generations : mapping of str to int
            Everyone's generation by key.
        """
        given, found = link.strip().lower().encode(), None
        for key, generation in generations.items():
            if hmac.compare_digest(self.link(key, generation).encode(), given):
                found = key
        return found

    def facilitator_link(self, generation: int) -> str:
        """Return what makes the facilitator's private link."""
        return self._letters(f"facilitator:{generation}", _FACILITATOR_LENGTH).lower()

    def room_code(self, generation: int) -> str:
        """Return the code people type to come in: six letters and digits."""
        return self._letters(f"room:{generation}", CODE_LENGTH)

    def is_room_code(self, typed: str, generation: int) -> bool:
        """Say whether what was typed is the room's code; case, spaces and hyphens do not matter."""
        given = "".join(letter for letter in typed.upper() if letter.isalnum())
        return hmac.compare_digest(self.room_code(generation).encode(), given.encode())

    def cookie_secret(self) -> bytes:
        """Return what cookies are signed with: good beyond a restart of the server."""
        return self._digest("cookies")

    def _digest(self, text: str) -> bytes:
        return hmac.new(self.secret, text.encode(), hashlib.sha256).digest()

    def _letters(self, text: str, length: int) -> str:
        number = int.from_bytes(self._digest(text))
        letters = []
        for _place in range(length):
            number, rest = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[rest])
        return "".join(letters)
