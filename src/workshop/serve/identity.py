"""Who is asking: a signed cookie that names a participant or the facilitator, and no more."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth import Authorizer, IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler

from workshop.serve.room import Room

COOKIE = "workshop-seat"
_DAYS = 30


class SeatIdentity(IdentityProvider):
    """Reads and writes the cookie. A seat whose link was replaced since is nobody's."""

    def get_user(self, handler: Any) -> User | None:
        """Return who is asking, None if nobody who may come in."""
        raw = handler.get_signed_cookie(COOKIE, max_age_days=_DAYS)
        if raw is None:
            return None
        key, _colon, generation = raw.decode().rpartition(":")
        room: Room = handler.settings["room"]
        if not generation.isdigit() or room.generation(key) != int(generation):
            return None
        return User(username=key)

    def get_handlers(self) -> list[Any]:
        """Return no pages: there is no password and no token here."""
        return []


def sit_down(handler: JupyterHandler, key: str) -> None:
    """Give whoever asks the cookie of a seat."""
    room: Room = handler.settings["room"]
    handler.set_signed_cookie(
        COOKIE,
        f"{key}:{room.generation(key)}",
        expires_days=_DAYS,
        httponly=True,
        samesite="Lax",
        path=handler.base_url,
    )


def get_up(handler: JupyterHandler) -> None:
    """Take the cookie away."""
    handler.clear_cookie(COOKIE, path=handler.base_url)


class OwnKernelOnly(Authorizer):
    """A kernel belongs to the one whose page started it; nothing else of the server is theirs."""

    def is_authorized(self, handler: Any, user: User, action: str, resource: str) -> bool:
        """Say whether someone may reach a kernel."""
        del action, resource
        kernel_id = handler.path_kwargs.get("kernel_id") or next(iter(handler.path_args), "")
        owner = handler.settings["kernel_manager"].owner(str(kernel_id))
        return owner is not None and owner == user.username
