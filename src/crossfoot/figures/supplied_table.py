"""Supplied figures as Parquet: what was printed, kept beside what was made of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crossfoot.figures.parquet_table import read_parquet_table, unreadable_row, write_parquet_table
from crossfoot.figures.store import number_cell, read_number
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing

_COLUMNS = {
    "figure": "VARCHAR",
    "source_table": "VARCHAR",
    "file": "VARCHAR",
    "file_row": "INTEGER",
    "line": "INTEGER",
    "numerator": "VARCHAR",
    "denominator": "VARCHAR",
    "printed_value": "VARCHAR",
    "missing": "VARCHAR",
    "printed": "VARCHAR",
}


def in_order(supplied: Iterable[SuppliedFigure]) -> tuple[SuppliedFigure, ...]:
    """The supplied figures by file and row: the one order that does not depend on who read them."""
    return tuple(sorted(supplied, key=lambda supply: (supply.file, supply.row, supply.id, supply.table)))


def write_supplied(path: Path, supplied: Iterable[SuppliedFigure]) -> None:
    """Write the supplied figures by file and row. The same figures give the same bytes with one version of DuckDB."""
    rows = in_order(supplied)
    columns: dict[str, list[object]] = {
        "figure": [str(row.id) for row in rows],
        "source_table": [row.table for row in rows],
        "file": [row.file for row in rows],
        "file_row": [row.row for row in rows],
        "line": [row.line for row in rows],
        "numerator": [number_cell(row.numerator) for row in rows],
        "denominator": [number_cell(row.denominator) for row in rows],
        "printed_value": [number_cell(row.value) for row in rows],
        "missing": [row.missing.value if row.missing else None for row in rows],
        "printed": [row.printed for row in rows],
    }
    write_parquet_table(path, {name: (kind, columns[name]) for name, kind in _COLUMNS.items()})


def read_supplied(path: Path) -> tuple[SuppliedFigure, ...]:
    """The supplied figures of a file that `write_supplied` wrote. Raises InputRefused for any other file."""
    supplied = []
    for number, row in enumerate(read_parquet_table(path, _COLUMNS), start=1):
        name, table, file, file_row, line, numerator, denominator, value, missing, printed = row
        if None in (name, table, file, file_row, printed):
            raise unreadable_row(path, number, TypeError("a cell is empty"))
        try:
            supplied.append(
                SuppliedFigure(
                    id=FigureId.parse(name),
                    table=table,
                    file=file,
                    row=file_row,
                    line=line,
                    numerator=read_number(numerator),
                    denominator=read_number(denominator),
                    value=read_number(value),
                    missing=None if missing is None else Missing(missing),
                    printed=printed,
                )
            )
        except ValueError as error:
            raise unreadable_row(path, number, error) from None
    return tuple(supplied)
