"""Rules that look at one table at a time, over a few tables at a time: what they make of those is let go with them.

To look for what tables prove of themselves takes the most memory, and a pack of 500 pages has a thousand tables. So a
window of them is checked in a study of its own, from which nothing is kept but what its ledgers took.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from crossfoot.audit.arithmetic.find_averages_outside_bands import find_averages_outside_bands
from crossfoot.audit.arithmetic.find_extreme_faults import find_extreme_faults
from crossfoot.audit.arithmetic.find_listed_items import find_listed_items
from crossfoot.audit.arithmetic.find_median_faults import find_median_faults
from crossfoot.audit.arithmetic.find_numbered_rows import find_numbered_rows
from crossfoot.audit.arithmetic.find_relations import find_relations
from crossfoot.audit.arithmetic.find_rolling_means import find_rolling_means
from crossfoot.audit.arithmetic.find_trimmed_means import find_trimmed_means
from crossfoot.audit.arithmetic.find_weighted_means import find_weighted_means
from crossfoot.audit.arithmetic.find_weighted_scores import find_weighted_scores
from crossfoot.audit.collecting import collecting_rarely
from crossfoot.audit.ledger import Ledger, Share
from crossfoot.audit.reading.pack import Pack, PackTable
from crossfoot.audit.run_rule import run_rule
from crossfoot.audit.study import Ratio, Study

BY_TABLES: tuple[Callable[[Study], None], ...] = (
    find_relations,
    find_listed_items,
    find_numbered_rows,
    find_averages_outside_bands,
    find_median_faults,
    find_trimmed_means,
    find_weighted_means,
    find_rolling_means,
    find_weighted_scores,
    find_extreme_faults,
)
"""Those that look at each table as a grid, in the order in which they stand among all rules."""
MOST_CELLS = 4_000
"""Cells after which a window is full."""


@dataclass(frozen=True, slots=True)
class Window:
    """A pack of which these tables only are whole; of all others, where they stand is known."""

    pack: Pack
    tables: range
    copies: frozenset[int]
    """Tables that are another one printed again."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What each rule by tables took of a window, in their order, and the ratios that its tables prove."""

    tables: range
    shares: tuple[Share, ...]
    ratios: tuple[tuple[int, ...], ...]
    """Percentage, numerator and denominators, by their numbers among the series of these tables."""


def windows_of(pack: Pack, copies: Collection[int]) -> Iterator[Window]:
    """All tables in their order, each at its number in the pack."""
    bare = [_bare(table) for table in pack.tables]
    first = cells = 0
    for number, table in enumerate(pack.tables):
        cells += len(table.rows) * len(table.columns)
        if cells >= MOST_CELLS or number == len(bare) - 1:
            own = range(first, number + 1)
            tables = [*bare[: own.start], *pack.tables[own.start : own.stop], *bare[own.stop :]]
            yield Window(replace(pack, tables=tables), own, frozenset(copies))
            first, cells = own.stop, 0


def _bare(table: PackTable) -> PackTable:
    return PackTable(table.index, "", (), (), (), 0, table.line, ())


def check_window(window: Window) -> Checked:
    """Run every rule by tables over a window, each with a ledger of its own: other rules come between them."""
    with collecting_rarely():
        return _check_window(window)


def _check_window(window: Window) -> Checked:
    study = Study.of(window.pack)
    study.copies = {number for number in range(len(window.pack.tables)) if number not in window.tables} | window.copies
    study.keep("grids")
    shares = []
    for rule in BY_TABLES:
        study.ledger = Ledger(window.pack)
        run_rule(study, rule, study)
        shares.append(study.ledger.share())
    ratios = ((each.percent, each.numerator, *each.denominators) for each in study.ratios.values())
    numbers = tuple(tuple(series.number for series in each) for each in ratios)
    return Checked(window.tables, tuple(shares), numbers)


def take_ratios(study: Study, checked: Checked) -> None:
    """Add the ratios of a window to the study of the whole pack."""
    first = bisect_left(study.series, checked.tables.start, key=lambda series: series.table)
    for numbers in checked.ratios:
        percent, numerator, *denominators = (study.series[first + number] for number in numbers)
        study.ratios[percent.number] = Ratio(percent, numerator, tuple(denominators))
