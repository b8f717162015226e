"""Each rule with rows that it finds and rows that come near and are in order. Records as at 31 January 2017."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from small_records import write_records

from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.records.checks import RULES, find_record_issues
from crossfoot.records.checks.spells import AHEAD, SPELLS, VISITS
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.issues import Severity

AS_AT = date(2017, 1, 31)

# Code, then tables. A table is its columns and its rows, the first of them row 2; `!` at the end of a row is a hit,
# with the column that is blamed.
CASES = {
    "RECORDS-MISSING-KEY": """
contacts: cont_contact_id cont_person_id cont_contact_date
  c1 p001 2016-05-01
  - p001 2016-05-01 ! cont_contact_id
  c3 - 2016-05-01 ! cont_person_id
  c4 p001 -
""",
    "RECORDS-DUPLICATE-KEY": """
contacts: cont_contact_id cont_person_id
  c1 p001
  c2 p001
  c1 p001 ! cont_contact_id
  c1 p002 ! cont_contact_id
s47_enquiry: s47e_s47_enquiry_id s47e_person_id
  s1 p001
  s1 p002
  s1 p001 ! s47e_s47_enquiry_id
""",
    "RECORDS-ORPHAN": """
person: pers_person_id pers_dob
  p001 2010-05-01
contacts: cont_contact_id cont_person_id
  c1 p001
  c2 p009 ! cont_person_id
  c3 -
cin_assessments: cina_assessment_id cina_referral_id
  a1 r9
""",
    "RECORDS-CODE-UNKNOWN": """
person: pers_person_id pers_ethnicity pers_sex
  p001 WBRI M
  p002 CNHE F
  p003 XXXX U ! pers_ethnicity
  p004 - -
  p005 WBRI Q ! pers_sex
""",
    "RECORDS-MERGED-IDENTITY": """
person: pers_person_id pers_upn pers_single_unique_id
  p001 A100 n1 ! pers_upn
  p002 A100 n2 ! pers_upn
  p003 A200 n3 ! pers_single_unique_id
  p004 - n3 ! pers_single_unique_id
  p005 - n5
linked_identifiers: link_table_id link_person_id link_identifier_type link_identifier_value
  l1 p001 nhs 77 ! link_identifier_value
  l2 p002 nhs 77 ! link_identifier_value
  l3 p003 youth 77
  l4 p004 nhs 78
  l5 p004 nhs 78
""",
    "RECORDS-CENTURY": """
person: pers_person_id pers_dob
  p001 1906-02-01 ! pers_dob
  p002 1907-02-01
contacts: cont_contact_id cont_contact_date
  c1 1916-05-01 ! cont_contact_date
  c2 1937-02-01
""",
    "RECORDS-FUTURE-DATE": """
contacts: cont_contact_id cont_contact_date
  c1 2017-01-31
  c2 2017-02-01 ! cont_contact_date
cp_reviews: cppr_cp_review_id cppr_cp_review_due cppr_cp_review_date
  v1 2017-03-01 -
  v2 2017-03-01 2017-03-01 ! cppr_cp_review_date
""",
    "RECORDS-END-BEFORE-START": """
cin_episodes: cine_referral_id cine_person_id cine_referral_date cine_close_date
  r1 p001 2016-05-02 2016-05-01 ! cine_close_date
  r2 p002 2016-05-02 2016-05-02
  r3 p003 2016-05-02 -
""",
    "RECORDS-BEFORE-BIRTH": """
person: pers_person_id pers_dob pers_expected_dob
  p001 2016-10-07 -
  p002 - 2016-10-07
  p003 - -
contacts: cont_contact_id cont_person_id cont_contact_date
  c1 p001 2016-01-01
  c2 p001 2015-12-31 ! cont_contact_date
  c3 p002 2016-01-01
  c4 p002 2015-12-31 ! cont_contact_date
  c5 p003 2010-01-01
""",
    "RECORDS-AFTER-DEATH": """
person: pers_person_id pers_death_date
  p001 2016-06-01
  p002 -
cin_visits: cinv_cin_visit_id cinv_person_id cinv_cin_visit_date
  v1 p001 2016-06-01
  v2 p001 2016-06-02 ! cinv_cin_visit_date
  v3 p002 2016-06-02
cin_episodes: cine_referral_id cine_person_id cine_referral_date cine_close_date
  r1 p001 2016-05-01 2016-06-20
  r2 p001 2016-06-21 - ! cine_referral_date
""",
    "RECORDS-UNBORN": """
