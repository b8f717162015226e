"""Tables of smaller things: people, families, teams, missing children, court work, asylum, and what no figure uses."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from crossfoot.synthetic.making import CareSpell, Making, team_id
from crossfoot.synthetic.months import AS_AT, LAST, MONTHS, add_months, any_day, first_day, last_day, month_of
from crossfoot.synthetic.people import LOCALITIES, Child

KINDS = {
    "assessment": "Assessment team",
    "family-intervention": "Family intervention team",
    "looked-after": "Looked after children team",
    "disability": "Children with disabilities team",
    "newly-qualified": "Newly qualified workers team",
    "leaving-care": "Leaving care team",
    "early-help": "Early help team",
}
DISTRICT_OF = {("north-and-broadland", "family-intervention"): "north-norfolk"}


def write_people(making: Making) -> None:
    """Everybody, with the family, and a few other numbers, addresses and disabilities."""
    rng, extract = making.rng, making.extract
    for number, child in enumerate(making.people.children):
        of_school_age = child.dob is not None and date(1998, 9, 1) <= child.dob <= date(2012, 8, 31)
        extract.add(
            "person", pers_legacy_id=f"L{child.id[1:]}", pers_person_id=child.id, pers_forename=child.forename,
            pers_surname=child.surname, pers_sex=child.sex, pers_gender=child.sex,
            pers_ethnicity=child.ethnicity or None, pers_dob=child.dob, pers_expected_dob=child.expected,
            pers_is_mother=False,
            pers_upn=f"A{850000000000 + number}" if of_school_age else None,
            pers_upn_unknown=None if of_school_age else "UN1", pers_nationality="British",
        )  # fmt: skip
        extract.add("family", fami_table_id=f"FA{number + 1:06}", fami_family_id=child.family, fami_person_id=child.id)
        if number % 4 == 0:
            start = max(child.born(), date(2012, 1, 1))
            extract.add(
                "address", addr_table_id=f"AD{number + 1:06}", addr_person_id=child.id, addr_address_type="Home",
                addr_address_start_date=min(start, AS_AT), addr_address_postcode=f"ZZ{number % 20 + 1} {number % 9}AA",
            )  # fmt: skip
        if rng.random() < 0.03:
            extract.add(
                "disability", disa_table_id=extract.new_id("DI"), disa_person_id=child.id,
                disa_disability_code=rng.choice(("LD", "AUT", "COMM", "MOB", "BEH", "HEAR")),
            )  # fmt: skip
        if rng.random() < 0.01:
            extract.add(
                "linked_identifiers", link_table_id=extract.new_id("LI"), link_person_id=child.id,
                link_identifier_type="Youth justice number", link_identifier_value=f"YJ{number:07}",
                link_valid_from_date=date(2015, 1, 5),
            )  # fmt: skip


def write_teams(making: Making) -> None:
    """Teams with the locality and district that they serve."""
    extract = making.extract
    extract.add("department", dept_team_id="T-front-door", dept_team_name="Front door")
    for kind, words in KINDS.items():
        for locality, (name, district, _) in LOCALITIES.items():
            team = team_id(kind, locality)
            extract.add(
                "department", dept_team_id=team, dept_team_name=f"{words}, {name} locality",
                dept_team_parent_id="T-front-door", dept_team_parent_name="Front door",
            )  # fmt: skip
            extract.add(
                "x_team_area", xtea_team_id=team, xtea_locality_area=f"{locality}-locality",
                xtea_district_area=DISTRICT_OF.get((locality, kind), district), xtea_team_kind=kind,
            )  # fmt: skip
    for number in range(1, 31):
        extract.add(
            "professionals", prof_professional_id=f"W-LC{number:02}", prof_staff_id=f"L{number:04}",
            prof_professional_name=f"Adviser {number}", prof_professional_job_title="Personal adviser",
            prof_professional_department="leaving-care",
        )  # fmt: skip


def write_missing(making: Making) -> None:
    """Looked after children who went missing, as many each month as printed, and a few who were away without leave."""
    rng, extract = making.rng, making.extract
    usual = 22
    for month in MONTHS:
        first, end = first_day(month), last_day(month)
        printed = making.targets.count("looked-after-missing-from-placement", month)
        free = [spell for spell in making.spells if spell.counts_on(end) and spell.start < first
                and spell.child.dob is not None and spell.child.dob < add_months(end, -132)]  # fmt: skip
        chosen = rng.sample(free, min(len(free), (usual if printed is None else printed) + 4))
        for place, spell in enumerate(chosen):
            middle = first + timedelta(days=14)
            spans = [(first, end - timedelta(days=5))]
            if place >= 4 and rng.random() < 0.3:
                spans = [(first, middle - timedelta(days=5)), (middle, end - timedelta(days=5))]
            for earliest, latest in spans:
                day = any_day(rng, earliest, latest)
                extract.add(
                    "missing", miss_table_id=extract.new_id("MI"), miss_person_id=spell.child.id,
                    miss_missing_episode_start_date=day, miss_missing_episode_type="Away" if place < 4 else "Missing",
                    miss_missing_episode_end_date=day + timedelta(days=rng.randint(1, 4)), miss_missing_rhi_offered="Y",
                    miss_missing_rhi_accepted=rng.choice("YYN"),
                )  # fmt: skip


def write_court_work(making: Making) -> None:
    """Children in proceedings or in preparation for them."""
    rng, extract = making.rng, making.extract
    running: dict[str, dict[str, object]] = {}
    for month in MONTHS:
        wanted = making.targets.count("court-work-active", month)
        if wanted is None:
            continue
        first, end = first_day(month), last_day(month)
        children: dict[str, Child] = {spell.child.id: spell.child for spell in making.spells
                                      if spell.counts_on(end) and spell.start > add_months(end, -20)}  # fmt: skip
        children |= {plan.child.id: plan.child for plan in making.plans if plan.counts_on(end)}
        ending = [child for child in running if child not in children]
        ending += sorted(set(running) - set(ending))[: max(0, len(running) - len(ending) - wanted)]
        for child in ending:
            row = running.pop(child)
            row["xcrt_end_date"] = any_day(rng, first, end)
        free = sorted(set(children) - set(running))
        for child in rng.sample(free, max(0, min(len(free), wanted - len(running)))):
            running[child] = extract.add(
                "x_court_work", xcrt_court_work_id=extract.new_id("CW"), xcrt_person_id=child,
                xcrt_kind=rng.choice(("Care proceedings", "Pre-proceedings", "Discharge of order")),
                xcrt_start_date=any_day(rng, first, end),
                xcrt_team=team_id("family-intervention", children[child].locality),
            )  # fmt: skip


def write_asylum(making: Making, members: dict[int, list[CareSpell]]) -> None:
    """Unaccompanied children who seek asylum, as many at each month's end as printed."""
    rng, extract = making.rng, making.extract
    running: dict[str, dict[str, object]] = {}
    for month in MONTHS:
        first, end = first_day(month), last_day(month)
        wanted = making.targets.number("unaccompanied-children", month)
        here = {spell.child.id: spell for spell in members[month]}
        for child in [one for one in running if one not in here]:
            running.pop(child)
        for child in sorted(running)[: max(0, len(running) - wanted)]:
            running.pop(child)["immi_immigration_status_end_date"] = any_day(rng, first, end)
        free = sorted(here.values(), key=lambda spell: (spell.child.dob is not None, not _is_teenager(spell, end),
                                                        -spell.start.toordinal()))  # fmt: skip
        for spell in [one for one in free if one.child.id not in running][: max(0, wanted - len(running))]:
            running[spell.child.id] = extract.add(
                "immigration_status", immi_immigration_status_id=extract.new_id("IS"), immi_person_id=spell.child.id,
                immi_immigration_status_start_date=max(spell.start, first), immi_immigration_status="UASC",
            )  # fmt: skip


