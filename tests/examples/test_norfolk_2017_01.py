"""The example is what the committee pack printed: counted, and a few lines of it copied out by hand.

The lists below were typed from the pack, not made from the files that they check.
"""

import csv
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.sources.input_folder import InputFolder, read_input_folder
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import number_text
from crossfoot.vocabulary.units import Form

FOLDER = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"

# The figures of each file.
COUNTS = {"figures/county-report.csv": 1438, "figures/monthly-report.csv": 1214, "figures/vital-signs.csv": 156}

# Line of the pack: its figures in the order of the columns, `numerator/denominator>value`, the value with as many
# decimals as were printed; [u] not collected, [x] not available, [z] not applicable.
LINES = {
    # vital signs: early help re-referrals, repeat plans, education plans by quarter, schools by quarter
    664: "[u] [u] [u] [u] [u] [u] 8.2 7.9 14.1 13.3 18.0 11.1 11.3",
    666: "10.4 9.7 9.2 9.3 9.9 9.6 8.7 8.6 9.5 14.3 7.8 12.7 4.2",
    674: "[u] [u] 75.5 80.7 84.6 86.5 76.7 63.5 [u] 73.5 88.9 81.2 82.5",
    676: "[u] [u] [u] [u] 71.0 [u] [u] [u] 80.0 [u] [u] 87.0 88.0",
    # county: contacts and their rate, re-referrals
    1500: "3149 2386 2505 2428 2858 2680 2737 2129 2798 3292 3271 2852 3163 28208 34029",
    1502: "1739.2 1228.3 1313.3 1268.3 1439.1 1425.5 1494.1 1220.4 1534.8 1813.5 1806.3 1633.4 1705.6 2015.6 2431.5",
    1504: "22.7 28.0 26.6 26.9 29.5 25.6 23.6 19.8 23.2 22.9 22.7 19.8 24.5 23.9 21",
    1506: "193>27.0 154>23.1 180>27.0 184>28.2 238>28.2 193>28.2 159>24.6 99>23.5 172>26.5 195>25.9 196>26.4"
    " 113>20.0 185>23.8 1734>25.7 1017>14.2",
    # outcomes of assessments: continue with care or pathway plan
    1546: "17 24 26 28 25 33 42 44 26 54 47 29 37 365",
    # white British children in need, total of all
    1601: "642 714 16 1 1373",
    1607: "761 895 37 4 1697",
    # seen in time: noughts where nothing was collected
    1624: "[u] 0.0 0.0 0.0 356>91.0 383>91.4 393>91.6 418>89.3 417>89.5 428>88.8 393>87.5 411>90.7 423>89.1",
    # strategy discussions: year to date and rolling year; plans ceased at first review
    1681: "203 188 199 192 322 272 339 203 281 275 344 204 367 2799 3186",
    1747: "66 58 71 49 70 40 80 50 73 73 106 59 62 662 702 791",
    1749: "[u] [u] [u] 24>49.0 20>28.6 13>32.5 22>27.5 23>46.0 36>49.3 14>19.2 28>26.4 20>33.9 25>40.3 225>34.0",
    1771: "0.0 0.0 0.0 49.0 28.6 32.5 27.5 46.0 49.3 19.2 26.4 33.9 40.3",
    # looked after by legal status and age: the totals
    1820: "62 34 32 31 34 32 38 58 53 53 64 51 92 77 84 96 101 118 1110",
    # care plans: numbers that strayed into the years to date; education plans
    1834: "992>94.9 981>94.3 994>95.2 1006>96.6 988>94.7 984>94.2 1004>94.8 1020>97.6 1031>97.7 1037>97.8 1053>97.1"
    " 1083>98.5 1097>98.6 1158>[x] 953>90.4",
    1836: "[u] [u] 527>73.5 [x] 607>88.9 [x] [x] [x] [x] 570>81.2 [x] [x] [x] 1158>[x]",
    # stable placements: the first percentage is not there, its number is
    1871: "498>[x] 494>81.3 489>79.3 484>78.3 485>77.7 491>78.7 502>79.9 498>80.8 500>82.1 504>82.4 494>81.1 485>80.3"
    " 481>78.7",
    # left care: special guardianship to others than foster carers; one to six months in care
    1914: "10 15 10 4 0",
    1922: "18 28 22 21 15",
    # care leavers in education, employment or training, and as printed below the chart
    1962: "[u] [u] 92>18.9 200>40.8 261>52.9 274>55.8 271>56.5 271>56.1 279>57.6 284>58.9 284>58.9 288>59.0 274>57.3",
    1974: "0.0 0.0 18.9 40.8 52.9 55.8 56.5 56.1 57.6 58.9 58.9 59.0 57.3",
    # redesign, summary: re-referrals, children in need rate, seen in time
    2006: "25.9 26.4 20.0 23.8 25.7 14.2",
    2009: "502.68 495.65 491.18 488.98",
    2024: "135.0 133.7 75 133.0",
    2034: "88.8 87.5 [x] 89.1 90.0",
    # contacts by source: January 2016 and October 2016
    2100: " ".join(["[u]"] * 14),
    2109: "1228 185/1228>15.1 529 209/529>39.5 400 97/400>24.3 121 55/121>45.5 478 63/478>13.2 180 55/180>30.6"
    " 356 90/356>25.3",
    # topics
    2145: "754 593 25.9 26.2",
    2149: "7154 [x] 14.2 [z]",
    2251: "253>41.6 109>17.9 246>[x]",
    2339: "1775 2302 74.7",
    2463: "[u] [u]",
    2474: "97.0 [x]",
    2564: "[x] 95.3",
    2597: "652 660",
    2655: "63.3 63.3",
    2659: "60.8 60.8",
    2677: "488 [u] [u]",
    2746: "53 21 53 24 20 21 14.36364",
}

