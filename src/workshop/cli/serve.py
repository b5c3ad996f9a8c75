"""``workshop serve``: open the room."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--host", default="0.0.0.0", show_default=True,  # noqa: S104 - phones in the room come from there
    help="Address to listen at. 127.0.0.1: this machine only.",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8866, show_default=True,
    help="Port on this machine.",
)  # fmt: skip
@click.option(
    "--seats", type=click.IntRange(1), default=None,
    help="Pages at once. Default: as many as the free memory holds.",
)  # fmt: skip
@click.option("--pool", type=click.IntRange(0, 40), default=3, hidden=True, help="Kernels ahead.")
def serve(folder: Path, host: str, port: int, seats: int | None, pool: int) -> None:
    """Open the room of the workshop in DIR: attendees join from their phones.

    Prints the address, the code of the room and your own private link. Everything stays on
    this machine; no internet is needed. A sample is opened as a copy of your own.
    """
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    from workshop.folder import Folder, working_folder
    from workshop.qr import qr_text
    from workshop.serve.running import Opened, run_room

    console = Console(highlight=False, soft_wrap=True)
    source = working_folder(Folder.open(folder))

    def told(opened: Opened) -> None:
        join = f"{opened.address}join?code={opened.code}"
        lines = Text.assemble(
            ("Attendees go to   ", "dim"), (f"{opened.address}join", "bold"), "\n",
            ("Code of the room  ", "dim"), (opened.code, "bold"), "\n",
            ("Your own page     ", "dim"), (opened.lead, "bold"), "\n\n",
            (f"Holds {opened.holds} open pages at once. Answers: {source.path}", "dim"),
        )  # fmt: skip
        console.print(Text(qr_text(join)))
        console.print(Panel(lines, title=Text(source.settings.title), title_align="left"))
        console.print("Your own page is private: do not project it. End the room with Ctrl-C.")
        console.file.flush()

    run_room(source, host, port, told, pool=pool, most=seats or 0)
    console.print("The room is closed. Everything that was saved is saved.")
