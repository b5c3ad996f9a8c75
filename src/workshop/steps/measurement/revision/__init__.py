"""Rules that revise the strategy: in words, and as functions."""
