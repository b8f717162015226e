"""What stands beside a measure in two places agrees too: which way is good, target, benchmarks, unit, reference."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfoot.audit.across.find_repeated_measures import MOST_TABLES, subject_words
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, likeness, measure_of, stem
from crossfoot.audit.reading.pack import Column, PackTable, Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

POLARITY = Rule(
    "polarity", Kind.LABEL, "Which way is good is the same wherever a measure is printed.", Severity.WARNING
)
TARGETS = Rule(
    "targets", Kind.CROSS_TABLE, "The target of a measure is the same wherever it is printed.", Severity.WARNING
)
BENCHMARKS = Rule(
    "benchmarks", Kind.CROSS_TABLE, "A benchmark of a measure is the same wherever it is printed.", Severity.WARNING
)
UNITS = Rule("units", Kind.LABEL, "The unit that a table names is the unit that the label promises.", Severity.WARNING)
_UNDER_TARGET = "under the target"
_QUARTILE = re.compile(r"\bquartile\b", re.IGNORECASE)
SLID = Rule("slid-values", Kind.LABEL, "A value stands under the heading that it belongs to.", Severity.WARNING)
_POLARITY_NAMES = {"high": "high is good", "low": "low is good", "none": "for information"}
_KINDS = (
    ("best neighbour", re.compile(r"best.*neigh", re.IGNORECASE)),
    ("neighbours' average", re.compile(r"neigh", re.IGNORECASE)),
    ("top quartile", re.compile(r"quartile", re.IGNORECASE)),
    ("national average", re.compile(r"england|national|\bnat\b", re.IGNORECASE)),
    ("regional average", re.compile(r"region", re.IGNORECASE)),
)
_UNSPECIFIC = frozenset(stem(word) for word in ("trend", "year", "years", "average", "overall", "rolling", "3", "5"))
"""Words of a label that do not say what is measured: the same row stands in tables of several things."""
_UNIT_MEASURES = {
    "percentage": Measure.PERCENT,
    "percent": Measure.PERCENT,
    "%": Measure.PERCENT,
    "count": Measure.COUNT,
    "number": Measure.COUNT,
    "rate": Measure.RATE,
    "rolling rate": Measure.RATE,
    "average": Measure.AVERAGE,
    "maximum": Measure.SCORE,
}


def find_label_faults(study: Study) -> None:
    """Compare polarity, target and benchmarks of the same measure in several tables; units with their labels."""
    seen: set[tuple[Place | None, Place | None]] = set()
    for first, other in _same(study):
        _check_polarity(study, first, other)
        one, two = first.extras.get(Role.TARGET), other.extras.get(Role.TARGET)
        if one is not None and two is not None and (one, two) not in seen:
            seen.add((one, two))
            _compare(study, TARGETS, one, two, first.label)
        _check_slid(study, first, other)
        _check_slid(study, other, first)
    _check_benchmarks(study)
    _check_units(study)
    for table in study.pack.tables:
        if table.index not in study.copies:
            _check_slid_rows(study, table)
            _check_quartiles(study, table)
    _check_beside_slid(study)


def _check_slid_rows(study: Study, table: PackTable) -> None:
    """Rows that had to be moved a column to the right to stand under their headings."""
    for number, row in enumerate(table.rows):
        if row.line in table.slid:
            place = Place(table.index, number, table.stub)
            study.ledger.found(
                SLID,
                place,
                explanation=f"{SLID.words} {row.label} and its values stand a column to the left of the rows above.",
                expected="a column to the right",
                confidence=0.55,
                cause="The first, blank, cell of the row was lost.",
            )


def _check_quartiles(study: Study, table: PackTable) -> None:
    """A quartile is one number: a range in its column is a target or a tolerance."""
    for place in table.value_columns:
        if _QUARTILE.search(table.columns[place].heading):
            for row in range(len(table.rows)):
                cell = table.cell(row, place)
                if cell.range is not None and cell.range[0] < cell.range[1]:
                    study.ledger.found(
                        SLID,
                        Place(table.index, row, place),
                        explanation=f"{SLID.words} {cell.text} is a range; a quartile is one number.",
                        expected="under another heading",
                        confidence=0.55,
                        others=_beside_without_targets(table, row, place),
                    )


def _beside_without_targets(table: PackTable, row: int, column: int) -> list[Place]:
    """The other numbers of a column, where the table's own column of targets is blank: they slid too."""
    targets = [place for place in table.value_columns if table.columns[place].role is Role.TARGET]
    if not targets or any(table.cell(each, place).text for each in range(len(table.rows)) for place in targets):
        return []
    places = [Place(table.index, each, column) for each in range(len(table.rows)) if each != row]
    return [place for place in places if table.cell(place.row, column).text]


