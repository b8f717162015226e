"""Ways of which each is exactly one: upheld, partly, not upheld; red, amber, green; together they are all there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

Ways = tuple[re.Pattern[str], ...]


def _ways(*ways: str) -> Ways:
    return tuple(re.compile(rf"\b({way})\b", re.IGNORECASE) for way in ways)


ALL_WAYS = (
    _ways(
        "improved|better|up|rose|increased|higher",
        "(the )?same|no change|unchanged|stable|level",
        "worse|worsened|declined|down|fell|decreased|deteriorated|lower",
    ),
    _ways("on time|in time|within|met|timely", "late|outside|overdue|missed|not met|out of time|delayed"),
    _ways("boys|males?", "girls|females?"),
    _ways("filled|occupied|in use|taken", "vacant|empty|vacanc(y|ies)|free|unfilled"),
    _ways("upheld|allowed", "partly upheld|partially upheld|part(ly)?", "not upheld|dismissed|rejected|refused"),
    _ways("good or better|good or outstanding", "less than good|below good|requires improvement or worse"),
    _ways("attended|present|took part", "absent|did not attend|did not take part|missed"),
    _ways("agreed|approved|granted", "refused|declined|rejected"),
    _ways("upheld|confirmed", "overturned|quashed|set aside|reversed"),
)
"""Ways that leave nothing out."""
_SCALES = (
    (("red",), ("amber|yellow",), ("green",), ("blue|black|complete", "")),
    (
        ("extreme|critical|severe|very high", ""),
        ("high|major",),
        ("medium|moderate",),
        ("low|minor",),
        ("very low", ""),
    ),
    (("outstanding",), ("good",), ("requires improvement|satisfactory|ri",), ("inadequate",)),
    (("substantial|full",), ("reasonable|adequate|moderate",), ("limited|partial",), ("no|none|nil", "")),
    (("platinum", ""), ("gold",), ("silver",), ("bronze",)),
    (("yes",), ("no",), ("not known|unknown|n/a|not applicable|don't know|not sure", "")),
    (
        ("neglect",),
        ("emotional( abuse)?",),
        ("physical( abuse)?",),
        ("sexual( abuse)?",),
        ("multiple( abuse)?|more than one", ""),
    ),
)
"""Steps of scales, in order; a step with nothing after it may be wanting."""
_STEPS = tuple(
    tuple((re.compile(rf"({step[0]})( risks?)?", re.IGNORECASE), len(step) > 1) for step in scale) for scale in _SCALES
)
_ON_HOLD = re.compile(r"on hold|pending|awaiting|open|other|unknown|not known|not recorded|withdrawn", re.IGNORECASE)
"""What is neither may stand beside them."""


def way_in(ways: Ways, label: str) -> int | None:
    """Which of the ways the label names; the last that fits, as `not upheld` holds `upheld`."""
    return next((place for place in reversed(range(len(ways))) if ways[place].search(label)), None)


def names_way(label: str) -> bool:
    """Whether the label names one of any ways."""
    return any(way_in(ways, label) is not None for ways in ALL_WAYS)


def are_all_ways(labels: Sequence[str]) -> bool:
    """Whether the labels name all ways that there are, each once, and nothing else but what is on hold."""
    for ways in ALL_WAYS:
        found = [place for label in labels if (place := way_in(ways, label)) is not None]
        other = [label for label in labels if way_in(ways, label) is None]
        if sorted(found) == list(range(len(ways))) and all(map(_ON_HOLD.search, other)):
            return True
    return False


@lru_cache(maxsize=4_000)
def _steps_in(label: str) -> tuple[int | None, ...]:
    """Which step of each scale the label is: every run of lines asks it again."""
    plain = label.strip()
    return tuple(
        next((place for place, (step, _) in enumerate(steps) if step.fullmatch(plain)), None) for steps in _STEPS
    )


def are_whole_scale(labels: Sequence[str]) -> bool:
    """Whether the labels are the steps of one scale, each once, and none of it that must be there is wanting."""
    for steps, found in zip(_STEPS, zip(*map(_steps_in, labels), strict=True), strict=True):
        needed = {place for place, (_, optional) in enumerate(steps) if not optional}
        if None not in found and len(set(found)) == len(found) and needed <= set(found):
            return True
    return False


class Side(Enum):
    """On which side of a scale of opinions a step is."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


_VERY = (
    r"((very|strongly|tend(ing|ed)? to|slightly|mostly|mainly|definitely|fairly|quite|extremely|completely|somewhat|"
    r"rather|partly|a little|much|a lot|total|all|always|just|a bit|probably|they|i|we) )*"
)
_OF_SIDES = {
    Side.AGAINST: (
        "disagree(s|d|ing)?|(dis|un)satisf(ied|actory)|poor(ly)?|bad(ly)?|unhappy|sad|difficult|hard|unhelpful|"
        "unlikely|no|worse|worst|detractors?|(un|not )favou?rable|negative(ly)?|never|rarely|seldom|"
        "not (very |at all )?(good|well|satisfied|happy|confident|safe|easy|helpful|likely|important|useful|clear)|"
        "not at all|unsafe|inadequate|against|oppose(s|d)?|declined|deteriorated|decreased|fell|down|fewer|"
        "weak|unclear|not met|did not|unimportant|no,? never|no,? not (really|at all)"
    ),
    Side.FOR: (
        "agree(s|d|ing)?|satisf(ied|actory)|good|well|excellent|outstanding|happy|easy|helpful|likely|yes|better|best|"
        "promoters?|favou?rable|positive(ly)?|often|always|confident|safe|useful|important|for|in favour|"
        "support(s|ed|ive)?|improved|increased|rose|up|more|strong|clear|met|great|"
        "yes,? (always|definitely|mostly|sometimes)"
    ),
    Side.NEITHER: (
        "neither( \\w+ nor \\w+)?|neutrals?|ok(ay)?|average|fair|mixed|passives?|not sure|unsure|"
        "(do not|don[\u2019']?t) know|no (opinion|view|answer|reply|change|difference)|(about |stayed )?(the )?same|"
        "undecided|unchanged|n/?a|not applicable|no feelings? either way|in between|middle|sometimes|"
        "can[\u2019']?t say|abstain(ed)?|stable|neither/nor|not answered|prefer not to say"
    ),
}
_SIDES = tuple(
    (
        side,
        re.compile(
            rf"\W*({_VERY})?({words})( ?(%|\(\d[-\u2013 \d]*\)|\d[-\u2013 \d]*|\d+ (to|or) \d+))?\W*", re.IGNORECASE
        ),
    )
    for side, words in reversed(_OF_SIDES.items())
)


def side_of(label: str) -> Side | None:
    """On which side of a scale of opinions the label is, where it is of one step and of nothing else."""
    return next((side for side, pattern in _SIDES if pattern.fullmatch(label.strip())), None)


def is_of_good(label: str) -> bool:
    """Whether the label is of how much better or worse it is: `Better / (worse)`, `Favourable (adverse)`."""
    return _GOOD.search(label) is not None


_GOOD = re.compile(r"\b(better|favourable)\W+(or )?\W*(worse|adverse)\b", re.IGNORECASE)
