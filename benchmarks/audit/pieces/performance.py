"""Pieces about performance: months of an invented council's indicators, printed in several tables that agree."""

from __future__ import annotations

import random
from calendar import month_abbr, month_name
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.audit.pieces.pack import Grid, Heading, Piece, Style, Words, month_names, nudged, rounded


@dataclass(frozen=True, slots=True)
class Series:
    """A count by month, its denominator where it has one, and its names: long, short, as prose says it."""

    names: tuple[str, str, str]
    numerators: tuple[int, ...]
    denominators: tuple[int, ...]
    low_is_good: bool


@dataclass(frozen=True, slots=True)
class Council:
    """One council's months: 13 of them, the last is the report's."""

    name: str
    under_18: int
    months: tuple[tuple[int, int], ...]
    series: tuple[Series, ...]

    @classmethod
    def draw(cls, rng: random.Random) -> Council:
        """An invented council."""
        months = tuple(month_names(2017 + rng.randint(-1, 6), rng.randint(1, 12), 13))
        small = rng.randint(40, 400)
        return cls(
            name=rng.choice(("Alderwick", "Brackenshire", "Cotterdale", "Dunmere", "Eastmarch", "Fenborough")),
            under_18=rng.randint(40_000, 260_000),
            months=months,
            series=tuple(_series(rng, names, small, low=low) for names, low in _INDICATORS),
        )


_INDICATORS = (
    (("Re-referrals within 12 months", "Repeat referrals (12 months)", "re-referrals"), True),
    (
        ("Assessments completed within 45 working days", "Assessments in 45 days", "assessments completed in time"),
        False,
    ),
    (
        (
            "Children looked after with an up to date care plan",
            "LAC with up to date care plan",
            "children with an up to date care plan",
        ),
        False,
    ),
    (("Child protection visits in timescale", "CP visits in timescale", "child protection visits in time"), False),
    (("Initial conferences within 15 days", "ICPCs within 15 days", "initial conferences held within 15 days"), False),
    (
        (
            "Children looked after with three or more placements",
            "LAC with 3+ placements",
            "children with three or more placements",
        ),
        True,
    ),
)


def _series(rng: random.Random, names: tuple[str, str, str], small: int, *, low: bool) -> Series:
    share = rng.uniform(0.08, 0.3) if low else rng.uniform(0.7, 0.95)
    denominators = [small + rng.randint(0, 60) for _ in range(13)]
    numerators = [round(each * min(0.99, max(0.01, share + rng.uniform(-0.05, 0.05)))) for each in denominators]
    return Series(names, tuple(numerators), tuple(denominators), low)


def _month(month: tuple[int, int], form: int) -> str:
    year, number = month
    short = month_abbr[number]
    return (f"{short} {year % 100:02}", f"{short}-{year % 100:02}", f"{month_name[number]} {year}", f"{short}")[form]


def monthly_table(style: Style, council: Council) -> Piece:
    """Indicators down, months across: numerator, denominator and percentage rows."""
    rng = style.rng
    piece = Piece("monthly table")
    form = rng.randrange(3)
    shown = council.months[-rng.choice((6, 13, 13)) :]
    piece.add(
        Heading(style.pick(("Monthly performance", "Performance indicators", f"{council.name}: indicators by month")))
    )
    grid = Grid([[style.pick(("Indicator", "Measure")), *(_month(month, form) for month in shown)]], [])
    places = []
    for series in rng.sample(council.series, 4):
        numerators, denominators = series.numerators[-len(shown) :], series.denominators[-len(shown) :]
        grid.rows.append([f"{series.names[0]} - number", *map(style.count, numerators)])
        grid.rows.append([f"{series.names[0]} - out of", *map(style.count, denominators)])
        grid.rows.append(
            [f"{series.names[0]} - %", *(style.per_cent(a, b) for a, b in zip(numerators, denominators, strict=True))]
        )
        places.append(len(grid.rows) - 1)
    block = piece.add(grid)
    for row in places:
        column = rng.randint(1, len(shown))
        piece.could("percentage", block, row, column, nudged(rng, grid.rows[row][column]))
        column = rng.randint(1, len(shown))
        part, whole = grid.rows[row - 2][column], grid.rows[row - 1][column]
        piece.could(
            "part above whole",
            block,
            row - 2,
            column,
            style.count(int(whole.replace(",", "")) + rng.randint(1, 9)) if part else "",
        )
    return piece


