"""The server: Voilà with an identity, own kernels, own pages, and nothing else open."""

from __future__ import annotations

import gc
import logging
import os
import re
import socket
import tempfile
from pathlib import Path
from typing import Any

import jinja2
import tornado.ioloop
import tornado.web
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jupyter_core.utils import run_sync
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from traitlets import default
from traitlets.config import Config
from voila.app import Voila
from voila.exporter import VoilaExporter
from voila.paths import collect_template_paths

from workshop.i18n import _
from workshop.serve.identity import OwnKernelOnly, SeatIdentity
from workshop.serve.kernel_socket import KernelSocket
from workshop.serve.kernels import RoomKernels
from workshop.serve.notebooks import RoomNotebooks
from workshop.serve.pages import handlers as page_handlers
from workshop.serve.pages.base import Page
from workshop.serve.rendering import RoomRenderer
from workshop.serve.room import Room
from workshop.serve.shutdown import EndKernel
from workshop.serve.static_files import Packed, pack_all
from workshop.serve.step import StepPage, notebook_for
from workshop.shipped import shipped

HERE = Path(__file__).parent
_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_KERNEL_SECONDS = 60


class _Compiled(BytecodeCache):
    """Keeps compiled page templates: Voilà would compile them for every visitor."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class RoomExporter(VoilaExporter):  # type: ignore[misc]
    """Voilà's exporter, with templates compiled once."""

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = _COMPILED
        return environment

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Leave the notebook as it is: none of these steps changes ours, each checks it anew."""
        return nb, resources


class RoomServer(Voila):  # type: ignore[misc]
    """One room on one machine.

    Parameters
    ----------
    room : Room
    pool : int
        How many kernels wait ahead of the next page.
    """

    name = "voila"  # its place in tornado's settings, where Voilà's handlers look for it

    def __init__(self, *, room: Room, pool: int = 3, **kwargs: Any) -> None:
        self.room = room
        self.pool = pool
        self.extra: dict[str, Any] = {}
        super().__init__(**kwargs)

    @default("log_level")
    def _quiet(self) -> int:
        return logging.WARNING  # a line for every page would hide what the facilitator needs

    @default("identity_provider_class")
    def _identity(self) -> type:
        return SeatIdentity

    @default("authorizer_class")
    def _authorizer(self) -> type:
        return OwnKernelOnly

    def initialize(self, argv: list[str] | None = None) -> None:
        """Set up; configuration files and the command line of Voilà do not count here."""
        self.config_file_paths: list[str] = []
        self.update_config(_config(self.pool))
        self.cookie_secret = self.room.access.cookie_secret()
        super().initialize(argv or [])
        # Jupyter's libraries put a line together for every message, to be thrown away.
        self.log.setLevel(self.log_level)

    def setup_template_dirs(self) -> None:
        """Use our page templates before Voilà's."""
        super().setup_template_dirs()
        theirs = collect_template_paths(["voila", "nbconvert"], "lab", prune=True)
        self.template_paths = [str(HERE / "templates"), *theirs]

    def init_settings(self) -> dict[str, Any]:
        """Return tornado's settings."""
        import voila.notebook_renderer as renderer
        from voila import handler

        renderer.VoilaExporter = RoomExporter
        handler.NotebookRenderer = RoomRenderer
        settings: dict[str, Any] = super().init_settings()
        pages = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True
        )
        pages.globals["_"] = _
        settings["contents_manager"] = self.contents_manager = RoomNotebooks(self.room.folder)
        return (
            settings
            | self.extra
            | {
                "room": self.room,
                "pages": pages,
                "xsrf_cookies": True,
                "xsrf_cookie_kwargs": {"samesite": "Lax"},
                "login_url": url_path_join(self.base_url, "join"),
                "compress_response": True,
                # The same for both: of any other choice tornado complains at every visit.
                "ws_ping_interval": 60_000,
                "ws_ping_timeout": 60_000,
                "websocket_max_message_size": 4 * 1024 * 1024,
                "default_handler_class": Nothing,
            }
        )

    def init_handlers(self) -> list[Any]:
        """Return what may be reached: kernels of one's own, static files, our pages."""
        own = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }

        def at(path: str, handler: type, **options: Any) -> tuple[Any, ...]:
            return (url_path_join(self.server_url, path), handler, options)

        return [
            at(f"/api/kernels/{_KERNEL}", KernelHandler),
            at(f"/api/kernels/{_KERNEL}/channels", KernelSocket),
            at("/voila/api/shutdown/(.*)", EndKernel),
            at("/voila/static/(.*)", Packed, paths=self.static_paths),
            at("/voila/templates/[a-z]+/static/(.*)", Packed, paths=self.static_paths),
            at("/voila/labextensions/(.*)", Packed, paths=self.labextensions_path),
            at("/voila/api/themes/(.*)", Packed, paths=[self.themes_dir]),
            at("/room/static/(.*)", Packed, paths=[str(HERE / "static")]),
            at("/room/fonts/(.*)", Packed, paths=[str(shipped("assets") / "fonts")]),
            at("/step/([a-z]+)", StepPage, **own),
            *(at(path, handler) for path, handler in page_handlers()),
        ]

    def start(self) -> None:
        """Serve until told to stop."""
        self.connection_dir = tempfile.mkdtemp(prefix="k", dir=self.connection_dir_root)
        self.app = tornado.web.Application(**self.init_settings())
        self.app.add_handlers(host_pattern(), self.init_handlers())
        # On this port or on none: an address that was printed must be the right one.
        self.app.listen(self.port, self.ip)
        self.ioloop = tornado.ioloop.IOLoop.current()
        self.ioloop.add_callback(self.kernel_manager.fill)
        self.ioloop.run_in_executor(None, pack_all, self.static_paths)
        # What is loaded now stays: to look it through for garbage would hold every page up.
        gc.collect()
        gc.freeze()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()

    def stop(self) -> None:
        """End every kernel, and the plans being made."""
        run_sync(self.extra["plans"].stop)()
        run_sync(self.kernel_manager.shutdown_all)()


