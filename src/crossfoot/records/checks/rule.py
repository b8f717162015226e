"""What a rule is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from crossfoot.records.engine import literal
from crossfoot.records.record_set import RecordSet
from crossfoot.records.row_issues import row_issues
from crossfoot.records.schema import Column, Standard, Table
from crossfoot.vocabulary.issues import Issue, Severity


@dataclass(frozen=True, slots=True)
class Evidence:
    """The records under inspection, how things stood on `as_at`, and a connection with a view of each table."""

    records: RecordSet
    standard: Standard
    as_at: date
    connection: duckdb.DuckDBPyConnection

    @property
    def day(self) -> str:
        """`as_at` as SQL."""
        return f"DATE {literal(self.as_at.isoformat())}"

    def has(self, table: str, *columns: str) -> bool:
        """True where the table was collected with all of those columns."""
        return self.records.has(table, *columns)

    def tables(self) -> Iterator[Table]:
        """The tables that were collected."""
        return (self.standard.tables[name] for name in self.records.tables if name in self.standard.tables)

    def date_columns(self) -> Iterator[tuple[Table, Column]]:
        """Every date column that was collected."""
        for table in self.tables():
            for column in table.columns:
                if column.type == "date" and self.has(table.id, column.name):
                    yield table, column

    def issues(self, rule: Rule, rows: str, *, message: str, field: str) -> list[Issue]:
        """An Issue for each row (`source_file`, `source_row`) of the query `rows`, the first fifty of each file."""
        moved = f"{message} It can move figures of: {', '.join(topic.replace('-', ' ') for topic in rule.moves)}."
        return row_issues(
            self.connection,
            rows,
            code=rule.code,
            severity=rule.severity,
            message=moved,
            advice=rule.advice,
            field=field,
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with records. `moves` are the topics of the indicators that it can change.

    No rule is an ERROR: real extracts break each of them, and figures are made all the same, with the issues beside
    them. Whoever closes a month decides what is too much.
    """

    code: str
    severity: Severity
    title: str
    advice: str
    moves: tuple[str, ...]
    find: Callable[[Evidence], list[Issue]]
