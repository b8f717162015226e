"""One invented county on all three engines: every count of every indicator, place, month and breakdown is the same."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from reference.histories import draw_county

from crossfoot.engines.engine import Engine, Relation, open_engine
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.populations.evaluate import Cell, evaluate, needed_tables
from crossfoot.populations.frame import Frame, relation_columns
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.periods import Period

MONTHS = Period.parse("2017-01").last(13)
STANDARD = Standard.load()
CATALOGUE = Catalogue.load(shipped_definitions())
INDICATORS = tuple(CATALOGUE.indicators.values())

Found = dict[tuple[str, str, str, tuple[tuple[str, str], ...], int], Cell]


class Everything:
    """A source that gave every table and column."""

    def has(self, table: str, *columns: str) -> bool:
        del table, columns
        return True


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> list[Relation]:
    """The tables of an invented county as Parquet files."""
    folder = tmp_path_factory.mktemp("county")
    records = draw_county(7, 90).records
    return [relation(name, records.get(name, []), folder) for name in sorted(needed_tables(INDICATORS))]


def relation(name: str, rows: list[dict[str, object]], folder: Path) -> Relation:
    columns = relation_columns(STANDARD, name)
    path = folder / f"{name}.parquet"
    with duckdb.connect() as connection:
        typed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        connection.execute(f"CREATE TABLE t ({typed})")
        if rows:
            known = [{"source_file": name, "source_row": number, **row} for number, row in enumerate(rows, start=2)]
            lists = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in columns.values())
            cells = [[row.get(column) for row in known] for column in columns]
            connection.execute(f"INSERT INTO t SELECT {lists}", cells)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return Relation(name, columns, path=path)


def count_everything(engine: Engine, county: list[Relation]) -> Found:
    frame = Frame(standard=STANDARD, months=MONTHS, timescales=CATALOGUE.timescales)
    small = [Relation(each.name, each.columns, rows=each.rows) for each in frame.small_relations()]
    engine.load([*county, *small])
    evaluation = evaluate(frame, engine, indicators=INDICATORS, collected=Everything())
    return {
        (counts.indicator, counts.place.kind, counts.place.key, counts.breakdown, month): cell
        for counts in evaluation.counts
        for month, cell in counts.months.items()
    }


@pytest.fixture(scope="session")
def on_duckdb(county: list[Relation]) -> Found:
    with open_engine("duckdb") as engine:
        return count_everything(engine, county)


def test_every_count_is_the_same(opened: Engine, county: list[Relation], on_duckdb: Found) -> None:
    assert len(on_duckdb) > 5_000
    found = count_everything(opened, county)
    differing = {key: (found.get(key), on_duckdb.get(key)) for key in found.keys() | on_duckdb.keys()}
    assert {key: pair for key, pair in differing.items() if pair[0] != pair[1]} == {}


def test_the_common_case_counts_something_of_every_indicator_that_has_a_population(on_duckdb: Found) -> None:
    counted = {key[0] for key, (numerator, _) in on_duckdb.items() if numerator}
    assert {each.id for each in INDICATORS if each.population is not None} - counted == set()
