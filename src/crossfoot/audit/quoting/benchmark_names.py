"""Names of what a council is compared with, and the figures that words give them: `the England average is 22.2%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.audit.spoken.sentences import Figure, figures_in

_OF_NO_FAMILY = "".join(
    rf"(?<!{who}{joint})"
    for who in ("family", "relative", "friend", "friends")
    for joint in (" or ", " and ", ", ", "/")
)
"""`Family or neighbour` tells who got in touch."""
_KINDS = {
    "england": r"england(?:'s|\u2019s)?|national(?:ly)?|the country(?: as a whole)?|english",
    "neighbours": (
        r"family[\s-](?:group|neighbours?|authorities|councils)(?:'|\u2019)?|"
        r"(?:statistical|nearest|similar|comparable|comparator|peer)[\s-]?(?:group |statistical )?"
        r"(?:neighbours?|neighbour|authorities|councils|areas|group|boroughs)?(?:'|\u2019)?s?|"
        rf"{_OF_NO_FAMILY}neighbours?(?:'|\u2019)?|comparators?|peers?"
    ),
    "target": r"targets?",
    "region": (
        r"region(?:al(?:ly)?)?(?:'s|\u2019s)?|(?:north|south)[\s-](?:east|west)|"
        r"(?:outer |inner )?london"
    ),
}
NAMES = "|".join(_KINDS.values())
_WHAT = r"(?:\s(?:average|mean|median|figure|rate|level|value|percentage|proportion|result|share|position|data))?"
_NAMED = re.compile(rf"\b(?P<name>{NAMES})\b{_WHAT}", re.IGNORECASE)
_LINK = re.compile(
    r"(?:,\s(?:it|this|that|the \w+)\b)?(?:[^.,;:()\d]{0,45}?\b)?"
    r"(?:is|was|are|were|of|at|stands at|stood at|has|had)\s(?:about |around )?|"
    r"\s?[:=(]\s?|,?\s(?:at\s|about\s|just\s|some\s)?|\s\(\s?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s?(?:,|and|or|;)\s?$")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark that a text names with the figure it gives; None where it gives several, and does not say which."""

    name: str
    figure: Figure | None


def kind_of(name: str) -> str:
    """`england` for `the national average`; empty for what is no benchmark."""
    return next((kind for kind, words in _KINDS.items() if re.search(rf"\b(?:{words})\b", name, re.IGNORECASE)), "")


_YEAR_UNDER = re.compile(r"(?: \| [\d/\u2013-]+)+$")


def is_benchmark(label: str, name: str) -> bool:
    """Whether a label is of the benchmark of that name, and of no gap to it."""
    # `England`, over `2025`.
    first, _, last = _YEAR_UNDER.sub("", label).rpartition(" | ")
    if re.search(
        r"\b(?:less|minus|against|above|below|gap (?:to|with)|vs?\.?|compared (?:to|with))$", first, re.IGNORECASE
    ):
        # `Ours less`, over `England`.
        return False
    if re.search(
        r"\b(?:gap|difference|minus|against|compared|vs|v|change|above|below|rank|from|to)\b", last, re.IGNORECASE
    ):
        return False
    return bool(kind_of(last)) and kind_of(last) == kind_of(name)


def benchmarks_in(text: str) -> Iterator[Benchmark]:
    """Each benchmark of a text that has a figure: `England: 49.2%`, `the regional average for absence is 5.1%`."""
    figures = list(figures_in(text))
    names = list(_NAMED.finditer(text))
    for place, match in enumerate(names):
        end = names[place + 1].start() if place + 1 < len(names) else len(text)
        after = [each for each in figures if match.end() <= each.start < end and not each.money]
        if not after or not _LINK.fullmatch(text, match.end(), after[0].start):
            continue
        others = after[1:2]
        several = (
            others
            and _AND.search(text[after[0].end : others[0].start])
            and len(text[after[0].end : others[0].start]) < 40
        )
        yield Benchmark(match["name"].casefold(), None if several else after[0])
