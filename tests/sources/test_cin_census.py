"""A CIN census return becomes records that hang together, whatever its year, and nothing that is not a return does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.builder import E
from read_records import MARKER, STANDARD, check_says_nothing, check_sound, codes, columns, errors, rows

from crossfoot.records.raw_tables import Read
from crossfoot.sources.cin_census import read_cin_census
from crossfoot.sources.layout import read_layout


def read(path: Path, scratch: Path) -> Read:
    found = read_cin_census(path, standard=STANDARD, scratch=scratch)
    check_sound(found)
    return found


def leaves(*pairs: tuple[str, str]) -> list[etree._Element]:
    return [E(name, text) for name, text in pairs]


def child(number: str, *details: etree._Element, sex: tuple[str, str] = ("GenderCurrent", "2")) -> etree._Element:
    return E.Child(
        E.ChildIdentifiers(*leaves(("LAchildID", number), ("PersonBirthDate", "2010-03-02"), sex)),
        E.ChildCharacteristics(E.Ethnicity("WBRI"), E.Disabilities(E.Disability("HAND"), E.Disability("VIS"))),
        *details,
    )


def episode() -> etree._Element:
    return E.CINdetails(
        *leaves(("CINreferralDate", "2016-05-01"), ("ReferralSource", "1A"), ("DateOfInitialCPC", "2016-06-01")),
        E.Assessments(
            *leaves(("AssessmentActualStartDate", "2016-05-02"), ("AssessmentAuthorisationDate", "2016-06-20")),
            E.FactorsIdentifiedAtAssessment(E.AssessmentFactors("1A"), E.AssessmentFactors("2B")),
        ),
        E.CINPlanDates(E.CINPlanStartDate("2016-05-10")),
        E.Section47(*leaves(("S47ActualStartDate", "2016-05-20"), ("InitialCPCtarget", "2016-06-10"))),
        E.Section47(*leaves(("S47ActualStartDate", "2016-05-25"), ("DateOfInitialCPC", "2016-06-01"))),
        E.ReferralNFA("false"),
        E.ChildProtectionPlans(
            *leaves(("CPPstartDate", "2016-06-01"), ("InitialCategoryOfAbuse", "NEG"), ("NumberOfPreviousCPP", "1")),
            E.Reviews(E.CPPreviewDate("2016-09-01"), E.CPPreviewDate("2017-02-20")),
        ),
    )


def write(path: Path, year: str, *children: etree._Element) -> Path:
    header = E.Header(E.CollectionDetails(*leaves(("Collection", "CIN"), ("Year", year))))
    path.write_bytes(etree.tostring(E.Message(header, E.Children(*children)), pretty_print=True))
    return path


def test_a_return_of_2017(tmp_path: Path) -> None:
    found = read(write(tmp_path / "cin.xml", "2017", child("C1", episode()), child("C2")), tmp_path / "scratch")
    assert errors(found) == []
    assert [(r["pers_person_id"], r["pers_sex"], r["pers_dob"]) for r in rows(found, "person")] == [
        ("C1", "2", "2010-03-02"),
        ("C2", "2", "2010-03-02"),
    ]
    (referral,) = rows(found, "cin_episodes")
    assert (referral["cine_referral_date"], referral["cine_referral_nfa"]) == ("2016-05-01", "false")
    assert [row["disa_disability_code"] for row in rows(found, "disability")] == ["HAND", "VIS"] * 2
    (factors,) = rows(found, "assessment_factors")
    (assessment,) = rows(found, "cin_assessments")
    assert factors["cinf_assessment_factors_json"] == '["1A", "2B"]'
    assert factors["cinf_assessment_id"] == assessment["cina_assessment_id"]
    assert assessment["cina_referral_id"] == referral["cine_referral_id"]
    # Printed both with the episode and with the enquiry: one conference, tied to its enquiry. A target is none.
    (conference,) = rows(found, "initial_cp_conference")
    enquiries = [row["s47e_s47_enquiry_id"] for row in rows(found, "s47_enquiry")]
    assert conference["icpc_icpc_date"] == "2016-06-01"
    assert conference["icpc_s47_enquiry_id"] == enquiries[1]
    reviews = rows(found, "cp_reviews")
    assert [row["cppr_cp_review_date"] for row in reviews] == ["2016-09-01", "2017-02-20"]
    assert {row["cppr_cp_plan_id"] for row in reviews} == {rows(found, "cp_plans")[0]["cppl_cp_plan_id"]}
    assert "cppr_cp_review_due" not in columns(found, "cp_reviews")
    assert "contacts" not in found.tables


def test_each_record_keeps_the_line_of_its_element_beyond_65535(tmp_path: Path) -> None:
    path = write(tmp_path / "cin.xml", "2017", child("C1", episode()))
    path.write_bytes(path.read_bytes().replace(b"<Children>", b"<Children>" + b"\n" * 70_000, 1))
    found = read(path, tmp_path / "scratch")
    lines = path.read_bytes().split(b"\n")
    (plan,) = rows(found, "cp_plans")
    assert b"<ChildProtectionPlans>" in lines[plan["source_row"] - 1]
    assert b"2017-02-20" in lines[rows(found, "cp_reviews")[1]["source_row"] - 1]


def test_a_return_of_2026(tmp_path: Path) -> None:
    details = episode()
    details.append(E.PreProceedingsandFGDM(E.PPStartDate("2025-09-09"), E.PPOutcome("A")))
    found = read(write(tmp_path / "c.xml", "2026", child("C1", details, sex=("Sex", "F"))), tmp_path / "scratch")
    assert errors(found) == []
    assert rows(found, "person")[0]["pers_sex"] == "F"
    assert codes(found) == {"RECORDS-PARTIAL-TABLE"}
    assert "pre_proceedings" not in found.tables


def test_another_year_and_unknown_elements_are_said(tmp_path: Path) -> None:
    strange = child("C1")
    strange.append(E(MARKER, MARKER))
    found = read(write(tmp_path / "c.xml", "2031", strange), tmp_path / "scratch")
    assert {"CIN-CENSUS-YEAR", "RECORDS-FIELD-UNKNOWN"} <= codes(found)
    check_says_nothing(found)


BOMB = (
    "<!DOCTYPE m [<!ENTITY a 'ZZMARKERZZ'>"
    + "".join(f"<!ENTITY {name} '{f'&{inner};' * 10}'>" for inner, name in ("ab", "bc", "cd", "de"))
    + "]>"
)
IDENTIFIERS = "<ChildIdentifiers><LAchildID>{}</LAchildID></ChildIdentifiers>"
BODY = f"<Message><Children><Child>{IDENTIFIERS}</Child></Children></Message>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "RECORDS-FILE-EMPTY"),
        (MARKER, "XML-BROKEN"),
        (f"<Message><Children><Child>{MARKER}", "XML-BROKEN"),
        (f"<Message><{MARKER}></Other></Message>", "XML-BROKEN"),
        (f"<{MARKER}><a/></{MARKER}>", "CIN-CENSUS-ROOT"),
        ("<Message/>", "CIN-CENSUS-NO-CHILDREN"),
        (BODY.format(""), "CIN-CENSUS-NO-CHILDREN"),
        (BOMB + BODY.format("&e;"), "XML-DOCUMENT-TYPE"),
        ("<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + BODY.format("&x;"), "XML-DOCUMENT-TYPE"),
        ("<!DOCTYPE m SYSTEM 'http://localhost/x.dtd'>" + BODY.format("C1"), "XML-DOCUMENT-TYPE"),
        (BODY.format("&undeclared;"), "XML-BROKEN"),
        ("<Message>" + "<a>" * 20 + "</a>" * 20 + "</Message>", "XML-TOO-DEEP"),
        ("<Message>" + "<a>" * 5000 + "</a>" * 5000 + "</Message>", "XML-TOO-DEEP"),
        (
            "<Message><Header><CollectionDetails><Collection>SWF</Collection></CollectionDetails></Header></Message>",
            "CIN-CENSUS-COLLECTION",
        ),
    ],
)
def test_what_is_no_return_gives_its_issue_and_no_records(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "cin.xml"
    path.write_text(content, encoding="utf-8")
    found = read(path, tmp_path / "scratch")
    assert errors(found) == [code]
    check_says_nothing(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), place=st.integers(0, 400))
def test_arbitrary_bytes_never_raise(tmp_path: Path, content: bytes, place: int) -> None:
    path = write(tmp_path / "cin.xml", "2017", child("C1", episode()))
    good = path.read_bytes()
    path.write_bytes(good[:place] + content + good[place:])
    found = read(path, tmp_path / "scratch")
    assert errors(found) or found.tables


def test_the_layout_is_of_the_years_2017_to_2026() -> None:
    layout = read_layout("cin-census")
    assert (layout.first_year, layout.last_year) == (2017, 2026)
