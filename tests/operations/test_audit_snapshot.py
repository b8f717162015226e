"""What a close is refused for, and what it is not: a table of small months, each with one thing in it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import pytest

from crossfoot.audit import order
from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.store import FigureStore
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.operations import audit_snapshot
from crossfoot.operations.audit_publication import STOPPED
from crossfoot.operations.audit_snapshot import AUDITED, audit_figures
from crossfoot.operations.snapshot_tables import MOST_PERIODS, lay_out_figures
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

MONTH = Period.parse("2017-01")
CATALOGUE = Catalogue.load(shipped_definitions())
CONTACTS = (3149, 2386, 2505, 2428, 2858, 2680, 2737, 2129, 2798, 3292, 3271, 2852, 3163)
REFERRALS = (715, 667, 668, 653, 844, 685, 646, 421, 650, 754, 743, 566, 776)
IN_NEED = (1801, 1789, 1802, 1790, 1764, 1755, 1740, 1722, 1718, 1731, 1724, 1776, 1697)
WITH_PLAN = (1005, 1014, 1029, 1062, 1117, 1072, 1054, 1152, 1254, 1257, 1250, 1254, 1453)


def figure(
    indicator: str,
    month: int,
    numerator: int,
    denominator: int | None = None,
    *,
    area: str = "norfolk",
    breakdown: str = "",
    bare: str | None = None,
) -> Figure:
    """A figure of the month that lies `month` before January 2017; `bare` is a value without its denominator."""
    definition = CATALOGUE.indicator(indicator)
    return Figure(
        FigureId(indicator, area, definition.form, MONTH.shift(-month), Breakdown.parse(breakdown)),
        definition.unit,
        definition.decimals,
        Origin.BARE if bare else Origin.COUNTED,
        "a table",
        1,
        Fraction(numerator),
        None if denominator is None else Fraction(denominator),
        definition.unit.scale,
        Fraction(bare) if bare else None,
    )


def series(indicator: str, values: Sequence[int], breakdown: str = "") -> list[Figure]:
    """A count of each month, the last of them January 2017."""
    return [figure(indicator, len(values) - 1 - at, value, breakdown=breakdown) for at, value in enumerate(values)]


def broken_down(
    indicator: str, dimension: str, rows: Mapping[str, Sequence[int]], total: Sequence[int]
) -> list[Figure]:
    """A count by category, with its total."""
    parts = [each for name, row in rows.items() for each in series(indicator, row, f"{dimension}={name}")]
    return [*parts, *series(indicator, total)]


def with_plan(january: int) -> list[Figure]:
    """Children in need; of them those with a plan: a count, and a percentage that was supplied without its whole."""
    shares = [
        figure("child-in-need-plan-up-to-date", 12 - at, count, bare=str(round(100 * count / whole, 1)))
        for at, (count, whole) in enumerate(zip((*WITH_PLAN[:-1], january), IN_NEED, strict=True))
    ]
    shares[-1] = figure("child-in-need-plan-up-to-date", 0, january, bare="85.6")
    return [*shares, *series("section-17-children-in-need", IN_NEED)]


def seen(alone: int) -> list[Figure]:
    """Children with a plan who were seen, of a hundred or so each month, and those of them who were seen alone."""
    return [
        figure(name, month, count, 103 + 2 * month)
        for month in range(6)
        for name, count in (
            ("child-protection-seen-in-timescale", 80 + month),
            ("child-protection-seen-alone-in-timescale", alone if month == 0 else 60 + month),
        )
    ]


SOURCES = {"police": (30, 31, 38, 35), "schools": (20, 25, 22, 29), "health": (11, 16, 17, 13)}
# Each month somebody is the sum of two others, until it is not.
FEW = {
    "arab": (1, 2, 1, 0, 3, 1, 2, 0, 1, 2, 1, 0, 2),
    "chinese": (1, 1, 1, 0, 2, 1, 1, 0, 1, 1, 1, 0, 0),
    "indian": (0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1),
    "irish": (2, 0, 1, 1, 0, 2, 3, 1, 0, 2, 2, 1, 0),
}
FEW_IN_ALL = tuple(sum(counts) for counts in zip(*FEW.values(), strict=True))
MONTHS: dict[str, tuple[list[Figure], list[str]]] = {
    "a total that its parts make": (broken_down("contacts", "source", SOURCES, (61, 72, 77, 77)), []),
    "a total that they do not make": (
        broken_down("contacts", "source", SOURCES, (61, 72, 77, 78)),
        ["AUDIT-(TOTALS|PARTS-AND-WHOLES)"],
    ),
    "small numbers that happen to add up": (broken_down("child-protection-plans", "ethnicity", FEW, FEW_IN_ALL), []),
    "a percentage that its parts give": (with_plan(1453), []),
    "a percentage that they do not give": (with_plan(1084), ["AUDIT-(RATIOS|QUOTIENTS)"]),
    "two measures that differ": ([*series("contacts", CONTACTS), *series("referrals", REFERRALS)], []),
    "one measure copied into another": (
        [*series("contacts", CONTACTS), *series("referrals", CONTACTS)],
        ["AUDIT-COPIED-SERIES"],
    ),
    "a part below its whole": (seen(70), []),
    "a part above its whole": (seen(95), ["AUDIT-PARTS-WITHIN-WHOLES"]),
    "nothing": ([], []),
}


def audit(figures: Iterable[Figure], *found: Issue) -> tuple[Issue, ...]:
    return audit_figures(FigureStore(figures), catalogue=CATALOGUE, council="norfolk", month=MONTH, found=found)


def errors_of(issues: Iterable[Issue]) -> list[str]:
    return [issue.code for issue in issues if issue.severity is Severity.ERROR]


@pytest.mark.parametrize(("figures", "errors"), MONTHS.values(), ids=MONTHS)
def test_what_a_month_is_refused_for(figures: list[Figure], errors: list[str]) -> None:
    issues = audit(figures)
    found = sorted(set(errors_of(issues)))
    assert len(found) == len(errors)
    assert all(re.fullmatch(pattern, code) for pattern, code in zip(errors, found, strict=True)), found
    for issue in issues:
        if issue.severity is Severity.ERROR:
            assert issue.file
            assert issue.field
            assert issue.message
            assert issue.advice == "Correct the figure at its source."


def test_an_error_says_table_row_month_and_working() -> None:
    (issue,) = [each for each in audit(MONTHS["a total that they do not make"][0]) if each.severity is Severity.ERROR]
    assert issue.message.startswith("Contacts by source, in the month, Norfolk: Total, Jan-17:")
    assert "77" in issue.message
    assert "78" in issue.message
    assert issue.field == "Total, Jan-17"


def test_how_much_was_checked_is_said_last() -> None:
    note = audit(MONTHS["a total that they do not make"][0])[-1]
    assert (note.code, note.severity) == (AUDITED, Severity.NOTE)
    assert note.message.endswith("checks, 1 error.")
    assert "audited: 0 checks" not in note.message


# -- what deriving the figures told already ----------------------------------------------------------------------------


def told(code: str, message: str = "Contacts (contacts): something.") -> Issue:
    return Issue(code, Severity.WARNING, message, "Find out which is right.", "figures.csv", 7)


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("PARTS-DO-NOT-ADD-UP", Severity.ERROR),
        ("QUARTER-END-DISAGREES-WITH-MONTH-END", Severity.ERROR),
        ("PART-DISAGREES-WITH-ITS-FIGURE", Severity.ERROR),
        # One of the two was kept: the snapshot does not contradict itself.
        ("FIGURE-PRINTED-TWICE", Severity.WARNING),
        ("FIGURE-DISAGREES-WITH-PARTS", Severity.WARNING),
        ("YEAR-TO-DATE-DISAGREES", Severity.WARNING),
        # Some children belong to no district.
        ("AREAS-DO-NOT-ADD-UP", Severity.WARNING),
    ],
)
def test_a_contradiction_that_the_snapshot_keeps_is_an_error(code: str, severity: Severity) -> None:
    issue, _note = audit([], told(code))
    assert (issue.code, issue.severity, issue.file, issue.row) == (code, severity, "figures.csv", 7)


def test_a_total_that_was_told_is_not_told_twice() -> None:
    figures = MONTHS["a total that they do not make"][0]
    assert errors_of(audit(figures, told("PARTS-DO-NOT-ADD-UP"))) == ["PARTS-DO-NOT-ADD-UP"]
    other = told("PARTS-DO-NOT-ADD-UP", "Referrals (referrals): something.")
    assert len(errors_of(audit(figures, other))) == 2


# -- figures counted from records, and many of them --------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_figures_that_were_counted_have_no_error(seed: int) -> None:
    """Independent counts of a council, small or large, with totals that are sums: nothing contradicts anything."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    most = (2, 5, 30, 800)[seed]
    figures = []
    for name, dimension, categories in (
        ("contacts", "source", 7),
        ("child-protection-plans", "ethnicity", 18),
        ("looked-after-children", "legal-status", 5),
        ("looked-after-started", "sex", 3),
    ):
        rows = {
            f"kind-{chr(97 + number)}": [chance.randint(0, chance.choice((1, most))) for _ in range(MOST_PERIODS)]
            for number in range(categories)
        }
        total = [sum(month) for month in zip(*rows.values(), strict=True)]
        figures += broken_down(name, dimension, rows, total)
    for name in ("neet", "child-in-need-visited-in-timescale"):
        for month in range(MOST_PERIODS):
            whole = chance.randint(1, 4 * most)
            figures.append(figure(name, month, chance.randint(0, whole), whole))
    assert errors_of(audit(figures)) == []


