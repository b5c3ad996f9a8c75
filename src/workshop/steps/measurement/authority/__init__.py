"""The authority index: how much weight the company and its managers carry."""
