"""Pieces about money: a budget, reserves, balances, a grant shared between partners, a savings plan."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.audit.pieces.pack import Grid, Heading, Piece, Style, Words, flipped, nudged, parts_of, rounded

_SERVICES = (
    "Residential placements",
    "Agency fostering",
    "In-house fostering",
    "Home to school transport",
    "Legal costs",
    "Adoption allowances",
    "Early help",
    "Family support workers",
    "Short breaks",
    "Youth offending",
    "Children's centres",
    "School improvement",
    "Educational psychology",
    "Agency staff",
    "Contact centre",
    "Leaving care",
    "Special guardianship",
    "Emergency duty team",
    "Training",
    "Management and support",
)

_RESERVES = (
    "Transport equalisation fund",
    "School sickness scheme",
    "IT reserve",
    "Repairs and renewals",
    "Unspent grants",
    "Redundancy provision",
    "Improvement fund",
    "Building maintenance pool",
)


def budget(style: Style) -> Piece:
    """Lines with budget, forecast, variance and percentage, in one or two blocks with sub-totals."""
    rng = style.rng
    piece = Piece("budget")
    decimals, unit = rng.choice(((3, "£m"), (0, "£000"), (2, "£m"), (0, "£"), (1, "£m")))
    scale = Decimal(10) ** (0 if unit == "£m" else 3 if unit == "£000" else 6)
    piece.add(
        Heading(
            style.pick(
                (
                    "Revenue budget monitoring",
                    "Forecast outturn by service",
                    "Table 3: budget position",
                    "General fund summary",
                )
            )
        )
    )
    spent = style.pick(("Forecast", "Outturn", "Projected outturn", "Full-year forecast"))
    over = style.pick(("Variance", "Over/(under)spend", "+Over/-Underspend", "Forecast variance"))
    with_share = rng.random() < 0.7
    header = [
        style.pick(("Service", "Division of service", "Budget area")),
        f"{style.pick(('Budget', 'Approved budget', 'Net budget'))} {unit}",
        f"{spent} {unit}",
        f"{over} {unit}",
    ]
    if with_share:
        header.append(style.pick(("Variance as % of budget", "% of budget", "Variance %")))
    names = rng.sample(_SERVICES, rng.randint(6, 14))
    blocks = rng.choice((1, 2))
    grid = Grid([header], [])
    sub_totals: list[int] = []
    totals = [Decimal(0)] * 3
    lines: list[int] = []
    per_block = len(names) // blocks
    for number in range(blocks):
        chosen = names[number * per_block : (number + 1) * per_block if number + 1 < blocks else len(names)]
        sub = [Decimal(0)] * 3
        start = len(grid.rows)
        for name in chosen:
            amount = rounded(Decimal(rng.randint(200, 24_000)) / 1000 * scale, decimals)
            change = rounded(amount * Decimal(rng.randint(-30, 40)) / 100, decimals)
            if not change:
                change = Decimal(1).scaleb(-decimals)
            amounts = [amount, amount + change, change]
            sub = [a + b for a, b in zip(sub, amounts, strict=True)]
            grid.rows.append(_budget_row(style, name, amounts, decimals, with_share=with_share))
        lines += range(start, len(grid.rows))
        totals = [a + b for a, b in zip(totals, sub, strict=True)]
        if blocks > 1:
            grid.rows.append(
                _budget_row(
                    style, style.pick(("Sub-total", "Sub Total", "Subtotal")), sub, decimals, with_share=with_share
                )
            )
            sub_totals.append(len(grid.rows) - 1)
    grid.rows.append(
        _budget_row(style, style.pick(("Total", "Grand total", "Net total")), totals, decimals, with_share=with_share)
    )
    block = piece.add(grid)
    for row in rng.sample(lines, min(3, len(lines))):
        piece.could("variance", block, row, 3, nudged(rng, grid.rows[row][3]))
        piece.could("variance sign", block, row, 3, flipped(grid.rows[row][3]))
        if with_share and grid.rows[row][4] not in ("-", "n/a"):
            piece.could("per cent of budget", block, row, 4, nudged(rng, grid.rows[row][4]))
    for column in (1, 2, 3):
        piece.could("total", block, len(grid.rows) - 1, column, nudged(rng, grid.rows[-1][column]))
        for row in sub_totals:
            piece.could("sub-total", block, row, column, nudged(rng, grid.rows[row][column]))
    return piece


def _budget_row(style: Style, name: str, amounts: list[Decimal], decimals: int, *, with_share: bool) -> list[str]:
    row = [
        name,
        *(style.number(amount, decimals) for amount in amounts[:2]),
        style.number(amounts[2], decimals, sign=True),
    ]
    if with_share:
        row.append(style.per_cent(amounts[2], abs(amounts[0]), 0 if decimals else 1) if amounts[0] else "n/a")
    return row


def reserves(style: Style) -> Piece:
    """Opening, one or two movements, closing, total."""
    rng = style.rng
    piece = Piece("reserves")
    piece.add(Heading(style.pick(("Reserves and provisions", "Earmarked reserves", "Movement on reserves"))))
    two = rng.random() < 0.6
    header = [
        style.pick(("Title", "Reserve", "Description")),
        style.pick(("Balance at 1 April £m", "Opening balance £m")),
    ]
    header += (
        ["Approved use £m", "Further use recommended £m"]
        if two
        else [style.pick(("Use in year £m", "Movement in year £m"))]
    )
    header.append(style.pick(("Balance at 31 March £m", "Closing balance £m", "Forecast closing balance £m")))
    grid = Grid([header], [])
    totals = [Decimal(0)] * (len(header) - 1)
    for name in rng.sample(_RESERVES, rng.randint(4, 7)):
        opening = Decimal(rng.randint(150, 6000)) / 1000
        moves = [-rounded(opening * Decimal(rng.randint(2, 40)) / 100, 3) for _ in range(2 if two else 1)]
        if rng.random() < 0.3:
            moves[0] = -moves[0]
        values = [opening, *moves, opening + sum(moves)]
        totals = [a + b for a, b in zip(totals, values, strict=True)]
        grid.rows.append(
            [name, *(style.number(value, 3, sign=0 < at < len(values) - 1) for at, value in enumerate(values))]
        )
    grid.rows.append(
        [
            style.pick(("Total", "Grand Total")),
            *(style.number(value, 3, sign=0 < at < len(totals) - 1) for at, value in enumerate(totals)),
        ]
    )
    block = piece.add(grid)
    last = len(header) - 1
    for row in range(len(grid.rows) - 1):
        piece.could("closing balance", block, row, last, nudged(rng, grid.rows[row][last]))
    for column in range(1, last + 1):
        piece.could("total", block, len(grid.rows) - 1, column, nudged(rng, grid.rows[-1][column]))
    return piece


def shared_grant(style: Style) -> Piece:
    """A grant over years, one partner's equal share, and the total said in words."""
    rng = style.rng
    piece = Piece("shared grant")
    partners = rng.choice((2, 4, 5))
    piece.add(Heading(style.pick(("Funding profile", "Partnership funding by year", "Contributions"))))
    years = [f"{year}-{(year + 1) % 100:02}" for year in range(2017, 2017 + rng.choice((3, 4, 5)))]
    amounts = [partners * rng.randint(2_000, 60_000) for _ in years]
    share = style.pick(("Our share £", f"Share of each of the {partners} partners £"))
    grid = Grid([[style.pick(("Year", "Financial year")), style.pick(("Total cost £", "Total £")), share]], [])
    for year, amount in zip(years, amounts, strict=True):
        grid.rows.append([year, style.count(amount), style.count(amount // partners)])
    grid.rows.append(["Total", style.count(sum(amounts)), style.count(sum(amounts) // partners)])
    block = piece.add(grid)
    words = piece.add(
        Words(
            f"The programme costs £{sum(amounts):,} over {len(years)} years, "
            f"divided equally between {partners} partners."
        )
    )
    piece.could("total", block, len(years), 1, nudged(rng, grid.rows[-1][1]))
    piece.could("total", block, len(years), 2, nudged(rng, grid.rows[-1][2]))
    piece.could("share", block, 0, 2, nudged(rng, grid.rows[0][2]))
    piece.could_say("prose total", words, f"£{sum(amounts):,}", nudged(rng, f"£{sum(amounts):,}"))
    return piece


def balances(style: Style) -> Piece:
    """School balances: opening, in-year movement, conversions, closing."""
    rng = style.rng
    piece = Piece("balances")
    piece.add(Heading(style.pick(("Projected school balances", "School balances"))))
    order = rng.random() < 0.5
    header = [
        "Phase",
        "Balance at 1 April £m",
        "In-year movement £m",
        "Schools becoming academies £m",
        "Forecast balance at 31 March £m",
    ]
    if order:
        header = ["Phase", header[1], header[4], header[2], header[3]]
    grid = Grid([header], [])
    totals = [Decimal(0)] * 4
    for name in ("Nursery schools", "Primary schools", "Secondary schools", "Special schools", "Clusters"):
        opening = Decimal(rng.randint(300, 20_000)) / 1000
        move = -Decimal(rng.randint(10, 200)) / 1000 * rng.choice((1, 1, 2, -1))
        academy = -Decimal(rng.choice((0, 0, rng.randint(10, 90)))) / 1000
        values = [opening, move, academy, opening + move + academy]
        totals = [a + b for a, b in zip(totals, values, strict=True)]
        grid.rows.append([name, *_ordered(style, values, order=order)])
    grid.rows.append(["Total", *_ordered(style, totals, order=order)])
    block = piece.add(grid)
    closing = 2 if order else 4
    row = rng.randrange(5)
    piece.could("closing balance", block, row, closing, nudged(rng, grid.rows[row][closing]))
    for column in range(1, 5):
        piece.could("total", block, 5, column, nudged(rng, grid.rows[5][column]))
    return piece


def _ordered(style: Style, values: list[Decimal], *, order: bool) -> list[str]:
    texts = [
        style.number(values[0], 3),
        style.number(values[1], 3, sign=True),
        style.number(values[2], 3, sign=True),
        style.number(values[3], 3),
    ]
    return [texts[0], texts[3], texts[1], texts[2]] if order else texts


def shares(style: Style) -> Piece:
    """Counts and their shares of the total."""
    rng = style.rng
    piece = Piece("shares")
    piece.add(
        Heading(
            style.pick(("Contacts by source", "Referrals by source", "Placements by type", "Reasons for exclusion"))
        )
    )
    names = rng.sample(
        ("Police", "Schools", "Health", "Family", "Housing", "Probation", "Anonymous", "Other"), rng.randint(4, 7)
    )
    total = rng.randint(300, 4000)
    counts = parts_of(rng, total, len(names))
    grid = Grid([[style.pick(("Source", "Group")), "Number", style.pick(("% of total", "Share", "Percentage"))]], [])
    for name, count in zip(names, counts, strict=True):
        grid.rows.append([name, style.count(count), style.per_cent(count, total, 1)])
    grid.rows.append([style.pick(("Total", "All")), style.count(total), style.per_cent(1, 1, 1)])
    block = piece.add(grid)
    row = rng.randrange(len(names))
    piece.could("share", block, row, 2, nudged(rng, grid.rows[row][2]))
    piece.could("total", block, len(names), 1, nudged(rng, grid.rows[-1][1]))
    return piece
