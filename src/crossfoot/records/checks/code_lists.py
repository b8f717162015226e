"""Codes that no list has."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.records.checks.rule import Rule, Scope, Search
from crossfoot.records.engine import words
from crossfoot.vocabulary.issues import Severity


def _searches(scope: Scope) -> Iterator[Search]:
    for table in scope.tables():
        for column in table.columns:
            if column.type == "text" and column.codes is not None:
                code_list = scope.standard.codes[column.codes]
                known = words(code.code for code in code_list.codes)
                message = f"The code is not in the list '{code_list.title}'."
                yield Search(table.id, column.name, f"checked.{column.name} NOT IN {known}", message)


RULE = Rule(
    "RECORDS-CODE-UNKNOWN",
    Severity.WARNING,
    "A code is not in its list",
    "Cells of coded columns that are no code of their list. Known misspellings were mended, and told, on reading.",
    "Correct the code, or map the words of the case system to the list in the extract.",
    _searches,
)
