"""Which column of a file is which column of a table, and what the canonical columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossfoot.records.coded import read_coded
from crossfoot.records.dates import read_date
from crossfoot.records.flags import read_flag
from crossfoot.records.numbers import read_decimal, read_integer
from crossfoot.records.outcomes import outcome_values_sql, read_listed, read_outcomes
from crossfoot.records.raw_tables import SOURCE_COLUMNS
from crossfoot.records.reading import Reading
from crossfoot.records.schema import Column, Standard, Table
from crossfoot.vocabulary.issues import Issue, Severity

_LIKE_OURS = re.compile(r"(?:[a-z]{4}|s47e|s251)_[a-z0-9_]{1,58}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matched:
    """`columns` by the name in the standard, each with its name in the file."""

    columns: Mapping[str, str]
    issues: tuple[Issue, ...]


def match_columns(table: Table, names: Sequence[str], *, file: str) -> Matched:
    """The columns of a file by their names, in any case; aliases and unknown names are reported.

    Two columns of a file that mean one column of the table are an error. An unknown name is repeated only where it
    looks like a name of the standard: in a file without a header it would be a child's data.
    """
    issues: list[Issue] = []
    columns: dict[str, str] = {}
    known = table.names
    for place, written in enumerate(names, start=1):
        plain = written.strip().lower()
        name = known.get(plain)
        if plain in SOURCE_COLUMNS:
            continue
        if name is None:
            shown = f"The column {plain!r}" if _may_be_shown(table, plain) else f"Column {place} of the file"
            issues.append(
                Issue(
                    "RECORDS-COLUMN-UNKNOWN",
                    Severity.WARNING,
                    f"{shown} is not in the table {table.id}, and was left out.",
                    "Check its name against the list of columns; nothing need be done where it is not wanted.",
                    file,
                    1,
                )
            )
        elif name in columns:
            message = f"Two columns of the file are {name}."
            issues.append(Issue("RECORDS-COLUMN-TWICE", Severity.ERROR, message, "Remove one.", file, 1, name))
        else:
            columns[name] = written
            if plain != name:
                message = f"The column {plain!r} was read as {name}: it is the name in another version of the standard."
                advice = "Nothing need be done; check that the extract is of the version that you expect."
                issues.append(Issue("RECORDS-COLUMN-ALIAS", Severity.NOTE, message, advice, file, 1, name))
    return Matched(columns, tuple(issues))


def _may_be_shown(table: Table, name: str) -> bool:
    prefixes = {column.name.partition("_")[0] for column in table.columns}
    return _LIKE_OURS.fullmatch(name) is not None and name.partition("_")[0] in prefixes


def readings(column: Column, text: str, standard: Standard) -> tuple[Reading, ...]:
    """The typed columns that `column` becomes, from `text`, an SQL expression without outer blanks."""
    codes = standard.codes[column.codes] if column.codes is not None else None
    if column.type == "json" and codes is not None:
        return (
            (read_listed(column, text, codes),)
            if column.listed
            else read_outcomes(column, text, f"{text}_values", codes)
        )
    if column.type == "text" and codes is not None:
        return (read_coded(column.name, text, codes),)
    reader = {"date": read_date, "flag": read_flag, "integer": read_integer, "decimal": read_decimal}.get(column.type)
    return (reader(column.name, text) if reader is not None else Reading(column.name, "VARCHAR", text),)


def prepared_columns(column: Column, text: str, standard: Standard) -> dict[str, str]:
    """Columns to be worked out once before `readings` are: their names, after that of `column`, and SQL."""
    if column.type == "json" and column.codes is not None and not column.listed:
        return {f"{column.name}_values": outcome_values_sql(text, standard.codes[column.codes])}
    return {}


def canonical_columns(table: Table, standard: Standard) -> dict[str, str]:
    """Name and SQL type of every column that a canonical file of the table can have, in order.

    A file has those of them that its source had. JSON columns are here as what they become: a column for each outcome.
    """
    columns = {
        reading.name: reading.sql_type
        for column in table.columns
        for reading in readings(column, quoted_text(column.name), standard)
    }
    return columns | {"source_file": "VARCHAR", "source_row": "BIGINT"}


def quoted_text(name: str) -> str:
    """The SQL name under which the cleaned text of a column stands; names of the standard need no quotation marks."""
    return f"cleaned.{name}"
