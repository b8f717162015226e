"""An invented council whose records have faults of many kinds: enough rows for a report to have something to say."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

AS_AT = date(2017, 2, 8)
TEAMS = {"t1": "Kingfisher", "t2": "Heron", "t3": "Wren", "t4": "Avocet"}
Rows = list[dict[str, str]]


def flawed_records(seed: int = 1, *, children: int = 400) -> Mapping[str, Sequence[Mapping[str, str]]]:
    """Tables of text, as an extract has them. About one row in twelve is wrong in one way or another."""
    chance = random.Random(seed)  # noqa: S311 - invented rows

    def maybe(share: float) -> bool:
        return chance.random() < share

    tables: dict[str, Rows] = {
        name: []
        for name in (
            "department",
            "person",
            "contacts",
            "cin_episodes",
            "cin_assessments",
            "cin_visits",
            "s47_enquiry",
            "initial_cp_conference",
            "cp_plans",
            "cp_visits",
            "cla_episodes",
            "cla_placement",
        )
    }
    tables["department"] = [{"dept_team_id": team, "dept_team_name": name} for team, name in TEAMS.items()]
    for number in range(children):
        _add_child(tables, number, chance, maybe)
    return tables


def _add_child(tables: dict[str, Rows], number: int, chance: random.Random, maybe: Callable[[float], bool]) -> None:
    person = f"p{number:04}"
    born = date(2000, 1, 1) + timedelta(days=chance.randrange(5800))
    referred = date(2015, 10, 1) + timedelta(days=chance.randrange(490))
    team = chance.choices([*TEAMS, "t8", ""], [6, 4, 3, 2, 0.4, 0.4])[0]

    def day(first: date, least: int, most: int) -> date:
        return first + timedelta(days=chance.randrange(least, most))

    tables["person"].append(
        {
            "pers_person_id": person,
            "pers_upn": f"u{number - 1 if maybe(0.01) else number}",
            "pers_dob": born.isoformat() if not maybe(0.01) else born.replace(year=born.year - 100).isoformat(),
            "pers_expected_dob": "",
            "pers_sex": chance.choices(["F", "M", "U"], [49, 49, 2])[0],
            "pers_ethnicity": chance.choices(["WBRI", "OOTH", "", "WXYZ"], [80, 15, 4, 1])[0],
        }
    )
    tables["contacts"].append(
        {
            "cont_contact_id": f"c{number}",
            "cont_person_id": person if not maybe(0.01) else "",
            "cont_contact_date": day(referred, -3, 1).isoformat(),
        }
    )
    closed = day(referred, 20, 400)
    is_closed = closed < AS_AT
    for copy in range(1 + maybe(0.02)):
        tables["cin_episodes"].append(
            {
                "cine_referral_id": f"r{number}" + ("b" if copy and maybe(0.5) else ""),
                "cine_person_id": person,
                "cine_referral_date": referred.isoformat(),
                "cine_close_date": closed.isoformat() if is_closed else "",
                "cine_close_reason": ("" if maybe(0.05) else "RC7") if is_closed else "",
                "cine_cin_primary_need_code": "" if maybe(0.03) else "N1",
                "cine_referral_team": team,
            }
        )
    started = day(referred, 0, 5)
    tables["cin_assessments"].append(
        {
            "cina_assessment_id": f"a{number}",
            "cina_person_id": person,
            "cina_referral_id": f"r{number}" if not maybe(0.02) else f"x{number}",
            "cina_assessment_start_date": started.isoformat(),
            "cina_assessment_auth_date": day(started, -1 if maybe(0.05) else 1, 60).isoformat(),
            "cina_assessment_team": team,
        }
    )
    for visit in range(chance.randrange(6)):
        tables["cin_visits"].append(
            {
                "cinv_cin_visit_id": f"v{number}-{visit}",
                "cinv_person_id": person,
                "cinv_cin_visit_date": day(referred, 1, max(2, (closed - referred).days + 6)).isoformat(),
                "cinv_cin_visit_seen": "N" if maybe(0.1) else "Y",
                "cinv_cin_visit_seen_alone": "Y" if maybe(0.6) else "N",
            }
        )
    if number % 4 == 0:
        _add_protection(tables, number, day(referred, 1, 15), is_closed=is_closed, closed=closed, maybe=maybe)
    if number % 9 == 0:
        _add_care(tables, number, day(referred, 5, 40), maybe=maybe)


def _add_protection(
    tables: dict[str, Rows], number: int, held: date, *, is_closed: bool, closed: date, maybe: Callable[[float], bool]
) -> None:
    person = f"p{number:04}"
    tables["s47_enquiry"].append(
        {
            "s47e_s47_enquiry_id": f"s{number}",
            "s47e_person_id": person,
            "s47e_s47_start_date": (held - timedelta(days=9)).isoformat(),
            "s47e_s47_end_date": held.isoformat(),
        }
    )
    tables["initial_cp_conference"].append(
        {
            "icpc_icpc_id": f"i{number}",
            "icpc_s47_enquiry_id": f"s{number}",
            "icpc_person_id": person,
            "icpc_icpc_date": held.isoformat(),
            "icpc_icpc_outcome_cp_flag": "N" if maybe(0.05) else "Y",
            "icpc_icpc_transfer_in": "Y" if maybe(0.05) else "N",
        }
    )
    if maybe(0.05):
        return
    ended = closed + timedelta(days=40 if maybe(0.1) else -3)
    tables["cp_plans"].append(
        {
            "cppl_cp_plan_id": f"k{number}",
            "cppl_icpc_id": f"i{number}",
            "cppl_person_id": person,
            "cppl_cp_plan_start_date": (held - timedelta(days=2 if maybe(0.05) else 0)).isoformat(),
            "cppl_cp_plan_end_date": ended.isoformat() if is_closed else "",
        }
    )
    tables["cp_visits"].append(
        {
            "cppv_cp_visit_id": f"w{number}",
            "cppv_person_id": person,
            "cppv_cp_plan_id": f"k{number}",
            "cppv_cp_visit_date": (held + timedelta(days=400 if maybe(0.03) else 10)).isoformat(),
            "cppv_cp_visit_seen": "" if maybe(0.05) else "Y",
            "cppv_cp_visit_seen_alone": "Y",
        }
    )


def _add_care(tables: dict[str, Rows], number: int, began: date, *, maybe: Callable[[float], bool]) -> None:
    person = f"p{number:04}"
    moved = began + timedelta(days=90)
    has_left = maybe(0.3)
    tables["cla_episodes"].append(
        {
            "clae_cla_episode_id": f"e{number}",
            "clae_person_id": person,
            "clae_cla_episode_start_date": began.isoformat(),
            "clae_cla_episode_start_reason": "S",
            "clae_cla_episode_ceased_date": moved.isoformat() if has_left else "",
            "clae_cla_episode_ceased_reason": ("X1" if maybe(0.3) else "E4A") if has_left else "",
        }
    )
    tables["cla_placement"].append(
        {
            "clap_cla_placement_id": f"l{number}",
            "clap_person_id": person,
            "clap_cla_placement_start_date": (began - timedelta(days=1 if maybe(0.1) else 0)).isoformat(),
            "clap_cla_placement_type": "U6",
            "clap_cla_placement_end_date": moved.isoformat() if has_left and not maybe(0.2) else "",
        }
    )
