"""Years written as `2016-17`: the second is the one after the first, unless a plan of several years is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crossfoot.audit.dates.find_date_faults import found_date
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SPANS = Rule("year-spans", Kind.LABEL, "A financial or school year ends in the year after it began.", Severity.WARNING)
FEWEST = 2
"""How often the pack must print the year that is meant."""
LONGEST_PLAN = 9
"""Years: so long a plan may be."""
_MONTHS = 12
_SPAN = re.compile(r"(?<![\d/.-])(?P<start>20\d{2})(?P<mark>[-\u2013/])(?P<end>\d{2})(?![\d/]|[-.]\d)")
_LONG = re.compile(
    r"\b(plan|plans|strategy|strategies|strategic|programme|framework|vision|period|decade|years|between|trend|ambition"
    r"|census|long[- ]term)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(no|nos|number|ref|reference|circular|notice|sfr|si|regulations?|act|case|report)\b\W*$", re.IGNORECASE
)
NEAR = 60


def find_year_spans(study: Study) -> None:
    """Check each `2010-20` against the years that the pack prints elsewhere."""
    found = [(line, text, match) for line, text in _texts(study.pack) for match in _SPAN.finditer(text)]
    printed = Counter(match.group().replace("/", "-") for _, _, match in found)
    for line, text, match in found:
        start, end = int(match["start"]), int(match["end"])
        if (start + 1) % 100 == end:
            study.ledger.agreed(SPANS)
            continue
        meant = [year for year in _near(start, end) if _count(printed, year) >= FEWEST]
        around = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        alone = sum(1 for _, _, other in found if other.group() == match.group()) == 1
        if (
            len(meant) != 1
            or not alone
            or end <= _MONTHS
            or 1 < (end - start) % 100 <= LONGEST_PLAN
            or _LONG.search(around)
            or _NUMBERED.search(text[: match.start()])
        ):
            continue
        expected = f"{meant[0]}{match['mark']}{(meant[0] + 1) % 100:02}"
        words = f"{match.group()} is no year; {expected} is printed {_count(printed, meant[0])} times."
        found_date(study, SPANS, line, match.group(), expected, words, 0.75)


def _near(start: int, end: int) -> set[int]:
    """Years of which one digit, of the start or of the end, is another than printed."""
    by_end = start - start % 100 + end - 1
    years = {by_end} if _one_digit(start, by_end) else set()
    return years | ({start} if _one_digit(end, (start + 1) % 100) else set())


def _one_digit(one: int, other: int) -> bool:
    pairs = zip(f"{one:02}", f"{other:02}", strict=False)
    return sum(left != right for left, right in pairs) == 1


def _count(printed: Counter[str], year: int) -> int:
    return sum(printed[f"{year}{mark}{(year + 1) % 100:02}"] for mark in ("-", "\u2013"))


def _texts(pack: Pack) -> Iterator[tuple[int, str]]:
    """All words of the pack, paragraphs and cells."""
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        for cells in (*table.header, *(row.cells for row in table.rows)):
            yield from ((cell.line, cell.text) for cell in cells if cell.text)
