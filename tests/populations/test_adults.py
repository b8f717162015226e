"""Who is told from children on a day and at a month's end, also of those born on a leap day."""

from __future__ import annotations

from datetime import date

import pytest
from fast_figures import Fast

from crossfoot.vocabulary.periods import Period


@pytest.fixture(scope="module")
def spring_of_2018() -> Fast:
    """Months in which those turn 18 who were born on 29 February 2000."""
    return Fast([Period.parse("2018-02"), Period.parse("2018-03")])


@pytest.mark.parametrize(
    ("born", "last_day_as_a_child"),
    [
        (date(2000, 2, 28), date(2018, 2, 27)),
        (date(2000, 2, 29), date(2018, 2, 28)),
        (date(2000, 3, 1), date(2018, 2, 28)),
        (date(2000, 3, 31), date(2018, 3, 30)),
        (date(2000, 4, 1), date(2018, 3, 31)),
        (date(1980, 4, 1), None),
        (None, date(2018, 3, 31)),
    ],
)
def test_contacts_count_until_the_day_before_the_18th_birthday(
    spring_of_2018: Fast, born: date | None, last_day_as_a_child: date | None
) -> None:
    days = [date(2018, 2, 26), date(2018, 2, 27), date(2018, 2, 28), date(2018, 3, 1), date(2018, 3, 2)]
    days += [date(2018, 3, 30), date(2018, 3, 31)]
    contacts = [{"cont_contact_id": str(day), "cont_person_id": "Heron", "cont_contact_date": day} for day in days]
    spring_of_2018.load({"contacts": contacts, "person": [{"pers_person_id": "Heron", "pers_dob": born}]})
    found = sorted(row["day"] for row in spring_of_2018.rows("contacts"))
    assert found == [day for day in days if last_day_as_a_child is not None and day <= last_day_as_a_child]


@pytest.mark.parametrize(
    ("born", "months"),
    [
        (date(2000, 2, 28), []),
        (date(2000, 2, 29), ["2018-02"]),
        (date(2000, 3, 1), ["2018-02"]),
        (date(2000, 3, 31), ["2018-02"]),
        (date(2000, 4, 1), ["2018-02", "2018-03"]),
        (None, ["2018-02", "2018-03"]),
    ],
)
@pytest.mark.parametrize("population", ["assessments-open", "protection-plans", "children-in-need-or-protected"])
def test_month_ends_before_the_18th_birthday(
    spring_of_2018: Fast, population: str, born: date | None, months: list[str]
) -> None:
    start = date(2018, 1, 8)
    spring_of_2018.load(
        {
            "person": [{"pers_person_id": "Heron", "pers_dob": born}],
            "cin_assessments": [
                {"cina_assessment_id": "A1", "cina_person_id": "Heron", "cina_assessment_start_date": start}
            ],
            "cp_plans": [{"cppl_cp_plan_id": "P1", "cppl_person_id": "Heron", "cppl_cp_plan_start_date": start}],
        }
    )
    found = sorted(row["month"] for row in spring_of_2018.rows(population))
    assert [f"{number // 12}-{number % 12 + 1:02}" for number in found] == months
