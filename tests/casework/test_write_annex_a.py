"""Annex A: each list beside its figure with nothing left over, its rows as the records have them, its files."""

from __future__ import annotations

import csv
import shutil
import stat
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from invented_county import frame_of, opened, with_sources
from python_calamine import CalamineWorkbook
from reference.care import find_spells
from reference.case_records import merge_records
from reference.cells import day_of, is_open, is_yes, text_of
from reference.children import County
from reference.figures import read_limits
from reference.histories import draw_county
from reference.populations import rows_in_months

from crossfoot.casework.annex_a import annex_a_sheets, headings, read_annex_a, reconcile
from crossfoot.casework.annex_a_list import COUNTED, AnnexList, Months
from crossfoot.figures.snapshot import Snapshot
from crossfoot.operations.write_annex_a import AnnexAWritten, write_annex_a
from crossfoot.vocabulary.issues import InputRefused

MONTH, ON, SINCE, YEAR_AGO = "2017-01", date(2017, 1, 31), date(2016, 8, 1), date(2016, 2, 1)
SIX = ["2016-08", "2016-09", "2016-10", "2016-11", "2016-12", "2017-01"]
TWELVE = ["2016-02", "2016-03", "2016-04", "2016-05", "2016-06", "2016-07", *SIX]
POPULATIONS = {
    "Contacts": "contacts",
    "Early help referrals": "early-help-referrals",
    "Referrals": "referrals",
    "Assessments authorised": "assessments-authorised",
    "Strategy discussions": "strategy-discussions",
    "Initial conferences": "initial-conferences",
    "Children in need": "children-in-need",
    "Children with a plan": "protection-plans",
    "Children looked after": "looked-after",
    "Care leavers": "care-leavers",
    "Adoption orders": "adoptions",
}


@cache
def county_records() -> dict[str, list[dict[str, Any]]]:
    """The records that are looked at, made when they are first asked for."""
    return with_sources(merge_records([draw_county(seed, 40, dirty=seed % 2 == 1).records for seed in range(50, 58)]))


MOMENT = datetime(2017, 2, 9, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def lists() -> dict[str, AnnexList]:
    frame = frame_of(MONTH)
    with opened(frame, county_records()) as engine:
        return {each.part: each for each in read_annex_a(frame, engine)}


@pytest.fixture(scope="module")
def reference() -> County:
    return County(county_records(), read_limits())


def rows_of(lists: dict[str, AnnexList], part: str, *names: str) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(line.get(name) for name in ("Child Unique ID", *names)) for line in lists[part].lines)


def test_the_rows_that_no_reason_keeps_out_are_those_of_the_plain_reference(
    lists: dict[str, AnnexList], reference: County
) -> None:
    """The reasons are found row by row; the reference counts the population and knows nothing of them."""
    compared = [comparison for each in lists.values() for comparison in each.comparisons]
    assert {comparison.what for comparison in compared} == set(POPULATIONS)
    for comparison in compared:
        months = {Months.SIX: SIX, Months.LAST: [MONTH], Months.ROLLING: TWELVE}[comparison.months]
        counted = rows_in_months(POPULATIONS[comparison.what], reference, months)
        assert comparison.counted == sum(len(rows) for rows in counted.values()) > 0, comparison.what
        assert comparison.listed > comparison.counted, comparison.what


def test_every_reason_is_met_somewhere(lists: dict[str, AnnexList]) -> None:
    reasons = {reason for each in lists.values() for comparison in each.comparisons for reason in comparison.reasons}
    assert reasons - {COUNTED} >= {
        "18 or over on the day",
        "about a child whose case was open",
        "another of the child on the same day is counted",
        "of a family counted once for the day",
        "authorised without an outcome",
        "a plan moved in from another council",
        "a later referral of the child is open",
        "no primary need of a child in need (N1 to N8)",
        "has a protection plan",
        "looked after",
        "a plan of another council",
        "another plan of the child is counted",
        "over by the day",
        "neither relevant nor former relevant",
    }


def test_nothing_is_unexplained_beside_the_figures_of_a_closed_month(
    rows: Path, closed: Snapshot, tmp_path: Path
) -> None:
    own = shutil.copytree(rows, tmp_path / "rows")
    written = ask(closed.folder, own, tmp_path / "annex")
    assert len(written.reconciled) == len(POPULATIONS)
    assert [(each.part, each.figure, each.unexplained) for each in written.reconciled if each.unexplained != 0] == []
    assert all(each.figure for each in written.reconciled)
    assert written.agrees


def test_a_row_too_few_is_shown_as_unexplained(rows: Path, closed: Snapshot, tmp_path: Path) -> None:
    frame = frame_of(MONTH)
    with opened(frame, county_records()) as engine:
        found = read_annex_a(frame, engine)
    contacts = found[0].comparisons[0]
    # Of other records than the snapshot's: the difference cannot but be shown.
    reconciled = reconcile([replace(found[0], comparisons=(contacts,))], closed)
    (each,) = reconciled
    assert each.figure is not None
    assert each.unexplained == contacts.counted - each.figure != 0
    sheet = annex_a_sheets([], reconciled, frame=frame, as_at=ON)[0]
    assert ("List 1", "Contacts", "Unexplained difference", each.unexplained, None) in sheet.rows


