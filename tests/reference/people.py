"""Age, sex and ethnicity of a person on a day, and the categories that tables print."""

from __future__ import annotations

from datetime import date

from reference.cells import Record, day_of, text_of
from reference.months import completed_years

UNBORN = "unborn"
UNKNOWN = "unknown"

SEXES = {"F": "female", "M": "male"}

ETHNICITIES = {
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
    "NOBT": "not-yet-available",
}

AGE_RANGES = ((1, "under-1"), (5, "1-4"), (10, "5-9"), (16, "10-15"))


def age_on(person: Record, day: date) -> int | None:
    """Completed years; None where the date of birth is not known or lies ahead."""
    born = day_of(person, "pers_dob")
    if born is None or born > day:
        return None
    return completed_years(born, day)


def is_under_18(person: Record, day: date) -> bool:
    """True too where the age is not known, as for an unborn child."""
    age = age_on(person, day)
    return age is None or age < 18


def is_unborn(person: Record, day: date) -> bool:
    """No birth up to the day, but one was expected."""
    return age_on(person, day) is None and day_of(person, "pers_expected_dob") is not None


def sex_on(person: Record, day: date) -> str:
    """A child is unborn up to the birth, also where the sex that became known later is on the record."""
    if is_unborn(person, day):
        return UNBORN
    return SEXES.get(text_of(person, "pers_sex") or "", UNKNOWN)


def ethnicity_of(person: Record) -> str:
    return ETHNICITIES.get(text_of(person, "pers_ethnicity") or "", "not-yet-available")


def age_category(person: Record, day: date) -> str:
    """The age as text, `unborn` or `unknown`."""
    if is_unborn(person, day):
        return UNBORN
    age = age_on(person, day)
    return UNKNOWN if age is None else str(age)


def age_range(person: Record, day: date) -> str:
    if is_unborn(person, day):
        return UNBORN
    age = age_on(person, day)
    if age is None:
        return UNKNOWN
    for below, name in AGE_RANGES:
        if age < below:
            return name
    return "16-and-over"
