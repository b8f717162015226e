"""What a heading beside the values is for: year to date, target, benchmark, difference, direction, rating."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crossfoot.audit.reading.pack import Role

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (
            Role.POLARITY,
            (
                r"good perf\w*\.?( is)?|good is|polarity|bigger or smaller|what good looks like|(high|low)er? is "
                r"(better|good)|better if"
            ),
        ),
        (Role.REFERENCE, r"(^|\| )(ref(erence)?|ref\.? no\.?|id|item|code)\.?$"),
        (
            Role.PREVIOUS_YEAR_TO_DATE,
            (
                r"(previous|prev\.?|last|prior)\b.*(year|yr)[\s-]*to[\s-]*date|(previous|prev\.?|last year'?s?|"
                r"prior|py)\s*(year )?ytd|ytd (last|previous|prior) year"
            ),
        ),
        (
            Role.YEAR_TO_DATE,
            (
                r"(year|yr)[\s-]*to[\s-]*date|\bytd\b|\bcumulative\b|\bfull[\s-]year\b|"
                r"(^|\| )(whole |full |annual )?year( total)?$|(^|\| )annual total$|(^|\| )(12|twelve) months$|"
                r"(^|\| )(the )?(year )?(so far|to date)( this year)?$"
            ),
        ),
        (Role.ROLLING, r"\brolling\b|\blast 12 months\b|\b12[\s-]month (total|rolling)"),
        (Role.RED, r"(^|\| )red( (tolerance|threshold|below|above|if))?$"),
        (Role.GREEN, r"(^|\| )green( (tolerance|threshold|below|above|if|at))?$"),
        (Role.DIRECTION, r"direction( of travel)?\b|\bdot\b|\barrow\b|\btravel\b"),
        (Role.RATING, r"\brag\b|\brating\b|\brated\b|(^|\| )status$"),
        (Role.TREND, r"\btrend( line)?$|month linear|\blinear\b|trend word|^trend\b"),
        (Role.TARGET, r"(^|\| )(\S+ ){0,3}target( \(.*\)|:? \S+)?$"),
        (
            Role.BENCHMARK,
            (
                r"\bengland\b|\bnational\b|\bneigh(bour)?s?\b|\bnat\.? (avg|average|top)|\bregion(al)?\b|quartile|"
                r"benchmark|comparator"
            ),
        ),
        (
            Role.DIFFERENCE,
            (
                r"difference|\bchange\b|(?<!requires )(?<!requiring )improvement|variance|variation|"
                r"over\s*/\s*-?\s*\(?under|\bgap\b|\bmovement\b|\bincrease\b|\+/-"
            ),
        ),
        (Role.UNIT, r"data note|(^|\| )(unit|units|format|type)$"),
    )
)


_DIFFERENCE_FIRST = re.compile(
    r"(^|\| )(\S+ )?(gap|variance|variation|difference|distance|away|movement|change|\+/-|above/below|over/under|"
    r"points(?= (?:from|to|above|below|against|off)\b))\b.*"
    r"\b(to|from|with|on|against|v\.?|vs\.?|versus|since|between|in)\b|"
    r"(^|\| )(above|below|over|under|ahead of|behind|short of) (the |its )?(target|plan|budget|standard) by\b|"
    r"(^|\| )(?!\S*%)\w[^|]*? (less|minus) (?!than\b)\w",
    re.IGNORECASE,
)
"""`Variance to target` is no target, `gap to England` no benchmark, nor is `District less England`."""


_PART_OF_TARGET = re.compile(
    r"(%|\bper ?cent|\bshare|\bproportion|\bway) (of|to|towards?) (the )?(\S+ )?target"
    r"( (forecast|met|achieved|delivered|reached|secured|so far|to date))*( ?\(?%\)?)?$|"
    r"\bprogress (to|towards?|against) (the )?(\S+ )?target\b",
    re.IGNORECASE,
)
"""`% of year target` says how much of it was reached, `progress to target %` how far it is come."""


@lru_cache(maxsize=4_000)
def role_of(heading: str) -> Role:
    """The role that a heading's words give it; VALUE where they give none."""
    plain = " ".join(heading.split())
    if _DIFFERENCE_FIRST.search(plain):
        return Role.DIFFERENCE
    if _PART_OF_TARGET.search(plain):
        return Role.VALUE
    return next((role for role, pattern in _ROLES if pattern.search(plain)), Role.VALUE)


_CHANGE = re.compile(r"\b(change|changed|difference|movement|increase|decrease|variance|\+/-)\b", re.IGNORECASE)
_SINCE = re.compile(r"^(on|since|from|against|over|v\.?|vs\.?|versus|compared (to|with))\s", re.IGNORECASE)


def is_change_on(pieces: Sequence[str]) -> bool:
    """Whether a heading of several rows says a change and since when: `Change`, and under it `On Dec-16`."""
    return len(pieces) > 1 and bool(_SINCE.match(pieces[-1])) and any(_CHANGE.search(piece) for piece in pieces[:-1])


def is_since(heading: str) -> bool:
    """Whether a heading says no more than since when: `On Dec-16`, `Since March 2016`, `vs 2015-16`."""
    return _SINCE.match(heading.rpartition(" | ")[2]) is not None


NAME_HEADING = re.compile(
    r"(^|\| )(indicator|measure|description|name|title|division of service|service|performance indicator|metric|"
    r"budget|heading|"
    r"title/description|risk name|scheme|project|key performance indicator|kpi)\b",
    re.IGNORECASE,
)
"""The heading of the column that holds the label of a row."""
POLARITY_WORDS = {
    "high": "high",
    "higher": "high",
    "bigger": "high",
    "increase": "high",
    "up": "high",
    "maximise": "high",
    "low": "low",
    "lower": "low",
    "smaller": "low",
    "decrease": "low",
    "down": "low",
    "minimise": "low",
    "info": "none",
    "information": "none",
    "n/a": "none",
    "none": "none",
    "neutral": "none",
    "context": "none",
    "-": "",
    "": "",
}
"""What a cell of a polarity column or row says: high is good, low is good, neither."""


def polarity_of(text: str) -> str | None:
    """`high`, `low`, `none`; None where the text is no word of polarity."""
    return POLARITY_WORDS.get(text.casefold().replace("is better", "").replace("is good", "").strip(" .:"))
