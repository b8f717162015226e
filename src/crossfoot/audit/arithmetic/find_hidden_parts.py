"""Totals of which some parts are hidden: what is shown, and what may be hidden, must leave room for each other."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.arithmetic.find_total_faults import TOTALS
from crossfoot.audit.reading.cells import is_hidden
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.relations.formula import Formula, Where
from crossfoot.audit.relations.line import AVERAGED, Grid
from crossfoot.audit.study import Study

_BELOW = re.compile(r"[<\u2264]\s*(\d+)|(?:less|fewer) than (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Broken:
    """A total, what is shown of its parts, and from where to where it may go."""

    whole: Place
    shown: tuple[Place, ...]
    low: float
    high: float


def check_hidden_parts(study: Study, grid: Grid, sums: Sequence[Formula]) -> list[Broken]:
    """Totals that cannot be, by sums that the table proves; those that can be are counted as agreed."""
    broken = []
    for formula in sums:
        for each, holds in _bounds(study, grid, formula):
            if holds:
                study.ledger.agreed(TOTALS)
            else:
                broken.append(each)
    return broken


def report_hidden_parts(study: Study, broken: Sequence[Broken]) -> None:
    """One finding each; where a row and a column are both broken, at the part that they share."""
    shared = Counter(place for each in broken for place in each.shown)
    for each in broken:
        part = max(each.shown, key=lambda place: shared[place], default=each.whole)
        place = part if shared[part] > 1 else each.whole
        study.ledger.found(
            TOTALS,
            place,
            explanation=(
                f"{TOTALS.words} {study.pack.name_of(each.whole)} is {study.pack.cell(each.whole).text}. By what is "
                f"shown of its parts, and what may be hidden, it is {_span(each)}."
            ),
            expected=_span(each) if place == each.whole else "",
            confidence=0.85,
            others=[other for other in (each.whole, *each.shown) if other != place],
        )


def is_plain_sum(formula: Formula) -> bool:
    """Whether it adds up whole lines at one key, and nothing else."""
    plain = all(part.factor == 1 and part.at is None and part.where is Where.HERE for part in formula.parts)
    return plain and len(formula.parts) >= 2 and not formula.is_quotient and not formula.product


def _span(broken: Broken) -> str:
    return f"{broken.low:,g} or more" if broken.high == math.inf else f"{broken.low:,g} to {broken.high:,g}"


def _bounds(study: Study, grid: Grid, formula: Formula) -> Iterator[tuple[Broken, bool]]:
    for key in grid.keys:
        own = formula.target.values.get(key)
        if own is None or own.measure in AVERAGED or not study.is_number(own.place):
            continue
        shown: list[Place] = []
        low = high = half = 0.0
        hides = False
        for part in formula.parts:
            value = part.line.values.get(key)
            if value is not None:
                shown.append(value.place)
                half += value.half
                low += value.amount
                high += value.amount
                continue
            number = part.line.number
            place = Place(own.place.table, number, key) if grid.by_row else Place(own.place.table, key, number)
            cell = study.pack.cell(place)
            if not is_hidden(cell):
                break
            hides = True
            match = _BELOW.fullmatch(cell.text.strip())
            high += int(match[1] or match[2]) if match is not None else math.inf
        else:
            if hides and shown:
                slack = half + own.half
                holds = low - slack <= own.amount <= high + slack
                yield Broken(own.place, tuple(shown), low, high), holds