# The indicators of the register with figures in this pack: every one but early help, which has a name and no figures.
INDICATORS = """
contacts contact-rate referrals referral-rate contacts-accepted-as-referrals referrals-to-assessment re-referrals
re-referrals-rolling-12
assessments-authorised assessment-rate-rolling-12 assessments-within-45-working-days
assessments-open-past-45-working-days assessments-ending-ongoing-involvement assessments-ending-information-and-advice
assessments-stepped-down
section-47-rate section-47-completed section-47-substantiated-continuing-risk
section-47-substantiated-no-continuing-risk section-47-not-substantiated
section-17-children-in-need section-17-rate children-in-need-including-protection-plans
children-in-need-including-protection-plans-rate child-in-need-plan-up-to-date child-in-need-reviewed-within-12-weeks
child-in-need-visited-in-timescale
child-protection-plans child-protection-plan-rate child-protection-plans-allocated child-protection-seen-in-timescale
child-protection-seen-alone-in-timescale strategy-discussions initial-conferences initial-conferences-rolling-12
initial-conference-rate-rolling-12 initial-conferences-within-15-days initial-conferences-within-15-days-number
initial-conferences-without-plan review-conferences-in-timescale core-groups-in-timescale
child-protection-plans-over-2-years child-protection-plans-started child-protection-plans-ceased
child-protection-plans-ceased-at-first-review child-protection-repeat-within-2-years
child-protection-repeat-within-2-years-rolling-12 child-protection-repeat-ever-rolling-12
child-protection-plans-ended-over-2-years
looked-after-children looked-after-rate looked-after-started looked-after-ceased looked-after-repeat
looked-after-placed-in-county looked-after-placed-out-of-county looked-after-seen-in-timescale
looked-after-seen-alone-in-timescale unaccompanied-children looked-after-reviews-in-timescale
looked-after-care-plan-up-to-date personal-education-plan-up-to-date review-child-attended review-child-participated
looked-after-missing-from-placement court-work-active
health-assessment-up-to-date health-assessment-up-to-date-number initial-health-assessment-requested-within-5-days
initial-health-assessment-within-20-days immunisations-up-to-date dental-check-up-to-date
dental-check-up-to-date-number optician-visit-within-12-months development-checks-up-to-date
placement-stable-2-years long-term-placement-stable-12-months three-or-more-placements three-or-more-placements-number
eligible-care-leavers eligible-needs-assessment-completed eligible-pathway-plan-up-to-date relevant-care-leavers
relevant-pathway-plan-up-to-date relevant-visited-within-2-months former-relevant-care-leavers
former-relevant-pathway-plan-up-to-date former-relevant-visited-within-2-months care-leavers
care-leavers-contacted-within-2-months care-leavers-in-education-employment-or-training
care-leavers-in-suitable-accommodation
adoptions-within-12-months adoption-days-entry-to-placement adoption-days-order-to-match
caseload-maximum-safeguarding caseload-maximum-looked-after caseload-maximum-assessment
caseload-maximum-family-intervention caseload-maximum-disability caseload-maximum-newly-qualified
caseload-average-newly-qualified
early-help-re-referrals schools-good-or-better
"""


