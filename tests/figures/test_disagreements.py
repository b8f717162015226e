"""Every code that derivation finds, each from a table of few cells; figures from the published reports."""

import re

import pytest
from figure_examples import (
    CONTACTS,
    RE_REFERRALS,
    REFERRALS,
    YEAR,
    derived,
    figure,
    indicator,
    only,
    series,
    supply,
)

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.schema import Indicator
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Form, Unit

SEEN = indicator("seen", Unit.PERCENTAGE, form=Form.AT_MONTH_END)


def test_a_series_that_its_parts_contradict_is_one_issue_with_every_month() -> None:
    rate = indicator("contact-rate", Unit.RATE_PER_10K, numerator="contacts", residents="under-18", annualised=True)
    store, issues = derived(
        [
            *series("contacts", {"2016-01": 3149, "2016-02": 2386, "2017-01": 3163}),
            *series("contact-rate", {"2016-01": "1739.2", "2016-02": "1228.3", "2017-01": "1705.6"}),
        ],
        CONTACTS,
        rate,
    )
    issue = only(issues, "FIGURE-DISAGREES-WITH-PARTS")
    assert len(issues) == 1
    assert issue.severity is Severity.WARNING
    assert "Jan-16 1739.2 (line 1), worked out 2,250.1" in issue.message  # 3149 x 12 / 167,942 x 10,000 = 2250.06
    assert "Feb-16 1228.3 (line 2), worked out 1,704.9" in issue.message  # 2386 x 12 / 167,942 x 10,000 = 1704.87
    assert "Jan-17 1705.6 (line 3), worked out 2,260.1" in issue.message
    assert figure(store, "contact-rate/norfolk/in_month/2016-02").text == "1,704.9"


def test_rounding_is_to_the_printed_decimals() -> None:
    cells = [
        supply("referrals/norfolk/in_month/2017-01", 776),
        supply("re-referrals/norfolk/in_month/2017-01", "23.8%", numerator=185, line=2),
        supply("re-referrals/norfolk/in_month/2017-01", "24%", table="monthly"),
        supply("re-referrals/norfolk/in_month/2017-01", "23.84%", table="signs"),
    ]
    assert derived(cells, REFERRALS, RE_REFERRALS)[1] == ()


@pytest.mark.parametrize(
    ("kept", "other", "expected"),
    [
        ("25.9%", "25.9%", None),
        ("25.9%", "26%", None),
        ("26.5%", "27.2%", "Jan-17 26.5% and 27.2% (lines 1 and 9)"),
        ("26.5%", "25%", "Jan-17 26.5% and 25% (lines 1 and 9)"),
    ],
)
def test_tables_that_print_different_figures(kept: str, other: str, expected: str | None) -> None:
    name = "seen/norfolk/at_month_end/2017-01"
    store, issues = derived([supply(name, other, table="signs", line=9), supply(name, kept)], SEEN)
    assert figure(store, name).text == kept
    if expected is None:
        assert issues == ()
    else:
        issue = only(issues, "FIGURE-PRINTED-TWICE")
        assert expected in issue.message
        assert "tables county and signs" in issue.message
        assert "The figures of county are kept" in issue.message
        assert (issue.file, issue.row) == ("vital-signs.csv", 9)


def test_a_disagreement_between_tables_is_told_once() -> None:
    """The second table is also not what the parts give: that follows from the first finding."""
    cells = [
        supply("referrals/norfolk/in_month/2017-01", 776),
        supply("re-referrals/norfolk/in_month/2017-01", "23.8%", numerator=185, line=2),
        supply("re-referrals/norfolk/in_month/2017-01", "27.2%", table="signs", line=3),
    ]
    _, issues = derived(cells, REFERRALS, RE_REFERRALS)
    assert [issue.code for issue in issues] == ["FIGURE-PRINTED-TWICE"]


