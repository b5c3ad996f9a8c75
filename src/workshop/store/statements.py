"""What loading and saving says to the database.

Saving is what a room does most. These statements go to the database as they are, with no objects
made of rows between: one writer at a time has the file, and this is how long it has it.
"""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from workshop.store.schema import AnswersRow, DraftRow, JournalRow, ParticipantRow

STORED = (
    select(ParticipantRow.key, AnswersRow.revision, AnswersRow.document)
    .outerjoin(AnswersRow, AnswersRow.participant == ParticipantRow.key)
    .where(ParticipantRow.key == bindparam("key"))
)
STORED_LOCKED = STORED.with_for_update(of=ParticipantRow)
DRAFTS = (
    select(DraftRow.address, DraftRow.text, DraftRow.error, DraftRow.at)
    .where(DraftRow.participant == bindparam("key"))
    .order_by(DraftRow.address)
)
INSERT_ANSWERS = insert(AnswersRow).values(
    participant=bindparam("key"), revision=bindparam("to"), document=bindparam("text")
)
UPDATE_ANSWERS = (
    update(AnswersRow)
    .where(AnswersRow.participant == bindparam("key"))
    .values(revision=bindparam("to"), document=bindparam("text"))
)
INSERT_ENTRY = insert(JournalRow)
