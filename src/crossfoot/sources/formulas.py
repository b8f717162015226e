"""Find text that a spreadsheet would work out as a formula, in whatever a council supplies.

`=HYPERLINK(...)` in a name is how a file of records is made to run something on the desk of whoever opens its next
export. The text is kept as text; that it is there is said, and what it says is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import duckdb

from crossfoot.records.engine import literal
from crossfoot.records.row_issues import row_issues
from crossfoot.records.schema import Table
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.vocabulary.issues import Issue, Severity

CODE = "RECORDS-FORMULA"
MESSAGE = "The cell would run as a formula in a spreadsheet; it was read as text."
ADVICE = "Export the value and not the formula."

# A sign alone is a dash or a number; with a call, a pipe or a reference to a sheet after it, it is a formula.
PATTERN = r"^\s*([=@]|[+-].*[(|!])"
_FORMULA = re.compile(PATTERN, re.DOTALL)
_STARTS = frozenset("=@+-")


def is_formula(text: str) -> bool:
    """True where a spreadsheet would run `text`, which has no blank before it."""
    return text[:1] in _STARTS and _FORMULA.match(text) is not None


def note_formula(issues: RecordIssues, *, file: str, row: int, cell: str) -> None:
    """Note a formula in a row of a file, with how many there are of that field."""
    message = MESSAGE.replace("The cell", "{count} cells", 1).replace("it was", "they were", 1)
    issues.add_warning(CODE, f"{message} This is the first.", ADVICE, file=file, row=row, cell=cell)


def find_formula_issues(
    connection: duckdb.DuckDBPyConnection, relation: str, table: Table, places: Mapping[str, str], *, file: str
) -> Iterator[Issue]:
    """Formulas in the text columns of `relation`, whose columns are `places` by the names of `table`.

    Cells of other types are refused as what they should have been.
    """
    for name, place in places.items():
        if table.column(name).type == "text":
            yield from row_issues(
                connection,
                f"SELECT {literal(file)} AS source_file, source_row FROM {relation} "  # noqa: S608
                f"WHERE regexp_matches({place}, {literal(PATTERN)}, 's')",
                code=CODE,
                severity=Severity.WARNING,
                message=MESSAGE,
                advice=ADVICE,
                field=name,
            )
