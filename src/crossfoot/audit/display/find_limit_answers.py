"""Columns that answer whether a limit told in their heading was kept, `Under 426 days?`: each answer by its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.find_legend_faults import RATINGS
from crossfoot.audit.quoting.told_states import parts_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.study import Study

_LIMIT = re.compile(
    r"(?:^|\b)(?:(?P<under>under|below|less than|fewer than)|(?P<most>within|up to|no more than|at most|in)|"
    r"(?P<over>over|above|more than|longer than)|(?P<least>at least|no less than))\s£?(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?:\s?%|\s[a-z ]{2,24})?\s?\?$",
    re.IGNORECASE,
)
_ANSWERS = {"yes": True, "y": True, "no": False, "n": False, "✓": True, "✗": False, "✔": True, "✘": False}
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Limit:
    """What a heading asks of a number."""

    words: str
    holds: Callable[[Fraction], bool]


def find_limit_answers(study: Study) -> None:
    """Check every column of yes and no whose heading tells the limit, by the column of numbers that it answers for."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for column, each in enumerate(table.columns):
            limit = _limit_of(each.heading.rpartition(" | ")[2].strip())
            answers = {
                row: answer
                for row in parts_of(table)
                if (answer := _ANSWERS.get(table.cell(row, column).text.strip().casefold())) is not None
            }
            if limit is not None and len(answers) >= FEWEST and len(set(answers.values())) == 2:
                _judge(study, table, column, limit, answers)


def _limit_of(heading: str) -> Limit | None:
    match = _LIMIT.search(heading)
    if match is None:
        return None
    number = Fraction(match["number"].replace(",", ""))
    tests: tuple[tuple[str, Callable[[Fraction], bool]], ...] = (
        ("under", lambda value: value < number),
        ("most", lambda value: value <= number),
        ("over", lambda value: value > number),
        ("least", lambda value: value >= number),
    )
    return next(Limit(heading, holds) for name, holds in tests if match[name])


def _judge(study: Study, table: PackTable, column: int, limit: Limit, answers: dict[int, bool]) -> None:
    """By the one column that all answers follow, or all but one of five and more."""
    fitting: list[tuple[int, list[int]]] = []
    for values in _numbers(study, table, column, answers):
        wrong = [
            row
            for row, answer in answers.items()
            if limit.holds(study.value(Place(table.index, row, values))) != answer
        ]
        if not wrong:
            study.ledger.agreed(RATINGS)
            return
        if len(wrong) == 1:
            fitting.append((values, wrong))
    if len(fitting) != 1:
        return
    values, (row,) = fitting[0]
    cell = table.cell(row, values)
    study.ledger.found(
        RATINGS,
        Place(table.index, row, column),
        explanation=(
            f"{RATINGS.words} {limit.words} {table.columns[values].heading} has {cell.text}; the other "
            f"{len(answers) - 1} answers are right."
        ),
        expected="No" if answers[row] else "Yes",
        confidence=0.85,
    )


def _numbers(study: Study, table: PackTable, column: int, answers: dict[int, bool]) -> Iterator[int]:
    for place in table.value_columns:
        beside = place != column and table.columns[place].role not in {Role.TARGET, Role.BENCHMARK}
        if beside and all(study.is_number(Place(table.index, row, place)) for row in answers):
            yield place
