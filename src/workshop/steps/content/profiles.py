"""How profiles look: a checklist for each chosen channel, and colours that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Colour, Ref, Text, Texts, YesNo
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, Words, _
from workshop.method import Check, Outcome, Severity
from workshop.numbers import number, round_half_away
from workshop.reference import Channel, Reference
from workshop.reference.model import Limit
from workshop.steps.content.words import CHANNELS
from workshop.steps.readiness import Readiness
from workshop.steps.readiness.accounts.questions import BOXES, Account

CONTRAST_LEAST = 4.5
"""Contrast of text on its background: WCAG 2, success criterion 1.4.3, level AA."""
AT = "/content/profile_checks"
PALETTE = "/content/palette"


class ColourUse(Labelled):
    """What a colour is for."""

    TEXT = "text", _("Text")
    BACKGROUND = "background", _("Background")
    ACCENT = "accent", _("Accent: lines, buttons, small areas")


class Look(Topic, at="/content/look"):
    """Type and logo."""

    title: ClassVar[Lazy] = _("Look and feel")

    fonts: Annotated[
        list[str] | None,
        Question(
            Texts(most=4, limit=60),
            _("Typefaces you use"),
            help=_("One a line: the one for headings first."),
            example="Source Serif",
            tier=3,
        ),
    ] = None
    logo_file: Annotated[
        str | None,
        Question(
            Text(120),
            _("Where is the current logo kept?"),
            help=_("So that everybody takes the same file."),
            example="shared folder “Brand”, logo-2026",
            tier=3,
        ),
    ] = None


class PaletteColour(Row, at=PALETTE):
    """One colour of the business."""

    title: ClassVar[Lazy] = _("Your colours")
    singular: ClassVar[Lazy] = _("colour")

    hex: Annotated[
        str | None,
        Question(
            Colour(),
            _("Colour"),
            help=_("A # and six signs: your printer, or whoever made the website, knows it."),
            example="#3B2A20",
            tier=3,
            prework=True,
        ),
    ] = None
    use: Annotated[
        ColourUse | None,
        Question(Choice(ColourUse), _("What is it for?"), example="Text", tier=3),
    ] = None

    def name_shown(self) -> str:
        """Return the colour."""
        return self.hex or self.id


class ProfileCheck(Row, at=AT):
    """What a profile needs beside the eight boxes of the first step."""

    title: ClassVar[Lazy] = _("Profiles, point by point")
    singular: ClassVar[Lazy] = _("profile")

    channel: Annotated[
        str | None,
        Question(Ref(CHANNELS), _("Channel"), example="Instagram", required=True, tier=3),
    ] = None
    handle_ok: Annotated[
        bool | None,
        Question(YesNo(), _("The name after the @ is ours and easy to spell"), tier=3,
                 example="yes"),
    ] = None  # fmt: skip
    category_ok: Annotated[
        bool | None,
        Question(YesNo(), _("The category fits what we do"), example="yes", tier=3),
    ] = None
    hours_ok: Annotated[
        bool | None,
        Question(YesNo(), _("Opening hours are right"), example="yes", tier=3),
    ] = None
    pinned_ok: Annotated[
        bool | None,
        Question(YesNo(), _("The best post is pinned on top"), example="yes", tier=3),
    ] = None
    button_ok: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("The button leads to booking, buying or writing"),
            example="yes",
            tier=3,
        ),
    ] = None
    alt_text_ok: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Pictures have a description"),
            help=_("For people who cannot see them; every channel has a field for it."),
            example="yes",
            tier=3,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the channel."""
        return self.channel or self.id


EXTRA = ("handle_ok", "category_ok", "hours_ok", "pinned_ok", "button_ok", "alt_text_ok")


C404 = Check(
    "C404",
    Severity.WARN,
    _("A profile of yours is not finished"),
    why=_("People look at the profile before they follow, book or buy."),
    remedy=_("Go through the checklist of the channel and close what is open."),
    sources=("W15",),
)
C405 = Check(
    "C405",
    Severity.WARN,
    _("Text that is hard to read"),
    why=_("Too little contrast between text and background shuts out many readers."),
    remedy=_("Take a darker text or a lighter background."),
    sources=("wcag",),
)
C406 = Check(
    "C406",
    Severity.WARN,
    _("Colours differ from your website"),
    why=_("People should know at a glance that both are you."),
    remedy=_("Bring the colours of the profile in line with the website."),
    sources=("practice",),
)


