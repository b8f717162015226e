"""Running totals: each figure of a cumulative column or row is the one before it and what came since."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, Totalling
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

RUNNING = Rule("running-totals", Kind.ARITHMETIC, "A cumulative figure is the one before it and what came since.")
HELD = 0.7
FEWEST = 3
_WORDS = re.compile(r"\bcumulative|\brunning\b|(?<!up )(?<!up-)\bto[ -]date\b|\bytd\b|\bso far\b", re.IGNORECASE)
_CUMULATIVE = re.compile(r"\bcumulative|\brunning total", re.IGNORECASE)
Line = tuple[str, list[Place]]
"""What heads a row or column, and its cells in order of time."""


def find_running_totals(study: Study) -> None:
    """Find columns and rows that run up another of the same table, counts and percentages, and check every step."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        lines = [*_down(table), *_across(table)]
        running = [line for line in lines if _WORDS.search(line[0])]
        plain = [line for line in lines if line not in running and not _is_percent(study, line[1])]
        for target in running:
            _check(study, target, plain)


def _down(table: PackTable) -> Iterator[Line]:
    """Columns of a table whose rows are times, or of all its rows but that of all where one is called cumulative."""
    timed = [(number, row.time) for number, row in enumerate(table.rows) if row.role is Role.TIME]
    # A quarter under its months is none of what runs up.
    kinds = Counter(time.kind for _, time in timed if time is not None)
    usual = kinds.most_common(1)[0][0] if kinds else None
    rows = [number for number, time in timed if time is None or time.kind is usual]
    if len(rows) < FEWEST and any(_CUMULATIVE.search(column.heading) for column in table.columns):
        rows = [number for number, row in enumerate(table.rows) if row.totalling is Totalling.NONE]
    if len(rows) >= FEWEST:
        for column in table.value_columns:
            yield table.columns[column].heading, [Place(table.index, row, column) for row in rows]


def _across(table: PackTable) -> Iterator[Line]:
    """Rows of a table whose columns are times."""
    columns = [place for place in table.value_columns if table.columns[place].role is Role.TIME]
    if len(columns) >= FEWEST:
        for number, row in enumerate(table.rows):
            yield row.label, [Place(table.index, number, column) for column in columns]


def _is_percent(study: Study, places: Sequence[Place]) -> bool:
    return any(study.is_number(place) and study.measure(place) is Measure.PERCENT for place in places)


def _check(study: Study, target: Line, plain: Sequence[Line]) -> None:
    percent = _is_percent(study, target[1])
    best: list[Equation] = []
    for first in plain:
        for other in plain if percent else [first]:
            if percent and other is first:
                continue
            equations = list(_steps(study, target, first, other if percent else None))
            held = sum(bool(equation.holds) for equation in equations)
            if held >= max(FEWEST, HELD * len(equations)) and held > sum(bool(each.holds) for each in best):
                best = equations
    for equation in best:
        study.ledger.weigh(equation)


def _steps(study: Study, target: Line, part: Line, whole: Line | None) -> Iterator[Equation]:
    """The figure at each time is the sum of all up to then; of a percentage, the one sum over the other."""
    words = f"{target[0]} runs up {part[0]}{f' over {whole[0]}' if whole else ''}."
    if len(target[1]) != len(part[1]) or (whole and len(whole[1]) != len(part[1])):
        return
    for place, printed in enumerate(target[1]):
        above, below = part[1][: place + 1], whole[1][: place + 1] if whole else []
        if not all(map(study.is_number, (printed, *above, *below))):
            return
        yield Equation(
            RUNNING,
            study.term(printed),
            tuple(map(study.term, above)),
            words,
            tuple(map(study.term, below)),
            Fraction(100 if whole else 1),
            weight=0.92,
        )
