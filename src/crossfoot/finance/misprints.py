"""What may have gone wrong where a printed variance is not forecast less budget: only what the figures prove.

A cause is named when it gives the printed amount exactly: a turned sign, an amount that the reason names and the
forecast lacks, two digits swapped, one digit mistyped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from crossfoot.finance.amounts import MILLION, is_printed_alike, million_text

_NAMED_AMOUNT = re.compile(
    r"£ ?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,9})(?P<part>\.\d{1,6})? ?(?P<million>m\b|million\b)?"
)


def likely_causes(
    *,
    printed: Decimal,
    worked_out: Decimal,
    forecast: Decimal | None = None,
    reason: str = "",
    whole_year: str = "forecast",
) -> tuple[str, ...]:
    """Each cause that would give `printed` instead of `worked_out`, in a sentence; none where nothing is proved.

    All amounts are pounds. `forecast` is what the variance was worked out from, called `whole_year`.
    """
    return tuple(_causes(printed, worked_out, forecast, reason, whole_year))


def _causes(
    printed: Decimal, worked_out: Decimal, forecast: Decimal | None, reason: str, whole_year: str
) -> Iterator[str]:
    difference = printed - worked_out
    if is_printed_alike(printed, -worked_out):
        yield "It has the wrong sign."
    for amount in named_amounts(reason):
        if is_printed_alike(abs(difference), amount):
            where = "left out of" if difference > 0 else "counted twice in"
            yield (
                f"The difference of {million_text(difference, sign=True)} is the £{million_text(amount)} million that "
                f"the reason names: it seems to be {where} the {whole_year}."
            )
    slip = digit_slip(printed, worked_out)
    if slip:
        yield f"{slip} in the variance: {million_text(printed)} for {million_text(worked_out)}."
    if forecast is not None:
        fitting = forecast + difference
        slip = digit_slip(forecast, fitting)
        if slip:
            yield f"{slip} in the {whole_year}: {million_text(forecast)} for {million_text(fitting)}."


def named_amounts(words: str) -> tuple[Decimal, ...]:
    """The amounts in pounds that a sentence names: `£1.550 million`, `£1.55m`, `£1,550,000`."""
    found = []
    for match in _NAMED_AMOUNT.finditer(words):
        number = Decimal(match["digits"].replace(",", "") + (match["part"] or ""))
        found.append(number * MILLION if match["million"] else number)
    return tuple(found)


def digit_slip(written: Decimal, meant: Decimal) -> str:
    """`Two digits are swapped` or `One digit differs` between two amounts as printed in £ million; empty otherwise."""
    first, second = million_text(written), million_text(meant)
    if len(first) != len(second):
        return ""
    differing = [at for at, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if not all(first[at].isdigit() and second[at].isdigit() for at in differing):
        return ""
    if len(differing) == 1:
        return "One digit differs"
    digits = [at for at, character in enumerate(first) if character.isdigit()]
    neighbours = len(differing) == 2 and digits.index(differing[1]) - digits.index(differing[0]) == 1
    swapped = neighbours and (first[differing[0]], first[differing[1]]) == (second[differing[1]], second[differing[0]])
    return "Two digits are swapped" if swapped else ""
