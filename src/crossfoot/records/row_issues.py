"""Issues about rows: one for each of the first fifty in a file, then one that counts the rest."""

from __future__ import annotations

import duckdb

from crossfoot.vocabulary.issues import Issue, Severity

MOST_ROWS = 50
"""Rows of one file that are listed for one rule and field; a file that is wrong throughout has one cause."""


def row_issues(
    connection: duckdb.DuckDBPyConnection,
    rows: str,
    *,
    code: str,
    severity: Severity,
    message: str,
    advice: str,
    field: str,
) -> list[Issue]:
    """An Issue for each row that the query `rows` gives as `source_file` and `source_row`, by file and row.

    A row that it gives twice counts once. `message` is the same for all of them and holds nothing of the row.
    """
    listed = connection.execute(
        "SELECT source_file, source_row, total FROM ("  # noqa: S608 - our own query, its texts written by `literal`
        "SELECT *, count(*) OVER (PARTITION BY source_file) AS total, "
        "row_number() OVER (PARTITION BY source_file ORDER BY source_row) AS place "
        f"FROM (SELECT DISTINCT source_file, source_row FROM ({rows}))) "
        f"WHERE place <= {MOST_ROWS} ORDER BY source_file, source_row"
    ).fetchall()
    issues: list[Issue] = []
    totals: dict[str, int] = {}
    for file, row, total in listed:
        issues.append(Issue(code, severity, message, advice, file, row, field))
        totals[file] = total
    for file, total in totals.items():
        if total > MOST_ROWS:
            more = f"{message} {total - MOST_ROWS:,} more rows of the file have the same fault and are not listed."
            issues.append(Issue(code, severity, more, advice, file, None, field))
    return issues
