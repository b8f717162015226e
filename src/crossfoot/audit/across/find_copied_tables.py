"""A table that is a copy of another under a title that says something else: boys and girls, this year and last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import PackTable, Role
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

COPIED = Rule(
    "copied-tables", Kind.CROSS_TABLE, "Two tables of different things do not have the same figures.", Severity.WARNING
)
FEWEST_NUMBERS = 4
FEWEST_LARGE = 3
"""Numbers above nine, all different: small ones may be equal by chance."""
_LABEL = re.compile(r"^(table|figure|chart|appendix|annex)\s*[A-Z]?\d*[a-z]?\s*[:.\-\u2013]?\s*", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(copy|again|continued|cont|repeat\w*|summary|chart|graph|data|figure|as (at )?table|from table|extract|"
    r"dashboard|"
    r"headline|overview|detail|target|budget|plan|profile|forecast|percentage|number|numbers|%)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{2,4}")


def find_copied_tables(study: Study) -> None:
    """Compare tables with the same labels and headings whose titles differ in a few words."""
    groups: dict[tuple[object, ...], list[PackTable]] = defaultdict(list)
    for table in study.pack.tables:
        if table.index in study.copies or not table.caption:
            continue
        values = tuple(_values(table))
        large = {value for value in values if value is not None and abs(value) > 9}
        if sum(value is not None for value in values) < FEWEST_NUMBERS or len(large) < FEWEST_LARGE:
            continue
        labels = tuple(row.label.casefold() for row in table.rows)
        groups[(labels, len(table.columns))].append(table)
    for tables in groups.values():
        for place, other in enumerate(tables):
            for first in tables[max(0, place - 6) : place]:
                if _differ(first, other):
                    _compare(study, first, other)


def _values(table: PackTable) -> Iterator[Fraction | None]:
    for row in range(len(table.rows)):
        for column in table.value_columns:
            number = table.cell(row, column).number
            yield None if number is None else number.amount


def _differ(first: PackTable, other: PackTable) -> bool:
    """Whether the titles speak of two things: each has a word that the other has not, and they share most."""
    one, two = (_LABEL.sub("", table.caption) for table in (first, other))
    if _AGAIN.search(one) or _AGAIN.search(two):
        return False
    words = [frozenset(words_of(text)) for text in (one, two)]
    apart = [words[0] - words[1], words[1] - words[0]]
    if not all(apart) or max(map(len, apart)) > 2 or len(words[0] & words[1]) < max(map(len, apart)):
        return False
    if all(_DATED.fullmatch(word) for part in apart for word in part):
        # Two tables of two years may both show the year between: only where no column names its own.
        return not any(column.role is Role.TIME for table in (first, other) for column in table.columns)
    return True


def _compare(study: Study, first: PackTable, other: PackTable) -> None:
    ours, theirs = list(_values(first)), list(_values(other))
    if ours != theirs:
        study.ledger.agreed(COPIED)
        return
    lines = {cell.line for table in (first, other) for row in table.rows for cell in row.cells}
    finding = study.ledger.found(
        COPIED,
        None,
        line=other.rows[0].line,
        published=other.title,
        row=other.title,
        explanation=(
            f"{COPIED.words} {other.title!r} has all {sum(value is not None for value in theirs)} figures of "
            f"{first.title!r} (line {first.line})."
        ),
        confidence=0.8,
        cause="One table was copied to begin the other and not filled in.",
    )
    finding.table = other.title
    finding.other_lines = tuple(sorted(lines - {finding.line}))
