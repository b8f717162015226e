"""Marks told case by case, each by other cells of its row: `priority 1: high risk and more than 10 days`.

What a case asks is read by `row_asks`; a rule is used only where every mark is told and every word understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.marks.row_asks import Ask, read_ask
from crossfoot.audit.study import Study

FEWEST = 4
"""Rows that must be right."""
MANY = 12
"""Rows from which on two may be wrong."""
_REST = (
    r"(?:in )?(?:all (?:the )?others?(?: (?:cases|rows|actions|ones|children|teams|measures))?|otherwise|the rest|"
    r"(?:any|every)thing else|any others?(?: cases?)?|none of (?:these|those|the above)|in any other case|else|"
    r"neither|all else|in all other cases|everyone else|the remainder|any other combination)"
)
_LEAD = r"(?:\s*[:=\u2013\u2014-]\s*|\s+(?:is |are |means |applies |for |when |where |if |shows |only )+|\s+)"
_THEN = re.compile(rf"\s*(?:if|when|where|for|{_REST})\b", re.IGNORECASE)
_TELLING = re.compile(r"[:=\u2013\u2014-]\s*$|\b(?:is|are|means|applies|for|when|where|if)\s+$", re.IGNORECASE)
_WHEN = re.compile(r"(?:(?:it|they|the \w+|one|that|is|are|if|when|where|for|has|have|of|with|only|those|cases?) )+")


_QUANTITY = re.compile(
    r"\b(?:all|both|each|every|none|neither|any|either|at least (?:one|two|three)|(?:one|two|three) or more|"
    r"only one|one|two|"
    r"three)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    rf"(?P<many>{_QUANTITY.pattern})(?: of (?:them|these|those|the \w+))?(?: (?:does|do|is|are|has|have|did|"
    rf"so))?(?: and| or)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cases:
    """Rows that bear the mark that the cases told make of them, and by row the one that others should bear."""

    right: tuple[int, ...]
    wrong: dict[int, str]
    columns: tuple[int, ...]


def cases_in(study: Study, marked: Marked, text: str) -> Cases | None:
    """How the marks keep to the cases that a text tells; None where it tells none that all is understood of."""
    told = _told(study, marked, text)
    if told is None:
        return None
    asks, rest = told
    columns = tuple(sorted({column for _, ask in asks for column in ask.columns}))
    heading = marked.heading.rpartition(" | ")[2].strip().casefold()
    if marked.column < max(columns) and not (heading and heading in text.casefold()):
        # Of `red if any of the three is red` it is one of the three.
        return None
    fits = [_fitted(marked, order, rest) for order in (asks, asks[::-1]) if _gives_all(order)]
    if not fits:
        return None
    right, wrong = min(fits, key=lambda each: len(each[1]))
    if not wrong:
        return Cases(right, {}, columns) if len(right) >= FEWEST else None
    if any(len(other) <= len(wrong) and other != wrong for _, other in fits):
        return None
    kinds = {marked.marks[row] for row in right}
    sure = len(wrong) <= (1 if len(right) < MANY else 2) and len(right) >= FEWEST and len(kinds) > 1
    return Cases(right, wrong, columns) if sure and len(right) + len(wrong) + 1 >= len(marked.marks) else None


def _gives_all(order: Sequence[tuple[str, Ask]]) -> bool:
    """Whether in this order each case that holds of a row is the first of some row: else it is told the other way."""
    first = [next((name for name, ask in order if ask.of_row.get(row)), "") for row in order[0][1].of_row]
    return all(name in first for name, ask in order if any(ask.of_row.values()))


def _fitted(marked: Marked, order: Sequence[tuple[str, Ask]], rest: str) -> tuple[tuple[int, ...], dict[int, str]]:
    """Which rows bear the mark of the first case that holds of them, and what the others should bear."""
    right: list[int] = []
    wrong: dict[int, str] = {}
    for row, mark in marked.marks.items():
        expected = rest
        for name, ask in order:
            holds = ask.of_row.get(row)
            if holds is None:
                expected = ""
                break
            if holds:
                expected = name
                break
        if expected == mark:
            right.append(row)
        elif expected:
            wrong[row] = expected
    return tuple(right), wrong


def _told(study: Study, marked: Marked, text: str) -> tuple[list[tuple[str, Ask]], str] | None:
    """The marks with what is asked for each, in the order told, and the mark of all that is left, if there is one."""
    names = {_spaced(name): name for name in marked.names}
    one = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    head = re.compile(
        rf"(?:^|(?<=[.;:,\n(])\s*|\b(?:and|or|but|then|is|are|rated|as|marked|called)\s+)(?P<mark>{one}){_LEAD}",
        re.IGNORECASE,
    )
    last = re.compile(rf"[,;.]?\s*(?:and |or )?\b{_REST}(?: it)?(?: is| are)?,? (?P<mark>{one})(?=\W|$)", re.IGNORECASE)
    rest = ""
    if (match := last.search(text)) is not None:
        rest = names[_spaced(match["mark"])]
        text = f"{text[: match.start()]}. {text[match.end() :]}"
    heads = [each for each in head.finditer(text) if _THEN.match(text[each.end() :]) or _TELLING.search(each[0])]
    asks: list[tuple[str, Ask]] = []
    said = ""
    for number, match in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        words = re.split(r"[;\n]|\.(?=\s|$)", text[match.end() : end])[0].strip(" ,:;.()")
        mark = names[_spaced(match["mark"])]
        if re.fullmatch(_REST, words, re.IGNORECASE):
            if rest not in {"", mark}:
                return None
            rest = mark
            continue
        if _AGAIN.fullmatch(words.strip()) is None and _WHEN.match(f"{words} "):
            words = _WHEN.sub("", f"{words} ", count=1)
        if said and (again := _AGAIN.fullmatch(words.strip())) is not None:
            # `Defer if one does`, after `approve if both assessors say yes`.
            words = _QUANTITY.sub(again["many"], said, count=1)
        elif _QUANTITY.search(words):
            said = words
        ask = read_ask(study, marked, words)
        if ask is None or any(mark == known for known, _ in asks):
            return None
        asks.append((mark, ask))
    told = {mark for mark, _ in asks} | ({rest} if rest else set())
    return (asks, rest) if asks and told >= set(marked.names) and len(told) > 1 else None


def _spaced(text: str) -> str:
    return " ".join(text.casefold().split())
