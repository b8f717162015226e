"""Statutory and local rules at their edges, and what the nearest tool was seen to get wrong."""

from __future__ import annotations

import pytest

from reference.case_records import write_records
from reference.figures import Counting, counted_from, measure, read_definitions, read_limits
from reference.not_from_records import NOT_FROM_RECORDS, TOPICS_NOT_FROM_RECORDS
from reference.rule_cases import CASES, FAULTS, Case, counties_of_cases, read_cases

DEFINITIONS = read_definitions()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_rule_at_its_edge(case: Case) -> None:
    figure = measure(DEFINITIONS[case.indicator], case.records, read_limits(), case.month)
    assert figure == (case.numerator, case.denominator), case.because


@pytest.mark.parametrize("case", counties_of_cases(), ids=lambda case: case.id)
def test_cases_together_are_the_sum_of_the_cases(case: Case) -> None:
    figure = measure(DEFINITIONS[case.indicator], case.records, read_limits(), case.month)
    assert figure == (case.numerator, case.denominator)


def test_every_fault_of_the_nearest_tool_has_a_case() -> None:
    assert set(FAULTS) == {
        "a population to 21",
        "working days without bank holidays",
        "six months for every age",
        "always 100 per cent",
        "leavers of every age",
        "long-term care without two and a half years",
        "review bands",
        "absent the wrong way round",
        "a rate where a percentage should be",
        "a day of reference written into the code",
    }


def test_no_two_cases_have_one_name() -> None:
    names = [case.id for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_every_indicator_counted_from_a_population_of_its_own_has_cases() -> None:
    """Rates, numbers of a percentage and the like take their counts from another; caseloads of teams are one rule."""
    counted = {name for name, definition in DEFINITIONS.items() if "where" in definition["numerator"]}
    same_rule = {
        "caseload-maximum-disability": "caseload-maximum-assessment",
        "caseload-maximum-looked-after": "caseload-maximum-assessment",
        "caseload-maximum-newly-qualified": "caseload-maximum-assessment",
        "relevant-visited-within-2-months": "former-relevant-visited-within-2-months",
        "former-relevant-pathway-plan-up-to-date": "relevant-pathway-plan-up-to-date",
        "section-47-completed": "section-47-not-substantiated",
        "assessments-authorised": "assessments-within-45-working-days",
        "initial-conferences": "initial-conferences-without-plan",
        "child-protection-plans-ceased": "child-protection-plans-ended-over-2-years",
    }
    with_cases = {case.indicator for case in CASES}
    assert {name for name in counted if same_rule.get(name, name) not in with_cases} == set()
    assert set(same_rule) & with_cases == set(), "has cases of its own now"


def test_records_feed_every_indicator_but_those_of_schools_and_other_services() -> None:
    without = {name for name, definition in DEFINITIONS.items() if counted_from(definition, DEFINITIONS) is None}
    of_topics = {name for name, each in DEFINITIONS.items() if each["topic"] in TOPICS_NOT_FROM_RECORDS}
    assert without == NOT_FROM_RECORDS | of_topics


def test_a_phrase_that_means_nothing_is_refused() -> None:
    with pytest.raises(KeyError):
        write_records("Rowan", "plan 2016-10-03 ours")
    with pytest.raises(KeyError):
        write_records("Rowan", "agreement 2016-10-03")


def test_a_case_says_where_its_answer_is_from() -> None:
    (case,) = read_cases("contacts 2017-01 fault: some\nRowan | 1/- | contact 2017-01-07 source=6 | why\n")
    assert (case.id, case.numerator, case.denominator) == ("some: contacts 2017-01 Rowan", 1, None)
    counting = Counting(case.records, read_limits())
    assert counting.measure(DEFINITIONS["contacts"], "2017-01") == (1, None)
    assert counting.measure(DEFINITIONS["contacts"], "2017-02") == (0, None)
