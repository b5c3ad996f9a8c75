"""Whether a room holds on this machine: ``make bench``.

A copy of the sample of ninety minutes is opened three times with the real command line and visited
without a browser: by one attendee, by forty who come in within a minute, and by forty at once. A
page is ready when its kernel has told the state of every widget of its forms; a text is saved when
the form's echo comes back. Every text is looked up in the answers afterwards.
"""

from __future__ import annotations

import sys

from workshop.folder import Folder
from workshop.serve.rehearsing.figures import Figures
from workshop.serve.rehearsing.own_room import OwnRoom
from workshop.serve.rehearsing.rehearsal import Script, visit
from workshop.serve.rehearsing.verdict import READY_P95_MS, SAVED_P95_MS, SEAT_MB
from workshop.shipped import shipped

SEATS = 40
ALONE_MS = 2_000
SCRIPTS = {
    "one alone": (Script(1, 0, 60, 10), ALONE_MS),
    f"{SEATS} in a minute": (Script(SEATS, 60, 60, 60), READY_P95_MS),
    f"{SEATS} at once": (Script(SEATS, 0, 40, 40), None),
}


def line(name: str, figures: Figures, bound: int | None) -> str:
    """Return one scenario's figures as a line."""
    first, saves = figures.first if bound != ALONE_MS else figures.pages, figures.saves
    return (
        f"{name:16}{figures.opened_seconds:6.1f}{first.count:7}{first.median:8.0f}{first.p95:8.0f}"
        f"{first.slowest:8.0f}{bound or '–':>8}{saves.count:7}{saves.median:7.0f}{saves.p95:7.0f}"
        f"{saves.slowest:7.0f}{len(figures.failures):7}{len(figures.lost):6}"
        f"{figures.seat_mb:7.0f}{100 * figures.cpu_share:6.0f}"
    )


def main() -> int:
    """Print a line for each scenario; return 1 if a page failed or an answer was lost."""
    folder = Folder.open(shipped("data/samples/one-evening"))
    print(
        f"{'':16}{'open s':>6}{'pages':>7}{'median':>8}{'p95':>8}{'worst':>8}{'bound':>8}"
        f"{'saves':>7}{'median':>7}{'p95':>7}{'worst':>7}{'failed':>7}{'lost':>6}{'MB':>7}{'CPU%':>6}"
    )
    bad = False
    for name, (script, bound) in SCRIPTS.items():
        with OwnRoom(folder) as room:
            room.settle()
            figures = visit(room, script)
        print(line(name, figures, bound), flush=True)
        bad = bad or bool(figures.failures or figures.lost or figures.unanswered)
    print(
        f"bounds: page {READY_P95_MS} ms as forty come in, {ALONE_MS} ms alone; text saved "
        f"{SAVED_P95_MS} ms (p95); {SEAT_MB} MB a seat; nothing failed, nothing lost"
    )
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
