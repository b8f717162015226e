"""The four registers of claims as text, to fill in and to spoil."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from crossfoot.finance.claims import ClaimProgramme, claim_programmes_of
from crossfoot.registers.register import Registers
from crossfoot.sources.registers import read_registers
from crossfoot.vocabulary.issues import Issue

PROGRAMME = {
    "id": "families",
    "title": "Families",
    "update_week": "2017-02-20",
    "grant_maximum": "1000.00",
    "grant_first_year": "2015-16-year",
    "grant_last_year": "2019-20-year",
    "why_it_matters": "It pays for help.",
    "lead_role": "Head of Early Help",
    "data_role": "Performance Analyst",
}
NAMES = {
    "claim-programmes": "programmes.csv",
    "claim-windows": "windows.csv",
    "claim-grants": "grants.csv",
    "claim-actions": "actions.csv",
}
WINDOWS = ("families,to-date,To date,,2017-02-20,,574", "families,march,March,2017-03-06,2017-03-31,395,")
GRANTS = ("families,2016-17-year,300.00",)


def read_claims(
    folder: Path,
    *,
    windows: tuple[str, ...] = WINDOWS,
    grants: tuple[str, ...] = GRANTS,
    actions: tuple[str, ...] = (),
    programme: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Registers, list[Issue]]:
    """The registers of one programme called `families`, with some of its cells changed, and what is wrong with them."""
    cells = {**PROGRAMME, **programme}
    tables = {
        "claim-programmes": (",".join(cells), (",".join(f'"{cell}"' for cell in cells.values()),)),
        "claim-windows": ("programme,id,title,opens,closes,target_families,claimed_families", windows),
        "claim-grants": ("programme,year,maximum", grants),
        "claim-actions": ("programme,id,kind,text,week_commencing,due,repeats,role,done", actions),
    }
    files = {}
    for name, (header, rows) in tables.items():
        if rows:
            files[name] = NAMES[name]
            (folder / NAMES[name]).write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    registers, issues = read_registers(folder, files)
    return registers, list(issues)


def the_programme(registers: Registers) -> ClaimProgramme:
    """The one programme."""
    (found,) = claim_programmes_of(registers)
    return found
