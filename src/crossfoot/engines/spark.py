"""Apache Spark, for records that outgrow one machine: queries run where its workers are, over files they all see."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import warnings
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as WaitedTooLong
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Self

from py4j.protocol import Py4JError  # type: ignore[import-untyped]
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql
from pyspark.sql.types import TimestampType

from crossfoot.engines.engine import SPARK_MASTER, Relation, Result
from crossfoot.engines.refusals import engine_refused, load_refused, query_refused
from crossfoot.engines.tables import find_file_columns
from crossfoot.engines.values import plain_rows
from crossfoot.vocabulary.issues import InputRefused

_SECONDS_TO_ANSWER = 5
"""How long a master may take to accept a connection."""

_SECONDS_TO_WORK = 120
"""How long a cluster may take to give the first row: Spark itself would wait for ever for a worker."""

_SESSION = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.eventLog.enabled": "false",
    "spark.sql.catalogImplementation": "in-memory",
    # What a shuffle writes to disk is children's records, and a worker that is killed leaves it there.
    "spark.io.encryption.enabled": "true",
    # An exception of Spark quotes the cell, and the executors log it. The first two silence log4j where it has no
    # settings of its own, from its first line; the others, once Spark runs, where it has. (Spark 3.5 lacks the last.)
    "spark.driver.defaultJavaOptions": "-Dlog4j2.level=OFF",
    "spark.executor.defaultJavaOptions": "-Dlog4j2.level=OFF",
    "spark.log.level": "OFF",
    "spark.executor.syncLogLevel.enabled": "true",
}
"""What can be said only when Spark is started."""

_QUERIES = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    # Days are those of the file, also before 1582; only files of Spark 2 had others.
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
}
"""What makes queries mean the same as elsewhere."""

_LOGS_OF_QUERIES = ("SQLQueryContextLogger", "DataFrameQueryContextLogger", "py4j")
"""Loggers of PySpark that repeat a query, or a cell of a row."""

_ERRORS = (PySparkException, Py4JError, OSError, ValueError)
"""What PySpark raises; the last two where it loses Java, and for a day after the year 9999."""

_PLACES = re.compile(r"([\w.-]+):(\d+)")
_ON_THIS_MACHINE = re.compile(r"spark://(?:127\.0\.0\.1|localhost):\d+")

_TYPES = {"INTEGER": "INT", "VARCHAR": "STRING"}
"""What Spark calls a type, where it is not what DuckDB calls it."""


class SparkEngine:
    """A Spark session of its own, on the master named, or on this machine with `threads` threads.

    A session that runs already in this process is built upon and left running; one that was started here is stopped in
    `close`. Spark allows one master in a process. Raises InputRefused where Java is missing, where the master does not
    answer, or where no worker takes the work.
    """

    dialect = "pyspark"

    def __init__(
        self,
        *,
        master: str | None = None,
        threads: int | None = None,
        memory_mb: int | None = None,
        scratch: Path | None = None,
    ) -> None:
        for name in _LOGS_OF_QUERIES:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._views: list[str] = []
        self._folder: Path | None = None
        running = SparkSession.getActiveSession()
        self._started = running is None
        try:
            if running is not None:
                self._session = _join(running, master)
            else:
                self._folder = Path(mkdtemp(prefix="crossfoot-spark-"))
                self._session = _start(self._folder, master, threads, memory_mb, scratch)
            for name, value in _QUERIES.items():
                self._session.conf.set(name, value)
        except (*_ERRORS, RuntimeError) as error:
            self._remove_folder()
            raise engine_refused(
                "ENGINE-SPARK-START",
                f"Spark could not be started ({type(error).__name__}).",
                "Check that Java is one that this version of Spark takes (17 or 21 for Spark 4), and the settings.",
            ) from None
        except InputRefused:
            self._remove_folder()
            raise

    def load(self, relations: Iterable[Relation]) -> None:
        """A view of each file, which every worker must see at the same path, and of each relation in memory."""
        wanted = tuple(relations)
        present = find_file_columns(wanted)
        try:
            frames = {relation.name: self._frame(relation, present) for relation in wanted}
            self._drop_views()
            for name, frame in frames.items():
                frame.createOrReplaceTempView(name)
                self._views.append(name)
        except _ERRORS as error:
            raise load_refused("Spark", error) from None

    def _frame(self, relation: Relation, present: Mapping[str, frozenset[str]]) -> DataFrame:
        types = {name: _TYPES.get(sql_type, sql_type) for name, sql_type in relation.columns.items()}
        if relation.path is None:
            with warnings.catch_warnings():
                # PySpark leaves the socket by which it hands over the rows to Python to close.
                warnings.simplefilter("ignore", ResourceWarning)
                frame = self._session.createDataFrame(list(relation.rows or ()), _schema(types))
            # Small, and Spark cannot tell: without being told it would sort both sides to join a month.
            return sql.broadcast(frame.coalesce(1))
        found = {name: sql_type for name, sql_type in types.items() if name in present[relation.name]}
        # With a schema told, Spark does not start a job for each file to learn it. It may not be empty.
        told = _schema(found or types)
        frame = self._session.read.schema(told).parquet(_address(relation.path))
        return frame.select(
            *(
                sql.col(_quoted(name)) if name in found else sql.lit(None).cast(types[name]).alias(name)
                for name in types
            )
        )

    def run(self, query: str) -> Result:
        """The answer to one SELECT in Spark's SQL."""
        try:
            frame = self._session.sql(query)
            columns = tuple(frame.columns)
            rows = [tuple(row) for row in _with_days_of_utc(frame).collect()]
        except _ERRORS as error:
            raise query_refused("Spark", error) from None
        return Result(columns, plain_rows(columns, rows))

    def _drop_views(self) -> None:
        while self._views:
            self._session.catalog.dropTempView(self._views.pop())

    def close(self) -> None:
        """Drop the views, and stop Spark if it was started here."""
        with suppress(*_ERRORS):
            # Where somebody else has stopped Spark, nothing is left to drop.
            self._drop_views()
        if self._started:
            self._session.stop()
            self._started = False
            self._remove_folder()

    def _remove_folder(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _join(running: SparkSession, master: str | None) -> SparkSession:
    if master is not None and running.sparkContext.master != master:
        message = f"Spark already runs in this process, not on the master that {SPARK_MASTER} names."
        raise engine_refused("ENGINE-SPARK-MASTER", message, "Stop it first, or take the variable away.")
    return running.newSession()


def _start(
    folder: Path, master: str | None, threads: int | None, memory_mb: int | None, scratch: Path | None
) -> SparkSession:
    _check_java()
    if master is not None:
        _check_master(master)
    # Spark would make a folder `spark-warehouse` where it was started.
    settings = {**_SESSION, "spark.sql.warehouse.dir": str(folder / "warehouse")}
    if master is None:
        settings["spark.local.dir"] = str(folder if scratch is None else scratch)
        if memory_mb is not None:
            settings["spark.driver.memory"] = f"{memory_mb}m"
    if master is None or _ON_THIS_MACHINE.fullmatch(master):
        # Nobody else on the network need reach a driver whose workers are all here.
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder.master(master or f"local[{threads or '*'}]").appName("crossfoot")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    if master is not None:
        _check_workers(session)
    return session


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        message = "Spark was asked for and there is no Java."
        advice = "Install Java 17 (on Debian: apt-get install openjdk-17-jre-headless), or correct JAVA_HOME."
        raise engine_refused("ENGINE-SPARK-JAVA", message, advice)


def _check_master(master: str) -> None:
    """Raises InputRefused where a standalone master accepts no connection: Spark would try for minutes."""
    if not master.startswith("spark://"):
        return
    for host, port in _PLACES.findall(master):
        try:
            socket.create_connection((host, int(port)), timeout=_SECONDS_TO_ANSWER).close()
        except (OSError, OverflowError):
            continue
        return
    message = f"The Spark master that {SPARK_MASTER} names does not answer."
    raise engine_refused("ENGINE-SPARK-MASTER", message, "Check the address, and that the master is running.")


def _check_workers(session: SparkSession) -> None:
    with ThreadPoolExecutor(1) as waiting:
        first = waiting.submit(session.range(1).collect)
        try:
            first.result(_SECONDS_TO_WORK)
        except WaitedTooLong:
            # Ends the wait of the other thread as well.
            session.stop()
            message = f"The Spark master answers, but no worker took any work for {_SECONDS_TO_WORK} seconds."
            advice = "Check that workers are running, with the memory and cores that an executor is set to take."
            raise engine_refused("ENGINE-SPARK-WORKERS", message, advice) from None
        except _ERRORS:
            session.stop()
            raise


def _schema(types: Mapping[str, str]) -> str:
    return ", ".join(f"{_quoted(name)} {sql_type}" for name, sql_type in types.items())


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _address(path: Path) -> str:
    """The path as Spark reads it: with its scheme, whatever the cluster's own file system is, and as no pattern."""
    return "file://" + re.sub(r"([*?\[\]{}\\])", r"\\\1", path.resolve().as_posix())


def _with_days_of_utc(frame: DataFrame) -> DataFrame:
    """Moments without a time zone: PySpark would turn them into the time of day where this process runs."""
    moments = {field.name for field in frame.schema.fields if isinstance(field.dataType, TimestampType)}
    if not moments:
        return frame
    names = [f"c{place}" for place in range(len(frame.columns))]
    return frame.toDF(*names).select(
        *(
            sql.col(name).cast("timestamp_ntz") if original in moments else sql.col(name)
            for name, original in zip(names, frame.columns, strict=True)
        )
    )
