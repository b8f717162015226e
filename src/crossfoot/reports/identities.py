"""What must hold between figures whatever they are: sums, means between their parts, a county within its districts.

Figures are compared as they are printed, so a sum may be out by half a unit of the last place for each figure in it. A
whole that lies outside its parts may be out by as much. Nothing is corrected: a mismatch is told, with its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.indicators.schema import Id, Strict
from crossfoot.reports.cells import quantity
from crossfoot.reports.document import Inlines, Quantity, Text
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period


class Sum(Strict):
    """Indicators of one denominator that add up to another."""

    total: Id
    parts: tuple[Id, ...]


class Between(Strict):
    """An indicator that is a mean of others and so lies between them."""

    whole: Id
    parts: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A sentence that says what does not fit, and the ids of the figures in it, the whole first."""

    sentence: Inlines
    figures: tuple[str, ...]


def find_sum_mismatches(edition: Edition, sums: Iterable[Sum], periods: Mapping[str, Period]) -> Iterator[Mismatch]:
    """Where parts do not come to their total. `periods` says for each area which month is looked at."""
    for rule in sums:
        for area, period in periods.items():
            total = edition.figure(rule.total, period, area=area)
            parts = [edition.figure(name, period, area=area) for name in rule.parts]
            printed, values = _printed(total), [value for part in parts if (value := _printed(part)) is not None]
            if total is None or printed is None or len(values) < len(parts):
                continue
            added_up = sum(values, Fraction(0))
            if abs(added_up - printed) > Fraction(len(parts) + 1, 2 * 10**total.decimals):
                yield _sum_sentence(edition, total, [part for part in parts if part is not None], added_up)


def find_between_mismatches(
    edition: Edition, rules: Iterable[Between], periods: Mapping[str, Period]
) -> Iterator[Mismatch]:
    """Where a mean lies outside the figures that it is a mean of."""
    for rule in rules:
        for area, period in periods.items():
            whole = edition.figure(rule.whole, period, area=area)
            parts = [edition.figure(name, period, area=area) for name in rule.parts]
            named = [(edition.indicator(name).name, part) for name, part in zip(rule.parts, parts, strict=True)]
            yield from find_outside(edition, whole, named)


def find_area_mismatches(
    edition: Edition, names: Iterable[str], period: Period, districts: Sequence[str]
) -> Iterator[Mismatch]:
    """Where the council's figure lies outside those of its districts. Nothing is said while a district is missing."""
    for name in names:
        whole = edition.figure(name, period)
        named = [
            (edition.catalogue.areas[district].name, edition.figure(name, period, area=district))
            for district in districts
        ]
        yield from find_outside(edition, whole, named)


def find_outside(
    edition: Edition, whole: Figure | None, named: Sequence[tuple[str, Figure | None]]
) -> Iterator[Mismatch]:
    """One mismatch where `whole` is below the lowest or above the highest of the named parts by more than rounding."""
    known = [(value, name, part) for name, part in named if part is not None and (value := _printed(part)) is not None]
    printed = _printed(whole)
    if whole is None or printed is None or len(known) < max(len(named), 2):
        return
    allowed = Fraction(1, 10**whole.decimals)
    low, high = min(known, key=lambda item: item[0]), max(known, key=lambda item: item[0])
    if low[0] - allowed <= printed <= high[0] + allowed:
        return
    yield Mismatch(
        (
            *_subject(edition, whole),
            quantity(whole),
            Text(f" {'is above' if printed > high[0] else 'is below'} every part of it: "),
            quantity(low[2]),
            Text(f" ({low[1]}) to "),
            quantity(high[2]),
            Text(f" ({high[1]})."),
        ),
        (str(whole.id), str(low[2].id), str(high[2].id)),
    )


def _sum_sentence(edition: Edition, total: Figure, parts: list[Figure], added_up: Fraction) -> Mismatch:
    ids = tuple(str(figure.id) for figure in (total, *parts))
    content = [*_subject(edition, total), quantity(total), Text(" is printed; its parts, ")]
    for number, part in enumerate(parts):
        if number:
            content.append(Text(" and " if number == len(parts) - 1 else ", "))
        content.append(quantity(part))
    content += [Text(", add up to "), Quantity(added_up, total.unit, total.decimals, ids[1:]), Text(".")]
    return Mismatch(tuple(content), ids)


def _subject(edition: Edition, figure: Figure) -> Inlines:
    name, area = edition.indicator(figure.id.indicator).name, edition.catalogue.areas[figure.id.area].name
    return (Text(f"{name}, {area}, {figure.id.period.name}: ", strong=True),)


def _printed(figure: Figure | None) -> Fraction | None:
    """The value as a reader sees it; None where there is none."""
    value = Missing.NOT_COLLECTED if figure is None else figure.rounded
    return None if isinstance(value, Missing) else Fraction(value)
