"""Risk registers: a score is likelihood times impact, a target is below what it is a target for, reviews come round."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction

from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SCORES = Rule("risk-scores", Kind.ARITHMETIC, "A risk score is likelihood times impact.")
TARGETS = Rule("risk-targets", Kind.LABEL, "A target score is below the score today.", Severity.WARNING)
_LIKELIHOOD = re.compile(r"likelihood|probability|(^|: ?|\s)(l|p|lik\.?|prob\.?|l'hood|lhood)$", re.IGNORECASE)
_IMPACT = re.compile(r"impact|severity|consequence|(^|: ?|\s)(i|imp\.?|sev\.?)$", re.IGNORECASE)
_SCORE = re.compile(r"score|rating|total|level|^l ?[x\u00d7*] ?i$|^risk$", re.IGNORECASE)
TOP = 25
_NO_SCORE = re.compile(r"prospect|direction|\b(last|previous|prior|change|movement)\b", re.IGNORECASE)
LEAST = 1 / 3
"""Of the scores, how many must be the product for the register to multiply: some add, or look it up."""
_STAGES = ("current", "target", "inherent", "residual", "original", "gross", "net", "previous", "mitigated")


def find_risk_faults(study: Study) -> None:
    """Check every table that has likelihood, impact and score."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            _check(study, table)


def _check(study: Study, table: PackTable) -> None:
    named = [
        (place, name, column.heading.casefold())
        for place, column in enumerate(table.columns)
        if column.numeric and (name := _name_of(column.heading) or _stage_of(table, place))
    ]
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for place, name, heading in named:
        stage = next((each for each in _STAGES if each in heading), "")
        found[stage].setdefault(name, place)
    groups = _in_order(named)
    for columns in groups or [each for each in found.values() if set(each) == {"likelihood", "impact", "score"}]:
        _check_scores(study, table, columns)
    target = found.get("target", {}).get("score")
    stages = [found.get(stage, {}) for stage in ("current", "residual", "net", "")]
    today = next((columns["score"] for columns in stages if "score" in columns), None)
    if target is not None and today is not None:
        _check_targets(study, table, target, today)


def _in_order(named: list[tuple[int, str, str]]) -> list[dict[str, int]]:
    """Likelihood, impact and then their score, as often as they stand so from left to right."""
    groups: list[dict[str, int]] = []
    pending: dict[str, int] = {}
    for place, name, _ in named:
        if name == "score":
            if len(pending) == 2:
                groups.append({**pending, "score": place})
            pending = {}
        elif name in pending:
            pending = {name: place}
        else:
            pending[name] = place
    return groups


def _name_of(heading: str) -> str:
    """`likelihood`, `impact`, `score` for what the column holds; empty for anything else."""
    own = heading.rpartition(" | ")[2].strip()
    if _LIKELIHOOD.search(own):
        return "likelihood"
    if _IMPACT.search(own):
        return "impact"
    return "score" if _SCORE.search(own) and not _NO_SCORE.search(heading) else ""


def _stage_of(table: PackTable, place: int) -> str:
    """`score` for `Before` that stands after `Before: L` and `Before: I`."""
    own = [column.heading.casefold() for column in table.columns[max(0, place - 2) : place + 1]]
    staged = len(own) == 3 and all(heading.startswith(f"{own[2]}:") for heading in own[:2])
    return "score" if staged else ""


def _check_scores(study: Study, table: PackTable, columns: dict[str, int]) -> None:
    equations = []
    for row in range(len(table.rows)):
        cells = [Place(table.index, row, columns[name]) for name in ("score", "likelihood", "impact")]
        if all(map(study.is_number, cells)):
            words = f"{study.pack.cell(cells[1]).text} x {study.pack.cell(cells[2]).text}."
            score, *factors = (Term(cell, Interval.exactly(study.value(cell))) for cell in cells)
            equations.append(Equation(SCORES, score, tuple(factors), words, product=True, weight=0.95))
    held = sum(bool(equation.holds) for equation in equations)
    if len(equations) >= 3 and held < LEAST * len(equations):
        return
    for equation in equations:
        study.ledger.weigh(equation)


def _check_targets(study: Study, table: PackTable, target: int, today: int) -> None:
    rows = [(Place(table.index, row, target), Place(table.index, row, today)) for row in range(len(table.rows))]
    rows = [(goal, score) for goal, score in rows if study.is_number(goal) and study.is_number(score)]
    highest = max((study.value(score) for _, score in rows), default=Fraction(0))
    for goal, score in rows:
        above = study.value(goal) > study.value(score)
        # A risk may be held where it is; but not the worst of all, at the top of the scale.
        if not above and (study.value(goal) < study.value(score) or study.value(score) < max(highest, Fraction(TOP))):
            study.ledger.agreed(TARGETS)
            continue
        study.ledger.found(
            TARGETS,
            goal,
            explanation=(
                f"{TARGETS.words} The score is {study.pack.cell(score).text}, its target {study.pack.cell(goal).text}."
            ),
            expected=f"below {study.pack.cell(score).text}",
            confidence=0.8 if above else 0.55,
            severity=Severity.WARNING if above else Severity.NOTE,
            others=[score],
        )
