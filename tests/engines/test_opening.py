"""How engines are opened and closed, and what is said where one cannot be had."""

import sys
from pathlib import Path

import duckdb
import psycopg
import pytest
from all_engines import postgresql_server
from engine_examples import ROWS, SPELLS, write_parquet

from crossfoot.engines.engine import POSTGRESQL_URL, Relation, open_engine
from crossfoot.vocabulary.issues import InputRefused

DAYS = Relation("days", {"day": "DATE", "child": "VARCHAR"}, rows=[(None, "dunlin"), (None, "teasel")])


def codes(refused: pytest.ExceptionInfo[InputRefused]) -> list[str]:
    return [issue.code for issue in refused.value.issues]


def test_an_engine_that_is_not_there_is_named_with_its_neighbour() -> None:
    with pytest.raises(InputRefused, match=r"no engine 'postgres'\. Did you mean postgresql\?") as refused:
        open_engine("postgres")
    assert codes(refused) == ["ENGINE-UNKNOWN"]


@pytest.mark.parametrize(("name", "extra"), [("spark", "spark"), ("postgresql", "database")])
def test_what_is_not_installed_is_told_how_to_install(name: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, f"crossfoot.engines.{name}", None)
    with pytest.raises(InputRefused, match=rf'pip install "crossfoot\[{extra}\]"') as refused:
        open_engine(name, environment={POSTGRESQL_URL: "postgresql://"})
    assert codes(refused) == ["ENGINE-NOT-INSTALLED"]


# -- DuckDB ------------------------------------------------------------------------------------------------------------


def test_duckdb_reaches_no_other_file(tmp_path: Path) -> None:
    mine = write_parquet(tmp_path / "spells.parquet", SPELLS, ROWS)
    other = write_parquet(tmp_path / "other.parquet", SPELLS, ROWS)
    reading = f"SELECT count(*) FROM read_parquet('{other}')"  # noqa: S608
    with open_engine("duckdb") as engine:
        engine.load([Relation("spells", SPELLS, mine)])
        for query in (reading, f"COPY spells TO '{tmp_path / 'new.csv'}'", "SET threads = 1", "INSTALL httpfs"):
            with pytest.raises(InputRefused) as refused:
                engine.run(query)
            assert codes(refused) == ["ENGINE-QUERY"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.parquet", "spells.parquet"]
    with duckdb.connect() as plain:
        assert plain.execute(reading).fetchall() == [(len(ROWS),)]


def test_duckdb_uses_every_core_unless_told() -> None:
    asked = "SELECT current_setting('threads'), current_setting('memory_limit')"
    with duckdb.connect() as plain, open_engine("duckdb") as engine:
        assert engine.run(asked).rows == plain.execute(asked).fetchall()
    with open_engine("duckdb", threads=1, memory_mb=1000) as engine:
        assert engine.run(asked).rows == [(1, "953.6 MiB")]


SORTED = "SELECT max(place) FROM (SELECT row_number() OVER (PARTITION BY child ORDER BY day) AS place FROM many)"


def test_what_does_not_fit_in_memory_goes_to_the_scratch_folder_alone(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        made = connection.sql(
            "SELECT 'child ' || (i * 7919 % 500000) AS child, DATE '2000-01-01' + CAST(i % 5000 AS INTEGER) AS day "
            "FROM range(1000000) AS numbers(i)"
        )
        made.write_parquet(str(tmp_path / "many.parquet"))
    many = Relation("many", {"child": "VARCHAR", "day": "DATE"}, tmp_path / "many.parquet")
    with open_engine("duckdb", threads=1, memory_mb=30) as engine:
        engine.load([many])
        with pytest.raises(InputRefused) as refused:
            engine.run(SORTED)
        assert codes(refused) == ["ENGINE-MEMORY"]
    scratch = tmp_path / "scratch"
    with open_engine("duckdb", threads=1, memory_mb=30, scratch=scratch) as engine:
        engine.load([many])
        assert engine.run(SORTED).rows == [(2,)]
    assert [path for path in scratch.rglob("*") if path.is_file()] == []


def test_duckdb_is_closed_twice_and_then_answers_nothing() -> None:
    engine = open_engine("duckdb")
    engine.close()
    engine.close()
    with pytest.raises(InputRefused):
        engine.run("SELECT 1")


# -- PostgreSQL --------------------------------------------------------------------------------------------------------


def test_a_database_must_be_named() -> None:
    with pytest.raises(InputRefused, match=POSTGRESQL_URL) as refused:
        open_engine("postgresql", environment={})
    assert codes(refused) == ["ENGINE-POSTGRESQL-URL"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://linnet:sparrowhawk@localhost:1/merlin",
        "postgresql://linnet:sparrowhawk@host.invalid/merlin",
        "mysql://linnet:sparrowhawk@merlin",
        "sparrowhawk",
    ],
)
def test_a_database_that_cannot_be_reached_is_not_described(url: str) -> None:
    with pytest.raises(InputRefused) as refused:
        open_engine("postgresql", environment={POSTGRESQL_URL: url})
    assert codes(refused) == ["ENGINE-POSTGRESQL-CONNECTION"]
    assert not any(word in str(refused.value) for word in ("linnet", "sparrowhawk", "merlin", "localhost", "invalid"))


def tables(url: str) -> list[str]:
    """Every table, also the temporary ones of others, that is not the server's own."""
    with psycopg.connect(url) as connection:
        query = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v') AND oid > 16383 ORDER BY 1"
        return [str(row[0]) for row in connection.execute(query)]


def test_postgresql_is_left_as_it_was() -> None:
    with postgresql_server() as url:
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute("CREATE TABLE days (kept integer)")
            owner.execute("INSERT INTO days VALUES (17)")
        with open_engine("postgresql", environment={POSTGRESQL_URL: url}) as engine:
            engine.load([DAYS])
            assert engine.run("SELECT count(child) FROM days").rows == [(2,)]
            assert tables(url) == ["days", "days"]
            with psycopg.connect(url) as other:
                assert other.execute("SELECT * FROM days").fetchall() == [(17,)]
            for statement in (
                "DELETE FROM public.days RETURNING kept",
                "DROP TABLE public.days",
                "SELECT 1 AS a INTO b",
            ):
                with pytest.raises(InputRefused):
                    engine.run(statement)
            with pytest.raises(InputRefused) as refused:
                engine.load([Relation("months", {"month": "BIGINT"}, rows=[(1,)]), bad_text()])
            assert codes(refused) == ["ENGINE-LOAD"]
            assert "dunlin" not in str(refused.value)
            assert engine.run("SELECT count(child) FROM days").rows == [(2,)]
            assert tables(url) == ["days", "days"]
        assert tables(url) == ["days"]
        engine.close()
        with pytest.raises(InputRefused):
            engine.run("SELECT 1")
        with psycopg.connect(url) as other:
            assert other.execute("SELECT * FROM days").fetchall() == [(17,)]


def bad_text() -> Relation:
    """PostgreSQL keeps no nought characters."""
    return Relation("texts", {"child": "VARCHAR"}, rows=[("dunlin\x00",)])


def test_postgresql_orders_text_by_bytes_whatever_its_database_does() -> None:
    with postgresql_server() as url, open_engine("postgresql", environment={POSTGRESQL_URL: url}) as engine:
        engine.load([DAYS])
        assert engine.run("SELECT DISTINCT pg_collation_for(child) FROM days").rows in ([("pg_c_utf8",)], [('"C"',)])
        assert engine.run("SELECT DISTINCT upper(child || 'é') FROM days ORDER BY 1 LIMIT 1").rows == [("DUNLINÉ",)]
