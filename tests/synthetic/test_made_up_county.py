"""The extract is whole, the same each time, and says nothing that it should not."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from county_records import County, Extract, read_extract, rows_of

from crossfoot.records.schema import Standard
from crossfoot.synthetic import make_county
from crossfoot.synthetic.extract import file_name

NEVER_FILLED = {"pre_proceedings", "s251_finance"}
"""Tables that most councils leave empty."""


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*.csv"))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_table_is_there_and_filled(county: County, extract: Extract) -> None:
    folder = county.folder
    tables = Standard.load().tables
    assert {path.name for path in (folder / "records").iterdir()} == {file_name(table) for table in tables}
    records, issues = extract
    assert [issue.code for issue in issues] == []
    assert {table for table in records.tables if records.count(table) == 0} == NEVER_FILLED
    total = sum(records.count(table) for table in records.tables)
    assert 200_000 < total < 400_000


def test_kept_copies_of_twelve_months(county: County, tmp_path: Path) -> None:
    folder = county.folder
    kept = sorted(path.name for path in (folder / "kept").iterdir())
    assert kept == [f"2016-{month:02}" for month in range(1, 13)]
    for month in kept:
        records, _ = read_extract(folder / "kept" / month, tmp_path / month)
        assert set(records.tables) == {"care_leavers", "cla_immunisations"}
        assert records.count("cla_immunisations") > 1000


def test_one_seed_gives_the_same_bytes(county: County, tmp_path: Path) -> None:
    """In another process, in which the order of sets is another one."""
    folder = county.folder
    code = "import pathlib, sys, crossfoot.synthetic as made; made.make_county(pathlib.Path(sys.argv[1]))"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment)  # noqa: S603
    assert digest(tmp_path) == digest(folder)


def test_teams_have_neutral_names_and_places_that_are_known(extract: Extract) -> None:
    records, _ = extract
    areas = {path.stem for path in (Path(__file__).parents[2] / "definitions" / "areas").glob("*.yaml")}
    teams = rows_of(records, "x_team_area")
    assert {team[column] for team in teams for column in ("xtea_locality_area", "xtea_district_area")} <= areas
    assert len({team["xtea_locality_area"] for team in teams}) == 6
    assert len({team["xtea_district_area"] for team in teams}) == 7
    assert all("team, " in str(row["dept_team_name"]) for row in rows_of(records, "department")[1:])


def test_east_has_the_most_children_who_come_back(extract: Extract) -> None:
    records, _ = extract
    with records.connect() as connection:
        shares = dict(
            connection.execute(
                "WITH turns AS (SELECT cine_referral_team AS team, cine_referral_date AS day, lag(cine_referral_date) "
                "OVER (PARTITION BY cine_person_id ORDER BY cine_referral_date) AS before FROM cin_episodes) "
                "SELECT team, avg(CASE WHEN day - before <= 365 THEN 1.0 ELSE 0.0 END) FROM turns "
                "WHERE day >= DATE '2016-04-01' GROUP BY team"
            ).fetchall()
        )
    assert max(shares, key=lambda team: shares[team]) == "T-assessment-east"
    assert shares["T-assessment-east"] > 0.28


def test_targets_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"county-report\.csv"):
        make_county(tmp_path / "out", targets=tmp_path)
