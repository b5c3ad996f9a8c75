"""What a room's kernel prints: hardly ever anything."""

from __future__ import annotations

from ipykernel.iostream import OutStream


class SparingStream(OutStream):
    """A kernel's output that goes to the sending thread only if there is some.

    ipykernel flushes both its streams after every message, and waits each time until another
    thread has found nothing to send. On a busy machine that is most of the time a save takes.
    """

    def flush(self) -> None:
        """Send what was printed."""
        if self._buffers or self._flush_pending:
            super().flush()  # type: ignore[no-untyped-call]