def two_tables(style: Style, council: Council) -> Piece:
    """The same indicators in a summary and in a table of all months, in other words, and one in a sentence."""
    rng = style.rng
    piece = Piece("two tables")
    chosen = rng.sample(council.series, rng.randint(3, 5))
    form = rng.randrange(2)
    piece.add(Heading(style.pick(("Summary of indicators", "Dashboard", "Performance at a glance"))))
    last = council.months[-4:]
    summary = Grid(
        [
            [
                style.pick(("Indicator", "Performance indicator")),
                "Good is",
                *(_month(month, form) for month in last),
            ]
        ],
        [],
    )
    for series in chosen:
        values = [
            style.per_cent(a, b, 1) for a, b in zip(series.numerators[-4:], series.denominators[-4:], strict=True)
        ]
        summary.rows.append([f"% {series.names[1]}", "Low" if series.low_is_good else "High", *values])
    first = piece.add(summary)
    piece.add(Heading(style.pick(("Detail by month", "Thirteen months of each indicator", "Appendix: all months"))))
    detail = Grid([["Percentage of", *(_month(month, form) for month in council.months)]], [])
    for series in chosen:
        values = [style.per_cent(a, b, 1) for a, b in zip(series.numerators, series.denominators, strict=True)]
        detail.rows.append([series.names[0], *values])
    second = piece.add(detail)
    for row in range(len(chosen)):
        column = rng.randint(2, 5)
        piece.could("cross-table", first, row, column, nudged(rng, summary.rows[row][column]))
        column = rng.randint(10, 13)
        piece.could("cross-table", second, row, column, nudged(rng, detail.rows[row][column]))
    series = chosen[0]
    now, before = (Decimal(series.numerators[at]) / series.denominators[at] for at in (-1, -2))
    printed = [rounded(100 * each, 1) for each in (now, before)]
    if printed[0] != printed[1]:
        verb = "rose" if printed[0] > printed[1] else "fell"
        other = "fell" if verb == "rose" else "rose"
        earlier, later = (
            f"{each}% in {_month(month, 2)}" for each, month in zip(printed[::-1], last[-2:], strict=True)
        )
        place = piece.add(Words(f"The percentage of {series.names[2]} {verb} from {earlier} to {later}."))
        piece.could_say("prose direction", place, f" {verb} ", f" {other} ")
        piece.could_say("prose figure", place, f"to {printed[0]}%", f"to {nudged(rng, str(printed[0]))}%")
    return piece


def rates(style: Style, council: Council) -> Piece:
    """A stock with its rate per 10,000 on one population, and a sum of the year to date."""
    rng = style.rng
    piece = Piece("rates")
    piece.add(Heading(style.pick(("Rates per 10,000", "Children in the system"))))
    shown = council.months[-rng.choice((5, 6, 13)) :]
    grid = Grid([[style.pick(("Measure", "Indicator")), *(_month(month, 0) for month in shown)]], [])
    for number, rate in (
        ("Children looked after", "Looked after rate per 10,000 under 18"),
        ("Children with a protection plan", "Protection plan rate per 10,000 under 18"),
    ):
        level = rng.randint(300, 1500)
        counts = [level + rng.randint(-25, 25) for _ in shown]
        grid.rows.append([number, *map(style.count, counts)])
        grid.rows.append([rate, *(style.number(Decimal(10_000) * count / council.under_18, 1) for count in counts)])
    block = piece.add(grid)
    for row in (1, 3):
        column = rng.randint(1, len(shown))
        piece.could("rate", block, row, column, nudged(rng, grid.rows[row][column]))
    return piece


def year_to_date(style: Style) -> Piece:
    """Months of one financial year with the year to date at the end."""
    rng = style.rng
    piece = Piece("year to date")
    months = [(2016, month) for month in range(4, 4 + rng.randint(4, 9))]
    piece.add(Heading(style.pick(("Demand this year", "Activity in the financial year to date"))))
    grid = Grid([["Activity", *(_month(month, 0) for month in months), style.pick(("YTD", "Year to date"))]], [])
    for name in rng.sample(
        ("Contacts", "Referrals", "Assessments authorised", "Section 47 enquiries", "Missing episodes", "Adoptions"), 4
    ):
        counts = [rng.randint(20, 3000) for _ in months]
        grid.rows.append([name, *map(style.count, counts), style.count(sum(counts))])
    block = piece.add(grid)
    last = len(months) + 1
    for row in range(4):
        piece.could("year to date", block, row, last, nudged(rng, grid.rows[row][last]))
    return piece


