"""Text looked up when it is read."""

import contextvars

from workshop import i18n
from workshop.i18n import Lazy, _, plural, use_language


def test_a_message_is_read_late_and_filled() -> None:
    """Parameters are filled when the message is read; messages among them are read too."""
    inner = _("the plan")

    assert str(_("Read {what}.").format(what=inner)) == "Read the plan."


def test_plural_follows_the_count() -> None:
    """The form of a message follows its count."""
    assert [str(plural("{n} line", "{n} lines", n)) for n in (1, 2)] == ["1 line", "2 lines"]


def test_braces_of_a_participant_stay_as_they_are() -> None:
    """Text that is filled in is never filled itself."""
    assert str(_("“{text}”").format(text="{name} {0}")) == "“{name} {0}”"


def test_language_is_each_context_s_own() -> None:
    """Two contexts of one process have two languages."""

    def inside() -> str:
        with use_language("es"):
            return i18n.language()

    assert contextvars.copy_context().run(inside) == "es"
    assert i18n.language() == "en"


def test_equal_messages_are_equal() -> None:
    """Messages that would read the same are equal and hash the same."""
    assert Lazy("a", {"n": 1}) == Lazy("a", {"n": 1})
    assert len({Lazy("a"), Lazy("a"), Lazy("b")}) == 2
