"""Looked-after children to education: every definition of those topics, and the dates in its worked examples.

Working days and months are recomputed here from a list of bank holidays typed by hand.
"""

import re
from calendar import day_name, month_name, monthrange
from datetime import date, timedelta
from pathlib import Path

import pytest
from second_half_register import REGISTER
from shipped_files import DEFINITIONS, lengths
from shipped_files import read_indicator as read

from crossfoot.indicators.schema import Example, Indicator

INDICATORS = DEFINITIONS / "indicators"
BOTH, DENOMINATOR_ONLY, NEITHER = "in numerator and denominator", "in denominator only", "in neither"
MONTH_END = "31 January 2017"

# Bank holidays in England, from the Royal proclamations and the Banking and Financial Dealings Act 1971.
BANK_HOLIDAYS = {
    date(2016, 1, 1), date(2016, 3, 25), date(2016, 3, 28), date(2016, 5, 2), date(2016, 5, 30), date(2016, 8, 29),
    date(2016, 12, 26), date(2016, 12, 27), date(2017, 1, 2), date(2017, 4, 14), date(2017, 4, 17), date(2017, 5, 1),
    date(2017, 5, 29), date(2017, 8, 28), date(2017, 12, 25), date(2017, 12, 26),
}  # fmt: skip

MONTHS = list(month_name)[1:]
WEEKDAYS = list(day_name)


def register() -> dict[str, tuple[str, list[str]]]:
    """The topic and columns of every row above."""
    rows, topic = {}, ""
    for line in REGISTER.strip().splitlines():
        if line.startswith("# "):
            topic = line.removeprefix("# ")
        else:
            indicator, *columns = line.split()
            rows[indicator] = (topic, columns)
    return rows


TOPICS = sorted({topic for topic, _ in register().values()})
FILES = sorted(path for topic in TOPICS for path in (INDICATORS / topic).glob("*.yaml"))


def definition(indicator: str) -> Indicator:
    return read(INDICATORS / register()[indicator][0] / f"{indicator}.yaml")


def day(text: str) -> date:
    number, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(number))