def test_months_are_listed_in_order_under_one_pair_of_tables() -> None:
    months = ["2017-01", "2016-11", "2016-12"]
    cells = [
        supply(f"seen/norfolk/at_month_end/{month}", value, table=table, line=line)
        for table, value, line in (("monthly", "55.0%", 3), ("county", "70.0%", 2))
        for month in months
    ]
    _, issues = derived(cells, SEEN)
    message = only(issues, "FIGURE-PRINTED-TWICE").message
    assert re.findall(r"(Nov-16|Dec-16|Jan-17)", message) == ["Nov-16", "Dec-16", "Jan-17"]


def test_numerators_are_compared_as_well() -> None:
    name = "seen/norfolk/at_month_end/2017-01"
    cells = [supply(name, "50.0%", numerator=423), supply(name, "50.0%", numerator=432, table="monthly")]
    _, issues = derived(cells, SEEN)
    assert "numerator 423 and 432" in only(issues, "FIGURE-PRINTED-TWICE").message


def test_a_table_without_the_figure_is_a_note() -> None:
    name = "seen/norfolk/at_month_end/2016-12"
    cells = [supply(name, "90.7%"), supply(name, missing=Missing.NOT_AVAILABLE, table="monthly", line=7)]
    store, issues = derived(cells, SEEN)
    issue = only(issues, "FIGURE-MISSING-IN-ONE-TABLE")
    assert issue.severity is Severity.NOTE
    assert "Dec-16 not available against 90.7% (lines 7 and 1)" in issue.message
    assert figure(store, name).text == "90.7%"


def test_a_table_that_holds_the_figure_back_is_a_warning() -> None:
    name = "seen/norfolk/at_month_end/2016-12"
    _, issues = derived([supply(name, "90.7%"), supply(name, missing=Missing.SUPPRESSED, table="monthly")], SEEN)
    assert only(issues, "FIGURE-HIDDEN-IN-ONE-TABLE").severity is Severity.WARNING


NOUGHTS = [
    supply("seen/norfolk/at_month_end/2016-04", "0.0%", line=1),
    supply("seen/norfolk/at_month_end/2016-05", "91.0%", numerator=356, line=2),
]


def test_a_nought_where_nothing_was_collected_is_kept_with_a_warning() -> None:
    store, issues = derived(NOUGHTS, SEEN)
    assert figure(store, "seen/norfolk/at_month_end/2016-04").value == 0
    assert "Apr-16 0.0% (line 1)" in only(issues, "ZERO-WHERE-NOTHING-COLLECTED").message
    assert "not collected" in only(issues, "ZERO-WHERE-NOTHING-COLLECTED").advice


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (supply("seen/norfolk/at_month_end/2016-04", "92.8%", table="signs"), "92.8%"),
        (supply("seen/norfolk/at_month_end/2016-04", missing=Missing.NOT_COLLECTED, table="monthly"), "[u]"),
    ],
)
def test_anything_said_elsewhere_beats_a_doubted_nought(other: SuppliedFigure, expected: str) -> None:
    store, issues = derived([*NOUGHTS, other], SEEN)
    assert figure(store, "seen/norfolk/at_month_end/2016-04").text == expected
    assert [issue.code for issue in issues] == ["ZERO-WHERE-NOTHING-COLLECTED"]


def test_a_counted_nought_is_a_result() -> None:
    cells = [
        supply("seen/norfolk/at_month_end/2016-04", "0.0%", numerator=0),
        supply("seen/norfolk/at_month_end/2016-05", "91.0%", numerator=356, line=2),
    ]
    assert derived(cells, SEEN)[1] == ()


def test_a_printed_year_to_date_that_the_months_contradict() -> None:
    months = dict.fromkeys(YEAR[2:], 100)
    store, issues = derived(
        [*series("referrals", months), supply("referrals/norfolk/year_to_date/2017-01", "1,001", line=20)], REFERRALS
    )
    message = only(issues, "YEAR-TO-DATE-DISAGREES").message
    assert "year to date to Jan-17 1,001 (line 20), worked out 1,000" in message
    assert figure(store, "referrals/norfolk/year_to_date/2017-01").value == 1000


