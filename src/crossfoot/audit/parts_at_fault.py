"""A whole that does not lie among its parts: where something else bears the whole out, a part is at fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.finding import Finding
from crossfoot.audit.ledger import Leaning, Ledger, Values
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.study import Study

WITHIN_PARTS = "aggregates"
"""The rule of wholes among their parts."""


def lean_on_parts(study: Study, finding: Finding, whole: Place, parts: Sequence[Place]) -> None:
    """Tell the ledger which cells such a finding rests on, the whole first, and when it would agree after all."""
    places = (whole, *parts)
    half = max(study.interval(place).width for place in places) / 2
    agrees = _AmongParts({place: study.value(place) for place in places}, half)
    study.ledger.leaning.append(Leaning(finding, places, agrees))


@dataclass(frozen=True, slots=True)
class _AmongParts:
    """Whether the whole, the first of what was printed, lies among its parts. It can be sent to another process."""

    printed: Mapping[Place, Fraction]
    half: Fraction
    """Of what rounding may have moved the most rounded of them."""

    def __call__(self, values: Values) -> bool:
        own, *others = (values.get(place, amount) for place, amount in self.printed.items())
        return min(others) - self.half <= own <= max(others) + self.half


def blame_parts(ledger: Ledger) -> None:
    """Move each such finding to the part farthest away, where an equation that holds bears the whole out."""
    vouched = {
        term.place
        for equation in (ledger.held if ledger.leaning else ())
        if not equation.minor
        for term in equation.cells
        if term.interval.middle != 0
    }
    for leaning in ledger.leaning:
        finding = leaning.finding
        if finding.rule != WITHIN_PARTS or finding not in ledger.findings or leaning.places[0] not in vouched:
            continue
        doubted = [place for place in leaning.places[1:] if place not in vouched]
        if not doubted:
            continue
        whole = ledger.pack.cell(leaning.places[0])
        _move(ledger, finding, max(doubted, key=lambda place: _apart(ledger, leaning.places[0], place)))
        finding.explanation += f" The whole, {whole.text} ({ledger.pack.name_of(leaning.places[0])}), is borne out by "
        finding.explanation += "another sum or rate, so a part is in doubt."
        finding.expected = f"nearer to {whole.text}"
        lines = (ledger.line_of(place) for place in leaning.places)
        finding.other_lines = tuple(dict.fromkeys((*lines, *finding.other_lines)))


def _apart(ledger: Ledger, whole: Place, part: Place) -> float:
    one, other = ledger.pack.cell(whole).number, ledger.pack.cell(part).number
    return abs(float(one.amount - other.amount)) if one is not None and other is not None else 0.0


def _move(ledger: Ledger, finding: Finding, place: Place) -> None:
    """Say that another cell is in doubt."""
    cell, table = ledger.pack.cell(place), ledger.pack.tables[place.table]
    finding.line, finding.published = cell.line, cell.text
    finding.row, finding.column = table.rows[place.row].label, table.columns[place.column].heading
    finding.table_number, finding.row_number, finding.column_number = place.table, place.row, place.column
