"""Clean tables of a made-up council, in many layouts: every figure follows from others, rounded last."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

from benchmarks.audit.clean_council import Council, grouped, rounded
from benchmarks.audit.clean_money import budget_table, reserves_table, wrong_share
from benchmarks.audit.pack_model import Spot, Table, off


def monthly_table(council: Council) -> Table:
    """Indicators down, months across, year to date."""
    random = council.random
    style = random.randint(0, 3)
    months = [council.month(place, style) for place in range(council.shown)]
    to_date = random.choice(("Year to date", "YTD", "Current Year-to-Date", "Cumulative"))
    rolling = random.random() < 0.4
    header = [
        [random.choice(("", "Indicator", "Measure")), *months, to_date, *(["Rolling 12 months"] if rolling else [])]
    ]
    if random.random() < 0.4:
        header.insert(0, ["", "Months", *[""] * (len(header[0]) - 2)])
    rows, spots = [], []
    families = random.sample(council.families, 3)
    council.printed |= {whole for whole, _, _ in families}
    per = random.choice((10_000, 1_000)) if council.population < 90_000 else 10_000
    for whole, part, _ in families:
        for name in (whole, part):
            row = [
                f"{name}{council.number_word}",
                *(random_group(random, n) for n in council.counts[name]),
                random_group(random, council.to_date(name)),
            ]
            if rolling:
                row.append(random_group(random, sum(council.counts[name][-12:])))
            rows.append(row)
            number = len(rows) - 1
            spots.append(Spot("year-to-date", number, council.shown + 1, off(random, row[council.shown + 1])))
            if rolling:
                spots.append(Spot("rolling", number, council.shown + 2, off(random, row[council.shown + 2])))
        share = [council.percent(part, whole, place, council.decimals) for place in range(council.shown)]
        ytd = rounded(Fraction(council.to_date(part) * 100, council.to_date(whole)), council.decimals) + "%"
        row = [
            council.percent_word.format(part),
            *share,
            ytd,
            *(["" if random.random() < 0.5 else "-"] if rolling else []),
        ]
        rows.append(row)
        place = random.randint(1, council.shown)
        spots.append(Spot("ratio", len(rows) - 1, place, wrong_percent(random, row[place])))
        if random.random() < 0.5:
            label = random.choice(
                (
                    f"{whole} - rate per {per:,} under 18s (annualised)",
                    f"Rate of {whole} per {per:,} population (annualised)",
                )
            )
            rates = [rounded(Fraction(n * 12 * per, council.population), 1) for n in council.counts[whole]]
            ytd_rate = rounded(Fraction(council.to_date(whole) * 12 * per, council.months * council.population), 1)
            rows.append([label, *rates, ytd_rate, *([""] if rolling else [])])
            place = random.randint(1, council.shown)
            wrong = rounded(
                Fraction(rates[place - 1]) * random.choice((Fraction(11, 10), Fraction(1, 2), Fraction(9, 10))), 1
            )
            spots.append(Spot("rate", len(rows) - 1, place, wrong))
        else:
            place = random.randint(3, council.shown - 2)
            spots.append(Spot("residue", len(rows) - 1, place, random.choice(("FALSE", "#REF!", "#DIV/0!"))))
    return Table(
        random.choice(("Monthly performance", "Key figures by month", "Activity and timeliness")) + f" {council.year}",
        header,
        rows,
        spots,
    )


def random_group(random: Random, value: int) -> str:
    """With or without commas."""
    return grouped(value) if random.random() < 0.5 else str(value)


def wrong_percent(random: Random, text: str) -> str:
    """A percentage clearly another one, not above a hundred."""
    value = Decimal(text.rstrip("%"))
    moved = value + random.choice((Decimal(-9), Decimal(-4), Decimal("-2.0"))) if value > 12 else value + 5
    return f"{moved.quantize(Decimal(1).scaleb(-len(text.rstrip('%').partition('.')[2])))}%"


def topic_table(council: Council) -> Table:
    """Months down, a measure a column, with a difference row and trend words."""
    random = council.random
    style = random.randint(0, 3)
    families = random.sample(council.families, 2)
    header = [
        [
            "",
            *(
                name
                for whole, part, _ in families
                for name in (f"{whole}{council.number_word}", council.percent_word.format(part))
            ),
        ]
    ]
    rows, spots = [], []
    rows += [
        [
            council.month(place, style),
            *(
                text
                for whole, part, _ in families
                for text in (grouped(council.counts[whole][place]), council.percent(part, whole, place, 1))
            ),
        ]
        for place in range(council.shown)
    ]
    trends, differences = ["Trend"], [f"Difference ({council.month(0, style)} to {council.month(12, style)})"]
    for whole, part, _ in families:
        counts = [Fraction(count) for count in council.counts[whole]]
        shares = [Fraction(a * 100, b) for a, b in zip(council.counts[part], council.counts[whole], strict=True)]
        for values, percent in ((counts, False), (shares, True)):
            slope = sum(((place - 6) * value for place, value in enumerate(values)), Fraction(0))
            trends.append("Increasing" if slope > 0 else "Reducing")
            move = values[-1] - values[0]
            differences.append(f"{rounded(move, 1)}%" if percent else f"{int(move):,}")
    rows += [trends, differences]
    column = random.randint(1, 4)
    spots.append(Spot("trend", 13, column, "Reducing" if trends[column] == "Increasing" else "Increasing"))
    spots.append(
        Spot("difference-row", 14, 1, off(random, differences[1]) if len(differences[1].strip("-")) > 1 else "57")
    )
    return Table(f"{families[0][0]} and {families[1][0].lower()}", header, rows, spots)


def breakdown_table(council: Council) -> Table:
    """Areas down, categories across, totals both ways."""
    random = council.random
    categories = random.choice(
        (
            ("Female", "Male", "Not known"),
            ("0-4", "5-9", "10-15", "16+"),
            ("Q1", "Q2", "Q3", "Q4"),
            ("Primary", "Secondary", "Special"),
        )
    )
    total_last = random.random() < 0.8
    total = random.choice(("Total", "All", "Sum")) if total_last else "Total"
    values = [[random.randint(3, 400) for _ in categories] for _ in council.areas]
    body = [[area, *map(grouped, line), grouped(sum(line))] for area, line in zip(council.areas, values, strict=True)]
    sums = [sum(column) for column in zip(*values, strict=True)]
    last = [council.total_word, *map(grouped, sums), grouped(sum(sums))]
    header = [["Area", *categories, total if total != "All" else "Total"]]
    rows = [*body, last] if total_last else [last, *body]
    count = len(rows)
    at = count - 1 if total_last else 0
    inner = random.choice([number for number in range(count) if number != at])
    column = random.randint(1, len(categories))
    spots = [
        Spot("total-row", at, column, off(random, rows[at][column])),
        Spot("total-column", inner, len(categories) + 1, off(random, rows[inner][-1])),
        Spot("component", inner, column, off(random, rows[inner][column])),
    ]
    return Table(
        random.choice(
            ("Open cases by area", "Pupils by district", "Families worked with by locality", "Places by area")
        ),
        header,
        rows,
        spots,
    )


def risk_table(council: Council) -> Table:
    """Likelihood, impact, score, now and as a target."""
    random = council.random
    header = [
        [
            "Risk",
            *random.choice(
                (("Current Likelihood", "Current Impact", "Current Risk Score"), ("Likelihood", "Impact", "Score"))
            ),
            "Target Likelihood",
            "Target Impact",
            "Target Score",
        ]
    ]
    rows = []
    for name in (
        "Overspend on transport",
        "Too few social workers",
        "Case system fails",
        "Placements run short",
        "Data is lost",
    ):
        now = random.randint(3, 5), random.randint(3, 5)
        aim = random.randint(1, 2), random.randint(2, 5)
        if aim[0] * aim[1] >= now[0] * now[1]:
            aim = 1, 3
        rows.append([name, *map(str, now), str(now[0] * now[1]), *map(str, aim), str(aim[0] * aim[1])])
    place = random.randint(0, 4)
    return Table(
        "Risk register",
        header,
        rows,
        [Spot("risk-score", place, 3, str(int(rows[place][3]) + random.choice((1, 2, -1))))],
    )


def pairs_table(council: Council) -> Table:
    """Percentage with its pair, by area and date, with arrows."""
    random = council.random
    header = [["District", *(f"July {council.year + step}" for step in range(3))]]
    rows, spots = [], []
    for area in council.areas:
        whole = random.randint(25, 80)
        goods = [random.randint(whole // 2, whole) for _ in range(3)]
        cells = [f"{rounded(Fraction(good * 100, whole), 0)}% ({good}/{whole})" for good in goods]
        for place in (1, 2):
            cells[place] += " ↑" if goods[place] > goods[place - 1] else " ↓" if goods[place] < goods[place - 1] else ""
        rows.append([area, *cells])
        number = len(rows) - 1
        value = int(cells[0].partition("%")[0])
        spots.append(Spot("pair", number, 1, f"{value - 2 if value > 50 else value + 2}%{cells[0].partition('%')[2]}"))
        if goods[2] != goods[1]:
            spots.append(Spot("arrow", number, 3, cells[2].replace("↑", "x").replace("↓", "↑").replace("x", "↓")))
    return Table("Schools judged good or better by district", header, rows, spots)


def flow_table(council: Council) -> Table:
    """Starts, ends, total at month end."""
    random = council.random
    stock, rows = random.randint(60, 200), [["Started in month"], ["Ended in month"], ["Total at end of month"]]
    for _ in range(8):
        came, went = random.randint(2, 30), random.randint(2, 25)
        stock += came - went
        for row, value in zip(rows, (came, went, stock), strict=True):
            row.append(str(value))
    header = [["", *(council.month(place, 0) for place in range(5, 13))]]
    place = random.randint(3, 7)
    return Table(
        "Children on plans: starts and ends",
        header,
        rows,
        [Spot("stock-and-flow", 2, place, str(int(rows[2][place]) + random.choice((7, -6, 10))))],
    )


def dashboard_table(council: Council) -> Table:
    """Measures with last four months, target, direction and rating; the same figures as the monthly table."""
    random = council.random
    header = [
        [
            "Ref",
            "Indicator",
            "Good is",
            *(council.month(place, 0) for place in range(9, 13)),
            "Target",
            "DOT",
            "RAG",
            "Red",
            "Green",
        ]
    ]
    rows, spots = [], []
    words = random.random() < 0.5
    for number, (whole, part, polarity) in enumerate(council.families, start=1):
        if polarity == "none":
            continue
        cells = [council.percent(part, whole, place, council.decimals) for place in range(9, 13)]
        now, before = (Fraction(cell.rstrip("%")) for cell in (cells[3], cells[2]))
        better = (now > before) == (polarity == "high")
        arrow = "→" if now == before else "↑" if better else "↓"
        green = max(12, min(88, int(now) + random.choice((-8, -3, 2, 6))))
        red = green - 10 if polarity == "high" else green + 10
        good = now >= green if polarity == "high" else now <= green
        bad = now < red if polarity == "high" else now > red
        colour = "green" if good else "red" if bad else "amber"
        shown = (
            {"green": "Green", "red": "Red", "amber": "Amber"}[colour]
            if words
            else {"green": "★", "red": "✖", "amber": "■"}[colour]
        )
        rows.append(
            [
                f"{number}.1",
                council.percent_word.format(part),
                {"high": "High", "low": "Low"}[polarity],
                *cells,
                f"{green}%",
                arrow,
                shown,
                f"{red}%",
                f"{green}%",
            ]
        )
        place = len(rows) - 1
        if arrow != "→":
            spots.append(Spot("direction", place, 8, "↓" if arrow == "↑" else "↑"))
        if words:
            spots.append(Spot("rating", place, 9, "Green" if colour != "green" else "Red"))
        if whole in council.printed:
            spots.append(Spot("cross-table", place, 3, wrong_percent(random, cells[0])))
    return Table("Performance dashboard", header, rows, spots)


def change_table(council: Council) -> Table:
    """Last year, this year, change, percentage change."""
    random = council.random
    header = [
        [
            "Area",
            f"{council.year - 1}-{council.year % 100:02}",
            f"{council.year}-{(council.year + 1) % 100:02}",
            "Change",
            "% change",
        ]
    ]
    rows = []
    for area in council.areas:
        before, now = random.randint(80, 900), random.randint(80, 900)
        rows.append(
            [
                area,
                str(before),
                str(now),
                f"{now - before:+}" if now != before else "0",
                rounded(Fraction((now - before) * 100, before), 1) + "%",
            ]
        )
    place, other = random.sample(range(len(rows)), 2)
    spots = [
        Spot("change", place, 3, off(random, rows[place][3])),
        Spot("percent-change", other, 4, wrong_share(random, rows[other][4])),
    ]
    return Table("Referrals by area, two years", header, rows, spots)


def shares_table(council: Council) -> Table:
    """Outcomes as counts and shares of the whole."""
    random = council.random
    names = random.sample(
        (
            "No further action",
            "Advice given",
            "Stepped down",
            "Plan made",
            "Passed to another council",
            "Conference held",
        ),
        5,
    )
    values = [random.randint(20, 500) for _ in names]
    whole = sum(values)
    rows = [
        [name, grouped(value), rounded(Fraction(value * 100, whole), 1) + "%"]
        for name, value in zip(names, values, strict=True)
    ]
    rows.append(["Total", grouped(whole), "100%"])
    place = random.randint(0, 4)
    spots = [
        Spot("share", place, 2, wrong_percent(random, rows[place][2])),
        Spot("component", place, 1, off(random, rows[place][1])),
    ]
    return Table("Outcomes of assessments", [["Outcome", "Number", "Share of total"]], rows, spots)


TABLES = (
    monthly_table, topic_table, breakdown_table, breakdown_table, budget_table, reserves_table, risk_table,
    pairs_table, flow_table, dashboard_table, change_table, shares_table,
)  # fmt: skip
