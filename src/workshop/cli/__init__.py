"""The command `workshop`."""

from workshop.cli.main import main

__all__ = ["main"]
