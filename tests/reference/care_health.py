"""Health of looked after children: checks by the words of their type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from reference.care import Spell
from reference.cells import Record, day_of, is_yes, words_of
from reference.children import Child
from reference.months import Month, add_months
from reference.rows import holding
from reference.time_limits import TimeLimit

Kind = Callable[[Record], bool]


def is_dental_check(check: Record) -> bool:
    return _says(check, "dental", "dentist")


def is_eye_test(check: Record) -> bool:
    return _says(check, "optic", "optom", "eye", "sight")


def is_development_check(check: Record) -> bool:
    return _says(check, "develop")


def is_health_assessment(check: Record) -> bool:
    """A health assessment that the child did not refuse."""
    refused = words_of(check, "clah_health_check_status").startswith("r")
    return _says(check, "health assess", "medical") and not refused


def check_days(child: Child, kind: Kind) -> Iterator[date]:
    for check in child.records("cla_health"):
        day = day_of(check, "clah_health_check_date")
        if day is not None and kind(check):
            yield day


def health_flags(child: Child, spell: Spell, month: Month) -> set[str]:
    """What is up to date on the last day of the month; nothing for a child in care for less than 12 months."""
    day, limits = month.last, child.county.limits
    if add_months(spell.start, 12) > day:
        return set()

    def is_recent(kind: Kind, limit: TimeLimit) -> bool:
        return any(done <= day and limit.keeps(done, day) for done in check_days(child, kind))

    age = child.age(day)
    under_five = age is not None and age < 5
    assessment = limits.on(day, "health-assessment-under-5" if under_five else "health-assessment")
    return holding(
        twelve_months=True,
        dental_check=is_recent(is_dental_check, limits.on(day, "dental-check")),
        eye_test=is_recent(is_eye_test, limits.on(day, "eye-test")),
        health_assessment=is_recent(is_health_assessment, assessment),
        under_five=under_five,
        development_check=under_five and is_recent(is_development_check, limits.on(day, "development-check")),
        immunised=any(
            is_yes(state, "clai_immunisations_status") and state.get("kept_month") == str(month)
            for state in child.records("cla_immunisations")
        ),
    )


def _says(check: Record, *words: str) -> bool:
    said = words_of(check, "clah_health_check_type")
    return any(word in said for word in words)
