"""Lists 8 to 10 of Annex A: children looked after, care leavers and children to be adopted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import ibis

from crossfoot.casework import last_done
from crossfoot.casework.annex_a_children import OVER, in_order, is_open_on
from crossfoot.casework.annex_a_events import ADULT
from crossfoot.casework.annex_a_list import COUNTED, AnnexList, Months, Part, compare
from crossfoot.casework.annex_a_reading import (
    DISABILITY,
    TEAM,
    UASC,
    WORKER,
    Line,
    Reading,
    Record,
    day_or,
    yes_or_no,
)
from crossfoot.populations.frame import KEPT_MONTH
from crossfoot.populations.spells_of_care import spells_of_care

_EVER = date(9999, 12, 31)
_IN_EDUCATION_OR_WORK = frozenset({"F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5"})


def read_spells(reading: Reading) -> list[Record]:
    """The rows of list 8."""
    spells = spells_of_care(reading.frame)
    on, since = ibis.date(*reading.on.timetuple()[:3]), ibis.date(*reading.since.timetuple()[:3])
    spells = spells.filter((spells.start <= on) & (spells.end.isnull() | (spells.end >= since)))
    rows = reading.run(spells.select("person_id", "start", "end", "need", "ceased_reason"))
    return in_order(rows, "person_id", "start")


def list_looked_after(reading: Reading, rows: Sequence[Record]) -> AnnexList:
    """List 8."""
    facts = _CareFacts(reading)

    def reason(row: Record) -> str:
        if not is_open_on(row["end"], reading.on):
            return OVER
        return ADULT if reading.is_adult(row["person_id"], reading.on) else COUNTED

    says = "Spells of care open on any day of the six months; episodes under a series of short breaks are in none."
    comparison = compare("Children looked after", "looked-after-children", map(reason, rows), months=Months.LAST)
    return AnnexList("List 8", says, tuple(facts.line(row) for row in rows), (comparison,))


class _CareFacts:
    """What is latest of each looked after child."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        frame = reading.frame
        statuses = frame.table("legal_status").select(
            "lega_person_id", "lega_legal_status_start_date", "lega_legal_status", "lega_legal_status_id"
        )
        self.statuses = reading.latest(statuses, key="lega_person_id", day="lega_legal_status_start_date")
        placed = frame.table("cla_placement").select(
            "clap_person_id",
            "clap_cla_placement_start_date",
            "clap_cla_placement_end_date",
            "clap_cla_placement_type",
            "clap_cla_placement_provider",
            "clap_cla_placement_postcode",
            "clap_cla_placement_urn",
            "clap_cla_placement_id",
        )
        self.placements = reading.latest(placed, key="clap_person_id", day="clap_cla_placement_start_date")
        lasted = placed.clap_cla_placement_end_date
        year = placed.filter(
            (placed.clap_cla_placement_start_date <= ibis.date(*reading.on.timetuple()[:3]))
            & (lasted.isnull() | (lasted >= ibis.date(*reading.year_ago.timetuple()[:3])))
        )
        self.number_of_placements = reading.per_child(reading.run(year.select("clap_person_id")), "clap_person_id")
        areas = frame.table("x_placement_area").select("xpla_cla_placement_id", "xpla_in_county")
        self.areas = {str(row["xpla_cla_placement_id"]): row["xpla_in_county"] for row in reading.run(areas)}
        self.visits = self._last(last_done.care_visits(frame, "clav_cla_visit_seen"))
        self.reviews = self._last(last_done.reviews_of_care(frame))
        self.assessments = self._last(last_done.health(frame, "assessment"))
        self.teeth = self._last(last_done.health(frame, "dental"))
        contacts = frame.table("cla_episodes").select("clae_person_id", "clae_cla_last_iro_contact_date")
        self.officers = reading.latest(contacts, key="clae_person_id", day="clae_cla_last_iro_contact_date")
        missing = reading.between(
            "missing",
            "miss_missing_episode_start_date",
            "miss_person_id",
            "miss_missing_episode_type",
            "miss_missing_rhi_offered",
            "miss_missing_rhi_accepted",
            since=reading.year_ago,
        )
        self.missing: dict[str, list[Record]] = defaultdict(list)
        for row in sorted(missing, key=lambda each: str(each["miss_missing_episode_start_date"])):
            self.missing[str(row["miss_person_id"])].append(row)
        self.begun: dict[str, list[date]] = defaultdict(list)
        for row in reading.run(spells_of_care(frame).select("person_id", "start")):
            self.begun[str(row["person_id"])].append(day_or(row["start"], _EVER))

    def _last(self, table: ibis.Table) -> Mapping[str, object]:
        return {str(row["key"]): row["last"] for row in self.reading.run(table)}

    def line(self, row: Record) -> Line:
        """The row of a spell of care."""
        child, start = str(row["person_id"]), day_or(row["start"], _EVER)
        status, placement = self.statuses.get(child, {}), self.placements.get(child, {})
        is_absent = [
            str(each["miss_missing_episode_type"] or "").lower().startswith("a") for each in self.missing[child]
        ]
        last = next((e for e, absent in zip(self.missing[child][::-1], is_absent[::-1], strict=True) if not absent), {})
        earlier = any(self.reading.year_ago <= begun < start for begun in self.begun[child])
        in_county = self.areas.get(str(placement.get("clap_cla_placement_id")))
        return {
            **self.reading.person(child),
            UASC: yes_or_no(child in self.reading.unaccompanied),
            DISABILITY: self.reading.disability(child),
            "Date Started to be Looked After": row["start"],
            "Child's Category of Need": row["need"],
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": (
                yes_or_no(earlier)
            ),
            "Start date of current legal status": status.get("lega_legal_status_start_date"),
            "Child's Legal Status": status.get("lega_legal_status"),
            "Date of Latest Statutory Review": self.reviews.get(child),
            "Date of Last Social Work Visit": self.visits.get(child),
            "Date of Last IRO Visit / Contact to the Child": self.officers.get(child, {}).get(
                "clae_cla_last_iro_contact_date"
            ),
            "Date of Last Health Assessment": self.assessments.get(child),
            "Date of Last Dental Check": self.teeth.get(child),
            "Number of Placements in the Last 12 months": self.number_of_placements.get(child, 0),
            "Date Ceased to be Looked After": row["end"],
            "Reason Ceased to be Looked After": row["ceased_reason"] if row["end"] is not None else None,
            "Start Date of Most Recent Placement": placement.get("clap_cla_placement_start_date"),
            "Placement Type": placement.get("clap_cla_placement_type"),
            "Placement Provider": placement.get("clap_cla_placement_provider"),
            "Placement postcode": placement.get("clap_cla_placement_postcode"),
            "URN of Placement": placement.get("clap_cla_placement_urn"),
            "Placement Location": None if in_county is None else "In the county" if in_county else "Outside",
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": (
                is_absent.count(False)
            ),
            "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": (
                is_absent.count(True)
            ),
            "Was the child offered a Return Interview after their last missing episode (Y/N)?": _said(
                last.get("miss_missing_rhi_offered")
            ),
            "Did the child accept a Return Interview after their last missing episode (Y/N)?": _said(
                last.get("miss_missing_rhi_accepted")
            ),
            **self.reading.allocated(child),
        }


