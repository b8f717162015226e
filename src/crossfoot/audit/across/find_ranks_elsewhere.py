"""Ranks of one's own figures among those of others in another table, and the quarter that a rank falls in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from crossfoot.audit.display.ranked_lines import rank_in
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Totalling, subject_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.polarities import HIGH, LOW, polarities
from crossfoot.audit.study import Study

OWN_RANKS = Rule(
    "own-ranks",
    Kind.CROSS_TABLE,
    "The rank of an own figure is its place among the others in the table that has them all.",
)
QUARTERS = Rule("quarters-of-ranks", Kind.DISPLAY, "A rank is of the quarter whose ranks the words say it has.")
FEWEST = 3
FEWEST_SURE = 2
"""Ranks that hold, where the heading says of how many they are and the table which way is good."""
FEWEST_OTHERS = 6
_RANK = re.compile(
    r"\brank(?:ed|ing)?\b|\b(?:position|place|placed) (?:out )?of \d|\b(?:our|own) (?:place|position|placing)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof (\d+)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\b(quartile|quarter|quintile|band|group)\b", re.IGNORECASE)
_SUMMARY = re.compile(
    r"\b(median|average|mean|england|national|total|all|lowest|highest|region\w*|neighbours?)\b", re.IGNORECASE
)
_RANGES = re.compile(
    r"(?<![\d.])(?P<label>\d)\b[^,;.\d]*?\b(?:ranks?|places?|positions?)\s+(?P<low>\d+)"
    r"(?:\s?(?:to|and|or|-|\u2013)\s?(?P<high>\d+))?",
    re.IGNORECASE,
)


def find_ranks_elsewhere(study: Study) -> None:
    """Check every column of ranks whose rows are the columns of another table, and the quarters beside it."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        ranks = [
            place
            for place, each in enumerate(table.columns)
            if _RANK.search(each.heading) and len(_ranks_in(table, place)) >= FEWEST
        ]
        for column in ranks[:1]:
            for other in study.pack.tables:
                if other.index != table.index and other.index not in study.copies:
                    _check(study, table, column, other)
            if table.columns[column].numeric:
                _check_quarters(study, table, column)


def _check(study: Study, table: PackTable, column: int, other: PackTable) -> None:
    others = [
        number
        for number, row in enumerate(other.rows)
        if row.totalling is Totalling.NONE and not _SUMMARY.search(row.label)
    ]
    columns = dict(_same(table, other))
    ranks = _ranks_in(table, column)
    rows = [row for row in columns if row in ranks]
    if len(others) < FEWEST_OTHERS or len(rows) < FEWEST:
        return
    own = _own_row(study, table, other, columns, others)
    if own is None:
        return
    ways = polarities(study, table)
    held = 0
    faults: list[tuple[int, str, Place]] = []
    for row in rows:
        cells = [Place(other.index, number, columns[row]) for number in others]
        if not all(map(study.is_number, cells)):
            return
        values = [study.value(cell) for cell in cells]
        where = Place(other.index, own, columns[row])
        allowed = {
            place
            for way in ((ways[row],) if ways.get(row) else (HIGH, LOW))
            for place in _places(values, study.value(where), way)
        }
        if ranks[row][0] in allowed:
            held += 1
        else:
            faults.append((row, " or ".join(map(str, sorted(allowed))), where))
    heading = _OF.search(table.columns[column].heading)
    told = {int(heading[1])} if heading is not None else {ranks[row][1] for row in rows} - {0}
    sure = told == {len(others)} and all(ways.get(row) for row in rows)
    if held < (FEWEST_SURE if sure else FEWEST) or len(faults) > 1:
        return
    study.ledger.agreed(OWN_RANKS, held)
    for row, expected, where in faults:
        study.ledger.found(
            OWN_RANKS,
            Place(table.index, row, column),
            explanation=(
                f"{OWN_RANKS.words} {held} of {held + 1} ranks are those of {other.rows[own].label} in "
                f"{other.title!r}; here {study.pack.cell(where).text} is {expected} of {len(others)}, and "
                f"{table.cell(row, column).text} is printed."
            ),
            expected=expected,
            confidence=0.85,
            others=[where],
        )


