"""Make the records of a size once, and keep them under `build/benchmarks`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb

from benchmarks.national.care import CARE, STAYS
from benchmarks.national.cases import CASES, EPISODES
from benchmarks.national.draws import MACROS
from benchmarks.national.people import PEOPLE
from benchmarks.national.protection import PROTECTION
from benchmarks.national.visits import VISIT, VISITS
from crossfoot.records.engine import copy_to_parquet
from crossfoot.storage.aside import folder_aside, put_in_place
from crossfoot.vocabulary.periods import Period

FOLDER = Path(__file__).parents[2] / "build" / "benchmarks"
LAST_MONTH = Period.parse("2025-03")
TABLES: Mapping[str, str] = PEOPLE | CASES | PROTECTION | CARE | VISITS
_AUTHORITIES = 153
_FIRST = (*MACROS, *EPISODES, *STAYS, VISIT)


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make: so many authorities of 78,431 people each, with what happened to them in so many months."""

    authorities: int
    months: int

    @classmethod
    def national(cls, scale: float = 1) -> Size:
        """Thirteen months of the country, or of a part of it: 1/150 is a county, the least there is."""
        return cls(max(1, round(_AUTHORITIES * scale)), 13)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The months, in order."""
        return LAST_MONTH.last(self.months)

    @property
    def people(self) -> int:
        """How many rows the table of people has."""
        return self.authorities * 78431


COUNTY = Size(1, 36)
NATIONAL = Size.national()


def made(size: Size) -> Path:
    """The folder with the canonical tables of that size, which are made where they are not there or are out of date."""
    recipe = sha256("\n".join((*_FIRST, *TABLES, *TABLES.values())).encode()).hexdigest()[:12]
    folder = FOLDER / f"{size.authorities}-authorities-{size.months}-months-{recipe}"
    if not folder.exists():
        make(size, folder)
    return folder


def make(size: Size, folder: Path, *, threads: int | None = None) -> None:
    """Write every table of that size as a Parquet file into `folder`: always the same rows, not always in one order."""
    first, last = size.periods[0].start, size.periods[-1].end
    with folder_aside(folder) as aside, duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        if threads is not None:
            connection.execute("SET threads = ?", [threads])
        connection.execute(f"CREATE MACRO first_day() AS DATE '{first}'")
        connection.execute(f"CREATE MACRO last_day() AS DATE '{last}'")
        connection.execute(f"CREATE MACRO authorities() AS {size.authorities}")
        for statement in _FIRST:
            connection.execute(statement)
        for name, rows in TABLES.items():
            numbered = f"SELECT *, '{name}.csv' AS source_file, row_number() OVER () + 1 AS source_row FROM ({rows})"  # noqa: S608
            copy_to_parquet(connection, numbered, aside / f"{name}.parquet")
        put_in_place(aside, folder)
