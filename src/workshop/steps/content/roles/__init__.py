"""Who does what, who can do what, and who is missing."""
