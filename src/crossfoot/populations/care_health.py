"""Health of looked after children: checks of health, teeth and eyes, immunisations, the first assessment in care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir

from crossfoot.populations.due_days import on_due_day
from crossfoot.populations.frame import KEPT_MONTH, Frame
from crossfoot.populations.month_facts import with_facts
from crossfoot.populations.month_masks import MonthMasks, outside
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.spells_of_care import SPELL_COLUMNS, spells_of_care
from crossfoot.populations.teams import with_team

_DENTAL = ("dental", "dentist")
_EYES = ("optic", "optom", "eye", "sight")
_ASSESSMENT = ("health assess", "medical")
_DEVELOPMENT = ("develop",)
"""Words by which a check's type is told, in the words of the case system, in any case."""
_REFUSED = "r"
"""How the status of a refused check begins."""

_CHECK_COLUMNS = (
    "cla_health.clah_person_id",
    "cla_health.clah_health_check_type",
    "cla_health.clah_health_check_date",
)
_ASSESSMENT_COLUMNS = (*_CHECK_COLUMNS, "cla_health.clah_health_check_status")

FLAGS: Mapping[str, Feature] = {
    "twelve_months": Feature("looked after for 12 months or more"),
    "dental_check": Feature("12 months in care, and a dental check recently enough", _CHECK_COLUMNS, ("dental-check",)),
    "eye_test": Feature("12 months in care, and an eye test recently enough", _CHECK_COLUMNS, ("eye-test",)),
    "health_assessment": Feature(
        "12 months in care, and a health assessment recently enough for the age",
        _ASSESSMENT_COLUMNS,
        ("health-assessment", "health-assessment-under-5"),
    ),
    "under_five": Feature("12 months in care, and under 5"),
    "development_check": Feature(
        "12 months in care, under 5, and a development check recently enough", _CHECK_COLUMNS, ("development-check",)
    ),
    "immunised": Feature(
        "12 months in care, and immunisations up to date",
        ("cla_immunisations.clai_person_id", "cla_immunisations.clai_immunisations_status"),
    ),
}


def health_facts(masks: MonthMasks) -> tuple[ibis.Table, ...]:
    """The months in which what `health_flags` asks of a person holds."""
    return _checked(masks), _immunised(masks)


def health_flags(rows: ibis.Table) -> Mapping[str, ir.IntegerValue]:
    """The masks of `FLAGS` of rows with `health_facts`, `twelve_months` and `is_under_5`."""
    under_five = rows.twelve_months & rows.is_under_5
    return {
        "twelve_months": rows.twelve_months,
        "dental_check": rows.twelve_months & rows.teeth_checked,
        "eye_test": rows.twelve_months & rows.eyes_tested,
        "health_assessment": (under_five & rows.assessed_under_5)
        | (rows.twelve_months & outside(under_five) & rows.assessed),
        "under_five": under_five,
        "development_check": under_five & rows.development_checked,
        "immunised": rows.twelve_months & rows.immunised_then,
    }


def build_first_assessments(frame: Frame) -> ibis.Table:
    """Spells of care on the day on which the first health assessment is due, still open on it."""
    spells = spells_of_care(frame).select("person_id", "start", "end", "source_file", "source_row")
    rows = on_due_day(frame, spells, "start", "first-health-assessment")
    rows = rows.filter(rows.end.isnull() | (rows.end > rows.due)).rename(day="due")
    checks = health_checks(frame)
    done = checks.filter(checks.assessment).select(child="person_id", done_on="day")
    in_time = (rows.person_id == done.child) & (done.done_on >= rows.start) & (done.done_on <= rows.day)
    found = rows.inner_join(done, in_time).select("person_id", "start").distinct().mutate(assessed=True)
    return with_team(frame, with_facts(rows, found, keys=("person_id", "start")))


def health_checks(frame: Frame) -> ibis.Table:
    """`person_id`, `day` and what kind of check it was: `dental`, `eyes`, `assessment` (not refused), `development`."""
    checks = frame.table("cla_health")
    kind = checks.clah_health_check_type.lower()
    refused = checks.clah_health_check_status.fill_null("").lower().startswith(_REFUSED)
    return checks.select(
        person_id="clah_person_id",
        day="clah_health_check_date",
        dental=_says(kind, _DENTAL),
        eyes=_says(kind, _EYES),
        assessment=_says(kind, _ASSESSMENT) & ~refused,
        development=_says(kind, _DEVELOPMENT),
    )


def _says(text: ir.StringValue, words: Sequence[str]) -> ir.BooleanValue:
    found = text.contains(words[0])
    for word in words[1:]:
        found = found | text.contains(word)
    return found


def _checked(masks: MonthMasks) -> ibis.Table:
    checks = health_checks(masks.frame)
    never = ibis.literal(0).cast("int64")

    def within(kind: str, timescale: str) -> ir.IntegerValue:
        return ibis.cases((checks[kind], masks.within(checks.day, timescale)), else_=never)

    rows = checks.select(
        "person_id",
        teeth_checked=within("dental", "dental-check"),
        eyes_tested=within("eyes", "eye-test"),
        assessed=within("assessment", "health-assessment"),
        assessed_under_5=within("assessment", "health-assessment-under-5"),
        development_checked=within("development", "development-check"),
    )
    return masks.by_person(rows, *(name for name in rows.columns if name != "person_id"))


def _immunised(masks: MonthMasks) -> ibis.Table:
    """The months for which the status that was kept is yes."""
    kept = masks.frame.table("cla_immunisations")
    kept = kept.filter(kept.clai_immunisations_status).select("kept_month", person_id="clai_person_id")
    months = masks.frame.months.select("month", "code")
    found = kept.inner_join(months, kept[KEPT_MONTH] == months.code)
    return masks.by_person(found.mutate(immunised_then=masks.of_month(found.month)), "immunised_then")


FIRST_ASSESSMENTS = Population(
    id="first-health-assessments-due",
    row="a child still looked after on the day by which the first health assessment was due",
    moment=Moment.FLOW,
    table="cla_episodes",
    needs=SPELL_COLUMNS,
    build=build_first_assessments,
    timescales=("first-health-assessment",),
    flags={"assessed": Feature("had a health assessment in care by then", _ASSESSMENT_COLUMNS)},
)

POPULATIONS = (FIRST_ASSESSMENTS,)
