"""The figures of the example month, against what its reports print and what is wrong in them."""

from collections import Counter
from pathlib import Path

import pytest
from figure_examples import JANUARY, figure

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.store import FigureStore
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.sources.input_folder import read_input_folder
from crossfoot.vocabulary.issues import Issue, Severity

EXAMPLE = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"


@pytest.fixture(scope="module")
def norfolk() -> tuple[FigureStore, tuple[Issue, ...]]:
    catalogue = Catalogue.load(shipped_definitions())
    supply = read_input_folder(EXAMPLE, catalogue=catalogue)
    return derive_figures(
        supply.figures,
        catalogue=catalogue,
        area=supply.council,
        month=JANUARY,
        precedence=supply.precedence,
        tables={table.id: table.report for table in supply.tables.values()},
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("referrals/norfolk/in_month/2017-01", "776"),
        ("referral-rate/norfolk/in_month/2017-01", "554.5"),
        ("referral-rate/norfolk/year_to_date/2017-01", "481.5"),
        ("referral-rate/norfolk/year_to_date/2016-01", "511.2"),
        ("re-referrals/norfolk/year_to_date/2017-01", "25.7%"),
        ("re-referrals/norfolk/year_to_date/2016-01", "14.2%"),
        ("re-referrals-rolling-12/norfolk/rolling_12/2017-01", "25.6%"),
        ("contacts-accepted-as-referrals/norfolk/in_month/2017-01", "24.5%"),
        ("section-17-rate/norfolk/at_month_end/2017-01", "101.0"),
        ("child-protection-plan-rate/norfolk/at_month_end/2017-01", "31.9"),
        ("looked-after-rate/norfolk/at_month_end/2017-01", "66.3"),
        ("looked-after-care-plan-up-to-date/norfolk/at_month_end/2017-01", "98.6%"),
        ("strategy-discussions/norfolk/rolling_12/2017-01", "3,186"),
        ("initial-conference-rate-rolling-12/norfolk/rolling_12/2017-01", "57.6"),
        ("initial-conferences-within-15-days/norfolk/rolling_12/2017-01", "90.7%"),
        ("child-protection-plans-started/norfolk/rolling_12/2017-01", "844"),
        # What the reports print wrong: 1705.6, 4.2%, 75, and 0.0% where nothing was collected.
        ("contact-rate/norfolk/in_month/2017-01", "2,260.1"),
        ("child-protection-repeat-within-2-years-rolling-12/norfolk/rolling_12/2017-01", "10.3%"),
        ("children-in-need-including-protection-plans-rate/norfolk/at_month_end/2016-12", "137.1"),
        ("care-leavers-in-suitable-accommodation/norfolk/at_month_end/2016-01", "[u]"),
    ],
)
def test_figures_are_those_that_the_reports_prove(
    norfolk: tuple[FigureStore, tuple[Issue, ...]], name: str, text: str
) -> None:
    assert figure(norfolk[0], name).text == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("FIGURE-DISAGREES-WITH-PARTS", "(contact-rate): table county-contacts"),
        ("FIGURE-DISAGREES-WITH-PARTS", "Dec-16 74.7 (line 2339), worked out 137.1"),
        ("FIGURE-PRINTED-TWICE", "Jan-17 1113 and 1110 (lines 1781 and 1820)"),
        ("FIGURE-PRINTED-TWICE", "Sep-16 26.5% and 27.2% (lines 1506 and 665)"),
        ("FIGURE-PRINTED-TWICE", "(review-child-participated): printed with different figures"),
        ("PARTS-DO-NOT-ADD-UP", "Jan-17 by age 1,110 against a total of 1,113, 3 short"),
        ("PARTS-DO-NOT-ADD-UP", "Nov-16 by outcome 698 against a total of 707, 9 short"),
        ("ROLLING-12-DISAGREES", "12 months to Jan-17 4.2% (line 2030), worked out 10.3"),
        ("ZERO-WHERE-NOTHING-COLLECTED", "(child-protection-seen-alone-in-timescale)"),
    ],
)
def test_what_is_wrong_in_the_reports_is_found(
    norfolk: tuple[FigureStore, tuple[Issue, ...]], code: str, text: str
) -> None:
    assert [issue for issue in norfolk[1] if issue.code == code and text in issue.message]


def test_the_issues_are_few_enough_to_read(norfolk: tuple[FigureStore, tuple[Issue, ...]]) -> None:
    counts = Counter(issue.code for issue in norfolk[1])
    assert counts.total() <= 45
    assert not [issue for issue in norfolk[1] if issue.severity is Severity.ERROR]
