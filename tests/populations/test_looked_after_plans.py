"""Plans for looked after children, and who is eligible as a care leaver, over a few rows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from care_rows import care_plan, episode, pathway_plan, person
from looked_after_cases import JANUARY, Case, Rows, check_flag
from small_histories import day

# -- plans -------------------------------------------------------------------------------------------------------------


def test_a_care_plan_is_up_to_date_for_six_months() -> None:
    cases = [
        ([care_plan("Wren", "2016-07-31")], True),
        ([care_plan("Wren", "2016-07-30")], False),
        ([care_plan("Wren", "2016-09-05", "2017-01-31")], False),
        ([care_plan("Wren", "2017-02-01")], False),
        ([care_plan("Wren", "2015-07-30"), care_plan("Wren", "2016-09-05", "2017-02-01")], True),
    ]
    check_flag("care_plan_up_to_date", [({"cla_care_plan": plans}, held) for plans, held in cases])


def test_at_16_a_pathway_plan_is_a_care_plan() -> None:
    cases = [
        ("2001-01-31", "2016-07-31", None, True),
        ("2001-01-31", "2016-07-30", None, False),
        ("2001-01-31", "2015-07-30", "2016-09-05", True),
        ("2001-02-01", "2016-07-31", None, False),
        (None, "2016-07-31", None, False),
    ]
    check_flag(
        "care_plan_up_to_date",
        [
            ({"person": [person("Wren", dob)], "x_pathway_plan": [pathway_plan("Wren", agreed, reviewed)]}, held)
            for dob, agreed, reviewed, held in cases
        ],
    )


def test_school_age_is_4_to_15_before_the_school_year() -> None:
    ages = [("2012-08-31", True), ("2012-09-01", False), ("2000-09-01", True), ("2000-08-31", False), (None, False)]
    check_flag("school_age", [({"person": [person("Wren", dob)]}, held) for dob, held in ages])
    # From September on it is the school year that begins then.
    ages = [("2012-08-31", True), ("2012-09-01", False), ("2011-09-01", True), ("2000-08-31", False)]
    check_flag("school_age", [({"person": [person("Wren", dob)]}, held) for dob, held in ages], month="2016-09")
    ages = [("2011-08-31", True), ("2011-09-01", False), ("1999-09-01", True), ("1999-08-31", False)]
    check_flag("school_age", [({"person": [person("Wren", dob)]}, held) for dob, held in ages], month="2016-08")


@pytest.mark.parametrize(
    ("month", "days"),
    [
        (JANUARY, {"2017-01-01": True, "2017-01-31": True, "2016-12-31": False, "2017-02-01": False}),
        ("2016-12", {"2016-09-01": True, "2016-08-31": False}),
        ("2016-08", {"2016-05-02": True, "2016-04-30": False}),
    ],
)
def test_an_education_plan_is_up_to_date_for_the_rest_of_its_term(month: str, days: Mapping[str, bool]) -> None:
    cases: list[Case] = []
    for planned, held in days.items():
        plans: Rows = [{"xpep_plan_id": "1", "xpep_person_id": "Wren", "xpep_plan_date": day(planned)}]
        too_young = [person("Wren", "2013-05-06")]
        cases.append(({"x_personal_education_plan": plans}, held))
        cases.append(({"x_personal_education_plan": plans, "person": too_young}, False))
    check_flag("education_plan_up_to_date", cases, month=month)


# -- leaving care ------------------------------------------------------------------------------------------------------


def test_eligible_after_13_weeks_in_all_since_the_14th_birthday() -> None:
    cases = [
        ("2000-08-15", [episode("Wren", "2016-11-01")], True),
        ("2000-08-15", [episode("Wren", "2016-11-02")], False),
        ("2001-01-31", [episode("Wren", "2010-03-08")], True),
        ("2001-02-01", [episode("Wren", "2010-03-08")], False),
        (None, [episode("Wren", "2010-03-08")], False),
        # 50 days and 41 days; 50 and 40.
        ("2000-08-15", [episode("Wren", "2015-03-02", "2015-04-21"), episode("Wren", "2016-12-21")], True),
        ("2000-08-15", [episode("Wren", "2015-03-02", "2015-04-21"), episode("Wren", "2016-12-22")], False),
        # Before the 14th birthday no day counts: 9 days and 82; 8 and 82.
        ("2000-08-15", [episode("Wren", "2010-03-08", "2014-08-24"), episode("Wren", "2016-11-10")], True),
        ("2000-08-15", [episode("Wren", "2010-03-08", "2014-08-23"), episode("Wren", "2016-11-10")], False),
        # Born on a leap day, 14 on 1 March: 90 days and 1; 89 and 1.
        ("2000-02-29", [episode("Wren", "2010-03-08", "2014-05-30"), episode("Wren", "2017-01-30")], True),
        ("2000-02-29", [episode("Wren", "2010-03-08", "2014-05-29"), episode("Wren", "2017-01-30")], False),
    ]
    check_flag(
        "eligible", [({"person": [person("Wren", dob)], "cla_episodes": rows}, held) for dob, rows, held in cases]
    )


def test_what_an_eligible_young_person_has() -> None:
    cases = [
        (pathway_plan("Wren", None), False, False),
        (pathway_plan("Wren", None, assessed="2017-01-31"), True, False),
        (pathway_plan("Wren", None, assessed="2017-02-01"), False, False),
        (pathway_plan("Wren", "2016-07-31"), False, True),
        (pathway_plan("Wren", "2015-07-31", "2016-07-30"), False, False),
    ]
    aged_16 = [person("Wren", "2000-08-15")]
    assessed: list[Case] = [({"person": aged_16, "x_pathway_plan": [plan]}, held) for plan, held, _ in cases]
    planned: list[Case] = [({"person": aged_16, "x_pathway_plan": [plan]}, held) for plan, _, held in cases]
    too_young: list[Case] = [({"x_pathway_plan": [plan]}, False) for plan, _, _ in cases]
    check_flag("eligible_needs_assessed", [*assessed, *too_young])
    check_flag("eligible_pathway_plan", [*planned, *too_young])
