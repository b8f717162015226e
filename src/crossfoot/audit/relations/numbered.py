"""Labels that are numbers: `None`, `Once`, `Two moves`, `4 or more`, `Good (4)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORDS = {
    "none": 0, "no": 0, "nil": 0, "zero": 0, "never": 0, "once": 1, "twice": 2,
    **{
        word: number
        for number, word in enumerate(
            ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
        )
    },
}  # fmt: skip
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_WORDS)})"
_PLAIN = re.compile(
    rf"(?:exactly |only |just |score |grade |mark |level |rating |gravity |points? )?{_NUMBER}(?P<open>\+| (?:or|and) "
    r"(?:more|over|above))?(?P<rest>(?: [a-z]+){0,3}?)(?P<after> or more)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<number>\d{1,2})\s*(?:[-\u2013=:.]|\()\s*[a-z][a-z ]*\)?", re.IGNORECASE)
_AFTER = re.compile(r"[a-z][a-z ]*\(?\s*(?P<number>\d{1,2})\s*\)", re.IGNORECASE)
_MORE = re.compile(r"(?:more than|over) (?P<number>\d{1,2}|[a-z]+)(?: [a-z]+)?", re.IGNORECASE)
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Numbered:
    """A key whose label is a number; `open_ended` where it is of that many and more."""

    key: int
    number: int
    open_ended: bool = False


def number_of(label: str) -> tuple[int, bool] | None:
    """The number that the last piece of a label is, and whether it is of so many or more; None where it is none."""
    text = label.rpartition(" | ")[2].strip(" :")
    more = _MORE.fullmatch(text)
    if more is not None and (least := _read(more["number"])) is not None:
        return least + 1, True
    match = _PLAIN.fullmatch(text)
    if match is not None:
        number = _read(match["number"])
        return None if number is None else (number, bool(match["open"] or match["after"]))
    match = _BEFORE.fullmatch(text) or _AFTER.fullmatch(text)
    return None if match is None else (int(match["number"]), False)


def _read(text: str) -> int | None:
    return int(text) if text.isdecimal() else _WORDS.get(text.casefold())


def numbered_keys(keys: Sequence[int], labels: dict[int, str]) -> list[Numbered]:
    """The longest run of keys whose labels are numbers that follow each other, up or down; empty where it is short."""
    best: list[Numbered] = []
    run: list[Numbered] = []
    for key in keys:
        read = number_of(labels.get(key, ""))
        each = Numbered(key, *read) if read is not None else None
        if each is not None and run and not _follow([*run, each]):
            run = []
        run = [] if each is None else [*run, each]
        best = max(best, run, key=len)
    return best if len(best) >= FEWEST else []


def _follow(run: Iterable[Numbered]) -> bool:
    """Whether each is one more than the one before it, or each is one less."""
    steps = {other.number - one.number for one, other in pairwise(run)}
    return steps in ({1}, {-1})
