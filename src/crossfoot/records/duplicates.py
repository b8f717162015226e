"""Rows that repeat a key: one of them counts, the others are set aside in a file of their own, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from crossfoot.records.engine import connect, copy_to_parquet, scan
from crossfoot.records.schema import Standard


def set_duplicates_aside(tables: Path, aside: Path, *, standard: Standard) -> dict[str, int]:
    """Leave the first row of each key in the Parquet files of `tables`, move the others to `aside`; how many by table.

    First is by file and row. Rows with a blank in their key are kept: nothing says that they are the same.
    """
    moved: dict[str, int] = {}
    for path in sorted(tables.glob("*.parquet")):
        key = standard.tables[path.stem].key
        blank = " OR ".join(f"{name} IS NULL" for name in key)
        place = f"row_number() OVER (PARTITION BY {', '.join(key)} ORDER BY source_file, source_row)"
        written = path.with_suffix(".rewritten")
        repeated = aside / path.name
        with connect([path, written, repeated]) as connection:
            ranked = f"SELECT *, CASE WHEN {blank} THEN 1 ELSE {place} END AS place FROM {scan(path)}"  # noqa: S608
            counted = connection.execute(f"SELECT count_if(place > 1) FROM ({ranked})").fetchone()  # noqa: S608
            if not counted or not counted[0]:
                continue
            moved[path.stem] = int(counted[0])
            aside.mkdir(parents=True, exist_ok=True)
            order = "ORDER BY source_file, source_row"
            for target, chosen in ((repeated, "place > 1"), (written, "place = 1")):
                query = f"SELECT * EXCLUDE (place) FROM ({ranked}) WHERE {chosen} {order}"  # noqa: S608
                copy_to_parquet(connection, query, target)
        written.replace(path)
    return moved
