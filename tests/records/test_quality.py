"""Counts of findings by rule, team and month, against counts made by hand and by plain Python."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from record_check_page import Tables, parse, sections
from small_records import write_records

from crossfoot.records.checks import RULES
from crossfoot.records.quality import LEAST_CHILDREN, count_findings, day_columns, team_column
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.record_quality import NO_TEAM, Checked, RecordQuality

AS_AT = date(2017, 1, 31)
MONTHS = Period.parse("2017-01").last(13)
SECTIONS = sections()

Key = tuple[str, str, str]
"""Rule, team, month; an empty text where there is none."""


def count(folder: Path, tables: Tables, **more: dict[str, list[str]]) -> RecordQuality:
    records, _ = write_records(folder, tables)
    return count_findings(records, standard=Standard.load(), as_at=AS_AT, months=MONTHS, **more)


def told(quality: RecordQuality, rule: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Rows looked at and found, by team and month."""
    found = [each for each in quality.counts if each.rule == rule]
    assert len({(each.team, each.month) for each in found}) == len(found)
    return {
        (each.team, each.month.code if each.month else ""): (each.checked.looked_at, each.checked.found)
        for each in found
    }


def total_of(quality: RecordQuality, rule: str) -> Checked:
    return sum((each.checked for each in quality.counts if each.rule == rule), Checked())


# -- by hand -----------------------------------------------------------------------------------------------------------

TEAMS = """
department: dept_team_id dept_team_name
  t1 Wren
  t2 Heron
cin_episodes: cine_referral_id cine_person_id cine_referral_date cine_close_date cine_referral_team
  r1 p001 2016-12-01 2016-11-01 t1
  r2 p001 2017-01-02 2017-01-09 t2
  r3 p002 2017-01-05 2017-01-04 t9
  r4 p003 - 2017-01-04 t1
  r5 p004 2013-01-05 2013-01-04 -
  r6 p005 2017-01-31 - t1
cp_plans: cppl_cp_plan_id cppl_person_id cppl_cp_plan_start_date cppl_cp_plan_end_date
  k1 p001 2016-12-05 2016-12-04
  k2 p002 2016-12-05 2016-12-06
"""


def test_a_row_is_its_own_teams_else_that_of_the_childs_latest_referral(tmp_path: Path) -> None:
    tables, _ = parse(TEAMS.strip())
    assert told(count(tmp_path, tables), "RECORDS-END-BEFORE-START") == {
        ("t1", "2016-12"): (1, 1),  # r1; r4 and r6 lack a date and are not looked at
        ("t2", "2017-01"): (1, 0),  # r2
        ("", "2017-01"): (1, 1),  # r3: its team is in no list
        ("", ""): (1, 1),  # r5: no team, and a month that was not asked for
        ("t2", "2016-12"): (1, 1),  # k1: the latest referral of its child is r2
        ("", "2016-12"): (1, 0),  # k2: no known team in r3
    }


def test_teams_have_their_names_and_those_without_one_their_id(tmp_path: Path) -> None:
    tables, _ = parse(TEAMS.strip() + "\nx_team_area: xtea_team_id xtea_locality_area\n  t2 north\n  t3 south\n")
    assert count(tmp_path, tables).teams == {"t1": "Wren", "t2": "Heron", "t3": "t3"}


def test_without_a_list_of_teams_a_text_written_for_few_children_is_no_team(tmp_path: Path) -> None:
    def episodes(team: str, children: int) -> list[dict[str, str]]:
        return [
            {
                "cine_referral_id": f"{team}{number}",
                "cine_person_id": f"{team}-child-{number}",
                "cine_referral_date": "2017-01-05",
                "cine_close_date": "2017-01-06",
                "cine_referral_team": team,
            }
            for number in range(children)
        ]

    quality = count(
        tmp_path, {"cin_episodes": [*episodes("Wren", LEAST_CHILDREN), *episodes("Robin", LEAST_CHILDREN - 1)]}
    )
    assert quality.teams == {"Wren": "Wren"}
    assert told(quality, "RECORDS-END-BEFORE-START") == {("Wren", "2017-01"): (5, 0), ("", "2017-01"): (4, 0)}


def test_a_row_about_no_child_itself_is_its_parents_childs(tmp_path: Path) -> None:
    text = """
department: dept_team_id
  t1
cin_episodes: cine_referral_id cine_person_id cine_referral_date cine_referral_team
  r1 p001 2017-01-02 t1
cin_assessments: cina_assessment_id cina_person_id
  a1 p001
assessment_factors: cinf_table_id cinf_assessment_id
  f1 a1
  f1 a1
  f2 -
"""
    tables, _ = parse(text.strip())
    found = told(count(tmp_path, tables), "RECORDS-DUPLICATE-KEY")
    # Four tables' keys in all: of the team, the referral, the assessment, and the factors twice.
    assert found == {("t1", ""): (1 + 1 + 2, 1), ("t1", "2017-01"): (1, 0), ("", ""): (1, 0)}


