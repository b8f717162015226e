"""Spark as a council runs it: on a master with workers, on one machine, and where something is missing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from all_engines import NEEDS_SPARK, spark_engine
from engine_examples import ask_sql, write_parquet

from crossfoot.engines.engine import SPARK_MASTER, Engine, Relation, open_engine
from crossfoot.vocabulary.issues import InputRefused

pytestmark = NEEDS_SPARK

CHILD = "Juniper Fieldfare"
BAD_CAST = "SELECT count(CAST(child AS DATE)) FROM secrets"


@pytest.fixture(scope="module")
def spark(spark_master: str) -> Iterator[Engine]:
    with spark_engine() as engine:
        yield engine


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Relation:
    kinds = {"child": "VARCHAR"}
    file = write_parquet(tmp_path_factory.mktemp("secrets") / "secrets.parquet", kinds, [(CHILD,)] * 50)
    return Relation("secrets", kinds, file)


def run_alone(script: str, folder: Path, environment: Mapping[str, str]) -> tuple[list[list[object]], str]:
    """What a process of its own, started in `folder`, printed as JSON, and all that it printed."""
    process = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    everything = process.stdout + process.stderr
    assert process.returncode == 0, everything
    return [json.loads(line) for line in process.stdout.splitlines() if line.startswith("[")], everything


OPEN = """
import json
from pathlib import Path

from crossfoot.engines import spark
from crossfoot.engines.engine import Relation, open_engine
from crossfoot.vocabulary.issues import InputRefused

spark._SECONDS_TO_WORK = 5
try:
    with open_engine("spark", threads=1, memory_mb=700) as engine:
        pass
except InputRefused as refused:
    print(json.dumps([issue.code for issue in refused.issues]))
    print(refused)
"""


def test_the_work_is_done_by_both_workers_and_they_log_nothing_of_it(spark: Engine, secrets: Relation) -> None:
    spark.load([secrets])
    assert ask_sql(spark, "SELECT count(*), min(child) FROM secrets") == [(50, CHILD)]
    with pytest.raises(InputRefused):
        spark.run(BAD_CAST)
    cluster = Path(os.environ["SPARK_CONF_DIR"])
    logs = list(cluster.glob("work-*/app-*/*/std*"))
    assert {log.relative_to(cluster).parts[0] for log in logs} == {"work-1", "work-2"}
    for log in (*logs, cluster / "log"):
        said = log.read_text(errors="replace")
        assert CHILD not in said
        assert "secrets" not in said


def test_a_second_engine_stands_on_the_session_of_the_first(spark: Engine, secrets: Relation) -> None:
    spark.load([secrets])
    with spark_engine() as second:
        with pytest.raises(InputRefused):
            second.run("SELECT count(*) FROM secrets")
        second.load([Relation("secrets", secrets.columns, rows=[(None,)])])
        assert second.run("SELECT count(*), count(child) FROM secrets").rows == [(1, 0)]
        assert spark.run("SELECT count(*), count(child) FROM secrets").rows == [(50, 50)]
    second.close()
    assert spark.run("SELECT count(*) FROM secrets").rows == [(50,)]


def test_one_process_has_one_master(spark: Engine) -> None:
    with pytest.raises(InputRefused, match="already runs in this process") as refused:
        open_engine("spark", environment={SPARK_MASTER: "spark://localhost:1"})
    assert [issue.code for issue in refused.value.issues] == ["ENGINE-SPARK-MASTER"]


def test_a_cluster_whose_workers_take_no_work_is_not_waited_for(
    spark: Engine, spark_master: str, tmp_path: Path
) -> None:
    """The two cores of the cluster are taken, so that it has none for another process."""
    found, _ = run_alone(OPEN, tmp_path, {SPARK_MASTER: spark_master})
    assert found == [["ENGINE-SPARK-WORKERS"]]
    assert spark.run("SELECT 1 AS one").rows == [(1,)]


@pytest.mark.parametrize("master", ["spark://localhost:1", "spark://localhost:99999", "spark://merlin", "spark://:"])
def test_a_master_that_does_not_answer_is_told_at_once(master: str, tmp_path: Path) -> None:
    found, everything = run_alone(OPEN, tmp_path, {SPARK_MASTER: master})
    assert found == [["ENGINE-SPARK-MASTER"]]
    assert master not in everything


@pytest.mark.parametrize("home", ["", "nowhere"])
def test_without_java_it_is_said_what_to_install(home: str, tmp_path: Path) -> None:
    found, everything = run_alone(OPEN, tmp_path, {"PATH": str(tmp_path), "JAVA_HOME": home})
    assert found == [["ENGINE-SPARK-JAVA"]]
    assert "openjdk-17-jre-headless" in everything


def test_on_one_machine_it_leaves_nothing_and_says_nothing(secrets: Relation, tmp_path: Path) -> None:
    work = f"""
        kinds = {{"child": "VARCHAR", "gone": "DATE"}}
        engine.load([Relation("secrets", kinds, Path({str(secrets.path)!r}))])
        found = engine.run("SELECT count(*), count(gone), min(length(child)) FROM secrets").rows
        print(json.dumps(found[0]))
        engine.run({BAD_CAST!r})
"""  # noqa: S608
    folder, temporary = tmp_path / "started-here", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    environment = {SPARK_MASTER: "", "SPARK_CONF_DIR": str(tmp_path), "TMPDIR": str(temporary)}
    found, everything = run_alone(OPEN.replace("        pass\n", work), folder, environment)
    assert found == [[50, 0, len(CHILD)], ["ENGINE-QUERY"]]
    assert CHILD not in everything
    assert "secrets" not in everything
    assert list(folder.iterdir()) == []
    assert list(temporary.iterdir()) == []
