"""Weights that words, headings or a row of weights give to what makes up a score: `quality 60% and price 40%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.study import Study

MOST_PARTS = 10
MOST_CHOICES = 64
_PERCENT = re.compile(r"(?<![\d.])(?P<number>\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent\b)", re.IGNORECASE)
_BRACKETED = re.compile(
    r"[(\[]\s*((?:weight(?:ing|ed)?:?\s*)?\d{1,2}(?:\.\d+)?\s?(?:%|per ?cent))\s*[)\]]", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:.()\u2013\u2014](?!\d)|\s(?:and|plus|with|then)\s|\s\+\s|\n", re.IGNORECASE)
_SPLIT = re.compile(
    r"(?P<one>[a-z]+)\s?[/:]\s?(?P<other>[a-z]+)\b[^.\d]{0,30}(?P<first>\d{2})\s?%?\s?[/:]\s?(?P<last>\d{2})\b|"
    r"\b(?P<first2>\d{2})\s?%?\s?[/:]\s?(?P<last2>\d{2})\s?%?\s[^.\d]{0,30}?(?P<one2>[a-z]+)\s?[/:]\s?(?P<other2>[a-z]+)\b",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(r"\d{2}\s?%?\s?[/:]\s?\d{2}")
"""Without two such numbers nothing is split: the pattern of names is slow to fail."""
_WEIGHT = re.compile(r"^(?:the )?weight(?:s|ing|ings)?\b(?!ed)", re.IGNORECASE)
_GENERIC = frozenset({"score", "mark", "point", "weight", "final", "overall", "total", "rat", "result", "out", "max"})
"""Words that headings of scores share: they tell none from another."""


@dataclass(frozen=True)
class Weighting:
    """The lines that make up a score, the weight of each, where they are told, and the key that holds the weights."""

    lines: tuple[Line, ...]
    weights: tuple[Fraction, ...]
    told: str
    key: int | None = None


Named = tuple[tuple[frozenset[str], Fraction], ...]
"""The words that name each part, and its weight."""


def weightings_of(study: Study, grid: Grid) -> Iterator[Weighting]:
    """Every way in which weights are told for lines of the grid."""
    yield from _in_headings(grid)
    for key, label in grid.labels.items():
        if _WEIGHT.search(label.rpartition(" | ")[2].strip()):
            lines = [line for line in grid.lines if key in line.values and line.values[key].amount > 0]
            yield from _at_key(lines, key, label)
    for words, named in _told(study):
        choices = [_called(grid, name) for name, _ in named]
        count = 1
        for each in choices:
            count *= len(each)
        if 0 < count <= MOST_CHOICES:
            weights = tuple(weight for _, weight in named)
            for parts in product(*choices):
                if len(set(parts)) == len(parts):
                    yield Weighting(parts, weights, words)


def _in_headings(grid: Grid) -> Iterator[Weighting]:
    """`Quality (60%)`, `Price (40%)`."""
    found = [
        (line, Fraction(match["number"]))
        for line in grid.lines
        if (match := _PERCENT.search(line.own_label)) is not None and len(_PERCENT.findall(line.own_label)) == 1
    ]
    for start in range(len(found)):
        for end in range(start + 2, min(len(found), start + MOST_PARTS) + 1):
            if sum(weight for _, weight in found[start:end]) == 100:
                part = found[start:end]
                yield Weighting(tuple(line for line, _ in part), tuple(weight for _, weight in part), "the headings")


def _at_key(lines: Sequence[Line], key: int, label: str) -> Iterator[Weighting]:
    """A row or column of weights: of all that have one, or of all but the one that adds them up."""
    amounts = [Fraction(str(line.values[key].amount)) for line in lines]
    for place, amount in enumerate(amounts):
        if 3 <= len(lines) <= MOST_PARTS + 1 and amount == sum(amounts) - amount:
            lines = [line for line in lines if line is not lines[place]]
            amounts = amounts[:place] + amounts[place + 1 :]
            break
    if 2 <= len(lines) <= MOST_PARTS and len(set(amounts)) > 1:
        yield Weighting(tuple(lines), tuple(amounts), label, key)


def _called(grid: Grid, name: frozenset[str]) -> list[Line]:
    """The lines whose labels have a word of the name; those that it names best alone."""
    shared = {
        line: len(words & name) / len(words)
        for line in grid.lines
        if (words := subject_of(line.own_label) - _GENERIC) and words & name
    }
    best = max(shared.values(), default=0.0)
    whole = [line for line in shared if shared[line] == best]
    return whole if best == 1 else list(shared)


def _told(study: Study) -> list[tuple[str, Named]]:
    """All weights that words of the pack tell, those of one list together."""
    return study.once("told weights", -1, lambda: list(_in_words(study)))


def _in_words(study: Study) -> Iterator[tuple[str, Named]]:
    texts = [(f"line {each.line}", each.text) for each in study.pack.paragraphs]
    texts += [(f"line {table.line}", text) for table in study.pack.tables for text in {table.caption, *table.captions}]
    for where, text in texts:
        if len(_PERCENT.findall(text)) >= 2:
            yield from ((where, named) for named in _lists(_BRACKETED.sub(r" \1", text)))
        for match in _SPLIT.finditer(text) if _SIDE_BY_SIDE.search(text) else ():
            first, last = match["first"] or match["first2"], match["last"] or match["last2"]
            names = match["one"] or match["one2"], match["other"] or match["other2"]
            if int(first) + int(last) == 100:
                yield (
                    where,
                    tuple(
                        (subject_of(name), Fraction(number)) for name, number in zip(names, (first, last), strict=True)
                    ),
                )


def _lists(text: str) -> Iterator[Named]:
    """Parts that follow each other, each with one percentage, and make a hundred together."""
    run: list[tuple[frozenset[str], Fraction]] = []
    for clause in [*_CLAUSE.split(text), ""]:
        found = _PERCENT.findall(clause)
        name = subject_of(_PERCENT.sub(" ", clause)) - _GENERIC if len(found) == 1 else frozenset()
        if name:
            run.append((name, Fraction(found[0])))
        elif clause.strip() or not clause:
            yield from _hundreds(run)
            run = []


def _hundreds(run: Sequence[tuple[frozenset[str], Fraction]]) -> Iterator[Named]:
    for start in range(len(run)):
        for end in range(start + 2, min(len(run), start + MOST_PARTS) + 1):
            if sum(weight for _, weight in run[start:end]) == 100:
                yield tuple(run[start:end])
