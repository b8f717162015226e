"""Intervals: every value that the printed numbers may have been is in the result, and the ends belong to it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.reading.cells import read_cell
from crossfoot.vocabulary.numbers import round_half_away

exact = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
decimals = st.integers(min_value=0, max_value=3)


def printed(value: Fraction, places: int) -> Interval:
    return Interval.printed(Fraction(round_half_away(value, places)), Fraction(1, 10**places))


@given(exact, decimals)
def test_what_was_rounded_is_in_the_interval_of_what_is_printed(value: Fraction, places: int) -> None:
    assert printed(value, places).contains(value)


@given(st.lists(exact, min_size=1, max_size=8), decimals)
def test_rounding_never_raises_a_finding_on_a_sum(values: list[Fraction], places: int) -> None:
    added = total(printed(value, places) for value in values)
    assert added.meets(printed(sum(values, Fraction(0)), places))


ends = st.tuples(exact, exact).map(lambda two: Interval(min(two), max(two)))
intervals = ends | exact.map(Interval.exactly)
"""Those of one number too, which are worked out by one of their ends."""


@given(st.lists(intervals, max_size=6))
def test_a_total_is_exactly_what_adding_one_after_another_makes(parts: list[Interval]) -> None:
    low, high = sum((each.low for each in parts), Fraction(0)), sum((each.high for each in parts), Fraction(0))
    assert total(parts) == Interval(low, high)


@given(intervals, intervals, exact)
def test_the_ends_of_a_result_are_those_of_its_parts(one: Interval, two: Interval, factor: Fraction) -> None:
    assert one + two == Interval(one.low + two.low, one.high + two.high)
    assert one - two == Interval(one.low - two.high, one.high - two.low)
    corners = [left * right for left in (one.low, one.high) for right in (two.low, two.high)]
    assert one * two == Interval(min(corners), max(corners))
    scaled = sorted((one.low * factor, one.high * factor))
    assert one.times(factor) == Interval(*scaled)
    assert (one.width, one.middle) == (one.high - one.low, (one.low + one.high) / 2)
    if not two.contains(0):
        corners = [left / right for left in (one.low, one.high) for right in (two.low, two.high)]
        assert one / two == Interval(min(corners), max(corners))


@given(exact, exact, decimals)
def test_rounding_never_raises_a_finding_on_a_difference_or_product(one: Fraction, two: Fraction, places: int) -> None:
    assert (printed(one, places) - printed(two, places)).meets(printed(one - two, places))
    assert (printed(one, places) * printed(two, places)).meets(printed(one * two, places))
    assert abs(printed(one, places)).contains(abs(one))


@given(exact, st.fractions(min_value=2, max_value=1000, max_denominator=100), st.sampled_from([-1, 1]), decimals)
def test_rounding_never_raises_a_finding_on_a_quotient(one: Fraction, two: Fraction, sign: int, places: int) -> None:
    divisor = two * sign
    assert (printed(one, places) / printed(divisor, places)).meets(printed(one / divisor, places))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.integers(1, 5))
def test_a_true_fault_of_one_unit_in_counts_is_found(counts: list[int], fault: int) -> None:
    added = total(Interval.exactly(count) for count in counts)
    assert added.contains(sum(counts))
    assert not added.contains(sum(counts) + fault)


@given(exact, exact, exact, exact)
def test_the_overlap_is_what_both_hold(one: Fraction, two: Fraction, three: Fraction, four: Fraction) -> None:
    first, other = Interval(min(one, two), max(one, two)), Interval(min(three, four), max(three, four))
    shared = first.overlap(other)
    assert (shared is not None) == first.meets(other)
    for value in (one, two, three, four):
        assert (shared is not None and shared.contains(value)) == (first.contains(value) and other.contains(value))


def test_impossible_intervals_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot go from"):
        Interval(Fraction(2), Fraction(1))
    with pytest.raises(ZeroDivisionError):
        Interval.exactly(1) / Interval(Fraction(-1), Fraction(1))


CELLS = """
80% (47/59) ↑       | number 80 %, pair 47/59, up
-5,821 (-17.1%)     | number -5821, bracket -17.1 %
16 (4)              | number 16, bracket 4
39.4 (Nat 39)       | number 39.4, bracket 39
<20%                | number 20 %, bound <
10% or less         | number 10 %, bound <
at least 85%        | number 85 %, bound >
70-80%              | words, range 70 to 80
+6.945              | number 6.945
(1,234)             | number -1234
£(3.2)m             | number -3200000
£1.2m               | number 1200000
47/59               | words, pair 47/59
47 of 59 (80%)      | number 80 %, pair 47/59
71% +↓              | number 71 %, down, plus
75+↑                | number 75, up, plus
-0.38 ↓             | number -0.38, down
5.7%*               | number 5.7 %
1.5 percentage points | number 1.5 points
-                   | missing
n/a                 | missing
FALSE               | residue
#DIV/0!             | residue
1.23E+05            | residue
↔                   | words, level
Jan-16              | words
2016-17             | words, range 2016 to 17
Not known           | words
"""


@pytest.mark.parametrize("line", CELLS.strip().splitlines(), ids=lambda line: line.partition("|")[0].strip())
def test_a_cell_says_what_a_reader_sees(line: str) -> None:
    text, _, said = (part.strip() for part in line.partition("|"))
    cell = read_cell(text, 7)
    words = [cell.kind.value]
    if cell.number is not None:
        unit = " %" if cell.number.percent else " points" if cell.number.points else ""
        words = [f"number {float(cell.number.amount):.10g}{unit}"]
        words += [f"bound {cell.number.bound}"] if cell.number.bound else []
    words += [f"pair {cell.pair[0]}/{cell.pair[1]}"] if cell.pair else []
    if cell.bracket is not None:
        words.append(f"bracket {float(cell.bracket.amount):.10g}{' %' if cell.bracket.percent else ''}")
    words += [f"range {cell.range[0]} to {cell.range[1]}"] if cell.range else []
    words += [cell.arrow.value] if cell.arrow else []
    words += ["plus"] if cell.plus else []
    assert ", ".join(words) == said
    assert cell.line == 7


@given(st.text(max_size=80))
def test_any_text_is_a_cell(text: str) -> None:
    assert read_cell(text, 1).line == 1
