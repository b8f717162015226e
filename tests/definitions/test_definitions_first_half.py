"""Contacts to child protection: every definition of those topics, and the days in its worked examples.

Working days are counted here from bank holidays typed by hand.
"""

import re
from calendar import day_name, month_name, monthrange
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
import yaml
from shipped_files import DEFINITIONS, read_timescales
from shipped_files import read_indicator as read

from crossfoot.indicators.schema import Indicator, Topic
from crossfoot.vocabulary.units import Polarity

INDICATORS = DEFINITIONS / "indicators"

# id, unit/decimals/polarity/form, figures of the numerator, figures or population of the denominator, then `rows` where
# the county report prints the numerator on a row above the percentage, `annualised` where months are scaled to a year.
REGISTER = """
# contacts-and-referrals
contacts count/0/none/in_month - - -
contact-rate rate_per_10k/1/none/in_month contacts under-18 annualised
referrals count/0/none/in_month - - -
referral-rate rate_per_10k/1/low/in_month referrals under-18 annualised
contacts-accepted-as-referrals percentage/1/high/in_month referrals contacts -
referrals-to-assessment count/0/high/in_month - - -
re-referrals percentage/1/low/in_month - referrals rows
re-referrals-rolling-12 percentage/1/low/rolling_12 re-referrals referrals -
# assessments
assessments-authorised count/0/none/in_month - - -
assessment-rate-rolling-12 rate_per_10k/1/low/rolling_12 assessments-authorised under-18 -
assessments-within-45-working-days percentage/1/high/in_month - assessments-authorised rows
assessments-open-past-45-working-days count/0/low/at_month_end - - -
assessments-ending-ongoing-involvement percentage/1/high/in_month - assessments-authorised -
assessments-ending-information-and-advice percentage/1/none/in_month - assessments-authorised -
assessments-stepped-down percentage/1/none/in_month - assessments-authorised -
# section-47
section-47-rate rate_per_10k/1/low/in_month section-47-completed under-18 annualised
section-47-completed count/0/none/in_month - - -
section-47-substantiated-continuing-risk percentage/0/high/in_month - section-47-completed -
section-47-substantiated-no-continuing-risk percentage/0/high/in_month - section-47-completed -
section-47-not-substantiated percentage/0/low/in_month - section-47-completed -
# children-in-need
section-17-children-in-need count/0/none/at_month_end - - -
section-17-rate rate_per_10k/1/none/at_month_end section-17-children-in-need under-18 -
children-in-need-including-protection-plans count/0/low/at_month_end - - -
children-in-need-including-protection-plans-rate rate_per_10k/1/low/at_month_end \
children-in-need-including-protection-plans under-18 -
child-in-need-plan-up-to-date percentage/1/high/at_month_end - - rows
child-in-need-reviewed-within-12-weeks percentage/1/high/at_month_end - section-17-children-in-need rows
child-in-need-visited-in-timescale percentage/1/high/at_month_end - section-17-children-in-need rows
# child-protection
child-protection-plans count/0/low/at_month_end - - -
child-protection-plan-rate rate_per_10k/1/low/at_month_end child-protection-plans under-18 -
child-protection-plans-allocated percentage/1/high/at_month_end - child-protection-plans rows
child-protection-seen-in-timescale percentage/1/high/at_month_end - - rows
child-protection-seen-alone-in-timescale percentage/1/high/at_month_end - - rows
strategy-discussions count/0/none/in_month - - -
initial-conferences count/0/none/in_month - - -
initial-conferences-rolling-12 count/0/none/rolling_12 initial-conferences - -
initial-conference-rate-rolling-12 rate_per_10k/1/low/rolling_12 initial-conferences under-18 -
initial-conferences-within-15-days percentage/1/high/in_month - initial-conferences rows
initial-conferences-within-15-days-number count/0/high/in_month initial-conferences-within-15-days - -
initial-conferences-without-plan percentage/1/low/in_month - initial-conferences rows
review-conferences-in-timescale percentage/1/high/in_month - - rows
core-groups-in-timescale percentage/1/high/in_month - - rows
child-protection-plans-over-2-years percentage/1/low/at_month_end - child-protection-plans rows
child-protection-plans-started count/0/none/in_month - - -
child-protection-plans-ceased count/0/none/in_month - - -
child-protection-plans-ceased-at-first-review percentage/1/none/in_month - child-protection-plans-ceased rows
child-protection-repeat-within-2-years percentage/1/low/in_month - child-protection-plans-started rows
child-protection-repeat-within-2-years-rolling-12 percentage/1/low/rolling_12 \
child-protection-repeat-within-2-years child-protection-plans-started -
child-protection-repeat-ever-rolling-12 percentage/1/low/rolling_12 - - -
child-protection-plans-ended-over-2-years percentage/1/low/in_month - child-protection-plans-ceased -
"""

