"""What bites in a real room and cannot be told from the laptop: to be tried out there."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.network import addresses


@dataclass(frozen=True)
class Bite:
    """Something that stops a room though the laptop is well.

    Attributes
    ----------
    what : str
    todo : str
    """

    what: str
    todo: str


def what_bites(port: int) -> tuple[Bite, ...]:
    """Return what to try out in the room itself, the likeliest first."""
    first, *others = addresses()
    more = f" It has more addresses: {', '.join(others)}." if others else ""
    return (
        Bite(
            f"The address. Phones reach this laptop at http://{first}:{port}/, if they are in the "
            f"same network.{more}",
            "Open it on one phone before the others come. If it does not load, try the other "
            "addresses, then read on.",
        ),
        Bite(
            "Guest Wi-Fi often keeps its devices apart, so that no phone reaches the laptop.",
            "Ask the house for a network without client isolation, or bring a small router or a "
            "phone's hotspot.",
        ),
        Bite(
            "Phones leave a Wi-Fi that has no internet, and use their own connection instead.",
            "Tell people to choose “stay connected”, or to switch mobile data off for the hour.",
        ),
        Bite(
            "The firewall asks when the room is opened for the first time, in a window that may "
            "lie behind others.",
            "Allow it for private networks; the Wi-Fi must be marked private, not public.",
        ),
        Bite(
            "The room speaks plain HTTP. Browsers call it “not secure”, some add https:// on their "
            "own, and what needs a secure page (camera, microphone, notifications, installing it "
            "as an app) does not work; ours needs none of it. Who is in the same Wi-Fi could read "
            "along.",
            "Type http:// in front of the address, and use a Wi-Fi with a password.",
        ),
        Bite(
            "The laptop falls asleep, or slows down on its battery.",
            "Plug it in, and switch sleep off for as long as the workshop lasts.",
        ),
    )
