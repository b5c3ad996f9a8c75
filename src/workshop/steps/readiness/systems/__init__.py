"""The tools the business runs on and how they are wired together."""
