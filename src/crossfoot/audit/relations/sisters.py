"""What is proved of one block or row of a table, said of its sisters: the columns of the next year, the next group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.hints import is_parted_percentage
from crossfoot.audit.relations.line import Grid, Line

FEWEST_PROVED = 2
"""So many rows must be proved to be a share of one base for the others to be."""


def sister_formulas(grid: Grid, proved: Sequence[Formula]) -> Iterator[Formula]:
    """Formulas of lines that stand as those of a proved one do; the caller sees whether they hold anywhere."""
    yield from _of_blocks(grid, proved)
    yield from _of_parted_rows(grid, proved)


def _of_blocks(grid: Grid, proved: Sequence[Formula]) -> Iterator[Formula]:
    """The same of each block of columns, or section of rows, that has lines of the same names."""
    by_name: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in grid.lines:
        if line.group:
            by_name[line.group].setdefault(line.own_label, line)
    if len(by_name) < 2:
        return
    for formula in proved:
        groups = {line.group for line in formula.lines}
        if len(groups) != 1 or "" in groups or formula.constant is not None:
            continue
        for group, lines in by_name.items():
            if group not in groups and all(line.own_label in lines for line in formula.lines):
                yield replace(
                    formula,
                    target=lines[formula.target.own_label],
                    parts=_moved(formula.parts, lines),
                    divisors=_moved(formula.divisors, lines),
                )


def _moved(parts: Sequence[Part], lines: dict[str, Line]) -> tuple[Part, ...]:
    return tuple(replace(part, line=lines[part.line.own_label]) for part in parts)


def _of_parted_rows(grid: Grid, proved: Sequence[Formula]) -> Iterator[Formula]:
    """`46 (12%)` over one base in two rows: then in every row that is printed so."""
    proofs: dict[tuple[Part, ...], list[Formula]] = defaultdict(list)
    for formula in proved:
        if formula.divisors and is_parted_percentage(formula.target) and len(formula.parts) == 1 and not formula.scales:
            proofs[formula.divisors].append(formula)
    counts = {line.label: line for line in grid.lines}
    for divisors, formulas in proofs.items():
        if len(formulas) < FEWEST_PROVED or not all(_is_of_own_count(formula) for formula in formulas):
            continue
        known = {formula.target.number for formula in formulas}
        for line in grid.lines:
            count = counts.get(line.label.removesuffix(" %"))
            if count is not None and is_parted_percentage(line) and line.number not in known:
                yield replace(formulas[0], target=line, parts=(Part(count),), divisors=divisors)


def _is_of_own_count(formula: Formula) -> bool:
    part = formula.parts[0]
    return part.at is None and part.line.label == formula.target.label.removesuffix(" %")
