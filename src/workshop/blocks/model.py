"""The blocks. Every text in them is already in the reader's language."""

from __future__ import annotations

from operator import not_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Tone = Literal["plain", "good", "note", "warn", "block"]
"""How a thing stands: nothing to say, fine, worth knowing, a risk, settle first."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _seldom(usual: object) -> Any:
    """Return a field that stands in the JSON only where it says something.

    A plan has some thousand runs, and most are plain: with every field of each, its payloads are
    twice as long.
    """
    return Field(default=usual, exclude_if=not_)


class Run(_Frozen):
    """A stretch of text in one style.

    ``mark`` is a short note of where a number comes from ("estimate"), set small after it.
    ``href`` is a link; only http, https, mailto and tel are made clickable. ``colour`` is
    ``#rrggbb``. ``math`` is a formula in TeX, drawn in place of the text. ``note`` is a footnote
    set at this place; a run with the same ``note_id`` and no note refers to it again.
    """

    text: str
    strong: bool = _seldom(False)
    emphasis: bool = _seldom(False)
    code: bool = _seldom(False)
    muted: bool = _seldom(False)
    mark: str = _seldom("")
    href: str = _seldom("")
    underline: bool = _seldom(False)
    struck: bool = _seldom(False)
    colour: str = _seldom("")
    place: Literal["", "super", "sub"] = _seldom("")
    math: str = _seldom("")
    note: tuple[Run, ...] = _seldom(())
    note_id: str = _seldom("")


def runs(*parts: object) -> tuple[Run, ...]:
    """Return runs of texts and runs; anything else is turned into text."""
    return tuple(part if isinstance(part, Run) else Run(text=str(part)) for part in parts)


def _as_runs(value: object) -> object:
    if isinstance(value, str):
        return (Run(text=value),)
    if isinstance(value, Run):
        return (value,)
    return value


Rich = Annotated[tuple[Run, ...], BeforeValidator(_as_runs)]
"""Text in runs; a bare string or a single run will do."""


class Heading(_Frozen):
    """A heading inside a section. Level 2 is a part of the section, 3 a part of that.

    ``code`` is what this part is called in a file of answers, set small below it.
    """

    kind: Literal["heading"] = "heading"
    text: str
    level: int = Field(default=2, ge=2, le=4)
    code: str = ""


class Paragraph(_Frozen):
    """A paragraph. ``lead`` is the opening one of a section; ``small`` is a note."""

    kind: Literal["paragraph"] = "paragraph"
    text: Rich
    style: Literal["body", "lead", "small"] = "body"


class Listing(_Frozen):
    """A bulleted or numbered list; an item may hold a list of its own."""

    kind: Literal["listing"] = "listing"
    items: tuple[ListItem, ...]
    numbered: bool = False
    start: int = 1


class ListItem(_Frozen):
    """One item of a list; ``rest`` is what else stands in it: lists of another kind, tables."""

    text: Rich
    items: tuple[ListItem, ...] = ()
    rest: tuple[Block, ...] = ()


class Column(_Frozen):
    """A column of a table; ``share`` is its part of the width, 0 as wide as it needs."""

    label: str
    align: Literal["left", "right", "center"] = "left"
    share: float = Field(default=1, ge=0)


class Table(_Frozen):
    """A table whose header repeats on every page. ``caption`` says the finding."""

    kind: Literal["table"] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[Rich, ...], ...]
    caption: str = ""
    note: str = ""
    total: bool = False
    """Whether the last row is a sum."""


class Figure(_Frozen):
    """A chart as SVG, or a picture as base64 (PNG, JPEG).

    ``title`` says the finding, ``alt`` says everything a reader who does not see it needs.
    ``width`` is the part of the text width it takes.
    """

    kind: Literal["figure"] = "figure"
    svg: str = ""
    image: str = ""
    mime: str = "image/svg+xml"
    alt: str = Field(min_length=1)
    title: str = ""
    note: str = ""
    width: float = Field(default=1, gt=0, le=1)


class Light(_Frozen):
    """One letter or word with a state: passes, fails, not judged yet."""

    label: str
    state: Literal["pass", "fail", "unknown"]
    note: str = ""


class Card(_Frozen):
    """A boxed item: an objective, a decision. ``facts`` are label and text pairs."""

    title: str
    label: str = ""
    text: Rich = ()
    lights: tuple[Light, ...] = ()
    facts: tuple[tuple[str, Rich], ...] = ()
    tone: Tone = "plain"


class Cards(_Frozen):
    """Cards, one or two to a row."""

    kind: Literal["cards"] = "cards"
    cards: tuple[Card, ...]
    columns: Literal[1, 2] = 1


class Task(_Frozen):
    """One line to tick off."""

    text: Rich
    owner: str = ""
    due: str = ""
    done: bool = False


class Checklist(_Frozen):
    """Things to do, with boxes to tick."""

    kind: Literal["checklist"] = "checklist"
    tasks: tuple[Task, ...]


class Callout(_Frozen):
    """Something that must not be missed. ``label`` names its weight ("Open risk")."""

    kind: Literal["callout"] = "callout"
    tone: Tone = "note"
    label: str = ""
    title: str
    text: Rich = ()
    code: str = ""


class Measure(_Frozen):
    """One figure that speaks: a big number, what it is, and a word on it."""

    value: str
    label: str
    note: str = ""
    tone: Tone = "plain"
    mark: str = ""


class Measures(_Frozen):
    """Two to four figures side by side."""

    kind: Literal["measures"] = "measures"
    measures: tuple[Measure, ...]


class TreeNode(_Frozen):
    """One entry of a tree."""

    text: Rich
    label: str = ""
    tone: Tone = "plain"
    children: tuple[TreeNode, ...] = ()


class Tree(_Frozen):
    """What hangs on what: goals and the objectives under them."""

    kind: Literal["tree"] = "tree"
    roots: tuple[TreeNode, ...]
    alt: str = ""


class Bars(_Frozen):
    """Labelled bars from 0 to ``top`` for scores; ``value`` None is drawn empty."""

    kind: Literal["bars"] = "bars"
    bars: tuple[tuple[str, float | None, str], ...]
    top: float = 100
    title: str = ""
    note: str = ""


class Signature(_Frozen):
    """Lines to sign on."""

    kind: Literal["signature"] = "signature"
    people: tuple[str, ...]


class Asked(_Frozen):
    """One question on paper, with room for the answer.

    Attributes
    ----------
    number : str
        Its place on the sheet.
    title : str
    help : str
        A word or two on it.
    code : str
        What the question is called in a file of answers.
    room : {"lines", "boxes", "scale", "order", "none"}
        Lines to write on; boxes to tick; steps to tick; places to number; nothing, where the
        question is answered in a grid below.
    lines : int
        How many lines.
    before, after : str
        What stands before and after the line: a currency, a unit.
    options : tuple of str
        What can be ticked or numbered.
    basis : tuple of str
        Boxes that say how sure the answer is.
    beside : tuple of str
        What else is written, each on a short line of its own.
    """

    number: str
    title: str
    help: str = ""
    code: str = ""
    room: Literal["lines", "boxes", "scale", "order", "none"] = "lines"
    lines: int = Field(default=1, ge=1)
    before: str = ""
    after: str = ""
    options: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class Questions(_Frozen):
    """Questions to answer by hand, one below the other."""

    kind: Literal["questions"] = "questions"
    questions: tuple[Asked, ...]


class GridColumn(_Frozen):
    """A column to fill in by hand; ``ticks`` are the marks of its boxes, ``width`` in points."""

    label: str
    number: str = ""
    code: str = ""
    width: float = Field(default=80, gt=0)
    ticks: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


class Grid(_Frozen):
    """A table to fill in by hand. ``rows`` are what its rows are called, and their codes.

    ``lines`` is how tall a row is, in lines of handwriting.
    """

    kind: Literal["grid"] = "grid"
    head: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, str], ...]
    head_width: float = Field(default=20, gt=0)
    lines: int = Field(default=1, ge=1)


class Slip(_Frozen):
    """One strip of a sheet that is cut up: a picture as SVG beside a few lines.

    ``alt`` says what the picture is for who does not see it. ``link`` is set on a line of its
    own and never broken or hyphenated.
    """

    title: str
    text: Rich = ()
    link: str = ""
    note: str = ""
    svg: str
    alt: str = Field(min_length=1)


class Slips(_Frozen):
    """Strips with lines to cut along, several to a page; none is torn by its end."""

    kind: Literal["slips"] = "slips"
    slips: tuple[Slip, ...]


class Code(_Frozen):
    """Text as a program writes it, in lines, perhaps in colours."""

    kind: Literal["code"] = "code"
    text: Rich


class Quote(_Frozen):
    """What someone else said."""

    kind: Literal["quote"] = "quote"
    blocks: tuple[Block, ...]


class Formula(_Frozen):
    """A formula in TeX on lines of its own."""

    kind: Literal["formula"] = "formula"
    source: str


class Rule(_Frozen):
    """A line between two thoughts."""

    kind: Literal["rule"] = "rule"


class PageBreak(_Frozen):
    """Go on with a new page."""

    kind: Literal["page_break"] = "page_break"


Block = Annotated[
    Heading
    | Paragraph
    | Listing
    | Table
    | Figure
    | Cards
    | Checklist
    | Callout
    | Measures
    | Tree
    | Bars
    | Signature
    | Questions
    | Grid
    | Slips
    | Code
    | Quote
    | Formula
    | Rule
    | PageBreak,
    Field(discriminator="kind"),
]

# A list item and a quote hold blocks, which are known only here.
for _holder in (ListItem, Listing, Quote):
    _holder.model_rebuild()
