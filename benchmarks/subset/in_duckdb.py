"""A DuckDB that sees the records of a task as views, with its months, calendar and limits as small tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from benchmarks.subset.task import HOLDERS, IN_NEED, OUTCOMES, SHORT_BREAKS, Task
from crossfoot.records.engine import literal, words

_MACROS = (
    f"CREATE MACRO holds_case(role) AS lower(coalesce(role, '')) IN {words(HOLDERS)}",
    f"CREATE MACRO is_section_17(need) AS need IN {words(IN_NEED)}",
    f"CREATE MACRO is_short_break(status) AS status IN {words(SHORT_BREAKS)}",
    """
    CREATE MACRO under_18(dob, on_day) AS
        dob IS NULL OR (year(on_day) - 18, month(on_day), day(on_day)) < (year(dob), month(dob), day(dob))
    """,
)


@contextmanager
def records(task: Task) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database in memory, of as many threads as there are cores."""
    with duckdb.connect(config={"preserve_insertion_order": "false"}) as connection:
        connection.execute("SET enable_progress_bar = false")
        for path in sorted(task.folder.glob("*.parquet")):
            more = f", ({' OR '.join(OUTCOMES)}) AS has_outcome" if path.stem == "cin_assessments" else ""
            source = f"read_parquet({literal(str(path))})"
            connection.execute(f"CREATE VIEW {path.stem} AS SELECT *{more} FROM {source}")  # noqa: S608
        for macro in _MACROS:
            connection.execute(macro)
        connection.execute(
            "CREATE TEMP TABLE month(month BIGINT, place BIGINT, first_day DATE, last_day DATE, seen_since DATE, "
            "protected_since DATE, alone_since DATE, plan_due_until DATE, visit_due_until DATE)"
        )
        rows = [
            (
                month.number,
                place,
                month.first,
                month.last,
                month.seen_since,
                month.protected_since,
                month.alone_since,
                month.plan_due_until,
                month.visit_due_until,
            )
            for place, month in enumerate(task.months)
        ]
        connection.executemany("INSERT INTO month VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute(
            "CREATE TEMP TABLE calendar AS SELECT unnest(?) AS day, unnest(?) AS number", task.working_days
        )
        for name, value in {
            "from_day": task.months[0].first,
            "to_day": task.months[-1].last,
            "first_end": task.months[0].last,
            "re_referral": task.limit("re-referral"),
            "assessment": task.limit("assessment"),
        }.items():
            connection.execute(f"SET VARIABLE {name} = ?", [value])
        yield connection
