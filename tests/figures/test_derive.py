"""Worked by hand from the published reports of January 2017; the sums are written out."""

from fractions import Fraction

import pytest
from figure_examples import (
    CONTACTS,
    JANUARY,
    POPULATION,
    RE_REFERRALS,
    REFERRAL_RATE,
    REFERRALS,
    YEAR,
    catalogue,
    derived,
    figure,
    indicator,
    only,
    series,
    supply,
)

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.figure import Origin
from crossfoot.indicators.catalogue import UnknownIndicatorError
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Form, Unit

# February 2016 to January 2017.
REFERRALS_PRINTED = dict(zip(YEAR, (667, 667, 653, 844, 685, 646, 421, 650, 754, 743, 566, 776), strict=True))
ASSESSMENTS_PRINTED = dict(zip(YEAR, (716, 674, 608, 599, 704, 759, 814, 728, 645, 707, 638, 620), strict=True))
RE_REFERRALS_PRINTED = dict(
    zip(
        YEAR,
        [
            (154, "23.1%"),
            (180, "27.0%"),
            (184, "28.2%"),
            (238, "28.2%"),
            (193, "28.2%"),
            (159, "24.6%"),
            (99, "23.5%"),
            (172, "26.5%"),
            (195, "25.9%"),
            (196, "26.4%"),
            (113, "20.0%"),
            (185, "23.8%"),
        ],
        strict=True,
    )
)


def test_an_in_month_rate_is_annualised() -> None:
    store, issues = derived(
        [
            supply("referrals/norfolk/in_month/2017-01", 776),
            supply("referral-rate/norfolk/in_month/2017-01", "554.5", line=2),
        ],
        REFERRALS,
        REFERRAL_RATE,
    )
    rate = figure(store, "referral-rate/norfolk/in_month/2017-01")
    assert rate.value == Fraction(776 * 12 * 10_000, 167_942)
    assert rate.text == "554.5"
    assert rate.origin is Origin.DERIVED
    assert rate.numerator == 776
    assert rate.denominator == POPULATION
    assert issues == ()


def test_a_year_to_date_rate_is_annualised_by_its_months() -> None:
    store, issues = derived(
        [
            *series("referrals", REFERRALS_PRINTED),
            supply("referrals/norfolk/year_to_date/2017-01", "6738", line=20),
            supply("referral-rate/norfolk/year_to_date/2017-01", "481.5", line=21),
        ],
        REFERRALS,
        REFERRAL_RATE,
    )
    assert 653 + 844 + 685 + 646 + 421 + 650 + 754 + 743 + 566 + 776 == 6738
    assert figure(store, "referrals/norfolk/year_to_date/2017-01").value == 6738
    rate = figure(store, "referral-rate/norfolk/year_to_date/2017-01")
    assert rate.value == Fraction(6738 * 12 * 10_000, 10 * 167_942)
    assert rate.text == "481.5"
    assert figure(store, "referral-rate/norfolk/year_to_date/2016-06").value == Fraction(
        (653 + 844 + 685) * 12 * 10_000, 3 * 167_942
    )
    assert issues == ()


def test_the_year_to_date_of_last_year_is_what_was_printed() -> None:
    store, issues = derived(
        [
            *series("referrals", REFERRALS_PRINTED),
            supply("referrals/norfolk/year_to_date/2016-01", "7,154", line=20),
            supply("referral-rate/norfolk/year_to_date/2016-01", "511.2", line=21),
            supply("re-referrals/norfolk/year_to_date/2016-01", "14.2%", numerator=1017, line=22),
        ],
        REFERRALS,
        REFERRAL_RATE,
        RE_REFERRALS,
    )
    assert figure(store, "referrals/norfolk/year_to_date/2016-01").origin is Origin.COUNTED
    assert figure(store, "referral-rate/norfolk/year_to_date/2016-01").text == "511.2"
    assert figure(store, "re-referrals/norfolk/year_to_date/2016-01").value == Fraction(101_700, 7154)
    assert store.get(FigureId.parse("referrals/norfolk/year_to_date/2016-02")) is None
    assert issues == ()


