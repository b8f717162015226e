"""Clean tables of money: budgets with variances, reserves from opening to closing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

from benchmarks.audit.clean_council import Council, grouped, rounded
from benchmarks.audit.pack_model import Spot, Table, off

SERVICES = (
    "Residential placements", "Foster care", "Home to school transport", "Legal costs", "Early years",
    "Youth services", "Adoption support", "Short breaks", "Educational psychology", "Music service",
    "School improvement", "Commissioning", "Agency staff", "Children's centres",
)  # fmt: skip


def money(value: int, unit: str) -> str:
    """Thousandths of a million as this pack writes money."""
    return {"£m": f"{value / 1000:.3f}", "£000": grouped(value), "£": grouped(value * 1000)}[unit]


def budget_table(council: Council) -> Table:
    """Budget, forecast, variance, percentage; sections with subtotals or one list."""
    random = council.random
    unit = random.choice(("£m", "£000", "£000", "£"))
    names = random.sample(SERVICES, random.randint(7, 11))
    signed = random.random() < 0.5
    headings = random.choice(
        (
            ("Budget", "Forecast", "Variance"),
            ("Approved budget", "Projected outturn", "Over/(under)spend"),
            ("Annual budget", "Forecast outturn", "Difference"),
        )
    )
    percent = random.random() < 0.7
    header = [
        ["Service", *(f"{heading} {unit}" for heading in headings), *(["Variance as % of budget"] if percent else [])]
    ]
    rows: list[list[str]] = []
    spots: list[Spot] = []
    sums = [0, 0]
    sections = [names[: len(names) // 2], names[len(names) // 2 :]] if random.random() < 0.6 else [names]

    def line(name: str, budget: int, outturn: int) -> list[str]:
        move = outturn - budget
        text = money(abs(move), unit)
        text = (("+" if signed else "") if move >= 0 else "-") + text if move else money(0, unit)
        share = rounded(Fraction(move * 100, budget), 1) + "%" if budget else "n/a"
        return [name, money(budget, unit), money(outturn, unit), text, *([share] if percent else [])]

    for number, section in enumerate(sections):
        if len(sections) > 1:
            rows.append([("Placements and care", "Education and other")[number], *[""] * (len(header[0]) - 1)])
        inner = [0, 0]
        for name in section:
            budget = random.randint(200, 20_000)
            outturn = max(50, budget + random.randint(-budget // 4, budget // 3))
            rows.append(line(name, budget, outturn))
            inner = [inner[0] + budget, inner[1] + outturn]
            if len(spots) < 8 and random.random() < 0.5:
                place = len(rows) - 1
                spots.append(Spot("variance", place, 3, off(random, rows[place][3])))
                spots.append(Spot("budget-component", place, 2, off(random, rows[place][2])))
                if percent and Decimal(rows[place][4].rstrip("%") if rows[place][4] != "n/a" else "0"):
                    spots.append(Spot("percent-of-budget", place, 4, wrong_share(random, rows[place][4])))
                if "-" in rows[place][3]:
                    spots.append(Spot("sign", place, 3, rows[place][3].replace("-", "+" if signed else "")))
        sums = [sums[0] + inner[0], sums[1] + inner[1]]
        if len(sections) > 1:
            rows.append(line(random.choice(("Sub total", "Subtotal")), *inner))
            spots.append(Spot("subtotal", len(rows) - 1, random.randint(1, 2), off(random, rows[-1][1])))
            spots[-1].wrong = off(random, rows[-1][spots[-1].column])
    rows.append(line("Total", *sums))
    spots.append(Spot("total-row", len(rows) - 1, 1, off(random, rows[-1][1])))
    table = Table(
        random.choice(("Revenue budget monitoring", "Forecast by service", "Budget position"))
        + f" {council.year}-{(council.year + 1) % 100:02}",
        header,
        rows,
        spots,
    )
    table.page_break = random.choice((None, None, 4))
    return table


def wrong_share(random: Random, text: str) -> str:
    """Another percentage with the same sign."""
    value = Decimal(text.rstrip("%"))
    return f"{value + random.choice((Decimal(3), Decimal(-4), Decimal('7.5')))}%"


def reserves_table(council: Council) -> Table:
    """Opening, movements, closing."""
    random = council.random
    unit = random.choice(("£m", "£000"))
    year = council.year
    header = [
        [
            "Reserve",
            f"Opening balance 1 April {year} {unit}",
            f"Planned use {unit}",
            f"Contributions {unit}",
            f"Closing balance 31 March {year + 1} {unit}",
        ]
    ]
    rows, spots, sums = [], [], [0, 0, 0, 0]
    for name in random.sample(
        (
            "Schools reserve",
            "Transport equalisation",
            "Repairs and renewals",
            "IT fund",
            "Grants brought forward",
            "Insurance",
            "Redundancy",
            "Improvement fund",
        ),
        6,
    ):
        opening, used, added = (
            random.randint(200, 6000),
            -random.randint(10, 190),
            random.choice((0, random.randint(5, 900))),
        )
        line = [opening, used, added, opening + used + added]
        sums = [before + value for before, value in zip(sums, line, strict=True)]
        rows.append([name, *(signed_money(value, unit) for value in line)])
    rows.append(["Total", *(signed_money(value, unit) for value in sums)])
    place = random.randint(0, 5)
    spots.append(Spot("closing-balance", place, 4, off(random, rows[place][4])))
    spots.append(Spot("opening-balance", place, 1, off(random, rows[place][1])))
    return Table("Reserves and provisions", header, rows, spots)


def signed_money(value: int, unit: str) -> str:
    """With a minus."""
    return ("-" if value < 0 else "") + money(abs(value), unit)
