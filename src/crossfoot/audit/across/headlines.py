"""A figure of a summary, and the figures of other tables that it may be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.across.whole_cells import WholeCell, whole_cells
from crossfoot.audit.reading.cells import Number
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study

WITHIN = 40
"""Tables before and after it: what a summary sums up is of the same paper."""
COMMON = 250
"""A word in the names of more figures than that tells no one of them."""
WELL = 7
"""How well a label must name a figure, of ten for all its words, for it to be that one."""
FAIRLY = 3
"""The same where the figures are equal and have so many digits."""
DIGITS = 3
APART = 1
"""How much better than any other figure."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a headline may be."""

    well: int
    """How well the label of the headline names it."""
    cell: WholeCell
    stands: bool
    """Whether it stands for all: in a total, at the last time or at the time told."""
    shared: int
    """How many words of the label are in the names of its row and column."""
    all_words: bool
    """Whether they are all, and no other word is in those names."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of a summary and the figures of other tables that it may be, those that its label names best first."""

    place: Place
    number: Number
    told: bool
    """Whether the row says which part of the paper it is from."""
    named: tuple[Candidate, ...]

    @property
    def is_named(self) -> bool:
        """Whether its label, or the part that it is from, names a figure."""
        return any(each.stands and (self.told or each.well >= WELL) for each in self.named[:1])

    @property
    def is_held(self) -> bool:
        """Whether one of the figures that its label names best is the same, or any whole one of the part told."""
        for each in self.named:
            best = each.well >= self.named[0].well - APART
            if each.cell.number.amount != self.number.amount:
                continue
            if not each.stands and not (best and each.well >= WELL):
                continue
            if self.told or (best and each.well >= WELL - APART):
                return True
            if best and each.shared and each.well >= FAIRLY and self.number.digits >= DIGITS:
                return True
        return False


Named = tuple[str, int, bool]
"""A word, how many decimals, and whether it is of a percentage."""


@dataclass(frozen=True, slots=True)
class Wholes:
    """The whole figures of all tables, by what they are and by the words that name them."""

    by_value: Mapping[Fraction, Sequence[WholeCell]]
    by_word: Mapping[Named, Sequence[WholeCell]]

    @classmethod
    def of(cls, tables: Sequence[PackTable], study: Study) -> Wholes:
        """Those of these tables."""
        by_value, by_word = defaultdict[Fraction, list[WholeCell]](list), defaultdict[Named, list[WholeCell]](list)
        for table in tables:
            for cell in whole_cells(study, table):
                by_value[cell.number.amount].append(cell)
                for word in cell.words if cell.per is None else cell.words | cell.around:
                    by_word[word, cell.number.decimals, cell.percent].append(cell)
        return cls(by_value, by_word)

    def named(self, words: frozenset[str], number: Number, table: int, *, percent: bool) -> Iterator[WholeCell]:
        """Those of other tables, of one form, that have one of the words in their names: of the words the rare ones."""
        keys = ((word, number.decimals, percent) for word in words)
        near = (near_to(self.by_word.get(key, ()), table) for key in keys)
        rare = [cells for cells in near if len(cells) <= COMMON]
        found = {each.place: each for cells in rare for each in cells if each.place.table != table}
        yield from (found[place] for place in sorted(found))


def near_to(cells: Sequence[WholeCell], table: int) -> Sequence[WholeCell]:
    """Those of tables so near to this one; `cells` are in the order of their tables."""
    low = bisect_left(cells, table - WITHIN, key=lambda each: each.place.table)
    return cells[low : bisect_right(cells, table + WITHIN, key=lambda each: each.place.table)]
