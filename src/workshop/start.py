"""Start fast: what nobody asks for is not loaded."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

_SLOW = "rfc3987_syntax"


class _WhenAsked(ModuleType):
    """Stands for a module until something of it is used; then the module takes its place."""

    def is_valid_syntax(self, *args: Any) -> Any:
        """Ask the module itself."""
        return _loaded(self).is_valid_syntax(*args)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_loaded(self), name)


def _loaded(stand_in: ModuleType) -> Any:
    if sys.modules.get(_SLOW) is stand_in:
        del sys.modules[_SLOW]
    return importlib.import_module(_SLOW)


def start_fast() -> None:
    """Put off loading the grammar of internationalised web addresses.

    jsonschema loads it to check the format "iri", which no notebook has; nbformat, nbconvert and
    jupyter_server load jsonschema. To build the grammar takes more than a second in every process.
    Who does check such an address gets the real thing.
    """
    if _SLOW not in sys.modules and importlib.util.find_spec(_SLOW) is not None:
        sys.modules[_SLOW] = _WhenAsked(_SLOW)
