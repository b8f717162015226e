"""The formulas that one line may be, each with how likely it was before the numbers were looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.fixed_prices import at_fixed_prices
from crossfoot.audit.relations.for_a_time import parts_of_a_time
from crossfoot.audit.relations.indices import indices
from crossfoot.audit.relations.journeys import shares_of_the_way
from crossfoot.audit.relations.left_over import what_is_left
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.means_of_times import means_of_times
from crossfoot.audit.relations.named import named_shares_of_ended
from crossfoot.audit.relations.net_scores import net_scores
from crossfoot.audit.relations.products import products, times_what_is_told
from crossfoot.audit.relations.quotients import (
    over_a_constant,
    quotients,
    shares_of_total,
    times_the_total,
)
from crossfoot.audit.relations.scores import scored_means
from crossfoot.audit.relations.search import Candidates, pool_of
from crossfoot.audit.relations.steps import (
    carried_forward,
    changes_since_before,
    levels,
    running_balances,
    running_from_the_end,
    running_totals,
)
from crossfoot.audit.relations.sums import (
    NAMED_ALL,
    differences_from_key,
    flows,
    flows_between,
    runs,
    signed_in_labels,
    sums_and_differences,
    sums_of_three,
)


def candidates_of(grid: Grid, target: Line) -> Iterator[Candidates]:
    """Formulas of every form that the target may be; none of likelihood or impact, which are judged, or of one risk."""
    of_one = grid.by_row and target.measure is Measure.SCORE and not hints.is_total(target)
    if hints.is_factor_of_score(target) or of_one:
        # One risk is not made of others.
        return
    pool = pool_of(grid, target)
    yield runs(grid, target)
    yield means_of_times(grid, target)
    yield from sums_and_differences(grid, target, pool)
    yield sums_of_three(grid, target, pool)
    yield what_is_left(grid, target)
    yield flows(target, pool)
    yield signed_in_labels(grid, target)
    yield net_scores(grid, target)
    yield shares_of_the_way(grid, target, pool)
    yield flows_between(grid, target, pool)
    yield differences_from_key(grid, target, pool)
    yield from quotients(grid, target, pool)
    yield shares_of_total(grid, target, pool)
    yield times_the_total(grid, target, pool)
    yield over_a_constant(grid, target, pool)
    yield at_fixed_prices(grid, target, pool)
    yield products(grid, target, pool)
    yield times_what_is_told(grid, target, pool)
    yield parts_of_a_time(grid, target, pool)
    yield scored_means(grid, target)
    ended = tuple(replace(formula, prior=NAMED_ALL) for formula in named_shares_of_ended(grid, target))
    yield Candidates(ended, 1)
    yield running_totals(grid, target, pool)
    yield running_from_the_end(grid, target, pool)
    yield running_balances(target, pool)
    yield indices(grid, target)
    yield levels(grid, target, pool)
    yield carried_forward(target, pool)
    yield changes_since_before(grid, target, pool)
