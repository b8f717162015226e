"""Marks that a rule tells and no row has: `low under 80%`, `none below`, `16 to 25 severe`."""

from __future__ import annotations

import re
from typing import NamedTuple

from crossfoot.audit.marks.conditions import Base, Condition
from crossfoot.audit.marks.told_clauses import read_clause

_UNHELD = re.compile(
    r"(?:and |or |then )?(?P<mark>[A-Za-z][a-z]*(?: [a-z]+)??|[A-Z])\s*(?P<joined>(?:[:=,\u2013-]|"
    r"\bis\b|\bmeans\b|\bif\b|\bfor\b|\s)*)"
    r"(?P<clause>(?:under|below|less than|fewer than|lower than|over|above|more than|at least|at most|up to|"
    r"from|between|no more than|no less than|[<>\u2264\u2265]|\d).*)",
    re.DOTALL,
)
"""`low under 80%`, where no row is low."""


_NO_MARK = re.compile(
    r"(?:the )?(?:targets?|thresholds?|totals?|goals?|standards?|tolerances?|limits?|tables?|notes?|sources?|range|"
    r"scores?|"
    r"figures?|rates?|base|average|mean|median)(?: \w+)?",
    re.IGNORECASE,
)


class Unheld(NamedTuple):
    """A mark that no row has, with what it asks, and whether words join the two: `Met, if 85% or more`."""

    mark: str
    conditions: tuple[Condition, ...]
    joined: bool


def unheld_mark(chunk: str) -> Unheld | None:
    """A mark that no row has, with what it asks, in a sentence that names none of those of the column."""
    match = _UNHELD.fullmatch(chunk.strip().rstrip(".;").rpartition(": ")[2])
    if match is None:
        return None
    conditions = read_clause(match["clause"])
    if not conditions or not _is_band(conditions[0]):
        return None
    mark = match["mark"]
    if _NO_MARK.fullmatch(mark) or NO_NAME.fullmatch(mark):
        return None
    return Unheld(mark, conditions, bool(match["joined"].strip()))


_NEXT = re.compile(
    r"(?:[,;]\s*(?:and |or )?|\s(?:and|or) )(?P<mark>[A-Za-z][a-z]*(?: [a-z]+)??|[A-Z])\s*"
    r"(?:[:=\u2013-]|\bis\b|\bmeans\b|\bif\b|\bfor\b|\bwhere\b|\bat\b)?\s*(?:anything )?"
    r"(?P<clause>(?:under|below|beyond|less than|fewer than|lower than|over|above|more than|at least|at most|up to|"
    r"from|between|in between|otherwise|the rest|for the rest|no more than|no less than|lower|[<>\u2264\u2265]|\d).*)$"
)
"""`watch at 2 or more but under 5, none below`, where no row has none."""
NO_NAME = re.compile(
    r"(?:but|and|or|is|it|not|any|anything|everything|all|those|that|up|down|when|where|if|by|at|to|with|in|for|on|a|an|"
    r"the|per|also|even|only|just|points?|days?|weeks?|months?|years?)(?: .*)?",
    re.IGNORECASE,
)


def _is_band(condition: Condition) -> bool:
    return condition.base is Base.VALUE and condition.low != condition.high


def parted(label: str, words: str) -> list[tuple[str, str]]:
    """A clause with that of another mark after it, which no row has; nothing where it cannot be cut so."""
    for match in _NEXT.finditer(words):
        own, mark, clause = words[: match.start()], match["mark"], match["clause"]
        if NO_NAME.fullmatch(mark) or _NO_MARK.fullmatch(mark) or not read_clause(own):
            continue
        conditions = read_clause(clause)
        if conditions and (conditions[0].base is Base.REST or _is_band(conditions[0])):
            return [(label, own), (mark, clause)]
        if further := (parted(mark, clause) if not conditions else []):
            return [(label, own), *further]
    return []