def test_a_rolling_rate_is_twelve_months_over_the_population() -> None:
    rate = indicator(
        "assessment-rate", Unit.RATE_PER_10K, form=Form.ROLLING_12, numerator="assessments", residents="under-18"
    )
    store, issues = derived(
        [
            *series("assessments", ASSESSMENTS_PRINTED),
            supply("assessment-rate/norfolk/rolling_12/2017-01", "488.98", table="monthly"),
        ],
        indicator("assessments"),
        rate,
    )
    assert sum((716, 674, 608, 599, 704, 759, 814, 728, 645, 707, 638, 620)) == 8212
    found = figure(store, "assessment-rate/norfolk/rolling_12/2017-01")
    assert found.value == Fraction(8212 * 10_000, 167_942)
    assert found.text == "489.0"
    assert figure(store, "assessments/norfolk/rolling_12/2017-01").value == 8212
    assert issues == ()


def test_a_rolling_percentage_adds_numerators_and_denominators() -> None:
    rolling = indicator(
        "re-referrals-rolling-12",
        Unit.PERCENTAGE,
        form=Form.ROLLING_12,
        numerator="re-referrals",
        denominator="referrals",
    )
    store, issues = derived(
        [
            *series("referrals", REFERRALS_PRINTED),
            *series("re-referrals", RE_REFERRALS_PRINTED),
            supply("re-referrals-rolling-12/norfolk/rolling_12/2017-01", "25.6%", table="monthly"),
        ],
        REFERRALS,
        RE_REFERRALS,
        rolling,
    )
    numerator = 154 + 180 + 184 + 238 + 193 + 159 + 99 + 172 + 195 + 196 + 113 + 185
    denominator = 667 + 667 + 653 + 844 + 685 + 646 + 421 + 650 + 754 + 743 + 566 + 776
    found = figure(store, "re-referrals-rolling-12/norfolk/rolling_12/2017-01")
    assert found.value == Fraction(100 * numerator, denominator)
    assert found.text == "25.6%"
    assert figure(store, "re-referrals/norfolk/rolling_12/2017-01").value == found.value
    assert issues == ()


def test_eleven_months_make_no_rolling_figure() -> None:
    store, _ = derived(series("referrals", dict(list(REFERRALS_PRINTED.items())[1:])), REFERRALS)
    assert store.get(FigureId.parse("referrals/norfolk/rolling_12/2017-01")) is None
    assert figure(store, "referrals/norfolk/year_to_date/2017-01").value == 6738


def test_a_missing_month_leaves_the_printed_year_to_date_standing() -> None:
    months = {month: value for month, value in REFERRALS_PRINTED.items() if month != "2016-08"}
    store, issues = derived(
        [
            *series("referrals", months),
            supply("referrals/norfolk/in_month/2016-08", missing=Missing.NOT_AVAILABLE, line=30),
            supply("referrals/norfolk/year_to_date/2017-01", 6738, line=31),
        ],
        REFERRALS,
    )
    assert figure(store, "referrals/norfolk/in_month/2016-08").value is Missing.NOT_AVAILABLE
    assert figure(store, "referrals/norfolk/year_to_date/2016-07").value == 653 + 844 + 685 + 646
    assert store.get(FigureId.parse("referrals/norfolk/year_to_date/2016-08")) is None
    assert figure(store, "referrals/norfolk/year_to_date/2017-01").origin is Origin.COUNTED
    assert issues == ()


def test_a_stock_over_a_stock_of_the_same_month() -> None:
    children = indicator("looked-after-children", form=Form.AT_MONTH_END)
    plans = indicator("care-plans", Unit.PERCENTAGE, form=Form.AT_MONTH_END, denominator="looked-after-children")
    store, issues = derived(
        [
            supply("looked-after-children/norfolk/at_month_end/2017-01", "1,113"),
            supply("care-plans/norfolk/at_month_end/2017-01", "98.6%", numerator=1097, line=2),
        ],
        children,
        plans,
    )
    found = figure(store, "care-plans/norfolk/at_month_end/2017-01")
    assert found.value == Fraction(109_700, 1113)
    assert found.text == "98.6%"
    assert found.origin is Origin.DERIVED
    assert not [one for one in store if one.id.form in (Form.YEAR_TO_DATE, Form.ROLLING_12)]
    assert issues == ()


def test_parts_of_one_printed_row_are_counted() -> None:
    repeat = indicator("repeat", Unit.PERCENTAGE)
    store, _ = derived([supply("repeat/norfolk/in_month/2017-01", "4.2%", numerator=3, denominator=71)], repeat)
    found = figure(store, "repeat/norfolk/in_month/2017-01")
    assert (found.origin, found.value, found.source) == (Origin.COUNTED, Fraction(300, 71), "county, line 1")


