"""Derivation against plain sums, on generated months."""

from fractions import Fraction

from figure_examples import (
    JANUARY,
    POPULATION,
    RE_REFERRALS,
    REFERRAL_RATE,
    REFERRALS,
    YEAR,
    derived,
    figure,
    series,
    supply,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing

counts = st.integers(0, 2000)
months = st.lists(st.tuples(counts, counts), min_size=12, max_size=12)


@settings(max_examples=50, deadline=None)
@given(months)
def test_years_to_date_are_plain_sums(pairs: list[tuple[int, int]]) -> None:
    """`pairs` are re-referrals and the other referrals of each month."""
    cells = [
        *series("referrals", {month: again + first for month, (again, first) in zip(YEAR, pairs, strict=True)}),
        *series("re-referrals", {month: (again, None) for month, (again, _) in zip(YEAR, pairs, strict=True)}),
    ]
    store, _ = derived(cells, REFERRALS, RE_REFERRALS, REFERRAL_RATE)
    april = YEAR.index("2016-04")
    for position in range(april, len(YEAR)):
        numerator, denominator = 0, 0
        for again, first in pairs[april : position + 1]:
            numerator += again
            denominator += again + first
        covered = position - april + 1
        percentage = figure(store, f"re-referrals/norfolk/year_to_date/{YEAR[position]}").value
        assert percentage == (Fraction(100 * numerator, denominator) if denominator else Missing.NOT_APPLICABLE)
        rate = figure(store, f"referral-rate/norfolk/year_to_date/{YEAR[position]}").value
        assert rate == Fraction(denominator * 120_000, covered * POPULATION)
    total = figure(store, "referrals/norfolk/rolling_12/2017-01").value
    assert total == sum(again + first for again, first in pairs)


@settings(max_examples=50, deadline=None)
@given(months, st.integers(0, 11))
def test_a_gap_is_never_taken_for_nought(pairs: list[tuple[int, int]], gap: int) -> None:
    cells = series("referrals", {month: first for month, (_, first) in zip(YEAR, pairs, strict=True)})
    del cells[gap]
    store, _ = derived(cells, REFERRALS)
    assert store.get(FigureId.parse("referrals/norfolk/rolling_12/2017-01")) is None
    for position, month in enumerate(YEAR):
        is_known = month >= "2016-04" and (position < gap or YEAR[gap] < "2016-04")
        assert (store.get(FigureId.parse(f"referrals/norfolk/year_to_date/{month}")) is not None) == is_known


printed = st.builds(
    supply,
    st.sampled_from(["re-referrals/norfolk/in_month/2017-01", "re-referrals/norfolk/in_month/2016-12"]),
    st.sampled_from(["0.0%", "23.8%", "24%", "30.0%"]),
    numerator=st.none() | st.integers(0, 300),
    denominator=st.none() | st.integers(0, 800),
    table=st.sampled_from(["county", "county-repeat", "monthly", "signs", "elsewhere"]),
    line=st.integers(1, 20),
    row=st.integers(1, 1000),
) | st.builds(
    supply,
    st.just("re-referrals/norfolk/in_month/2017-01"),
    missing=st.sampled_from(Missing),
    table=st.sampled_from(["county", "monthly", "signs"]),
    row=st.integers(1, 1000),
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(printed, max_size=8, unique_by=lambda cell: (cell.file, cell.row)).flatmap(
        lambda cells: st.tuples(st.just(cells), st.permutations(cells))
    )
)
def test_the_order_of_the_cells_does_not_matter(orders: tuple[list[SuppliedFigure], list[SuppliedFigure]]) -> None:
    referrals = supply("referrals/norfolk/in_month/2017-01", 776, row=2000)
    one = derived([referrals, *orders[0]], REFERRALS, RE_REFERRALS, month=JANUARY)
    other = derived([*orders[1], referrals], REFERRALS, RE_REFERRALS, month=JANUARY)
    assert one == other
