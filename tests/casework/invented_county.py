"""An invented county in an engine: its records as rows, under any frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from crossfoot.engines.engine import Engine, Relation, open_engine
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.populations.frame import Frame, relation_columns
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.periods import Period

CATALOGUE = Catalogue.load(shipped_definitions())
STANDARD = Standard.load()
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


class Everything:
    """A source that gave every table and column."""

    def has(self, table: str, *columns: str) -> bool:
        del table, columns
        return True


def frame_of(*months: str, **looked_at: Any) -> Frame:
    """A frame with the shipped time limits."""
    return Frame(
        standard=STANDARD,
        months=[Period.parse(month) for month in months],
        timescales=CATALOGUE.timescales,
        **looked_at,
    )


def with_sources(records: Rows) -> dict[str, list[dict[str, Any]]]:
    """The rows with the file and row that they would have been read from."""
    return {
        name: [{"source_file": f"{name}.csv", "source_row": number, **row} for number, row in enumerate(rows, start=2)]
        for name, rows in records.items()
    }


@contextmanager
def opened(frame: Frame, records: Rows) -> Iterator[Engine]:
    """An engine that holds the records and the small tables of `frame`."""
    found = with_sources(records)
    relations = []
    for name in STANDARD.tables:
        columns = relation_columns(STANDARD, name)
        rows = [tuple(row.get(column) for column in columns) for row in found.get(name, [])]
        relations.append(Relation(name, columns, rows=rows))
    relations += [Relation(small.name, small.columns, rows=small.rows) for small in frame.small_relations()]
    with open_engine("duckdb", threads=1) as engine:
        engine.load(relations)
        yield engine
