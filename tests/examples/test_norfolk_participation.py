"""The participation and inclusion figures are what the pack printed, and what does not hold in them is listed here.

Typed from the pack's pages (lines 1330 to 1343, 1386 to 1389, 1400, 1429 to 1434, 1441 to 1443), not made from the
files that are checked.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
DISTRICTS = (
    "norwich",
    "south-norfolk",
    "kings-lynn-and-west-norfolk",
    "breckland",
    "great-yarmouth",
    "broadland",
    "north-norfolk",
)
COLUMNS = ("norfolk", "england", *DISTRICTS)
# Norfolk, England (November), City, South, King's Lynn, Breckland, Great Yarmouth, Broadland, North; then the printed
# change of Norfolk, its arrow, and the change of England.
SCORECARD = """
neet-and-not-known                       4.9 7.8 7.6 2.8 4.6 4.3 5.9 2.7 4.8           0.1 up -6.5
neet                                     3.9 2.6 6.3 2.2 3.8 3.3 5.2 2.4 4.3           0.1 up 0.3
neet-age-16                              2.9 1.5 4.8 1.6 2.9 3.0 3.4 1.9 3.3           2.9 up 0.0
neet-age-17                              4.8 3.2 7.6 2.8 5.9 3.7 7.0 3.0 5.3           4.7 up 0.0
activity-not-known                       1.0 5.2 1.3 0.7 0.8 1.0 0.7 0.3 0.5           -0.1 down -6.8
neet-re-engaging                         7.5 12.9 10.1 5.2 8.8 3.3 4.6 14.5 6.2        -9.4 down 5.0
participating-age-16                     95.4 94.0 93.5 97.3 95.4 95.0 95.3 97.0 94.9  -0.1 down 6.3
participating-age-16-full-time-education 90.7 90.2 89.2 93.0 89.9 89.9 92.3 91.7 89.7  -0.3 down 5.5
participating-age-16-apprenticeships     3.8 3.4 3.2 4.0 4.2 3.8 2.9 4.7 3.7           0.1 up 0.8
participating-age-16-other               9.0 0.3 1.0 0.2 1.3 1.2 0.1 0.6 1.4           0.8 up 0.1
participating-age-17                     88.3 86.9 83.7 92.8 86.82 87.96 89.2 92.7 87.0 -0.3 down 6.2
participating-age-17-full-time-education 79.5 79.1 75.1 85.0 79.0 78.4 80.3 82.9 78.0  -0.2 down 5.0
participating-age-17-apprenticeships     6.8 6.8 5.9 7.2 5.5 7.1 6.3 8.7 6.7           0.0 up 1.0
participating-age-17-other               2.0 0.8 2.7 0.5 2.3 2.4 2.6 1.2 2.4           7.0 up 0.1
"""
NO_MONTH_BEFORE = {"neet-age-16", "neet-age-17", "participating-age-16-other", "participating-age-17-other"}
"""Printed changes that cannot be: what they would leave for November contradicts other figures, or is below nothing."""
SUMS = {
    "neet-and-not-known": ("neet", "activity-not-known"),
    "participating-age-16": tuple(
        f"participating-age-16-{route}" for route in ("full-time-education", "apprenticeships", "other")
    ),
    "participating-age-17": tuple(
        f"participating-age-17-{route}" for route in ("full-time-education", "apprenticeships", "other")
    ),
}
TERMS = [f"{year}-{term}" for year in ("2014-15", "2015-16", "2016-17") for term in ("autumn", "spring", "summer")]


def rows(name: str, **wanted: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in wanted.items())]


def typed() -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in SCORECARD.strip().splitlines()}


def december() -> dict[tuple[str, str], Decimal]:
    return {
        (row["indicator"], row["area"]): Decimal(row["value"])
        for row in rows("figures/participation.csv", table="participation-scorecard")
    }


def test_the_scorecard_is_as_printed_both_times() -> None:
    wanted = {
        (name, area, "2016-11" if area == "england" else "2016-12"): Decimal(value)
        for name, values in typed().items()
        for area, value in zip(COLUMNS, values, strict=False)
    }
    for table, first in (("participation-scorecard", 1330), ("participation-scorecard-again", 1406)):
        found = rows("figures/participation.csv", table=table)
        assert {(r["indicator"], r["area"], r["period"]): Decimal(r["value"]) for r in found} == wanted
        assert len(found) == len(wanted) == 126
        assert {r["indicator"]: int(r["line"]) for r in found} == {n: first + i for i, n in enumerate(typed())}
        assert [r for r in found if r["printed"] != f"{r['value']}%"] == []


def test_printed_changes_are_as_printed_both_times() -> None:
    wanted: dict[tuple[str, str], tuple[str, str]] = {}
    for name, values in typed().items():
        change, arrow, england = values[9:]
        wanted |= {(name, "norfolk"): (change, arrow), (name, "england"): (england, "")}
    for table in ("participation-scorecard", "participation-scorecard-again"):
        found = rows("printed_participation.csv", table=table)
        assert {(r["indicator"], r["area"]): (r["change"], r["direction"]) for r in found} == wanted


def test_the_month_before_is_the_printed_figure_less_the_printed_change() -> None:
    """Nobody printed it: it stands in a table of its own, and where it cannot be there is none."""
    found = {
        (r["indicator"], r["area"]): r for r in rows("figures/participation.csv", table="participation-worked-back")
    }
    assert len(found) == 2 * len(typed())
    for name, values in typed().items():
        for area, value, change, month in (
            ("norfolk", values[0], values[9], "2016-11"),
            ("england", values[1], values[11], "2016-10"),
        ):
            row = found[name, area]
            assert row["period"] == month
            if area == "norfolk" and name in NO_MONTH_BEFORE:
                assert (row["value"], row["missing"]) == ("", "not available")
            else:
                assert Decimal(row["value"]) == Decimal(value) - Decimal(change)


def test_the_changes_that_cannot_be() -> None:
    """Each of the four contradicts what else was printed; the fall of 9.4 in re-engaging contradicts nothing."""
    now, change = december(), {name: Decimal(values[9]) for name, values in typed().items()}
    before = {name: now[name, "norfolk"] - change[name] for name in change}
    together = before["neet"]
    assert not before["neet-age-16"] - Decimal("0.2") <= together <= before["neet-age-17"] + Decimal("0.2")
    assert before["participating-age-17-other"] < 0
    routes = sum(before[name] for name in SUMS["participating-age-16"])
    assert abs(routes - before["participating-age-16"]) > Decimal("0.5")
    assert before["neet-re-engaging"] == Decimal("16.9")
    # Of the others that are parts of a sum the changes fit, but for rounding.
    assert abs(before["neet"] + before["activity-not-known"] - before["neet-and-not-known"]) <= Decimal("0.3")


def test_printed_arrows_follow_the_number_and_not_performance() -> None:
    """An arrow up beside more young people who are NEET; one beside a change of nought."""
    odd = []
    for name, values in typed().items():
        change, arrow = Decimal(values[9]), values[10]
        if arrow != {1: "up", -1: "down", 0: "none"}[(change > 0) - (change < 0)]:
            odd.append((name, arrow))
    assert odd == [("participating-age-17-apprenticeships", "up")]


def test_sums_that_do_not_hold() -> None:
    """Each figure is rounded, so a sum of n parts may be out by n + 1 halves of a tenth."""
    now = december()
    broken = {
        (total, area): sum(now[part, area] for part in parts) - now[total, area]
        for total, parts in SUMS.items()
        for area in COLUMNS
        if abs(sum(now[part, area] for part in parts) - now[total, area]) > Decimal("0.05") * (len(parts) + 1)
    }
    assert broken == {("participating-age-16", "norfolk"): Decimal("8.1")}


def test_both_ages_together_lie_between_them() -> None:
    now = december()
    outside = [
        area for area in COLUMNS if not now["neet-age-16", area] <= now["neet", area] <= now["neet-age-17", area]
    ]
    assert outside == []


def test_the_county_lies_within_its_districts() -> None:
    now = december()
    outside = {
        name: now[name, "norfolk"]
        for name in typed()
        if not min(now[name, d] for d in DISTRICTS) <= now[name, "norfolk"] <= max(now[name, d] for d in DISTRICTS)
    }
    assert outside == {"participating-age-16-other": Decimal("9.0")}


# -- inclusion ---------------------------------------------------------------------------------------------------------

# Looked after in Norfolk and England, all pupils in Norfolk and England, twice; then six terms. `.` is blank.
ATTENDANCE = """
absence            primary   3.8 3.9 4.1 3.9 3.8 4.0 4.1 4.0  3.5 3.5 3.3 3.5 . .
absence            secondary . . 5.7 5.2 . . 5.6 5.3          6.2 6.9 5.4 6.8 . .
persistent-absence primary   3.6 4.7 2.0 1.9 3.7 4.9 2 2.1    9.9 9.7 5.7 7.6 . .
persistent-absence secondary . . 6.1 5.3 . . 5.8 5.4          17 15.9 12.3 18.0 . .
"""
BY_TERM = """
children-missing-education                      192 181 195 193 159 134 166 . .
permanent-exclusions@0-4                        1 0 0 0 0 0 0 . .
permanent-exclusions@5-11                       16 22 33 29 31 21 29 . .
permanent-exclusions@12-16                      46 35 45 85 59 65 86 . .
permanent-exclusions-reception-and-key-stage-1  4 3 8 7 11 8 11 . .
permanent-exclusions-special-educational-needs  4 7 12 11 10 10 3 . .
permanent-exclusions-free-school-meals          26 26 28 44 31 30 45 . .
permanent-exclusions-looked-after               2 3 6 4 5 7 11 . .
"""
SHARES = {"0-4": "[c] [c] [x] [x]", "5-11": "0.05 0.02 0.06 0.02", "12-16": "0.19 0.12 0.24 0.15"}
# 2015 and England, 2016, 2017 of Progress 8, Attainment 8 and the basics; the forecast. `.` not there, `-` no row.
KEY_STAGE_4 = {
    "free-school-meals": "-0.30 - -0.38 . 39.4 39 36.8 . 38 39 36 . .",
    "not-free-school-meals": "0.15 - 0.14 . 50.9 51.5 51.8 . 63 65 38 . .",
    "looked-after": ". - -0.45 . . - 30.9 . 22.4 15.9 14 . 12",
}


def inclusion(indicator: str, area: str, period: str, breakdown: str = "") -> str:
    """The value as it is in the file, `.` where there is none, `-` where there is no row."""
    found = rows("figures/inclusion.csv", indicator=indicator, area=area, period=period, breakdown=breakdown)
    return (found[0]["value"] or ".") if found else "-"


def test_attendance_is_as_printed() -> None:
    for line in ATTENDANCE.strip().splitlines():
        measure, phase, *cells = line.split()
        places = [
            (f"{who}-{measure}", area, f"{year}-academic")
            for year in ("2013-14", "2014-15")
            for who in ("looked-after", "pupil")
            for area in ("norfolk", "england")
        ]
        places += [(f"looked-after-{measure}", "norfolk", term) for term in TERMS[3:]]
        assert [inclusion(*place, f"phase={phase}") for place in places] == cells, line


def test_terms_are_as_printed() -> None:
    for line in BY_TERM.strip().splitlines():
        name, *cells = line.split()
        indicator, _, band = name.partition("@")
        found = [inclusion(indicator, "norfolk", term, f"age={band}" if band else "") for term in TERMS]
        assert found == cells, name


def test_shares_of_pupils_excluded_are_as_printed() -> None:
    marks = {"suppressed": "[c]", "not available": "[x]"}
    for band, cells in SHARES.items():
        found = [
            row["value"] or marks[row["missing"]]
            for year in ("2013-14", "2014-15")
            for area in ("norfolk", "england")
            for row in rows(
                "figures/inclusion.csv",
                indicator="permanent-exclusion-rate",
                area=area,
                period=f"{year}-academic",
                breakdown=f"age={band}",
            )
        ]
        assert " ".join(found) == cells


def test_results_of_vulnerable_groups_are_as_printed() -> None:
    for group, cells in KEY_STAGE_4.items():
        found = []
        for name in ("progress-8", "attainment-8", "english-and-mathematics"):
            for area, year in (
                ("norfolk", "2014-15"),
                ("england", "2014-15"),
                ("norfolk", "2015-16"),
                ("norfolk", "2016-17"),
            ):
                found.append(inclusion(f"key-stage-4-{name}", area, f"{year}-academic", f"pupils={group}"))
        found.append(
            inclusion("key-stage-4-english-and-mathematics-forecast", "norfolk", "2016-17-academic", f"pupils={group}")
        )
        assert " ".join(found) == cells, group


def test_blanks_after_january_are_not_due() -> None:
    """A blank is never nought: in terms and years that were still to come it is not due, before that not available."""
    missing = Counter(
        (row["missing"], row["period"]) for row in rows("figures/inclusion.csv") if row["missing"] and not row["value"]
    )
    assert {period for reason, period in missing if reason == "not due"} == {
        "2016-17-spring",
        "2016-17-summer",
        "2016-17-academic",
    }
    assert {period for reason, period in missing if reason == "suppressed"} == {"2013-14-academic"}


def test_totals_of_the_text_against_the_bands() -> None:
    """115 is what the bands of autumn 2016 come to; 118 is not what those of autumn 2015 come to."""
    bands = ("0-4", "5-11", "12-16")
    added_up = {
        term: sum(int(inclusion("permanent-exclusions", "norfolk", term, f"age={band}")) for band in bands)
        for term in TERMS[:7]
    }
    said = {term: inclusion("permanent-exclusions", "norfolk", term) for term in TERMS[:7]}
    assert {term: (total, said[term]) for term, total in added_up.items() if said[term] != "-"} == {
        "2016-17-autumn": (115, "115"),
        "2015-16-autumn": (114, "118"),
    }
    # "Just below 300" for the year: that of 2015-16.
    assert sum(added_up[term] for term in TERMS[3:6]) == 290


def test_results_that_are_hard_to_believe_stay_as_printed() -> None:
    """All pupils, 61% (line 1287), cannot be above both halves; and 39.4 to 36.8 is a fall like no other here."""
    halves = [
        int(inclusion("key-stage-4-english-and-mathematics", "norfolk", "2015-16-academic", f"pupils={group}"))
        for group in ("free-school-meals", "not-free-school-meals")
    ]
    assert halves == [36, 38]
    assert max(halves) < 61
    free = [
        Decimal(inclusion("key-stage-4-attainment-8", "norfolk", f"{year}-academic", "pupils=free-school-meals"))
        for year in ("2014-15", "2015-16")
    ]
    assert free[1] - free[0] == Decimal("-2.6")


def test_every_figure_is_counted() -> None:
    assert len(rows("figures/participation.csv")) == 280
    assert len(rows("figures/inclusion.csv")) == 178
    assert len(rows("printed_participation.csv")) == 56