# Christmas 2016 to Easter 2017, from the government's published list. 25 December and 1 January were Sundays.
BANK_HOLIDAYS = frozenset(
    {
        date(2016, 12, 26),
        date(2016, 12, 27),
        date(2017, 1, 2),
        date(2017, 4, 14),
        date(2017, 4, 17),
    }
)
# The summer bank holiday before the list and the May one after it: days between them are counted right.
COUNTED_FROM, COUNTED_TO = date(2016, 8, 30), date(2017, 4, 30)

# indicator, number of the example, first day, last day, working days after the first up to the last, words that say so
WORKING_DAYS = """
referrals 2 2016-12-30 2017-01-03 1 working day 1
assessments-within-45-working-days 1 2016-11-10 2017-01-17 45 working day 45
assessments-within-45-working-days 2 2016-11-10 2017-01-18 46 working day 46
assessments-within-45-working-days 3 2016-11-24 2017-01-31 45 working day 45
assessments-within-45-working-days 4 2016-10-03 2017-01-31 83 open past 45 working days
assessments-open-past-45-working-days 1 2016-11-23 2017-01-31 46 working day 46
assessments-open-past-45-working-days 2 2016-11-24 2017-01-31 45 working day 45
assessments-open-past-45-working-days 3 2016-11-07 2017-01-31 58 working day 58
child-in-need-plan-up-to-date 1 2016-11-24 2017-01-31 45 working day 45
child-in-need-plan-up-to-date 2 2016-11-24 2017-01-31 45 working day 45
child-in-need-plan-up-to-date 2 2016-11-24 2016-12-22 20 old limit
child-in-need-plan-up-to-date 3 2016-11-25 2017-01-31 44 working day 44
child-in-need-visited-in-timescale 1 2016-11-30 2016-12-30 20 working day 20
child-in-need-visited-in-timescale 1 2016-11-30 2016-12-31 20 the Saturday adds none
child-in-need-visited-in-timescale 2 2016-11-29 2016-12-30 21 working day 21
child-protection-seen-in-timescale 1 2017-01-03 2017-01-31 20 working day 20
child-protection-seen-in-timescale 2 2016-12-30 2017-01-31 21 working day 21
child-protection-seen-in-timescale 3 2017-01-03 2017-01-31 20 working day 20
child-protection-seen-in-timescale 4 2017-01-04 2017-01-31 19 working day 19
child-protection-seen-alone-in-timescale 1 2017-01-05 2017-01-31 18 18 working days
child-protection-seen-alone-in-timescale 2 2016-12-29 2017-01-31 22 working day 22
child-protection-seen-alone-in-timescale 4 2017-01-12 2017-01-31 13 13 working days old
initial-conferences-within-15-days 1 2016-12-05 2016-12-23 14 fourteenth working day
initial-conferences-within-15-days 2 2016-12-15 2017-01-11 16 sixteenth working day
initial-conferences-within-15-days-number 1 2016-12-08 2017-01-03 15 working day 15
initial-conferences-within-15-days-number 2 2016-12-07 2017-01-03 16 working day 16
initial-conferences-within-15-days-number 3 2017-01-10 2017-01-31 15 working day 15
core-groups-in-timescale 1 2016-12-15 2017-01-03 10 working day 10
core-groups-in-timescale 2 2016-12-15 2017-01-04 11 working day 11
core-groups-in-timescale 3 2017-01-18 2017-02-01 10 Working day 10
"""

# indicator, number of the example, first day, last day, calendar days between them, words that say so
CALENDAR_DAYS = """
re-referrals 1 2016-01-20 2017-01-19 365 day 365
re-referrals 2 2016-01-20 2017-01-20 366 day 366
re-referrals-rolling-12 1 2015-03-10 2016-02-15 342 day 342
child-in-need-reviewed-within-12-weeks 1 2016-11-08 2017-01-31 84 84 days later
child-in-need-reviewed-within-12-weeks 2 2016-11-07 2017-01-31 85 85 days ago
"""

# indicator, number of the example, first day, months of the limit, day on it or after it, whether that day is within
MONTHS = """
review-conferences-in-timescale 1 2016-10-31 3 2017-01-31 within
review-conferences-in-timescale 2 2016-11-30 3 2017-02-28 within
review-conferences-in-timescale 3 2016-07-11 6 2017-01-12 after
child-protection-plans-over-2-years 1 2014-12-31 24 2016-12-31 reached
child-protection-plans-over-2-years 2 2015-02-02 24 2017-01-31 short
child-protection-plans-ended-over-2-years 1 2015-01-12 24 2017-01-12 reached
child-protection-plans-ended-over-2-years 2 2015-01-14 24 2017-01-13 short
child-protection-repeat-within-2-years 1 2015-01-09 24 2017-01-09 within
child-protection-repeat-within-2-years 2 2015-01-09 24 2017-01-10 after
child-protection-repeat-within-2-years-rolling-12 1 2014-04-03 24 2016-03-18 within
"""
BOTH, DENOMINATOR_ONLY = "in numerator and denominator", "in denominator only"


