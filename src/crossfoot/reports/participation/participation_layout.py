"""What the NEET and participation scorecard holds: `definitions/reports/participation-scorecard.yaml`, strict."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.reports.identities import Between, Sum
from crossfoot.reports.layout_file import check_indicators_known, read_layout_file

FILE = "reports/participation-scorecard.yaml"


class ParticipationGroup(Strict):
    """A titled run of rows."""

    title: Words
    rows: tuple[Id, ...]


class ParticipationLayout(Strict):
    """The scorecard: its rows, what is drawn, and what must hold between the rows."""

    id: Id
    title: Words
    groups: tuple[ParticipationGroup, ...]
    key_figures: tuple[Id, ...]
    spreads: tuple[Id, ...]
    charts: tuple[Id, ...]
    sums: tuple[Sum, ...] = ()
    between: tuple[Between, ...] = ()
    worked_back_table: Id | None = None
    """The table whose figures were worked back from printed changes: the report says so beside the change."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every row, in printed order."""
        return tuple(name for group in self.groups for name in group.rows)

    @property
    def named(self) -> Iterator[str]:
        """Every indicator that the file names anywhere."""
        yield from (*self.indicators, *self.key_figures, *self.spreads, *self.charts)
        for total in self.sums:
            yield from (total.total, *total.parts)
        for rule in self.between:
            yield from (rule.whole, *rule.parts)


def read_participation_layout(catalogue: Catalogue) -> ParticipationLayout:
    """The scorecard's layout. Raises InputRefused when it names an indicator that is not defined."""
    layout = read_layout_file(catalogue, FILE, ParticipationLayout)
    check_indicators_known(catalogue, FILE, layout.named)
    return layout
