"""What is wrong with an e-mail address, and what was probably meant."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

_ADDRESS = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@"
    r"(?=.{4,253}\Z)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)
_USUAL = (
    "gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "live.com", "aol.com",
    "comcast.net", "msn.com", "proton.me", "protonmail.com", "hotmail.es", "yahoo.es", "gmx.com",
)  # fmt: skip
# Real ones that differ from a usual one by a letter or two.
_REAL = frozenset({"mail.com", "email.com", "ymail.com", "gmx.net", "me.com", "pm.me", "att.net"})
_SLIPS = frozenset(
    {"con", "cmo", "ocm", "co", "cm", "om", "comm", "vom", "xom", "cpm", "ner", "nte"}
)
"""Endings that are typed for .com and .net; others of a usual host are those of a country."""
_CLOSE = 0.84


@dataclass(frozen=True)
class Verdict:
    """What came of looking at an address.

    Attributes
    ----------
    wrong : str
        Why it cannot be one; empty if it can.
    meant : str
        What was probably meant; empty if nothing comes to mind.
    """

    wrong: str = ""
    meant: str = ""


def judge_email(text: str) -> Verdict:
    """Return what is wrong with an address; one that will do may still have a likelier one."""
    if _sound(text):
        name, _at, host = text.rpartition("@")
        near = _near(host.casefold())
        return Verdict(meant=f"{name}@{near}" if near else "")
    return Verdict(_reason(text), _mended(text))


def _sound(text: str) -> bool:
    name = text.partition("@")[0]
    dots = name.startswith(".") or name.endswith(".") or ".." in name
    return bool(_ADDRESS.fullmatch(text)) and not dots


def _reason(text: str) -> str:
    if "@" not in text:
        return "it has no @"
    if text.rstrip(" ,;.>)") != text or text.lstrip(" ,;.<(") != text:
        return "there is a sign too many at its beginning or end"
    if text.count("@") > 1:
        return "it has more than one @"
    if re.search(r"\s", text):
        return "there is a space in it"
    if "," in text or ";" in text:
        return "there is a comma in it"
    name, _at, host = text.partition("@")
    if not name or not host:
        return "something is missing before or after the @"
    if "." not in host:
        return "the part after the @ has no ending such as .com"
    return "it is not written like one"


def _mended(text: str) -> str:
    """Return an address with the usual slips taken out, if that makes it one."""
    bare = text.strip(" \t,;.:<>()[]\"'").removeprefix("mailto:")
    bare = re.sub(r"\s+", "", bare).replace(",", ".").replace(";", ".")
    bare = re.sub(r"\.{2,}", ".", re.sub(r"@{2,}", "@", bare)).replace(".@", "@").replace("@.", "@")
    if "@" not in bare:
        bare = _with_at(bare)
    name, at, host = bare.partition("@")
    if at and "." not in host:
        whole = [usual for usual in _USUAL if usual.replace(".", "") == host.casefold()]
        whole += [usual for usual in _USUAL if usual.split(".")[0] == host.casefold()]
        host = whole[0] if whole else host
    near = _near(host.casefold())
    mended = f"{name}@{near or host}"
    return mended if _sound(mended) else ""


def _with_at(text: str) -> str:
    """Return a text with the @ that was left out before a usual host."""
    for host in sorted(_USUAL, key=len, reverse=True):
        name = text[: -len(host)].rstrip(".#")
        if text.casefold().endswith(host) and name:
            return f"{name}@{host}"
    return text


def _near(host: str) -> str:
    """Return the usual host that this one is a slip of, empty if it is none."""
    if host in _USUAL or host in _REAL:
        return ""
    provider, _dot, ending = host.partition(".")
    if provider in {usual.partition(".")[0] for usual in _USUAL} and ending not in _SLIPS:
        return ""
    found = difflib.get_close_matches(host, _USUAL, n=1, cutoff=_CLOSE)
    return found[0] if found else ""
