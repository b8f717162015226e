"""The example's figures worked out a second time: csv and fractions, nothing of the package, links typed by hand.

Where a figure's parts come from is written here from the committee pack and the register of indicators, not read from
the definitions, so that a wrong link in either is a difference.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "norfolk-2017-01"
UNDER_18 = Fraction(167_942)
REPORTS = ("county-report", "monthly-report", "vital-signs")
MONTHS = (*(f"2016-{month:02}" for month in range(1, 13)), "2017-01")
YEARS_TO_DATE = (*(f"2016-{month:02}" for month in range(4, 13)), "2017-01", "2016-01")
IN_MONTH, AT_END, ROLLING, TO_DATE = "in_month", "at_month_end", "rolling_12", "year_to_date"

# Counts, by the stretch they cover. `name < other`: the number is counted under the percentage `other`.
COUNTS = {
    IN_MONTH: "contacts referrals referrals-to-assessment assessments-authorised section-47-completed"
    " strategy-discussions initial-conferences child-protection-plans-started child-protection-plans-ceased"
    " looked-after-started looked-after-ceased looked-after-missing-from-placement"
    " initial-conferences-within-15-days-number<initial-conferences-within-15-days",
    AT_END: "assessments-open-past-45-working-days section-17-children-in-need"
    " children-in-need-including-protection-plans child-protection-plans looked-after-children"
    " unaccompanied-children court-work-active eligible-care-leavers relevant-care-leavers"
    " former-relevant-care-leavers care-leavers"
    " health-assessment-up-to-date-number<health-assessment-up-to-date"
    " dental-check-up-to-date-number<dental-check-up-to-date"
    " three-or-more-placements-number<three-or-more-placements",
    ROLLING: "initial-conferences-rolling-12<initial-conferences",
}

# Rates per 10,000 under 18: the count, and whether a month is blown up to a year.
RATES = {
    "contact-rate": (IN_MONTH, "contacts"),
    "referral-rate": (IN_MONTH, "referrals"),
    "section-47-rate": (IN_MONTH, "section-47-completed"),
    "assessment-rate-rolling-12": (ROLLING, "assessments-authorised"),
    "initial-conference-rate-rolling-12": (ROLLING, "initial-conferences"),
    "section-17-rate": (AT_END, "section-17-children-in-need"),
    "children-in-need-including-protection-plans-rate": (AT_END, "children-in-need-including-protection-plans"),
    "child-protection-plan-rate": (AT_END, "child-protection-plans"),
    "looked-after-rate": (AT_END, "looked-after-children"),
}

# Percentages: `percentage of the count`, the number printed with the percentage; `number > percentage of count`
# where the number is another indicator's.
PERCENTAGES = {
    IN_MONTH: "referrals>contacts-accepted-as-referrals/contacts re-referrals/referrals"
    " assessments-within-45-working-days/assessments-authorised"
    " assessments-ending-ongoing-involvement/assessments-authorised"
    " assessments-ending-information-and-advice/assessments-authorised assessments-stepped-down/assessments-authorised"
    " section-47-substantiated-continuing-risk/section-47-completed"
    " section-47-substantiated-no-continuing-risk/section-47-completed"
    " section-47-not-substantiated/section-47-completed"
    " initial-conferences-within-15-days/initial-conferences initial-conferences-without-plan/initial-conferences"
    " child-protection-plans-ceased-at-first-review/child-protection-plans-ceased"
    " child-protection-repeat-within-2-years/child-protection-plans-started"
    " child-protection-plans-ended-over-2-years/child-protection-plans-ceased"
    " initial-health-assessment-requested-within-5-days/looked-after-started",
    AT_END: "child-in-need-reviewed-within-12-weeks/section-17-children-in-need"
    " child-in-need-visited-in-timescale/section-17-children-in-need"
    " child-protection-plans-allocated/child-protection-plans"
    " child-protection-plans-over-2-years/child-protection-plans"
    " looked-after-placed-in-county/looked-after-children looked-after-placed-out-of-county/looked-after-children"
    " looked-after-care-plan-up-to-date/looked-after-children three-or-more-placements/looked-after-children"
    " eligible-needs-assessment-completed/eligible-care-leavers eligible-pathway-plan-up-to-date/eligible-care-leavers"
    " relevant-pathway-plan-up-to-date/relevant-care-leavers relevant-visited-within-2-months/relevant-care-leavers"
    " former-relevant-pathway-plan-up-to-date/former-relevant-care-leavers"
    " former-relevant-visited-within-2-months/former-relevant-care-leavers"
    " care-leavers-contacted-within-2-months/care-leavers"
    " care-leavers-in-education-employment-or-training/care-leavers"
    " care-leavers-in-suitable-accommodation/care-leavers",
    ROLLING: "re-referrals>re-referrals-rolling-12/referrals"
    " child-protection-repeat-within-2-years>child-protection-repeat-within-2-years-rolling-12"
    "/child-protection-plans-started",
}

# Printed without what they are a share of, or averages and maxima.
BARE = {
    IN_MONTH: "review-conferences-in-timescale core-groups-in-timescale looked-after-repeat"
    " looked-after-reviews-in-timescale review-child-attended review-child-participated"
    " initial-health-assessment-within-20-days early-help-re-referrals",
    AT_END: "child-in-need-plan-up-to-date child-protection-seen-in-timescale"
    " child-protection-seen-alone-in-timescale looked-after-seen-in-timescale looked-after-seen-alone-in-timescale"
    " personal-education-plan-up-to-date health-assessment-up-to-date immunisations-up-to-date dental-check-up-to-date"
    " optician-visit-within-12-months development-checks-up-to-date placement-stable-2-years"
    " long-term-placement-stable-12-months caseload-maximum-safeguarding caseload-maximum-looked-after"
    " caseload-maximum-assessment caseload-maximum-family-intervention caseload-maximum-disability"
    " caseload-maximum-newly-qualified caseload-average-newly-qualified",
    ROLLING: "child-protection-repeat-ever-rolling-12 adoptions-within-12-months adoption-days-entry-to-placement"
    " adoption-days-order-to-match",
    "at_quarter_end": "schools-good-or-better",
}

# Printed to whole per cent; every other percentage and rate to one decimal.
WHOLE_PERCENT = """
section-47-substantiated-continuing-risk section-47-substantiated-no-continuing-risk section-47-not-substantiated
initial-health-assessment-within-20-days placement-stable-2-years
"""
NO_DECIMALS = """
adoption-days-entry-to-placement adoption-days-order-to-match caseload-maximum-safeguarding
caseload-maximum-looked-after caseload-maximum-assessment caseload-maximum-family-intervention
caseload-maximum-disability caseload-maximum-newly-qualified caseload-average-newly-qualified
"""


@dataclass(frozen=True)
class Link:
    """What an indicator is: its own stretch, whose number it has, what it is divided by."""

    kind: str
    form: str
    number_of: str = ""
    out_of: str = ""


def _links() -> dict[str, Link]:
    links = {}
    for form, names in COUNTS.items():
        for entry in names.split():
            name, _, other = entry.partition("<")
            links[name] = Link("count", form, other)
    for form, names in PERCENTAGES.items():
        for entry in names.split():
            number, _, rest = entry.rpartition(">")
            name, _, whole = rest.partition("/")
            links[name] = Link("percentage", form, number, whole)
    for name, (form, count) in RATES.items():
        links[name] = Link("rate", form, count)
    for form, names in BARE.items():
        links |= {name: Link("bare", form) for name in names.split()}
    return links


LINKS = _links()
PRINTED_AS_COUNT = {link.number_of: name for name, link in LINKS.items() if link.kind == "count" and link.number_of}


@dataclass(frozen=True, order=True)
class Name:
    """Indicator, stretch, period, part: what one printed cell is about."""

    indicator: str
    form: str
    period: str
    part: str = ""

    @property
    def figure(self) -> str:
        """The name as the command prints it."""
        return f"{self.indicator}/norfolk/{self.form}/{self.period}" + (f"/{self.part}" if self.part else "")


@dataclass(frozen=True)
class Printed:
    """One cell: number, whole, value or why there is none, and where it stood."""

    number: Fraction | None
    whole: Fraction | None
    value: Fraction | None
    missing: str
    rank: tuple[int, str, int]


def _fraction(text: str) -> Fraction | None:
    return Fraction(text) if text else None


@cache
def printed() -> dict[Name, list[Printed]]:
    """Every cell of the three files, the first report first."""
    with (EXAMPLE / "tables.csv").open(encoding="utf-8", newline="") as file:
        report_of = {row["id"]: row["report"] for row in csv.DictReader(file)}
    cells: dict[Name, list[Printed]] = {}
    for report in REPORTS:
        with (EXAMPLE / "figures" / f"{report}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                form = row["form"] or LINKS[row["indicator"]].form
                name = Name(row["indicator"], form, row["period"], row["breakdown"])
                rank = (REPORTS.index(report_of[row["table"]]), row["table"], int(row["line"]))
                number, whole, value = (_fraction(row[key]) for key in ("numerator", "denominator", "value"))
                cells.setdefault(name, []).append(Printed(number, whole, value, row["missing"], rank))
    for found in cells.values():
        found.sort(key=lambda cell: cell.rank)
    return cells


@cache
def printed_elsewhere() -> frozenset[str]:
    """Figures of the same indicators that only the example's other files print, such as schools at a month's end."""
    found = set()
    for path in (EXAMPLE / "figures").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file) if path.stem not in REPORTS else ():
                if row["indicator"] in LINKS and row["area"] == "norfolk":
                    form = row["form"] or LINKS[row["indicator"]].form
                    found.add(Name(row["indicator"], form, row["period"], row["breakdown"]).figure)
    return frozenset(found - {name.figure for name in printed()})


@cache
def counted_series() -> frozenset[tuple[str, str, str]]:
    """Indicator, stretch and part of every series that has a number in some period."""
    return frozenset(
        (name.indicator, name.form, name.part)
        for name, cells in printed().items()
        if any(cell.number is not None for cell in cells)
    )


def _is_empty_nought(name: Name, cell: Printed) -> bool:
    """0 printed for a period in which nothing was counted, though other periods of the series have numbers."""
    if cell.value != 0 or any(other.number is not None for other in printed()[name]):
        return False
    return (name.indicator, name.form, name.part) in counted_series()


def accepted(name: Name) -> Printed | None:
    """The printed cell that counts: one with its parts, else a value, else a number, else a blank, else a nought."""
    link = LINKS[name.indicator]

    def order(cell: Printed) -> tuple[int, tuple[int, str, int]]:
        if _is_empty_nought(name, cell):
            return 9, cell.rank
        if cell.number is None and cell.value is None:
            return (3 if cell.missing == "not applicable" else 4), cell.rank
        if link.kind == "count":
            return 0, cell.rank
        if link.kind == "rate":
            return (1 if name.part else 0), cell.rank
        has_number = cell.number is not None or bool(link.number_of)
        if has_number and (cell.whole is not None or link.out_of):
            return 0, cell.rank
        return (1 if cell.value is not None else 2), cell.rank

    return min(printed().get(name, []), key=order, default=None)


def _months(name: Name) -> tuple[str, ...]:
    """The months of a year to date or of twelve months; before January 2016 nothing was printed."""
    year, month = map(int, name.period.split("-"))
    count = 12 if name.form == ROLLING else (month - 4) % 12 + 1
    last = year * 12 + month - 1
    return tuple(f"{step // 12}-{step % 12 + 1:02}" for step in range(last - count + 1, last + 1))


@cache
def number(name: Name) -> Fraction | None:
    """The numerator: added up over months, counted elsewhere, or printed."""
    link = LINKS[name.indicator]
    cell = accepted(name)
    if cell is not None and cell.number is None and cell.value is None and cell.missing == "not applicable":
        return None
    if name.form in (TO_DATE, ROLLING) and link.form == IN_MONTH and not _has_whole_missing(name):
        months = [number(Name(name.indicator, IN_MONTH, month, name.part)) for month in _months(name)]
        if all(month is not None for month in months):
            return sum((month for month in months if month is not None), Fraction(0))
    elsewhere = number(Name(link.number_of, name.form, name.period, name.part)) if link.number_of else None
    own = None
    if cell is not None:
        own = cell.value if cell.number is None and link.kind == "count" else cell.number
    first, second = (elsewhere, own) if link.kind == "count" else (own, elsewhere)
    found = first if first is not None else second
    if found is None and name.indicator in PRINTED_AS_COUNT:
        as_count = accepted(Name(PRINTED_AS_COUNT[name.indicator], name.form, name.period, name.part))
        if as_count is not None:
            found = as_count.value if as_count.number is None else as_count.number
    return found


def _has_whole_missing(name: Name) -> bool:
    """True for a percentage over months of which one has no whole: it is taken as it was printed."""
    link = LINKS[name.indicator]
    if link.kind == "bare":
        return True
    if link.kind != "percentage":
        return False
    return any(whole(Name(name.indicator, IN_MONTH, month, name.part)) is None for month in _months(name))


@cache
def whole(name: Name) -> Fraction | None:
    """The denominator of a percentage or a rate."""
    link = LINKS[name.indicator]
    if link.kind == "rate":
        return None if name.part else UNDER_18
    if link.kind == "count":
        return None
    if name.form in (TO_DATE, ROLLING) and link.form == IN_MONTH:
        months = [whole(Name(name.indicator, IN_MONTH, month, name.part)) for month in _months(name)]
        numbers = [number(Name(name.indicator, IN_MONTH, month, name.part)) for month in _months(name)]
        if all(part is not None for part in (*months, *numbers)):
            return sum((month for month in months if month is not None), Fraction(0))
    cell = accepted(name)
    if cell is not None and cell.whole is not None:
        return cell.whole
    return number(Name(link.out_of, name.form, name.period, name.part)) if link.out_of else None


def value(name: Name) -> Fraction | None:
    """100, or 10,000 and twelve months over those covered, times number over whole; None without both."""
    link = LINKS[name.indicator]
    if link.kind == "bare":
        return None
    top, bottom = number(name), whole(name)
    if top is None or (bottom is None and link.kind != "count"):
        return None
    if link.kind == "count" or bottom is None:
        return top
    if link.kind == "percentage":
        return 100 * top / bottom
    covered = {IN_MONTH: 1, TO_DATE: len(_months(name))}.get(name.form, 12) if link.form == IN_MONTH else 12
    return 10_000 * Fraction(12, covered) * top / bottom


def names() -> list[Name]:
    """Every name that was printed, or that could be worked out for the months of the example."""
    parts: dict[str, set[str]] = {}
    for name in printed():
        parts.setdefault(name.indicator, set()).add(name.part)
    found = set(printed())
    for indicator, link in LINKS.items():
        linked = [indicator]
        for other in linked:
            linked += [more for more in (LINKS[other].number_of, LINKS[other].out_of) if more and more not in linked]
        for part in set().union(*(parts.get(other, set()) for other in linked)):
            found |= {Name(indicator, link.form, month, part) for month in MONTHS if link.form != "at_quarter_end"}
            if link.form == IN_MONTH:
                found |= {Name(indicator, ROLLING, month, part) for month in MONTHS}
                found |= {Name(indicator, TO_DATE, month, part) for month in YEARS_TO_DATE}
    return sorted(found)


def decimals(indicator: str) -> int:
    """How many decimals the indicator is published with."""
    link = LINKS[indicator]
    return 0 if link.kind == "count" or indicator in f"{WHOLE_PERCENT} {NO_DECIMALS}".split() else 1


def rounded(amount: Fraction, places: int) -> str:
    """Half away from zero, with that many decimals."""
    scaled = abs(amount) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{units:0{places + 1}d}"
    text = f"{text[:-places]}.{text[-places:]}" if places else text
    return f"-{text}" if amount < 0 and units else text