def list_leavers(reading: Reading) -> AnnexList:
    """List 9: the current state as it was kept for the month."""
    kept = reading.frame.table("care_leavers")
    rows = in_order(
        reading.run(kept.filter(kept[KEPT_MONTH] == reading.frame.period_months[-1].code)),
        "clea_person_id",
        "clea_table_id",
    )

    def reason(row: Record) -> str:
        eligibility = str(row["clea_care_leaver_eligibility"] or "").lower()
        age = reading.people.get(str(row["clea_person_id"]), {}).get("age")
        if not eligibility.startswith(("relevant", "former")):
            return "neither relevant nor former relevant"
        if not isinstance(age, int):
            return "age not known"
        if eligibility.startswith("relevant"):
            return COUNTED if age in {16, 17} else "relevant, and not 16 or 17"
        if 21 <= age <= 24:
            works = row["clea_care_leaver_activity"] in _IN_EDUCATION_OR_WORK
            return COUNTED if works else "former relevant, over 20, and not in education, training or work"
        return COUNTED if 18 <= age <= 20 else "former relevant, and not 18 to 24"

    lines = tuple(
        {
            **reading.person(row["clea_person_id"]),
            UASC: yes_or_no(str(row["clea_person_id"]) in reading.unaccompanied),
            DISABILITY: reading.disability(row["clea_person_id"]),
            TEAM: row["clea_care_leaver_allocated_team"],
            WORKER: row["clea_care_leaver_worker_id"],
            "Allocated Personal Advisor": row["clea_care_leaver_personal_advisor"],
            "Eligibility Category": row["clea_care_leaver_eligibility"],
            "Latest Pathway Plan Review Date": row["clea_pathway_plan_review_date"],
            "LA In Touch": row["clea_care_leaver_in_touch"],
            "Latest Date of Contact": row["clea_care_leaver_latest_contact"],
            "Type of Accommodation": row["clea_care_leaver_accommodation"],
            "Suitability of Accommodation": row["clea_care_leaver_accom_suitable"],
            "Activity Status": row["clea_care_leaver_activity"],
        }
        for row in rows
    )
    says = "Everybody on the table of care leavers as it was kept for the month."
    comparison = compare("Care leavers", "care-leavers", map(reason, rows), months=Months.LAST)
    return AnnexList("List 9", says, lines, (comparison,))


