# Each target sets itself up: it needs Python 3.11 or newer, and pip's package registry.
PYTHON ?= python3

.PHONY: help plans test test-full test-wheel lint docs bench bench-full setup
help:
	@echo "make setup       everything that is needed, into .venv"
	@echo "make plans       the plans of the sample workshop, under plans/"
	@echo "make test        all checks and tests; names what a missing program left out"
	@echo "make test-full   the same and what takes hours; fails where a program is missing"
	@echo "make docs        the pages on tables, questions and words, from their declarations"
	@echo "make bench       how long plans take on this machine, ours and other ways; 25 minutes"
	@echo "make bench-full  the same with more participants, and a thousand plans"
	@echo "make test-wheel  the tests against the built wheel, outside the checkout"

plans test test-full test-wheel lint docs bench bench-full setup:
	@$(PYTHON) tasks.py $@
