"""Objectives and the five tests each has to pass."""