def plus_months(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def working_days_after(start: date, end: date) -> int:
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(1 for each in days if each.weekday() < 5 and each not in BANK_HOLIDAYS)


def example_with(indicator: str, *dates: str) -> Example:
    """The one example whose `given` says all the dates; the month end may go without saying."""
    found = [
        example
        for example in definition(indicator).examples
        if all(re.search(rf"(?<!\d){text}", example.given) for text in dates if text != MONTH_END)
    ]
    assert len(found) == 1, f"{len(found)} examples of {indicator} say {dates}"
    return found[0]


def test_every_row_of_the_register_has_its_file_and_no_other() -> None:
    on_disk = {path.stem: path.parent.name for path in FILES}
    assert on_disk == {indicator: topic for indicator, (topic, _) in register().items()}


@pytest.mark.parametrize("indicator", register())
def test_a_definition_says_what_the_register_says(indicator: str) -> None:
    topic, (settings, numerator, denominator, layout) = register()[indicator]
    found = definition(indicator)
    assert (found.id, found.topic) == (indicator, topic)
    assert f"{found.unit}/{found.decimals}/{found.polarity}/{found.form}" == settings
    assert (found.numerator.figures or "-") == numerator
    assert found.numerator.residents is None
    links = found.denominator and (found.denominator.figures or found.denominator.residents)
    assert (links or "-") == denominator
    assert found.numerator_rows == (layout == "rows")
    assert found.adds_up == (layout != "as-supplied")
    assert not found.annualised


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_ratio_has_a_denominator_and_a_count_has_none(path: Path) -> None:
    found = read(path)
    ratio = found.unit in {"percentage", "rate_per_10k", "days", "average", "score"}
    assert ratio == (found.denominator is not None)
    if found.denominator and found.unit == "rate_per_10k":
        assert found.denominator.residents == "under-18"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_examples_show_both_sides_of_the_edge(path: Path) -> None:
    found = read(path)
    verdicts = [example.counts for example in found.examples]
    assert BOTH in verdicts
    assert set(verdicts) & {DENOMINATOR_ONLY, NEITHER}
    if found.denominator is None:
        assert DENOMINATOR_ONLY not in verdicts
    elif found.unit == "percentage":
        assert DENOMINATOR_ONLY in verdicts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_figures_link_to_definitions_on_disk(path: Path) -> None:
    known = {each.stem for each in INDICATORS.glob("*/*.yaml")}
    found = read(path)
    linked = {measure.figures for measure in (found.numerator, found.denominator) if measure and measure.figures}
    assert linked <= known
    assert path.stem not in linked


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_weekdays_are_the_days_of_their_dates(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    for weekday, said in re.findall(rf"({'|'.join(WEEKDAYS)}) (\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}})", text):
        assert WEEKDAYS[day(said).weekday()] == weekday, said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lines_fit_and_roles_check_each_other(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 120
    assert text.endswith("\n")
    for change in read(path).change_log:
        assert change.author != change.checker
        assert re.match(r"Head of|Principal|Performance Analyst", change.author)
        assert re.match(r"Head of|Principal", change.checker)


def test_numbers_of_the_same_children_have_the_words_of_their_percentage() -> None:
    for indicator, (_, (_, numerator, _, _)) in register().items():
        if indicator.endswith("-number"):
            assert definition(indicator).numerator.counts == definition(numerator).numerator.counts


def test_the_two_measures_of_stability_name_each_other() -> None:
    national, local = "placement-stable-2-years", "long-term-placement-stable-12-months"
    assert local in definition(national).who_counts
    assert national in definition(local).who_counts


@pytest.mark.parametrize(
    "indicator",
    [
        "looked-after-repeat", "placement-stable-2-years", "long-term-placement-stable-12-months",
        "three-or-more-placements", "eligible-care-leavers", "adoptions-within-12-months", "early-help-re-referrals",
        "adoption-days-entry-to-placement", "adoption-days-order-to-match", "health-assessment-up-to-date",
    ],
)  # fmt: skip
def test_what_looks_back_says_what_it_cannot_see(indicator: str) -> None:
    assert definition(indicator).history_limit is not None


@pytest.mark.parametrize(
    ("indicator", "start", "end", "expected", "limit"),
    [
        ("looked-after-reviews-in-timescale", "5 December 2016", "5 January 2017", 20, 20),
        ("looked-after-reviews-in-timescale", "5 December 2016", "6 January 2017", 21, 20),
        ("initial-health-assessment-within-20-days", "28 November 2016", "28 December 2016", 20, 20),
        ("initial-health-assessment-within-20-days", "28 November 2016", "29 December 2016", 21, 20),
        ("initial-health-assessment-requested-within-5-days", "22 December 2016", "3 January 2017", 5, 5),
        ("initial-health-assessment-requested-within-5-days", "22 December 2016", "4 January 2017", 6, 5),
    ],
)
def test_worked_examples_in_working_days(indicator: str, start: str, end: str, expected: int, limit: int) -> None:
    assert working_days_after(day(start), day(end)) == expected
    assert limit in lengths(definition(indicator), "working days")
    example = example_with(indicator, start, end)
    assert example.counts == (BOTH if expected <= limit else DENOMINATOR_ONLY)


def test_working_days_that_examples_only_mention() -> None:
    care_plan = example_with("looked-after-care-plan-up-to-date", "18 January 2017")
    assert care_plan.because.startswith("Nine working days have passed")
    assert working_days_after(day("18 January 2017"), day(MONTH_END)) == 9
    left = example_with("initial-health-assessment-within-20-days", "3 January 2017", "20 January 2017")
    assert left.because == "He left on the thirteenth working day."
    assert working_days_after(day("3 January 2017"), day("20 January 2017")) == 13
    later = example_with("initial-health-assessment-within-20-days", "10 January 2017")
    assert "Tuesday 7 February 2017" in later.because
    assert working_days_after(day("10 January 2017"), day("7 February 2017")) == 20


@pytest.mark.parametrize(
    ("indicator", "start", "end", "months", "in_time"),
    [
        ("looked-after-seen-in-timescale", "31 October 2016", MONTH_END, 3, True),
        ("looked-after-reviews-in-timescale", "12 October 2016", "13 January 2017", 3, False),
        ("looked-after-care-plan-up-to-date", "1 August 2016", MONTH_END, 6, True),
        ("looked-after-care-plan-up-to-date", "15 July 2016", MONTH_END, 6, False),
        ("health-assessment-up-to-date", "2 February 2016", MONTH_END, 12, True),
        ("health-assessment-up-to-date", "20 July 2016", MONTH_END, 6, False),
        ("health-assessment-up-to-date-number", "12 May 2016", MONTH_END, 12, True),
        ("health-assessment-up-to-date-number", "13 June 2016", MONTH_END, 6, False),
        ("dental-check-up-to-date", "1 February 2016", MONTH_END, 12, True),
        ("dental-check-up-to-date", "29 January 2016", MONTH_END, 12, False),
        ("dental-check-up-to-date-number", "14 September 2016", MONTH_END, 12, True),
        ("optician-visit-within-12-months", "16 April 2016", MONTH_END, 12, True),
        ("eligible-needs-assessment-completed", "5 October 2016", "3 January 2017", 3, True),
        ("eligible-pathway-plan-up-to-date", "5 August 2016", MONTH_END, 6, True),
        ("eligible-pathway-plan-up-to-date", "29 July 2016", MONTH_END, 6, False),
        ("relevant-pathway-plan-up-to-date", "13 October 2016", MONTH_END, 6, True),
        ("relevant-pathway-plan-up-to-date", "15 July 2016", MONTH_END, 6, False),
        ("relevant-visited-within-2-months", "1 December 2016", MONTH_END, 2, True),
        ("relevant-visited-within-2-months", "30 November 2016", MONTH_END, 2, False),
        ("former-relevant-pathway-plan-up-to-date", "12 September 2016", MONTH_END, 6, True),
        ("former-relevant-pathway-plan-up-to-date", "20 May 2016", MONTH_END, 6, False),
        ("former-relevant-visited-within-2-months", "13 January 2017", MONTH_END, 2, True),
        ("care-leavers-contacted-within-2-months", "5 December 2016", MONTH_END, 2, True),
        ("adoptions-within-12-months", "25 January 2016", "18 January 2017", 12, True),
        ("adoptions-within-12-months", "13 November 2015", "15 November 2016", 12, False),
        ("early-help-re-referrals", "22 January 2016", "20 January 2017", 12, True),
        ("early-help-re-referrals", "4 January 2016", "12 January 2017", 12, False),
    ],
)
def test_worked_examples_in_months(indicator: str, start: str, end: str, months: int, in_time: bool) -> None:
    assert (day(end) <= plus_months(day(start), months)) is in_time
    found = definition(indicator)
    assert months in lengths(found, "months")
    late = DENOMINATOR_ONLY if found.denominator else NEITHER
    assert example_with(indicator, start, end).counts == (BOTH if in_time else late)


@pytest.mark.parametrize(
    ("indicator", "start", "weeks", "counts"),
    [
        ("looked-after-seen-in-timescale", "20 December 2016", 6, BOTH),
        ("looked-after-seen-in-timescale", "19 December 2016", 6, DENOMINATOR_ONLY),
        ("looked-after-seen-alone-in-timescale", "11 January 2017", 6, BOTH),
        ("looked-after-seen-alone-in-timescale", "5 December 2016", 6, DENOMINATOR_ONLY),
    ],
)
def test_worked_examples_in_weeks(indicator: str, start: str, weeks: int, counts: str) -> None:
    in_time = (day(MONTH_END) - day(start)).days <= 7 * weeks
    assert in_time is (counts == BOTH)
    assert weeks in lengths(definition(indicator), "weeks")
    assert example_with(indicator, start).counts == counts


@pytest.mark.parametrize(
    ("indicator", "since", "months", "long_enough", "counts"),
    [
        ("placement-stable-2-years", "1 March 2014", 30, True, BOTH),
        ("placement-stable-2-years", "12 January 2015", 24, True, BOTH),
        ("placement-stable-2-years", "6 February 2015", 24, False, DENOMINATOR_ONLY),
        ("placement-stable-2-years", "4 August 2014", 30, False, NEITHER),
        ("long-term-placement-stable-12-months", "6 February 2015", 12, True, BOTH),
        ("long-term-placement-stable-12-months", "4 August 2014", 24, True, BOTH),
        ("long-term-placement-stable-12-months", "18 February 2016", 12, False, DENOMINATOR_ONLY),
        ("long-term-placement-stable-12-months", "7 March 2016", 24, False, NEITHER),
        ("health-assessment-up-to-date", "7 March 2016", 12, False, NEITHER),
    ],
)
def test_worked_examples_of_having_lasted(
    indicator: str, since: str, months: int, long_enough: bool, counts: str
) -> None:
    assert (plus_months(day(since), months) <= day(MONTH_END)) is long_enough
    assert example_with(indicator, since).counts == counts


def test_thirteen_weeks_make_a_care_leaver_eligible() -> None:
    complete = example_with("eligible-care-leavers", "31 October 2016")
    assert day("31 October 2016") + timedelta(weeks=13) == day("30 January 2017")
    assert (complete.counts, "30 January 2017" in complete.because) == (BOTH, True)
    short = example_with("eligible-care-leavers", "7 November 2016")
    assert day("7 November 2016") + timedelta(weeks=13) == day("6 February 2017")
    assert (short.counts, "6 February 2017" in short.because) == (NEITHER, True)


@pytest.mark.parametrize(
    ("indicator", "start", "end", "days"),
    [
        ("adoption-days-entry-to-placement", "1 June 2015", "31 May 2016", 365),
        ("adoption-days-order-to-match", "4 April 2016", "14 July 2016", 101),
    ],
)
def test_days_that_adopted_children_add(indicator: str, start: str, end: str, days: int) -> None:
    assert (day(end) - day(start)).days == days
    assert example_with(indicator, start, end).because == f"She adds {days} days and one child."