def test_a_row_that_two_searches_of_a_rule_find_counts_once(tmp_path: Path) -> None:
    text = """
cin_episodes: cine_referral_id cine_person_id cine_referral_date cine_close_date
  r1 p001 2018-01-02 2018-01-03
  r2 p001 2017-01-02 2018-01-03
  r3 p001 2017-01-02 -
  r4 p001 - -
"""
    tables, _ = parse(text.strip())
    assert told(count(tmp_path, tables), "RECORDS-FUTURE-DATE") == {("", ""): (1, 1), ("", "2017-01"): (2, 1)}


def test_a_rule_whose_columns_were_not_collected_is_told_as_silent(tmp_path: Path) -> None:
    quality = count(tmp_path, {"contacts": [{"cont_contact_id": "c1", "cont_contact_date": "2017-01-01"}]})
    looked = {rule.code: rule.tables for rule in quality.rules}
    assert list(looked) == [rule.code for rule in RULES]
    assert {code for code, tables in looked.items() if tables} == {
        "RECORDS-MISSING-KEY",
        "RECORDS-DUPLICATE-KEY",
        "RECORDS-CENTURY",
        "RECORDS-FUTURE-DATE",
    }
    assert {each.rule for each in quality.counts} == {code for code, tables in looked.items() if tables}
    assert quality.tables == {"contacts": 1}


def test_a_rule_says_what_it_can_move_in_these_records(tmp_path: Path) -> None:
    reads = {
        "contacts": ["contacts.cont_contact_date"],
        "closures": ["cin_episodes.cine_close_date"],
        "plans": ["cp_plans.cppl_cp_plan_start_date"],
    }
    tables: Tables = {"contacts": [{"cont_contact_id": "c1", "cont_contact_date": "2017-01-01"}]}
    rules = {rule.code: rule for rule in count(tmp_path, tables, reads=reads).rules}
    assert rules["RECORDS-FUTURE-DATE"].indicators == ("contacts",)
    assert rules["RECORDS-FUTURE-DATE"].topics == ("contacts-and-referrals",)
    # It was silent: what it could move in any records.
    assert rules["RECORDS-END-WITHOUT-REASON"].indicators == ("closures",)


# -- against the tables of the page of checks --------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [rule.code for rule in RULES])
def test_what_is_counted_are_the_rows_that_the_page_marks(tmp_path: Path, rule: str) -> None:
    tables, hits = parse(SECTIONS[rule][1])
    quality = count(tmp_path, tables)
    total = total_of(quality, rule)
    assert total.found == len({(file, row) for file, row, _ in hits})
    assert total.found <= total.looked_at <= sum(map(len, tables.values()))
    assert all(each.checked.found <= each.checked.looked_at for each in quality.counts)


# -- a second way: plain Python over random records --------------------------------------------------------------------


def random_tables(seed: int) -> Tables:
    chance = random.Random(seed)  # noqa: S311 - invented rows

    def day() -> str:
        return "" if chance.random() < 0.15 else (AS_AT - timedelta(days=chance.randrange(-40, 700))).isoformat()

    def pick(*words: str) -> str:
        return chance.choice(words)

    people = [f"p{number}" for number in range(25)]
    return {
        "department": [{"dept_team_id": team} for team in ("t1", "t2")],
        "person": [{"pers_person_id": person, "pers_sex": pick("M", "F", "X", "")} for person in people],
        "cin_episodes": [
            {
                "cine_referral_id": f"r{chance.randrange(45)}",
                "cine_person_id": pick(*people, "p99", ""),
                "cine_referral_date": day(),
                "cine_close_date": day(),
                "cine_referral_team": pick("t1", "t2", "t9", ""),
            }
            for _ in range(60)
        ],
        "cp_visits": [
            {"cppv_cp_visit_id": f"v{number}", "cppv_person_id": pick(*people, ""), "cppv_cp_visit_date": day()}
            for number in range(80)
        ],
    }


def plain_counts(tables: Tables) -> dict[Key, Checked]:
    """What four rules look at and find, row by row."""
    latest: dict[str, tuple[str, str, str]] = {}
    for row in tables["cin_episodes"]:
        if row["cine_person_id"] and row["cine_referral_date"] and row["cine_referral_team"] in {"t1", "t2"}:
            referral = (row["cine_referral_date"], row["cine_referral_id"], row["cine_referral_team"])
            latest[row["cine_person_id"]] = max(latest.get(row["cine_person_id"], referral), referral)

    looked: Counter[Key] = Counter()
    found: Counter[Key] = Counter()
    for table, rows in tables.items():
        seen: set[str] = set()
        for row in rows:
            team = row.get("cine_referral_team", row.get("dept_team_id", ""))
            if team not in {"t1", "t2"}:
                person = next((row[name] for name in row if name.endswith("person_id")), "")
                team = latest.get(person, ("", "", NO_TEAM))[2]
            dates = [cell for name, cell in row.items() if name.endswith("_date") and cell]
            month = dates[0][:7] if dates and dates[0][:7] in {each.code for each in MONTHS} else ""
            for rule, fault in plain_faults(table, row, tables, seen):
                looked[rule, team, month] += 1
                found[rule, team, month] += fault
    return {key: Checked(number, found[key]) for key, number in looked.items()}


