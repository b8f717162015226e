"""A children looked after return of each year, of invented children, as its CSV files and as its XML.

The codes and files are those of the year: SEX is a digit up to 2024, apprenticeships are told apart since 2022, special
guardianship of relatives since 2019, supported accommodation since 2025, four kinds of other placements since 2026.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree
from lxml.builder import E

Record = Mapping[str, str]
Return = dict[str, list[Record]]

COLUMNS = {
    "header": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "episodes": (
        "CHILD",
        "DECOM",
        "RNE",
        "LS",
        "CIN",
        "PLACE",
        "PLACE_PROVIDER",
        "DEC",
        "REC",
        "REASON_PLACE_CHANGE",
        "HOME_POST",
        "PL_POST",
        "URN",
    ),
    "reviews": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    "uasc": ("CHILD", "SEX", "DOB", "DUC"),
    "oc2": (
        "CHILD",
        "DOB",
        "SDQ_SCORE",
        "SDQ_REASON",
        "CONVICTED",
        "HEALTH_CHECK",
        "IMMUNISATIONS",
        "TEETH_CHECK",
        "HEALTH_ASSESSMENT",
        "SUBSTANCE_MISUSE",
        "INTERVENTION_RECEIVED",
        "INTERVENTION_OFFERED",
    ),
    "oc3": ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"),
    "ad1": ("CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
    "placed_for_adoption": ("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    "previous_permanence": ("CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"),
    "missing": ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
    "sw_episodes": ("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
    "dolo": ("CHILD", "DOB", "DOLO_START", "DOLO_END"),
}
BORN = {"10": "01/03/2012", "20": "15/08/2003", "30": "29/02/2000", "40": "30/11/2007"}


def sexes(year: int) -> tuple[str, str]:
    """Female and male."""
    return ("F", "M") if year >= 2025 else ("2", "1")


def make_return(year: int) -> Return:
    """The files of the return for the year that ends in March of `year`, a record for each of their rows.

    Child 10 was placed for adoption and adopted, 20 moved and changed legal status, 30 left care, 40 came alone.
    """
    before = year - 1
    female, male = sexes(year)
    return {
        "header": [
            person("10", female, "WBRI", "A123456789012"),
            person("20", male, "CHNE", "UN3"),
            {**person("30", female, "BAFR", "B123456789012"), "MOTHER": "1", "MC_DOB": f"01/06/{before}"},
            person("40", male, "AOTH", "UN2"),
        ],
        "episodes": [
            episode("10", f"01/02/{before} S C1 U6 PR1 03/06/{before} X1"),
            episode("10", f"03/06/{before} L E1 U6 PR1 02/09/{before} X1 CARPL"),
            episode("10", f"02/09/{before} P E1 A6 PR4 20/01/{year} E12"),
            episode("20", f"10/05/{before} S V2 {'H5' if year < 2025 else 'K3'} PR4 01/07/{before} X1"),
            episode("20", f"01/07/{before} B C2 {'Z11' if year >= 2026 else 'Z1'} - - -"),
            episode("30", f"02/01/{before - 3} S C2 U1 PR1 31/12/{before} {'E45' if year >= 2019 else 'E43'}"),
            {**episode("40", f"12/12/{before} S V2 R2 PR3 - -"), "CIN": "N8", "HOME_POST": ""},
        ],
        "reviews": [
            {"CHILD": "20", "DOB": BORN["20"], "REVIEW": f"07/06/{before}", "REVIEW_CODE": "PN1"},
            {"CHILD": "20", "DOB": BORN["20"], "REVIEW": f"06/09/{before}", "REVIEW_CODE": "PN6"},
        ],
        "uasc": [{"CHILD": "40", "SEX": male, "DOB": BORN["40"], "DUC": f"30/03/{year}"}],
        "oc2": [
            {
                "CHILD": "30",
                "DOB": BORN["30"],
                "SDQ_SCORE": "14",
                "CONVICTED": "0",
                "IMMUNISATIONS": "1",
                "TEETH_CHECK": "0",
                "HEALTH_ASSESSMENT": "1",
                "SUBSTANCE_MISUSE": "1",
                "INTERVENTION_RECEIVED": "0",
                "INTERVENTION_OFFERED": "1",
            }
        ],
        "oc3": [
            {
                "CHILD": "30",
                "DOB": BORN["30"],
                "IN_TOUCH": "YES",
                "ACTIV": "F4" if year >= 2022 else "F3",
                "ACCOM": "B1",
            },
            {"CHILD": "50", "DOB": "01/01/1999", "IN_TOUCH": "REFU", "ACTIV": "0", "ACCOM": "0"},
            {"CHILD": "60", "DOB": "02/02/1999", "IN_TOUCH": "YES", "ACTIV": "G6", "ACCOM": "X2"},
        ],
        "ad1": [
            {
                "CHILD": "10",
                "DOB": BORN["10"],
                "DATE_INT": f"20/05/{before}",
                "DATE_MATCH": f"12/08/{before}",
                "FOSTER_CARE": "0",
                "NB_ADOPTR": "2",
                "SEX_ADOPTR": "MF",
                "LS_ADOPTR": "L11",
            }
        ],
        "placed_for_adoption": [
            {"CHILD": "10", "DOB": BORN["10"], "DATE_PLACED": f"20/05/{before}"},
            {
                "CHILD": "20",
                "DOB": BORN["20"],
                "DATE_PLACED": f"15/05/{before}",
                "DATE_PLACED_CEASED": f"30/06/{before}",
                "REASON_PLACED_CEASED": "RD2",
            },
        ],
        "previous_permanence": [{"CHILD": "20", "DOB": BORN["20"], "PREV_PERM": "P2", "DATE_PERM": "xx/xx/2009"}],
        "missing": [
            {
                "CHILD": "20",
                "DOB": BORN["20"],
                "MISSING": "M",
                "MIS_START": f"04/08/{before}",
                "MIS_END": f"05/08/{before}",
            },
            {"CHILD": "20", "DOB": BORN["20"], "MISSING": "A", "MIS_START": f"30/03/{year}"},
        ],
        **(
            {
                "sw_episodes": [
                    {
                        "CHILD": "20",
                        "DOB": BORN["20"],
                        "SW_ID": "SW123",
                        "SW_DECOM": f"10/05/{before}",
                        "SW_DEC": f"01/03/{year}",
                        "SW_REASON": "LEFTRL",
                    }
                ]
            }
            if year >= 2024
            else {}
        ),
        **({"dolo": [{"CHILD": "20", "DOB": BORN["20"], "DOLO_START": f"01/08/{before}"}]} if year >= 2027 else {}),
    }


def person(child: str, sex: str, ethnicity: str, upn: str) -> Record:
    """A row of the header."""
    mother = {"MOTHER": "0"} if sex in {"F", "2"} else {}
    return {"CHILD": child, "SEX": sex, "DOB": BORN[child], "ETHNIC": ethnicity, "UPN": upn, **mother}


def episode(child: str, spell: str) -> Record:
    """A row of the episodes: `DECOM RNE LS PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE`, dashes for blanks."""
    names = ("DECOM", "RNE", "LS", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE")
    told = {name: text for name, text in zip(names, spell.split(), strict=False) if text != "-"}
    return {"CHILD": child, "CIN": "N1", "HOME_POST": "ZZ1 1AA", "PL_POST": "ZZ2 2BB", "URN": "SC123456", **told}


def write_csv_files(folder: Path, content: Mapping[str, Sequence[Record]]) -> Path:
    """A folder with one file for each part, with the header that the return's guide prints."""
    folder.mkdir()
    for name, records in content.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS[name], restval="")
            writer.writeheader()
            writer.writerows(records)
    return folder