def list_adoptions(reading: Reading) -> AnnexList:
    """List 10."""
    rows = [row for row in reading.run(reading.frame.table("permanence")) if _is_listed(row, reading)]
    rows = in_order(rows, "perm_person_id", "perm_adm_decision_date", "perm_table_id")
    entered: dict[str, list[date]] = defaultdict(list)
    for row in reading.run(spells_of_care(reading.frame).select("person_id", "start")):
        entered[str(row["person_id"])].append(day_or(row["start"], _EVER))

    def reason(row: Record) -> str:
        is_within = reading.year_ago <= day_or(row["perm_permanence_order_date"], _EVER) <= reading.on
        return COUNTED if is_within and _is_adoption(row) else "no adoption order in the twelve months"

    lines = []
    for row in rows:
        placed = day_or(row["perm_placed_for_adoption_date"], reading.on)
        before = [day for day in entered[str(row["perm_person_id"])] if day <= placed]
        lines.append(
            {
                **reading.person(row["perm_person_id"]),
                DISABILITY: reading.disability(row["perm_person_id"]),
                "Date the Child Entered Care": max(before, default=None),
                "Date of Decision that Child Should be Placed for Adoption": row["perm_adm_decision_date"],
                "Date of Placement Order": row["perm_placement_order_date"],
                "Date of Matching Child and Prospective Adopters": row["perm_matched_date"],
                "Date Placed for Adoption": row["perm_placed_for_adoption_date"],
                "Date of Adoption Order": row["perm_permanence_order_date"] if _is_adoption(row) else None,
                "Date of Decision that Child Should No Longer be Placed for Adoption": row[
                    "perm_decision_reversed_date"
                ],
                "Reason Why Child No Longer Placed for Adoption": row["perm_decision_reversed_reason"],
                "Date the child was placed for fostering in FFA or concurrent planning placement": row[
                    "perm_placed_ffa_cp_date"
                ],
            }
        )
    says = (
        "Children adopted in the twelve months; waiting to be; or no longer to be, by a decision of the twelve months."
    )
    comparison = compare(
        "Adoption orders",
        "adoptions-within-12-months",
        map(reason, rows),
        part=Part.DENOMINATOR,
        months=Months.ROLLING,
    )
    return AnnexList("List 10", says, tuple(lines), (comparison,))


def _is_listed(row: Record, reading: Reading) -> bool:
    ordered, reversed_on = row["perm_permanence_order_date"], row["perm_decision_reversed_date"]
    if isinstance(ordered, date) and ordered <= reading.on:
        return ordered >= reading.year_ago and _is_adoption(row)
    if isinstance(reversed_on, date) and reversed_on <= reading.on:
        return reversed_on >= reading.year_ago
    return day_or(row["perm_adm_decision_date"], _EVER) <= reading.on


def _is_adoption(row: Record) -> bool:
    return "adopt" in str(row["perm_permanence_order_type"] or "").lower()


def _said(value: object) -> object:
    return yes_or_no(value) if isinstance(value, bool) else value
