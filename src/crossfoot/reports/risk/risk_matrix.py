"""The matrix of likelihood and impact as a table: where each risk stands now and where it is to be."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import Cell, Column, Inline, Link, Row, Table, Text
from crossfoot.reports.risk.risk_view import RegisterView, SeenRisk, level_status, level_tone
from crossfoot.risks.rating import HIGHEST, Rating
from crossfoot.risks.scales import Scales


def risk_matrix(view: RegisterView, scales: Scales, *, caption: str) -> Table:
    """Likelihood down from the highest, impact across; each cell says its score and band, and who stands there."""
    columns = (
        Column("Likelihood", width=1.3),
        *(Column(f"{level.level} {level.name}", group="Impact", width=1.4) for level in scales.impact),
    )
    rows = tuple(
        Row(
            (
                text_cell(f"{level.level} {level.name}"),
                *(_cell(view, Rating(level.level, impact)) for impact in range(1, HIGHEST + 1)),
            )
        )
        for level in reversed(scales.likelihood)
    )
    return Table(id="risk-register-matrix", caption=caption, columns=columns, rows=rows)


def _cell(view: RegisterView, rating: Rating) -> Cell:
    now = [seen for seen in view.risks if seen.risk.current == rating]
    wanted = [seen for seen in view.risks if seen.risk.entry.target == rating]
    both = [seen for seen in now if seen in wanted]
    status = level_status(view.policy, rating)
    content: list[Inline] = [Text(f"{rating.score} "), *((status,) if status is not None else ())]
    said = 0
    for words, risks in (
        ("Now: ", [seen for seen in now if seen not in both]),
        ("Target: ", [seen for seen in wanted if seen not in both]),
        ("Now and target: ", both),
    ):
        if risks:
            content += [Text("; " if said else " "), Text(words), *_numbers(risks)]
            said += 1
    return Cell(tuple(content), level_tone(view.policy, rating.score))


def _numbers(risks: list[SeenRisk]) -> Iterator[Inline]:
    for place, seen in enumerate(risks):
        if place:
            yield Text(", ")
        yield Link(seen.risk.entry.number, f"#{seen.anchor}")
