"""What every source produces: tables of text, with the file and row that each row came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crossfoot.vocabulary.issues import Issue

SOURCE_COLUMNS = ("source_file", "source_row")
"""File name and row number, on every row of every table, so that any figure can be followed back."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as read: `relation` is a Parquet file, or a CSV file with a header, whose columns are all text.

    Columns are named as in the standard, or by one of its aliases. Where the relation has no columns `source_file` and
    `source_row` they are `file` and the place of the row, the first being `first_row`.
    """

    relation: Path
    file: str
    first_row: int = 2


RawTables = Mapping[str, RawTable]
"""By the id of the table in the standard."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a source gave. `feeds` are the columns (`cin_episodes.cine_referral_date`) that its format can supply.

    A column that is not among them is not collected: no figure may take it for blank or 0.
    """

    tables: RawTables
    feeds: frozenset[str]
    issues: tuple[Issue, ...] = ()
