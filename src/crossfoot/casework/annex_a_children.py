"""Lists 6 and 7 of Annex A: children in need and children with a protection plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from crossfoot.casework import last_done
from crossfoot.casework.annex_a_events import ADULT
from crossfoot.casework.annex_a_list import COUNTED, AnnexList, Months, compare
from crossfoot.casework.annex_a_reading import (
    DISABILITY,
    Reading,
    Record,
    day_or,
    yes_or_no,
)

_EVER, _NEVER = date(9999, 12, 31), date(1, 1, 1)
_NEEDS = frozenset(f"N{number}" for number in range(1, 9))
_PROTECTIVE = ("L1", "L2", "L3")
"""Legal statuses of police protection and emergency protection orders."""
OVER = "over by the day"


def list_in_need(reading: Reading, plans: Sequence[Record], spells: Sequence[Record]) -> AnnexList:
    """List 6. `plans` and `spells` are the rows of lists 7 and 8."""
    rows = reading.open_in(
        "cin_episodes",
        "cine_referral_date",
        "cine_close_date",
        "cine_referral_id",
        "cine_person_id",
        "cine_cin_primary_need_code",
        "cine_close_reason",
    )
    rows = in_order(rows, "cine_person_id", "cine_referral_date", "cine_referral_id")
    latest: dict[str, Record] = {}
    for row in rows:
        if is_open_on(row["cine_close_date"], reading.on):
            latest[str(row["cine_person_id"])] = row
    protected = {str(row["cppl_person_id"]) for row in plans if _is_own_open(row, reading.on)}
    in_care = {str(row["person_id"]) for row in spells if is_open_on(row["end"], reading.on)}
    seen = _last_seen(reading)

    def reason(row: Record) -> str:
        child = str(row["cine_person_id"])
        if not is_open_on(row["cine_close_date"], reading.on):
            return OVER
        if latest[child] is not row:
            return "a later referral of the child is open"
        if row["cine_cin_primary_need_code"] not in _NEEDS:
            return "no primary need of a child in need (N1 to N8)"
        if reading.is_adult(child, reading.on):
            return ADULT
        if child in protected:
            return "has a protection plan"
        return "looked after" if child in in_care else COUNTED

    lines = tuple(
        {
            **reading.person(row["cine_person_id"]),
            DISABILITY: reading.disability(row["cine_person_id"]),
            "CIN Start Date": row["cine_referral_date"],
            "Primary Need Code": row["cine_cin_primary_need_code"],
            "Date Child Was Last Seen": seen.get(str(row["cine_person_id"])),
            "CIN Closure Date": row["cine_close_date"],
            "Reason for Closure": row["cine_close_reason"],
            "Case status": _status(row, str(row["cine_person_id"]), protected, in_care, reading.on),
            **reading.allocated(row["cine_person_id"]),
        }
        for row in rows
    )
    says = "Every case that was open on any day of the six months, those of lists 7 and 8 too."
    comparison = compare("Children in need", "section-17-children-in-need", map(reason, rows), months=Months.LAST)
    return AnnexList("List 6", says, lines, (comparison,))


def _status(row: Record, child: str, protected: set[str], in_care: set[str], on: date) -> str:
    if not is_open_on(row["cine_close_date"], on):
        return "Closed"
    if child in in_care:
        return "Looked after"
    return "Child protection" if child in protected else "Child in need"


def _last_seen(reading: Reading) -> Mapping[str, date]:
    """The last visit of any kind at which each child was seen."""
    found: dict[str, date] = {}
    for table in (
        last_done.need_visits(reading.frame),
        last_done.protection_visits(reading.frame, "cppv_cp_visit_seen"),
        last_done.care_visits(reading.frame, "clav_cla_visit_seen"),
    ):
        for row in reading.run(table):
            key = str(row["key"])
            found[key] = max(found.get(key, _NEVER), day_or(row["last"], _NEVER))
    return found


def read_plans(reading: Reading) -> list[Record]:
    """The rows of list 7."""
    rows = reading.open_in(
        "cp_plans",
        "cppl_cp_plan_start_date",
        "cppl_cp_plan_end_date",
        "cppl_cp_plan_id",
        "cppl_person_id",
        "cppl_cp_plan_ola",
        "cppl_cp_plan_initial_category",
        "cppl_cp_plan_latest_category",
    )
    return in_order(rows, "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_id")


def list_protected(reading: Reading, rows: Sequence[Record]) -> AnnexList:
    """List 7."""
    first: dict[str, Record] = {}
    for row in rows:
        if _is_own_open(row, reading.on):
            first.setdefault(str(row["cppl_person_id"]), row)
    visits = reading.frame.table("cp_visits")
    visits = visits.select("cppv_person_id", "cppv_cp_visit_date", "cppv_cp_visit_seen_alone", "cppv_cp_visit_id")
    visited = reading.latest(visits, key="cppv_person_id", day="cppv_cp_visit_date")
    reviewed = {str(row["key"]): row["last"] for row in reading.run(last_done.protection_reviews(reading.frame))}
    everything = reading.frame.table("cp_plans").select("cppl_person_id", "cppl_cp_plan_start_date")
    begun: dict[str, list[date]] = defaultdict(list)
    for row in reading.run(everything):
        begun[str(row["cppl_person_id"])].append(day_or(row["cppl_cp_plan_start_date"], _EVER))
    orders = reading.frame.table("legal_status")
    orders = orders.filter(orders.lega_legal_status.isin(_PROTECTIVE))
    guarded = {
        str(row["lega_person_id"])
        for row in reading.run(
            orders.select("lega_person_id", "lega_legal_status_start_date", "lega_legal_status_end_date")
        )
        if day_or(row["lega_legal_status_start_date"], _EVER) <= reading.on
        and day_or(row["lega_legal_status_end_date"], _EVER) >= reading.since
    }

    def reason(row: Record) -> str:
        if row["cppl_cp_plan_ola"]:
            return "a plan of another council"
        if not is_open_on(row["cppl_cp_plan_end_date"], reading.on):
            return OVER
        if first[str(row["cppl_person_id"])] is not row:
            return "another plan of the child is counted"
        return ADULT if reading.is_adult(row["cppl_person_id"], reading.on) else COUNTED

    lines = []
    for row in rows:
        child, start = str(row["cppl_person_id"]), day_or(row["cppl_cp_plan_start_date"], _EVER)
        visit = visited.get(child, {})
        lines.append(
            {
                **reading.person(child),
                DISABILITY: reading.disability(child),
                "Child Protection Plan Start Date": row["cppl_cp_plan_start_date"],
                "Initial Category of Abuse": row["cppl_cp_plan_initial_category"],
                "Latest Category of Abuse": row["cppl_cp_plan_latest_category"],
                "Date of the Last Statutory Visit": visit.get("cppv_cp_visit_date"),
                "Was the Child Seen Alone?": yes_or_no(visit.get("cppv_cp_visit_seen_alone")),
                "Date of latest review conference": reviewed.get(str(row["cppl_cp_plan_id"])),
                "Child Protection Plan End Date": row["cppl_cp_plan_end_date"],
                "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": (
                    yes_or_no(child in guarded)
                ),
                "Number of Previous Child Protection Plans": sum(day < start for day in begun[child]),
                **reading.allocated(child),
            }
        )
    says = "Protection plans that were open on any day of the six months, other councils' too."
    comparison = compare("Children with a plan", "child-protection-plans", map(reason, rows), months=Months.LAST)
    return AnnexList("List 7", says, tuple(lines), (comparison,))


def is_open_on(end: object, on: date) -> bool:
    """It has not ended by the day."""
    return day_or(end, _EVER) > on


def _is_own_open(row: Record, on: date) -> bool:
    return not row["cppl_cp_plan_ola"] and is_open_on(row["cppl_cp_plan_end_date"], on)


def in_order(rows: Sequence[Record], person: str, *order: str) -> list[Record]:
    """The rows that are about somebody, by child and day."""
    known = [row for row in rows if row[person] is not None]
    return sorted(known, key=lambda row: tuple(str(row[column] or "") for column in (person, *order)))