def _config(pool: int) -> Config:
    config = Config()
    config.VoilaConfiguration.template = "lab"
    config.VoilaConfiguration.theme = "light"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.file_allowlist = []
    # Of all extensions of JupyterLab on this machine, widgets are what a form needs.
    config.VoilaConfiguration.extension_allowlist = [
        "@jupyter-widgets/jupyterlab-manager",
        "@voila-dashboards/widgets-manager8",
    ]
    config.VoilaConfiguration.progressive_rendering = False
    config.VoilaConfiguration.multi_kernel_manager_class = RoomKernels
    config.VoilaConfiguration.prelaunch_hook = notebook_for
    config.VoilaConfiguration.http_keep_alive_timeout = 120
    config.VoilaExecutor.iopub_timeout = _KERNEL_SECONDS
    config.VoilaExecutor.timeout = _KERNEL_SECONDS
    # No cell of ours floods a page, and to count means to unpack every message.
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    config.AsyncKernelManager.client_class = "workshop.kernels.client.PromptClient"
    if os.name != "nt":
        # Between kernel and server nothing goes over the network, not even within the machine.
        config.KernelManager.transport = "ipc"
    config.RoomKernels.pool_size = pool
    config.RoomKernels.cull_idle_timeout = 300
    config.RoomKernels.cull_interval = 60
    config.RoomKernels.cull_connected = False
    return config


class Nothing(Page):
    """What is not ours is not there."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say so."""
        raise tornado.web.HTTPError(404)


def host_pattern() -> str:
    """Return a pattern of the names this machine may be called by in an address.

    A page elsewhere that makes its own name point here must not reach the room.
    """
    name = re.escape(socket.gethostname().split(".")[0].lower())
    return rf"^(\d+\.\d+\.\d+\.\d+|\[?[0-9a-fA-F:]+\]?|localhost|{name}(\.local)?)$"
