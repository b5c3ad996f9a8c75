"""Answers and their history, in SQLite by default, in another database by address."""

from workshop.store.keys import key_from_name, participant_key
from workshop.store.records import Arrival, Entry, Participant, Stored
from workshop.store.store import Store

__all__ = [
    "Arrival",
    "Entry",
    "Participant",
    "Store",
    "Stored",
    "key_from_name",
    "participant_key",
]
