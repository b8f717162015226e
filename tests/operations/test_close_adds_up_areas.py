"""A council's figures are added up from those of its parts, never averaged."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crossfoot.figures.snapshot import Snapshot
from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.operations.audit_snapshot import AUDITED
from crossfoot.operations.close_month import close_month
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period

INPUT = """\
council: norfolk
organisation: Norfolk County Council
title: Locality returns
figures: [figures.csv]
tables: tables.csv
precedence: [return]
"""
COLUMNS = (
    *("indicator", "area", "period", "form", "breakdown", "numerator", "denominator", "value", "missing"),
    *("table", "line", "printed"),
)
# Locality, referrals, re-referrals: the percentages are 10, 50, 25, 20, 0 and 30; their average is 22.5.
LOCALITIES = (
    ("breckland-locality", 100, 10),
    ("city-locality", 10, 5),
    ("east-locality", 40, 10),
    ("north-and-broadland-locality", 50, 10),
    ("south-locality", 20, 0),
    ("west-locality", 200, 60),
)


def close(folder: Path, rows: list[tuple[str, str, int]]) -> Snapshot:
    source = folder / "input"
    source.mkdir()
    (source / "input.yaml").write_text(INPUT)
    (source / "tables.csv").write_text("id,title,report,first_line,last_line\nlocal,Locality return,return,,\n")
    with (source / "figures.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for indicator, area, count in rows:
            writer.writerow([indicator, area, "2017-01", "", "", count, "", "", "", "local", "", ""])
    return close_month(
        source,
        folder / "snapshot",
        month=Period.parse("2017-01"),
        as_at=date(2017, 2, 8),
        definitions=shipped_definitions(),
    )


def rows_of(localities: tuple[tuple[str, int, int], ...]) -> list[tuple[str, str, int]]:
    referrals = [("referrals", area, count) for area, count, _ in localities]
    return referrals + [("re-referrals", area, count) for area, _, count in localities]


def value(snapshot: Snapshot, figure: str) -> Decimal | Missing:
    found = snapshot.figures.get(FigureId.parse(figure))
    assert found is not None
    return found.rounded


def test_numerators_and_denominators_of_localities_make_the_county(tmp_path: Path) -> None:
    snapshot = close(tmp_path, rows_of(LOCALITIES))
    assert value(snapshot, "referrals/norfolk/in_month/2017-01") == 420
    # 95 of 420 is 22.619 per cent; the average of the percentages would be 22.5.
    assert value(snapshot, "re-referrals/norfolk/in_month/2017-01") == Decimal("22.6")
    assert value(snapshot, "re-referrals/city-locality/in_month/2017-01") == Decimal("50.0")
    assert [issue.code for issue in snapshot.issues] == [AUDITED]


def test_a_locality_that_is_missing_leaves_the_county_without_a_figure(tmp_path: Path) -> None:
    snapshot = close(tmp_path, rows_of(LOCALITIES[:-1]))
    assert isinstance(value(snapshot, "referrals/norfolk/in_month/2017-01"), Missing)
    assert any("west-locality" in issue.message for issue in snapshot.issues)


@pytest.mark.parametrize(("county", "difference"), [(420, None), (425, "5"), (400, "20")])
def test_a_county_figure_is_compared_with_its_parts(tmp_path: Path, county: int, difference: str | None) -> None:
    snapshot = close(tmp_path, [("referrals", "norfolk", county), *rows_of(LOCALITIES)])
    assert value(snapshot, "referrals/norfolk/in_month/2017-01") == county
    told = [issue for issue in snapshot.issues if issue.message.startswith("referrals in norfolk:")]
    assert {issue.code for issue in told} <= {"AREAS-DO-NOT-ADD-UP"}
    assert bool(told) == (difference is not None)
    assert all(difference is not None and difference in issue.message for issue in told)


def test_districts_and_localities_are_not_added_together(tmp_path: Path) -> None:
    districts = (
        ("breckland", 60, 6),
        ("broadland", 60, 6),
        ("great-yarmouth", 60, 6),
        ("kings-lynn-and-west-norfolk", 60, 6),
        ("north-norfolk", 60, 6),
        ("norwich", 60, 6),
        ("south-norfolk", 60, 6),
    )
    snapshot = close(tmp_path, rows_of(LOCALITIES) + rows_of(districts))
    assert value(snapshot, "referrals/norfolk/in_month/2017-01") == 420
