"""The codes that a year's return took, against a table typed from the public lists and not from the YAML."""

from __future__ import annotations

from datetime import date

import pytest
from read_records import STANDARD

FIRST_AND_LAST_RETURN = """\
assessment_factors       8A      -     2016
assessment_factors       18A     -     2024
assessment_factors       19A     -     2024
assessment_factors       24A     2022  -
closure_reason           RC9     2023  -
contact_source           5D      2023  -
episode_ceased_reason    E43     -     2018
episode_ceased_reason    E44     -     2018
episode_ceased_reason    E45     2019  -
episode_ceased_reason    E46     2019  -
episode_ceased_reason    E47     2019  -
episode_ceased_reason    E48     2019  -
leaver_activity          F3      -     2021
leaver_activity          P3      -     2021
leaver_activity          F4      2022  -
leaver_activity          P4      2022  -
leaver_activity          F5      2022  -
leaver_activity          P5      2022  -
placement_change_reason  CUSTOD  2019  -
placement_type           H5      -     2025
placement_type           P2      -     2025
placement_type           K3      2025  -
placement_type           Z1      -     2025
placement_type           Z11     2026  -
placement_type           Z12     2026  -
placement_type           Z13     2026  -
placement_type           Z14     2026  -
"""
"""List, code, and the years in which the first and the last return that took it ended."""

MEANINGS = """\
contact_source          5D   early help
placement_type          K3   supported accommodation
placement_type          K2   children's home
placement_type          Z11  other placement
episode_ceased_reason   E43  former foster carers
episode_ceased_reason   E44  others
episode_ceased_reason   E45  former foster carers who are relatives or friends
episode_ceased_reason   E46  other former foster carers
episode_ceased_reason   E47  other relatives or friends
episode_ceased_reason   E48  made to others
leaver_activity         F4   apprenticeship, full time
leaver_activity         P4   apprenticeship, part time
leaver_activity         F5   other than an apprenticeship, full time
leaver_activity         P5   other than an apprenticeship, part time
assessment_factors      24A  criminal exploitation
closure_reason          RC9  early help
"""


def taken_in(of: str, year: int) -> set[str]:
    """The codes that were in force at the end of the return's year."""
    end = date(year, 3, 31)
    return {
        entry.code for entry in STANDARD.codes[of].codes if (entry.since or end) <= end and (entry.until or end) >= end
    }


def test_the_first_and_the_last_return_of_every_code_that_came_or_went() -> None:
    expected = {
        (of, code): (
            None if first == "-" else date(int(first) - 1, 4, 1),
            None if last == "-" else date(int(last), 3, 31),
        )
        for of, code, first, last in (line.split() for line in FIRST_AND_LAST_RETURN.splitlines())
    }
    found = {
        (listed.id, code.code): (code.since, code.until)
        for listed in STANDARD.codes.values()
        for code in listed.codes
        if code.since or code.until
    }
    assert found == expected


@pytest.mark.parametrize("line", MEANINGS.splitlines())
def test_what_a_mended_code_means(line: str) -> None:
    of, code, words = line.split(maxsplit=2)
    (name,) = [entry.name for entry in STANDARD.codes[of].codes if entry.code == code]
    assert words in name.casefold()


STAYED = "A3 A4 A5 A6 K1 K2 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6"


@pytest.mark.parametrize(
    ("year", "others"),
    [(2017, "H5 P2 Z1"), (2024, "H5 P2 Z1"), (2025, "H5 P2 K3 Z1"), (2026, "K3 Z11 Z12 Z13 Z14")],
)
def test_the_placement_types_that_a_return_took(year: int, others: str) -> None:
    assert taken_in("placement_type", year) == set(f"{STAYED} {others}".split())


LEFT_CARE = "E11 E12 E13 E14 E15 E16 E17 E2 E3 E4A E4B E41 E5 E6 E7 E8 E9 X1"


@pytest.mark.parametrize(("year", "others"), [(2017, "E43 E44"), (2018, "E43 E44"), (2019, "E45 E46 E47 E48")])
def test_the_reasons_for_leaving_care_that_a_return_took(year: int, others: str) -> None:
    assert taken_in("episode_ceased_reason", year) == set(f"{LEFT_CARE} {others}".split())


@pytest.mark.parametrize(
    ("year", "taken"),
    [(2021, "F1 P1 F2 P2 F3 P3 G4 G5 G6"), (2022, "F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6")],
)
def test_the_activities_of_care_leavers_that_a_return_took(year: int, taken: str) -> None:
    assert taken_in("leaver_activity", year) == set(taken.split())


@pytest.mark.parametrize("of", sorted(STANDARD.codes))
def test_every_list_says_what_was_confirmed_and_holds_no_address(of: str) -> None:
    source = STANDARD.codes[of].source
    assert "://" not in source
    assert "www." not in source
    assert len(source) > 40


@pytest.mark.parametrize("of", sorted(STANDARD.codes))
def test_no_text_stands_for_two_codes_of_a_list(of: str) -> None:
    texts = [
        text.casefold() for entry in STANDARD.codes[of].codes for text in (entry.code, *entry.accepts, *entry.words)
    ]
    assert sorted(texts) == sorted(set(texts))