def lines_of(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if not line.startswith("#")]


def ids_by_topic() -> dict[str, list[str]]:
    topics: dict[str, list[str]] = {}
    for line in REGISTER.strip().splitlines():
        if line.startswith("# "):
            topics[line.removeprefix("# ")] = []
        else:
            topics[list(topics)[-1]].append(line.split()[0])
    return topics


TOPICS = ids_by_topic()
FILES = sorted(path for topic in TOPICS for path in (INDICATORS / topic).glob("*"))
FILE_NAMES = [path.stem for path in FILES]


def indicator(name: str) -> Indicator:
    return next(read(path) for path in FILES if path.stem == name)


def words_of_example(name: str, number: str) -> str:
    example = indicator(name).examples[int(number) - 1]
    return f"{example.given} {example.because}"


def day_and_month(day: date) -> str:
    return f"{day.day} {month_name[day.month]}"


def working_days_after(first: date, last: date) -> int:
    assert COUNTED_FROM <= first <= last <= COUNTED_TO
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(day_name[day.weekday()] not in {"Saturday", "Sunday"} and day not in BANK_HOLIDAYS for day in days)


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def test_every_row_of_the_register_has_a_file_and_every_file_a_row() -> None:
    on_disk = {topic: {path.name for path in (INDICATORS / topic).iterdir()} for topic in TOPICS}
    assert on_disk == {topic: {f"{name}.yaml" for name in names} for topic, names in TOPICS.items()}


@pytest.mark.parametrize("line", lines_of(REGISTER), ids=lambda line: line.split()[0])
def test_a_definition_says_what_the_register_says(line: str) -> None:
    name, kind, numerator, denominator, layout = line.split()
    found = indicator(name)
    below = found.denominator
    assert f"{found.unit}/{found.decimals}/{found.polarity}/{found.form}" == kind
    assert (found.numerator.figures or "-") == numerator
    assert ((below.figures or below.residents or "-") if below else "-") == denominator
    assert (found.numerator_rows, found.annualised) == (layout == "rows", layout == "annualised")
    assert found.adds_up
    assert (below is None) == kind.startswith("count/")


@pytest.mark.parametrize("path", FILES, ids=FILE_NAMES)
def test_a_file_lies_where_its_id_and_topic_say(path: Path) -> None:
    found = read(path)
    assert path == INDICATORS / found.topic / f"{found.id}.yaml"


@pytest.mark.parametrize("path", FILES, ids=FILE_NAMES)
def test_figures_are_taken_from_indicators_on_disk(path: Path) -> None:
    found = read(path)
    taken = {measure.figures for measure in (found.numerator, found.denominator) if measure and measure.figures}
    assert taken <= {other.stem for other in INDICATORS.rglob("*.yaml")} - {found.id}


@pytest.mark.parametrize("path", FILES, ids=FILE_NAMES)
def test_examples_show_both_sides_of_the_line(path: Path) -> None:
    found = read(path)
    verdicts = [example.counts for example in found.examples]
    assert len(verdicts) >= 3
    assert BOTH in verdicts
    assert set(verdicts) - {BOTH}
    if found.denominator is None:
        assert DENOMINATOR_ONLY not in verdicts
    assert len({example.given for example in found.examples}) == len(verdicts)


@pytest.mark.parametrize("path", FILES, ids=FILE_NAMES)
def test_lines_are_no_longer_than_120_characters(path: Path) -> None:
    assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 120


@pytest.mark.parametrize("part", ["name", "definition", "why_it_matters", "who_counts"])
def test_no_two_definitions_have_the_same_text(part: str) -> None:
    texts = {path: " ".join(getattr(read(path), part).lower().split()) for path in FILES}
    assert len(set(texts.values())) == len(FILES) == 49


def test_definitions_name_roles_that_answer() -> None:
    owners = {read(path).owner for path in FILES}
    assert owners == {
        "Head of the Multi-Agency Safeguarding Hub",
        "Head of Social Work",
        "Head of Independent Chairing",
    }
    assert all(read(path).change_log[0].checker == read(path).owner for path in FILES)


def test_look_backs_say_what_they_cannot_see() -> None:
    looks_back = re.compile(r"re-referrals|-repeat-|over-2-years")
    with_limit = {path.stem for path in FILES if read(path).history_limit}
    assert {name for name in FILE_NAMES if looks_back.search(name)} <= with_limit


