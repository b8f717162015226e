"""The arithmetic a second way: by brute force, by the standard library, by a plain rewriting of the chart's rules."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from statistics import linear_regression, mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_pages import target

from crossfoot.judgements.judgement import Rag, SpecialCause
from crossfoot.judgements.policies import RagPolicy
from crossfoot.judgements.process_limits import control_limits, special_causes
from crossfoot.judgements.rag import judge_rag
from crossfoot.judgements.reading import Reading
from crossfoot.judgements.trend import least_squares_slope
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Polarity, Unit

SERIES = st.lists(st.integers(-8, 8).map(lambda number: Fraction(number, 2)), min_size=7, max_size=30)


@given(st.lists(st.fractions(-1000, 1000, max_denominator=100), min_size=2, max_size=30))
def test_the_slope_solves_the_normal_equations(values: list[Fraction]) -> None:
    slope = least_squares_slope(values)
    count = len(values)
    intercept = (sum(values) - slope * sum(range(count))) / count
    residuals = [value - intercept - slope * place for place, value in enumerate(values)]
    assert sum(residuals) == 0
    assert sum(place * residual for place, residual in enumerate(residuals)) == 0


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30))
def test_the_slope_is_the_standard_librarys(values: list[int]) -> None:
    expected = linear_regression(range(len(values)), values).slope
    assert float(least_squares_slope([Fraction(value) for value in values])) == pytest.approx(expected, abs=1e-9)


def test_one_value_has_no_line() -> None:
    with pytest.raises(ValueError, match="two values"):
        least_squares_slope([Fraction(1)])


def test_one_value_has_no_limits() -> None:
    with pytest.raises(ValueError, match="two values"):
        control_limits([Fraction(1)], screen=True)


# -- XmR, written out point by point: slow, and nothing shared with the code under test --------------------------------


def plain_limits(values: list[Fraction], *, screen: bool) -> tuple[Fraction, Fraction, Fraction]:
    ranges = [abs(values[index] - values[index - 1]) for index in range(1, len(values))]
    average = mean(ranges)
    if screen:
        kept = [one for one in ranges if one * 1000 < average * 3267]
        average = mean(kept) if kept else average
    middle = mean(values)
    return middle, middle - average * 266 / 100, middle + average * 266 / 100


def plain_trend(values: list[Fraction], index: int) -> bool | None:
    found = None
    for start in range(max(0, index - 6), index + 1):
        run = values[start : start + 7]
        if len(run) == 7 and run == sorted(set(run)):
            found = True
        if len(run) == 7 and run == sorted(set(run), reverse=True):
            found = False
    return found


def plain_near(values: list[Fraction], index: int, *, screen: bool) -> bool | None:
    middle, lower, upper = plain_limits(values, screen=screen)
    for start in range(max(0, index - 2), min(index, len(values) - 3) + 1):
        three = values[start : start + 3]
        high = [3 * (one - middle) > 2 * (upper - middle) and one <= upper for one in three]
        low = [3 * (middle - one) > 2 * (middle - lower) and one >= lower for one in three]
        if all(one > middle for one in three) and high.count(True) >= 2 and high[index - start]:
            return True
        if all(one < middle for one in three) and low.count(True) >= 2 and low[index - start]:
            return False
    return None


def plain_shift(values: list[Fraction], index: int) -> bool | None:
    middle = mean(values)
    before = after = index
    while before > 0 and (values[before - 1] - middle) * (values[index] - middle) > 0:
        before -= 1
    while after < len(values) - 1 and (values[after + 1] - middle) * (values[index] - middle) > 0:
        after += 1
    return values[index] > middle if values[index] != middle and after - before + 1 >= 7 else None


def plain_cause(values: list[Fraction], index: int, *, screen: bool) -> tuple[str, bool] | None:
    _, lower, upper = plain_limits(values, screen=screen)
    value = values[index]
    if value > upper or value < lower:
        return "outside", value > upper
    answers = {
        "trend": plain_trend(values, index),
        "near": plain_near(values, index, screen=screen),
        "shift": plain_shift(values, index),
    }
    return next(((name, high) for name, high in answers.items() if high is not None), None)


NAMES = {
    SpecialCause.OUTSIDE_LIMITS: "outside",
    SpecialCause.TREND: "trend",
    SpecialCause.TWO_OF_THREE: "near",
    SpecialCause.SHIFT: "shift",
}


def check_against_plain(values: list[Fraction], *, screen: bool) -> None:
    limits = control_limits(values, screen=screen)
    assert (limits.mean, limits.lower, limits.upper) == plain_limits(values, screen=screen)
    causes = special_causes(values, limits, trend_length=7, shift_length=7)
    named = [None if cause is None else (NAMES[cause[0]], cause[1]) for cause in causes]
    assert named == [plain_cause(values, index, screen=screen) for index in range(len(values))]


@given(SERIES, st.booleans())
def test_limits_and_rules_agree_with_the_plain_ones(values: list[Fraction], screen: bool) -> None:
    check_against_plain(values, screen=screen)


@given(
    st.lists(st.integers(0, 40).map(Fraction), min_size=2, max_size=8),
    st.lists(st.integers(1, 3), min_size=6, max_size=9),
    st.lists(st.integers(1, 3), min_size=0, max_size=9),
    st.booleans(),
)
def test_they_agree_on_long_climbs_and_falls(
    start: list[Fraction], up: list[int], down: list[int], screen: bool
) -> None:
    values = list(start)
    for step in up:
        values.append(values[-1] + step)
    for step in down:
        values.append(values[-1] - step)
    check_against_plain(values, screen=screen)


@given(
    st.lists(st.integers(0, 4).map(Fraction), min_size=4, max_size=9),
    st.integers(1, 8),
    st.lists(st.integers(0, 4), min_size=4, max_size=9),
    st.booleans(),
)
def test_they_agree_on_changed_levels(start: list[Fraction], lift: int, end: list[int], screen: bool) -> None:
    check_against_plain([*start, *(Fraction(value + lift) for value in end)], screen=screen)


# -- colour by brute force -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("judge", ["printed", "exact"])
def test_colours_over_every_hundredth_agree_with_integers(judge: str) -> None:
    policy = RagPolicy.model_validate({"judge": judge})
    seen = set()
    for hundredths, (polarity, red, green) in product(
        range(700, 1100, 3), [(Polarity.HIGH, 80, 100), (Polarity.LOW, 100, 80)]
    ):
        # Halves away from nought, to tenths, in whole numbers.
        judged = (hundredths + 5) // 10 * 10 if judge == "printed" else hundredths
        sign = 1 if polarity is Polarity.HIGH else -1
        if sign * judged >= sign * green * 10:
            expected = Rag.GREEN
        elif sign * judged < sign * red * 10:
            expected = Rag.RED
        else:
            expected = Rag.AMBER
        reading = Reading(Period.parse("2017-01"), Fraction(hundredths, 100), Unit.PERCENTAGE, 1)
        goal = target("", str(green / 10), str(red / 10))
        verdict = judge_rag(reading, polarity=polarity, target=goal, policy=policy)
        assert verdict.word is expected, (hundredths, polarity)
        seen.add((polarity, expected))
    assert len(seen) == 6
