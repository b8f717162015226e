"""The risks of the registers as the exception criteria see them."""

from __future__ import annotations

from crossfoot.judgements.pressures import Risk
from crossfoot.registers.register import Registers
from crossfoot.risks.history import risks_of


def pressing_risks(registers: Registers) -> tuple[Risk, ...]:
    """The risks that are not closed, each as its newest review scored it; one without a review is left out."""
    found = []
    for risk in risks_of(registers):
        newest = risk.newest
        if newest is None or risk.entry.closed_on is not None:
            continue
        found.append(
            Risk(
                id=risk.entry.id,
                name=risk.entry.name,
                likelihood=newest.likelihood,
                impact=newest.impact,
                target_likelihood=risk.entry.target_likelihood,
                target_impact=risk.entry.target_impact,
                prospects=newest.prospects.value,
            )
        )
    return tuple(found)
