"""What is put off is the same once it is asked for."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import workshop
import nbformat
loaded = lambda: any(name.startswith("rfc3987_syntax.") for name in sys.modules)
assert not loaded()
nbformat.validate(nbformat.v4.new_notebook())
assert not loaded()
from jsonschema import Draft202012Validator as V, FormatChecker
checker = V({"format": "iri"}, format_checker=V.FORMAT_CHECKER)
print(checker.is_valid("https://example.org/caña"), checker.is_valid("not an address"))
assert loaded()
import rfc3987_syntax
print(rfc3987_syntax.__name__, callable(rfc3987_syntax.is_valid_syntax))
"""


def test_the_grammar_of_addresses_is_loaded_when_an_address_is_checked_and_not_before() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", "False", "rfc3987_syntax", "True"], done.stderr
