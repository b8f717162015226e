"""What every builder is given: one closed month with its judgements, and the ways to look things up in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property

from crossfoot.figures.figure import Figure
from crossfoot.figures.snapshot import Snapshot
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Benchmark, BenchmarkKind, Indicator, Target
from crossfoot.judgements.judgement import Judgement
from crossfoot.judgements.policies import Policies
from crossfoot.registers.register import Registers
from crossfoot.reports.paper.paper_words import PaperWords
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

MONTHS_SHOWN = 13
"""A month, the same month a year before, and those between: the window of every report in the pack."""


@dataclass(frozen=True)
class Edition:
    """A closed month: its snapshot, judgements by indicator, the vital signs' own judgements, and the policies."""

    snapshot: Snapshot
    judgements: Mapping[str, Judgement]
    vital_signs: Mapping[str, Judgement]
    policies: Policies
    registers: Registers = field(default_factory=Registers)
    """Budget, reserves, risks and the like, as they were supplied."""
    table_titles: Mapping[str, str] = field(default_factory=dict)
    """The title of each supplied table by its id, which is no word for a reader."""
    paper: PaperWords | None = None
    """What people wrote for the committee paper."""

    @property
    def catalogue(self) -> Catalogue:
        """The definitions frozen with the month."""
        return self.snapshot.catalogue

    @property
    def area(self) -> str:
        """The council's own area."""
        return self.snapshot.manifest.council

    @cached_property
    def area_name(self) -> str:
        """The area as a caption names it."""
        return self.catalogue.areas[self.area].name

    @property
    def month(self) -> Period:
        """The month that was closed."""
        return self.snapshot.manifest.month

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """The thirteen months shown, oldest first."""
        return self.month.last(MONTHS_SHOWN)

    @property
    def as_at(self) -> date:
        """The day on which the records stood as the figures say."""
        return self.snapshot.manifest.as_at

    @property
    def created(self) -> datetime:
        """The moment printed in file properties: midnight of the as-at day, so that a rerun gives the same bytes."""
        return datetime.combine(self.as_at, time(), UTC)

    def indicator(self, name: str) -> Indicator:
        """The definition of an indicator."""
        return self.catalogue.indicator(name)

    def figure(
        self,
        name: str,
        period: Period,
        *,
        form: Form | None = None,
        breakdown: Breakdown | None = None,
        area: str | None = None,
    ) -> Figure | None:
        """One figure, of the council's own area unless another is named; None where nothing was supplied or derived."""
        wanted = form or self.indicator(name).form
        return self.snapshot.figures.get(FigureId(name, area or self.area, wanted, period, breakdown or Breakdown()))

    def target(self, name: str, *, scheme: str = "tolerances") -> Target | None:
        """The target in force at the end of the month."""
        return next(
            (
                target
                for target in self.catalogue.targets
                if (target.indicator, target.area, target.scheme) == (name, self.area, scheme)
                and target.since <= self.month.end <= target.until
            ),
            None,
        )

    def benchmark(self, name: str, kind: BenchmarkKind) -> Benchmark | None:
        """The newest benchmark of a kind that had been published by the as-at day."""
        found = self.catalogue.benchmarks_for(name, self.area, self.as_at)
        return next((benchmark for benchmark in found if benchmark.kind is kind), None)