def test_a_year_to_date_is_compared_by_its_numerator_too() -> None:
    cells = [
        *series("referrals", dict.fromkeys(YEAR[2:], 100)),
        *series("re-referrals", dict.fromkeys(YEAR[2:], (25, "25.0%"))),
        supply("re-referrals/norfolk/year_to_date/2017-01", "25.0%", numerator=251, line=20),
    ]
    message = only(derived(cells, REFERRALS, RE_REFERRALS)[1], "YEAR-TO-DATE-DISAGREES").message
    assert "numerator 251 (line 20), added up 250" in message


def test_a_printed_rolling_figure_that_the_months_contradict() -> None:
    rolling = indicator(
        "re-referrals-rolling-12",
        Unit.PERCENTAGE,
        form=Form.ROLLING_12,
        numerator="re-referrals",
        denominator="referrals",
    )
    cells = [
        *series("referrals", dict.fromkeys(YEAR, 100)),
        *series("re-referrals", dict.fromkeys(YEAR, (10, "10.0%"))),
        supply("re-referrals-rolling-12/norfolk/rolling_12/2017-01", "4.2%", table="monthly", line=8),
    ]
    message = only(derived(cells, REFERRALS, RE_REFERRALS, rolling)[1], "ROLLING-12-DISAGREES").message
    assert "12 months to Jan-17 4.2% (line 8), worked out 10.0" in message


def test_a_part_that_is_not_its_figure() -> None:
    cells = [
        supply("referrals/norfolk/in_month/2017-01", 776),
        supply("re-referrals/norfolk/in_month/2017-01", "23.9%", numerator=185, denominator=775, line=2),
    ]
    store, issues = derived(cells, REFERRALS, RE_REFERRALS)
    assert figure(store, "re-referrals/norfolk/in_month/2017-01").denominator == 775
    message = only(issues, "PART-DISAGREES-WITH-ITS-FIGURE").message
    assert "the denominator in table county is not the figure of referrals: Jan-17 775 (line 2), 776 there" in message


def test_the_end_of_a_quarter_is_the_end_of_its_last_month() -> None:
    rate = indicator("rate", Unit.RATE_PER_10K, form=Form.AT_MONTH_END)
    cells = [
        supply("rate/norfolk/at_month_end/2016-09", "62.8", line=1),
        supply("rate/norfolk/at_month_end/2016-06", "62.2", line=2),
        supply("rate/norfolk/at_quarter_end/2016-17-q2", "62.8", table="signs", line=3),
        supply("rate/norfolk/at_quarter_end/2016-17-q1", "62.6", table="signs", line=4),
    ]
    store, issues = derived(cells, rate)
    message = only(issues, "QUARTER-END-DISAGREES-WITH-MONTH-END").message
    assert "Q1 2016-17 62.6 (line 4) and 62.2 (line 2)" in message
    assert "Q2" not in message
    assert figure(store, "rate/norfolk/at_quarter_end/2016-17-q1").text == "62.6"


CHILDREN = indicator("children", form=Form.AT_MONTH_END)


def _crosstab(cells: dict[tuple[str, str], int], *, name: str = "children") -> list[SuppliedFigure]:
    return [
        supply(f"{name}/norfolk/at_month_end/2017-01/age={age};status={status}", value, line=50 + line)
        for line, ((age, status), value) in enumerate(cells.items())
    ]


def _total(breakdown: str, value: int, line: int) -> SuppliedFigure:
    return supply(f"children/norfolk/at_month_end/2017-01/{breakdown}", value, line=line)


CELLS = {("0", "care"): 10, ("0", "order"): 5, ("1", "care"): 7, ("1", "order"): 8}


