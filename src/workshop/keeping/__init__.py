"""Keeping a workshop's data: one room at a time, copies of the database, taking people out."""
