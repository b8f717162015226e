"""Judge again what was judged by a cell that is itself found wrong: an arrow or mark may be right after all."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Finding
from crossfoot.audit.ledger import Ledger
from crossfoot.audit.reading.cells import read_cell
from crossfoot.audit.reading.pack import Place
from crossfoot.vocabulary.issues import Severity


def look_again(ledger: Ledger) -> None:
    """Drop findings that agree once the wrong cells that they rest on say what they should; after blame is settled."""
    right = _right_values(ledger)
    disputed = _disputed(ledger, right)
    for leaning in ledger.leaning:
        doubtful = [place for place in leaning.places if place in disputed and place not in right]
        sets = [{place: right[place] for place in leaning.places if place in right}]
        if leaning.finding.severity is not Severity.ERROR:
            sets += [
                {**sets[0], **{place: disputed[place] for place in chosen}}
                for size in range(1, min(len(doubtful), 2) + 1)
                for chosen in combinations(doubtful, size)
            ]
        if any(values and leaning.agrees(values) for values in sets):
            ledger.findings = [each for each in ledger.findings if each is not leaning.finding]
            ledger.passed[leaning.finding.rule] += 1


def _right_values(ledger: Ledger) -> dict[Place, Fraction]:
    """What cells should say, where an error names one number."""
    leaning = {id(each.finding) for each in ledger.leaning}
    found: dict[Place, Fraction] = {}
    for finding in sorted(ledger.findings, key=lambda each: -each.confidence):
        place = _place(finding)
        if place is None or finding.severity is not Severity.ERROR or id(finding) in leaning:
            continue
        wanted, own = read_cell(finding.expected, 0), ledger.pack.cell(place)
        if wanted.is_number and wanted.number is not None and own.is_number and own.number is not None:
            found.setdefault(place, wanted.number.value * own.number.scale)
    return found


def _place(finding: Finding) -> Place | None:
    if finding.table_number is None or finding.row_number is None or finding.column_number is None:
        return None
    return Place(finding.table_number, finding.row_number, finding.column_number)


def _disputed(ledger: Ledger, right: dict[Place, Fraction]) -> dict[Place, Fraction]:
    """Of two cells that should be equal and are not, the one not blamed may be the wrong one too."""
    found: dict[Place, Fraction] = {}
    for equation in ledger.failed:
        if _says_equal(equation):
            for place, other in (_pair(equation), _pair(equation)[::-1]):
                value = ledger.pack.cell(other).number
                if place not in right and value is not None:
                    found.setdefault(place, value.amount)
    return found


def _says_equal(equation: Equation) -> bool:
    return (
        len(equation.cells) == 2
        and not equation.divisors
        and not equation.constant
        and equation.scale == 1
        and all(term.factor == 1 for term in equation.cells)
    )


def _pair(equation: Equation) -> tuple[Place, Place]:
    return equation.result.place, equation.terms[0].place
