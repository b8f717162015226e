"""The book of an audit: every check made is counted by rule, every equation and finding kept until they are settled."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Finding, Rule
from crossfoot.audit.held_equations import Block, HeldEquations
from crossfoot.audit.reading.pack import Pack, Place
from crossfoot.vocabulary.issues import Severity

Values = Mapping[Place, Fraction]
"""What cells say, or should say."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """A finding that rests on what cells say, and whether it would agree were some of them other values."""

    finding: Finding
    places: tuple[Place, ...]
    agrees: Callable[[Values], bool]


@dataclass(frozen=True, slots=True)
class Share:
    """What a ledger holds before it is settled: it can be sent from one process to another."""

    held: tuple[Block, ...]
    failed: tuple[Equation, ...]
    findings: tuple[Finding, ...]
    leaning: tuple[Leaning, ...]
    checks: Counter[str]
    passed: Counter[str]
    stops: tuple[str, ...]
    weighed: frozenset[bytes]
    sums: Mapping[bytes, Place]


class Ledger:
    """Takes what rules find. `checks` counts by rule what was evaluated, `passed` what agreed."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.checks: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()
        self.held = HeldEquations()
        self.failed: list[Equation] = []
        self.findings: list[Finding] = []
        self.leaning: list[Leaning] = []
        self.stops: list[str] = []
        self._weighed: set[bytes] = set()
        self._sums: dict[bytes, Place] = {}

    def weigh(self, equation: Equation) -> None:
        """Check an equation; one that cannot be worked out, or was checked before, is not counted."""
        if equation.holds is None:
            return
        cells = _pressed(term.place for term in equation.cells)
        if cells in self._weighed:
            return
        self._weighed.add(cells)
        adds = not equation.divisors and not equation.product and all(term.factor == 1 for term in equation.terms)
        if equation.holds and adds and len(equation.terms) >= 2:
            self._sums.setdefault(_pressed(term.place for term in equation.terms), equation.result.place)
        self.checks[equation.rule.id] += 1
        self.passed[equation.rule.id] += bool(equation.holds)
        if equation.holds:
            self.held.add(equation)
        else:
            self.failed.append(equation)

    def share(self) -> Share:
        """All that was taken so far."""
        return Share(
            self.held.blocks(),
            tuple(self.failed),
            tuple(self.findings),
            tuple(self.leaning),
            self.checks,
            self.passed,
            tuple(self.stops),
            frozenset(self._weighed),
            self._sums,
        )

    def take(self, share: Share) -> None:
        """Add what another ledger of the same pack took after this one: what was weighed here is not counted twice."""
        self.checks.update(share.checks)
        self.passed.update(share.passed)
        if self._weighed.isdisjoint(share.weighed):
            self._weighed |= share.weighed
            self._sums = {**share.sums, **self._sums}
            self.held.adopt(share.held)
            self.failed += share.failed
        else:
            for equation in (*(each for block in share.held for each in block.opened()), *share.failed):
                self.checks[equation.rule.id] -= 1
                self.passed[equation.rule.id] -= bool(equation.holds)
                self.weigh(equation)
            for rule in share.checks:
                if not self.checks[rule]:
                    del self.checks[rule], self.passed[rule]
        self.findings += share.findings
        self.leaning += share.leaning
        self.stops += (stop for stop in share.stops if stop not in self.stops)

    def withdraw(self, rule: str, result: Place) -> None:
        """Take back what a rule weighed for a cell that is found to be of something else."""
        kept = [each for each in self.failed if each.rule.id != rule or each.result.place != result]
        self.checks[rule] -= len(self.failed) - len(kept)
        self.failed = kept

    def sum_of(self, parts: Iterable[Place]) -> Place | None:
        """The cell that a checked equation proves to be the sum of these parts; None where none is known."""
        return self._sums.get(_pressed(parts))

    def stopped(self, check: str, error: Exception) -> None:
        """A check ended in an error of its own: it is told with what was not understood, and no figure is named."""
        self.stops.append(
            f"The check “{check}” stopped at an error of its own ({type(error).__name__}). All others were made. "
            "This is a fault of crossfoot, not of the pack: please report it with this line."
        )

    def agreed(self, rule: Rule, count: int = 1) -> None:
        """So many checks of a rule were made and agreed."""
        self.checks[rule.id] += count
        self.passed[rule.id] += count

    def found(
        self,
        rule: Rule,
        place: Place | None,
        *,
        explanation: str,
        expected: str = "",
        published: str | None = None,
        confidence: float = 0.9,
        severity: Severity | None = None,
        line: int | None = None,
        cause: str = "",
        row: str = "",
        column: str = "",
        others: Iterable[Place] = (),
        checked: bool = False,
    ) -> Finding:
        """A check that did not agree, at a cell of a table or a line of the text; counted unless `checked`."""
        if not checked:
            self.checks[rule.id] += 1
        finding = Finding(
            rule=rule.id,
            kind=rule.kind,
            severity=severity or rule.severity,
            confidence=confidence,
            line=line or 0,
            table="",
            row=row,
            column=column,
            published=published or "",
            expected=expected,
            explanation=explanation,
            cause=cause,
            other_lines=tuple(dict.fromkeys(self.line_of(other) for other in others)),
        )
        if place is not None:
            table = self.pack.tables[place.table]
            cell = table.cell(place.row, place.column)
            finding.line = line or cell.line
            finding.table = table.title
            finding.row = row or table.rows[place.row].label
            finding.column = column or table.columns[place.column].heading
            finding.published = cell.text if published is None else published
            finding.table_number, finding.row_number, finding.column_number = place.table, place.row, place.column
        self.findings.append(finding)
        return finding

    def line_of(self, place: Place) -> int:
        """The line of a cell."""
        return self.pack.cell(place).line


def _pressed(places: Iterable[Place]) -> bytes:
    """Which cells they are, whatever their order: a third of what a set of them takes, and there are many."""
    return array("Q", sorted({(table << 40) + (row << 16) + column for table, row, column in places})).tobytes()
