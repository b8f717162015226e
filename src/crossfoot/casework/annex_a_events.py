"""Lists 1 to 5 of Annex A: contacts, early help, referrals, assessments, section 47 enquiries and conferences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from crossfoot.casework.annex_a_list import COUNTED, AnnexList, Part, compare
from crossfoot.casework.annex_a_reading import DISABILITY, TEAM, WORKER, Line, Reading, Record, day_or, yes_or_no

ADULT = "18 or over on the day"
OPEN_CASE = "about a child whose case was open"
SAME_DAY = "another of the child on the same day is counted"
_EVER = date(9999, 12, 31)
_ONGOING = (
    "strategy_discussion",
    "cla_request",
    "legal_action",
    "prov_of_services",
    "prov_of_sb_care",
    "private_fostering",
    "specialist_assessment",
)
_OTHER = ("referral_to_other_agency", "nfa_s47_end", "other_actions", "other_outcomes_exist")


def _outcome(name: str) -> str:
    return f"cina_assessment_outcome_is_{name}"


_NFA = "cina_assessment_outcome_nfa"
_NFA_TOO = _outcome("nfa")
_SUPPORT = tuple(_outcome(name) for name in _ONGOING)
_OUTCOMES = (*_SUPPORT, *(_outcome(name) for name in _OTHER), _NFA, _NFA_TOO)


def list_contacts(reading: Reading) -> AnnexList:
    """List 1."""
    rows = reading.between(
        "contacts",
        "cont_contact_date",
        "cont_contact_id",
        "cont_person_id",
        "cont_contact_source_code",
        "cont_contact_outcome_is_existing_referral",
    )
    rows = _known(rows, "cont_person_id", "cont_contact_date", "cont_contact_id")

    def reason(row: Record) -> str:
        if row["cont_contact_outcome_is_existing_referral"]:
            return OPEN_CASE
        return ADULT if reading.is_adult(row["cont_person_id"], row["cont_contact_date"]) else COUNTED

    lines = tuple(
        {
            **reading.person(row["cont_person_id"]),
            "Date of Contact": row["cont_contact_date"],
            "Contact Source": row["cont_contact_source_code"],
        }
        for row in rows
    )
    says = "Every contact of the six months about a child who is known by an id."
    return AnnexList("List 1", says, lines, (compare("Contacts", "contacts", map(reason, rows)),))


def list_early_help(reading: Reading) -> AnnexList:
    """List 2."""
    rows = reading.between(
        "early_help_episodes",
        "earl_episode_start_date",
        "earl_episode_id",
        "earl_person_id",
        "earl_episode_end_date",
        "earl_episode_organisation",
    )
    rows = _known(rows, "earl_person_id", "earl_episode_start_date", "earl_episode_id")
    families: dict[str, str] = {}
    members = reading.frame.table("family")
    for row in reading.run(members.select("fami_family_id", "fami_person_id")):
        if row["fami_family_id"] is not None and row["fami_person_id"] is not None:
            person, family = str(row["fami_person_id"]), str(row["fami_family_id"])
            families[person] = min(families.get(person, family), family)
    seen: set[tuple[object, ...]] = set()
    reasons = []
    for row in rows:
        person = str(row["earl_person_id"])
        household = ("family", families[person]) if person in families else ("child", person)
        key = (*household, row["earl_episode_start_date"])
        reasons.append("of a family counted once for the day" if key in seen else COUNTED)
        seen.add(key)
    lines = tuple(
        {
            **reading.person(row["earl_person_id"]),
            "Assessment start date": row["earl_episode_start_date"],
            "Assessment completion date": row["earl_episode_end_date"],
            "Organisation completing assessment": row["earl_episode_organisation"],
        }
        for row in rows
    )
    says = "Early help episodes that began in the six months."
    comparison = compare("Early help referrals", "early-help-re-referrals", reasons, part=Part.DENOMINATOR)
    return AnnexList("List 2", says, lines, (comparison,))


def list_referrals(reading: Reading) -> AnnexList:
    """List 3."""
    columns = (
        "cine_referral_id",
        "cine_person_id",
        "cine_close_date",
        "cine_referral_source_code",
        "cine_referral_nfa",
        "cine_referral_team",
        "cine_referral_worker_id",
    )
    table = reading.frame.table("cin_episodes")
    everything = reading.run(table.select("cine_referral_date", *columns))
    everything = _known(everything, "cine_person_id", "cine_referral_date", "cine_referral_id")
    of_child: dict[str, list[Record]] = defaultdict(list)
    for row in everything:
        of_child[str(row["cine_person_id"])].append(row)
    rows = [row for row in everything if _is_within(row["cine_referral_date"], reading.since, reading.on)]
    of_a_year = [row for row in everything if _is_within(row["cine_referral_date"], reading.year_ago, reading.on)]
    numbers = reading.per_child(of_a_year, "cine_person_id")

    def reason(row: Record) -> str:
        others = [each for each in of_child[str(row["cine_person_id"])] if each is not row]
        day = row["cine_referral_date"]
        same = [each for each in others if each["cine_referral_date"] == day]
        if any(str(each["cine_referral_id"]) < str(row["cine_referral_id"]) for each in same):
            return SAME_DAY
        earlier = [each for each in others if day_or(each["cine_referral_date"], _EVER) < day_or(day, _EVER)]
        is_open = any(day_or(each["cine_close_date"], _EVER) > day_or(day, _EVER) for each in earlier)
        return OPEN_CASE if is_open else COUNTED

    lines = tuple(
        {
            **reading.person(row["cine_person_id"]),
            "Date of referral": row["cine_referral_date"],
            "Referral Source": row["cine_referral_source_code"],
            "Referral NFA?": yes_or_no(row["cine_referral_nfa"]),
            "Number of Referrals in Last 12 Months": numbers[str(row["cine_person_id"])],
            TEAM: row["cine_referral_team"],
            WORKER: row["cine_referral_worker_id"],
        }
        for row in rows
    )
    says = "Every referral of the six months."
    return AnnexList("List 3", says, lines, (compare("Referrals", "referrals", map(reason, rows)),))


def list_assessments(reading: Reading) -> AnnexList:
    """List 4."""
    rows = reading.open_in(
        "cin_assessments",
        "cina_assessment_start_date",
        "cina_assessment_auth_date",
        "cina_assessment_id",
        "cina_person_id",
        "cina_assessment_child_seen",
        "cina_assessment_team",
        "cina_assessment_worker_id",
        *_OUTCOMES,
    )
    # One without a first day, or with one after its last, belongs here by the day on which it was authorised.
    keys = {row["cina_assessment_id"] for row in rows}
    authorised = reading.between(
        "cin_assessments",
        "cina_assessment_auth_date",
        "cina_assessment_start_date",
        "cina_assessment_id",
        "cina_person_id",
        "cina_assessment_child_seen",
        "cina_assessment_team",
        "cina_assessment_worker_id",
        *_OUTCOMES,
    )
    rows += [row for row in authorised if row["cina_assessment_id"] not in keys]
    rows = _known(rows, "cina_person_id", "cina_assessment_start_date", "cina_assessment_id")

    def reason(row: Record) -> str:
        day = row["cina_assessment_auth_date"]
        if not _is_within(day, reading.since, reading.on):
            return "not authorised by the day"
        if not any(row[outcome] for outcome in _OUTCOMES):
            return "authorised without an outcome"
        return ADULT if reading.is_adult(row["cina_person_id"], day) else COUNTED

    lines = []
    for row in rows:
        is_done = any(row[outcome] is not None for outcome in _OUTCOMES)
        lines.append(
            {
                **reading.person(row["cina_person_id"]),
                DISABILITY: reading.disability(row["cina_person_id"]),
                "Continuous Assessment Start Date": row["cina_assessment_start_date"],
                "Child Seen During Continuous Assessment": yes_or_no(row["cina_assessment_child_seen"]),
                "Continuous Assessment Date of Authorisation": row["cina_assessment_auth_date"],
                "Was the child assessed as requiring LA children's social care support": yes_or_no(
                    any(row[outcome] for outcome in _SUPPORT) if is_done else None
                ),
                TEAM: row["cina_assessment_team"],
                WORKER: row["cina_assessment_worker_id"],
            }
        )
    says = "Assessments that were open on any day of the six months, or authorised in them."
    comparison = compare("Assessments authorised", "assessments-authorised", map(reason, rows))
    return AnnexList("List 4", says, tuple(lines), (comparison,))


def list_enquiries(reading: Reading) -> AnnexList:
    """List 5.

    An enquiry with several conferences has a row for each, a conference without its enquiry one of its own.
    """
    enquiries = reading.run(
        reading.frame.table("s47_enquiry").select(
            "s47e_s47_enquiry_id",
            "s47e_person_id",
            "s47e_s47_start_date",
            "s47e_s47_completed_by_team",
            "s47e_s47_completed_by_worker_id",
        )
    )
    conferences = reading.run(
        reading.frame.table("initial_cp_conference").select(
            "icpc_icpc_id",
            "icpc_s47_enquiry_id",
            "icpc_person_id",
            "icpc_icpc_date",
            "icpc_icpc_transfer_in",
            "icpc_icpc_outcome_cp_flag",
            "icpc_icpc_team",
            "icpc_icpc_worker_id",
        )
    )
    enquiries = _known(enquiries, "s47e_person_id", "s47e_s47_start_date", "s47e_s47_enquiry_id")
    conferences = _known(conferences, "icpc_person_id", "icpc_icpc_date", "icpc_icpc_id")
    pairs = list(_paired(enquiries, conferences))
    pairs = [(e, c) for e, c in pairs if _began(reading, e) or _held(reading, c)]
    s47s = reading.per_child(
        [e for e in enquiries if _is_within(e["s47e_s47_start_date"], reading.year_ago, reading.on)], "s47e_person_id"
    )
    icpcs = reading.per_child(
        [c for c in conferences if _is_within(c["icpc_icpc_date"], reading.year_ago, reading.on)], "icpc_person_id"
    )
    lines: list[Line] = []
    discussed, held = [], []
    seen: set[object] = set()
    days: set[tuple[object, object]] = set()
    for enquiry, conference in pairs:
        child = (
            enquiry["s47e_person_id"] if enquiry is not None else conference["icpc_person_id"] if conference else None
        )
        is_first = enquiry is not None and (enquiry["s47e_s47_enquiry_id"], child) not in seen
        if enquiry is not None and _began(reading, enquiry):
            day = (child, enquiry["s47e_s47_start_date"])
            if not is_first:
                discussed.append("an enquiry with more than one conference")
            else:
                discussed.append(SAME_DAY if day in days else COUNTED)
                days.add(day)
        if enquiry is not None:
            seen.add((enquiry["s47e_s47_enquiry_id"], child))
        if conference is not None and _held(reading, conference):
            held.append("a plan moved in from another council" if conference["icpc_icpc_transfer_in"] else COUNTED)
        lines.append(
            _enquiry_line(
                reading, child, enquiry, conference, s47s=s47s.get(str(child), 0), icpcs=icpcs.get(str(child), 0)
            )
        )
    says = "Section 47 enquiries begun, and initial conferences held, in the six months."
    comparisons = (
        compare("Strategy discussions", "strategy-discussions", discussed),
        compare("Initial conferences", "initial-conferences", held),
    )
    return AnnexList("List 5", says, tuple(lines), comparisons)


def _enquiry_line(
    reading: Reading, child: object, enquiry: Record | None, conference: Record | None, *, s47s: int, icpcs: int
) -> Line:
    line: Line = {
        **reading.person(child),
        DISABILITY: reading.disability(child),
        "Number of Section 47 Enquiries in the last 12 months": s47s,
        "Number of ICPCs in the last 12 months": icpcs,
    }
    if enquiry is not None:
        line["Strategy discussion initiating Section 47 Enquiry Start Date"] = enquiry["s47e_s47_start_date"]
        line[TEAM] = enquiry["s47e_s47_completed_by_team"]
        line[WORKER] = enquiry["s47e_s47_completed_by_worker_id"]
    if conference is not None:
        line["Date of Initial Child Protection Conference"] = conference["icpc_icpc_date"]
        line["Did the Initial Child Protection Conference Result in a Child Protection Plan"] = yes_or_no(
            conference["icpc_icpc_outcome_cp_flag"]
        )
        line[TEAM] = line.get(TEAM) or conference["icpc_icpc_team"]
        line[WORKER] = line.get(WORKER) or conference["icpc_icpc_worker_id"]
    return line


def _paired(
    enquiries: Sequence[Record], conferences: Sequence[Record]
) -> Iterator[tuple[Record | None, Record | None]]:
    """Each enquiry with each of its conferences, or none; then conferences whose enquiry is not on record."""
    of_enquiry: dict[tuple[object, object], list[Record]] = defaultdict(list)
    for conference in conferences:
        of_enquiry[conference["icpc_s47_enquiry_id"], conference["icpc_person_id"]].append(conference)
    for enquiry in enquiries:
        found = of_enquiry.pop((enquiry["s47e_s47_enquiry_id"], enquiry["s47e_person_id"]), [])
        yield from ((enquiry, conference) for conference in found)
        if not found:
            yield enquiry, None
    for left in of_enquiry.values():
        yield from ((None, conference) for conference in left)


def _began(reading: Reading, enquiry: Record | None) -> bool:
    return enquiry is not None and _is_within(enquiry["s47e_s47_start_date"], reading.since, reading.on)


def _held(reading: Reading, conference: Record | None) -> bool:
    return conference is not None and _is_within(conference["icpc_icpc_date"], reading.since, reading.on)


def _is_within(day: object, first: date, last: date) -> bool:
    return isinstance(day, date) and first <= day <= last


def _known(rows: Sequence[Record], person: str, *order: str) -> list[Record]:
    """The rows that are about somebody, by day and id."""
    known = [row for row in rows if row[person] is not None]
    return sorted(known, key=lambda row: tuple(str(row[column] or "") for column in order))
