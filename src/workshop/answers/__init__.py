"""What a question is and what an answer is; which questions there are stands in ``steps``."""
