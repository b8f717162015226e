"""Judged on what the pack printed, its arrows, colours and trend words come out, save those its figures contradict."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from printed_pack import CATALOGUE, JANUARY, Cells, figures, printed_judgements, printed_series
from rule_pages import POLICIES

from crossfoot.indicators.schema import Target
from crossfoot.judgements.change_over_year import judge_change_over_year
from crossfoot.judgements.direction import judge_direction
from crossfoot.judgements.exceptions import judge_deteriorated, judge_off_target
from crossfoot.judgements.judgement import Answer, CriterionVerdict, Rag, RagVerdict
from crossfoot.judgements.policies import Basis, ExceptionsPolicy, Policies
from crossfoot.judgements.rag import judge_rag
from crossfoot.judgements.reading import Reading
from crossfoot.judgements.trend import judge_trend
from crossfoot.judgements.vital_signs import judge_against_comparator
from crossfoot.vocabulary.numbers import round_half_away
from crossfoot.vocabulary.periods import Period

PRINTED = printed_judgements()
SUMMARY = [cells for cells in PRINTED if cells["table"] == "monthly-summary"]
TRENDS = [cells for cells in PRINTED if cells["trend"]]
YEAR_TO_DATE_TABLES = ("monthly-contacts", "monthly-referrals")
"""Their row *Difference* compares years to date, not January with January."""
DIFFERENCES = [cells for cells in PRINTED if cells["difference"] and cells["table"] not in YEAR_TO_DATE_TABLES]

CONTRADICTED_ARROWS = {
    "5.3b": ("better", "worse"),  # printed 75 in December, 133.0 in January, low is good: a rise called better
    "6.14": ("worse", "cannot tell"),  # the cell for December is blank, so nothing says worse
}
CONTRADICTED_COLOURS = {
    "2.3": ("", "amber"),  # 24.5% between the printed tolerances 15% and 25%, and no symbol beside it
}
ROUNDED_LAST = {
    # Printed between unrounded values: the printed figures differ by one digit more.
    "7.2": ("4.0", "4.1"),
    "7.12": ("3.6", "3.7"),
    "7.13": ("12.0", "12.1"),
    # Printed without decimals.
    "6.10": ("0.0", "0.1"),
}


def identified(cells: Cells) -> str:
    return f"{cells['table']}-{cells['ref']}-{cells['indicator']}-{cells['breakdown']}-{cells['measure']}"


def judged_direction(cells: Cells) -> str:
    before, latest = printed_series(cells, JANUARY.last(2))
    polarity = CATALOGUE.indicator(cells["indicator"]).polarity
    return judge_direction(latest, before, polarity=polarity, policy=POLICIES.direction).word.value


def judged_colour(cells: Cells) -> str:
    (latest,) = printed_series(cells, JANUARY.last(1))
    indicator = CATALOGUE.indicator(cells["indicator"])
    target = CATALOGUE.target(indicator.id, "norfolk", JANUARY.end, scheme="tolerances")
    rag = judge_rag(latest, polarity=indicator.polarity, target=target, policy=POLICIES.rag).word
    return rag.value if rag.is_colour else ""


def test_the_summary_is_whole() -> None:
    assert len(SUMMARY) == 53
    assert Counter(cells["direction"] for cells in SUMMARY) == {"better": 22, "worse": 23, "none": 6, "same": 2}
    assert Counter(cells["rag"] for cells in SUMMARY) == {"": 41, "amber": 5, "red": 3, "green": 4}


def test_every_arrow_comes_out_save_those_the_figures_contradict() -> None:
    different = {
        cells["ref"]: (cells["direction"], judged_direction(cells))
        for cells in SUMMARY
        if cells["direction"] != judged_direction(cells)
    }
    assert different == CONTRADICTED_ARROWS


def test_every_colour_comes_out_save_those_the_figures_contradict() -> None:
    different = {
        cells["ref"]: (cells["rag"], judged_colour(cells)) for cells in SUMMARY if cells["rag"] != judged_colour(cells)
    }
    assert different == CONTRADICTED_COLOURS


@pytest.mark.parametrize("cells", TRENDS, ids=identified)
def test_every_trend_word_comes_out(cells: Cells) -> None:
    readings = printed_series(cells, JANUARY.last(13))
    polarity = CATALOGUE.indicator(cells["indicator"]).polarity
    assert judge_trend(readings, polarity=polarity, policy=POLICIES.trend).word.value == cells["trend"]


@pytest.mark.parametrize(
    ("table", "indicator", "word"),
    [
        # Said in a sentence under a chart, not in the table's trend row.
        ("monthly-looked-after-health", "health-assessment-up-to-date-number", "increasing"),
        ("monthly-looked-after-health", "dental-check-up-to-date-number", "increasing"),
        ("monthly-referrals", "referrals-to-assessment", "incomplete"),
        ("monthly-referrals", "re-referrals-rolling-12", "incomplete"),
    ],
)
def test_trends_said_in_a_sentence_come_out(table: str, indicator: str, word: str) -> None:
    cells = {"table": table, "indicator": indicator, "breakdown": "", "measure": "value"}
    readings = printed_series(cells, JANUARY.last(13))
    polarity = CATALOGUE.indicator(indicator).polarity
    assert judge_trend(readings, polarity=polarity, policy=POLICIES.trend).word.value == word


def test_every_difference_over_the_year_comes_out_save_for_rounding() -> None:
    different = {}
    for cells in DIFFERENCES:
        before, *_, latest = printed_series(cells, JANUARY.last(13))
        polarity = CATALOGUE.indicator(cells["indicator"]).polarity
        verdict = judge_change_over_year(latest, before, polarity=polarity, policy=POLICIES.change_over_year)
        assert verdict.difference is not None
        judged = round_half_away(verdict.difference, latest.decimals)
        if judged != Fraction(cells["difference"]):
            printed = round_half_away(Fraction(cells["difference"]), latest.decimals)
            different[cells["ref"]] = (str(printed), str(judged))
    assert different == ROUNDED_LAST
    # The rate's own numerators give what was printed: 1,113 less 1,045 of 167,942 under 18.
    assert round_half_away(Fraction((1113 - 1045) * 10_000, 167_942), 1) == Fraction("4.0")


# -- the vital signs ---------------------------------------------------------------------------------------------------

SIGNS = list(dict.fromkeys((cells["table"], cells["indicator"]) for cells in figures("vital-signs.csv").values()))
OFF_TARGET_BY_PER_CENT = {
    "re-referrals",
    "looked-after-repeat",
    "child-in-need-plan-up-to-date",
    "child-protection-seen-in-timescale",
    "health-assessment-up-to-date",
    "eligible-pathway-plan-up-to-date",
    "personal-education-plan-up-to-date",
    "looked-after-rate",
}
REPORTED = {"looked-after-rate"}
"""The only exception that the pack reports."""


def sign_series(table: str, indicator: str) -> tuple[Reading, ...]:
    quarterly = table == "vital-signs-quarterly"
    periods = (Period.parse("2016-17-q3") if quarterly else JANUARY).last(13)
    form = "at_quarter_end" if quarterly else ""
    cells = {"table": table, "indicator": indicator, "breakdown": "", "measure": "value", "form": form}
    return printed_series(cells, periods, file="vital-signs.csv", form=form)


def sign_target(indicator: str) -> Target:
    target = CATALOGUE.target(indicator, "norfolk", JANUARY.end, scheme="vital-signs")
    assert target is not None
    return target


def sign_colour(table: str, indicator: str, policies: Policies) -> RagVerdict:
    polarity = CATALOGUE.indicator(indicator).polarity
    latest = sign_series(table, indicator)[-1]
    return judge_against_comparator(
        latest, polarity=polarity, target=sign_target(indicator), policy=policies.vital_signs
    )


def off_target(table: str, indicator: str, *, basis: Basis, red_counts: bool) -> CriterionVerdict:
    settings = POLICIES.exceptions.off_target.model_copy(update={"basis": basis, "red_counts": red_counts})
    return judge_off_target(
        sign_series(table, indicator)[-1],
        polarity=CATALOGUE.indicator(indicator).polarity,
        target=sign_target(indicator),
        rag=sign_colour(table, indicator, POLICIES),
        policy=settings,
    )


def signs_off_target(*, basis: Basis, red_counts: bool) -> set[str]:
    return {
        indicator
        for table, indicator in SIGNS
        if off_target(table, indicator, basis=basis, red_counts=red_counts).word is Answer.MET
    }


def test_there_are_twelve_signs_each_with_a_latest_value() -> None:
    assert len(SIGNS) == 12
    assert all(isinstance(sign_series(*sign)[-1].value, Fraction) for sign in SIGNS)


def test_eight_signs_are_red_three_green_and_one_amber() -> None:
    colours = {indicator: sign_colour(table, indicator, POLICIES).word for table, indicator in SIGNS}
    assert {name for name, colour in colours.items() if colour is Rag.RED} == OFF_TARGET_BY_PER_CENT
    assert {name for name, colour in colours.items() if colour is Rag.AMBER} == {"looked-after-care-plan-up-to-date"}
    assert Counter(colours.values()) == {Rag.RED: 8, Rag.GREEN: 3, Rag.AMBER: 1}


def test_by_points_of_margin_one_sign_less_is_red() -> None:
    by_points = replace(POLICIES, vital_signs=POLICIES.vital_signs.model_copy(update={"basis": Basis.POINTS}))
    red = {indicator for table, indicator in SIGNS if sign_colour(table, indicator, by_points).word is Rag.RED}
    # 3.8 points above 20 and 5.7 above 15 are within ten points.
    assert red == OFF_TARGET_BY_PER_CENT - {"re-referrals", "looked-after-repeat"}


@pytest.mark.parametrize("red_counts", [True, False])
def test_criterion_1_by_per_cent_of_target_has_eight_signs(red_counts: bool) -> None:
    assert signs_off_target(basis=Basis.PERCENT_OF_TARGET, red_counts=red_counts) == OFF_TARGET_BY_PER_CENT


def test_criterion_1_by_points_alone_has_seven_signs() -> None:
    assert signs_off_target(basis=Basis.POINTS, red_counts=False) == OFF_TARGET_BY_PER_CENT - {"re-referrals"}


def test_criterion_1_by_points_with_red_counting_has_eight_again() -> None:
    assert signs_off_target(basis=Basis.POINTS, red_counts=True) == OFF_TARGET_BY_PER_CENT


def test_criterion_2_has_two_signs() -> None:
    settings: ExceptionsPolicy = POLICIES.exceptions
    met = {
        indicator
        for table, indicator in SIGNS
        if judge_deteriorated(
            sign_series(table, indicator),
            polarity=CATALOGUE.indicator(indicator).polarity,
            policy=settings.deteriorated,
            direction_policy=POLICIES.direction,
        ).word
        is Answer.MET
    }
    assert met == {"looked-after-repeat", "looked-after-rate"}


def test_the_pack_reports_one_of_the_eight() -> None:
    assert REPORTED < OFF_TARGET_BY_PER_CENT
    verdict = off_target("vital-signs-quarterly", "looked-after-rate", basis=Basis.PERCENT_OF_TARGET, red_counts=True)
    assert verdict.reason == (
        "The rate, 65.5 per 10,000, is 10.5 above the target of under 55: off by 19.1% of the target's value, and red."
    )