def write_xml(path: Path, content: Mapping[str, Sequence[Record]]) -> Path:
    """One CHILD for each, as the return's schema has them: what is told once stands in the header, blanks as well."""
    root = E.EXPSSDA903()
    children = dict.fromkeys(record["CHILD"] for records in content.values() for record in records)
    for child in children:
        own = {name: [r for r in records if r["CHILD"] == child] for name, records in content.items()}
        header = E.HEADER(E.CHILDID(child))
        once = dict.fromkeys(("UPN", "SEX", "DOB", "ETHNIC"), "")
        for name in ("header", "ad1", "oc3"):
            once |= {key: text for record in own[name] for key, text in record.items() if key != "CHILD"}
        once["UASC"] = "1" if own["uasc"] else ""
        once |= {"DUC": own["uasc"][0]["DUC"] if own["uasc"] else "", "MOTHER": once.get("MOTHER", "")}
        header.extend(E(key, text) for key, text in once.items())
        header.extend(_elements(own))
        root.append(E.CHILD(header, *(_element("EPISODE", record) for record in own["episodes"])))
    path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="us-ascii", pretty_print=True))
    return path


def _elements(own: Mapping[str, Sequence[Record]]) -> Iterator[etree._Element]:
    names = {
        "missing": "AMISSING",
        "reviews": "AREVIEW",
        "previous_permanence": "PERMANENCE",
        "oc2": "OC2",
        "placed_for_adoption": "AD_PLACED",
        "sw_episodes": "SW_EPISODE",
        "dolo": "DOLO",
    }
    for part, name in names.items():
        for record in own.get(part, ()):
            yield _element(name, record)


def _element(name: str, record: Record) -> etree._Element:
    others = {"PLACE": "PL"}
    return E(name, *(E(others.get(key, key), text) for key, text in record.items() if key not in {"CHILD", "DOB"}))
