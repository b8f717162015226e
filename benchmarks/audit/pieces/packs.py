"""A whole pack from a seed: which pieces, in which order, and which fault is planted in which of them."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.audit.pieces import money, papers, performance
from benchmarks.audit.pieces.pack import Piece, Style, Words
from benchmarks.audit.pieces.performance import Council

_OF_MONEY: tuple[Callable[[Style], Piece], ...] = (
    money.budget,
    money.reserves,
    money.shared_grant,
    money.balances,
    money.shares,
)
_OF_PAPERS: tuple[Callable[[Style], Piece], ...] = (
    papers.cross_table,
    papers.districts,
    papers.flow,
    papers.risks,
    papers.dates,
    papers.residue,
    papers.exceptions,
    papers.references,
    performance.year_to_date,
    performance.change_table,
)
_OF_PERFORMANCE: tuple[Callable[[Style, Council], Piece], ...] = (
    performance.monthly_table,
    performance.two_tables,
    performance.rates,
    performance.rated,
    performance.trends,
    performance.told,
)
_FILLING = (
    "The committee is asked to note the report.",
    "Officers have reviewed the arrangements with partners and will report again.",
    "Further information is available from the contact officer.",
    "The service continues to work with schools and with health colleagues.",
)


def make_pack(seed: int, *, share_of_faults: float) -> list[Piece]:
    """The pieces of a pack; in about that share of them one fault is planted. One seed gives one pack."""
    rng = random.Random(seed)  # noqa: S311
    style = Style.draw(rng)
    council = Council.draw(rng)
    pieces = [make(style) for make in (*_OF_MONEY, *_OF_PAPERS)]
    pieces += [make(style, council) for make in _OF_PERFORMANCE]
    rng.shuffle(pieces)
    for piece in pieces:
        if rng.random() < 0.4:
            piece.blocks.append(Words(rng.choice(_FILLING)))
        if piece.faults and rng.random() < share_of_faults:
            kinds = sorted({fault.kind for fault in piece.faults})
            kind = rng.choice(kinds)
            piece.plant(rng.choice([fault for fault in piece.faults if fault.kind == kind]))
    return pieces
