"""Each rule with rows that it finds and rows that come near and are in order: the tables of the page of checks."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
import yaml
from record_check_page import INTRODUCTION, PAGE, parse, sections, written_section
from small_records import write_records

from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.records import checks
from crossfoot.records.checks import NAMED, RULES, find_record_issues
from crossfoot.records.checks.rule import moved_indicators, moved_topics, shipped_scope
from crossfoot.records.checks.spells import AHEAD, BIRTHS, SPELLS, VISITS
from crossfoot.records.schema import ONLY_FEEDS, Standard
from crossfoot.vocabulary.issues import Severity

AS_AT = date(2017, 1, 31)
SECTIONS = sections()
BY_CODE = {rule.code: rule for rule in RULES}


# -- the tables of the page --------------------------------------------------------------------------------------------


def test_every_rule_has_its_section_in_the_order_in_which_they_are_told() -> None:
    assert len(BY_CODE) == len(RULES)
    assert list(SECTIONS) == [rule.code for rule in RULES]
    assert PAGE.read_text(encoding="utf-8").startswith(INTRODUCTION)


def test_every_file_of_rules_is_listed() -> None:
    folder = Path(checks.__file__).parent
    with_rule = {path.stem for path in folder.glob("*.py") if "\nRULE = Rule(" in path.read_text(encoding="utf-8")}
    assert len(with_rule) == len(RULES)


@pytest.mark.parametrize("code", BY_CODE)
def test_the_page_says_what_the_rule_says(code: str) -> None:
    assert SECTIONS[code][0] == written_section(BY_CODE[code])


@pytest.mark.parametrize("code", BY_CODE)
def test_a_rule_finds_its_hits_and_nothing_else(tmp_path: Path, code: str) -> None:
    tables, hits = parse(SECTIONS[code][1])
    assert 0 < len(hits) < sum(map(len, tables.values()))
    records, told = write_records(tmp_path, tables)
    assert [issue for issue in told if issue.code != "RECORDS-CODE-MISSPELT"] == []
    rule = BY_CODE[code]
    issues = [
        issue for issue in find_record_issues(records, standard=Standard.load(), as_at=AS_AT) if issue.code == code
    ]
    assert {(issue.file, issue.row, issue.field) for issue in issues} == hits
    assert all(issue.severity is rule.severity and issue.advice == rule.advice for issue in issues)


@pytest.mark.parametrize("code", BY_CODE)
def test_every_search_of_a_rule_about_certain_tables_is_tried(code: str) -> None:
    """A rule about every table shows a few of them; any other shows a hit for each column that it can blame."""
    searches = list(BY_CODE[code].searches(shipped_scope()))
    tables, hits = parse(SECTIONS[code][1])
    if len({search.table for search in searches}) < 13:
        blamed = {(file.removesuffix(".csv"), field) for file, _, field in hits}
        assert blamed >= {(search.table, search.field) for search in searches if search.table in tables}
    if len(searches) < 14 and code not in {"RECORDS-OVERLAP", "RECORDS-SAME-DAY", "RECORDS-REOPENED"}:
        assert {search.table for search in searches} <= set(tables)


def test_only_what_may_well_be_so_is_a_note() -> None:
    notes = {rule.code for rule in RULES if rule.severity is Severity.NOTE}
    assert notes == {"RECORDS-SAME-DAY", "RECORDS-REOPENED", "RECORDS-REPEATED-VISIT"}
    assert all(rule.severity is not Severity.ERROR for rule in RULES)


# -- what a rule looks at and moves ------------------------------------------------------------------------------------


def test_the_columns_that_rules_name_are_those_of_the_standard() -> None:
    standard = Standard.load()
    for spell in SPELLS:
        types = [standard.tables[spell.table].column(name).type for name in (spell.person, spell.start, spell.end)]
        assert types == ["text", "date", "date"], spell.table
    for table, person, day in VISITS:
        assert standard.tables[table].column(person).type == "text"
        assert standard.tables[table].column(day).type == "date"
    dates = {column.name for table in standard.tables.values() for column in table.columns if column.type == "date"}
    assert dates >= AHEAD | BIRTHS
    assert {name for name in dates if "_due" in name or "target" in name or "expected" in name} <= AHEAD


def test_the_columns_of_a_search_are_all_that_its_query_reads(tmp_path: Path) -> None:
    """A table with those columns and no other is enough for DuckDB, which knows what a query reads."""
    scope = shipped_scope()
    with duckdb.connect() as connection:
        for rule in RULES:
            for search in rule.searches(scope):
                read: dict[str, list[str]] = {}
                for name in scope.columns(search):
                    table, _, column = name.partition(".")
                    read.setdefault(table, []).append(column)
                for table, columns in read.items():
                    described = {column.name: column.type for column in scope.standard.tables[table].columns}
                    types = {"date": "DATE", "flag": "BOOLEAN"}
                    typed = [
                        f"{name} {types.get(described.get(name, 'flag'), 'VARCHAR')}"
                        for name in columns
                        if name not in {"source_file", "source_row"}
                    ]
                    typed += ["source_file VARCHAR", "source_row BIGINT"]
                    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({', '.join(typed)})")
                day = search.found.replace("DATE '0001-01-01'", "DATE '2017-01-31'")
                assert connection.execute(day).fetchall() == [], rule.code
                for table in read:
                    connection.execute(f"DROP TABLE {table}")


def test_every_search_doubts_the_column_that_it_blames_and_only_columns_that_it_reads() -> None:
    scope = shipped_scope()
    for rule in RULES:
        for search in rule.searches(scope):
            doubted = scope.doubted(search)
            assert f"{search.table}.{search.field}" in doubted
            if rule.code not in {"RECORDS-SAME-PERSON", "RECORDS-MERGED-IDENTITY"}:  # these doubt whose row it is
                assert {name for name in doubted if not name.endswith(".*")} <= set(scope.columns(search)), rule.code


def test_what_a_rule_moves_is_a_topic_of_the_catalogue() -> None:
    topics = {topic["id"] for topic in yaml.safe_load((shipped_definitions() / "topics.yaml").read_text("utf-8"))}
    for rule in RULES:
        moved = set(moved_topics(rule.doubted, Standard.load()))
        assert moved, rule.code
        assert moved <= topics | ONLY_FEEDS, rule.code


READS = {
    "referrals": ["cin_episodes.cine_person_id", "cin_episodes.cine_referral_date"],
    "closures": ["cin_episodes.cine_close_date"],
    "protection-plans": ["cp_plans.cppl_cp_plan_start_date", "cp_plans.cppl_cp_plan_end_date"],
    "plans-agreed": ["initial_cp_conference.icpc_icpc_outcome_is_cp"],
    "dental-checks": ["cla_health.clah_health_check_date"],
}


def test_a_rule_moves_the_indicators_that_read_what_it_doubts() -> None:
    def moved(code: str) -> set[str]:
        return set(moved_indicators(BY_CODE[code], READS))

    assert moved("RECORDS-CONFERENCE-OUTCOME") == {"protection-plans", "plans-agreed"}
    assert moved("RECORDS-SEEN-ALONE") == set()
    assert moved("RECORDS-END-WITHOUT-REASON") == {"closures"}
    # A repeated referral is a row too many: whatever reads any column of its table can move.
    assert moved("RECORDS-REPEATED-EVENT") == {"referrals", "closures", "plans-agreed"}
    assert moved("RECORDS-DUPLICATE-KEY") == set(READS)
    # A person recorded twice moves what counts children.
    assert moved("RECORDS-SAME-PERSON") == {"referrals"}
    assert moved_indicators(BY_CODE["RECORDS-DUPLICATE-KEY"], READS) == tuple(READS)


def test_an_issue_names_the_indicators_that_it_can_move(tmp_path: Path) -> None:
    rows = [{"cine_referral_id": "r1", "cine_referral_date": "2018-01-01"}]
    records, _ = write_records(tmp_path, {"cin_episodes": rows})

    def messages(reads: dict[str, list[str]] | None) -> list[str]:
        issues = find_record_issues(records, standard=Standard.load(), as_at=AS_AT, reads=reads)
        return [issue.message for issue in issues if issue.code == "RECORDS-FUTURE-DATE"]

    said = "The date is after the day of the records."
    assert messages(None) == [f"{said} It can move figures of: children in need, contacts and referrals."]
    assert messages(READS) == [f"{said} It can move: referrals."]
    assert messages({"closures": READS["closures"]}) == [said]
    many = {f"i{number}": READS["referrals"] for number in range(NAMED + 2)}
    assert messages(many) == [f"{said} It can move: i0, i1, i2, i3, i4, i5, i6, i7 and 2 more."]


# -- all rules together ------------------------------------------------------------------------------------------------


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
