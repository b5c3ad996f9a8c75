"""The room: Voilà as a subclass, with seats, own pages and a board for the facilitator."""