def _is_teenager(spell: CareSpell, day: date) -> bool:
    return spell.child.dob is not None and add_months(spell.child.dob, 180) <= day


def write_unused(making: Making) -> None:
    """A few rows of the tables that no figure uses yet."""
    rng, extract = making.rng, making.extract
    still = [spell for spell in making.spells if spell.counts_on(last_day(LAST)) and spell.child.dob is not None]
    for spell in rng.sample(still, min(len(still), 120)):
        _write_unused_of(making, spell, rng)
    for child in rng.sample(making.people.children, 40):
        extract.add("voice_of_child", voch_table_id=extract.new_id("VO"), voch_person_id=child.id,
                    voch_explained_worries=True, voch_agree_worker=rng.random() < 0.8)  # fmt: skip


def _write_unused_of(making: Making, spell: CareSpell, rng: Random) -> None:
    extract, child = making.extract, spell.child
    day = max(spell.start, date(2016, 3, 1)) + timedelta(days=rng.randint(0, 8))
    if month_of(day) > LAST:
        day = spell.start
    extract.add("sdq_scores", csdq_table_id=extract.new_id("SD"), csdq_person_id=child.id, csdq_sdq_completed_date=day,
                csdq_sdq_score=rng.randint(4, 28))  # fmt: skip
    if rng.random() < 0.1:
        extract.add("cla_substance_misuse", clas_substance_misuse_id=extract.new_id("SM"), clas_person_id=child.id,
                    clas_substance_misuse_date=day, clas_substance_misused="Cannabis",
                    clas_intervention_received=True)  # fmt: skip
        extract.add("cla_convictions", clac_cla_conviction_id=extract.new_id("CC"), clac_person_id=child.id,
                    clac_cla_conviction_date=day, clac_cla_conviction_offence="Theft")  # fmt: skip
    if rng.random() < 0.1:
        extract.add("cla_previous_permanence", lapp_table_id=extract.new_id("PP"), lapp_person_id=child.id,
                    lapp_previous_permanence_option="P2", lapp_previous_permanence_la="Made-up County",
                    lapp_previous_permanence_order_date="zz/zz/2012")  # fmt: skip
    if rng.random() < 0.3:
        send = extract.new_id("SE")
        request, plan = extract.new_id("ER"), extract.new_id("EA")
        extract.add("send", send_table_id=send, send_person_id=child.id)
        extract.add("ehcp_requests", ehcr_ehcp_request_id=request, ehcr_send_table_id=send,
                    ehcr_ehcp_req_date=date(2015, 9, 14), ehcr_ehcp_req_outcome_date=date(2015, 10, 12),
                    ehcr_ehcp_req_outcome="Y")  # fmt: skip
        assessment = extract.new_id("ES")
        extract.add("ehcp_assessment", ehca_ehcp_assessment_id=assessment, ehca_ehcp_request_id=request,
                    ehca_ehcp_assessment_outcome_date=date(2015, 12, 7), ehca_ehcp_assessment_outcome="Y")  # fmt: skip
        extract.add("ehcp_named_plan", ehcn_named_plan_id=extract.new_id("EN"), ehcn_ehcp_asmt_id=assessment,
                    ehcn_named_plan_start_date=date(2016, 1, 11))  # fmt: skip
        extract.add("ehcp_active_plans", ehcp_active_ehcp_id=plan, ehcp_ehcp_request_id=request,
                    ehcp_active_ehcp_last_review_date=date(2016, 11, 14))  # fmt: skip
        extract.add("sen_need", senn_table_id=extract.new_id("SN"), senn_active_ehcp_id=plan,
                    senn_active_ehcp_need_type=rng.choice(("MLD", "ASD", "SEMH")),
                    senn_active_ehcp_need_rank="1")  # fmt: skip
