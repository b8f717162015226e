"""Parts of a page that may be wider than the screen: they scroll by themselves, say so, and the keyboard reaches them.

The page has no script, so nobody knows whether a part does scroll. What is wider than a desk's screen is a tab stop
always. Anything else holds a link that exists only where its frame is narrower than the step its width falls under,
and shows when it has the focus: 33 charts and 40 of 41 tables of one report are no stops for a reader at a desk.
"""

from __future__ import annotations

from lxml.builder import E
from lxml.etree import _Element

STEPS = (38, 58, 73)
"""Widths of a frame in rem at which the stylesheet's container queries bring in the links."""
_REM = 16


def scroll_frame(content: _Element, *, kind: str, target: str, label: str, need: float) -> _Element:
    """`content` in a region that scrolls, with the hint that the stylesheet shows while there is more to the right.

    `kind` is `table` or `chart`, `target` the id of the part, `label` the id of the element that names it, `need` the
    pixels below which it scrolls, rather too many than too few.
    """
    region = E.div({"class": f"scroll {kind}-scroll"})
    step = next((step for step in STEPS if need <= step * _REM), None)
    if step is None:
        for name, value in {"tabindex": "0", "role": "region", "aria-labelledby": label}.items():
            region.set(name, value)
    else:
        link = {"class": f"scroll-stop below-{step}", "href": f"#{target}", "aria-describedby": label}
        region.append(E.a(link, f"Scroll this {kind} sideways with the arrow keys"))
    region.append(content)
    hint = E.p({"class": "scroll-hint", "aria-hidden": "true"}, f"Scroll sideways for the rest of the {kind} →")
    return E.div({"class": "scroll-frame"}, hint, region)
