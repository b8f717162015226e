"""A population over a few rows written by hand: what is asked of each row that it has."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import ibis
from fast_figures import Fast, Records

from crossfoot.populations import POPULATIONS
from crossfoot.populations.population import column_of
from crossfoot.vocabulary.periods import Period

MONTHS = Period.parse("2017-02").last(15)
"""December 2015 to February 2017."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def ask(population: str, records: Records, *names: str, month: str | None = None) -> list[tuple[Any, ...]]:
    """The columns or features `names` of every row, of one month where it is said, in order."""
    return engine().ask(population, records, *names, month=month)


@cache
def engine() -> Asked:
    """The one engine of all tests, with each population compiled when it is first asked for."""
    return Asked()


class Asked(Fast):
    """Populations over rows by hand, with the source of each row."""

    def __init__(self) -> None:
        super().__init__(MONTHS)
        self._built: dict[str, str] = {}

    def ask(self, population: str, records: Records, *names: str, month: str | None) -> list[tuple[Any, ...]]:
        """See the function of that name."""
        self.load(records)
        if population not in self._built:
            chosen = POPULATIONS[population]
            columns = ("month", "person_id", "day", "team", "source_file", "source_row")
            built = chosen.build(self.frame).select(*columns, *(column_of(name) for name in chosen.features))
            self._built[population] = ibis.to_sql(built, dialect="duckdb")
        found = self._connection.execute(self._built[population])
        heading = [str(column[0]) for column in found.description or ()]
        rows = [dict(zip(heading, row, strict=True)) for row in found.fetchall()]
        wanted = [row for row in rows if month is None or _code(row["month"]) == month]
        return sorted((tuple(_said(row, name) for name in names) for row in wanted), key=str)


def _code(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


def _said(row: dict[str, Any], name: str) -> Any:
    value = row[column_of(name)]
    if name == "month":
        return _code(value)
    return str(value) if isinstance(value, date) else value