def plain_faults(table: str, row: dict[str, str], tables: Tables, seen: set[str]) -> Iterator[tuple[str, bool]]:
    key = next(iter(row.values()))
    yield "RECORDS-DUPLICATE-KEY", key in seen
    seen.add(key)
    dates = [cell for name, cell in row.items() if name.endswith("_date") and cell]
    if dates:
        yield "RECORDS-FUTURE-DATE", max(dates) > AS_AT.isoformat()
    if row.get("pers_sex"):
        yield "RECORDS-CODE-UNKNOWN", row["pers_sex"] == "X"
    if table == "cin_episodes":
        known = {"person": {each["pers_person_id"] for each in tables["person"]}, "team": {"t1", "t2"}}
        refers = [(row["cine_person_id"], known["person"]), (row["cine_referral_team"], known["team"])]
        told = [(cell, there) for cell, there in refers if cell]
        if told:
            yield "RECORDS-ORPHAN", any(cell not in there for cell, there in told)


@pytest.mark.parametrize("seed", range(6))
def test_counts_are_those_of_plain_python(tmp_path: Path, seed: int) -> None:
    tables = random_tables(seed)
    quality = count(tmp_path, tables)
    expected = plain_counts(tables)
    rules = {rule for rule, _, _ in expected}
    assert rules == {"RECORDS-DUPLICATE-KEY", "RECORDS-FUTURE-DATE", "RECORDS-CODE-UNKNOWN", "RECORDS-ORPHAN"}
    counted = {
        (each.rule, each.team, each.month.code if each.month else ""): each.checked
        for each in quality.counts
        if each.rule in rules
    }
    assert counted == expected
    for rule in rules:
        assert total_of(quality, rule).found == sum(one.found for key, one in expected.items() if key[0] == rule) > 0


# -- days, teams, the file ---------------------------------------------------------------------------------------------


def test_the_day_of_a_row_is_when_it_happened_and_not_when_it_was_due() -> None:
    tables = Standard.load().tables
    assert {name: day_columns(tables[name])[:1] for name in DAYS} == DAYS
    assert [name for name, table in tables.items() if table.current_state and day_columns(table)] == []


DAYS: dict[str, tuple[str, ...]] = {
    "contacts": ("cont_contact_date",),
    "cin_episodes": ("cine_referral_date",),
    "cin_assessments": ("cina_assessment_start_date",),
    "s47_enquiry": ("s47e_s47_start_date",),
    "initial_cp_conference": ("icpc_icpc_date",),
    "cp_plans": ("cppl_cp_plan_start_date",),
    "cp_reviews": ("cppr_cp_review_date",),
    "cla_episodes": ("clae_cla_episode_start_date",),
    "cla_reviews": ("clar_cla_review_date",),
    "cla_placement": ("clap_cla_placement_start_date",),
    "missing": ("miss_missing_episode_start_date",),
    "permanence": ("perm_adm_decision_date",),
    "x_cin_plan_review": ("xcpr_review_date",),
    "person": (),
    "mother": (),
    "disability": (),
}


def test_the_team_of_a_row_is_the_column_that_refers_to_teams() -> None:
    tables = Standard.load().tables
    columns = {name: team_column(table) for name, table in tables.items() if team_column(table)}
    assert columns["department"] == "dept_team_id"
    assert columns["involvements"] == "invo_professional_team"
    assert columns["care_leavers"] == "clea_care_leaver_allocated_team"
    assert {name for name, column in columns.items() if "team" not in str(column)} == set()
    assert len(columns) == 11


def test_the_file_reads_back_and_holds_no_cell(tmp_path: Path) -> None:
    tables = random_tables(1)
    quality = count(tmp_path, tables, reads={"contacts": ["contacts.cont_contact_date"]})
    content = quality.as_json()
    assert RecordQuality.read_json(content) == quality
    assert RecordQuality.read_json(content).as_json() == content
    words = {part for part in content.decode().replace('"', " ").replace(",", " ").split() if part}
    people = {row["pers_person_id"] for row in tables["person"]}
    referrals = {row["cine_referral_id"] for row in tables["cin_episodes"]}
    days = {cell for row in tables["cp_visits"] for name, cell in row.items() if name.endswith("_date") and cell}
    assert words & (people | referrals | (days - {AS_AT.isoformat()}) | {"t9", "X"}) == set()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"as_at": 1}', b"\xff"])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        RecordQuality.read_json(content)


def test_a_file_with_a_rule_cut_short_is_refused(tmp_path: Path) -> None:
    held = json.loads(count(tmp_path, random_tables(1)).as_json())
    del held["rules"][0]["title"]
    with pytest.raises(ValueError, match="does not hold counts of findings"):
        RecordQuality.read_json(json.dumps(held).encode())