def test_teams_and_years_make_no_table_longer() -> None:
    """Tables grow with the catalogue, never with the council: its teams are not laid out, nor more than a year."""
    council = [*series("contacts", CONTACTS), *series("referrals", REFERRALS)]
    teams = [
        figure("contacts", month, 5, area=f"team-{number}") for number in range(50) for month in range(MOST_PERIODS)
    ]
    earlier = [figure("contacts", MOST_PERIODS + month, 2500 + month) for month in range(30)]
    small = lay_out_figures(FigureStore(council), catalogue=CATALOGUE, council="norfolk", month=MONTH).pack
    large = lay_out_figures(
        FigureStore([*council, *teams, *earlier]), catalogue=CATALOGUE, council="norfolk", month=MONTH
    ).pack
    assert small.lines == large.lines
    assert [len(table.columns) for table in small.tables] == [len(table.columns) for table in large.tables]


def test_areas_stand_side_by_side_and_parts_once() -> None:
    """Districts are columns of one table; a denominator that is another indicator's row is not printed again."""
    figures = [
        figure("referrals", 0, count, area=area)
        for area, count in (("norwich", 99), ("breckland", 80), ("norfolk", 776))
    ]
    figures += series("contacts", CONTACTS)
    figures += [figure("neet", month, 30 + month, 700 + month) for month in range(MOST_PERIODS)]
    pack = lay_out_figures(FigureStore(figures), catalogue=CATALOGUE, council="norfolk", month=MONTH).pack
    by_area = next(table for table in pack.tables if "by district" in table.caption)
    assert {column.heading for column in by_area.columns} >= {"Norwich district", "Breckland district"}
    assert not {"Norfolk", "Norfolk district", "Norfolk county"} & {column.heading for column in by_area.columns}
    labels = [row.label for table in pack.tables for row in table.rows]
    assert len(labels) == len(set(labels)) + 1  # referrals of the council, and of the districts


def test_the_year_to_date_stands_beside_its_months() -> None:
    figures = series("contacts", CONTACTS)
    total = sum(CONTACTS[3:])
    name = FigureId("contacts", "norfolk", Form.YEAR_TO_DATE, MONTH)
    to_date = Figure(name, Unit.COUNT, 0, Origin.COUNTED, "a table", 1, Fraction(total))
    assert errors_of(audit([*figures, to_date])) == []
    wrong = Figure(name, Unit.COUNT, 0, Origin.COUNTED, "a table", 1, Fraction(total + 100))
    assert errors_of(audit([*figures, wrong])) == ["AUDIT-YEAR-TO-DATE"]


@pytest.mark.usefixtures("a_check_may_stop")
def test_a_check_that_stops_refuses_the_month_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_nothing(_study: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(audit_snapshot, "TABLE_RULES", (find_nothing, *order.TABLE_RULES))
    [error] = [issue for issue in audit(seen(70)) if issue.severity is Severity.ERROR]
    assert error.code == STOPPED
    assert error.message.startswith("The check “find nothing” stopped at an error of its own (ZeroDivisionError).")
