"""Shares of a number that the caption tells: `Reasons given by the 25 households that left`, of whom 12 are 48%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from crossfoot.audit.across.slips import is_slip
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.cells import Number, read_cell
from crossfoot.audit.reading.pack import PackTable, Paragraph, Place, Role
from crossfoot.audit.study import Study
from crossfoot.vocabulary.numbers import number_text

BASE = Rule(
    "caption-bases",
    Kind.CROSS_TABLE,
    "Shares of a number that the caption tells are shares of that number.",
)
FEWEST = 4
"""Rows with a number and its share."""
LEAST = 10
"""Of fewer the caption hardly tells the number for the shares."""
ABOVE = 3
"""Lines between a caption and its table."""
_TOLD = re.compile(
    r"(?:^|[(;:,=]\s?|\b(?:the|of|all|our|these|those|from|for|among|by)\s)"
    r"(?P<number>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{1,5})(?![\d%,/\u2013-]|\.\d|(?:st|nd|rd|th)\b)"
    r"(?=\s(?:[a-z'\u2019-]+\s){0,2}?(?:[a-z-]{3,}s|people|children|men|women)\b)"
)
"""`the 25 households that left`, `Base: 310 replies`: a number and, in the plural, what it counts."""
_UNITS = re.compile(
    r"\s*(?:(?:working|school|calendar) )?(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|january|february|march|"
    r"april|may|june|july|august|september|october|november|december|per cent|points?|to|or|and)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"%|\bper ?cent\b|\bshare\b|\bproportion\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """A row with a number and what it is of the whole, in per cent."""

    count: Place
    percent: Place
    amount: Fraction
    printed: Interval

    def fits(self, base: Fraction) -> bool:
        """Whether the number is that share of this base."""
        return self.printed.meets(Interval.exactly(100 * self.amount / base))

    @property
    def bases(self) -> tuple[Fraction, Fraction]:
        """From the least to the greatest base of which it may be that share."""
        return 100 * self.amount / self.printed.high, 100 * self.amount / self.printed.low


def find_caption_bases(study: Study) -> None:
    """Check the shares of each table against the one number that its caption tells of its people or things."""
    for table in study.pack.tables:
        if table.index not in study.copies and len(table.rows) >= FEWEST:
            told = _told(study, table)
            for shares in _shares(study, table) if told else ():
                _check(study, table, shares, *told)


def _told(study: Study, table: PackTable) -> tuple[Paragraph, Number] | tuple[()]:
    """The line above the table that tells one number of things, and the number."""
    above = [
        each
        for line in range(table.line - 1, table.line - 1 - ABOVE, -1)
        for each in study.paragraphs_at(range(line, line + 1))
        if each.sheet == table.sheet and each.text in (table.caption, *table.captions)
    ]
    for paragraph in above:
        found = [
            number
            for match in _TOLD.finditer(paragraph.text)
            if not _UNITS.match(paragraph.text[match.end("number") :])
            and (number := read_cell(match["number"], paragraph.line).number) is not None
            and number.value >= LEAST
        ]
        if found:
            return (paragraph, found[0]) if len(found) == 1 else ()
    return ()


def _shares(study: Study, table: PackTable) -> Iterator[list[Share]]:
    """For each column of numbers beside one of percentages, the rows that have both."""
    columns = [place for place in table.value_columns if table.columns[place].role in {Role.VALUE, Role.TIME}]
    for percent in columns:
        if not _SHARE.search(table.columns[percent].heading):
            continue
        for count in columns:
            if count < percent and not _SHARE.search(table.columns[count].heading):
                found = [share for row in range(len(table.rows)) for share in _share(study, table, row, count, percent)]
                if len(found) >= FEWEST and len({each.amount for each in found}) >= FEWEST - 1:
                    yield found


def _share(study: Study, table: PackTable, row: int, count: int, percent: int) -> Iterator[Share]:
    one, two = Place(table.index, row, count), Place(table.index, row, percent)
    if study.is_number(one) and study.is_number(two):
        amount, printed = study.value(one), study.interval(two)
        number = study.pack.cell(one).number
        if number is not None and not number.decimals and not number.percent and amount > 0 and printed.low > 0:
            yield Share(one, two, amount, printed)


def _check(study: Study, table: PackTable, shares: Sequence[Share], paragraph: Paragraph, told: Number) -> None:
    unfit = [each for each in shares if not each.fits(told.value)]
    if not unfit:
        study.ledger.agreed(BASE, len(shares))
        return
    if len(unfit) == 1 and len(shares) > FEWEST:
        study.ledger.agreed(BASE, len(shares) - 1)
        _report_share(study, unfit[0], paragraph, told)
    elif len(unfit) * 4 >= 3 * len(shares):
        low = max(each.bases[0] for each in shares)
        high = min(each.bases[1] for each in shares)
        meant = [number for number in range(ceil(low), floor(high) + 1) if _is_slip(told, number)]
        if len(meant) == 1:
            _report_base(study, table, paragraph, told, meant[0])


def _is_slip(told: Number, number: int) -> bool:
    other = read_cell(str(number), 0).number
    return other is not None and is_slip(told, other)


def _report_share(study: Study, share: Share, paragraph: Paragraph, told: Number) -> None:
    number = study.pack.cell(share.percent).number
    made = 100 * share.amount / told.value
    study.ledger.found(
        BASE,
        share.percent,
        explanation=(
            f"{BASE.words} Line {paragraph.line} tells {int(told.value):,}, and all others are shares of it; "
            f"{study.pack.cell(share.count).text} of it is {number_text(made, number.decimals if number else 0)}%."
        ),
        expected=number_text(made, number.decimals if number else 0),
        confidence=0.75,
        others=[share.count],
    )


def _report_base(study: Study, table: PackTable, paragraph: Paragraph, told: Number, meant: int) -> None:
    study.ledger.found(
        BASE,
        None,
        explanation=f"{BASE.words} All shares of the table at line {table.line} are of {meant:,}.",
        published=f"{int(told.value):,}",
        expected=f"{meant:,}",
        confidence=0.8,
        line=paragraph.line,
        row=paragraph.text[:80],
    )
