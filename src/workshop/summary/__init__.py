"""What a whole room of participants shows, without naming anybody."""

from workshop.summary.counting import room_summary
from workshop.summary.facts import summary_facts
from workshop.summary.model import RoomSummary
from workshop.summary.pages import PARTS, TITLE, summary_blocks, summary_html
from workshop.summary.room import Room, evaluations, open_room

__all__ = [
    "PARTS",
    "TITLE",
    "Room",
    "RoomSummary",
    "evaluations",
    "open_room",
    "room_summary",
    "summary_blocks",
    "summary_facts",
    "summary_html",
]
