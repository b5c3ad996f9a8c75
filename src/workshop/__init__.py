"""A workbook that takes a small business from its goals to a social-media plan."""

__version__ = "0.1.0"
