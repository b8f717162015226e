"""The records that benchmarks run on: canonical, the same every time, and of the size and kind that they claim."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.national.build import COUNTY, NATIONAL, TABLES, Size, make
from benchmarks.subset import masks, one_query_each
from benchmarks.subset.task import MEASURES, Task, difference
from crossfoot.populations.frame import relation_columns
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard

SMALL = Size(authorities=2, months=13)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmarks") / "small"
    make(SMALL, folder, threads=1)
    return folder


def _ask(folder: Path, query: str) -> tuple[int, ...]:
    with duckdb.connect() as connection:
        connection.execute("SET file_search_path = ?", [str(folder)])
        answer = connection.execute(query).fetchone()
        assert answer is not None
        return answer


def test_every_table_is_as_the_reader_would_write_it(folder: Path) -> None:
    standard = Standard.load()
    records = RecordSet.open(folder)
    assert set(records.tables) == set(TABLES)
    for table in records.tables:
        known = relation_columns(standard, table)
        found = records.columns(table)
        assert {name: known.get(name) for name in found} == dict(found), table
        assert records.count(table) > 0, table


def test_keys_are_there_and_unique(folder: Path) -> None:
    for table in Standard.load().tables.values():
        if table.id not in TABLES or not RecordSet.open(folder).has(table.id, *table.key):
            continue
        key = ", ".join(table.key)
        known = " AND ".join(f"{name} IS NOT NULL" for name in table.key)
        counted = f"SELECT count(*), count(DISTINCT ({key})) FILTER ({known}) FROM '{table.id}.parquet'"  # noqa: S608
        rows, keys = _ask(folder, counted)
        assert rows == keys, table.id


def test_two_makings_are_the_same_whatever_the_threads(folder: Path, tmp_path: Path) -> None:
    make(SMALL, tmp_path / "again", threads=4)
    for table in TABLES:
        rows = "(SELECT * EXCLUDE (source_row) FROM '{}')"
        first, second = (rows.format(each / f"{table}.parquet") for each in (folder, tmp_path / "again"))
        different = f"SELECT count(*) FROM ({first} EXCEPT ALL {second} UNION ALL ({second} EXCEPT ALL {first}))"  # noqa: S608
        assert _ask(folder, different) == (0,), table


def test_the_sizes_come_to_those_of_the_country(folder: Path) -> None:
    authorities = NATIONAL.authorities / SMALL.authorities
    people, visits, open_cases, contacts = _ask(
        folder,
        """
        SELECT
            (SELECT count(*) FROM 'person.parquet'),
            (SELECT count(*) FROM 'cin_visits.parquet') + (SELECT count(*) FROM 'cp_visits.parquet')
                + (SELECT count(*) FROM 'cla_visits.parquet'),
            (SELECT count(*) FROM 'cin_episodes.parquet' WHERE cine_close_date IS NULL),
            (SELECT count(*) FROM 'contacts.parquet'
             WHERE cont_contact_date BETWEEN DATE '2024-03-01' AND DATE '2025-03-31')
        """,
    )
    assert people * authorities == pytest.approx(12e6, rel=0.01)
    assert visits * authorities == pytest.approx(20.5e6, rel=0.05)
    assert open_cases * authorities == pytest.approx(400e3, rel=0.05)
    assert contacts * authorities == pytest.approx(2.75e6, rel=0.01)
    assert COUNTY.months == 36
    assert COUNTY.people == pytest.approx(NATIONAL.people / 153)


def test_two_ways_of_counting_agree_and_no_indicator_is_always_met(folder: Path) -> None:
    task = Task(folder, SMALL.periods)
    fused, each = masks.count(task), one_query_each.count(task)
    assert difference(fused, each) == ""
    totals = {measure: sum(fused[measure].values()) for measure in MEASURES}
    assert 0 < totals["re_referrals"] < totals["referrals"]
    assert 0.5 < totals["assessments_in_time"] / totals["assessments"] < 0.95
    assert 0.5 < totals["in_need_visited"] / totals["in_need"] < 0.95
    assert 0.5 < totals["in_need_plan_up_to_date"] / totals["in_need_plan_due"] < 0.95
    assert 0.5 < totals["protected_seen_alone"] / totals["protected_visit_due"] < totals["protected_seen"]


def test_a_difference_is_found_and_named(folder: Path) -> None:
    task = Task(folder, SMALL.periods)
    answer = masks.count(task)
    key = next(iter(answer["contacts"]))
    other = {**answer, "contacts": {**answer["contacts"], key: answer["contacts"][key] + 1}}
    assert difference(answer, other).startswith("contacts of ")
