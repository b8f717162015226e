"""What several cards of the same rows prove together, and the cells that do not keep to it."""

from __future__ import annotations

from crossfoot.audit.arithmetic.find_ratio_faults import RATIOS
from crossfoot.audit.arithmetic.find_relations import Proved, check_grid
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.relations.cards import card_grids, told_shares
from crossfoot.audit.relations.line import Value
from crossfoot.audit.study import Study


def find_card_relations(study: Study) -> None:
    """Find and check what cards prove, each of which proves nothing alone."""
    for grid in card_grids(study):
        check_grid(study, grid, Proved())
    for place, value, pair, share in told_shares(study):
        _check_told_share(study, place, value, pair, share)


def _check_told_share(study: Study, place: Place, value: Value, pair: Place, share: float) -> None:
    """On a card, a percentage is the share that the pair beside it makes: `46 of 50` is 92%."""
    if abs(value.amount - share) <= value.last_digit * 1.0001 + 1e-9:
        study.ledger.agreed(RATIOS)
        return
    number = study.pack.cell(place).number
    study.ledger.found(
        RATIOS,
        place,
        explanation=f"{RATIOS.words} {study.pack.cell(pair).text} is {share:.2f}%; so it is on most such cards.",
        expected=f"{share:.{number.decimals if number else 0}f}%",
        confidence=0.9,
        others=[pair],
    )
