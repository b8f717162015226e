"""A payload of the children's social care API becomes records; what is to be purged, or broken, does not."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_records import MARKER, STANDARD, check_says_nothing, check_sound, codes, columns, errors, rows

from crossfoot.records.raw_tables import Read
from crossfoot.sources import json_documents
from crossfoot.sources.json_documents import read_documents
from crossfoot.sources.social_care_api import read_social_care_api


def read(path: Path, scratch: Path) -> Read:
    found = read_social_care_api(path, standard=STANDARD, scratch=scratch)
    check_sound(found)
    return found


def child(number: str, *episodes: dict[str, Any], **details: Any) -> dict[str, Any]:
    named = {"sex": "F", "date_of_birth": "2010-03-02", "ethnicity": "WBRI", "purge": False} | details
    return {
        "la_child_id": number,
        "mis_child_id": "SSD_SUI",
        "child_details": named,
        "social_care_episodes": [*episodes],
    }


EPISODE: dict[str, Any] = {
    "social_care_episode_id": "E1",
    "referral_date": "2025-01-02",
    "referral_no_further_action_flag": False,
    "child_and_family_assessments": [
        {"child_and_family_assessment_id": "A1", "start_date": "2025-01-03", "factors": ["1C", "4A"], "purge": False},
        {"child_and_family_assessment_id": "A2", "start_date": "2025-02-03", "purge": True},
    ],
    "section_47_assessments": [
        {
            "section_47_assessment_id": "S1",
            "start_date": "2025-01-05",
            "icpc_required_flag": True,
            "icpc_date": "2025-01-20",
        }
    ],
    "child_looked_after_placements": [
        {
            "child_looked_after_placement_id": "P1",
            "start_date": "2025-01-21",
            "start_reason": "S",
            "change_reason": "SSD_PH",
        }
    ],
    "care_worker_details": [{"worker_id": "W1", "start_date": "2025-01-02"}],
    "care_leavers": {"contact_date": "2025-03-01", "activity": "F2"},
}


def test_a_payload(tmp_path: Path) -> None:
    path = tmp_path / "payload.json"
    second = child("C2", EPISODE, dict(EPISODE, social_care_episode_id="E2"), disabilities=["VIS"], uasc_flag=True)
    path.write_text(json.dumps([child("C1"), second]), encoding="utf-8")
    found = read(path, tmp_path / "scratch")
    assert errors(found) == []
    assert [row["pers_single_unique_id"] for row in rows(found, "person")] == [None, None]
    assert [(r["cine_referral_id"], r["cine_referral_nfa"]) for r in rows(found, "cin_episodes")] == [
        ("E1", "N"),
        ("E2", "N"),
    ]
    assert {row["cina_assessment_id"] for row in rows(found, "cin_assessments")} == {"A1"}
    assert rows(found, "assessment_factors")[0]["cinf_assessment_factors_json"] == '["1C", "4A"]'
    assert rows(found, "s47_enquiry")[0]["s47e_s47_outcome_json"] == '{"CP_CONFERENCE_FLAG":"Y"}'
    assert rows(found, "initial_cp_conference")[0]["icpc_icpc_date"] == "2025-01-20"
    assert rows(found, "cla_placement")[0]["clap_cla_placement_change_reason"] is None
    assert rows(found, "disability")[0]["disa_disability_code"] == "VIS"
    assert rows(found, "immigration_status")[0]["immi_person_id"] == "C2"
    # Repeated under each episode of the child: one young person.
    assert len(rows(found, "care_leavers")) == 1
    # The second child of the list.
    assert {row["source_row"] for row in rows(found, "involvements")} == {2}
    assert "cppl_cp_plan_initial_category" not in columns(found, "cp_plans")
    assert {"cp_visits", "cp_reviews", "legal_status"} & set(found.tables) == set()
    assert "SOCIAL-CARE-API-PURGED" in codes(found)


def test_one_child_need_not_be_in_a_list(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text("\ufeff" + json.dumps(child("C1"), indent=2), encoding="utf-8")
    assert len(rows(read(path, tmp_path / "scratch"), "person")) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "RECORDS-FILE-EMPTY"),
        (MARKER, "JSON-BROKEN"),
        ("[]", "SOCIAL-CARE-API-NO-CHILDREN"),
        ("[{}]", "SOCIAL-CARE-API-NO-CHILDREN"),
        ('[{"la_child_id": "C1", "purge": true}]', "SOCIAL-CARE-API-NO-CHILDREN"),
        (f'["{MARKER}"]', "JSON-NOT-AN-OBJECT"),
        ('[{"la_child_id": "C1"}', "JSON-BROKEN"),
        ('[{"la_child_id": "C1"} {"la_child_id": "C2"}]', "JSON-BROKEN"),
        (f'[{{"la_child_id": "C1"}}] {MARKER}', "JSON-BROKEN"),
        (f'[{{"la_child_id": "{MARKER}}}]', "JSON-BROKEN"),
        (f'[{{"la_child_id": "C1", "la_child_id": "{MARKER}"}}]', "JSON-DUPLICATE-KEY"),
        ('[{"la_child_id": "C1", "x": ' + "[" * 30 + "]" * 30 + "}]", "JSON-TOO-DEEP"),
        ('[{"la_child_id": "C1", "x": ' + "[" * 200_000 + "]" * 200_000 + "}]", "JSON-TOO-DEEP"),
    ],
)
def test_what_is_no_payload_gives_its_issue_and_no_records(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "payload.json"
    path.write_text(content, encoding="utf-8")
    found = read(path, tmp_path / "scratch")
    assert errors(found) == [code]
    check_says_nothing(found)


def test_no_issue_holds_a_value(tmp_path: Path) -> None:
    path = tmp_path / "payload.json"
    strange = child(MARKER, {MARKER: MARKER}, uasc_flag=MARKER, sex=MARKER)
    path.write_text(json.dumps([strange, {"child_details": {"surname": MARKER}}]), encoding="utf-8")
    found = read(path, tmp_path / "scratch")
    assert {"RECORDS-NOT-YES-OR-NO", "RECORDS-RECORD-WITHOUT-ID", "RECORDS-FIELD-UNKNOWN"} <= codes(found)
    check_says_nothing(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), place=st.integers(0, 60))
def test_arbitrary_bytes_never_raise(tmp_path: Path, content: bytes, place: int) -> None:
    good = json.dumps([child("C1", EPISODE)]).encode()
    path = tmp_path / "payload.json"
    path.write_bytes(good[:place] + content + good[place:])
    found = read(path, tmp_path / "scratch")
    assert errors(found) or found.tables


@settings(deadline=None)
@given(
    documents=st.lists(st.dictionaries(st.text(max_size=5), st.text() | st.lists(st.text(), max_size=3), max_size=4)),
    chunk=st.integers(1, 9),
)
def test_documents_split_anywhere_are_as_the_json_library_reads_them(
    documents: list[dict[str, Any]], chunk: int
) -> None:
    before = json_documents.CHUNK
    json_documents.CHUNK = chunk
    try:
        stream = io.BytesIO(json.dumps(documents, ensure_ascii=False).encode())
        assert list(read_documents(stream)) == list(enumerate(documents, start=1))
    finally:
        json_documents.CHUNK = before
