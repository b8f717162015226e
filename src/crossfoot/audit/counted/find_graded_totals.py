"""`Six were graded inadequate` under a table of grades: how many the column or row of that grade has in all.

Only where the words name no row beside the grade, and all of them stand for the whole of the table close above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.counted.find_counted_states import COUNTED
from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.quoting.near_tables import is_total_row, is_whole_column, rows_without_totals, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.number_words import COUNT, NUMBERS, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import row_name, telling_words
from crossfoot.audit.study import Study

_GRADED = re.compile(
    rf"(?:^|[.,;] (?:and |but )?|\band )(?P<some>{COUNT}|none|\d{{1,4}})"
    r"(?: (?P<noun>(?:of (?:the|these|all) )?(?:\d+ |all )?(?!were|was|are|is|have|had)[a-z]+(?:s|ren|ople)))?"
    r" (?:were|was|are|is|have been|had been)(?: (?:now|then|in the end))?"
    r" (?P<verb>graded|rated|judged|found|scored|marked|assessed|classed|ranked|given)(?: (?:as|to be|at))?"
    r" (?P<name>[^.;,()\d]{3,40}?)(?=,| and\b| but\b| with\b|\.|;|$)",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:of (?:them|these|those|which|whom)|last|previous\w*|before|earlier|ago|in the (?:year|quarter|month)|again|"
    r"other|others|another|further|more|only those|at least|at most|about|nearly|over|under|not|or)\b",
    re.IGNORECASE,
)
CLOSE = 4
"""Lines under the table."""
FEWEST = 3
"""Grades side by side."""


def find_graded_totals(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every such count against the total of its grade in the table right above."""
    for sentence in sentences:
        match = _GRADED.search(sentence.text)
        if match is None or _NOT_ALL.search(sentence.text[: match.end()]) or sentence.periods:
            continue
        if any(each.line == sentence.line and each.rule == COUNTED.id for each in study.ledger.findings):
            continue
        for table in tables_beside(speaking, sentence.line)[:1]:
            if 0 < sentence.line - table.last_line <= CLOSE and table.index not in study.copies:
                _check(study, sentence, match, table)


def _check(study: Study, sentence: Sentence, match: re.Match[str], table: PackTable) -> None:
    place = next(iter(_totals(study, table, spaced(match["name"]))), None)
    if place is None or not study.is_number(place) or study.measure(place) not in {Measure.COUNT, Measure.UNKNOWN}:
        return
    rows = [row for row in rows_without_totals(study, table) if row != place.row]
    columns = [column for column in table.value_columns if column != place.column]
    if match["noun"] is not None and any(_names(match["noun"], table.columns[each].heading) for each in columns):
        return
    names = [spaced(row_name(table.rows[row])) for row in rows]
    said = spaced(f"{sentence.before} {sentence.text}")
    if any(name.strip() and name in said for name in names) or study.value(place).denominator != 1:
        return
    some, count = number_of(match["some"]), int(study.value(place))
    if some == count:
        study.ledger.agreed(COUNTED)
        return
    in_words = not match["some"].isdecimal() and count < len(NUMBERS)
    expected = NUMBERS[count] if in_words else str(count)
    working = f"{study.pack.name_of(place)} is {study.pack.cell(place).text}."
    tell(study, COUNTED, sentence, match["some"], expected, working, 0.75, [place])


def _names(noun: str, heading: str) -> bool:
    """Whether it is one kind of what is graded that the words are of: homes, beside a column of schools."""
    return bool(telling_words(noun)) and telling_words(noun) == telling_words(heading)


def _totals(study: Study, table: PackTable, name: str) -> Iterator[Place]:
    """The total of the one column of that name among those of counts, or of the one row."""
    columns = [
        column
        for column in table.value_columns
        if table.columns[column].role is Role.VALUE and not is_whole_column(table, column)
    ]
    named = [column for column in columns if spaced(table.columns[column].heading) == name]
    wholes = [row for row in range(len(table.rows)) if is_total_row(study, table, row)]
    if len(named) == 1 and len(wholes) == 1 and len(columns) >= FEWEST:
        yield Place(table.index, wholes[0], named[0])
    rows = [row for row in parts_of(table) if spaced(row_name(table.rows[row])) == name]
    whole = [column for column in table.value_columns if is_whole_column(table, column)] or columns[:1]
    if len(rows) == 1 and len(parts_of(table)) >= FEWEST and (len(whole) == 1):
        yield Place(table.index, rows[0], whole[0])
