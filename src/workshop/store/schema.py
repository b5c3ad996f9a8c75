"""The tables. Answers are one JSON document each; the journal holds every change."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables of a workshop."""


class Meta(Base):
    """Facts about the database itself."""

    __tablename__ = "meta"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ParticipantRow(Base):
    """One line of the roster."""

    __tablename__ = "participants"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(default="")
    business: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")


class AnswersRow(Base):
    """One participant's answers as they are now; every change adds one to the revision."""

    __tablename__ = "answers"

    participant: Mapped[str] = mapped_column(ForeignKey("participants.key"), primary_key=True)
    revision: Mapped[int]
    document: Mapped[str] = mapped_column(Text)


class JournalRow(Base):
    """One change: JSON before and after at an address. Nothing is ever deleted here.

    ``row_order`` holds the ids of a table before one of its rows came or went.
    """

    __tablename__ = "journal"
    __table_args__ = (Index("journal_by_participant", "participant", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    participant: Mapped[str] = mapped_column(ForeignKey("participants.key"))
    revision: Mapped[int]
    address: Mapped[str]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    row_order: Mapped[str | None] = mapped_column(Text)
    undoes: Mapped[int | None]
    author: Mapped[str]
    at: Mapped[str]


class DraftRow(Base):
    """What was typed and is not an answer yet."""

    __tablename__ = "drafts"

    participant: Mapped[str] = mapped_column(ForeignKey("participants.key"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    error: Mapped[str] = mapped_column(Text)
    at: Mapped[str]


class SeatRow(Base):
    """One participant's place in the room: which link is good, and where they were last seen."""

    __tablename__ = "seats"

    participant: Mapped[str] = mapped_column(ForeignKey("participants.key"), primary_key=True)
    generation: Mapped[int] = mapped_column(default=0)
    may_preview: Mapped[bool] = mapped_column(default=False)
    joined: Mapped[str] = mapped_column(default="")
    seen: Mapped[str] = mapped_column(default="")
    step: Mapped[str] = mapped_column(default="")


class RoomRow(Base):
    """One fact about the room as a whole, as JSON: which steps are open, a message, a timer."""

    __tablename__ = "room"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text)
