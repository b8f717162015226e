"""Sentences that tell a rule, `good: 95% or more; fair: 90% to 94.9%`, or what a sign means: they claim no figure."""

from __future__ import annotations

import re

_BOUND = (
    r"(?:\d+(?:\.\d+)?%? ?(?:points? |days? |weeks? |pp )?(?:or|and) (?:more|over|above|better|higher|less|under|fewer|"
    r"below|lower)\b|\b(?:under|below|less than|fewer than|more than|over|above|at least|up to|from) \d|"
    r"\d%? to (?:below |under |less than )?\d)"
)
_BAND = (
    r"(?:\b(?i:red|amber|green|yellow|blue|gold|silver|bronze|good|fair|poor|high|medium|low|met|missed|near|close|critical|severe|"
    r"strong|sound|concern|watch|action|behind|ahead|(?:on|off) (?:track|target|course)|in line)\b|"
    r"(?<![\w'])[RAGYSMW](?![\w']))"
)
_TOLD = re.compile(
    rf"(?P<band>{_BAND})[^;,.]{{0,20}}?{_BOUND}|{_BOUND}[^;,.]{{0,20}}? (?:is|are|=|as) (?P<after>{_BAND})"
)
_SIGN = re.compile(
    r"[\^*†‡#§¶+▲▼◆●★]\W{0,4}(?:means? |shows? |marks? |is |for |if |where )?(?:an? |the |this |that )?(?:\w+ ){0,3}"
    r"(?:above|below|higher|lower|better|worse|over|under|on target)\b",
    re.IGNORECASE,
)
"""`^ the figure is higher than the national figure`: what a sign stands for."""
FEWEST = 2


def tells_bands(text: str) -> bool:
    """Whether a sentence gives two bands or more by name, each beside what it asks, or says what a sign stands for."""
    if _SIGN.match(text):
        return True
    named = {(match["band"] or match["after"]).casefold() for match in _TOLD.finditer(text)}
    return len(named) >= FEWEST
