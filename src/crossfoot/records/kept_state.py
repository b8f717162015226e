"""Tables of the current state with the copies that were kept of them: one row for each month that it stood so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crossfoot.records.engine import connect, copy_to_parquet, literal, scan


def write_with_kept(path: Path, *, month: str, kept: Mapping[str, Path]) -> None:
    """Add `kept_month` to the canonical file at `path`: `month` (`2017-01`) on its own rows, and rows of kept copies.

    `kept` gives, by month, the canonical file of the same table as it stood then; a column that a copy lacks is blank.
    """
    written = path.with_suffix(".rewritten")
    copies = {code: file for code, file in sorted(kept.items()) if code != month}
    with connect([path, written, *copies.values()]) as connection:
        parts = [
            f"SELECT *, {literal(code)} AS kept_month FROM {scan(file)}"  # noqa: S608
            for code, file in [*copies.items(), (month, path)]
        ]
        copy_to_parquet(connection, " UNION ALL BY NAME ".join(parts), written)
    written.replace(path)
