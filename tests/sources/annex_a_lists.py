"""A whole Annex A workbook of invented children, all eleven lists, in the layouts of 2019, 2024 and 2026.

The headers and the texts of the codes are those of the published form: letters in front, words behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

Row = Sequence[Any]


def everybody(year: int) -> tuple[str, ...]:
    """The columns that all lists of children begin with."""
    sex = "Sex" if year >= 2026 else "Gender"
    return ("Child Unique ID", sex, "Ethnicity", "Date of Birth", "Age of Child (Years)")


ROBIN = ("C1", "b) Female", "a) WBRI", date(2006, 3, 2), 12)
LINNET = ("C2", "a) Male", "q) CHNE", date(2015, 2, 28), 3)
UNBORN = ("C3", "c) Not stated/recorded (or unborn)", "t) NOBT", "", "")
PLOVER = ("C4", "d) Neither", "s) REFU", date(2001, 1, 31), 17)
DISABLED = "Does the Child have a Disability"
TEAM = ("Allocated Team", "Allocated Worker")
UASC = "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"


def all_lists(year: int) -> dict[str, list[Row]]:
    """Sheets by name, the first row of each its header."""
    child = everybody(year)
    lists: dict[str, list[Row]] = {
        "List 1": [
            (*child, "Date of Contact", "Contact Source"),
            (*ROBIN, date(2018, 11, 5), "a) 1A: Individual"),
            (*ROBIN, date(2018, 12, 24), "u) 10: Unknown"),
            (*LINNET, "07/01/2019", "m) 4: Housing"),
        ],
        "List 2": [
            (*child, "Assessment start date", "Assessment completion date", "Organisation completing assessment"),
            (*LINNET, date(2018, 9, 3), date(2018, 10, 1), "Acorn Centre"),
            (*ROBIN, date(2018, 10, 8), "#N/A", "Oak School"),
        ],
        "List 3": [
            (
                *child,
                "Date of referral",
                "Referral Source",
                "Referral NFA?",
                "Number of Referrals in Last 12 Months",
                *TEAM,
            ),
            (*ROBIN, date(2018, 11, 6), "e) 2A: Schools", "b) No", 2, "Team North", "W1"),
            (*LINNET, date(2019, 1, 8), "q) 6: Police", "a) Yes", 1, "Team North", "W1"),
            (*UNBORN, date(2019, 1, 9), "h) 3B: Health services", "c) Unknown", 1, "", ""),
        ],
        "List 4": [
            (
                *child,
                DISABLED,
                "Continuous Assessment Start Date",
                "Child Seen During Continuous Assessment",
                "Continuous Assessment Date of Authorisation",
                "Was the child assessed as requiring LA children's social care support?",
                *TEAM,
            ),
            (*ROBIN, "b) No", date(2018, 11, 7), "a) Yes", date(2019, 1, 4), "a) Yes", "Team North", "W1"),
            (*UNBORN, "c) Unknown", date(2019, 1, 10), "c) Unknown", "", "", "Team South", "W2"),
        ],
        "List 5": [
            (
                *child,
                DISABLED,
                "Strategy discussion initiating Section 47 Enquiry Start Date",
                "Was an Initial Child Protection Conference deemed unnecessary?",
                "Date of Initial Child Protection Conference",
                "Did the Initial Child Protection Conference Result in a Child Protection Plan",
                "Number of Section 47 Enquiries in the last 12 months",
                "Number of ICPCs in the last 12 months",
                *TEAM,
            ),
            (*ROBIN, "b) No", date(2018, 11, 12), "b) No", date(2018, 12, 3), "a) Yes", 1, 1, "Team North", "W1"),
            (*LINNET, "b) No", date(2019, 1, 14), "a) Yes", "", "", 1, 0, "Team North", "W1"),
        ],
        "List 6": [
            (
                *child,
                DISABLED,
                "CIN Start Date",
                "Primary Need Code",
                "Date Child Was Last Seen",
                "CIN Closure Date",
                "Reason for Closure",
                "Case Status",
                *TEAM,
            ),
            (*ROBIN, "b) No", date(2018, 11, 6), "N1 - Abuse or neglect", date(2019, 2, 1), "", "", "b) CP", "T", "W1"),
            (
                *LINNET,
                "a) Yes",
                date(2017, 6, 1),
                "N2 - Child's disability",
                "",
                date(2018, 12, 21),
                "RC7 - Services ceased for any other reason, including child no longer in need",
                "e) Closed episode",
                "T",
                "W1",
            ),
        ],
        "List 7": [
            (
                *child,
                DISABLED,
                "Child Protection Plan Start Date",
                "Initial Category of Abuse",
                "Latest Category of Abuse",
                "Date of the Last Statutory Visit",
                "Was the Child Seen Alone?",
                "Date of latest review conference",
                "Child Protection Plan End Date",
                "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
                "Number of Previous Child Protection Plans",
                *TEAM,
            ),
            (
                *ROBIN,
                "b) No",
                date(2018, 12, 3),
                "a) Neglect",
                "e) Multiple/not recommended",
                date(2019, 1, 21),
                "c) Unknown",
                date(2019, 2, 4),
                "",
                "b) No",
                1,
                "Team North",
                "W1",
            ),
        ],
        "List 8": [list_8_header(child), list_8_row()],
        "List 10": [
            (
                *child,
                "Family identifier",
                DISABLED,
                "Date the Child Entered Care",
                "Date of Decision that Child Should be Placed for Adoption",
                "Date of Placement Order",
                "Date of Matching Child and Prospective Adopters",
                "Date Placed for Adoption",
                "Date of Adoption Order",
                "Date of Decision that Child Should No Longer be Placed for Adoption",
                "Reason Why Child No Longer Placed for Adoption",
                "Date the child was placed for fostering in FFA or concurrent planning placement",
            ),
            (
                *LINNET,
                "F1",
                "b) No",
                date(2017, 5, 1),
                date(2017, 9, 1),
                date(2017, 12, 4),
                date(2018, 3, 5),
                date(2018, 4, 9),
                date(2019, 1, 15),
                "",
                "",
                "",
            ),
        ],
        "List 11": [
            ("Individual adopter identifier", "Family identifier", "Gender", "Date enquiry received"),
            ("A1", "F9", "b) Female", date(2018, 5, 5)),
        ],
    }
    lists["List 9"] = list_9(child, year)
    return lists


def list_8_header(child: Row) -> Row:
    """The columns of looked after children."""
    return (
        *child,
        UASC,
        DISABLED,
        "Date Started to be Looked After",
        "Child's Category of Need",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        "Start date of current legal status",
        "Child's Legal Status",
        "Date of Latest Statutory Review",
        "Date of Last Social Work Visit",
        "What is the permanence plan for this child?",
        "Date of Last IRO Visit / Contact to the Child",
        "Date of Last Health Assessment",
        "Date of Last Dental Check",
        "Number of Placements in the Last 12 months",
        "Date Ceased to be Looked After",
        "Reason Ceased to be Looked After",
        "Start Date of Most Recent Placement",
        "Placement Type",
        "Placement Provider",
        "Placement postcode",
        "URN of Placement",
        "Placement Location",
        "LA of Placement",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        *TEAM,
    )


def list_8_row() -> Row:
    """A young person who came alone, left care in January 2019 and had a first dental check only."""
    return (
        *PLOVER,
        "a) Yes",
        "b) No",
        date(2017, 10, 2),
        "N8 - Absent parenting",
        "b) No",
        date(2017, 10, 5),
        "V2: Single period under S20",
        date(2018, 12, 10),
        date(2018, 12, 17),
        "d) Supported living in the community",
        date(2018, 12, 1),
        "",
        date(2018, 6, 4),
        2,
        date(2019, 1, 30),
        "m) E5: Moved into independent living - supported",
        date(2018, 7, 1),
        "n) H5: Residential accommodation",
        "e) PR4: Private provision",
        "ZZ1 1ZZ",
        "SC123456",
        "a) In",
        "",
        0,
        0,
        "",
        "",
        "Team Leaving Care",
        "W3",
    )


def list_9(child: Row, year: int) -> list[Row]:
    """Care leavers: the layout of 2019 has neither asylum, nor adviser, nor the two dates."""
    new = year >= 2024
    header = (
        *child,
        *((UASC,) if new else ()),
        DISABLED,
        *TEAM,
        *(("Allocated Personal Advisor",) if new else ()),
        "Eligibility Category",
        *(("Latest Pathway Plan Review Date",) if new else ()),
        "LA In Touch",
        *(("Latest Date of Contact",) if new else ()),
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    )
    leaver = (
        *PLOVER,
        *(("a) Yes",) if new else ()),
        "b) No",
        "Team Leaving Care",
        "W3",
        *(("Heron",) if new else ()),
        "c) Former relevant child",
        *((date(2018, 11, 1),) if new else ()),
        "a) Yes",
        *((date(2019, 2, 12),) if new else ()),
        "d) D: Semi-independent transitional accommodation",
        "b) Unsuitable",
        "G5 - NEET other",
    )
    return [header, leaver]
