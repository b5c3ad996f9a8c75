"""Answers on paper, so to speak: files to fill in away from the workbook, and read back."""
