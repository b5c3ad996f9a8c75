"""Open a room, keep it running, close it: nothing is left behind."""

from __future__ import annotations

import logging
import shutil
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

import tornado.ioloop

from workshop.capacity import pages_at_most
from workshop.errors import UsageError, WorkshopError
from workshop.folder import Folder
from workshop.keeping.backups import rolling_backup
from workshop.keeping.lock import RoomLock
from workshop.network import addresses, port_problem
from workshop.qr import qr_svg
from workshop.serve.limits import Doorkeeper
from workshop.serve.making import PlansRun
from workshop.serve.progress import Progress
from workshop.serve.room import Room, now
from workshop.serve.watching import Watch

_BACKUP_EVERY_MS = 5 * 60 * 1000


@dataclass(frozen=True)
class Opened:
    """What the facilitator needs to know of an open room.

    Attributes
    ----------
    address : str
        Where phones reach it, with a slash at the end.
    code : str
    lead : str
        The facilitator's private link.
    holds : int
        How many pages this machine holds at once.
    """

    address: str
    code: str
    lead: str
    holds: int


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be had.

    Raises
    ------
    UsageError
        Saying which, and what to do.
    """
    problem = port_problem(host, port)
    if problem:
        raise UsageError(
            "The room cannot listen at this address.",
            where=f"{host}:{port}",
            found=problem,
            todo=f"Close the other program there, or add --port {port + 1}.",
        )


def run_room(
    folder: Folder,
    host: str,
    port: int,
    told: Callable[[Opened], None],
    *,
    pool: int = 3,
    most: int = 0,
) -> None:
    """Open the room and keep it until Ctrl-C or SIGTERM.

    Parameters
    ----------
    folder : Folder
        The workshop, in a folder that may be written to.
    host : str
        Address to listen at; ``0.0.0.0`` for all networks this machine is in.
    port : int
    told : callable
        Called once the room is open.
    pool : int
        How many kernels wait ahead of the next page.
    most : int
        Pages at once; 0 for as many as the memory holds.
    """
    check_port(host, port)
    with RoomLock(folder.path):
        _run(folder, host, port, told, pool, most)


def _run(
    folder: Folder, host: str, port: int, told: Callable[[Opened], None], pool: int, most: int
) -> None:
    from workshop.serve.app import RoomServer

    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    shown = addresses()[0] if host in ("0.0.0.0", "::") else host  # noqa: S104
    address = f"http://{shown}:{port}/"
    room = Room(folder)
    progress = Progress(room)
    watch, plans = Watch(room, progress), PlansRun(room)
    holds = most or pages_at_most()
    server = RoomServer(room=room, ip=host, port=port, open_browser=False, pool=pool)
    server.extra = {
        "progress": progress, "watch": watch, "plans": plans, "doorkeeper": Doorkeeper(),
        "address": address, "qr": qr_svg, "most": holds,
    }  # fmt: skip
    # Ended by a signal, the room is closed like with Ctrl-C: kernels, database, folders.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    server.connection_dir_root = tempfile.mkdtemp(prefix="workshop-room-")
    try:
        server.initialize([])
        loop = tornado.ioloop.IOLoop.current()
        opened = Opened(address, room.code, f"{address}lead/{room.facilitator_link}", holds)
        loop.add_callback(lambda: told(opened))
        loop.add_callback(watch.start)
        backups = tornado.ioloop.PeriodicCallback(
            lambda: loop.run_in_executor(None, _back_up, folder), _BACKUP_EVERY_MS
        )
        backups.start()
        server.start()
    finally:
        watch.stop()
        room.close()
        shutil.rmtree(server.connection_dir_root, ignore_errors=True)


def _back_up(folder: Folder) -> None:
    """Copy the answers while the room goes on; a copy that fails does not end it."""
    try:
        rolling_backup(folder, now())
    except (WorkshopError, OSError) as error:
        logging.getLogger("workshop").warning("No backup was made: %s", error)
