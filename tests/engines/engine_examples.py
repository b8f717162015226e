"""Invented spells, a few hundred, as rows in Python and as a Parquet file; and the month and day arithmetic again."""

import random
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import ibis
import ibis.backends.sql.dialects  # makes `pyspark` known to sqlglot
import sqlglot

from crossfoot.engines.engine import Engine, Relation

SPELLS = {
    "spell": "BIGINT",
    "child": "VARCHAR",
    "area": "VARCHAR",
    "begun": "DATE",
    "ended": "DATE",
    "planned": "BOOLEAN",
    "visits": "INTEGER",
    "score": "BIGINT",
    "weight": "DOUBLE",
    "cost": "DECIMAL(18,4)",
}
ABSENT = {
    "gone_text": "VARCHAR",
    "gone_day": "DATE",
    "gone_flag": "BOOLEAN",
    "gone_count": "INTEGER",
    "gone_number": "BIGINT",
    "gone_double": "DOUBLE",
    "gone_cost": "DECIMAL(18,4)",
}
MONTHS = {"month": "BIGINT", "first_day": "DATE", "last_day": "DATE"}

spells = ibis.table(
    {
        "spell": "int64",
        "child": "string",
        "area": "string",
        "begun": "date",
        "ended": "date",
        "planned": "boolean",
        "visits": "int32",
        "score": "int64",
        "cost": "decimal(18,4)",
        "gone_day": "date",
        "gone_count": "int32",
    },
    name="spells",
)
months = ibis.table({"month": "int64", "first_day": "date", "last_day": "date"}, name="months")


class Spell(NamedTuple):
    spell: int
    child: str
    area: str | None
    begun: date | None
    ended: date | None
    planned: bool | None
    visits: int | None
    score: int | None
    weight: float | None
    cost: Decimal | None


AWKWARD_DAYS = [
    date(1, 1, 1),
    date(1582, 10, 10),
    date(1899, 12, 31),
    date(1964, 2, 29),
    date(1969, 12, 31),
    date(1970, 1, 1),
    date(2000, 2, 29),
    date(2016, 1, 31),
    date(2016, 2, 29),
    date(2016, 3, 27),
    date(2016, 10, 31),
    date(2016, 12, 31),
    date(9900, 12, 31),
]
AREAS = ["Zebra Wood", "aspen lane", "Élan Vale", "", 'The "Old" Mill', "comma, line\nand \\. back\\slash", None]
CHILDREN = ["wren", "rowan", "lapwing", "sedge", "dunlin", "teasel", "Wren"]


def _spells() -> list[Spell]:
    drawn = random.Random(20170131)  # noqa: S311 - invented rows, the same each time

    def sometimes(value: Any) -> Any:
        return value if drawn.random() > 0.15 else None

    found = []
    for number in range(1, 401):
        begun = (
            AWKWARD_DAYS[number - 1]
            if number <= len(AWKWARD_DAYS)
            else date(2014, 1, 1) + timedelta(drawn.randrange(1200))
        )
        found.append(
            Spell(
                number,
                drawn.choice(CHILDREN),
                drawn.choice(AREAS),
                begun if number <= len(AWKWARD_DAYS) else sometimes(begun),
                sometimes(begun + timedelta(drawn.randrange(365))),
                sometimes(drawn.random() > 0.5),
                sometimes(drawn.randrange(60)),
                sometimes(drawn.randrange(-(2**40), 2**40)),
                sometimes(drawn.uniform(-1e6, 1e6)),
                sometimes(Decimal(drawn.randrange(-(10**9), 10**9)) / 10_000),
            )
        )
    return found


ROWS = _spells()
MONTH_ROWS = [
    (year * 12 + month - 1, date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    for year in (2015, 2016)
    for month in range(1, 13)
]


def write_parquet(path: Path, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE made ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
        if rows:
            connection.executemany(f"INSERT INTO made VALUES ({', '.join('?' * len(columns))})", rows)  # noqa: S608
        made = connection.table("made")
        made.write_parquet(str(path))
    return path


def relations(folder: Path) -> list[Relation]:
    """`spells` in a file that lacks the absent columns, `months` in memory, and tables without rows of both kinds."""
    columns = {**SPELLS, **ABSENT}
    return [
        Relation("spells", columns, write_parquet(folder / "spells.parquet", SPELLS, ROWS)),
        Relation("months", MONTHS, rows=MONTH_ROWS),
        Relation("no_rows", columns, write_parquet(folder / "no rows.parquet", SPELLS, [])),
        Relation("not_collected", columns),
    ]


def ask(engine: Engine, expression: ibis.Table) -> list[tuple[object, ...]]:
    return engine.run(str(ibis.to_sql(expression, dialect=engine.dialect))).rows


def ask_sql(engine: Engine, query: str) -> list[tuple[object, ...]]:
    """Rows of a query in DuckDB's words, turned into the engine's."""
    return engine.run(sqlglot.transpile(query, read="duckdb", write=engine.dialect)[0]).rows


def add_months(day: date, count: int) -> date:
    """The same day of the month, or the last one that there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@contextmanager
def open_with_examples(opening: Callable[[], AbstractContextManager[Engine]], folder: Path) -> Iterator[Engine]:
    """An engine with the examples, whose files are in a folder that is a pattern to those who read it as one."""
    inner = folder / "2017[1] {a,b} 50% *?"
    inner.mkdir()
    with opening() as engine:
        engine.load(relations(inner))
        yield engine