@pytest.mark.parametrize(
    ("totals", "whole", "expected"),
    [
        ({"age=0": 15, "age=1": 15, "status=care": 17, "status=order": 13}, 30, []),
        ({}, 30, []),
        ({}, 33, ["Jan-17 by age and status 30 against a total of 33, 3 short"]),
        (
            {"age=0": 15, "age=1": 15, "status=care": 17, "status=order": 13},
            29,
            [
                "Jan-17 by age 30 against a total of 29, 1 too many",
                "Jan-17 by status 30 against a total of 29, 1 too many",
            ],
        ),
        (
            {"age=0": 16, "age=1": 15},
            31,
            ["Jan-17 (age=0) by status 15 against a total of 16, 1 short"],
        ),
    ],
)
def test_parts_against_their_totals(totals: dict[str, int], whole: int, expected: list[str]) -> None:
    cells = [
        *_crosstab(CELLS),
        *(_total(breakdown, value, 80 + line) for line, (breakdown, value) in enumerate(totals.items())),
        supply("children/norfolk/at_month_end/2017-01", whole, line=99),
    ]
    _, issues = derived(cells, CHILDREN)
    if not expected:
        assert issues == ()
        return
    issue = only(issues, "PARTS-DO-NOT-ADD-UP")
    assert len(issues) == 1
    assert issue.message.partition("the total: ")[2].rstrip(".").split("; ") == expected
    assert issue.file == "county-report.csv"


def test_missing_parts_may_fall_short_of_the_total() -> None:
    hidden = supply("children/norfolk/at_month_end/2017-01/age=0;status=care", missing=Missing.SUPPRESSED, line=50)
    rest = _crosstab({key: value for key, value in CELLS.items() if key != ("0", "care")})
    for whole, codes in ((30, []), (19, ["PARTS-DO-NOT-ADD-UP"])):
        _, issues = derived([hidden, *rest, supply("children/norfolk/at_month_end/2017-01", whole, line=99)], CHILDREN)
        assert [issue.code for issue in issues] == codes


def test_parts_of_a_percentage_are_compared_by_numerator_and_denominator() -> None:
    accepted = indicator("accepted", Unit.PERCENTAGE)
    cells = [
        supply("accepted/norfolk/in_month/2017-01", "30.0%", numerator=30, denominator=100),
        supply("accepted/norfolk/in_month/2017-01/source=police", "25.0%", numerator=15, denominator=60, line=2),
        supply("accepted/norfolk/in_month/2017-01/source=others", "35.0%", numerator=14, denominator=40, line=3),
    ]
    message = only(derived(cells, accepted)[1], "PARTS-DO-NOT-ADD-UP").message
    assert "Jan-17 by source numerator 29 against a total of 30, 1 short" in message
    assert "denominator" not in message


def test_a_table_of_no_report_is_told_and_comes_last() -> None:
    name = "seen/norfolk/at_month_end/2017-01"
    store, issues = derived([supply(name, "80.0%", table="elsewhere"), supply(name, "70.0%", table="signs")], SEEN)
    assert figure(store, name).text == "70.0%"
    assert "Table elsewhere" in only(issues, "TABLE-WITHOUT-PRECEDENCE").message


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["county 70.0%", "monthly 71.0%"], "70.0%"),
        (["monthly 71.0%", "signs 72.0%"], "71.0%"),
        (["county 70.0%", "monthly 71.0% 355/500"], "71.0%"),
        (["county 70.0% 350/500", "monthly 71.0% 355/500"], "70.0%"),
        (["county missing", "signs 72.0%"], "72.0%"),
        (["county missing", "monthly missing"], "[x]"),
    ],
)
def test_which_table_counts(cells: list[str], expected: str) -> None:
    """The first report, unless numerator and denominator are only in a later one."""
    name = "seen/norfolk/at_month_end/2017-01"
    supplied = []
    for cell in cells:
        table, value, *parts = cell.split()
        numerator, denominator = (int(part) for part in parts[0].split("/")) if parts else (None, None)
        supplied.append(
            supply(name, missing=Missing.NOT_AVAILABLE, table=table)
            if value == "missing"
            else supply(name, value, numerator=numerator, denominator=denominator, table=table)
        )
    for order in (supplied, supplied[::-1]):
        assert figure(derived(order, SEEN)[0], name).text == expected


@pytest.mark.parametrize("one", [SEEN, CHILDREN])
def test_two_rows_of_one_table_that_differ(one: Indicator) -> None:
    name = f"{one.id}/norfolk/at_month_end/2017-01"
    _, issues = derived([supply(name, "70", line=1), supply(name, "71", line=2)], one)
    assert "table county twice" in issues[0].message
    assert "70 and 71 (lines 1 and 2)" in issues[0].message