person: pers_person_id pers_dob pers_expected_dob
  p001 - 2017-01-03
  p002 - 2017-01-02 ! pers_expected_dob
  p003 - - ! pers_dob
  p004 2016-12-01 2016-11-30
  p005 - -
cin_episodes: cine_referral_id cine_person_id
  r1 p001
  r2 p002
  r3 p003
  r4 p004
""",
    "RECORDS-UNKNOWN-SEX": """
person: pers_person_id pers_dob pers_sex
  p001 2017-01-02 U ! pers_sex
  p002 2017-01-03 U
  p003 2010-01-01 - ! pers_sex
  p004 - U
  p005 2010-01-01 F
""",
    "RECORDS-OVERLAP": """
cp_plans: cppl_cp_plan_id cppl_person_id cppl_cp_plan_start_date cppl_cp_plan_end_date
  k1 p001 2015-01-01 2016-12-01
  k2 p001 2015-03-01 2015-04-01 ! cppl_cp_plan_start_date
  k3 p001 2016-11-30 2017-01-01 ! cppl_cp_plan_start_date
  k4 p001 2017-01-01 -
  k5 p001 2017-01-30 - ! cppl_cp_plan_start_date
  k6 p002 2015-01-01 -
  k7 - 2015-01-01 -
  k8 - 2015-01-01 -
cp_visits: cppv_cp_visit_id cppv_person_id cppv_cp_visit_date
  v1 p001 2016-01-01
  v2 p001 2016-01-01
""",
    "RECORDS-PLAN-WITHOUT-EPISODE": """
cin_episodes: cine_referral_id cine_person_id cine_referral_date cine_close_date
  r1 p001 2016-01-01 2016-03-01
  r2 p002 2016-01-01 -
cp_plans: cppl_cp_plan_id cppl_person_id cppl_cp_plan_start_date
  k1 p001 2016-03-01
  k2 p001 2016-03-02 ! cppl_cp_plan_start_date
  k3 p001 2015-12-31 ! cppl_cp_plan_start_date
  k4 p002 2016-01-01
  k5 p003 2016-02-01 ! cppl_cp_plan_start_date
""",
    "RECORDS-CARE-AFTER-18": """
person: pers_person_id pers_dob
  p001 1999-01-31
  p002 1999-01-30
  p003 1996-02-29
cla_episodes: clae_cla_episode_id clae_person_id clae_cla_episode_ceased_date
  e1 p001 -
  e2 p002 - ! clae_cla_episode_ceased_date
  e3 p002 2017-01-30
  e4 p003 2014-03-01
  e5 p003 2014-03-02 ! clae_cla_episode_ceased_date
""",
    "RECORDS-LEAVER-UNDER-16": """
person: pers_person_id pers_dob
  p001 2001-01-31
  p002 2001-02-01
care_leavers: clea_table_id clea_person_id
  t1 p001
  t2 p002 ! clea_person_id
  t3 p009
""",
    "RECORDS-TRANSFER": """
initial_cp_conference: icpc_icpc_id icpc_s47_enquiry_id icpc_icpc_transfer_in
  i1 s1 Y ! icpc_icpc_transfer_in
  i2 - Y
  i3 s3 N
  i4 s4 -
cp_plans: cppl_cp_plan_id cppl_icpc_id cppl_cp_plan_ola
  k1 i1 Y ! cppl_cp_plan_ola
  k2 - Y
  k3 i3 N
""",
    "RECORDS-SAME-DAY": """
cin_episodes: cine_referral_id cine_person_id cine_referral_date cine_close_date
  r1 p001 2016-05-01 2016-05-01 ! cine_close_date
  r2 p002 2016-05-01 2016-05-02
  r3 p003 2016-05-01 -
""",
    "RECORDS-REOPENED": """
cin_episodes: cine_referral_id cine_person_id cine_referral_date cine_close_date
  r1 p001 2016-01-01 2016-05-01
  r2 p001 2016-05-08 2016-06-01 ! cine_referral_date
  r3 p001 2016-06-01 2016-07-01 ! cine_referral_date
  r4 p001 2016-07-09 -
  r5 p002 2016-05-02 -
cla_episodes: clae_cla_episode_id clae_person_id clae_cla_episode_start_date clae_cla_episode_ceased_date
  e1 p001 2016-01-01 2016-05-01
  e2 p001 2016-05-01 -
