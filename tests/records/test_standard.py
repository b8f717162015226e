"""The shipped tables and code lists, and what is said of a folder that does not hang together."""

from pathlib import Path

import pytest
import yaml

from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.records.schema import ONLY_FEEDS, Standard
from crossfoot.vocabulary.issues import InputRefused

NOT_OF_RECORDS = {"participation", "inclusion"}
"""Topics that schools and other services return: no column of a child's record feeds them."""
TABLE = """\
id: wrens
title: Wrens
grain: one row per wren
required: true
current_state: false
key: [wren_id]
columns:
  - name: wren_id
    type: text
    meaning: The wren's id.
    references: wrens.wren_id
  - name: wren_kind
    type: text
    length: 3
    meaning: Its kind.
    codes: kinds
    aliases: [wren_sort]
"""
CODES = """\
id: kinds
title: Kinds
source: Invented
codes:
  - code: J
    name: Jenny
    accepts: [Jeny]
"""


def test_the_standard_has_46_tables_and_344_columns() -> None:
    tables = [table for table in Standard.load().tables.values() if not table.is_extension]
    assert len(tables) == 46
    assert sum(len(table.columns) for table in tables) == 344


def test_the_extension_tables_are_those_that_the_pack_needs() -> None:
    extensions = {name for name, table in Standard.load().tables.items() if table.is_extension}
    assert extensions == {
        "x_cin_plan_review",
        "x_core_group",
        "x_court_work",
        "x_early_help_support",
        "x_health_assessment_request",
        "x_pathway_plan",
        "x_personal_education_plan",
        "x_placement_area",
        "x_section_47_outcome",
        "x_team_area",
    }


def test_the_wrong_references_of_the_standard_are_put_right() -> None:
    standard = Standard.load()
    references = {column.name: column.references for table in standard.tables.values() for column in table.columns}
    assert references["perm_person_id"] == "cla_episodes.clae_person_id"
    assert references["clae_cla_placement_id"] == "cla_placement.clap_cla_placement_id"
    assert references["ehcn_ehcp_asmt_id"] == "ehcp_assessment.ehca_ehcp_assessment_id"


def test_names_that_drifted_between_versions_are_known() -> None:
    standard = Standard.load()
    episodes = standard.tables["cla_episodes"].names
    assert episodes["clae_cla_episode_ceased"] == "clae_cla_episode_ceased_date"
    referrals = standard.tables["cin_episodes"].names
    assert referrals["cine_cin_primary_need"] == "cine_cin_primary_need_code"
    assert referrals["cine_referral_team_name"] == "cine_referral_team"
    assert referrals["cine_referral_worker_name"] == "cine_referral_worker_id"


def test_tables_of_the_present_only_say_so_and_say_what_they_cannot_see() -> None:
    current = {name: table for name, table in Standard.load().tables.items() if table.current_state}
    assert set(current) == {"person", "care_leavers", "professionals", "cla_immunisations", "x_team_area"}
    assert all(table.history_limit for table in current.values())
    assert "six years" in (Standard.load().tables["cp_plans"].history_limit or "")


def test_what_a_column_feeds_is_a_topic_of_the_catalogue() -> None:
    topics = {topic["id"] for topic in yaml.safe_load((shipped_definitions() / "topics.yaml").read_text("utf-8"))}
    feeds = {feed for table in Standard.load().tables.values() for column in table.columns for feed in column.feeds}
    assert feeds <= topics | ONLY_FEEDS
    assert feeds >= topics - NOT_OF_RECORDS


def test_a_required_column_says_what_it_feeds() -> None:
    silent = [
        column.name
        for table in Standard.load().tables.values()
        for column in table.columns
        if column.required and not column.feeds
    ]
    assert silent == []


def test_every_key_of_a_required_table_is_required() -> None:
    for table in Standard.load().tables.values():
        if table.required:
            assert all(table.column(name).required for name in table.key), table.id


@pytest.mark.parametrize("name", ["cin_episodes", "ssd_cin_episodes", "SSD_CIN_Episodes", " Cin_Episodes "])
def test_a_table_is_found_under_any_spelling_of_its_name(name: str) -> None:
    table = Standard.load().table_named(name)
    assert table is not None
    assert table.id == "cin_episodes"


def test_a_table_is_found_under_its_alias_and_not_under_others() -> None:
    placements = Standard.load().table_named("ssd_cla_placements")
    assert placements is not None
    assert placements.id == "cla_placement"
    assert Standard.load().table_named("cla_placementses") is None


def test_a_well_formed_folder_is_read(tmp_path: Path) -> None:
    standard = read(tmp_path, TABLE, CODES)
    assert list(standard.tables) == ["wrens"]
    assert standard.tables["wrens"].names == {"wren_id": "wren_id", "wren_kind": "wren_kind", "wren_sort": "wren_kind"}
    assert standard.codes["kinds"].codes[0].accepts == ("Jeny",)


@pytest.mark.parametrize(
    ("old", "new", "code", "row"),
    [
        ("key: [wren_id]", "key: [robin_id]", "STANDARD-KEY", 6),
        ("codes: kinds", "codes: sorts", "STANDARD-CODES", 16),
        ("references: wrens.wren_id", "references: robins.robin_id", "STANDARD-REFERENCES", 11),
        ("references: wrens.wren_id", "references: wrens.nest", "STANDARD-REFERENCES", 11),
        ("aliases: [wren_sort]", "aliases: [wren_id]", "STANDARD-NAME-TWICE", 12),
        ("id: wrens", "id: robins", "STANDARD-FILE-NAME", 1),
        ("    type: text\n    length: 3", "    type: date\n    length: 3", "STANDARD-LENGTH", 14),
        ("grain: one row per wren", "grains: one row per wren", "KEY-UNKNOWN", 3),
    ],
)
def test_a_folder_that_does_not_hang_together_is_refused(
    tmp_path: Path, old: str, new: str, code: str, row: int
) -> None:
    assert old in TABLE
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, TABLE.replace(old, new), CODES)
    assert (code, row) in [(issue.code, issue.row) for issue in refused.value.issues]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("accepts: [Jeny]", "accepts: [j]", "STANDARD-CODE-TWICE"),
        ("accepts: [Jeny]", "since: 2016-04-01\n    until: 2016-03-31", "STANDARD-CODE-DATES"),
    ],
)
def test_a_code_list_that_says_two_things_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, TABLE, CODES.replace(old, new))
    assert [issue.code for issue in refused.value.issues] == [code]


def test_an_alias_of_one_table_is_not_the_name_of_another(tmp_path: Path) -> None:
    second = TABLE.replace("wrens", "robins").replace("required: true\n", "required: true\naliases: [wrens]\n", 1)
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, TABLE, CODES, robins=second)
    assert [issue.code for issue in refused.value.issues] == ["STANDARD-ALIAS"]


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        Standard.load(tmp_path)
    assert [issue.code for issue in refused.value.issues] == ["STANDARD-EMPTY"]


def test_the_hash_follows_the_content(tmp_path: Path) -> None:
    first = read(tmp_path / "first", TABLE, CODES)
    same = read(tmp_path / "same", TABLE, CODES)
    other = read(tmp_path / "other", TABLE, CODES.replace("Jenny", "Jen"))
    assert first.hash() == same.hash() != other.hash()


def read(folder: Path, table: str, codes: str, **more: str) -> Standard:
    for name, text in {"standard/wrens": table, "codes/kinds": codes}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    for name, text in more.items():
        (folder / "standard" / f"{name}.yaml").write_text(text, "utf-8")
    return Standard.load(folder)
