"""At which keys of a table a formula can be meant: what is averaged is not added, a total is no product."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.audit.reading.labels import Measure, summarises
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Where
from crossfoot.audit.relations.line import AVERAGED, Grid, Line
from crossfoot.audit.relations.ways import is_of_good


def keys_for(grid: Grid, formula: Formula) -> Sequence[int]:
    """Keys at which it can be meant: what is averaged is not added, a total is no product and has none before it."""
    keys = [key for key in grid.keys if key not in grid.picked] if grid.picked else grid.keys
    if formula.run and formula.is_quotient:
        # A mean is one of percentages as well.
        return keys
    if formula.product or any(part.where is Where.BEFORE for part in (*formula.parts, *formula.divisors)):
        single = [key for key in keys if key not in grid.totals and not _repeats_last(formula, keys, key)]
        if formula.product and not any(part.line.measure is Measure.MONEY for part in formula.parts):
            # What there is in each of all is an average, and was rounded.
            return [key for key in single if not hints.names_all(grid.labels.get(key, ""))]
        return single if formula.product else [key for key in single if not _is_of_several(grid, key)]
    if formula.is_quotient:
        keys = [key for key in keys if key != keys[-1] or not _is_more_than_whole(formula, key)]
        apart = grid.totals | grid.compared
        plain = [
            key
            for key in keys
            if formula.constant is None
            or not (key in apart or _is_of_several(grid, key) or hints.is_annualised(grid.labels.get(key, "")))
        ]
        if grid.leaves_out:
            plain = [key for key in plain if key not in grid.totals and not hints.names_all(grid.labels.get(key, ""))]
        if any(part.at is not None for part in formula.divisors):
            plain = [key for key in plain if key not in grid.sparse and not hints.is_of_some(grid.labels.get(key, ""))]
        return [key for key in plain if _is_quotient_at(formula, key) and not _is_of_points(grid, formula, key)]
    mixed = grid.by_row and _counts_too(formula.target) and not hints.asks_difference(formula.target)
    if (formula.target.is_averaged and not mixed) or (
        not grid.by_row and any(part.factor < 0 for part in formula.parts)
    ):
        # A change of an average is a difference like any other.
        return keys
    added = [key for key in keys if (own := formula.target.values.get(key)) is None or own.measure not in AVERAGED]
    adds = not any(part.factor < 0 for part in formula.parts)
    added = [key for key in added if not _stands_apart(grid, key, adds=adds)]
    if formula.run:
        # `0.1% is`, in whole numbers: each was worked out and rounded.
        added = [key for key in added if not hints.is_part_of_each(grid.labels.get(key, ""))]
        added = [key for key in added if not _is_of_one_time(grid, formula, key)]
    return [key for key in added if key not in grid.unadded]


def _is_quotient_at(formula: Formula, key: int) -> bool:
    """Whether at this key the target is of a kind that is worked out, and the parts of one that is counted."""
    own = formula.target.values.get(key)
    if own is None or (formula.target.is_averaged and own.measure not in AVERAGED):
        return False
    if (len(formula.parts) == 2 and formula.parts[1].factor < 0) or formula.parts[0].line.role is Role.DIFFERENCE:
        # A change of rates in per cent is one as well.
        return True
    if any(part.exact or (part.at is not None and part.line is formula.parts[0].line) for part in formula.divisors):
        # Over a target, or over what it is for all together: rates may be so too.
        return True
    parts = [part.line.values.get(key) for part in (*formula.parts, *formula.divisors) if part.at is None]
    return not any(value is not None and value.measure in {Measure.PERCENT, Measure.RATE} for value in parts)


def _stands_apart(grid: Grid, key: int, *, adds: bool) -> bool:
    """Whether points are not added there, or what is better of income and of spending is not subtracted."""
    return key in grid.points if adds else grid.by_row and is_of_good(grid.labels.get(key, ""))


def _counts_too(line: Line) -> bool:
    """Whether some of its numbers count: then its percentages are of them, and not added as they are."""
    counted = [value.amount for value in line.values.values() if value.measure not in AVERAGED]
    return max(map(abs, counted), default=0.0) >= FEWEST_COUNTED and all(amount == int(amount) for amount in counted)


FEWEST_COUNTED = 10


def _is_more_than_whole(formula: Formula, key: int) -> bool:
    """Whether a line has there more than what is taken for all of it: a row of sums is no share of another row."""
    if formula.scale != 100 or len(formula.divisors) != 1 or len(formula.parts) != 1:
        return False
    (part,), (whole,) = formula.parts, formula.divisors
    own, total = part.value(key, None), whole.value(key, None)
    if whole.at is None or whole.line is not part.line or own is None or total is None:
        return False
    return own.amount > total.amount


def _is_of_several(grid: Grid, key: int) -> bool:
    """Whether a key is of several others together, and so comes after none."""
    label = grid.labels.get(key, "")
    return hints.is_of_several(label) or summarises(label)


def _repeats_last(formula: Formula, keys: Sequence[int], key: int) -> bool:
    """Whether the last row prints again how far a running total has come: a total that is not called one."""
    values = formula.target.values
    ends = [values[each].amount for each in keys[-2:] if each in values]
    goes_on = any(part.line is formula.target for part in formula.parts)
    return goes_on and key == keys[-1] and len(ends) == 2 and ends[0] == ends[1]


def _is_of_points(grid: Grid, formula: Formula, key: int) -> bool:
    """Whether it is a change of percentages: points are no quotient of the changes of what was divided."""
    label = grid.labels.get(key, "")
    if not formula.target.is_averaged:
        return False
    if grid.by_row:
        return key in grid.compared and hints.is_of_difference(label)
    values = [value for line in grid.lines if (value := line.values.get(key)) is not None]
    # `Change in family life` is a reason among others: most of its numbers have no sign.
    signed = sum(value.signed or value.amount <= 0 for value in values)
    return hints.is_change(label) and 2 * signed >= len(values)


def _is_of_one_time(grid: Grid, formula: Formula, key: int) -> bool:
    """Whether what is there at a time was carried into the whole: the year opens as its first quarter does."""
    own = formula.target.values.get(key)
    if own is None:
        return False
    ends = (formula.parts[0].line.values.get(key), formula.parts[-1].line.values.get(key))
    carried = any(end is not None and end.amount == own.amount for end in ends)
    return carried and hints.is_of_one_time(grid.labels.get(key, ""))
