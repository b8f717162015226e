"""Which month the scorecard is about, and the figures of it: the council's newest, the nation's newest up to it."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.figures.figure import Figure
from crossfoot.indicators.schema import Target
from crossfoot.reports.document import Quantity
from crossfoot.reports.edition import Edition
from crossfoot.reports.participation.participation_layout import ParticipationLayout
from crossfoot.vocabulary.areas import AreaKind
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Polarity, Unit

MONTHS_LATE = 12
"""How many months before that of the report are looked through for the newest figures."""


@dataclass(frozen=True, slots=True)
class ParticipationMonth:
    """The month of the scorecard, and ways to its figures. `nation` is empty where none is defined."""

    edition: Edition
    layout: ParticipationLayout
    period: Period
    nation: str
    nation_period: Period | None
    districts: tuple[str, ...]
    """Those with a figure in the month, in the order of their ids."""

    @property
    def nation_name(self) -> str:
        """How a heading names the nation."""
        return self.edition.catalogue.areas[self.nation].name if self.nation else "the nation"

    @property
    def periods(self) -> dict[str, Period]:
        """The month of each area's figures: the council, its districts, the nation."""
        found = dict.fromkeys((self.edition.area, *self.districts), self.period)
        return found | ({self.nation: self.nation_period} if self.nation_period is not None else {})

    @property
    def absent(self) -> Quantity:
        """What stands where no figure was supplied."""
        return Quantity(Missing.NOT_COLLECTED, Unit.COUNT, 0)

    @property
    def is_worked_back(self) -> bool:
        """True where a figure of the month before was worked back from a printed change."""
        table = self.layout.worked_back_table
        figures = (self.before(name) for name in self.layout.indicators)
        return table is not None and any(f is not None and f.source.startswith(f"{table},") for f in figures)

    def figure(self, name: str, area: str | None = None) -> Figure | None:
        """A figure of the month: the council's, or a district's."""
        return self.edition.figure(name, self.period, area=area)

    def before(self, name: str) -> Figure | None:
        """The council's figure of the month before."""
        return self.edition.figure(name, self.period.shift(-1))

    def of_nation(self, name: str, *, months_ago: int = 0) -> Figure | None:
        """The nation's newest figure, or that of some months before it."""
        if self.nation_period is None:
            return None
        return self.edition.figure(name, self.nation_period.shift(-months_ago), area=self.nation)

    def target(self, name: str) -> Target | None:
        """The council's target at the end of the month."""
        return self.edition.catalogue.target(name, self.edition.area, self.period.end, scheme="tolerances")

    def lowest(self, name: str) -> Figure | None:
        """The district with the lowest value; None where there are none."""
        return self._first_of_districts(name, highest=False)

    def highest(self, name: str) -> Figure | None:
        """The district with the highest value; None where there are none."""
        return self._first_of_districts(name, highest=True)

    def worst(self, name: str) -> tuple[str, ...]:
        """The districts whose printed figure is worst; none where no direction is good or all are the same."""
        polarity = self.edition.indicator(name).polarity
        printed = {
            district: figure.rounded
            for district in self.districts
            if (figure := self.figure(name, district)) is not None and not isinstance(figure.rounded, Missing)
        }
        values = set(printed.values())
        if polarity is Polarity.NONE or len(values) < 2:
            return ()
        end = max(values) if polarity is Polarity.LOW else min(values)
        return tuple(district for district, value in printed.items() if value == end)

    def area_name(self, figure: Figure) -> str:
        """How a sentence names the figure's area."""
        return self.edition.catalogue.areas[figure.id.area].name

    def _first_of_districts(self, name: str, *, highest: bool) -> Figure | None:
        known = [
            (figure.value, figure)
            for district in self.districts
            if (figure := self.figure(name, district)) is not None and not isinstance(figure.value, Missing)
        ]
        known.sort(key=lambda item: item[0], reverse=highest)
        return known[0][1] if known else None


def find_participation_month(edition: Edition, layout: ParticipationLayout) -> ParticipationMonth | None:
    """The newest month up to that of the report with a figure of the council; None where there is none."""
    period = _newest(edition, layout, edition.area, edition.month)
    if period is None:
        return None
    areas = edition.catalogue.areas
    parent = areas[edition.area].parent or ""
    nation = parent if parent in areas and areas[parent].kind is AreaKind.NATION else ""
    districts = [name for name, area in areas.items() if (area.parent, area.kind) == (edition.area, AreaKind.DISTRICT)]
    return ParticipationMonth(
        edition=edition,
        layout=layout,
        period=period,
        nation=nation,
        nation_period=_newest(edition, layout, nation, period) if nation else None,
        districts=tuple(name for name in districts if _newest(edition, layout, name, period, back=0) is not None),
    )


def _newest(
    edition: Edition, layout: ParticipationLayout, area: str, last: Period, back: int = MONTHS_LATE
) -> Period | None:
    for period in reversed(last.last(back + 1)):
        figures = (edition.figure(name, period, area=area) for name in layout.indicators)
        if any(figure is not None and not isinstance(figure.value, Missing) for figure in figures):
            return period
    return None
