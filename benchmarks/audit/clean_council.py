"""The figures behind a made-up pack, and how that pack writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
LONG = (
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "January",
    "February",
    "March",
)
AREAS = (
    "Ashford",
    "Brookvale",
    "Carrow Hill",
    "Dunmere",
    "Eastwold",
    "Fenbridge",
    "Harlow Bay",
    "Kingsmere",
    "Loxley",
    "Marsh End",
)
FAMILIES = (
    ("Contacts received", "Contacts leading to a referral", "low"),
    ("Referrals", "Re-referrals within 12 months", "low"),
    ("Assessments completed", "Assessments completed in 45 working days", "high"),
    ("Visits due", "Visits carried out on time", "high"),
    ("Reviews held", "Reviews attended by the child", "high"),
    ("Children in care", "Children in care with a current health check", "high"),
    ("Care leavers", "Care leavers in suitable housing", "high"),
    ("Plans due", "Plans agreed within timescale", "high"),
    ("Families supported", "Families stepped down", "none"),
    ("Complaints", "Complaints answered in 10 days", "high"),
)


def rounded(value: Fraction | int, decimals: int) -> str:
    """Half away from zero."""
    exact = Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator)
    return str(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0)


def grouped(value: int) -> str:
    """1,234."""
    return f"{value:,}"


class Council:
    """The figures behind a pack: monthly counts, a population, money, areas; and how this pack writes them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.year = random.randint(2012, 2024)
        self.months = random.randint(5, 12)
        self.population = random.randint(40_000, 250_000)
        self.decimals = random.choice((0, 1, 1, 1))
        self.families = random.sample(FAMILIES, 6)
        self.counts: dict[str, list[int]] = {}
        for whole, part, _ in self.families:
            level = random.randint(150, 3000)
            self.counts[whole] = [max(20, level + random.randint(-level // 6, level // 6)) for _ in range(self.shown)]
            share = random.uniform(0.2, 0.95)
            self.counts[part] = [
                min(n, max(3, round(n * min(0.99, share + random.uniform(-0.08, 0.08))))) for n in self.counts[whole]
            ]
        self.number_word = random.choice((" - No.", " (number)", ": number", "", " - count"))
        self.percent_word = random.choice(("% {}", "{} - %", "Percentage of {}", "{} (%)"))
        self.areas = random.sample(AREAS, random.randint(5, 8))
        self.printed: set[str] = set()
        self.total_word = random.choice(("Total", "County total", "Grand total", "All areas", "TOTAL"))

    @property
    def shown(self) -> int:
        """Thirteen months ending in the last."""
        return 13

    def month(self, place: int, style: int) -> str:
        """The heading of the month that many places into the thirteen."""
        back = self.months - 1 - (self.shown - 1 - place)
        year = self.year + (back // 12)
        index = back % 12
        year += 1 if index >= 9 else 0
        return (
            f"{MONTHS[index]}-{year % 100:02}",
            f"{MONTHS[index]} {year % 100:02}",
            f"{LONG[index]} {year}",
            f"{MONTHS[index]} {year}",
        )[style]

    def percent(self, part: str, whole: str, place: int, decimals: int) -> str:
        """Of one month."""
        return rounded(Fraction(self.counts[part][place] * 100, self.counts[whole][place]), decimals) + "%"

    def to_date(self, name: str) -> int:
        """From April."""
        return sum(self.counts[name][-self.months :])
