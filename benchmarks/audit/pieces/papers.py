"""Pieces of a committee's papers: cross-tabulations, districts, flows, risks, dates, references."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.audit.pieces.pack import Grid, Heading, Piece, Style, Words, nudged, parts_of


def cross_table(style: Style) -> Piece:
    """Age by sex, with totals both ways."""
    rng = style.rng
    piece = Piece("cross-table")
    across = style.pick(("sex", "status"))
    columns = (
        ("Female", "Male", "Unknown")
        if across == "sex"
        else ("Care order", "Interim order", "Accommodated", "Placement order")
    )
    piece.add(Heading(f"Children by age and {'sex' if across == 'sex' else 'legal status'}"))
    word = style.pick(("Total", "TOTAL", "All"))
    grid = Grid([["Age", *columns, word]], [])
    sums = [0] * (len(columns) + 1)
    for name in ("Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over"):
        counts = parts_of(rng, rng.randint(20, 400), len(columns))
        values = [*counts, sum(counts)]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        grid.rows.append([name, *map(style.count, values)])
    grid.rows.append([word, *map(style.count, sums)])
    block = piece.add(grid)
    last = len(columns) + 1
    row = rng.randrange(5)
    piece.could("row total", block, row, last, nudged(rng, grid.rows[row][last]))
    column = rng.randint(1, last)
    piece.could("column total", block, 5, column, nudged(rng, grid.rows[5][column]))
    piece.could("cell of a cross-table", block, row, 1, nudged(rng, grid.rows[row][1]))
    return piece


def districts(style: Style) -> Piece:
    """Percentage with n of N in brackets, by district."""
    rng = style.rng
    piece = Piece("districts")
    piece.add(Heading(style.pick(("Schools judged good or better by district", "District variation"))))
    dates = ("July 2015", "July 2016", "December 2016")
    grid = Grid([["District", *dates]], [])
    for name in ("Northvale", "Southvale", "Eastvale", "Westvale", "City"):
        cells = []
        for _ in dates:
            whole = rng.randint(30, 80)
            part = rng.randint(whole // 2, whole)
            cells.append(f"{style.per_cent(part, whole, 0)} ({part}/{whole})")
        grid.rows.append([name, *cells])
    block = piece.add(grid)
    for row in range(5):
        column = rng.randint(1, 3)
        share, rest = grid.rows[row][column].split(" ", 1)
        piece.could("n of N", block, row, column, f"{nudged(rng, share)} {rest}")
    return piece


def flow(style: Style) -> Piece:
    """Starts, ends and the total at the end of each month."""
    rng = style.rng
    piece = Piece("flow")
    piece.add(
        Heading(style.pick(("Unaccompanied children", "Children starting and ceasing", "Plans started and ended")))
    )
    months = ("Sept", "Oct", "Nov", "Dec", "Jan", "Feb")
    level = rng.randint(20, 60)
    starts, ends, totals = [], [], []
    for number in range(6):
        came, went = rng.randint(0, 9), rng.randint(0, 9)
        level = level + came - went if number else level
        starts.append(came)
        ends.append(went)
        totals.append(level)
    names = style.pick(
        ("Starts|Ceases|Totals at end of month", "Started|Ended|Open at month end", "New|Closed|At end of month")
    ).split("|")
    grid = Grid(
        [["", *months]], [[name, *map(str, row)] for name, row in zip(names, (starts, ends, totals), strict=True)]
    )
    block = piece.add(grid)
    for column in (3, 4):
        piece.could("stock and flow", block, 2, column, str(totals[column - 1] + rng.choice((-2, -1, 1, 2))))
    return piece


def risks(style: Style) -> Piece:
    """Likelihood, impact and score."""
    rng = style.rng
    piece = Piece("risks")
    piece.add(Heading(style.pick(("Risk register", "Departmental risks"))))
    grid = Grid(
        [
            [
                "Risk number",
                "Risk name",
                "Current likelihood",
                "Current impact",
                "Current risk score",
                "Target likelihood",
                "Target impact",
                "Target risk score",
            ]
        ],
        [],
    )
    for number, name in enumerate(
        (
            "Overspend on placements",
            "Failure to recruit social workers",
            "Transport costs",
            "Data quality",
            "Loss of grant",
        ),
        start=1,
    ):
        likelihood, impact = rng.randint(2, 5), rng.randint(2, 5)
        lower = rng.randint(1, likelihood - 1)
        grid.rows.append(
            [
                f"R{number:02}",
                name,
                str(likelihood),
                str(impact),
                str(likelihood * impact),
                str(lower),
                str(impact),
                str(lower * impact),
            ]
        )
    block = piece.add(grid)
    row = rng.randrange(5)
    for column in (4, 7):
        piece.could("risk score", block, row, column, nudged(rng, grid.rows[row][column]))
    return piece


def dates(style: Style) -> Piece:
    """A meeting, the deadline for questions, the day of publication."""
    rng = style.rng
    piece = Piece("dates")
    meeting = date(2017, 1, 3) + timedelta(days=rng.randint(0, 2500))
    while meeting.weekday() > 4:
        meeting += timedelta(days=1)
    before = meeting - timedelta(days=5)
    while before.weekday() > 4:
        before -= timedelta(days=1)
    piece.add(Heading("Agenda"))
    said = f"{meeting:%A} {meeting.day} {meeting:%B %Y}"
    first = piece.add(Words(f"The committee meets on {said} at 10:00."))
    asked = f"{before:%A} {before.day} {before:%B %Y}"
    second = piece.add(Words(f"Questions must be received by 5pm on {asked}."))
    for block, day in ((first, meeting), (second, before)):
        piece.could_say("weekday", block, f"{day:%A}", f"{day + timedelta(days=rng.randint(1, 6)):%A}")
    return piece


def residue(style: Style) -> Piece:
    """A plain table of averages, in which a spreadsheet's leavings may be left."""
    rng = style.rng
    piece = Piece("residue")
    piece.add(Heading(style.pick(("Caseloads", "Average caseload by team"))))
    months = ("Oct-16", "Nov-16", "Dec-16", "Jan-17")
    grid = Grid(
        [["Team", *months]],
        [
            [name, *(f"{rng.uniform(8, 22):.1f}" for _ in months)]
            for name in ("Assessment", "Family intervention", "Looked after", "Leaving care")
        ],
    )
    block = piece.add(grid)
    row, column = rng.randrange(4), rng.randint(1, 4)
    piece.could(
        "residue",
        block,
        row,
        column,
        rng.choice(("FALSE", "#REF!", "#DIV/0!", "#N/A", f"{grid.rows[row][column]}36364")),
    )
    return piece


