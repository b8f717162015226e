"""The one reader of dates: ISO or day first, a moment's time left out; never a guess at the century."""

from __future__ import annotations

from crossfoot.records.engine import literal
from crossfoot.records.reading import Fault, Reading
from crossfoot.vocabulary.issues import Severity

FIRST, LAST = "1900-01-02", "2099-12-31"
"""1900-01-01 is how SQL Server writes a blank moment, 9999-12-31 how systems write 'open': neither is a date."""

_TIME = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?"
_ISO = rf"\d{{4}}-\d{{2}}-\d{{2}}([ T]{_TIME}Z?)?"
_DAY_FIRST = rf"\d{{1,2}}/\d{{1,2}}/\d{{4}}( {_TIME})?"
_TWO_DIGIT_YEAR = rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2}}( {_TIME})?"


def date_sql(text: str) -> str:
    """SQL for the day in `text`, an expression without outer blanks; NULL where it is no day of 1900 to 2099."""
    return f"CASE WHEN {_is_within(_any_date(text))} THEN {_any_date(text)} END"


def read_date(name: str, text: str) -> Reading:
    """The column `name` as a day."""
    day = _any_date(text)
    two_digits = _matches(text, _TWO_DIGIT_YEAR)
    return Reading(
        name,
        "DATE",
        date_sql(text),
        (
            Fault(
                "RECORDS-DATE",
                f"({text}) IS NOT NULL AND {day} IS NULL AND NOT {two_digits}",
                "The cell is not a date, or a day that does not exist, so it is unknown.",
                "Write it as 2016-04-30 or 30/04/2016.",
            ),
            Fault(
                "RECORDS-DATE-TWO-DIGIT-YEAR",
                f"coalesce({two_digits}, false)",
                "The year has two digits, so its century is unknown and the date is not used.",
                "Export the column with four digits for the year.",
            ),
            Fault(
                "RECORDS-DATE-CENTURY",
                f"{day} IS NOT NULL AND NOT {_is_within(day)}",
                f"The date is not between {FIRST} and {LAST}, so it is not used.",
                "Correct the century; where the date only says that something is open, leave the cell blank.",
            ),
            Fault(
                "RECORDS-DATE-WITH-TIME",
                f"{_is_within(day)} AND regexp_matches(substr({text}, 11), '[1-9]')",
                "The date has a time of day that is not midnight; the day was kept.",
                "Check that it is not one day early: an hour before midnight is midnight of the next day, written "
                "by a system that does not use summer time.",
                Severity.WARNING,
            ),
        ),
    )


def _any_date(text: str) -> str:
    """The day of any century."""
    return (
        f"(CASE WHEN {_matches(text, _ISO)} THEN try_cast(left({text}, 10) AS DATE) "
        f"WHEN {_matches(text, _DAY_FIRST)} "
        f"THEN CAST(try_strptime(split_part({text}, ' ', 1), '%d/%m/%Y') AS DATE) END)"
    )


def _matches(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {literal(pattern)})"


def _is_within(day: str) -> str:
    return f"coalesce({day} BETWEEN DATE {literal(FIRST)} AND DATE {literal(LAST)}, false)"
