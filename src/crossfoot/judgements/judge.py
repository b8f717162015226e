"""Judge an indicator, all of them, or the vital signs: fetch what the rules need and put their verdicts together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from crossfoot.figures.figure import Figure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Indicator, Target
from crossfoot.judgements.assurance import judge_assurance
from crossfoot.judgements.change_over_year import judge_change_over_year
from crossfoot.judgements.comparison import judge_comparison
from crossfoot.judgements.direction import judge_direction
from crossfoot.judgements.exceptions import judge_exceptions
from crossfoot.judgements.judgement import Judgement
from crossfoot.judgements.links import Links
from crossfoot.judgements.policies import Policies
from crossfoot.judgements.pressures import Pressures
from crossfoot.judgements.rag import judge_rag
from crossfoot.judgements.reading import Reading
from crossfoot.judgements.trend import judge_trend
from crossfoot.judgements.variation import judge_variation
from crossfoot.judgements.vital_signs import judge_against_comparator
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period, PeriodKind
from crossfoot.vocabulary.units import Form

TOLERANCES = "tolerances"
VITAL_SIGNS = "vital-signs"
NO_LINKS = Links()

_KINDS = {
    Form.IN_QUARTER: PeriodKind.QUARTER,
    Form.AT_QUARTER_END: PeriodKind.QUARTER,
    Form.IN_TERM: PeriodKind.TERM,
    Form.IN_YEAR: PeriodKind.FINANCIAL_YEAR,
}
_A_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.TERM: 3}


class FigureSource(Protocol):
    """Where figures are fetched from: the store of a snapshot."""

    def series(self, indicator: str, area: str, form: Form, *, last: Period, count: int) -> tuple[Figure | None, ...]:
        """`count` figures up to the period `last`, oldest first, None where there is none."""


def judge_indicator(
    store: FigureSource,
    *,
    catalogue: Catalogue,
    policies: Policies,
    pressures: Pressures,
    indicator: str,
    area: str,
    month: Period,
    links: Links = NO_LINKS,
    as_at: date | None = None,
) -> Judgement:
    """The judgement by tolerances of an indicator in the form of its definition, for the last period ended by `month`.

    Benchmarks are those published by `as_at`, by default the end of the month. Raises UnknownIndicatorError.
    """
    bench = _Bench(store, catalogue, policies, pressures, links, area, month, as_at or month.end)
    return bench.judge(catalogue.indicator(indicator), catalogue.indicator(indicator).form, TOLERANCES)


def judge_all(
    store: FigureSource,
    *,
    catalogue: Catalogue,
    policies: Policies,
    pressures: Pressures,
    area: str,
    month: Period,
    links: Links = NO_LINKS,
    as_at: date | None = None,
) -> tuple[Judgement, ...]:
    """The judgement by tolerances of every indicator, in the order of the catalogue."""
    bench = _Bench(store, catalogue, policies, pressures, links, area, month, as_at or month.end)
    return tuple(bench.judge(definition, definition.form, TOLERANCES) for definition in catalogue.indicators.values())


def judge_vital_sign(
    store: FigureSource,
    *,
    catalogue: Catalogue,
    policies: Policies,
    pressures: Pressures,
    indicator: str,
    area: str,
    month: Period,
    links: Links = NO_LINKS,
    as_at: date | None = None,
    form: Form | None = None,
) -> Judgement:
    """The judgement of a vital sign on its own target and scheme.

    A sign is judged at the quarter's end where the store has quarter-end figures of it, else in its definition's
    form; `form` overrules that. Raises UnknownIndicatorError.
    """
    bench = _Bench(store, catalogue, policies, pressures, links, area, month, as_at or month.end)
    definition = catalogue.indicator(indicator)
    return bench.judge(definition, form or bench.sign_form(definition), VITAL_SIGNS)


def judge_vital_signs(
    store: FigureSource,
    *,
    catalogue: Catalogue,
    policies: Policies,
    pressures: Pressures,
    area: str,
    month: Period,
    signs: Sequence[str] | None = None,
    links: Links = NO_LINKS,
    as_at: date | None = None,
) -> tuple[Judgement, ...]:
    """The judgement of each of `signs` in order; by default of every indicator with a vital sign's target."""
    bench = _Bench(store, catalogue, policies, pressures, links, area, month, as_at or month.end)
    chosen = signs if signs is not None else tuple(bench.with_sign_target())
    definitions = [catalogue.indicator(indicator) for indicator in chosen]
    return tuple(bench.judge(definition, bench.sign_form(definition), VITAL_SIGNS) for definition in definitions)


