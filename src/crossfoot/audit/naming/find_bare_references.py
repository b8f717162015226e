"""References by a number alone, `the rates are in 4.9`, or a letter in brackets, `table (k)`, that no heading has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfoot.audit.naming.find_reference_faults import OTHER_PAPER, REFERENCES, found_reference
from crossfoot.audit.study import Study

_NUMBERED = re.compile(r"(?P<top>\d{1,2})\.(?P<own>\d{1,2})\.?\s+[A-Z]")
_LETTERED = re.compile(r"\((?P<letter>[a-z])\)\s+[A-Z]")
_TO_NUMBER = re.compile(
    r"\b(?:in|from|see|under|at|with|beside) (?P<top>\d{1,2})\.(?P<own>\d{1,2})"
    r"(?=[;,)]|\.?$|\.\s|\s(?:and|come|comes|above|below|shows?|gives?|says?|are|is|to the|has)\b)"
)
_TO_LETTER = re.compile(r"\b(?:[Tt]able|[Ss]ection|[Pp]art|[Ll]ist|[Cc]hart|[Ff]igure)s?\s+\((?P<letter>[a-z])\)")
FEWEST = 3
FEWEST_CITED = 2
"""Headings that a paragraph must cite by number alone for another such number to be a citation."""


def find_bare_references(study: Study) -> None:
    """Check them against the headings and captions of that kind, where those run from the first without a gap."""
    numbers, letters = _headings(study)
    for paragraph in study.pack.paragraphs:
        text = paragraph.text
        if _NUMBERED.match(text) and paragraph.heading:
            continue
        cited = [(int(match["top"]), int(match["own"]), match) for match in _TO_NUMBER.finditer(text)]
        known = [own <= numbers.get(top, 0) for top, own, _ in cited]
        if sum(known) >= FEWEST_CITED:
            for (top, _, match), fine in zip(cited, known, strict=True):
                number = f"{match['top']}.{match['own']}"
                if fine:
                    study.ledger.agreed(REFERENCES)
                elif top in numbers:
                    found_reference(study, paragraph, number, f"Its section {top} ends at {top}.{numbers[top]}.", 0.8)
        for match in _TO_LETTER.finditer(text) if letters else ():
            if OTHER_PAPER.match(text[match.end() :]):
                continue
            if _place_of(match["letter"]) <= letters:
                study.ledger.agreed(REFERENCES)
            else:
                last = chr(ord("a") + letters - 1)
                found_reference(study, paragraph, match[0], f"The last heading of that kind is ({last}).", 0.8)


def _headings(study: Study) -> tuple[dict[int, int], int]:
    """How far the numbers under each section run, and how far the letters."""
    under: dict[int, set[int]] = defaultdict(set)
    letters: set[int] = set()
    for text in _titles(study):
        if match := _NUMBERED.match(text):
            under[int(match["top"])].add(int(match["own"]))
        elif match := _LETTERED.match(text):
            letters.add(_place_of(match["letter"]))
    return {top: last for top, own in under.items() if (last := _runs_to(own))}, _runs_to(letters)


def _titles(study: Study) -> Iterator[str]:
    for paragraph in study.pack.paragraphs:
        yield paragraph.text
    for table in study.pack.tables:
        yield from (table.caption, *table.captions)


def _place_of(letter: str) -> int:
    """1 for `a`."""
    return ord(letter) - ord("a") + 1


def _runs_to(numbers: set[int]) -> int:
    """The last of them where they run from 1 without a gap, and are enough; else 0."""
    return len(numbers) if len(numbers) >= FEWEST and numbers == set(range(1, len(numbers) + 1)) else 0
