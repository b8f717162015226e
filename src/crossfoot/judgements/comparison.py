"""The area against its neighbours and the nation."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.indicators.schema import Benchmark, BenchmarkKind
from crossfoot.judgements.direction import performance_of
from crossfoot.judgements.judgement import ComparisonVerdict, Performance, Standing
from crossfoot.judgements.policies import ComparisonPolicy
from crossfoot.judgements.reading import Reading, setting_decimals, setting_text, words_apart
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import number_text
from crossfoot.vocabulary.units import Polarity, Unit

NAMES = {
    BenchmarkKind.NEIGHBOUR_AVERAGE: "the average of statistical neighbours",
    BenchmarkKind.NEIGHBOUR_BEST: "the best of statistical neighbours",
    BenchmarkKind.NATIONAL_AVERAGE: "the national average",
    BenchmarkKind.NATIONAL_TOP_QUARTILE: "the national top quartile",
}


def judge_comparison(
    reading: Reading, benchmark: Benchmark, *, polarity: Polarity, policy: ComparisonPolicy
) -> ComparisonVerdict:
    """Better, worse or in line, with the gap in the indicator's own unit and in per cent of the benchmark.

    NOT_JUDGED for information and where the benchmark is known to count something else, the gap still given for the
    first; NOT_JUDGED without a gap for a missing value.
    """
    name = f"{NAMES[benchmark.kind]} ({_source_words(benchmark, reading.unit)})"
    value = reading.at(policy.judge)
    if isinstance(value, Missing):
        reason = f"There is no value {reading.when} to set against {name}: {reading.words}."
        return ComparisonVerdict(Standing.NOT_JUDGED, reason, benchmark.kind)
    if not benchmark.comparable:
        reason = f"{reading.words} {reading.when} is not set against {name}: it counts something else."
        return ComparisonVerdict(Standing.NOT_JUDGED, reason, benchmark.kind)
    gap = value - Fraction(benchmark.value)
    gap_per_cent = 100 * gap / abs(Fraction(benchmark.value)) if benchmark.value else None
    standing = _standing(gap, benchmark, polarity, policy)
    text = f"{words_apart(value, reading.unit, reading.decimals, benchmark.value)} {reading.when} is "
    text += _gap_words(gap, gap_per_cent, reading, benchmark) + name
    ends = {
        Standing.NOT_JUDGED: "; neither high nor low is good, so it is not judged.",
        Standing.IN_LINE: ": in line." if gap else ".",
    }
    return ComparisonVerdict(
        standing, text + ends.get(standing, f": {standing.value}."), benchmark.kind, gap, gap_per_cent
    )


def _standing(gap: Fraction, benchmark: Benchmark, polarity: Polarity, policy: ComparisonPolicy) -> Standing:
    if polarity is Polarity.NONE:
        return Standing.NOT_JUDGED
    if abs(gap) <= abs(Fraction(benchmark.value)) * Fraction(policy.in_line_within) / 100:
        return Standing.IN_LINE
    return Standing.BETTER if performance_of(gap, polarity) is Performance.BETTER else Standing.WORSE


def _gap_words(gap: Fraction, gap_per_cent: Fraction | None, reading: Reading, benchmark: Benchmark) -> str:
    if not gap:
        return "the same as "
    decimals = max(reading.decimals, setting_decimals(benchmark.value))
    unit = reading.unit
    amount = (
        words_apart(abs(gap), unit.of_change, decimals, 0) if unit is Unit.PERCENTAGE else unit.text(abs(gap), decimals)
    )
    share = "" if gap_per_cent is None or unit is Unit.PERCENTAGE else f" ({number_text(abs(gap_per_cent), 1)}%)"
    return f"{amount}{share} {'above' if gap > 0 else 'below'} "


def _source_words(benchmark: Benchmark, unit: Unit) -> str:
    year = "year not stated" if benchmark.year == "not stated" else benchmark.year
    return f"{setting_text(benchmark.value, unit)}, {year}"
