"""Faults about who somebody is, and rows that are nobody's or twice there."""

from __future__ import annotations

from datetime import date, timedelta

from crossfoot.synthetic.planting import Planting


def _plant_missing_keys(planting: Planting) -> None:
    for episode in planting.closed_cases():
        row = planting.extract.add(
            "cin_visits", cinv_cin_visit_id=planting.extract.new_id("O"), cinv_cin_visit_date=episode.start,
            cinv_cin_visit_seen=False,
        )  # fmt: skip
        planting.mark("RECORDS-MISSING-KEY", "cin_visits", row, "a visit to nobody")


def _plant_duplicate_keys(planting: Planting) -> None:
    visits = planting.extract.tables["cin_visits"]
    for place in (40, 90):
        row = planting.extract.add("cin_visits", **visits[place])
        planting.mark("RECORDS-DUPLICATE-KEY", "cin_visits", row, "the row is in the file twice")


def _plant_orphans(planting: Planting) -> None:
    for number in (1, 2):
        row = planting.extract.add(
            "disability", disa_table_id=planting.extract.new_id("DI"), disa_person_id=f"P99999{number}",
            disa_disability_code="LD",
        )  # fmt: skip
        planting.mark("RECORDS-ORPHAN", "disability", row, "a person who is not in the extract")


def _plant_unknown_codes(planting: Planting) -> None:
    for child in planting.callers():
        row = planting.extract.add(
            "disability", disa_table_id=planting.extract.new_id("DI"), disa_person_id=child.id,
            disa_disability_code="ZZZ",
        )  # fmt: skip
        planting.mark("RECORDS-CODE-UNKNOWN", "disability", row, "a code that no list has")


def _plant_same_persons(planting: Planting) -> None:
    for child in planting.callers():
        (first,) = planting.rows("person", "pers_person_id", child.id)
        second = planting.extract.add("person", **{**first, "pers_person_id": planting.extract.new_id("PX")})
        for row in (first, second):
            if row["pers_upn"] is None:
                row["pers_upn"] = f"B{child.id[1:]}"
            planting.mark("RECORDS-SAME-PERSON", "person", row, "one child under two numbers")


def _plant_merged_identities(planting: Planting) -> None:
    for child in planting.callers():
        row = planting.extract.add(
            "linked_identifiers", link_table_id=planting.extract.new_id("LI"), link_person_id=child.id,
            link_identifier_type="Youth justice number", link_identifier_value="YJ9999999",
        )  # fmt: skip
        planting.mark("RECORDS-MERGED-IDENTITY", "linked_identifiers", row, "two children share a number")


def _plant_birth_conflicts(planting: Planting) -> None:
    for child in planting.callers():
        mother = planting.extract.new_id("PM")
        planting.extract.add("person", pers_person_id=mother, pers_sex="F", pers_is_mother=True,
                             pers_dob=date(1984, 3, 5))  # fmt: skip
        assert child.dob is not None  # noqa: S101
        row = planting.extract.add(
            "mother", moth_table_id=planting.extract.new_id("MO"), moth_person_id=mother,
            moth_childs_person_id=child.id, moth_childs_dob=child.dob + timedelta(days=31),
        )  # fmt: skip
        planting.mark("RECORDS-BIRTH-CONFLICT", "mother", row, "the mother's row has another birthday")


def _plant_sex_conflicts(planting: Planting) -> None:
    for year in (1981, 1987):
        row = planting.extract.add("person", pers_person_id=planting.extract.new_id("PM"), pers_sex="M",
                                   pers_is_mother=True, pers_dob=date(year, 6, 1))  # fmt: skip
        planting.mark("RECORDS-SEX-CONFLICT", "person", row, "a mother recorded as male")


def _plant_unknown_sexes(planting: Planting) -> None:
    for child in planting.callers():
        (row,) = planting.rows("person", "pers_person_id", child.id)
        row["pers_sex"] = "U"
        planting.mark("RECORDS-UNKNOWN-SEX", "person", row, "the sex of a child of school age is unknown")


def _plant_century_slips(planting: Planting) -> None:
    for child in planting.callers():
        row = planting.extract.add(
            "address", addr_table_id=planting.extract.new_id("AX"), addr_person_id=child.id, addr_address_type="Home",
            addr_address_start_date=date(1916, 5, 9), addr_address_end_date=date(2016, 5, 9),
        )  # fmt: skip
        planting.mark("RECORDS-CENTURY", "address", row, "1916 for 2016")


PLANTERS = (
    _plant_missing_keys,
    _plant_duplicate_keys,
    _plant_orphans,
    _plant_unknown_codes,
    _plant_same_persons,
    _plant_merged_identities,
    _plant_birth_conflicts,
    _plant_sex_conflicts,
    _plant_unknown_sexes,
    _plant_century_slips,
)
