"""Outcomes in JSON, as flags and as lists."""

from pathlib import Path

import pytest
from small_records import column, places, write_records

from crossfoot.vocabulary.issues import Severity

NEW, NFA = "cont_contact_outcome_is_new_referral", "cont_contact_outcome_is_nfa"


@pytest.mark.parametrize(
    ("json", "new_referral", "nfa", "code"),
    [
        ('{"NEW_REFERRAL_FLAG": "Y", "NFA_FLAG": "N"}', True, False, None),
        ('{"NEW_REFERRAL": "Y"}', True, None, None),
        ('{"NEW_REFERRAL_FLAG": true, "NFA_FLAG": 0}', True, False, None),
        ('{"NEW_REFERRAL_FLAG": "", "NFA_FLAG": null}', None, None, None),
        ("{}", None, None, None),
        ("", None, None, None),
        ('{"NFA_FLAG": "N", "COMMENTS": "words about a wren"}', None, False, None),
        ('{"NFA_FLAG": "N", "PIGEON_POST_FLAG": "Y"}', None, False, "RECORDS-OUTCOME-KEY"),
        ('{"NEW_REFERRAL_FLAG": "Y", "NFA_FLAG": "perhaps"}', True, None, "RECORDS-OUTCOME-FLAG"),
        ('{"NEW_REFERRAL_FLAG": "Y"', None, None, "RECORDS-JSON"),
        ('["NEW_REFERRAL_FLAG"]', None, None, "RECORDS-JSON"),
        ("New referral", None, None, "RECORDS-JSON"),
    ],
)
def test_named_flags(tmp_path: Path, json: str, new_referral: bool | None, nfa: bool | None, code: str | None) -> None:
    records, issues = write_records(
        tmp_path, {"contacts": [{"cont_contact_id": "c1", "cont_contact_outcome_json": json}]}
    )
    assert column(records, "contacts", NEW) == [new_referral]
    assert column(records, "contacts", NFA) == [nfa]
    assert [issue.code for issue in issues] == ([code] if code else [])


def test_the_number_of_outcomes_is_kept_and_words_are_not(tmp_path: Path) -> None:
    json = '{"NFA_FLAG": "N", "LEGAL_ACTION_FLAG": "Y", "TOTAL_NO_OF_OUTCOMES": 2, "COMMENTS": "the nest fell down"}'
    row = {"cina_assessment_id": "a1", "cina_assessment_outcome_nfa": "Y", "cina_assessment_outcome_json": json}
    records, issues = write_records(tmp_path, {"cin_assessments": [row]})
    assert issues == ()
    assert column(records, "cin_assessments", "cina_assessment_outcome_total") == [2]
    assert column(records, "cin_assessments", "cina_assessment_outcome_is_legal_action") == [True]
    assert column(records, "cin_assessments", "cina_assessment_outcome_is_nfa") == [False]
    assert column(records, "cin_assessments", "cina_assessment_outcome_nfa") == [True]
    assert b"nest" not in records.path("cin_assessments").read_bytes()
    assert not any("comment" in name for name in records.columns("cin_assessments"))


@pytest.mark.parametrize(
    ("json", "factors", "code"),
    [
        ('["2B", "1A", "2B"]', "1A 2B", None),
        ('{"2B": "Y", "1A": "N", "16A": true}', "16A 2B", None),
        ('[" 2b "]', "2B", None),
        ("[]", "", None),
        ("", None, None),
        ('["1A", "99Z"]', "1A", "RECORDS-LISTED-CODE"),
        ('["1A", null]', "1A", "RECORDS-LISTED-CODE"),
        ('[{"1A": "Y"}]', "", "RECORDS-LISTED-CODE"),
        ("1A, 2B", None, "RECORDS-JSON"),
        ('"1A"', None, "RECORDS-JSON"),
    ],
)
def test_a_list_of_codes(tmp_path: Path, json: str, factors: str | None, code: str | None) -> None:
    row = {"cinf_table_id": "f1", "cinf_assessment_factors_json": json}
    records, issues = write_records(tmp_path, {"assessment_factors": [row]})
    assert column(records, "assessment_factors", "cinf_assessment_factors") == [factors]
    assert [issue.code for issue in issues] == ([code] if code else [])


def test_an_unknown_key_is_a_warning_with_its_row(tmp_path: Path) -> None:
    rows = [
        {"cont_contact_id": "c1", "cont_contact_outcome_json": '{"NFA_FLAG": "Y"}'},
        {"cont_contact_id": "c2", "cont_contact_outcome_json": '{"NOTHING_FLAG": "Y"}'},
    ]
    _, issues = write_records(tmp_path, {"contacts": rows})
    assert places(issues) == [("RECORDS-OUTCOME-KEY", 3, "cont_contact_outcome_json")]
    assert issues[0].severity is Severity.WARNING
