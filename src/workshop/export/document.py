"""The plan between notebook and page: sections in their order, each a list of blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop.blocks import Block, DocumentFacts


@dataclass(frozen=True)
class Section:
    """One stretch of the plan under one heading.

    Attributes
    ----------
    title : str
        Its heading; empty for none.
    number : str
        "3", "B" for an appendix, or empty where it has none.
    blocks : tuple of Block
        What stands in it.
    appendix : bool
        Whether it belongs to the appendices.
    """

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    appendix: bool = False


@dataclass(frozen=True)
class Document:
    """Everything one PDF shows.

    Attributes
    ----------
    facts : DocumentFacts
        What holds for all of it.
    cover, summary : Section or None
        The front matter, if the notebooks brought any.
    sections : tuple of Section
        The rest, in reading order.
    is_plan : bool
        False for a notebook that brought no part of a plan.
    notes : tuple of str
        What a facilitator should know about this export.
    fill_in : tuple of str
        What is written by hand at the top of each page: a name, a key.
    foot : str
        A note at the foot of each page of what is no plan.
    hand_line : float
        Points between two lines to write on.
    """

    facts: DocumentFacts
    cover: Section | None = None
    summary: Section | None = None
    sections: tuple[Section, ...] = ()
    is_plan: bool = True
    notes: tuple[str, ...] = field(default=())
    fill_in: tuple[str, ...] = ()
    foot: str = ""
    hand_line: float = 20