def change_table(style: Style) -> Piece:
    """Rows of years with the improvement since the year before, and an arrow."""
    rng = style.rng
    piece = Piece("change")
    arrows = style.pick(("↑↓→", "▲▼►"))
    piece.add(Heading(style.pick(("Results by district", "Attainment by area", "Pupils reaching the standard"))))
    years = ("2015", "2016")
    grid = Grid(
        [
            [
                "Area",
                *years,
                style.pick(("Change", "Improvement since 2015", "Difference (points)")),
                style.pick(("Direction", "Trend")),
            ]
        ],
        [],
    )
    for name in ("Coast", "North", "South", "East", "West", "City"):
        before, after = rng.randint(40, 80), rng.randint(40, 80)
        sign = "+" if after > before else ""
        arrow = arrows[0] if after > before else arrows[1] if after < before else arrows[2]
        grid.rows.append([name, f"{before}%", f"{after}%", f"{sign}{after - before}", arrow])
    block = piece.add(grid)
    for row in range(6):
        piece.could("difference", block, row, 3, nudged(rng, grid.rows[row][3]))
        shown = grid.rows[row][4]
        if shown != arrows[2]:
            piece.could("arrow", block, row, 4, arrows[1] if shown == arrows[0] else arrows[0])
    return piece


def rated(style: Style, council: Council) -> Piece:
    """Values, tolerances and the colour word that follows."""
    rng = style.rng
    piece = Piece("rated")
    piece.add(Heading(style.pick(("Performance against target", "RAG-rated indicators"))))
    grid = Grid(
        [
            [
                "Indicator",
                "Good perf. is",
                "Value",
                style.pick(("Red", "Red threshold")),
                style.pick(("Green", "Green threshold")),
                "RAG",
            ]
        ],
        [],
    )
    for series in council.series:
        value = rounded(Decimal(100) * series.numerators[-1] / series.denominators[-1], 1)
        green, red = (Decimal(15), Decimal(25)) if series.low_is_good else (Decimal(90), Decimal(75))
        good = value <= green if series.low_is_good else value >= green
        bad = value > red if series.low_is_good else value < red
        word = "Green" if good else "Red" if bad else "Amber"
        grid.rows.append(
            [series.names[0], "Low" if series.low_is_good else "High", f"{value}%", f"{red}%", f"{green}%", word]
        )
    block = piece.add(grid)
    for row in range(len(grid.rows)):
        piece.could(
            "colour word",
            block,
            row,
            5,
            rng.choice([word for word in ("Green", "Amber", "Red") if word != grid.rows[row][5]]),
        )
    return piece


def trends(style: Style, council: Council) -> Piece:
    """Thirteen months of percentages, the word for the slope over them, and a copy that could be made."""
    rng = style.rng
    piece = Piece("trends")
    piece.add(Heading(style.pick(("Thirteen month trends", "Trend over thirteen months"))))
    months = [_month(month, 1) for month in council.months]
    heading = style.pick(("13 month linear trend", "Trend (13 month linear)"))
    grid = Grid([["Indicator", *months, heading]], [])
    names = (
        "Children seen alone",
        "Strategy discussions held in time",
        "Reviews held in time",
        "Health assessments in date",
    )
    for name in names:
        step = rng.choice((-1, 1)) * rng.uniform(0.6, 1.4)
        values = [rounded(Decimal(str(65 + step * at + rng.uniform(-3, 3))), 1) for at in range(13)]
        slope = sum((at - 6) * value for at, value in enumerate(values))
        grid.rows.append([name, *(f"{value}%" for value in values), "Increasing" if slope > 0 else "Decreasing"])
    block = piece.add(grid)
    for row in range(len(names)):
        word = grid.rows[row][-1]
        piece.could("trend word", block, row, 14, "Decreasing" if word == "Increasing" else "Increasing")
    piece.could_copy("copied series", block, 1, 2)
    return piece


def told(style: Style, council: Council) -> Piece:
    """A series and what a sentence says of it: lowest since, points, a share of a total."""
    rng = style.rng
    piece = Piece("told")
    piece.add(Heading(style.pick(("Care leavers in touch", "Pathway plans in date"))))
    months = council.months[-8:]
    values = [rounded(Decimal(str(rng.uniform(60, 85))), 1) for _ in months]
    low = min(values) - Decimal("0.7")
    at = rng.randint(1, 3)
    values[at] = low
    values[-1] = rounded(low + Decimal("0.3"), 1)
    grid = Grid(
        [["Measure", *(_month(month, 0) for month in months)]],
        [["Care leavers in touch", *(f"{value}%" for value in values)]],
    )
    piece.add(grid)
    since = _month(months[at], 2)
    words = piece.add(Words(f"The percentage of care leavers in touch is {values[-1]}%, the lowest since {since}."))
    piece.could_say("lowest since", words, since, _month(months[0], 2))
    points = values[-1] - values[-2]
    verb = "up" if points > 0 else "down"
    said = f"{abs(points)} percentage points"
    words = piece.add(Words(f"Care leavers in touch went {verb} by {said}, from {values[-2]}% to {values[-1]}%."))
    piece.could_say("points", words, said, f"{abs(points)}%")
    piece.could_say("points", words, said, f"{abs(points) + 1} percentage points")
    return piece
