"""Percentages and averages of a whole lie among those of its parts: of what is added up, of what is set in under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from crossfoot.audit.arithmetic.find_pair_faults import AGGREGATES, NEARLY_ALL
from crossfoot.audit.intervals import Interval
from crossfoot.audit.parts_at_fault import lean_on_parts
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.relations.formula import Formula
from crossfoot.audit.relations.line import AVERAGED, Grid, Line
from crossfoot.audit.study import Study

FEWEST_WITHIN = 4
WITHIN = 0.75


def check_averages(study: Study, grid: Grid, formula: Formula, worked_out: frozenset[Place]) -> None:
    """Where a line adds up others, its percentages and averages lie among theirs.

    Those worked out from the total's own figures need not: children who came twice are counted once. Nor do those that
    add up themselves: days lost for each post in a year are those of its quarters together.
    """
    for key in grid.keys:
        own = formula.target.values.get(key)
        parts = [part.line.values.get(key) for part in formula.parts]
        known = [value for value in parts if value is not None and study.is_number(value.place)]
        if (
            own is None
            or not study.is_number(own.place)
            or own.measure not in AVERAGED
            or len(known) < max(2, len(parts))
            or formula.target.is_averaged
        ):
            continue
        if own.amount == 100 or own.place in worked_out or _is_change(study, own.place):
            continue
        spans = [study.interval(value.place) for value in known]
        span = Interval(min(each.low for each in spans), max(each.high for each in spans))
        total = sum(value.amount for value in known)
        loose = own.half + sum(value.half for value in known) + NEARLY_ALL * abs(total)
        if study.interval(own.place).meets(span) or abs(total - own.amount) <= loose:
            study.ledger.agreed(AGGREGATES)
            continue
        finding = study.ledger.found(
            AGGREGATES,
            own.place,
            explanation=f"{AGGREGATES.words} Its parts go from {float(span.low):g} to {float(span.high):g}.",
            expected=f"{float(span.low):g} to {float(span.high):g}",
            confidence=0.75,
            others=[value.place for value in known],
        )
        lean_on_parts(study, finding, own.place, [value.place for value in known])


def check_within(study: Study, target: Line, parts: Sequence[Line]) -> None:
    """A line of percentages or averages lies among those set in under it, where it does so at most keys."""
    if not target.is_averaged or len(parts) < 2:
        return
    checks = []
    for key, own in target.values.items():
        places = [part.values[key].place for part in parts if key in part.values]
        if len(places) == len(parts) and all(map(study.is_number, (own.place, *places))):
            known = [study.interval(place) for place in places]
            span = Interval(min(each.low for each in known), max(each.high for each in known))
            checks.append((own.place, span, places, study.interval(own.place).meets(span)))
    held = sum(fine for *_, fine in checks)
    if len(checks) < FEWEST_WITHIN or held < WITHIN * len(checks):
        return
    for place, span, places, fine in checks:
        if fine:
            study.ledger.agreed(AGGREGATES)
            continue
        finding = study.ledger.found(
            AGGREGATES,
            place,
            explanation=f"{AGGREGATES.words} Its parts go from {float(span.low):g} to {float(span.high):g}.",
            expected=f"{float(span.low):g} to {float(span.high):g}",
            confidence=0.75,
            others=places,
        )
        lean_on_parts(study, finding, place, places)


def lines_set_in(grid: Grid, position: int) -> list[Line]:
    """The lines set in under a line."""
    if grid.lines[position].inset:
        return []
    return list(takewhile(lambda line: line.inset, grid.lines[position + 1 :]))


def _is_change(study: Study, place: Place) -> bool:
    """Whether it is a change or a difference: that of an average need not lie among those of its parts."""
    number = study.pack.cell(place).number
    roles = {study.pack.column(place).role, study.pack.row(place).role}
    return Role.DIFFERENCE in roles or (number is not None and number.signed)
