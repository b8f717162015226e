"""The one reader of truth values: strict, because case systems and their exports write them in five ways."""

from __future__ import annotations

from crossfoot.records.engine import words
from crossfoot.records.reading import Fault, Reading

TRUE_WORDS = frozenset({"y", "yes", "true", "t", "1"})
FALSE_WORDS = frozenset({"n", "no", "false", "f", "0"})
"""Compared without regard to case. Anything else is unknown, and is reported: it is never taken for no."""


def flag_sql(text: str) -> str:
    """SQL for the truth value of `text`, an expression without outer blanks; NULL where it is none."""
    lower = f"lower({text})"
    return f"CASE WHEN {lower} IN {words(TRUE_WORDS)} THEN true WHEN {lower} IN {words(FALSE_WORDS)} THEN false END"


def read_flag(name: str, text: str) -> Reading:
    """The column `name` as a truth value."""
    value = flag_sql(text)
    return Reading(
        name,
        "BOOLEAN",
        value,
        (
            Fault(
                "RECORDS-FLAG",
                f"({text}) IS NOT NULL AND ({value}) IS NULL",
                "The cell is not yes or no, so it is unknown.",
                "Write Y or N, Yes or No, TRUE or FALSE, T or F, 1 or 0; leave it blank where it is not known.",
            ),
        ),
    )