def period_ended_by(month: Period, form: Form) -> Period:
    """The last period of a form's kind that had ended when `month` had: for January the quarter to December."""
    current = {
        PeriodKind.MONTH: month.month,
        PeriodKind.QUARTER: month.quarter,
        PeriodKind.TERM: month.term,
        PeriodKind.FINANCIAL_YEAR: month.financial_year,
    }[_KINDS.get(form, PeriodKind.MONTH)]
    return current if current.end <= month.end else current.shift(-1)


@dataclass(frozen=True, slots=True)
class _Bench:
    """Everything that stays the same from one indicator to the next."""

    store: FigureSource
    catalogue: Catalogue
    policies: Policies
    pressures: Pressures
    links: Links
    area: str
    month: Period
    as_at: date

    def judge(self, definition: Indicator, form: Form, scheme: str) -> Judgement:
        """Every rule on the last period of `form` that the month has seen the end of."""
        policies, polarity, breaks = self.policies, definition.polarity, definition.breaks
        period = self.latest_period(definition, form)
        a_year = _A_YEAR.get(period.kind, 1)
        readings = self.readings(definition, form, period, a_year)
        latest = readings[-1]
        target = self.target(definition.id, period.end, scheme)
        rag = (
            judge_against_comparator(latest, polarity=polarity, target=target, policy=policies.vital_signs)
            if scheme == VITAL_SIGNS
            else judge_rag(latest, polarity=polarity, target=target, policy=policies.rag)
        )
        variation = judge_variation(readings, polarity=polarity, policy=policies.variation, breaks=breaks)
        return Judgement(
            figure=FigureId(definition.id, self.area, form, period),
            scheme=scheme,
            rag=rag,
            direction=judge_direction(
                latest, readings[-2], polarity=polarity, policy=policies.direction, breaks=breaks
            ),
            trend=judge_trend(readings, polarity=polarity, policy=policies.trend, breaks=breaks),
            change_over_year=judge_change_over_year(
                latest, readings[-1 - a_year], polarity=polarity, policy=policies.change_over_year, breaks=breaks
            ),
            variation=variation,
            assurance=judge_assurance(latest, variation.limits, polarity=polarity, target=target),
            comparisons=tuple(
                judge_comparison(latest, benchmark, polarity=polarity, policy=policies.comparison)
                for benchmark in self.catalogue.benchmarks_for(definition.id, self.area, self.as_at)
            ),
            exceptions=judge_exceptions(
                readings,
                polarity=polarity,
                target=target,
                rag=rag,
                pressures=self.pressures,
                link=self.links.of(definition.id, self.area),
                policy=policies.exceptions,
                direction_policy=policies.direction,
                breaks=breaks,
            ),
        )

    def latest_period(self, definition: Indicator, form: Form) -> Period:
        """The last period of a form that had ended; of years the academic one, where the store has figures of those."""
        academic = self.month.academic_year
        academic = academic if academic.end <= self.month.end else academic.shift(-1)
        if form is Form.IN_YEAR:
            count = self.policies.trend.periods
            found = self.store.series(definition.id, self.area, form, last=academic, count=count)
            if any(figure is not None for figure in found):
                return academic
        return period_ended_by(self.month, form)

    def readings(self, definition: Indicator, form: Form, last: Period, a_year: int) -> tuple[Reading, ...]:
        """As many periods as the hungriest rule takes, oldest first; where there is no figure, a missing reading."""
        policies = self.policies
        count = max(
            policies.variation.window, policies.trend.periods, policies.exceptions.deteriorated.periods + 1, a_year + 1
        )
        figures = self.store.series(definition.id, self.area, form, last=last, count=count)
        return tuple(
            Reading(period, Missing.NOT_AVAILABLE, definition.unit, definition.decimals, form)
            if figure is None
            else Reading.of(figure)
            for period, figure in zip(last.last(count), figures, strict=True)
        )

    def target(self, indicator: str, on: date, scheme: str) -> Target | None:
        """The target in force on a day under a scheme, and no other's."""
        return self.catalogue.target(indicator, self.area, on, scheme=scheme)

    def sign_form(self, definition: Indicator) -> Form:
        """Quarter's end where there are quarter-end figures, else the definition's own form."""
        quarter = period_ended_by(self.month, Form.AT_QUARTER_END)
        count = self.policies.trend.periods
        series = self.store.series(definition.id, self.area, Form.AT_QUARTER_END, last=quarter, count=count)
        return Form.AT_QUARTER_END if any(figure is not None for figure in series) else definition.form

    def with_sign_target(self) -> Iterator[str]:
        """The indicators that have a vital sign's target at the end of the month."""
        for indicator in self.catalogue.indicators:
            if self.target(indicator, self.month.end, VITAL_SIGNS) is not None:
                yield indicator
