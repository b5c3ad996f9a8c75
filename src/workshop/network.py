"""What address phones in the room can reach this laptop at."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator

import psutil

_LOOPBACK = "127.0.0.1"


def addresses() -> list[str]:
    """Return this machine's addresses in the networks it is in, the likeliest first.

    Found without sending anything. Interfaces that are down, virtual bridges of containers and
    addresses a machine gives itself (169.254.…) are left out.
    """
    found = sorted(_all(), key=lambda pair: _rank(*pair))
    return [address for _name, address in found] or [_LOOPBACK]


def _all() -> Iterator[tuple[str, str]]:
    states = psutil.net_if_stats()
    for name, entries in psutil.net_if_addrs().items():
        if name in states and not states[name].isup:
            continue
        for entry in entries:
            if entry.family is not socket.AF_INET:
                continue
            address = ipaddress.ip_address(entry.address)
            if not (address.is_loopback or address.is_link_local):
                yield name, entry.address


def _rank(name: str, address: str) -> tuple[bool, bool, bool, str]:
    virtual = name.startswith(("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "utun"))
    wireless = name.startswith(("wl", "wifi", "wi-fi", "en0"))
    return virtual, not ipaddress.ip_address(address).is_private, not wireless, name


def port_problem(host: str, port: int) -> str:
    """Return why a port cannot be listened at, empty if it can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if sys.platform != "win32":  # where it would mean to share it with whoever has it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return str(error)
    return ""