def _ranks_in(table: PackTable, column: int) -> dict[int, tuple[int, int]]:
    """The rank in each row, and of how many where the cell says so: `4`, `4th`, `4 of 9`."""
    found = ((row, rank_in(table.cell(row, column).text)) for row in range(len(table.rows)))
    return {row: rank for row, rank in found if rank is not None}


def _same(table: PackTable, other: PackTable) -> Iterator[tuple[int, int]]:
    """Rows of the one that are columns of the other, by their names."""
    names = {subject_of(other.columns[place].heading): place for place in other.value_columns}
    for number, row in enumerate(table.rows):
        subject = subject_of(row.label)
        if subject and subject in names:
            yield number, names[subject]


def _own_row(
    study: Study, table: PackTable, other: PackTable, columns: dict[int, int], others: list[int]
) -> int | None:
    """The row of the other table whose figures the rows of this one print, most of them."""
    counts: Counter[int] = Counter()
    for row, column in columns.items():
        printed = {
            study.value(place)
            for each in table.value_columns
            if study.is_number(place := Place(table.index, row, each))
        }
        for number in others:
            place = Place(other.index, number, column)
            if study.is_number(place) and study.value(place) in printed:
                counts[number] += 1
    best = counts.most_common(2)
    clear = bool(best) and best[0][1] >= FEWEST and best[0][1] * 5 >= len(columns) * 3
    return best[0][0] if clear and (len(best) == 1 or best[1][1] < best[0][1]) else None


def _places(values: list[Fraction], value: Fraction, way: str) -> range:
    better = sum(each > value if way == HIGH else each < value for each in values)
    return range(better + 1, better + 1 + values.count(value))


def _check_quarters(study: Study, table: PackTable, ranks: int) -> None:
    """The quarter of each rank by the ranks that the words give each quarter."""
    columns = [
        place
        for place, each in enumerate(table.columns)
        if _QUARTER.search(each.heading) and each.numeric and place != ranks
    ]
    for column in columns[:1]:
        word = _QUARTER.search(table.columns[column].heading)
        for paragraph in study.pack.paragraphs if word is not None else ():
            if word is None or word[1].casefold() not in paragraph.text.casefold():
                continue
            bands = {
                int(match["label"]): range(int(match["low"]), int(match["high"] or match["low"]) + 1)
                for match in _RANGES.finditer(paragraph.text)
            }
            if len(bands) >= FEWEST and sorted(bands) == list(range(1, len(bands) + 1)):
                _judge_quarters(study, table, (ranks, column), bands, paragraph.line)
                break


def _judge_quarters(
    study: Study, table: PackTable, columns: tuple[int, int], bands: dict[int, range], line: int
) -> None:
    pairs = []
    for row in range(len(table.rows)):
        rank, quarter = (Place(table.index, row, column) for column in columns)
        if study.is_number(rank) and study.is_number(quarter):
            expected = next((label for label, ranks in bands.items() if study.value(rank) in ranks), None)
            if expected is not None:
                pairs.append((rank, quarter, expected))
    wrong = [each for each in pairs if study.value(each[1]) != each[2]]
    if len(pairs) < FEWEST or len(wrong) > 1:
        return
    study.ledger.agreed(QUARTERS, len(pairs) - len(wrong))
    for rank, quarter, expected in wrong:
        study.ledger.found(
            QUARTERS,
            quarter,
            explanation=(
                f"{QUARTERS.words} By the rule told at line {line} rank {study.pack.cell(rank).text} is of {expected}; "
                f"{study.pack.cell(quarter).text} is printed."
            ),
            expected=str(expected),
            confidence=0.85,
            others=[rank],
        )
