"""Files that come in from people."""
