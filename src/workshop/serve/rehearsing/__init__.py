"""A rehearsal: a room on this machine, visited by simulated attendees, and what came of it."""
