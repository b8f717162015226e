"""The columns of the canonical tables, from the standard as it is written down, and rows that have all of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

RECORDS = Path(__file__).parents[2] / "src" / "crossfoot" / "records"
KEPT_BY_MONTH = frozenset({"care_leavers", "cla_immunisations"})
KEPT_MONTH = "kept_month"


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """Canonical columns: an outcome in JSON is a column for each of its keys, a list of codes is one column."""
    standard = _read(RECORDS / "standard" / f"{table}.yaml")
    columns: list[str] = []
    for column in standard["columns"]:
        name = str(column["name"])
        if column["type"] != "json":
            columns.append(name)
        elif column.get("listed"):
            columns.append(name.removesuffix("_json"))
        elif "codes" in column:
            keys = _read(RECORDS / "codes" / f"{column['codes']}.yaml")["codes"]
            columns += [f"{name.removesuffix('_json')}_is_{str(key['code']).lower()}" for key in keys]
    return (*columns, KEPT_MONTH) if table in KEPT_BY_MONTH else tuple(columns)


@cache
def tables() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (RECORDS / "standard").glob("*.yaml")))


def full_row(table: str, cells: dict[str, object]) -> dict[str, object]:
    """The cells, and None in every other column of the table. Raises KeyError for a column that it does not have."""
    columns = columns_of(table)
    if unknown := set(cells) - set(columns):
        raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
    return {column: cells.get(column) for column in columns}


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
