"""What a plan cell hands to the exporter: one part of one section, as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workshop.blocks.model import Block

MIME = "application/vnd.workshop.plan+json"
SCHEMA: Literal[1] = 1


class Brand(BaseModel):
    """The host's look: name, two colours as #rrggbb, a logo as SVG or base64 PNG."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = ""
    colour: str = "#1f4e5f"
    accent: str = "#b5532a"
    logo: str = ""
    logo_mime: str = "image/svg+xml"


class DocumentFacts(BaseModel):
    """What holds for the whole document; the same in every payload of one plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    participant: str
    business: str
    answers_hash: str
    as_of: dt.date
    workshop: str = ""
    language: str = "en"
    paper: Literal["us-letter", "a4"] = "us-letter"
    version: int = 1
    sample: bool = False
    """Whether the business is invented: said on the cover."""
    brand: Brand = Brand()


class Payload(BaseModel):
    """One part of a section.

    Attributes
    ----------
    order : int
        Where it stands in the plan: the exporter sorts by it. Section number times 100.
    section : str
        Id of the section; parts with the same one share its heading.
    title : str
        Heading of the section. Empty for front matter, which has none.
    front : {"", "cover", "summary"}
        Whether this part is the cover or the summary rather than a numbered section.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = SCHEMA
    document: DocumentFacts
    order: int = Field(ge=0)
    section: str
    title: str = ""
    front: Literal["", "cover", "summary"] = ""
    appendix: bool = False
    blocks: tuple[Block, ...]
