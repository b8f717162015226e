"""The education scorecard of the example against the pack: its figures and what must hold between them.

Lines and lists were typed from the pack. Differences and percentages are worked out here by plain arithmetic.
"""

from collections import Counter
from fractions import Fraction

import pytest
from education_cells import FIGURES, NATION, PRINTED, VALUES, half_away, name_of

from crossfoot.judgements.judgement import Performance
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

TABLES = {
    "education-early-years": 72,
    "education-key-stage-2": 88,
    "education-key-stage-4": 108,
    "education-inspections": 80,
    "education-districts": 40,
}
# Line of the pack: what it prints, in the order of its columns.
LINES = {
    1218: "46 58 65 69",
    1227: "34 43 54 53",
    1235: "36 45 51 54",
    1252: "-5 50 63 76 62",
    1256: "+4 57 72 82 68",
    1269: "39 53 64 57",
    1288: "-0.28 -0.38 36.1 38.8 38% 36%",
    1303: "-0.03 -0.03 48.4 49.9 59% 63%",
    1355: "11% 12% 13% 13% 13% 21% 22% 22% 21% 21%",
    1357: "85% 87% 96% 95% 95% 83% 84% 95% - 95%",
    1359: "71% 68% 68% 65% 65% 67% 66% * * *",
    1361: "62% 67% 77% 84% 84% 70% 74% 77% 79% 79%",
    1370: "63%=49/77 73%=52/71 80%=52/65 88%=59/67 88%=58/66",
    1374: "81% 84% 87% 89% 89%",
}

# -- the figures are those of the pack ---------------------------------------------------------------------------------


def test_each_table_has_as_many_figures_as_the_pack_prints() -> None:
    assert Counter(row["table"] for row in FIGURES) == TABLES


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_as_the_pack_prints_it(line: int) -> None:
    said = []
    for row in FIGURES:
        if row["line"] == str(line):
            parts = f"={row['numerator']}/{row['denominator']}" if row["numerator"] else ""
            said.append((row["printed"] or "-") + parts)
    assert said == LINES[line].split()


def test_every_printed_cell_is_a_figure_and_every_figure_a_printed_cell() -> None:
    keys = ("table", "line", "indicator", "area", "period", "breakdown")
    cells = [tuple(row[key] for key in keys) for row in PRINTED]
    assert cells == [tuple(row[key] for key in keys) for row in FIGURES]
    assert len(set(cells)) == len(cells)


def test_every_figure_is_closed_with_its_value_its_numbers_and_its_reason(edition: Edition) -> None:
    """What a row says is what the snapshot has; of a figure that two tables print, the table of districts counts."""
    for row in FIGURES:
        form = Form(row["form"]) if row["form"] else None
        figure = edition.figure(
            row["indicator"],
            Period.parse(row["period"]),
            form=form,
            breakdown=Breakdown.parse(row["breakdown"]),
            area=row["area"],
        )
        assert figure is not None, row
        if row["numerator"]:
            assert figure.numerator == int(row["numerator"])
            assert figure.denominator == int(row["denominator"])
            assert figure.value == Fraction(100 * int(row["numerator"]), int(row["denominator"]))
        elif row["missing"]:
            assert figure.value is Missing.NOT_AVAILABLE
        else:
            assert figure.value == VALUES[name_of(row)][row["period"]]
            assert (figure.value == Fraction(row["value"])) is (row["line"] != "1356" or row["value"] != "78")


# -- identities --------------------------------------------------------------------------------------------------------

# Where a printed percentage is not what its own numbers give: line and period, printed, worked out.
NOT_ITS_NUMBERS = {
    (1370, "2014-07"): (63, 64),  # 49 of 77 is 63.6
    (1371, "2014-07"): (73, 72),  # 39 of 54 is 72.2
    (1371, "2015-07"): (93, 92),  # 49 of 53 is 92.5 to one place and 92.45 to two
}
# Where the districts come to another percentage than the county's line: districts, county.
NOT_THE_COUNTY = {"2014-07": (71, 70)}  # 286 of 402 is 71.1
# The one printed improvement that is blank although both years are there.
BLANK_IMPROVEMENTS = {1235}


