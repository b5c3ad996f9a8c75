"""What we say: the position, the key messages, the voice and the calls to action."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Number, Ref, Text, Texts, WebAddress, YesNo
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, Words, _
from workshop.method import Check, Outcome, Severity, Value, missing
from workshop.steps.content.words import OBJECTIVES, PERSONAS

AT = "/content/key_messages"
CALLS = "/content/calls"
_SIDES = _("From −2 to 2; 0 is in the middle.")


class Messaging(Topic, at="/content/messaging"):
    """The seven parts of the position, and how we sound."""

    title: ClassVar[Lazy] = _("What you stand for")

    audience: Annotated[
        str | None,
        Question(
            Text(120),
            _("Whom is it for?"),
            help=_("The people you want most, in a few words."),
            example="adults near Las Cruces who want to make something",
            required=True,
        ),
    ] = None
    need: Annotated[
        str | None,
        Question(
            Text(120),
            _("What do they need or want?"),
            help=_("It follows “who”: who want …"),
            example="want a quiet evening with a result",
            required=True,
        ),
    ] = None
    category: Annotated[
        str | None,
        Question(
            Text(120),
            _("What are you?"),
            help=_("The kind of business they would look for."),
            example="pottery studio",
            required=True,
        ),
    ] = None
    benefit: Annotated[
        str | None,
        Question(
            Text(120),
            _("What do they get from you?"),
            help=_("It follows “that”: that …"),
            example="sends beginners home with a pot of their own",
            required=True,
        ),
    ] = None
    competitor: Annotated[
        str | None,
        Question(
            Text(120),
            _("What would they do otherwise?"),
            help=_("Another shop, another hobby, or nothing at all."),
            example="paint-your-own shops",
            required=True,
        ),
    ] = None
    difference: Annotated[
        str | None,
        Question(
            Text(120),
            _("What do you do that the others do not?"),
            help=_("It follows “it”: it …"),
            example="teaches the wheel from the first evening",
            required=True,
        ),
    ] = None
    proof: Annotated[
        str | None,
        Question(
            Text(120),
            _("Why should they believe it?"),
            help=_("A number, a habit, a review: something that can be checked."),
            example="9 of 10 first-timers took a finished piece home in 2026",
            required=True,
        ),
    ] = None
    formal_casual: Annotated[
        int | None,
        Question(
            Number(at_least=-2, at_most=2, whole=True),
            _("Formal (−2) or casual (2)?"),
            help=_SIDES,
            example="1",
            tier=3,
        ),
    ] = None
    serious_playful: Annotated[
        int | None,
        Question(
            Number(at_least=-2, at_most=2, whole=True),
            _("Serious (−2) or playful (2)?"),
            help=_SIDES,
            example="0",
            tier=3,
        ),
    ] = None
    technical_plain: Annotated[
        int | None,
        Question(
            Number(at_least=-2, at_most=2, whole=True),
            _("Technical (−2) or plain (2)?"),
            help=_SIDES,
            example="1",
            tier=3,
        ),
    ] = None
    bold_humble: Annotated[
        int | None,
        Question(
            Number(at_least=-2, at_most=2, whole=True),
            _("Bold (−2) or humble (2)?"),
            help=_SIDES,
            example="-1",
            tier=3,
        ),
    ] = None
    say: Annotated[
        list[str] | None,
        Question(
            Texts(most=12, limit=60),
            _("Words you like to use"),
            help=_("One a line."),
            example="wheel, first pot, take it home",
            tier=3,
        ),
    ] = None
    avoid: Annotated[
        list[str] | None,
        Question(
            Texts(most=12, limit=60),
            _("Words you never use"),
            help=_("One a line."),
            example="cheap, easy, hurry",
            tier=3,
        ),
    ] = None


POSITION = ("audience", "need", "category", "benefit", "competitor", "difference", "proof")
"""The parts of the positioning statement, in its order."""

VOICES: dict[str, tuple[Lazy, Lazy]] = {
    "formal_casual": (_("formal"), _("casual")),
    "serious_playful": (_("serious"), _("playful")),
    "technical_plain": (_("technical"), _("plain")),
    "bold_humble": (_("bold"), _("humble")),
}


class KeyMessage(Row, at=AT):
    """One thing people shall remember."""

    title: ClassVar[Lazy] = _("Key messages")
    singular: ClassVar[Lazy] = _("message")
    least: ClassVar[int] = 3
    least_quick: ClassVar[int | None] = 1

    text: Annotated[
        str | None,
        Question(
            Text(160),
            _("The message"),
            help=_("One thought, in words a customer would use."),
            example="Your first pot in one evening",
            required=True,
            tier=1,
        ),
    ] = None
    proof: Annotated[
        str | None,
        Question(
            Text(200),
            _("What proves it?"),
            help=_("A count, a rule you keep, a review."),
            example="9 of 10 first-timers took a finished piece home",
            tier=1,
        ),
    ] = None
    persona: Annotated[
        str | None,
        Question(Ref(PERSONAS), _("Whom does it speak to?"), example="Marisol"),
    ] = None
    generic: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Could a competitor say the same?"),
            help=_("Your facilitator ticks this: then it sets nobody apart."),
            example="no",
            tier=3,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the message."""
        return self.text or self.id


