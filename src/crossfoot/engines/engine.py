"""What an engine is given, what it gives back, and how one is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from crossfoot.engines.refusals import engine_refused

ENGINES = ("duckdb", "spark", "postgresql")
"""The names that `open_engine` knows; the first needs nothing installed or running."""

SPARK_MASTER = "CROSSFOOT_SPARK_MASTER"
"""Environment variable with the address of a running Spark master. Without it Spark runs on this machine."""

POSTGRESQL_URL = "CROSSFOOT_POSTGRESQL_URL"
"""Environment variable with the URL of a PostgreSQL database in which temporary tables may be made."""

_TYPE = re.compile(r"VARCHAR|DATE|BOOLEAN|BIGINT|INTEGER|DOUBLE|DECIMAL\(\d{1,2},\d{1,2}\)")


@dataclass(frozen=True, slots=True)
class Relation:
    """One table to be queried. It has every column of `columns`, typed; what its file lacks is NULL in every row.

    `columns` are names and types in DuckDB's words: VARCHAR, DATE, BOOLEAN, BIGINT, INTEGER, DOUBLE, DECIMAL(18,4).
    Its rows are those of the Parquet file at `path`, whose other columns are left out, or `rows` in memory, some
    10,000 at most, with values in the order of `columns`. With neither it has no rows: the table was not collected.
    Raises ValueError for a type that the engines do not share, or for both a file and rows.
    """

    name: str
    columns: Mapping[str, str]
    path: Path | None = None
    rows: Sequence[tuple[object, ...]] | None = None

    def __post_init__(self) -> None:
        unknown = sorted({sql_type for sql_type in self.columns.values() if _TYPE.fullmatch(sql_type) is None})
        if unknown or not self.columns:
            raise ValueError(f"relation {self.name} has no columns, or types no engine may have: {', '.join(unknown)}")
        if self.path is not None and self.rows is not None:
            raise ValueError(f"relation {self.name} has both a file and rows")


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave: int, str, bool, date, Decimal, float or None, of the same type and value from every engine.

    An exact number without a fraction is an int, another a Decimal without noughts at its end, whatever the engine
    calls its type. Rows are in no order unless the query says one.
    """

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


class Engine(Protocol):
    """Something that holds relations and answers queries over them, for one thread; it lets go of them in `close`.

    Raises InputRefused for whatever goes wrong inside: its issues name the kind of failure and repeat nothing of what
    the engine said, which may quote a child's record.
    """

    @property
    def dialect(self) -> str:
        """The dialect to compile queries for, as Ibis names it.

        sqlglot knows it by the same name as soon as Ibis has compiled anything, which makes `pyspark` known to it.
        """
        ...

    def load(self, relations: Iterable[Relation]) -> None:
        """Make the relations ready, under their names; those of an earlier call are gone."""
        ...

    def run(self, query: str) -> Result:
        """The answer to one SELECT in the engine's dialect; nothing else is taken.

        Raises TypeError, naming the column, for a result of another type than a Result may have.
        """
        ...

    def close(self) -> None:
        """Drop what was loaded and let go of the engine. A second call does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


def open_engine(
    name: str,
    *,
    environment: Mapping[str, str] | None = None,
    threads: int | None = None,
    memory_mb: int | None = None,
    scratch: Path | None = None,
) -> Engine:
    """The engine of that name, one of ENGINES. Raises InputRefused where it cannot be had, saying what to do.

    `environment`, by default this process's, says where Spark and PostgreSQL are. `threads` (default: all the machine
    has), `memory_mb` and `scratch` bound what runs on this machine: DuckDB, and Spark without a master. `scratch` is a
    folder for what does not fit in memory; it will hold children's records for a while, so it belongs where the
    records are. Without it DuckDB keeps everything in memory, and Spark uses its own folder, encrypted.
    """
    settings = os.environ if environment is None else environment
    if name == "duckdb":
        from crossfoot.engines.duckdb import DuckDBEngine  # noqa: PLC0415

        return DuckDBEngine(threads=threads, memory_mb=memory_mb, scratch=scratch)
    if name == "spark":
        try:
            from crossfoot.engines.spark import SparkEngine  # noqa: PLC0415
        except ImportError:
            raise _not_installed("Spark", "pyspark", "spark") from None
        master = settings.get(SPARK_MASTER) or None
        return SparkEngine(master=master, threads=threads, memory_mb=memory_mb, scratch=scratch)
    if name == "postgresql":
        try:
            from crossfoot.engines.postgresql import PostgreSQLEngine  # noqa: PLC0415
        except ImportError:
            raise _not_installed("PostgreSQL", "psycopg", "database") from None
        if not settings.get(POSTGRESQL_URL):
            message = "No PostgreSQL database is named."
            advice = f"Put its URL into the environment variable {POSTGRESQL_URL}."
            raise engine_refused("ENGINE-POSTGRESQL-URL", message, advice)
        return PostgreSQLEngine(settings[POSTGRESQL_URL])
    near = get_close_matches(name, ENGINES, n=1)
    message = f"There is no engine {name!r}." + (f" Did you mean {near[0]}?" if near else "")
    raise engine_refused("ENGINE-UNKNOWN", message, f"Use one of {', '.join(ENGINES)}.")


def _not_installed(engine: str, package: str, extra: str) -> Exception:
    message = f"{engine} was asked for and the package {package} is not installed, or cannot be imported."
    return engine_refused("ENGINE-NOT-INSTALLED", message, f'Install it: pip install "crossfoot[{extra}]".')
