"""One door to every kind of records, and for each kind the tables that it can feed and those that it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from canonical_records import to_canonical
from read_records import MARKER, STANDARD, check_says_nothing, errors
from record_sources import make_source, read_source

from crossfoot.sources.records import KINDS, RecordKind, feedable_columns, read_records, unfed_columns

# Each table of the standard that some return can feed: x where a kind feeds it. The kinds that are not here can hold
# every table. What no return feeds stands at the end.
FED_TABLES = """
table                    annex-a cin-census ssda903 social-care-api
address                  .       .          x       x
assessment_factors       .       x          .       x
care_leavers             x       .          x       x
cin_assessments          x       x          .       x
cin_episodes             x       x          .       x
cin_plans                .       x          .       x
cla_episodes             x       .          x       x
cla_health               x       .          .       .
cla_immunisations        .       .          x       .
cla_placement            x       .          x       x
cla_previous_permanence  .       .          x       .
cla_reviews              x       .          x       .
cla_substance_misuse     .       .          x       .
cla_visits               x       .          .       .
contacts                 x       .          .       .
cp_plans                 x       x          .       x
cp_reviews               x       x          .       .
cp_visits                x       .          .       .
disability               .       x          .       x
early_help_episodes      x       .          .       .
immigration_status       x       .          x       x
initial_cp_conference    x       x          .       x
involvements             .       .          x       x
legal_status             x       .          x       .
linked_identifiers       .       x          .       x
missing                  .       .          x       .
permanence               x       .          x       x
person                   x       x          x       x
s47_enquiry              x       x          .       x
sdq_scores               .       .          x       x
"""
FED_BY_NONE = frozenset(
    {
        "cin_visits",
        "cla_care_plan",
        "cla_convictions",
        "department",
        "ehcp_active_plans",
        "ehcp_assessment",
        "ehcp_named_plan",
        "ehcp_requests",
        "family",
        "mother",
        "pre_proceedings",
        "professionals",
        "s251_finance",
        "sen_need",
        "send",
        "voice_of_child",
    }
)


def fed_tables(columns: frozenset[str]) -> set[str]:
    return {column.partition(".")[0] for column in columns}


def test_the_kinds_of_records() -> None:
    assert get_args(RecordKind) == KINDS
    assert len(KINDS) == 7


def test_the_tables_that_each_kind_feeds() -> None:
    header, *lines = (line.split() for line in FED_TABLES.strip().splitlines())
    for place, kind in enumerate(header[1:], start=1):
        wanted = {line[0] for line in lines if line[place] == "x"}
        assert fed_tables(feedable_columns(kind, STANDARD)) == wanted, kind  # type: ignore[arg-type]
    extensions = {table.id for table in STANDARD.tables.values() if table.is_extension}
    assert {line[0] for line in lines} | FED_BY_NONE | extensions == set(STANDARD.tables)
    for kind in ("safeguarding-dataset", "database", "column-map"):
        assert fed_tables(feedable_columns(kind, STANDARD)) == set(STANDARD.tables)  # type: ignore[arg-type]
        assert unfed_columns(feedable_columns(kind, STANDARD), STANDARD) == frozenset()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "unfed"),
    [
        ("annex-a", "cla_reviews.clar_cla_review_due_date"),
        ("annex-a", "cin_episodes.cine_referral_outcome_json"),
        ("cin-census", "cp_reviews.cppr_cp_review_due"),
        ("cin-census", "cin_assessments.cina_assessment_team"),
        ("ssda903", "cla_visits.clav_cla_visit_date"),
        ("ssda903", "sdq_scores.csdq_sdq_completed_date"),
        ("social-care-api", "cp_plans.cppl_cp_plan_initial_category"),
        ("social-care-api", "legal_status.lega_legal_status"),
    ],
)
def test_columns_that_a_kind_cannot_feed(kind: RecordKind, unfed: str) -> None:
    table, _, column = unfed.partition(".")
    assert STANDARD.tables[table].column(column).name == column
    assert unfed in unfed_columns(feedable_columns(kind, STANDARD), STANDARD)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "database"])
def test_each_kind_is_read_by_its_reader(kind: RecordKind, tmp_path: Path) -> None:
    found = read_source(kind, make_source(kind, tmp_path), tmp_path)
    assert errors(found) == []
    assert found.feeds
    assert found.feeds <= feedable_columns(kind, STANDARD)
    # A source with everything that the latest layout has feeds all that the kind can.
    if kind in {"annex-a", "cin-census", "ssda903", "social-care-api"}:
        assert found.feeds == feedable_columns(kind, STANDARD)
    records, issues = to_canonical(found, tmp_path / "records")
    assert issues == []
    assert {table for table in records.tables if records.count(table)} == fed_tables(found.feeds)
    unfed = unfed_columns(found.feeds, STANDARD)
    for table in STANDARD.tables.values():
        for column in table.columns:
            if f"{table.id}.{column.name}" in unfed:
                assert not records.has(table.id, column.name)


def test_a_database_is_asked_for_by_the_name_of_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSFOOT_TEST_DATABASE", f"postgresql://wren:{MARKER}@localhost:1/x")
    found = read_source("database", "CROSSFOOT_TEST_DATABASE", tmp_path)
    assert errors(found) == ["DATABASE-UNREACHABLE"]
    check_says_nothing(found)


@pytest.mark.parametrize(
    ("kind", "column_map", "schema", "code"),
    [
        ("annex_a", None, None, "RECORDS-KIND-UNKNOWN"),
        (MARKER, None, None, "RECORDS-KIND-UNKNOWN"),
        ("column-map", None, None, "RECORDS-MAP-MISSING"),
        ("ssda903", "map.yaml", None, "RECORDS-MAP-UNWANTED"),
        ("ssda903", None, "dbo", "RECORDS-SCHEMA-UNWANTED"),
    ],
)
def test_what_does_not_fit_together_is_said(
    tmp_path: Path, kind: str, column_map: str | None, schema: str | None, code: str
) -> None:
    found = read_records(
        kind,
        tmp_path / "return",
        standard=STANDARD,
        scratch=tmp_path / "scratch",
        column_map=None if column_map is None else tmp_path / column_map,
        schema=schema,
    )
    assert errors(found) == [code]
    check_says_nothing(found)
    assert not (tmp_path / "scratch").exists()


def test_a_kind_that_is_misspelt_is_guessed_at() -> None:
    found = read_records("annex_a", Path("x"), standard=STANDARD, scratch=Path("never"))
    assert found.issues[0].advice == "Did you mean annex-a?"
