"""Which printed cells the records cannot reproduce, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.synthetic.assessing import OUTCOMES, PEOPLE
from crossfoot.synthetic.months import LAST, MONTHS, YEAR, month_text
from crossfoot.synthetic.targets import Cell, Key, Targets, prints_as

NOT_FROM_RECORDS = frozenset({"schools-good-or-better"})
RATES = {
    "contact-rate": ("contacts", 12),
    "referral-rate": ("referrals", 12),
    "section-17-rate": ("section-17-children-in-need", 1),
    "child-protection-plan-rate": ("child-protection-plans", 1),
    "looked-after-rate": ("looked-after-children", 1),
    "children-in-need-including-protection-plans-rate": ("children-in-need-including-protection-plans", 1),
}
"""The number that a rate is of, and by how much it is scaled to a year."""
STOCK_YEARS = frozenset({
    "looked-after-care-plan-up-to-date", "personal-education-plan-up-to-date", "child-protection-seen-in-timescale",
})  # fmt: skip
"""Things looked at on a month's last day for which a year to date was printed all the same."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A printed cell that the records do not give."""

    cell: Cell
    reason: str


def can_come_from_records(cell: Cell) -> bool:
    """True where the cell is a month's figure of an indicator that records feed."""
    return cell.indicator not in NOT_FROM_RECORDS and "-q" not in cell.period


def find_unmet(targets: Targets) -> tuple[Unmet, ...]:
    """Every printed cell that cannot be met, in the order in which they were read."""
    _note_assessment_outcomes(targets)
    found = []
    for cell in targets.cells:
        if can_come_from_records(cell):
            reason = next(_reasons(targets, cell), None)
            if reason is not None:
                found.append(Unmet(cell, reason))
    return tuple(found)


def _reasons(targets: Targets, cell: Cell) -> Iterator[str]:
    if cell.form == "year_to_date" and cell.indicator in STOCK_YEARS:
        yield "What is looked at on a month's last day has no year to date."
    target = targets.target_of(cell.key)
    made = targets.made.get(_own_key(cell))
    if made is not None:
        if not prints_as(made, cell.printed):
            yield targets.notes.get(_own_key(cell)) or _other_table(target, cell)
        return
    if target is None or not prints_as(Fraction(target.printed), cell.printed):
        yield _other_table(target, cell)
    note = targets.notes.get(_own_key(cell))
    if note is not None:
        yield note
    yield from _rate_reasons(targets, cell)
    yield from _year_reasons(targets, cell)


def _other_table(target: Cell | None, cell: Cell) -> str:
    if target is None:
        return "0.0% stands where nothing was collected yet."
    if target.printed == cell.printed:
        return "It does not follow from its own numerator and denominator."
    return f"The table {target.table} prints {target.printed} for the same figure, which counts."


def _own_key(cell: Cell) -> Key:
    """The key of the figure itself, for an indicator that prints the numerator of another."""
    if cell.indicator.endswith("-number"):
        return (cell.indicator.removesuffix("-number"), cell.period, cell.form, cell.breakdown, "numerator")
    return cell.key


def _rate_reasons(targets: Targets, cell: Cell) -> Iterator[str]:
    if cell.indicator not in RATES:
        return
    base, scale = RATES[cell.indicator]
    count = targets.count(base, cell.period, form=cell.form)
    if count is None:
        return
    if cell.form == "year_to_date":
        scale = Fraction(12, 10)  # type: ignore[assignment]
    if not prints_as(Fraction(count * 10_000) * scale / PEOPLE, cell.printed):
        yield f"It does not follow from the {count} that are printed."


def _year_reasons(targets: Targets, cell: Cell) -> Iterator[str]:
    """Shares of the year to date that do not follow from the printed months."""
    if cell.form != "year_to_date" or cell.part != "value" or cell.period != month_text(LAST) or cell.breakdown:
        return
    top = bottom = 0
    for month in range(YEAR, LAST + 1):
        numerator = targets.at(cell.indicator, month).numerator
        wholes = targets.wholes((cell.indicator,), month, among=range(1, 4000))
        base = {"initial-health-assessment-requested-within-5-days": "looked-after-started"}.get(cell.indicator)
        if base is not None:
            wholes = [targets.number(base, month)]
        if numerator is None or not wholes:
            return
        partner = {"review-child-participated": "review-child-attended"}.get(cell.indicator)
        if partner is not None:
            wholes = targets.wholes((cell.indicator, partner), month, among=range(1, 4000))
        if len(wholes) != 1:
            return
        top, bottom = top + numerator, bottom + wholes[0]
    if not prints_as(Fraction(100 * top, bottom), cell.printed):
        yield "It does not follow from the printed months."


def _note_assessment_outcomes(targets: Targets) -> None:
    """Outcomes that add up to less than the assessments: the rest ended in information and advice."""
    reason = "The printed outcomes do not add up to the assessments authorised."
    advice = "outcome=close-with-information-and-advice"
    total_gap = 0
    for month in MONTHS:
        size = targets.number("assessments-authorised", month)
        counts = {
            name: targets.number("assessments-authorised", month, breakdown=f"outcome={name}") for name in OUTCOMES
        }
        gap = size - sum(counts.values())
        total_gap += gap if month >= YEAR else 0
        counts["close-with-information-and-advice"] += gap
        if gap:
            targets.note("assessments-authorised", month, reason, breakdown=advice)
        ongoing = size - counts["close-with-information-and-advice"] - counts["step-down-to-early-help"]
        for indicator, number in (
            ("assessments-ending-information-and-advice", counts["close-with-information-and-advice"]),
            ("assessments-stepped-down", counts["step-down-to-early-help"]),
            ("assessments-ending-ongoing-involvement", ongoing),
        ):
            targets.compare(indicator, month, number, size, reason=reason)
    if total_gap:
        targets.note("assessments-authorised", LAST, reason, form="year_to_date", breakdown=advice)
