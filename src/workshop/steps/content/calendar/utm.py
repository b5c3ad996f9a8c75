"""Tags in a link, so that a visit can be told apart by channel, objective and post (W56)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_KEYS = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
_GOOD = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_SPELT = {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe"}
ORGANIC, PAID, MAIL = "social", "cpc", "email"


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a text as a tag: small letters, digits and hyphens; empty if none are left."""
    spelt = "".join(_SPELT.get(char, char) for char in text.lower())
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def campaign(objective: str, pillar: str, day: dt.date) -> str:
    """Return ``<objective>-<pillar>-<yyyymm>``."""
    parts = [part for part in (slug(objective), slug(pillar)) if part]
    return "-".join([*parts, f"{day:%Y%m}"])


def source_of(channel: str) -> str:
    """Return what a channel is called in tags."""
    return slug(channel)


def tagged(url: str, source: str, medium: str, name: str, content: str) -> str:
    """Return a web address with its four tags; other keys and the fragment stay.

    Anything but http and https (a telephone number, a mail address) is returned as it is.
    """
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https"):
        return url
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True)
            if pair[0] not in _KEYS]  # fmt: skip
    tags = list(zip(_KEYS, (source, medium, name, content), strict=True))
    return urlunsplit(parts._replace(query=urlencode([*kept, *tags])))


def tags_of(url: str) -> dict[str, str]:
    """Return the tags a web address carries."""
    query = urlsplit(url).query
    return {key: value for key, value in parse_qsl(query) if key.startswith("utm_")}


def has_tags(url: str) -> bool:
    """Say whether source, medium and campaign are there, or none can be."""
    if urlsplit(url).scheme.lower() not in ("http", "https"):
        return True
    found = tags_of(url)
    return all(found.get(key) for key in _KEYS[:3])


def well_formed(value: str) -> bool:
    """Say whether a tag is made of small letters, digits, hyphens and underscores."""
    return _GOOD.fullmatch(value) is not None