def test_a_bare_value_keeps_its_number_and_cannot_be_added() -> None:
    reviews = indicator("reviews", Unit.PERCENTAGE)
    printed = dict(zip(YEAR[2:], [(102, "96.2%"), *[(117, "100.0%")] * 9], strict=True))
    store, issues = derived(
        [
            *series("reviews", printed),
            supply("reviews/norfolk/year_to_date/2017-01", "96.4%", numerator=1200, line=40),
        ],
        reviews,
    )
    found = figure(store, "reviews/norfolk/in_month/2016-04")
    assert found.origin is Origin.BARE
    assert found.value == Fraction("96.2")
    assert found.numerator == 102
    assert found.denominator is None
    assert figure(store, "reviews/norfolk/year_to_date/2017-01").value == Fraction("96.4")
    issue = only(issues, "YEAR-TO-DATE-DISAGREES")
    assert f"numerator 1,200 (line 40), added up {102 + 9 * 117:,}" in issue.message
    assert "The printed value stands" in issue.message


def test_a_rate_that_nobody_printed_is_worked_out() -> None:
    rate = indicator("contact-rate", Unit.RATE_PER_10K, numerator="contacts", residents="under-18", annualised=True)
    store, issues = derived([supply("contacts/norfolk/in_month/2017-01", "3163")], CONTACTS, rate)
    found = figure(store, "contact-rate/norfolk/in_month/2017-01")
    assert found.text == "2,260.1"  # 3,163 x 12 / 167,942 x 10,000 = 2,260.066...
    assert issues == ()


def test_the_population_is_no_denominator_of_a_part() -> None:
    rate = indicator("contact-rate", Unit.RATE_PER_10K, numerator="contacts", residents="under-18")
    store, _ = derived([supply("contacts/norfolk/in_month/2017-01/source=police", "1,402")], CONTACTS, rate)
    assert store.get(FigureId.parse("contact-rate/norfolk/in_month/2017-01/source=police")) is None


def test_breakdowns_are_linked_within_the_same_part() -> None:
    accepted = indicator("accepted", Unit.PERCENTAGE, numerator="referrals", denominator="contacts")
    store, issues = derived(
        [
            supply("contacts/norfolk/in_month/2017-01/source=police", "1,402"),
            supply("accepted/norfolk/in_month/2017-01/source=police", "17.0%", numerator=239, line=2),
        ],
        CONTACTS,
        REFERRALS,
        accepted,
    )
    found = figure(store, "accepted/norfolk/in_month/2017-01/source=police")
    assert found.numerator == 239
    assert found.denominator == 1402
    assert found.text == "17.0%"
    assert issues == ()


def test_figures_that_do_not_add_up_stay_bare() -> None:
    days = indicator("days", Unit.DAYS, form=Form.ROLLING_12, adds_up=False, decimals=0)
    share = indicator("share", Unit.PERCENTAGE, adds_up=False)
    store, _ = derived(
        [
            supply("days/norfolk/rolling_12/2017-01", "357"),
            *series("share", dict.fromkeys(YEAR, (3, "30.0%"))),
            supply("share/norfolk/in_month/2015-12", numerator=1, denominator=4, line=50),
        ],
        days,
        share,
    )
    assert figure(store, "days/norfolk/rolling_12/2017-01").origin is Origin.BARE
    assert figure(store, "share/norfolk/in_month/2015-12").value == 25
    assert figure(store, "share/norfolk/in_month/2015-12").origin is Origin.BARE
    assert not [one for one in store if one.id.form is Form.YEAR_TO_DATE]


@pytest.mark.parametrize("reason", [Missing.SUPPRESSED, Missing.WITHHELD, Missing.NOT_APPLICABLE])
def test_what_is_held_back_is_not_worked_out_another_way(reason: Missing) -> None:
    same = indicator("referrals-again", numerator="referrals")
    store, _ = derived(
        [
            *series("referrals", {m: v for m, v in REFERRALS_PRINTED.items() if m != "2016-08"}),
            supply("referrals/norfolk/in_month/2016-08", missing=reason, line=30),
            supply("referral-rate/norfolk/in_month/2016-07", missing=reason, line=31),
            supply("referrals-again/norfolk/in_month/2016-08", 421, line=32),
        ],
        REFERRALS,
        REFERRAL_RATE,
        same,
    )
    assert figure(store, "referrals/norfolk/in_month/2016-08").value is reason
    assert figure(store, "referral-rate/norfolk/in_month/2016-07").value is reason
    assert store.get(FigureId.parse("referral-rate/norfolk/in_month/2016-08")) is None
    assert store.get(FigureId.parse("referrals/norfolk/year_to_date/2017-01")) is None