def exceptions(style: Style) -> Piece:
    """A dashboard with colours, the rule for exceptions, and the sentence that names them."""
    rng = style.rng
    piece = Piece("exceptions")
    piece.add(Heading(style.pick(("Vital signs", "Key indicators and exceptions"))))
    piece.add(Words("An indicator is reported as an exception when it is rated Red."))
    names = ("Care plans in date", "Visits in time", "Re-referrals", "Health checks in date", "Reviews in time")
    words = ["Red", *rng.choices(("Green", "Amber"), k=4)]
    rng.shuffle(words)
    grid = Grid(
        [["Indicator", style.pick(("RAG", "Rating", "Status"))]],
        [[name, word] for name, word in zip(names, words, strict=True)],
    )
    piece.add(grid)
    red = names[words.index("Red")]
    other = rng.choice([name for name in names if name != red])
    said = piece.add(Words(f"The only indicator that meets the criterion for an exception is {red}."))
    piece.could_say("exception statement", said, red, other)
    return piece


def references(style: Style) -> Piece:
    """Numbered paragraphs that point to each other."""
    rng = style.rng
    piece = Piece("references")
    section = rng.randint(3, 9)
    piece.add(Heading(f"{section}. {style.pick(('Financial implications', 'Issues and risks', 'Background'))}"))
    for number in range(1, 5):
        target = rng.choice([each for each in range(1, 5) if each != number])
        words = f"{section}.{number} {style.pick(_SAID)}"
        if number in (1, 3):
            words += f" This is set out in paragraph {section}.{target}."
        block = piece.add(Words(words))
        piece.could_say("cross-reference", block, f"paragraph {section}.{target}", f"paragraph {section}.{target + 5}")
    return piece


_SAID = (
    "The position has been reviewed.",
    "The forecast is based on current placements.",
    "Partners have been consulted.",
)
