"""A page judged by axe, by its width, and by the size of what is touched."""

from __future__ import annotations

from typing import Any

BAD = ("serious", "critical")
SMALLEST = 44
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
STRUCTURE = {"rules": {"color-contrast": {"enabled": False}}, "resultTypes": ["violations"]}


def judge(axe: Any, page: Any, where: str, **schemes: dict[str, Any] | None) -> list[str]:
    """Return what is wrong with a page in some colour schemes, and what does not fit it.

    Each scheme comes with axe's options, None for all its rules.
    """
    found = []
    for scheme, options in schemes.items():
        page.emulate_media(color_scheme=scheme)
        ran = axe.run(page, options=options or {"resultTypes": ["violations"]})
        for broken in ran.response["violations"]:
            if broken["impact"] in BAD:
                first = broken["nodes"][0]
                found.append(
                    f"{where}, {scheme}: {broken['id']} ({len(broken['nodes'])}): "
                    f"{first['html'][:200]} {first['failureSummary']}"
                )
    width, most = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if width > most:
        found.append(f"{where}: {width} pixels wide")
    return found + [f"{where}: small: {each}" for each in page.evaluate(_SMALL, SMALLEST)]


_SMALL = """(least) => [...document.querySelectorAll(
    "button, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio]),"
    + ".wkf-steps label:not(.widget-label), .bar a, .way a, .button"
  )].filter((each) => each.checkVisibility({visibilityProperty: true}))
  .filter((each) => each.getBoundingClientRect().height < least - 0.5)
  .map((each) => each.outerHTML.slice(0, 120))"""