def test_what_only_is_not_available_is_worked_out() -> None:
    store, _ = derived(
        [
            supply("referrals/norfolk/in_month/2017-01", 776),
            supply("referral-rate/norfolk/in_month/2017-01", missing=Missing.NOT_AVAILABLE, line=2),
        ],
        REFERRALS,
        REFERRAL_RATE,
    )
    assert figure(store, "referral-rate/norfolk/in_month/2017-01").text == "554.5"


def test_nought_over_nought_is_not_applicable() -> None:
    store, issues = derived(
        [
            supply("referrals/norfolk/in_month/2017-01", 0),
            supply("re-referrals/norfolk/in_month/2017-01", "0.0%", numerator=0, line=2),
        ],
        REFERRALS,
        RE_REFERRALS,
    )
    assert figure(store, "re-referrals/norfolk/in_month/2017-01").value is Missing.NOT_APPLICABLE
    assert "not applicable: the denominator is 0" in only(issues, "FIGURE-DISAGREES-WITH-PARTS").message


def test_a_count_printed_under_its_own_name_is_the_numerator_of_the_other() -> None:
    """A report prints the twelve-month count; its own months do not reach back so far."""
    conferences = indicator("conferences")
    count = indicator("conferences-rolling-12", form=Form.ROLLING_12, numerator="conferences")
    rate = indicator(
        "conference-rate", Unit.RATE_PER_10K, form=Form.ROLLING_12, numerator="conferences", residents="under-18"
    )
    store, issues = derived(
        [
            supply("conferences/norfolk/in_month/2016-01", 67),
            supply("conferences-rolling-12/norfolk/rolling_12/2016-01", 891, line=2),
            supply("conference-rate/norfolk/rolling_12/2016-01", "53", line=3),
        ],
        conferences,
        count,
        rate,
    )
    assert figure(store, "conference-rate/norfolk/rolling_12/2016-01").value == Fraction(8_910_000, 167_942)
    assert issues == ()


def test_definitions_that_lead_to_each_other_end() -> None:
    one = indicator("one", numerator="two")
    two = indicator("two", numerator="one")
    store, _ = derived([supply("one/norfolk/in_month/2017-01", 3)], one, two)
    assert figure(store, "one/norfolk/in_month/2017-01").value == 3


def test_figures_after_the_month_are_left_out_with_a_warning() -> None:
    store, issues = derived(
        [
            supply("referrals/norfolk/in_month/2017-01", 776),
            supply("referrals/norfolk/in_month/2017-02", 700, line=2),
            supply("referrals/norfolk/in_month/2017-03", missing=Missing.NOT_DUE, line=3),
        ],
        REFERRALS,
    )
    assert store.get(FigureId.parse("referrals/norfolk/in_month/2017-02")) is None
    assert figure(store, "referrals/norfolk/in_month/2017-03").value is Missing.NOT_DUE
    assert "Feb-17 700" in only(issues, "FIGURE-AFTER-THE-MONTH").message


def test_every_area_is_worked_out_and_named_in_its_issues() -> None:
    percentage = indicator("re-referrals", Unit.PERCENTAGE, denominator="referrals")
    store, issues = derived(
        [
            supply("referrals/east/in_month/2017-01", 10),
            supply("re-referrals/east/in_month/2017-01", "50.0%", numerator=4, line=2),
        ],
        REFERRALS,
        percentage,
    )
    assert figure(store, "re-referrals/east/in_month/2017-01").value == 40
    assert "Re referrals in east (re-referrals)" in only(issues, "FIGURE-DISAGREES-WITH-PARTS").message


def test_progress_ends_with_all_done() -> None:
    seen: list[tuple[int, int]] = []
    derive_figures(
        series("referrals", REFERRALS_PRINTED),
        catalogue=catalogue(REFERRALS),
        area="norfolk",
        month=JANUARY,
        precedence=("county-report",),
        tables={"county": "county-report"},
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen[-1][0] == seen[-1][1] > 12


def test_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(UnknownIndicatorError):
        derived([supply("unheard-of/norfolk/in_month/2017-01", 1)], REFERRALS)