def _check_beside_slid(study: Study) -> None:
    """Where a target stands under a benchmark, the same value in the other rows of that column has slid with it."""
    slid = [each for each in study.ledger.findings if each.rule == SLID.id and each.expected == _UNDER_TARGET]
    known = {(each.table_number, each.row_number) for each in slid}
    for finding in slid:
        table = study.pack.tables[finding.table_number or 0]
        column = finding.column_number or 0
        targets = [place for place, each in enumerate(table.columns) if each.role is Role.TARGET]
        for row, each in enumerate(table.rows):
            cell = table.cell(row, column)
            bare = not any(table.cell(row, place).text for place in targets)
            if cell.text == finding.published and bare and (table.index, row) not in known:
                known.add((table.index, row))
                study.ledger.found(
                    SLID,
                    Place(table.index, row, column),
                    explanation=(
                        f"{SLID.words} {cell.text} at line {finding.line} is a target; so it is beside {each.label!r}."
                    ),
                    expected=_UNDER_TARGET,
                    confidence=0.55,
                ).other_lines = (finding.line,)


def _same(study: Study) -> Iterator[tuple[Series, Series]]:
    """Pairs of one measure: matched by value, or by the same reference and like words."""
    done = {(first.number, other.number) for first, other in study.alike}
    yield from study.alike
    by_reference: dict[str, list[Series]] = defaultdict(list)
    for series in study.series:
        if series.reference and series.table not in study.copies:
            by_reference[series.reference.casefold().rstrip("abn")].append(series)
    for group in by_reference.values():
        if len({series.table for series in group}) > MOST_TABLES:
            continue
        for place, first in enumerate(group):
            for other in group[place + 1 :]:
                if (first.number, other.number) in done or first.table == other.table:
                    continue
                if likeness(first.subject, other.subject) >= 0.4:
                    yield first, other


def _check_polarity(study: Study, first: Series, other: Series) -> None:
    if not first.polarity or not other.polarity:
        return
    if first.polarity == other.polarity:
        study.ledger.agreed(POLARITY)
        return
    place = next(iter(other.places.values()))
    if any(
        each.rule == POLARITY.id and (each.table_number, each.row) == (other.table, other.label)
        for each in study.ledger.findings
    ):
        return
    line = _line_of_labels(study, other)
    study.ledger.found(
        POLARITY,
        place,
        line=line,
        explanation=(
            f"{POLARITY.words} For {other.label!r} {_POLARITY_NAMES[other.polarity]} here; at line "
            f"{_line_of_labels(study, first)} "
            f"{_POLARITY_NAMES[first.polarity]} ({first.label!r})."
        ),
        published=other.polarity,
        expected=first.polarity,
        confidence=0.8,
        column="which way is good",
        row=other.label,
    )


def _check_slid(study: Study, series: Series, other: Series) -> None:
    """No target here, but the target of the same measure stands in a column of benchmarks beside it."""
    table, target = study.pack.tables[series.table], other.extras.get(Role.TARGET)
    known = study.pack.cell(target).number if target is not None else None
    has_targets = any(column.role is Role.TARGET for column in table.columns)
    if known is None or not series.by_row or not has_targets or Role.TARGET in series.extras or known.value == 0:
        return
    for place in series.benchmarks.values():
        number = study.pack.cell(place).number
        said = {(each.table_number, each.row_number) for each in study.ledger.findings if each.rule == SLID.id}
        if number is None or number.amount != known.amount or number.percent != known.percent:
            study.ledger.agreed(SLID)
        elif (place.table, place.row) not in said:
            study.ledger.found(
                SLID,
                place,
                explanation=(
                    f"{SLID.words} {study.pack.cell(place).text} is the target of {other.label!r} (line "
                    f"{study.ledger.line_of(target) if target else 0}); here the column of targets is blank."
                ),
                expected=_UNDER_TARGET,
                confidence=0.7,
                cause="The values of the row slid to another column.",
            )


