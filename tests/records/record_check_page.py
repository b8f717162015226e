"""The page of record checks: what it must say of each rule, and its tables, which are the cases of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crossfoot.records.checks.rule import Rule, moved_topics
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.issues import Severity

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "record-checks.md"
INTRODUCTION = """# Record checks

What crossfoot looks for in the canonical tables. Each finding is an issue with its code, file, row, column, what to do
and what it can move; the data-quality report counts them. None stops a run. A *note* may well be so.

A rule has one search or several, and each is silent unless every column that it reads was collected. A row that says
too little to be judged is not counted among the rows looked at.

Under each rule are tables with invented rows, as at 31 January 2017. They are run as tests. A table is its name and
columns, then its rows; `-` is a blank cell. `!` marks a row that is found, with the column that is blamed; the others
are in order.
"""
MOST_LISTED = 12

Tables = dict[str, list[dict[str, str]]]
Hit = tuple[str, int, str]
"""File, row and column."""


def written_section(rule: Rule) -> str:
    """What the page says of a rule, above its tables."""
    note = " This is a note." if rule.severity is Severity.NOTE else ""
    moves = [topic.replace("-", " ") for topic in moved_topics(rule.doubted, Standard.load())]
    lines = (
        f"## {rule.code}: {rule.title}",
        f"{rule.looks_for}{note}",
        f"- What to do: {rule.advice}",
        f"- Looks at: {_looked_at(rule)}",
        f"- Can move: {', '.join(moves)}",
    )
    return "\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:]) + "\n"


def _looked_at(rule: Rule) -> str:
    if len(rule.columns) <= MOST_LISTED:
        return _listed(rule.columns)
    tables = list(dict.fromkeys(name.partition(".")[0] for name in rule.columns))
    if len(tables) == len(Standard.load().tables):
        return "every table"
    return _listed(tables) if len(tables) <= MOST_LISTED else f"{len(tables)} tables"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def sections(path: Path = PAGE) -> dict[str, tuple[str, str]]:
    """By code, in the order of the page: what is written of the rule, and its tables."""
    found = {}
    for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        written, _, rest = f"## {part}".partition("\n```text\n")
        tables, _, _ = rest.partition("\n```")
        found[part.partition(":")[0]] = (written, tables)
    return found


def parse(text: str) -> tuple[Tables, set[Hit]]:
    """The tables of a section, and file, row and column of every hit. The first row under a header is row 2."""
    tables: Tables = {}
    hits: set[Hit] = set()
    table, columns = "", list[str]()
    for line in text.splitlines():
        if not line.startswith(" "):
            table, _, names = line.partition(":")
            columns = names.split()
            tables[table] = []
            continue
        cells, _, field = (part.strip() for part in line.partition("!"))
        values = ["" if cell == "-" else cell for cell in cells.split()]
        tables[table].append(dict(zip(columns, values, strict=True)))
        if field:
            hits.add((f"{table}.csv", len(tables[table]) + 1, field))
    return tables, hits
