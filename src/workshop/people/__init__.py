"""The people of a workshop: lists of them taken in, their links, how far they are."""
