"""Markdown as Jupyter writes it: tables, tasks, footnotes, and formulas that are not money."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Pandoc's rule: nothing blank inside the dollars, no digit after them. So "from $5 to $10" and
# "$1,200 a month, $300 a week" stay what they are; amounts are far more common here than TeX.
_INLINE_MATH = (
    r"\$\$(?P<math_display>(?:\\.|[^\\$])+?)\$\$"
    r"|\$(?!\s)(?P<math_text>(?:\\.|[^\\$\n])+?)(?<![\s\\])\$(?!\d)"
    r"|\\\\\((?P<math_round>.+?)\\\\\)"
)
_BLOCK_MATH = (
    r"^ {0,3}\$\$(?P<block_dollars>(?:.|\n)+?)\$\$[ \t]*$"
    r"|^ {0,3}\\\\\[(?P<block_square>(?:.|\n)+?)\\\\\][ \t]*$"
    r"|^ {0,3}(?P<block_env>\\begin\{(?P<block_name>[A-Za-z]+\*?)\}"
    r"(?:.|\n)+?\\end\{(?P=block_name)\})[ \t]*$"
)


def _inline_math(_inline: Any, found: re.Match[str], state: Any) -> int:
    groups = ("math_display", "math_text", "math_round")
    text = next(value for name in groups if (value := found.group(name)) is not None)
    state.append_token({"type": "inline_math", "raw": text})
    return found.end()


def _block_math(_block: Any, found: re.Match[str], state: Any) -> int:
    groups = ("block_dollars", "block_square", "block_env")
    text = next(value for name in groups if (value := found.group(name)) is not None)
    state.append_token({"type": "block_math", "raw": text})
    return found.end() + 1


@cache
def reader() -> Any:
    """Return the parser; ``reader().parse(text)`` gives tokens and the state behind them."""
    import mistune

    found = mistune.create_markdown(
        renderer=None,
        plugins=[
            "table",
            "strikethrough",
            "task_lists",
            "url",
            "footnotes",
            "def_list",
            "mistune.plugins.table.table_in_list",
            "mistune.plugins.table.table_in_quote",
        ],
    )
    found.inline.register("inline_math", _INLINE_MATH, _inline_math, before="escape")
    found.block.register("block_math", _BLOCK_MATH, _block_math, before="list")
    for rules in (found.block.list_rules, found.block.block_quote_rules):
        found.block.insert_rule(rules, "block_math", before="list")
    return found
