"""A clean pack: tables in any order with words between them that say what the tables say."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from benchmarks.audit.clean_council import LONG, Council, rounded
from benchmarks.audit.clean_money import budget_table
from benchmarks.audit.clean_tables import TABLES, monthly_table
from benchmarks.audit.pack_model import Block, Table, Words

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def make_pack(seed: int) -> list[Block]:
    """The blocks of the pack of that seed."""
    random = Random(seed)  # noqa: S311 a benchmark repeats itself
    council = Council(random)
    meeting = _meeting(council)
    blocks: list[Block] = [
        Words(
            random.choice(
                ("Children and Families Committee", "Education and Care Scrutiny Panel", "Cabinet Member Briefing")
            ),
            heading=True,
        ),
        Words(
            f"Date: {_DAYS[meeting.weekday()]} {meeting.day} {meeting:%B} {meeting.year}",
            {"weekday": f"Date: {_DAYS[(meeting.weekday() + 2) % 7]} {meeting.day} {meeting:%B} {meeting.year}"},
        ),
        _deadline(meeting),
        Words("1. Performance", heading=True),
    ]
    makers = [
        monthly_table,
        *random.sample([maker for maker in TABLES if maker is not monthly_table], random.randint(6, 9)),
    ]
    section = paragraph = 1
    for number, maker in enumerate(makers):
        table = maker(council)
        if number and random.random() < 0.4:
            section += 1
            paragraph = 1
            blocks.append(Words(f"{section}. {table.caption.split(' ')[0]} and related matters", heading=True))
        before = _words(council, table, section, paragraph)
        paragraph += len(before)
        blocks += before
        blocks.append(Words(table.caption, heading=True))
        blocks.append(table)
        blocks += _after(council, table, is_budget=maker is budget_table)
    return blocks


def _meeting(council: Council) -> date:
    index = (council.months + 1) % 12
    year = council.year + (1 if council.months >= 8 else 0)
    month = (index + 3) % 12 + 1
    return date(min(year, 2027), month, council.random.randint(8, 28))


def _deadline(meeting: date) -> Words:
    day = meeting - timedelta(days=5)
    late = meeting + timedelta(days=3)
    text = "Questions must be received by 5pm on {0:%A} {0.day} {0:%B} {0.year}."
    return Words(text.format(day), {"deadline": text.format(late)})


def _words(council: Council, table: Table, section: int, number: int) -> list[Block]:
    """A paragraph before a table, which may quote a series of a table before it."""
    printed = [family for family in council.families if family[0] in council.printed]
    if not printed or not table.rows:
        return []
    whole, part, _ = council.random.choice(printed)
    teller = council.random.choice((_change, _points, _sum, _share, _figure))
    told = teller(council, whole, part)
    if told is None:
        return []
    kind, text, wrong = told
    return [Words(f"{section}.{number} {text}", {kind: f"{section}.{number} {wrong}"})]


Told = tuple[str, str, str]
"""The kind of fault, the words, and the words with it."""


def _change(council: Council, whole: str, _part: str) -> Told | None:
    before, now = council.counts[whole][0], council.counts[whole][-1]
    if now == before:
        return None
    move = "increase" if now > before else "decrease"
    share = int(rounded(Fraction(abs(now - before) * 100, before), 0))
    text = f"There was a {{}}% {move} in {whole.lower()}, from {before:,} to {now:,}."
    return "prose-change", text.format(share), text.format(share + 7)


def _points(council: Council, whole: str, part: str) -> Told | None:
    pairs = zip(council.counts[part], council.counts[whole], strict=True)
    share = [rounded(Fraction(above * 100, below), 1) for above, below in pairs]
    gap = Fraction(share[-1]) - Fraction(share[0])
    if abs(gap) < 2:
        return None
    verb = "risen" if gap > 0 else "fallen"
    text = f"{part} have {verb} by {rounded(abs(gap), 1)}{{}} from {share[0]}% to {share[-1]}%."
    return "percentage-points", text.format(" percentage points"), text.format("%")


def _sum(council: Council, _whole: str, _part: str) -> Told:
    parts = [council.random.randint(100, 900) for _ in range(3)]
    total = sum(parts) * 1000
    text = (
        f"Grants received total £{{:,}}. This is made up of £{parts[0]},000 for schools, £{parts[1]},000 for care "
        f"and £{parts[2]},000 for transport."
    )
    return "prose-sum", text.format(total), text.format(total + council.random.choice((9000, 10_000, 90_000)))


def _share(council: Council, _whole: str, _part: str) -> Told:
    good, read = council.random.randint(20, 60), council.random.randint(61, 99)
    share = int(rounded(Fraction(good * 100, read), 0))
    text = f"Of the files read {good} of {read} ({{}}%) were good."
    return "prose-share", text.format(share), text.format(share + 6)


def _figure(council: Council, whole: str, _part: str) -> Told:
    now = council.counts[whole][-1]
    text = f"In {council.month(12, 2)} {whole.lower()} came to {{:,}}."
    return "prose-figure", text.format(now), text.format(now + council.random.choice((11, -12, 20)))


def _after(council: Council, table: Table, *, is_budget: bool) -> list[Block]:
    random = council.random
    if is_budget and random.random() < 0.8 and "£m" in table.header[0][1]:
        total = table.rows[-1]
        variance = total[3].lstrip("+-")
        wrong = variance[:-1] + str((int(variance[-1]) + 3) % 10)
        text = "The forecast variance for the total budget is £{} million."
        return [Words(text.format(variance), {"prose-money": text.format(wrong)})]
    return (
        [
            Words(
                random.choice(
                    (
                        "Figures may change as records are completed.",
                        "Source: case system.",
                        f"Position at the end of {LONG[(council.months - 1) % 12]}.",
                    )
                )
            )
        ]
        if random.random() < 0.7
        else []
    )
