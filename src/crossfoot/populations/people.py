"""What is known of a child: age, sex, ethnicity on a day."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from crossfoot.populations.frame import Frame

PERSON_COLUMNS = ("person.pers_person_id", "person.pers_dob")

SEXES = ("female", "male", "unborn", "unknown")
AGES = tuple(str(age) for age in range(18))
AGE_RANGES = ("under-1", "1-4", "5-9", "10-15", "16-and-over")
"""Categories that are told apart in every table; nobody of unknown age, or unborn, is not worth a line of noughts."""

_ETHNICITIES = {
    "WBRI": "white-british",
    "WIRI": "white-irish",
    "WIRT": "traveller-of-irish-heritage",
    "WROM": "gypsy-roma",
    "WOTH": "white-other-background",
    "MWBC": "white-and-black-caribbean",
    "MWBA": "white-and-black-african",
    "MWAS": "white-and-asian",
    "MOTH": "any-other-mixed-background",
    "AIND": "indian",
    "APKN": "pakistani",
    "ABAN": "bangladeshi",
    "AOTH": "asian-any-other-background",
    "BCRB": "black-caribbean",
    "BAFR": "black-african",
    "BOTH": "black-any-other-background",
    "CHNE": "chinese",
    "OOTH": "any-other-ethnic-origin",
    "REFU": "declined-to-say",
}
"""Code of the children in need census to category; whatever is no code, or not obtained, is not yet available."""


ETHNICITIES = (*_ETHNICITIES.values(), "not-yet-available")


def with_person(frame: Frame, rows: ibis.Table) -> ibis.Table:
    """Adds `dob`, `expected`, `sex_code`, `ethnicity_code` of `person_id`; all NULL where the person is not known."""
    known = frame.table("person").select(
        "pers_person_id",
        dob="pers_dob",
        expected="pers_expected_dob",
        sex_code="pers_sex",
        ethnicity_code="pers_ethnicity",
    )
    return rows.left_join(known, rows.person_id == known.pers_person_id).drop("pers_person_id")


def age_on(dob: ir.DateValue, day: ir.DateValue) -> ir.IntegerValue:
    """Completed years: the birthday of someone born on 29 February is 1 March in other years. Negative before birth."""
    not_reached = (dob.month() > day.month()) | ((dob.month() == day.month()) & (dob.day() > day.day()))
    return (day.year() - dob.year() - not_reached.ifelse(1, 0)).cast("int64")


def is_unborn(dob: ir.DateValue, expected: ir.DateValue, day: ir.DateValue) -> ir.BooleanValue:
    """No date of birth, or one after the day, and a date on which the birth is expected."""
    return (dob.isnull() | (dob > day)) & expected.notnull()


def sex_on(rows: ibis.Table, day: str = "day") -> ir.StringValue:
    """The category of `sex`: unborn, female, male, unknown. Wants the columns of `with_person`."""
    return ibis.cases(
        (is_unborn(rows.dob, rows.expected, rows[day]), "unborn"),
        (rows.sex_code == "F", "female"),
        (rows.sex_code == "M", "male"),
        else_="unknown",
    )


def ethnicity(rows: ibis.Table) -> ir.StringValue:
    """The category of `ethnicity`. Wants the columns of `with_person`."""
    branches = [(rows.ethnicity_code == code, category) for code, category in _ETHNICITIES.items()]
    return ibis.cases(*branches, else_="not-yet-available")


def age_text(rows: ibis.Table, day: str = "day") -> ir.StringValue:
    """The category of `age`: years as text, unborn, unknown. Wants the columns of `with_person`."""
    return ibis.cases(
        (is_unborn(rows.dob, rows.expected, rows[day]), "unborn"),
        (rows.dob.isnull() | (rows.dob > rows[day]), "unknown"),
        else_=age_on(rows.dob, rows[day]).cast("string"),
    )


def age_range(rows: ibis.Table, day: str = "day") -> ir.StringValue:
    """The category of `age-range`. Wants the columns of `with_person`."""
    age = age_on(rows.dob, rows[day])
    return ibis.cases(
        (is_unborn(rows.dob, rows.expected, rows[day]), "unborn"),
        (rows.dob.isnull() | (rows.dob > rows[day]), "unknown"),
        (age < 1, "under-1"),
        (age < 5, "1-4"),
        (age < 10, "5-9"),
        (age < 16, "10-15"),
        else_="16-and-over",
    )