@pytest.fixture(scope="module")
def whole() -> InputFolder:
    return read_input_folder(FOLDER, catalogue=Catalogue.load(shipped_definitions()))


@pytest.fixture(scope="module")
def example(whole: InputFolder) -> InputFolder:
    """What the monthly reports print. The rest of the pack has tests of its own beside this one."""
    return replace(
        whole,
        figures=tuple(figure for figure in whole.figures if figure.file in COUNTS),
        issues=tuple(issue for issue in whole.issues if issue.file in COUNTS),
        tables={name: table for name, table in whole.tables.items() if f"figures/{table.report}.csv" in COUNTS},
    )


@pytest.fixture(scope="module")
def lines(example: InputFolder) -> dict[int, list[SuppliedFigure]]:
    by_line: dict[int, list[SuppliedFigure]] = defaultdict(list)
    for figure in example.figures:
        assert figure.line is not None
        by_line[figure.line].append(figure)
    return by_line


def as_listed(figure: SuppliedFigure) -> str:
    if figure.missing is not None:
        value = {Missing.NOT_COLLECTED: "[u]", Missing.NOT_AVAILABLE: "[x]", Missing.NOT_APPLICABLE: "[z]"}[
            figure.missing
        ]
    else:
        assert figure.value is not None
        value = number_text(figure.value, len(figure.printed.rstrip("%").partition(".")[2])).replace(",", "")
    parts = "/".join(str(part) for part in (figure.numerator, figure.denominator) if part is not None)
    return f"{parts}>{value}" if parts else value


def test_it_is_read_without_any_issue(example: InputFolder) -> None:
    assert [str(issue) for issue in example.issues] == []


def test_it_holds_as_many_figures_as_the_pack_prints(example: InputFolder) -> None:
    assert Counter(figure.file for figure in example.figures) == COUNTS
    assert len(example.tables) == 45
    assert {figure.table for figure in example.figures} == set(example.tables)


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_as_the_pack_prints_it(lines: dict[int, list[SuppliedFigure]], line: int) -> None:
    assert [as_listed(figure) for figure in lines[line]] == LINES[line].split()


def test_months_years_to_date_and_rolling_years_stand_under_their_own_headings(
    lines: dict[int, list[SuppliedFigure]],
) -> None:
    months = [f"2016-{month:02}" for month in range(1, 13)] + ["2017-01"]
    wide = [(figure.id.form, str(figure.id.period)) for figure in lines[1747]]
    assert wide == [
        *((Form.IN_MONTH, month) for month in months),
        (Form.YEAR_TO_DATE, "2017-01"),
        (Form.YEAR_TO_DATE, "2016-01"),
        (Form.ROLLING_12, "2017-01"),
    ]
    assert [str(figure.id.period) for figure in lines[674]] == [
        "2013-14-q3",
        "2013-14-q4",
        *(f"{year}-{year - 1999}-q{quarter}" for year in (2014, 2015) for quarter in (1, 2, 3, 4)),
        "2016-17-q1",
        "2016-17-q2",
        "2016-17-q3",
    ]
    assert {figure.id.form for figure in lines[674]} == {Form.AT_QUARTER_END}
    assert [str(figure.id) for figure in lines[2597]] == [
        "health-assessment-up-to-date-number/norfolk/at_month_end/2017-01",
        "dental-check-up-to-date-number/norfolk/at_month_end/2017-01",
    ]