def test_a_printed_percentage_is_what_its_numbers_give_but_for_those_listed() -> None:
    found = {}
    for row in FIGURES:
        if row["numerator"]:
            share = half_away(Fraction(100 * int(row["numerator"]), int(row["denominator"])))
            if share != int(row["value"]):
                found[int(row["line"]), row["period"]] = (int(row["value"]), share)
    assert found == NOT_ITS_NUMBERS


def test_districts_come_to_the_county_but_for_those_listed() -> None:
    county = VALUES["schools-good-or-better", "norfolk", ""]
    found = {}
    for period, printed in county.items():
        rows = [row for row in FIGURES if row["numerator"] and row["period"] == period]
        assert len(rows) == 7
        good, judged = (sum(int(row[part]) for row in rows) for part in ("numerator", "denominator"))
        share = half_away(Fraction(100 * good, judged))
        if share != printed:
            found[period] = (share, int(printed))
    assert len(county) == 5
    assert found == NOT_THE_COUNTY


def test_a_printed_improvement_is_the_difference_of_its_two_years() -> None:
    checked = set()
    for row in PRINTED:
        if row["indicator"] == "early-years-good-level-of-development" and row["period"] == "2015-16-academic":
            values = VALUES[name_of(row)]
            change = values["2015-16-academic"] - values["2014-15-academic"]
            if int(row["line"]) not in BLANK_IMPROVEMENTS:
                assert Fraction(row["improvement"]) == change, row
            checked.add(int(row["line"]))
        else:
            assert row["improvement"] == ""
    assert checked == set(range(1218, 1236))


def test_the_county_lies_between_its_districts() -> None:
    """True of every average; small rounding cannot break it, for values are compared as printed."""
    outside = []
    for (indicator, area, part), values in VALUES.items():
        if area != "norfolk" or indicator == "key-stage-2-level-4b-gap":
            continue
        for period, value in values.items():
            districts = [
                others[period]
                for (other, place, breakdown), others in VALUES.items()
                if (other, breakdown) == (indicator, part) and place not in ("norfolk", NATION) and period in others
            ]
            if districts and not min(districts) <= value <= max(districts):
                outside.append((indicator, part, period))
    assert outside == []


# -- what closing says -------------------------------------------------------------------------------------------------


def test_closing_tells_the_contradictions_of_the_scorecard(edition: Edition) -> None:
    told = sorted(
        (issue.code, issue.message) for issue in edition.snapshot.issues if "table education" in issue.message.lower()
    )
    assert [code for code, _ in told] == ["FIGURE-DISAGREES-WITH-PARTS", "FIGURE-DISAGREES-WITH-PARTS"]
    lynn, north = (message for _, message in told)
    assert "in kings-lynn-and-west-norfolk" in lynn
    assert "63% (line 1370)" in lynn
    assert "in north-norfolk" in north
    assert "73% (line 1371)" in north
    assert "93% (line 1371)" in north
    (twice,) = (
        issue
        for issue in edition.snapshot.issues
        if issue.code == "FIGURE-PRINTED-TWICE" and "education-districts" in issue.message
    )
    assert "81% and 78% (lines 1374 and 1356)" in twice.message


def test_the_month_end_of_schools_is_that_of_the_vital_sign(edition: Edition) -> None:
    """The scorecard and the dashboard print one figure for the end of December 2016."""
    quarter = edition.figure("schools-good-or-better", Period.parse("2016-17-q3"))
    assert quarter is not None
    assert quarter.value == VALUES["schools-good-or-better", "norfolk", ""]["2016-12"] == 88


def test_results_of_an_academic_year_are_judged_on_the_last_one_that_ended(edition: Edition) -> None:
    judged = edition.judgements["key-stage-4-attainment-8"]
    assert judged.figure.period == Period.parse("2015-16-academic")
    # 48.3 in 2015 and 49.0 in 2016, of a score of which more is better.
    assert judged.direction.word is Performance.BETTER
    assert "49.0" in judged.direction.reason