""",
}

Hit = tuple[str, int, str]


def parse(text: str) -> tuple[dict[str, list[dict[str, str]]], set[Hit]]:
    """The tables, and file, row and field of every hit."""
    tables: dict[str, list[dict[str, str]]] = {}
    hits: set[Hit] = set()
    table, columns = "", list[str]()
    for line in text.strip().splitlines():
        if not line.startswith(" "):
            table, _, names = line.partition(":")
            columns = names.split()
            tables[table] = []
            continue
        cells, _, field = (part.strip() for part in line.partition("!"))
        values = ["" if cell == "-" else cell for cell in cells.split()]
        tables[table].append(dict(zip(columns, values, strict=True)))
        if field:
            hits.add((f"{table}.csv", len(tables[table]) + 1, field))
    return tables, hits


def test_every_rule_has_its_cases_with_hits_and_near_misses() -> None:
    assert [rule.code for rule in RULES] == list(dict.fromkeys(rule.code for rule in RULES))
    assert {rule.code for rule in RULES} == set(CASES)
    for code, text in CASES.items():
        tables, hits = parse(text)
        assert hits, code
        assert sum(map(len, tables.values())) > len(hits), code


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_its_hits_and_nothing_else(tmp_path: Path, code: str) -> None:
    tables, hits = parse(CASES[code])
    records, _ = write_records(tmp_path, tables)
    rule = next(rule for rule in RULES if rule.code == code)
    issues = [
        issue for issue in find_record_issues(records, standard=Standard.load(), as_at=AS_AT) if issue.code == code
    ]
    assert {(issue.file, issue.row, issue.field) for issue in issues} == hits
    assert len(issues) == len(hits)
    assert all(issue.severity is rule.severity and issue.advice == rule.advice for issue in issues)
    assert all(topic.replace("-", " ") in issue.message for topic in rule.moves for issue in issues)


def test_what_a_rule_moves_is_a_topic_of_the_catalogue() -> None:
    topics = {topic["id"] for topic in yaml.safe_load((shipped_definitions() / "topics.yaml").read_text("utf-8"))}
    for rule in RULES:
        assert rule.moves, rule.code
        assert set(rule.moves) <= topics, rule.code


def test_only_what_may_well_be_so_is_a_note() -> None:
    notes = {rule.code for rule in RULES if rule.severity is Severity.NOTE}
    assert notes == {"RECORDS-SAME-DAY", "RECORDS-REOPENED"}
    assert all(rule.severity is not Severity.ERROR for rule in RULES)


def test_the_columns_that_rules_name_are_those_of_the_standard() -> None:
    standard = Standard.load()
    for spell in SPELLS:
        types = [standard.tables[spell.table].column(name).type for name in (spell.person, spell.start, spell.end)]
        assert types == ["text", "date", "date"], spell.table
    for table, person, day in VISITS:
        assert standard.tables[table].column(person).type == "text"
        assert standard.tables[table].column(day).type == "date"
    dates = {column.name for table in standard.tables.values() for column in table.columns if column.type == "date"}
    assert dates >= AHEAD
    assert {name for name in dates if "_due" in name or "target" in name or "expected" in name} <= AHEAD


def test_more_than_fifty_rows_are_counted(tmp_path: Path) -> None:
    rows = [{"cont_contact_id": "c1", "cont_person_id": f"p{number}"} for number in range(60)]
    records, _ = write_records(tmp_path, {"contacts": rows})
    issues = find_record_issues(records, standard=Standard.load(), as_at=AS_AT)
    assert len(issues) == 51
    assert issues[-1].row is None
    assert " 9 more rows" in issues[-1].message


def test_rules_run_over_every_table_and_repeat_no_cell(tmp_path: Path) -> None:
    standard = Standard.load()
    marker = "ZZMARKERZZ"
    tables = {
        table.id: [
            {
                column.name: {"date": day, "flag": "Y", "integer": "3", "decimal": "3"}.get(column.type, marker)
                for column in table.columns
            }
            for day in ("2016-05-01", "1916-05-01", "2018-05-01")
        ]
        for table in standard.tables.values()
    }
    records, told = write_records(tmp_path, tables)
    issues = find_record_issues(records, standard=standard, as_at=AS_AT)
    assert {issue.code for issue in issues} >= {"RECORDS-DUPLICATE-KEY", "RECORDS-CODE-UNKNOWN", "RECORDS-FUTURE-DATE"}
    assert not any(marker.lower() in str(issue).lower() for issue in (*told, *issues))


def test_rules_are_silent_where_nothing_was_collected(tmp_path: Path) -> None:
    rows = {table.id: [dict.fromkeys(table.key, "x")] for table in Standard.load().tables.values()}
    records, _ = write_records(tmp_path, rows)
    issues = find_record_issues(records, standard=Standard.load(), as_at=AS_AT)
    assert {issue.code for issue in issues} <= {"RECORDS-ORPHAN"}