def test_parts_bear_the_names_of_their_rows_and_columns(lines: dict[int, list[SuppliedFigure]]) -> None:
    assert [str(figure.id.breakdown) for figure in lines[1601]] == [
        "ethnicity=white-british;sex=female",
        "ethnicity=white-british;sex=male",
        "ethnicity=white-british;sex=unborn",
        "ethnicity=white-british;sex=unknown",
        "ethnicity=white-british",
    ]
    assert [str(figure.id.breakdown) for figure in lines[1607]] == [
        "sex=female",
        "sex=male",
        "sex=unborn",
        "sex=unknown",
        "",
    ]
    assert [str(figure.id) for figure in lines[1922]] == [
        f"looked-after-ceased/norfolk/year_to_date/2017-01/age-range={ages};months-in-care=1-6"
        for ages in ("under-1", "1-4", "5-9", "10-15", "16-and-over")
    ]
    assert {str(figure.id.breakdown) for figure in lines[1546]} == {"outcome=continue-with-care-or-pathway-plan"}


def test_every_indicator_is_in_the_register_and_the_register_is_covered(example: InputFolder) -> None:
    assert {figure.id.indicator for figure in example.figures} == set(INDICATORS.split())


def test_every_value_is_the_number_in_its_printed_text(example: InputFolder) -> None:
    for figure in example.figures:
        if figure.value is None:
            assert figure.printed in {"", "-", "FALSE"}
        else:
            assert figure.value == Fraction(figure.printed.rstrip("%").replace(",", ""))


def test_no_missing_figure_became_nought(example: InputFolder) -> None:
    reasons = Counter(figure.missing for figure in example.figures)
    assert set(reasons) == {None, Missing.NOT_COLLECTED, Missing.NOT_AVAILABLE, Missing.NOT_APPLICABLE}
    noughts = [figure for figure in example.figures if figure.value == 0]
    assert all(figure.printed in {"0", "0.0%"} for figure in noughts)


def test_pressures_are_those_of_the_registers(example: InputFolder) -> None:
    lines = {line.id: line for line in example.pressures.budget_lines}
    residential = lines["looked-after-agency-residential"]
    assert (residential.budget, residential.forecast, residential.variance) == (
        Decimal("3.954"),
        Decimal("10.899"),
        Decimal("6.945"),
    )
    # Line 983 prints 1.653: forecast less budget stands.
    assert lines["looked-after-agency-fostering"].variance == Decimal("1.803")
    assert lines["other-small-savings"].budget is None
    assert [
        (risk.id, risk.score, risk.target_likelihood * risk.target_impact, risk.prospects)
        for risk in example.pressures.risks
    ] == [
        ("home-to-school-transport-spending", 12, 6, "red"),
        ("improvement-too-slow", 15, 10, "amber"),
        ("corporate-capacity", 15, 10, "amber"),
        ("reliance-on-interim-staff", 15, 8, "amber"),
        ("looked-after-overspend", 25, 25, "red"),
    ]


def test_printed_judgements_are_of_known_words_and_indicators(example: InputFolder) -> None:
    with (FOLDER / "printed_judgements.csv").open(encoding="utf-8", newline="") as stream:
        judged = list(csv.DictReader(stream))
    assert {row["table"] for row in judged} <= set(example.tables)
    assert {row["indicator"] for row in judged} <= {*INDICATORS.split(), "early-help"}
    assert {row["direction"] for row in judged} == {"better", "worse", "same", "none", ""}
    assert {row["trend"] for row in judged} == {"increasing", "reducing", "incomplete", ""}
    summary = [row for row in judged if row["table"] == "monthly-summary"]
    assert len(summary) == 54
    # Counted by eye in the summary table.
    assert Counter(row["rag"] for row in summary if row["rag"]) == {"amber": 5, "red": 3, "green": 4}
    by_ref = {row["ref"]: row for row in summary}
    assert (by_ref["6.4"]["direction"], by_ref["6.4"]["rag"]) == ("worse", "red")
    assert (by_ref["7.12"]["direction"], by_ref["7.12"]["rag"]) == ("better", "green")
    assert by_ref["10.1"]["direction"] == "same"
    differences = {(row["line"], row["ref"]): row["difference"] for row in judged if row["difference"]}
    assert differences["2088", "2.1"] == "-5821"
    assert differences["2409", "6.4"] == "-19.0"
    assert differences["2262", "3.7"] == "-59"