class Call(Row, at=CALLS):
    """What a post asks people to do."""

    title: ClassVar[Lazy] = _("Calls to action")
    singular: ClassVar[Lazy] = _("call to action")
    least: ClassVar[int] = 1

    text: Annotated[
        str | None,
        Question(
            Text(60),
            _("What shall people do?"),
            help=_("Two to four words, as on a button."),
            example="Book a wheel",
            required=True,
            tier=1,
        ),
    ] = None
    url: Annotated[
        str | None,
        Question(
            WebAddress(),
            _("Where does it lead?"),
            help=_("The very page where they can do it, not your front page."),
            example="https://example.org/book",
            required=True,
            tier=1,
        ),
    ] = None
    objective: Annotated[
        str | None,
        Question(
            Ref(OBJECTIVES),
            _("Which objective does it serve?"),
            help=_("Leave it empty if it serves all."),
            example="O1",
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the words of the call."""
        return self.text or self.id


C401 = Check(
    "C401",
    Severity.WARN,
    _("A key message without proof"),
    why=_("Without proof it is a claim, and people have heard it before."),
    remedy=_("Add a number, a habit or a review to it, or drop it."),
    sources=("W39",),
)
C402 = Check(
    "C402",
    Severity.WARN,
    _("A key message that speaks to nobody in particular"),
    why=_("A message for everybody moves nobody."),
    remedy=_("Name the persona it is meant for."),
    sources=("W10", "W39"),
)
C403 = Check(
    "C403",
    Severity.INFO,
    _("A message a competitor could sign"),
    why=_("It does not tell people why they should come to you."),
    remedy=_("Put in what only you can say."),
    sources=("W39",),
)


def positioning(messaging: Messaging) -> Value[Words]:
    """Return the positioning statement (W39), or what it still needs."""
    needs = tuple(messaging.where(name) for name in POSITION if not getattr(messaging, name))
    if needs:
        return missing(*needs)
    text = _(
        "For {audience} who {need}, we are the {category} that {benefit}. "
        "Unlike {competitor}, it {difference}, because {proof}."
    )
    parts = {name: str(getattr(messaging, name)).rstrip(" .") for name in POSITION}
    return Value(text.format(**parts))


@dataclass(frozen=True)
class MessagingResult:
    """The positioning statement and the voice in words."""

    position: Value[Words]
    voice: tuple[Words, ...]


def voice(messaging: Messaging) -> tuple[Words, ...]:
    """Return how we sound, one word or two for each slider that was set."""
    found: list[Words] = []
    for name, (low, high) in VOICES.items():
        value = getattr(messaging, name)
        if value is None:
            continue
        if value == 0:
            found.append(_("between {low} and {high}").format(low=low, high=high))
        else:
            word = low if value < 0 else high
            found.append(_("very {word}").format(word=word) if abs(value) > 1 else word)
    return tuple(found)


def evaluate(messaging: Messaging) -> MessagingResult:
    """Return what the answers on messaging say."""
    return MessagingResult(positioning(messaging), voice(messaging))


def check(messages: Sequence[KeyMessage], personas: Collection[str]) -> tuple[Outcome, ...]:
    """Return what came of C401 to C403.

    Parameters
    ----------
    messages : sequence of KeyMessage
    personas : collection of str
        Ids of the personas there are.
    """
    if not messages:
        return tuple(each.unknown(AT) for each in (C401, C402, C403))

    def found(rule: Check, which: list[KeyMessage]) -> Outcome:
        names = "; ".join(f"“{row.name_shown()}”" for row in which)
        return rule.when(bool(which), names + ".", *(row.id for row in which))

    return (
        found(C401, [row for row in messages if not (row.proof or "").strip()]),
        found(C402, [row for row in messages if row.persona not in personas])
        if personas
        else C402.unknown(PERSONAS),
        found(C403, [row for row in messages if row.generic]),
    )