def _line_of_labels(study: Study, series: Series) -> int:
    """The line of a row, or of the headings of a column where they say which way is good."""
    table = study.pack.tables[series.table]
    if series.by_row:
        return table.rows[series.position].line
    return table.rows[0].line - 1 if table.polarities and table.rows else table.line


def _compare(study: Study, rule: Rule, one: Place, two: Place, label: str) -> None:
    first, other = study.pack.cell(one), study.pack.cell(two)
    left, right = first.number, other.number
    if left is None or right is None:
        return
    if left.rounded.meets(right.rounded) or (left.decimals == right.decimals and left.amount == right.amount):
        study.ledger.agreed(rule)
        return
    study.ledger.found(
        rule,
        two,
        explanation=f"{rule.words} For {label!r} it is {other.text} here and {first.text} at line {first.line}.",
        expected=first.text,
        confidence=0.75,
        others=[one],
    )


def _check_benchmarks(study: Study) -> None:
    """Benchmarks stand beside series, and in small tables of their own whose rows are measures."""
    known: dict[tuple[frozenset[str], str, bool], list[tuple[Place, str]]] = defaultdict(list)
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for column in table.value_columns:
            if kind := _benchmark_kind(table.columns[column]):
                for place, label in _benchmarks(study, table, column):
                    known[subject_words(label), kind, "rolling" in label.casefold()].append((place, label))
    for places in known.values():
        first, label = places[0]
        for other, _ in places[1:]:
            if other.table != first.table:
                name = f"{label}: {study.pack.column(first).heading.rpartition(' | ')[2]}"
                _compare(study, BENCHMARKS, first, other, name)


def _benchmark_kind(column: Column) -> str:
    """Whose figure the column holds; empty where that is not said, or at another time."""
    heading = column.heading.rpartition(" | ")[2]
    if column.role is not Role.BENCHMARK or column.time is not None or "latest" in heading.casefold():
        return ""
    return next((name for name, pattern in _KINDS if pattern.search(heading)), "")


def _benchmarks(study: Study, table: PackTable, column: int) -> Iterator[tuple[Place, str]]:
    for number, row in enumerate(table.rows):
        place = Place(table.index, number, column)
        words = subject_words(row.label)
        if study.is_number(place) and len(words - _UNSPECIFIC) >= 2 and measure_of(row.label) is not Measure.UNKNOWN:
            yield place, row.label


def _check_units(study: Study) -> None:
    for series in study.series:
        place = series.extras.get(Role.UNIT)
        if place is None or series.table in study.copies:
            continue
        said = study.pack.cell(place).text.casefold().strip()
        promised = measure_of(series.label)
        named = _UNIT_MEASURES.get(said)
        maximum = "maximum" in series.label.casefold()
        average = "average" in series.label.casefold()
        if named is None or (promised is Measure.UNKNOWN and not maximum):
            continue
        wrong = (named is Measure.AVERAGE and maximum and not average) or (
            said == "maximum" and average and not maximum
        )
        pair = {named, promised}
        wrong = wrong or pair in ({Measure.PERCENT, Measure.COUNT}, {Measure.COUNT, Measure.RATE})
        if not wrong:
            study.ledger.agreed(UNITS)
            continue
        study.ledger.found(
            UNITS,
            place,
            explanation=f"{UNITS.words} {series.label!r} is said to be {study.pack.cell(place).text!r}.",
            expected="maximum" if maximum else promised.value,
            confidence=0.8,
        )
