"""How a row of each rule page is run: what comes out, by the heading of the column that says what should."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from education_rule import run_education
from risk_rows import run_risks
from rule_pages import LATEST, PAGES, Row, rows_of

from crossfoot.indicators.schema import Benchmark, BenchmarkKind
from crossfoot.judgements.affected import judge_budget, judge_risk
from crossfoot.judgements.assurance import judge_assurance
from crossfoot.judgements.change_over_year import judge_change_over_year
from crossfoot.judgements.comparison import judge_comparison
from crossfoot.judgements.direction import judge_direction
from crossfoot.judgements.exceptions import judge_deteriorated, judge_exceptions, judge_off_target
from crossfoot.judgements.judgement import Limits, Rag, RagVerdict, SpecialCause
from crossfoot.judgements.links import Link
from crossfoot.judgements.policies import Policies
from crossfoot.judgements.pressures import BudgetLine, Pressures, Risk
from crossfoot.judgements.process_limits import control_limits
from crossfoot.judgements.rag import judge_rag
from crossfoot.judgements.reading import Reading
from crossfoot.judgements.savings import judge_saving
from crossfoot.judgements.trend import judge_trend
from crossfoot.judgements.variation import judge_variation
from crossfoot.judgements.vital_signs import judge_against_comparator
from crossfoot.vocabulary.numbers import round_half_away

Outcome = dict[str, str]
"""What came out, by the heading of the column that says what should."""

LETTERS = {
    SpecialCause.OUTSIDE_LIMITS: "o",
    SpecialCause.TREND: "t",
    SpecialCause.TWO_OF_THREE: "n",
    SpecialCause.SHIFT: "s",
}
MISSED = {"yes": True, "no": False, "unknown": None}


def run_rag(row: Row, policies: Policies) -> Outcome:
    policy = row.policy(policies.rag)
    verdict = judge_rag(row.reading("value"), polarity=row.polarity, target=row.target, policy=policy)
    return {"expected": verdict.word, "reason": verdict.reason}


def run_vital_signs(row: Row, policies: Policies) -> Outcome:
    policy = row.policy(policies.vital_signs)
    verdict = judge_against_comparator(row.reading("value"), polarity=row.polarity, target=row.target, policy=policy)
    return {"expected": verdict.word, "reason": verdict.reason}


def run_direction(row: Row, policies: Policies) -> Outcome:
    changed = (LATEST.start,) if row.may_take("definition changed") == "yes" else ()
    verdict = judge_direction(
        row.reading("latest"),
        row.reading("previous", LATEST.shift(-1)),
        polarity=row.polarity,
        policy=row.policy(policies.direction),
        breaks=changed,
    )
    return {"expected": verdict.word, "symbol": verdict.word.symbol, "reason": verdict.reason}


def run_trend(row: Row, policies: Policies) -> Outcome:
    readings = row.series("values")
    verdict = judge_trend(
        readings, polarity=row.polarity, policy=row.policy(policies.trend), breaks=row.breaks(len(readings))
    )
    return {"expected": verdict.word, "performance": verdict.performance, "reason": verdict.reason}


def run_change_over_year(row: Row, policies: Policies) -> Outcome:
    latest = row.reading("latest")
    verdict = judge_change_over_year(
        latest,
        row.reading("year before", LATEST.shift(-12)),
        polarity=row.polarity,
        policy=row.policy(policies.change_over_year),
    )
    return {
        "expected": verdict.word,
        "difference": _number(verdict.difference, latest.decimals),
        "per cent": _number(verdict.per_cent, 1),
        "performance": verdict.performance,
        "reason": verdict.reason,
    }


def run_variation(row: Row, policies: Policies) -> Outcome:
    policy = row.policy(policies.variation)
    if row.has("mean"):
        values = [reading.value for reading in row.series("values") if isinstance(reading.value, Fraction)]
        limits = control_limits(values, screen=policy.screen_ranges)
        return {name: _number(getattr(limits, name), 2) for name in ("mean", "lower", "upper")}
    events = row.may_take("events")
    readings = row.series("values", Fraction(events) if events else None)
    verdict = judge_variation(readings, polarity=row.polarity, policy=policy, breaks=row.breaks(len(readings)))
    letters = [
        "." if point.cause is None else LETTERS[point.cause].upper() if point.high else LETTERS[point.cause]
        for point in verdict.points
    ]
    return {
        "expected": verdict.word,
        "points": "".join(letters),
        "cautions": ", ".join(verdict.cautions),
        "reason": verdict.reason,
    }


def run_assurance(row: Row, _policies: Policies) -> Outcome:
    unit, decimals = row.unit
    lower, upper = row.take("lower"), row.take("upper")
    limits = None
    if lower:
        low, high = Fraction(lower), Fraction(upper)
        limits = Limits((low + high) / 2, low, high, low, high, Fraction(1))
    reading = Reading(LATEST, Fraction(0), unit, decimals)
    verdict = judge_assurance(reading, limits, polarity=row.polarity, target=row.target)
    return {"expected": verdict.word, "reason": verdict.reason}


def run_comparison(row: Row, policies: Policies) -> Outcome:
    reading = row.reading("value")
    benchmark = Benchmark(
        indicator="an-indicator",
        area="an-area",
        kind=BenchmarkKind.NEIGHBOUR_AVERAGE,
        value=Decimal(row.take("benchmark")),
        year="2015-16",
        published=date(2017, 1, 31),
        source="A row of a table",
        comparable=row.take("comparable") != "no",
    )
    verdict = judge_comparison(reading, benchmark, polarity=row.polarity, policy=row.policy(policies.comparison))
    return {
        "expected": verdict.word,
        "gap": _number(verdict.gap, 1),
        "gap per cent": _number(verdict.gap_per_cent, 1),
        "reason": verdict.reason,
    }


def run_exceptions(row: Row, policies: Policies) -> Outcome:
    policy = policies.exceptions
    if row.has("criteria met"):
        return _run_all_criteria(row, policies)
    if row.has("budget lines"):
        names, lines = _budget_lines(row)
        verdict = judge_budget(
            _link(budget_lines=names),
            lines,
            missed=MISSED[row.take("misses target")],
            policy=row.policy(policy.affecting_budget),
        )
    elif row.has("risks"):
        names, risks = _risks(row)
        verdict = judge_risk(
            _link(risks=names),
            risks,
            missed=MISSED[row.take("misses target")],
            policy=row.policy(policy.affecting_risk),
        )
    elif row.has("values"):
        verdict = judge_deteriorated(
            row.series("values"),
            polarity=row.polarity,
            policy=row.policy(policy.deteriorated),
            direction_policy=policies.direction,
        )
    else:
        verdict = judge_off_target(
            row.reading("value"),
            polarity=row.polarity,
            target=row.target,
            rag=RagVerdict(Rag(row.take("rag")), "60.0% is below Red, 70%."),
            policy=row.policy(policy.off_target),
        )
    return {"expected": verdict.word, "reason": verdict.reason}


def _run_all_criteria(row: Row, policies: Policies) -> Outcome:
    names, lines = _budget_lines(row)
    risk_names, risks = _risks(row)
    verdict = judge_exceptions(
        row.series("values"),
        polarity=row.polarity,
        target=row.target,
        rag=RagVerdict(Rag(row.take("rag")), "By a row of a table."),
        pressures=Pressures(tuple(lines), tuple(risks)),
        link=_link(budget_lines=names, risks=risk_names),
        policy=policies.exceptions,
        direction_policy=policies.direction,
    )
    met = ", ".join(str(criterion.criterion.number) for criterion in verdict.met)
    return {"expected": verdict.word, "criteria met": met, "reason": verdict.reason}


def _link(*, budget_lines: list[str] | None = None, risks: list[str] | None = None) -> Link | None:
    if not budget_lines and not risks:
        return None
    return Link(
        indicator="an-indicator",
        budget_lines=tuple(budget_lines or ()),
        risks=tuple(risks or ()),
        because="A row of a table",
    )


def _budget_lines(row: Row) -> tuple[list[str], list[BudgetLine]]:
    cells = [cell.strip() for cell in row.take("budget lines").split(";") if cell.strip()]
    names = [f"line-{number}" for number in range(len(cells))]
    lines = []
    for name, cell in zip(names, cells, strict=True):
        if cell != "absent":
            variance, _, budget = cell.partition(" of ")
            set_aside = Decimal(budget)
            lines.append(BudgetLine(name, name, set_aside, set_aside + Decimal(variance), Decimal(variance)))
    return names, lines


def _risks(row: Row) -> tuple[list[str], list[Risk]]:
    cells = [cell.strip() for cell in row.take("risks").split(";") if cell.strip()]
    names = [f"risk-{number}" for number in range(len(cells))]
    risks = []
    for name, cell in zip(names, cells, strict=True):
        if cell != "absent":
            score, prospects = cell.split()
            likelihood, impact = (int(number) for number in score.split("x"))
            risks.append(Risk(name, name, likelihood, impact, 1, 1, prospects))
    return names, risks


def run_savings(row: Row, policies: Policies) -> Outcome:
    amounts = [Decimal(cell) if (cell := row.take(heading)) else None for heading in ("target", "forecast")]
    verdict = judge_saving(*amounts, policy=row.policy(policies.savings))
    return {"expected": verdict.word, "reason": verdict.reason}


def _number(value: Fraction | None, decimals: int) -> str:
    return "" if value is None else str(round_half_away(value, decimals))


RUN: dict[str, Callable[[Row, Policies], Outcome]] = {
    "rag": run_rag,
    "vital-signs": run_vital_signs,
    "direction": run_direction,
    "trend": run_trend,
    "change-over-year": run_change_over_year,
    "variation": run_variation,
    "assurance": run_assurance,
    "comparison": run_comparison,
    "exceptions": run_exceptions,
    "risks": run_risks,
    "education": run_education,
    "savings": run_savings,
}
ROWS = [row for name in RUN for row in rows_of(PAGES / f"{name}.md")]
