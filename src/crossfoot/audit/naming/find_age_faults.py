"""Ages: bands that follow each other without a gap or an overlap, ranges that run upward."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import Cell
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

AGES = Rule(
    "age-bands", Kind.LABEL, "Age bands neither overlap nor leave a gap, and each runs upward.", Severity.WARNING
)
OLDEST = 130
FEWEST_BANDS = 3
_AGE = re.compile(r"\bage[ds]?\b|\byears?[ -]old|\bages\b|\byear olds\b", re.IGNORECASE)
_BY_AGE = re.compile(r"\bby age\b|\bage (?:group|band|range)s?\b|\bages?\b", re.IGNORECASE)
_HEAD = re.compile(r"^(?:age|ages|aged)\b|\bage (?:group|band|range)|\bby age\b", re.IGNORECASE)
_YEARS = r"(?:\s?(?:years?|yrs?|year[- ]olds?))?(?: olds?| of age)?"
_BAND = re.compile(
    rf"(?:aged?s? )?(?:(?P<low>\d{{1,3}})\s?(?:to|[-\u2013\u2014]|and)\s?(?P<high>\d{{1,3}}){_YEARS}"
    rf"|(?P<under>under|below|less than|up to) (?P<top>\d{{1,3}}){_YEARS}"
    rf"|(?P<over>over|above|more than)? ?(?P<from>\d{{1,3}}){_YEARS}\s?(?:\+|and (?:over|above|older)|or "
    rf"(?:over|older|above|"
    rf"more)|plus)?)",
    re.IGNORECASE,
)
_BACKWARDS = re.compile(
    r"\b(?:aged?|ages|ages of|between the ages of)\s+(?:between\s+)?(?P<low>\d{1,2})\s?(?:to|[-\u2013]|"
    r"and)\s?(?P<high>\d{1,2})\b"
    r"(?!\s?(?:%|per|\.\d|,\d))|\b(?P<low2>\d{1,2})\s?(?:to|[-\u2013])\s?(?P<high2>\d{1,2})[\s-]year[\s-]olds?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Band:
    """Ages from `low` to `high`, both in it, and the cell that names them."""

    low: int
    high: int
    cell: Cell


def find_age_faults(study: Study) -> None:
    """Check the bands of each table, across and down, and the ranges of ages in all words."""
    for paragraph in study.pack.paragraphs:
        _check_range(study, paragraph.line, paragraph.text)
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        cells = [cell for row in table.header for cell in row] + [row.cells[0] for row in table.rows if row.cells]
        for cell in cells:
            _check_range(study, cell.line, cell.text)
        for run in _runs(table):
            for bands in _told_again(run):
                _check_bands(study, table, bands)


def _check_range(study: Study, line: int, text: str) -> None:
    for match in _BACKWARDS.finditer(text):
        low, high = int(match["low"] or match["low2"]), int(match["high"] or match["high2"])
        if low <= high:
            study.ledger.agreed(AGES)
        else:
            _found(study, line, match[0], f"{low} comes after {high}.", "", 0.75)


def _found(study: Study, line: int, published: str, words: str, expected: str, confidence: float) -> None:  # noqa: PLR0917
    study.ledger.found(
        AGES,
        None,
        line=line,
        published=published,
        expected=expected,
        explanation=f"{AGES.words} {words}",
        confidence=confidence,
    )


def _runs(table: PackTable) -> Iterator[list[Band]]:
    """The bands among the headings of each header row, and among the labels, right after each other."""
    heads = " ".join(column.heading for column in table.columns[: table.stub])
    by_age = bool(_BY_AGE.search(table.caption)) and not heads.strip()
    for line in (*table.header, [row.cells[0] for row in table.rows if row.cells]):
        if not _HEAD.search(heads) and not by_age and not any(_AGE.search(cell.text) for cell in line):
            continue
        run: list[Band] = []
        for cell in line:
            band = _band(cell)
            covers = band is not None and len(run) > 1 and band.low <= run[0].low and band.high >= run[-1].high
            if band is None or covers:
                # A band of all ages before it is their total.
                yield run
                run = []
            elif not run or (band.low, band.high) != (run[-1].low, run[-1].high):
                run.append(band)
        yield run


def _told_again(run: list[Band]) -> list[list[Band]]:
    """The bands in two parts, where the second has all ages of the first again: `17, 18, 19, 20`, then `17 to 18`."""
    for place in range(FEWEST_BANDS, len(run)):
        if run[place].low == run[0].low and run[-1].high == run[place - 1].high:
            return [run[:place], run[place:]]
    return [run]


def _band(cell: Cell) -> Band | None:
    match = _BAND.fullmatch(" ".join(cell.text.split()))
    if match is None or "%" in cell.text:
        return None
    if match["low"]:
        low, high = int(match["low"]), int(match["high"])
    elif match["top"]:
        low, high = 0, int(match["top"]) - (match["under"].casefold() != "up to")
    else:
        low = int(match["from"]) + bool(match["over"])
        plain = re.fullmatch(r"\d+", cell.text.strip()) or re.fullmatch(
            r"(?:aged? )?\d+ ?(?:years?)?", cell.text, re.IGNORECASE
        )
        high = low if plain else OLDEST
    return Band(low, high, cell) if low <= OLDEST and high <= OLDEST else None


def _check_bands(study: Study, table: PackTable, run: Sequence[Band]) -> None:
    """One edge that does not meet while the others do."""
    bands = list(run)
    if len(bands) < FEWEST_BANDS or not any(band.high > band.low for band in bands):
        return
    edges = [other.low - one.high - 1 for one, other in pairwise(bands)]
    wrong = [place for place, edge in enumerate(edges) if edge != 0]
    backwards = [band for band in bands if band.low > band.high]
    if not wrong and not backwards:
        study.ledger.agreed(AGES)
        return
    if len(wrong) - len(backwards) > 1 or (not backwards and len(wrong) * 2 > len(edges)):
        return
    if backwards:
        band = backwards[0]
        words = f"{band.cell.text} runs backwards."
    else:
        one, band = bands[wrong[0]], bands[wrong[0] + 1]
        what = "overlap" if edges[wrong[0]] < 0 else "leave a gap"
        words = f"{one.cell.text} is followed by {band.cell.text}: they {what}."
    study.ledger.found(
        AGES,
        None,
        line=band.cell.line,
        published=band.cell.text,
        column=band.cell.text,
        expected="bands that meet",
        explanation=f"{AGES.words} {words}",
        confidence=0.7 if len(edges) > 2 else 0.6,
    ).table = table.title
