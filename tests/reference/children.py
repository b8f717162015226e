"""The records of a county by child, read once, with the look-ups that go by another id than the child's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from reference import people
from reference.care import Spell, Stay, find_spells, find_stays
from reference.cells import Record, Records, text_of, words_of
from reference.time_limits import Entries, TimeLimits

CHILD_COLUMNS = {
    "care_leavers": "clea_person_id",
    "cin_assessments": "cina_person_id",
    "cin_episodes": "cine_person_id",
    "cin_plans": "cinp_person_id",
    "cin_visits": "cinv_person_id",
    "cla_care_plan": "lacp_person_id",
    "cla_episodes": "clae_person_id",
    "cla_health": "clah_person_id",
    "cla_immunisations": "clai_person_id",
    "cla_placement": "clap_person_id",
    "cla_visits": "clav_person_id",
    "contacts": "cont_person_id",
    "cp_plans": "cppl_person_id",
    "cp_reviews": "cppr_person_id",
    "cp_visits": "cppv_person_id",
    "early_help_episodes": "earl_person_id",
    "family": "fami_person_id",
    "immigration_status": "immi_person_id",
    "initial_cp_conference": "icpc_person_id",
    "involvements": "invo_person_id",
    "legal_status": "lega_person_id",
    "missing": "miss_person_id",
    "permanence": "perm_person_id",
    "person": "pers_person_id",
    "s47_enquiry": "s47e_person_id",
    "x_cin_plan_review": "xcpr_person_id",
    "x_core_group": "xcor_person_id",
    "x_court_work": "xcrt_person_id",
    "x_health_assessment_request": "xhar_person_id",
    "x_pathway_plan": "xpwp_person_id",
    "x_personal_education_plan": "xpep_person_id",
}
"""Where each table says whose record it is. `cla_reviews` says it in two ways, see `child_of_review`."""


class Child:
    """Everything on record about one child. Lists are in the order of the tables."""

    def __init__(self, county: County, person: str) -> None:
        self.county = county
        self.person = person
        self.tables: dict[str, list[Record]] = {}

    def records(self, table: str) -> list[Record]:
        return self.tables.get(table, [])

    @cached_property
    def details(self) -> Record:
        """The row of `person`, empty where there is none."""
        rows = self.records("person")
        return rows[0] if rows else {}

    @cached_property
    def spells(self) -> list[Spell]:
        return find_spells(self.records("cla_episodes"), self.records("legal_status"))

    @cached_property
    def stays(self) -> list[Stay]:
        return find_stays(self.records("cla_placement"))

    def spell_on(self, day: date) -> Spell | None:
        return next((spell for spell in self.spells if spell.is_open(day)), None)

    def age(self, day: date) -> int | None:
        return people.age_on(self.details, day)

    def is_under_18(self, day: date) -> bool:
        return people.is_under_18(self.details, day)


class County:
    """All records, by child and by the ids that rows name each other with."""

    def __init__(self, records: Records, limits: Entries) -> None:
        self.tables = records
        self.limits = TimeLimits(limits)
        self.children: dict[str, Child] = {}
        for table, column in CHILD_COLUMNS.items():
            for record in self.records(table):
                self._add(table, text_of(record, column), record)
        for record in self.records("cla_reviews"):
            self._add("cla_reviews", self.child_of_review(record), record)

    def records(self, table: str) -> list[dict[str, object]]:
        return self.tables.get(table, [])

    def __iter__(self) -> Iterator[Child]:
        return iter(self.children.values())

    def child_of_review(self, review: Record) -> str | None:
        """The child named on a review of care; where none is, the child of its period of care."""
        named = text_of(review, "clar_cla_person_id")
        return named or self.child_by_period_of_care.get(text_of(review, "clar_cla_id") or "")

    @cached_property
    def columns(self) -> dict[str, set[str]]:
        """The columns that each table was collected with."""
        return {table: set().union(*rows) for table, rows in self.tables.items()}

    def kept_months(self, table: str) -> set[str]:
        """The months for which the rows of a table of the current state were kept."""
        return {str(record.get("kept_month")) for record in self.records(table)}

    @cached_property
    def child_by_period_of_care(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for record in self.records("cla_episodes"):
            period, person = text_of(record, "clae_cla_id"), text_of(record, "clae_person_id")
            if period and person:
                found[period] = min(found.get(period, person), person)
        return found

    @cached_property
    def referrals(self) -> dict[str, Record]:
        return _one_by(self.records("cin_episodes"), "cine_referral_id")

    @cached_property
    def assessments_by_referral(self) -> dict[str, list[Record]]:
        return _all_by(self.records("cin_assessments"), "cina_referral_id")

    @cached_property
    def enquiry_outcomes(self) -> dict[tuple[str, str], str]:
        return {
            (str(record.get("xs4o_s47_enquiry_id")), str(record.get("xs4o_person_id"))): words_of(
                record, "xs4o_outcome"
            )
            for record in self.records("x_section_47_outcome")
        }

    @cached_property
    def plans(self) -> dict[str, Record]:
        return _one_by(self.records("cp_plans"), "cppl_cp_plan_id")

    @cached_property
    def reviews_by_plan(self) -> dict[str, list[Record]]:
        return _all_by(self.records("cp_reviews"), "cppr_cp_plan_id")

    @cached_property
    def core_groups_by_plan(self) -> dict[str, list[Record]]:
        return _all_by(self.records("x_core_group"), "xcor_cp_plan_id")

    @cached_property
    def placement_areas(self) -> dict[str, Record]:
        return _one_by(self.records("x_placement_area"), "xpla_cla_placement_id")

    @cached_property
    def registered_workers(self) -> frozenset[str]:
        """Workers with a number in the register of social workers."""
        return frozenset(
            str(record.get("prof_professional_id"))
            for record in self.records("professionals")
            if text_of(record, "prof_social_worker_registration_no")
        )

    @cached_property
    def teams(self) -> dict[str, Record]:
        return _one_by(self.records("x_team_area"), "xtea_team_id")

    def _add(self, table: str, person: str | None, record: Record) -> None:
        if person is None:
            return
        if person not in self.children:
            self.children[person] = Child(self, person)
        self.children[person].tables.setdefault(table, []).append(record)


def _one_by(records: Iterable[Record], column: str) -> dict[str, Record]:
    return {text: record for record in records if (text := text_of(record, column))}


def _all_by(records: Iterable[Record], column: str) -> dict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        if text := text_of(record, column):
            found[text].append(record)
    return found
