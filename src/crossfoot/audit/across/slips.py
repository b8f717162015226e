"""Two figures that differ as a slip of the pen makes them differ."""

from __future__ import annotations

from crossfoot.audit.reading.cells import Number


def is_slip(one: Number, other: Number) -> bool:
    """Whether both are as long and differ by two digits switched, by one digit, or by one unit of the last."""
    if not one.is_as_fine_as(other) or one.percent != other.percent or one.value == other.value:
        return False
    if abs(one.value - other.value) == one.step:
        return True
    first, second = (
        str(abs(each.value.numerator) * 10**each.decimals // each.value.denominator) for each in (one, other)
    )
    if len(first) != len(second) or len(first) < 2 or (one.value < 0) != (other.value < 0):
        return False
    unlike = [place for place, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if len(unlike) == 1:
        return True
    return len(unlike) == 2 and (first[unlike[0]], first[unlike[1]]) == (second[unlike[1]], second[unlike[0]])
