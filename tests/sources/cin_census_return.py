"""A children in need census return of each year, of invented children, with all that a return of the year can say."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from lxml.builder import E

FIRST, LAST = 2017, 2026
PLANS_SINCE, SEX_SINCE, PRE_PROCEEDINGS_SINCE, EARLY_HELP_SINCE = 2022, 2025, 2026, 2023


def leaves(**texts: str | None) -> list[etree._Element]:
    return [E(name, text) for name, text in texts.items() if text is not None]


def write_return(path: Path, year: int) -> Path:
    """Three children: one with everything that a return of the year can say, one unborn, one with a closed referral."""
    sexes = {"C1": ("2", "F"), "C2": ("0", "U"), "C3": ("1", "M")}

    def child(number: str, ethnicity: str, *details: etree._Element, **more: str) -> etree._Element:
        sex = {"Sex": sexes[number][1]} if year >= SEX_SINCE else {"GenderCurrent": sexes[number][0]}
        disabilities = E.Disabilities(E.Disability("LD"), E.Disability("AUT")) if number == "C1" else None
        characteristics = E.ChildCharacteristics(E.Ethnicity(ethnicity))
        if disabilities is not None:
            characteristics.append(disabilities)
        return E.Child(E.ChildIdentifiers(*leaves(LAchildID=number, **more, **sex)), characteristics, *details)

    start = year - 1
    everything = E.CINdetails(
        *leaves(
            CINreferralDate=f"{start}-05-02",
            ReferralSource="5D" if year >= EARLY_HELP_SINCE else "5B",
            PrimaryNeedCode="N1",
            DateOfInitialCPC=f"{start}-06-10",
        ),
        E.Assessments(
            *leaves(AssessmentActualStartDate=f"{start}-05-03", AssessmentAuthorisationDate=f"{start}-06-30"),
            E.FactorsIdentifiedAtAssessment(E.AssessmentFactors("4B"), E.AssessmentFactors("3A")),
        ),
        *([E.CINPlanDates(*leaves(CINPlanStartDate=f"{start}-05-20"))] if year >= PLANS_SINCE else []),
        E.Section47(
            *leaves(
                S47ActualStartDate=f"{start}-05-20",
                InitialCPCtarget=f"{start}-06-13",
                DateOfInitialCPC=f"{start}-06-10",
                ICPCnotRequired="0",
            )
        ),
        E.ReferralNFA("0"),
        E.ChildProtectionPlans(
            *leaves(
                CPPstartDate=f"{start}-06-10",
                InitialCategoryOfAbuse="NEG",
                LatestCategoryOfAbuse="EMO",
                NumberOfPreviousCPP="0",
            ),
            E.Reviews(E.CPPreviewDate(f"{start}-09-08"), E.CPPreviewDate(f"{year}-03-01")),
        ),
    )
    if year >= PRE_PROCEEDINGS_SINCE:
        everything.append(E.PreProceedingsandFGDM(*leaves(PPStartDate=f"{start}-09-09", PPOutcome="A")))
    closed = E.CINdetails(
        *leaves(
            CINreferralDate=f"{start}-04-01",
            ReferralSource="10",
            PrimaryNeedCode="N0",
            CINclosureDate=f"{year}-02-28",
            ReasonForClosure="RC9" if year >= EARLY_HELP_SINCE else "RC8",
        ),
        E.ReferralNFA("true"),
    )
    unborn = E.CINdetails(*leaves(CINreferralDate=f"{year}-03-31", ReferralSource="3C"), E.ReferralNFA("false"))
    children = E.Children(
        child("C1", "CHNE", everything, UPN="A123456789012", FormerUPN="B123456789012", PersonBirthDate="2008-02-29"),
        child("C2", "NOBT", unborn, UPNunknown="UN1", ExpectedPersonBirthDate=f"{year}-07-01"),
        child("C3", "WIRT", closed, UPNunknown="UN5", PersonBirthDate="2001-12-31", PersonDeathDate=f"{year}-02-27"),
    )
    header = E.Header(E.CollectionDetails(*leaves(Collection="CIN", Year=str(year), ReferenceDate=f"{year}-03-31")))
    path.write_bytes(etree.tostring(E.Message(header, children), xml_declaration=True, encoding="utf-8"))
    return path