def test_the_columns_are_those_of_the_layout_and_none_is_made_up(lists: dict[str, AnnexList]) -> None:
    assert list(lists) == [f"List {number}" for number in range(1, 12)]
    for part, each in lists.items():
        assert {name for line in each.lines for name in line} <= set(headings(part)), part
    assert lists["List 11"].lines == ()
    assert "no prospective adopters" in lists["List 11"].says


def test_contacts_and_referrals_are_all_of_the_six_months(lists: dict[str, AnnexList]) -> None:
    for part, table, person, day, heading in (
        ("List 1", "contacts", "cont_person_id", "cont_contact_date", "Date of Contact"),
        ("List 3", "cin_episodes", "cine_person_id", "cine_referral_date", "Date of referral"),
    ):
        expected = Counter(
            (row[person], row[day])
            for row in county_records()[table]
            if row[person] is not None and row[day] is not None and SINCE <= row[day] <= ON
        )
        assert rows_of(lists, part, heading) == expected
    numbers = Counter(
        row["cine_person_id"]
        for row in county_records()["cin_episodes"]
        if row["cine_referral_date"] is not None and YEAR_AGO <= row["cine_referral_date"] <= ON
    )
    for line in lists["List 3"].lines:
        assert line["Number of Referrals in Last 12 Months"] == numbers[line["Child Unique ID"]]


def test_each_enquiry_and_each_conference_of_the_six_months_is_listed(lists: dict[str, AnnexList]) -> None:
    started, held = (
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Date of Initial Child Protection Conference",
    )
    enquiries = {
        (row["s47e_person_id"], row["s47e_s47_start_date"])
        for row in county_records()["s47_enquiry"]
        if row["s47e_s47_start_date"] is not None and SINCE <= row["s47e_s47_start_date"] <= ON
    }
    listed = {(line["Child Unique ID"], line.get(started)) for line in lists["List 5"].lines}
    assert enquiries <= listed
    conferences = Counter(
        (row["icpc_person_id"], row["icpc_icpc_date"])
        for row in county_records()["initial_cp_conference"]
        if row["icpc_icpc_date"] is not None and SINCE <= row["icpc_icpc_date"] <= ON
    )
    found = Counter(
        (line["Child Unique ID"], line[held])
        for line in lists["List 5"].lines
        if isinstance(day := line.get(held), date) and SINCE <= day <= ON
    )
    assert found == conferences


def test_protection_plans_have_their_visits_reviews_and_plans_before(
    lists: dict[str, AnnexList], reference: County
) -> None:
    expected: Counter[tuple[Any, ...]] = Counter()
    for child in reference:
        plans = child.records("cp_plans")
        visits = [d for row in child.records("cp_visits") if (d := day_of(row, "cppv_cp_visit_date")) and d <= ON]
        for plan in plans:
            start, end = day_of(plan, "cppl_cp_plan_start_date"), day_of(plan, "cppl_cp_plan_end_date")
            if start is None or start > ON or (end is not None and end < SINCE):
                continue
            reviews = [
                day
                for review in reference.reviews_by_plan.get(str(plan["cppl_cp_plan_id"]), [])
                if (day := day_of(review, "cppr_cp_review_date")) and day <= ON
            ]
            before = [d for each in plans if (d := day_of(each, "cppl_cp_plan_start_date")) and d < start]
            expected[child.person, start, end, max(visits, default=None), max(reviews, default=None), len(before)] += 1
    found = rows_of(
        lists,
        "List 7",
        "Child Protection Plan Start Date",
        "Child Protection Plan End Date",
        "Date of the Last Statutory Visit",
        "Date of latest review conference",
        "Number of Previous Child Protection Plans",
    )
    assert found == expected


def test_looked_after_children_have_their_spells_visits_and_placements(
    lists: dict[str, AnnexList], reference: County
) -> None:
    expected: Counter[tuple[Any, ...]] = Counter()
    for child in reference:
        spells = find_spells(child.records("cla_episodes"), child.records("legal_status"))
        seen = [
            day
            for row in child.records("cla_visits")
            if is_yes(row, "clav_cla_visit_seen") and (day := day_of(row, "clav_cla_visit_date")) and day <= ON
        ]
        placements = [
            (day, row)
            for row in child.records("cla_placement")
            if (day := day_of(row, "clap_cla_placement_start_date")) and day <= ON
        ]
        in_year = [
            row
            for _, row in placements
            if (end := day_of(row, "clap_cla_placement_end_date")) is None or end >= YEAR_AGO
        ]
        for spell in spells:
            if spell.start <= ON and (spell.end is None or spell.end >= SINCE):
                latest = max((day for day, _ in placements), default=None)
                again = any(YEAR_AGO <= other.start < spell.start for other in spells)
                expected[
                    child.person,
                    spell.start,
                    spell.end,
                    max(seen, default=None),
                    latest,
                    len(in_year),
                    "Yes" if again else "No",
                ] += 1
    found = rows_of(
        lists,
        "List 8",
        "Date Started to be Looked After",
        "Date Ceased to be Looked After",
        "Date of Last Social Work Visit",
        "Start Date of Most Recent Placement",
        "Number of Placements in the Last 12 months",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    )
    assert found == expected