def test_hand_typed_bank_holidays_are_those_of_the_holidays_package() -> None:
    published = holidays.country_holidays("GB", subdiv="ENG", years=[2016, 2017])
    on_weekdays = {day for day in published if COUNTED_FROM <= day <= COUNTED_TO and day.weekday() < 5}
    assert on_weekdays == BANK_HOLIDAYS


@pytest.mark.parametrize("line", lines_of(WORKING_DAYS))
def test_working_days_of_examples(line: str) -> None:
    name, number, first, last, count, words = line.split(maxsplit=5)
    text = words_of_example(name, number)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    assert working_days_after(start, end) == int(count)
    assert day_and_month(start) in text
    assert day_and_month(end) in text
    assert words in text


def test_every_example_that_counts_working_days_is_checked() -> None:
    checked = {tuple(line.split()[:2]) for line in lines_of(WORKING_DAYS)}
    counting = {
        (path.stem, str(number))
        for path in FILES
        for number, example in enumerate(read(path).examples, start=1)
        if re.search(r"working days?\b", f"{example.given} {example.because}", re.IGNORECASE)
    }
    assert checked == counting


@pytest.mark.parametrize("line", lines_of(CALENDAR_DAYS))
def test_calendar_days_of_examples(line: str) -> None:
    name, number, first, last, count, words = line.split(maxsplit=5)
    text = words_of_example(name, number)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    assert (end - start).days == int(count)
    assert words in text
    assert f"{day_and_month(start)} {start.year}" in text
    assert f"{day_name[end.weekday()]} {day_and_month(end)} {end.year}" in text


@pytest.mark.parametrize("line", lines_of(MONTHS))
def test_months_and_years_of_examples(line: str) -> None:
    name, number, first, months, last, outcome = line.split()
    text = words_of_example(name, number)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    limit = months_later(start, int(months))
    assert {"within": end <= limit, "after": end > limit, "reached": end >= limit, "short": end < limit}[outcome]
    assert f"{day_and_month(start)} {start.year}" in text
    assert f"{day_and_month(end)} {end.year}" in text
    verdict = indicator(name).examples[int(number) - 1].counts
    assert verdict == (BOTH if outcome in {"within", "reached"} else DENOMINATOR_ONLY)


def test_weekdays_of_dates_are_right() -> None:
    pattern = re.compile(rf"({'|'.join(day_name)}) (\d{{1,2}}) ({'|'.join(list(month_name)[1:])}) (\d{{4}})")
    found = [
        (path.stem, match.group(0), date(int(match[4]), list(month_name).index(match[3]), int(match[2])))
        for path in FILES
        for example in read(path).examples
        for match in pattern.finditer(f"{example.given} {example.because}")
    ]
    assert [(name, text) for name, text, day in found if day_name[day.weekday()] != text.split()[0]] == []
    assert len(found) > 200


def test_the_plan_limit_changed_in_january_2017() -> None:
    plan = indicator("child-in-need-plan-up-to-date")
    assert plan.timescales == ("child-in-need-plan",)
    timescale = read_timescales()["child-in-need-plan"]
    assert timescale.unit == "working days"
    assert [(limit.length, limit.since, limit.until) for limit in timescale.limits] == [
        (20, None, date(2016, 12, 31)),
        (45, date(2017, 1, 1), None),
    ]
    assert (plan.version, plan.breaks) == (2, (date(2017, 1, 1),))


def test_only_the_plan_limit_breaks_a_series() -> None:
    assert [path.stem for path in FILES if read(path).breaks] == ["child-in-need-plan-up-to-date"]


def test_two_labels_of_the_reports_are_not_believed() -> None:
    wider = indicator("children-in-need-including-protection-plans")
    assert "it is not that one" in wider.definition
    assert "10,644" in wider.definition
    assert "DfE" not in wider.name
    judged_by_nobody = indicator("section-17-children-in-need")
    assert judged_by_nobody.polarity is Polarity.NONE
    assert "low is good" in judged_by_nobody.change_log[0].change


def test_topics_are_all_there_in_the_order_of_the_reports() -> None:
    topics = [Topic.model_validate(each) for each in yaml.safe_load((DEFINITIONS / "topics.yaml").read_text("utf-8"))]
    assert [topic.id for topic in topics] == [
        *TOPICS,
        "looked-after-children",
        "looked-after-health",
        "placements",
        "care-leavers",
        "adoption",
        "caseloads",
        "early-help",
        "education",
        "participation",
        "inclusion",
    ]
    assert {folder.name for folder in INDICATORS.iterdir()} <= {topic.id for topic in topics}
    assert len({topic.about for topic in topics}) == len({topic.name for topic in topics}) == 15
