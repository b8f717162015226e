"""Early help, claims and unaccompanied children as the pack prints them: typed by hand, not made from the files."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.finance.claims import claim_programmes_of
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.reports.edition import Edition
from crossfoot.sources.input_folder import InputFolder, read_input_folder
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period

FOLDER = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
COUNTS = {"figures/early-help.csv": 344, "figures/unaccompanied-children.csv": 19}

# Line of the pack: its figures from left to right; u not collected, x not available.
LINES = {
    736: "221 239",
    737: "1152",
    738: "936 3346",
    740: "20 3",
    741: "134 300 11 7 2 2",
    742: "79",
    755: "154 151 125 141 134 125 137 126 133",
    761: "10 19 14 10 11 10 9",
    763: "84 90 57 51 45 47 41 52 46",
    764: "3 3 11 8 6 9 0",
    769: "u u u u u u u u 0",
    771: "u u u u u u u u 33",
    777: "u u u u u u u u 7",
    778: "u u u u u u 3",
    784: "14 21 38 21 10 6 11 10 8",
    790: "u u u 0 3 8 3 3 3",
    796: "2 1 10 x x 1 x x 3",
    798: "0 0 5 x x 7 x x 4",
    902: "14",
    905: "0 0 2 4 3 1",
    906: "0 0 0 2 2 0",
    907: "8 8 10 12 13 14",
}
MARKS = {Missing.NOT_COLLECTED: "u", Missing.NOT_AVAILABLE: "x"}


@pytest.fixture(scope="module")
def example() -> InputFolder:
    found = read_input_folder(FOLDER, catalogue=Catalogue.load(shipped_definitions()))
    assert not [str(issue) for issue in found.issues if issue.severity == "error"]
    return found


@pytest.fixture(scope="module")
def lines(example: InputFolder) -> dict[int, list[SuppliedFigure]]:
    found = defaultdict(list)
    for figure in example.figures:
        if figure.file in COUNTS:
            found[figure.line or 0].append(figure)
    return found


def as_listed(figure: SuppliedFigure) -> str:
    return str(figure.value) if figure.missing is None else MARKS[figure.missing]


def test_as_many_figures_as_the_pack_prints(example: InputFolder) -> None:
    assert Counter(figure.file for figure in example.figures if figure.file in COUNTS) == COUNTS


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_as_printed(lines: dict[int, list[SuppliedFigure]], line: int) -> None:
    assert [as_listed(figure) for figure in lines[line]] == LINES[line].split()


def test_no_month_after_january_is_typed_for_the_dashboard(example: InputFolder) -> None:
    periods = {figure.id.period for figure in example.figures if figure.file == "figures/early-help.csv"}
    assert max(periods) == Period.parse("2017-01")


def test_the_process_manager_team_is_one_until_june(lines: dict[int, list[SuppliedFigure]]) -> None:
    areas = [(figure.id.area, figure.id.period.code) for figure in lines[763]]
    assert areas[:3] == [
        ("early-help-process-team", "2016-05"),
        ("early-help-process-team", "2016-06"),
        ("early-help-process-team-north-east-and-broadland", "2016-07"),
    ]
    assert all(figure.id.period.code >= "2016-07" for figure in (*lines[761], *lines[762], *lines[764]))


def test_closing_finds_what_it_should_of_these_figures(edition: Edition) -> None:
    """No county average from averages of teams; February left out: two tables and two flows of it."""
    topics = ("early-help-", "family-support-", "supporting-", "exploitation-", "unaccompanied-children-", "claims/")
    found = [
        issue.code
        for issue in edition.snapshot.issues
        if any(topic in f"{issue.message} {issue.file}" for topic in topics) and "re-referrals" not in issue.message
    ]
    assert Counter(found) == {"AREA-WITHOUT-PARTS": 1, "FIGURE-AFTER-THE-MONTH": 4}


def test_transfers_of_the_localities_come_to_the_number_in_the_text(edition: Edition) -> None:
    """20 is printed in the text, the localities in the table: neither was made from the other."""
    assert 2 + 3 + 5 + 4 + 1 + 5 == 20
    whole = edition.figure("early-help-step-downs", edition.month)
    assert whole is not None
    assert whole.value == 20
    assert whole.source == "early-help-text, line 740"


def test_claims_are_as_printed(example: InputFolder) -> None:
    (programme,) = claim_programmes_of(example.registers)
    entry = programme.entry
    assert (programme.claimed, programme.planned, programme.projected) == (574, 395, 969)
    assert (entry.grant_maximum, programme.grant_known) == (Decimal("11920000.00"), Decimal("3147700.00"))
    assert (entry.printed_total, entry.printed_share, entry.claimable_families) == (969, Decimal(65), None)
    assert [year.code for year in programme.grant_years][0::4] == ["2015-16-year", "2019-20-year"]
    assert entry.update_week == date(2017, 2, 20)
    weeks = [item.week_commencing for item in programme.actions if item.week_commencing is not None]
    assert weeks == [date(2017, 2, 20), date(2017, 2, 27), date(2017, 3, 6)]
    assert {day.isoweekday() for day in (*weeks, entry.update_week)} == {1}