def test_open_cases_say_what_they_are(lists: dict[str, AnnexList], reference: County) -> None:
    statuses: Counter[str] = Counter()
    for line in lists["List 6"].lines:
        child = reference.children[str(line["Child Unique ID"])]
        is_protected = any(
            is_open(day_of(p, "cppl_cp_plan_start_date"), day_of(p, "cppl_cp_plan_end_date"), ON)
            and not is_yes(p, "cppl_cp_plan_ola")
            for p in child.records("cp_plans")
        )
        closed = line["CIN Closure Date"]
        status = "Child in need"
        if isinstance(closed, date) and closed <= ON:
            status = "Closed"
        elif child.spell_on(ON) is not None:
            status = "Looked after"
        elif is_protected:
            status = "Child protection"
        assert line["Case status"] == status
        statuses[status] += 1
    assert len(statuses) == 4


def test_leavers_and_children_to_be_adopted_are_listed(lists: dict[str, AnnexList]) -> None:
    kept = Counter(row["clea_person_id"] for row in county_records()["care_leavers"] if row["kept_month"] == MONTH)
    assert Counter(line["Child Unique ID"] for line in lists["List 9"].lines) == kept
    orders = Counter(
        (row["perm_person_id"], row["perm_permanence_order_date"])
        for row in county_records()["permanence"]
        if row["perm_person_id"] is not None
        and row["perm_permanence_order_date"] is not None
        and YEAR_AGO <= row["perm_permanence_order_date"] <= ON
        and "adopt" in (text_of(row, "perm_permanence_order_type") or "").lower()
    )
    listed = rows_of(lists, "List 10", "Date of Adoption Order")
    assert orders - listed == Counter()


# -- the operation -----------------------------------------------------------------------------------------------------


def ask(snapshot: Path, rows: Path, out: Path, **changed: Any) -> AnnexAWritten:
    given: dict[str, Any] = {"person": "wren", "reason": "inspection", "moment": MOMENT, **changed}
    return write_annex_a(snapshot, rows, out, **given)


def test_the_workbook_has_a_sheet_for_each_list_and_days_as_days(rows: Path, closed: Snapshot, tmp_path: Path) -> None:
    own = shutil.copytree(rows, tmp_path / "rows")
    written = ask(closed.folder, own, tmp_path / "annex")
    assert stat.S_IMODE((tmp_path / "annex").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in written.files} == {0o600}
    workbook = next(path for path in written.files if path.suffix == ".xlsx")
    book = CalamineWorkbook.from_path(workbook)
    assert book.sheet_names == ["Reconciliation", *(f"List {number}" for number in range(1, 12))]
    for part, number in written.rows.items():
        cells = book.get_sheet_by_name(part).to_python()
        top = next(place for place, row in enumerate(cells) if row[: len(headings(part))] == list(headings(part)))
        assert len(cells) - top - 1 == max(number, 1)
    cells = book.get_sheet_by_name("List 1").to_python()
    top = next(place for place, row in enumerate(cells) if row[0] == "Child Unique ID")
    assert all(isinstance(row[cells[top].index("Date of Contact")], date) for row in cells[top + 1 :])
    table = next(path for path in written.files if path.suffix == ".csv")
    with table.open(newline="") as stream:
        lines = list(csv.DictReader(stream))
    for part in {line["List"] for line in lines}:
        for what in {line["Compared"] for line in lines if line["List"] == part}:
            said = [
                (line["Line"], int(line["Number"]))
                for line in lines
                if (line["List"], line["Compared"]) == (part, what)
            ]
            figure = next(number for text, number in said if text.startswith("Figure"))
            listed = sum(number for text, number in said if text.startswith(("Rows", "Not counted")))
            assert listed == figure
    assert f"Annex A for 2017-01,{sum(written.rows.values())},inspection" in (own / "access.csv").read_text()


def test_records_of_another_month_are_refused(rows: Path, closed: Snapshot, tmp_path: Path) -> None:
    own = shutil.copytree(rows, tmp_path / "rows")
    manifest = (own / "manifest.json").read_text()
    (own / "manifest.json").write_text(manifest.replace('"month": "2017-01"', '"month": "2017-02"'))
    with pytest.raises(InputRefused) as refused:
        ask(closed.folder, own, tmp_path / "annex")
    assert [issue.code for issue in refused.value.issues] == ["ROWS-OF-ANOTHER-SNAPSHOT"]
    assert not (tmp_path / "annex").exists()
