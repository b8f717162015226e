"""DuckDB in this process, over Parquet files: the engine that needs nothing else, and the fastest on one machine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from crossfoot.engines.engine import Relation, Result
from crossfoot.engines.refusals import engine_refused, query_refused
from crossfoot.engines.tables import open_tables
from crossfoot.engines.values import plain_rows


class DuckDBEngine:
    """An embedded database that sees the files of its relations and nothing else."""

    dialect = "duckdb"

    def __init__(
        self, *, threads: int | None = None, memory_mb: int | None = None, scratch: Path | None = None
    ) -> None:
        self._threads = threads
        self._memory_mb = memory_mb
        self._scratch = scratch
        self._connection = self._open(())

    def _open(self, relations: Iterable[Relation]) -> duckdb.DuckDBPyConnection:
        return open_tables(relations, threads=self._threads, memory_mb=self._memory_mb, scratch=self._scratch)

    def load(self, relations: Iterable[Relation]) -> None:
        """A view of each file and a table of each relation in memory: nothing of a file is copied."""
        # A new database, because one that is locked down cannot be told of further files.
        opened = self._open(relations)
        self._connection.close()
        self._connection = opened

    def run(self, query: str) -> Result:
        """The answer to one SELECT in DuckDB's SQL."""
        try:
            statements = self._connection.extract_statements(query)
            if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
                raise duckdb.NotSupportedError
            answer = self._connection.execute(statements[0])
            columns = tuple(column[0] for column in answer.description)
            rows = answer.fetchall()
        except duckdb.OutOfMemoryException:
            raise engine_refused(
                "ENGINE-MEMORY",
                "DuckDB needs more memory for a query than it may use.",
                "Allow it more, or give it a scratch folder where the records are.",
            ) from None
        except duckdb.Error as error:
            raise query_refused("DuckDB", error) from None
        return Result(columns, plain_rows(columns, rows))

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
