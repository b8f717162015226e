"""The extract: rows by table, written as the safeguarding dataset is: a CSV file for each table, dates in ISO form."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from crossfoot.records.schema import Standard

Row = dict[str, object]


class Extract:
    """Rows of every table. Ids count up by their prefix, so one seed gives the same ids again."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.tables: defaultdict[str, list[Row]] = defaultdict(list)
        self.kept: dict[str, dict[str, list[Row]]] = {}
        """Copies of tables of the current state, by month and table."""
        self._numbers: Counter[str] = Counter()

    def new_id(self, prefix: str) -> str:
        """The next id with this prefix, such as A000123."""
        self._numbers[prefix] += 1
        return f"{prefix}{self._numbers[prefix]:06}"

    def add(self, table: str, **cells: object) -> Row:
        """A row of the table; columns that are not named are blank."""
        self.tables[table].append(cells)
        return cells

    def write(self, folder: Path) -> None:
        """Every table as `records/ssd_<table>.csv`, ours as `records/<table>.csv`; kept copies below `kept/<month>`."""
        for table in self.standard.tables:
            self._write_table(folder / "records", table, self.tables.get(table, []))
        for month, tables in self.kept.items():
            for table, rows in tables.items():
                self._write_table(folder / "kept" / month, table, rows)

    def _write_table(self, folder: Path, table: str, rows: Iterable[Row]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        columns = [column.name for column in self.standard.tables[table].columns]
        with (folder / file_name(table)).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_text(row.get(column)) for column in columns] for row in rows)


def file_name(table: str) -> str:
    """The file of a table: those of the standard bear its prefix."""
    return f"{table}.csv" if table.startswith("x_") else f"ssd_{table}.csv"


def flags(*yes: str, no: Iterable[str] = ()) -> str:
    """Outcomes as the standard writes them: `{"NEW_REFERRAL_FLAG": "Y"}`."""
    return json.dumps({**{f"{name}_FLAG": "Y" for name in yes}, **{f"{name}_FLAG": "N" for name in no}})


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
