"""Rows of the tables of care, written by hand in few words."""

from __future__ import annotations

from small_histories import day

Row = dict[str, object]


def person(child: str, dob: str | None, **cells: object) -> Row:
    return {"pers_person_id": child, "pers_dob": dob and day(dob), **cells}


def episode(child: str, start: str | None, end: str | None = None, number: str = "", **cells: object) -> Row:
    return {
        "clae_cla_episode_id": number or f"{child} {start}",
        "clae_person_id": child,
        "clae_cla_episode_start_date": start and day(start),
        "clae_cla_episode_ceased_date": end and day(end),
        **cells,
    }


def status(child: str, code: str, start: str, end: str | None = None, number: str = "") -> Row:
    return {
        "lega_legal_status_id": number or f"{child} {start}",
        "lega_person_id": child,
        "lega_legal_status": code,
        "lega_legal_status_start_date": day(start),
        "lega_legal_status_end_date": end and day(end),
    }


def placement(
    child: str,
    start: str,
    end: str | None = None,
    *,
    kind: str | None = "U6",
    home: str | None = None,
    number: str = "",
) -> Row:
    return {
        "clap_cla_placement_id": number or f"{child} {start} {home}",
        "clap_person_id": child,
        "clap_cla_placement_start_date": day(start),
        "clap_cla_placement_end_date": end and day(end),
        "clap_cla_placement_type": kind,
        "clap_cla_placement_urn": home,
    }


def visit(child: str, on: str, seen: bool | None = True, alone: bool | None = None) -> Row:
    return {
        "clav_cla_visit_id": f"{child} {on}",
        "clav_person_id": child,
        "clav_cla_visit_date": day(on),
        "clav_cla_visit_seen": seen,
        "clav_cla_visit_seen_alone": alone,
    }


def care_plan(child: str, start: str, end: str | None = None, *, to_18: bool | None = None) -> Row:
    return {
        "lacp_table_id": f"{child} {start}",
        "lacp_person_id": child,
        "lacp_cla_care_plan_start_date": day(start),
        "lacp_cla_care_plan_end_date": end and day(end),
        "lacp_cla_care_plan_is_ltfost18": to_18,
    }


def pathway_plan(child: str, agreed: str | None, reviewed: str | None = None, assessed: str | None = None) -> Row:
    return {
        "xpwp_plan_id": f"{child} {agreed} {reviewed}",
        "xpwp_person_id": child,
        "xpwp_plan_date": agreed and day(agreed),
        "xpwp_review_date": reviewed and day(reviewed),
        "xpwp_needs_assessment_date": assessed and day(assessed),
    }


def check(child: str, on: str, kind: str | None, said: str | None = None) -> Row:
    return {
        "clah_health_check_id": f"{child} {on} {kind}",
        "clah_person_id": child,
        "clah_health_check_date": day(on),
        "clah_health_check_type": kind,
        "clah_health_check_status": said,
    }


def review(child: str | None, on: str | None, part: str | None = None, **cells: object) -> Row:
    return {
        "clar_cla_review_id": f"{child} {on} {part}",
        "clar_cla_person_id": child,
        "clar_cla_review_date": on and day(on),
        "clar_cla_review_participation": part,
        **cells,
    }


def involvement(worker: str | None, child: str | None, start: str, end: str | None = None, **cells: object) -> Row:
    return {
        "invo_involvements_id": f"{worker} {child} {start}",
        "invo_professional_id": worker,
        "invo_person_id": child,
        "invo_professional_team": "north",
        "invo_involvement_start_date": day(start),
        "invo_involvement_end_date": end and day(end),
        **cells,
    }
