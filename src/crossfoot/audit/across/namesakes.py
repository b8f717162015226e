"""Series of one name in two tables: what another name is like in the same table is then another measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.study import Study


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The series of a pack by their table and label."""

    named: Mapping[tuple[int, str], Sequence[Series]]

    @classmethod
    def of(cls, study: Study) -> Namesakes:
        """Those of all tables."""
        named: dict[tuple[int, str], list[Series]] = defaultdict(list)
        for series in study.series:
            named[series.table, series.label.casefold()].append(series)
        return cls(named)

    def tells_apart(self, study: Study, first: Series, other: Series) -> bool:
        """Whether the table of either has one of the very name of the other, with the same values."""
        if first.label.casefold() == other.label.casefold():
            return False
        return self._is_in(study, first, other.table) or self._is_in(study, other, first.table)

    def _is_in(self, study: Study, series: Series, table: int) -> bool:
        for namesake in self.named.get((table, series.label.casefold()), ()):
            times = series.places.keys() & namesake.places.keys()
            if times and all(are_equal(study, series.places[time], namesake.places[time]) for time in times):
                return True
        return False


def are_equal(study: Study, one: Place, two: Place) -> bool:
    """Printed alike where both have as many decimals; else what the one may have been meets the other."""
    if study.are_as_fine(one, two):
        return study.value(one) == study.value(two)
    return study.interval(one).meets(study.interval(two))
