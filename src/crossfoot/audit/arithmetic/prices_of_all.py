"""The price of all together, in a table of numbers, prices and amounts: the amount of all over the number of all.

Nobody multiplies by it, and it may be the plain mean of the prices. Where it is neither, it is wrong: by a slip of the
pen, or by anything else where number and amount of all are those of the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.evidence import Evidence
from crossfoot.audit.relations.formula import Told
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.study import Study

MORE = 2
"""Units of the last digit by which it may differ: a mean of prices that were rounded."""
FEWEST = 3
"""Rows in which the amount is the number times the price, and none in which it is not."""


def check_price_of_all(study: Study, grid: Grid, evidence: Evidence, told: Told) -> None:
    """Weigh what is proved of a product at the totals, where the price there must be another one."""
    formula = evidence.formula
    prices = [part.line for part in formula.parts if hints.is_price(part.line)]
    if not formula.product or evidence.failed or len(evidence.held) < FEWEST or len(prices) != 1:
        return
    summed = [formula.target, *(part.line for part in formula.parts if part.line is not prices[0])]
    wholes = [key for key in grid.keys if key in grid.totals]
    wholes = wholes or [key for key in grid.keys if hints.names_all(grid.labels.get(key, ""))]
    for key in wholes:
        known = key in formula.target.values and key not in evidence.held
        equation = formula.equation(study, key, None, told) if known else None
        if equation is None or equation.holds is not False or key not in prices[0].values:
            continue
        place = prices[0].values[key].place
        wanted = equation.expected(place)
        if wanted is None or not _is_wrong(study, place, wanted, _others(prices[0], wholes)):
            continue
        if _is_slip(study, place, wanted) or all(_is_sum(line, key, wholes) for line in summed):
            study.ledger.weigh(equation)


def _others(line: Line, wholes: Sequence[int]) -> list[float]:
    return [value.amount for key, value in line.values.items() if key not in wholes]


def _is_wrong(study: Study, place: Place, wanted: Interval, rows: Sequence[float]) -> bool:
    """Whether the price is not what it must be, which lies among those of the rows, nor their plain mean."""
    number = study.pack.cell(place).number
    if number is None or number.rounded.meets(wanted) or not rows or not min(rows) <= float(wanted.middle) <= max(rows):
        return False
    mean = sum(rows) / len(rows)
    return abs(number.amount - wanted.middle) > MORE * number.step and abs(float(number.amount) - mean) > number.step


def _is_slip(study: Study, place: Place, wanted: Interval) -> bool:
    number = study.pack.cell(place).number
    decimals = 0 if number is None else number.decimals
    texts = {f"{float(each):.{decimals}f}" for each in (wanted.low, wanted.middle, wanted.high)}
    return any(slip_between(study.pack.cell(place).text, text) for text in texts)


def _is_sum(line: Line, key: int, wholes: Sequence[int]) -> bool:
    """Whether a line adds up there to all its other rows, each of which was rounded."""
    values = [value for each, value in line.values.items() if each not in wholes]
    slack = line.values[key].half + sum(value.half for value in values)
    return abs(sum(value.amount for value in values) - line.values[key].amount) <= slack + 1e-9
