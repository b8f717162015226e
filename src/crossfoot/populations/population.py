"""What a population is: rows of one kind, with the flags, amounts and dimensions that definitions speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import ibis

from crossfoot.populations.frame import Frame

NONE: Mapping[str, Feature] = MappingProxyType({})


class Moment(StrEnum):
    """Which day puts a row in a month."""

    FLOW = "flow"
    """Its own day."""
    STOCK = "stock"
    """The last day of the month, on which it is looked at."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A flag, amount or dimension: what it says of a row, and what it rests on beside the population itself.

    `needs` are columns (`cp_visits.cppv_cp_visit_date`): where one was not collected, neither is the feature.
    `timescales` are ids of time limits. `categories` are those of a dimension that are told apart even where nobody is.
    """

    meaning: str
    needs: tuple[str, ...] = ()
    timescales: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Population:
    """Rows of one kind by month.

    `build` gives a table with `month` (int64, 12 x year + month - 1), `person_id`, `day` (date: its own, or the last
    of the month), `team` (text, NULL where none is known), `source_file` and `source_row` of the row of `table` that
    it rests on, and a column for every feature: a truth value for a flag (NULL counts as no), an int64 for an amount,
    text for a dimension (NULL is no category). A dimension `age-range` is the column `age_range`.
    """

    id: str
    row: str
    """What one row is, in a reviewer's words."""
    moment: Moment
    table: str
    needs: tuple[str, ...]
    build: Callable[[Frame], ibis.Table]
    timescales: tuple[str, ...] = ()
    flags: Mapping[str, Feature] = field(default_factory=lambda: NONE)
    amounts: Mapping[str, Feature] = field(default_factory=lambda: NONE)
    dimensions: Mapping[str, Feature] = field(default_factory=lambda: NONE)

    @property
    def features(self) -> Mapping[str, Feature]:
        """Every flag, amount and dimension by name."""
        return {**self.flags, **self.amounts, **self.dimensions}

    def needs_of(self, *features: str) -> Iterator[str]:
        """The columns that the population and those of its features rest on."""
        yield from self.needs
        for name in features:
            yield from self.features[name].needs


def column_of(dimension: str) -> str:
    """The column that holds a dimension: `age_range` for `age-range`."""
    return dimension.replace("-", "_")