@dataclass(frozen=True)
class Point:
    """One line of a profile's checklist; ``done`` None where nobody said."""

    text: Words
    done: bool | None


@dataclass(frozen=True)
class ProfileList:
    """The checklist of one channel, with the limits that bind it."""

    channel: Channel
    points: tuple[Point, ...]
    limits: tuple[Limit, ...]

    @property
    def open(self) -> int:
        """Return how many boxes are open."""
        return sum(point.done is False for point in self.points)


@dataclass(frozen=True)
class Contrast:
    """A text colour on a background colour."""

    text: str
    background: str
    ratio: float


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2)."""
    red, green, blue = (_linear(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio (L1 + 0.05) / (L2 + 0.05) of two colours, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrasts(palette: Sequence[PaletteColour]) -> tuple[Contrast, ...]:
    """Return every text colour on every background colour."""

    def of(use: ColourUse) -> list[str]:
        return [row.hex for row in palette if row.use is use and row.hex]

    return tuple(
        Contrast(text, ground, contrast(text, ground))
        for text in of(ColourUse.TEXT)
        for ground in of(ColourUse.BACKGROUND)
    )


def checklists(
    channels: Sequence[Channel],
    rows: Sequence[ProfileCheck],
    readiness: Readiness,
    reference: Reference,
) -> tuple[ProfileList, ...]:
    """Return a checklist for each chosen channel: the eight boxes, then the rest."""
    accounts = {reference.current(row.channel): row for row in readiness.accounts if row.channel}
    checked = {row.channel: row for row in rows}
    found = []
    for channel in channels:
        account, extra = accounts.get(channel.id), checked.get(channel.id)
        points = [
            Point(question.label, getattr(account, name) if account else None)
            for name, question in Account.questions().items()
            if name in BOXES
        ]
        points += [
            Point(question.label, getattr(extra, name) if extra else None)
            for name, question in ProfileCheck.questions().items()
            if name in EXTRA
        ]
        limits = reference.limits.get(channel.id, ())
        found.append(ProfileList(channel, tuple(points), tuple(limits)))
    return tuple(found)


def check(
    lists: Sequence[ProfileList],
    palette: Sequence[PaletteColour],
    readiness: Readiness,
    names: Mapping[str, str],
) -> tuple[Outcome, ...]:
    """Return what came of C404 to C406; ``names`` are the channels' names by id."""
    return _finished(lists), _readable(palette), _coloured(readiness, names)


def _finished(lists: Sequence[ProfileList]) -> Outcome:
    if not lists:
        return C404.unknown("/channels/candidates")
    open_ = [each for each in lists if each.open]
    if open_:
        text = _("{name}: {n} open")
        parts = [str(text.format(name=each.channel.name, n=each.open)) for each in open_]
        return C404.fires("; ".join(parts) + ".", *(each.channel.id for each in open_))
    if any(point.done is None for each in lists for point in each.points):
        return C404.unknown(AT, "/readiness/accounts")
    return C404.silent()


def _readable(palette: Sequence[PaletteColour]) -> Outcome:
    pairs = contrasts(palette)
    if not pairs:
        return C405.unknown(PALETTE)
    weak = [pair for pair in pairs if pair.ratio < CONTRAST_LEAST]
    text = _("{text} on {ground} has a contrast of {ratio}; it takes {least}")
    found = [
        str(
            text.format(
                text=pair.text,
                ground=pair.background,
                ratio=number(round_half_away(pair.ratio, 1)),
                least=number(CONTRAST_LEAST),
            )
        )
        for pair in weak
    ]
    return C405.when(bool(weak), "; ".join(found) + ".")


def _coloured(readiness: Readiness, names: Mapping[str, str]) -> Outcome:
    kept = [row for row in readiness.accounts if row.kept]
    if not kept:
        return C406.unknown("/readiness/accounts")
    off = [row for row in kept if row.colours_ok is False]
    if off:
        found = ", ".join(names.get(row.channel or "", row.name_shown()) for row in off)
        return C406.fires(found + ".", *(row.id for row in off))
    holes = [row.where("colours_ok") for row in kept if row.colours_ok is None]
    return C406.unknown(*holes) if holes else C406.silent()
