"""Tables are loaded whole or not at all, and what an engine says about a child is not repeated."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from engine_examples import MONTH_ROWS, ROWS, SPELLS, ask_sql, open_with_examples, write_parquet

from crossfoot.engines.engine import Engine, Relation
from crossfoot.vocabulary.issues import InputRefused

CHILD = "Juniper Fieldfare"


def refusal(refused: pytest.ExceptionInfo[InputRefused]) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.file, issue.field) for issue in refused.value.issues]


@pytest.fixture(scope="module")
def engine(
    opening: Callable[[], AbstractContextManager[Engine]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """An engine with the examples, which no test changes."""
    with open_with_examples(opening, tmp_path_factory.mktemp("examples")) as opened:
        yield opened


@pytest.mark.parametrize("content", [None, b"", b"PAR1 Juniper Fieldfare PAR1"])
def test_a_file_that_is_not_parquet_is_refused_and_nothing_is_lost(
    engine: Engine, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "spells.parquet"
    if content is not None:
        file.write_bytes(content)
    months = Relation("months", {"month": "BIGINT"}, rows=[(1,)])
    with pytest.raises(InputRefused) as refused:
        engine.load([months, Relation("spells", SPELLS, file)])
    assert refusal(refused) == [("ENGINE-FILE", "spells.parquet", "")]
    assert CHILD not in str(refused.value)
    assert ask_sql(engine, "SELECT count(*) FROM spells") == [(len(ROWS),)]
    assert ask_sql(engine, "SELECT count(*) FROM months") == [(len(MONTH_ROWS),)]


def test_a_column_of_another_type_is_refused_by_its_name(engine: Engine, tmp_path: Path) -> None:
    kinds = {"child": "VARCHAR", "begun": "VARCHAR", "visits": "BIGINT", "more": "DOUBLE"}
    file = write_parquet(tmp_path / "spells.parquet", kinds, [(CHILD, CHILD, 17, 0.5)])
    with pytest.raises(InputRefused) as refused:
        engine.load([Relation("spells", SPELLS, file)])
    assert refusal(refused) == [
        ("ENGINE-COLUMN-TYPE", "spells.parquet", "begun"),
        ("ENGINE-COLUMN-TYPE", "spells.parquet", "visits"),
    ]
    assert CHILD not in str(refused.value)
    assert ask_sql(engine, "SELECT count(*) FROM spells") == [(len(ROWS),)]


KINDS = {
    "day": "DATE",
    "name": "VARCHAR",
    "cost": "DECIMAL(18,4)",
    "open": "BOOLEAN",
    "share": "DOUBLE",
    "n": "INTEGER",
}
KEPT = [
    (date(2017, 1, 31), 'a "b", \\. \\N\n', Decimal("1.5"), True, 0.1, 7),
    (None, None, None, None, None, None),
    (date(2017, 1, 31), "", Decimal("-0.0001"), False, -1e300, 0),
]


def test_rows_of_a_file_and_rows_in_memory_are_kept_alike(opened: Engine, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "days.parquet", {**KINDS, "left_out": "BLOB"}, [(*row, b"x") for row in KEPT])
    opened.load([Relation("days", KINDS, file), Relation("same", KINDS, rows=KEPT)])
    for table in ("days", "same"):
        found = opened.run(f"SELECT * FROM {table}")  # noqa: S608
        assert found.columns == tuple(KINDS)
        assert sorted(found.rows, key=repr) == sorted(KEPT, key=repr)


def test_a_load_takes_the_place_of_the_one_before(opened: Engine) -> None:
    opened.load([Relation("days", {"day": "DATE"}), Relation("gone", {"day": "DATE"})])
    opened.load([Relation("days", {"day": "VARCHAR"}, rows=[("today",)])])
    assert opened.run("SELECT day FROM days").rows == [("today",)]
    with pytest.raises(InputRefused):
        opened.run("SELECT day FROM gone")


def test_one_column_of_nulls_keeps_its_rows(opened: Engine, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "one.parquet", {"name": "VARCHAR"}, [(None,), ("",), (None,)])
    opened.load([Relation("one", {"name": "VARCHAR"}, file), Relation("gone", {"other": "DATE"}, file)])
    assert ask_sql(opened, "SELECT count(*), count(name) FROM one") == [(3, 1)]
    assert ask_sql(opened, "SELECT count(*), count(other) FROM gone") == [(3, 0)]


def test_more_rows_than_are_held_at_once(opened: Engine) -> None:
    rows = [(number, f"child {number}") for number in range(45_001)]
    opened.load([Relation("many", {"number": "BIGINT", "child": "VARCHAR"}, rows=rows)])
    counted = "count(*), count(DISTINCT child), sum(number), min(number), max(number)"
    assert ask_sql(opened, f"SELECT {counted} FROM many") == [(45_001, 45_001, sum(range(45_001)), 0, 45_000)]  # noqa: S608


WRONG = {
    "a cell that is no date": f"SELECT CAST(child || '{CHILD}' AS DATE) FROM spells",  # noqa: S608
    "a name that is not there": f'SELECT "{CHILD}" FROM spells',  # noqa: S608
    "a sum that overflows": "SELECT CAST(visits AS INTEGER) * 2147483647 * 2 FROM spells WHERE visits > 5",
    "no query": f"{CHILD} FROM",
    "nought": "",
}


@pytest.mark.parametrize("query", WRONG.values(), ids=WRONG)
def test_what_an_engine_says_is_not_repeated(
    engine: Engine, query: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    words = query.replace('"', "`") if engine.dialect == "pyspark" else query
    with pytest.raises(InputRefused) as refused:
        engine.run(words)
    assert refusal(refused) == [("ENGINE-QUERY", "", "")]
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    written = capfd.readouterr()
    for said in (str(refused.value), caplog.text, written.out, written.err):
        assert CHILD not in said
        assert "wren" not in said.lower()
        assert "spells" not in said
    assert ask_sql(engine, "SELECT count(*) FROM spells") == [(len(ROWS),)]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM spells", "INSERT INTO months VALUES (1, NULL, NULL)", "DROP TABLE x"]
)
def test_only_questions_are_taken(engine: Engine, statement: str) -> None:
    with pytest.raises(InputRefused) as refused:
        engine.run(statement)
    assert refusal(refused) == [("ENGINE-QUERY", "", "")]
    assert ask_sql(engine, "SELECT count(*) FROM spells") == [(len(ROWS),)]
    assert ask_sql(engine, "SELECT count(*) FROM months") == [(len(MONTH_ROWS),)]


@pytest.mark.parametrize("kind", ["TIMESTAMP", "DECIMAL", "INTEGER[]", "varchar", "DATE); DROP TABLE x; --"])
def test_a_type_that_engines_do_not_share_is_a_mistake(kind: str) -> None:
    with pytest.raises(ValueError, match="types no engine may have"):
        Relation("spells", {"child": "VARCHAR", "begun": kind})


def test_a_relation_has_columns_and_one_source() -> None:
    with pytest.raises(ValueError, match="has no columns"):
        Relation("spells", {})
    with pytest.raises(ValueError, match="both a file and rows"):
        Relation("spells", SPELLS, Path("spells.parquet"), ())
