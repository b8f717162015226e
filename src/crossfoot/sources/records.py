"""The one door to records of children: which reader reads each kind of source, and what each kind can supply.

What a source did not feed was not collected. Whoever counts asks `unfed_columns`, or the canonical tables, which lack
those columns: a figure over them has a reason for being missing and is never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Standard
from crossfoot.sources.annex_a import read_annex_a
from crossfoot.sources.cin_census import read_cin_census
from crossfoot.sources.column_map import read_by_column_map
from crossfoot.sources.database import read_database
from crossfoot.sources.issue_list import did_you_mean
from crossfoot.sources.layout import read_layout
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.safeguarding_dataset import read_safeguarding_dataset
from crossfoot.sources.social_care_api import read_social_care_api
from crossfoot.sources.ssda903 import MADE_COLUMNS, read_ssda903

RecordKind = Literal[
    "safeguarding-dataset", "annex-a", "cin-census", "ssda903", "social-care-api", "column-map", "database"
]
"""`safeguarding-dataset`: a folder of CSV or Parquet files, one for each table. `annex-a`: a workbook. `cin-census`:
XML. `ssda903`: a folder of CSV files, one of them, or XML. `social-care-api`: JSON. `column-map`: a folder of a
council's own extracts. `database`: the dataset where it is kept."""
KINDS: tuple[RecordKind, ...] = get_args(RecordKind)

_FILE_READERS: Mapping[str, Callable[..., Read]] = MappingProxyType(
    {
        "safeguarding-dataset": read_safeguarding_dataset,
        "annex-a": read_annex_a,
        "cin-census": read_cin_census,
        "ssda903": read_ssda903,
        "social-care-api": read_social_care_api,
    }
)
_ANYTHING = frozenset({"safeguarding-dataset", "column-map", "database"})
"""Kinds that can hold any table of the standard and any extension."""


def read_records(
    kind: str,
    where: Path | str,
    *,
    standard: Standard,
    scratch: Path,
    column_map: Path | None = None,
    schema: str | None = None,
) -> Read:
    """The records of one source as tables of text in `scratch`, the columns that it fed, and everything wrong with it.

    `kind` is one of `KINDS`. `where` is its file or folder; for a database the name of the environment variable that
    holds its URL. `column_map` is the map of the kind `column-map`, `schema` that of a database where it is not the
    usual one. Give the tables to `records.canonical.write_canonical`. `scratch` holds children's data: give a folder
    of this run alone, and remove it.

    Never raises on what a source holds. Where an issue is an error, its tables must not be used; a folder of the
    dataset gives the tables whose files are sound all the same, every other kind gives none. Raises OSError where
    `scratch` cannot be written.
    """
    fault = _find_fault(kind, column_map=column_map, schema=schema)
    if fault is not None:
        issues = RecordIssues("")
        issues.add_error(*fault)
        return Read({}, frozenset(), issues.all())
    if kind == "database":
        return read_database(str(where), schema=schema, standard=standard, scratch=scratch)
    path = Path(where)
    if column_map is not None:
        return read_by_column_map(path, column_map=column_map, standard=standard, scratch=scratch)
    return _FILE_READERS[kind](path, standard=standard, scratch=scratch)


def _find_fault(kind: str, *, column_map: Path | None, schema: str | None) -> tuple[str, str, str] | None:
    """Code, message and advice where what was asked for does not fit together."""
    if kind not in KINDS:
        advice = did_you_mean(get_close_matches(kind, KINDS, n=2)) or f"Write one of: {', '.join(KINDS)}."
        return "RECORDS-KIND-UNKNOWN", "There is no such kind of records.", advice
    if kind == "column-map" and column_map is None:
        return "RECORDS-MAP-MISSING", "A source of this kind needs a column map.", "Give the map's file."
    if kind != "column-map" and column_map is not None:
        return "RECORDS-MAP-UNWANTED", f"Records of the kind {kind} have their own layout.", "Leave the map out."
    if kind != "database" and schema is not None:
        return "RECORDS-SCHEMA-UNWANTED", "Only a database has schemas.", "Leave the schema out."
    return None


def feedable_columns(kind: RecordKind, standard: Standard) -> frozenset[str]:
    """The columns (`contacts.cont_contact_date`) that the fullest source of the kind can feed, whatever its year."""
    if kind in _ANYTHING:
        return _all_columns(standard)
    layout = read_layout(kind)
    fed = {f"{feed.table}.{name}" for part in layout.parts for feed in part.feeds for name in feed.columns}
    return frozenset(fed | (MADE_COLUMNS if kind == "ssda903" else frozenset()))


def unfed_columns(feeds: Collection[str], standard: Standard) -> frozenset[str]:
    """The columns of the standard that were not fed: nothing about them was collected."""
    return _all_columns(standard) - frozenset(feeds)


def _all_columns(standard: Standard) -> frozenset[str]:
    return frozenset(f"{table.id}.{column.name}" for table in standard.tables.values() for column in table.columns)
