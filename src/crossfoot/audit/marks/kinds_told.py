"""Which test is of which kind of row: `15 a worker, 10 for those newly qualified`, `stage 1, 10 days; stage 2, 25`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from crossfoot.audit.marks.classed_rows import Classed
from crossfoot.audit.marks.one_number import Test
from crossfoot.audit.marks.told_tests import coded
from crossfoot.audit.reading.labels import words_of

MOST_KINDS = 6
_OTHERS = re.compile(r"\b(?:others?|rest|remaining|all|any|each|every|everyone|standard|ordinary|normal|not)\b")
_YES = frozenset(["yes", "y", "\u2713", "\u2714"])
_NO = frozenset(["no", "n", "", "\u2717", "\u2718", "-", "\u2013"])


def tests_by_kind(classed: Classed, tests: Sequence[Test]) -> Iterator[Mapping[int, Test]]:
    """By row the test that is of its kind, for every column that tells kinds which the words name."""
    table = classed.table
    for place in range(len(table.columns)):
        if place == classed.column:
            continue
        texts = {row: " ".join(table.cell(row, place).text.casefold().split()) for row in classed.marks}
        kinds = list(dict.fromkeys(texts.values()))
        if 2 <= len(kinds) <= MOST_KINDS and (of := _tests_of(table.columns[place].heading, kinds, tests)) is not None:
            yield {row: of[text] for row, text in texts.items()}


def kind_words(classed: Classed) -> frozenset[str]:
    """Headings of columns of few small whole numbers, `stage`, `tier`: the number after one names a kind."""
    table = classed.table
    found = set()
    for place, column in enumerate(table.columns):
        texts = {table.cell(row, place).text.strip() for row in classed.marks}
        if (
            place != classed.column
            and 2 <= len(texts) <= MOST_KINDS
            and all(re.fullmatch(r"\d", each) for each in texts)
        ):
            found.add(column.heading.casefold().split()[-1] if column.heading else "")
    return frozenset(found - {""})


def _tests_of(heading: str, kinds: Sequence[str], tests: Sequence[Test]) -> dict[str, Test] | None:
    """The test of each kind; None where the clauses do not name them, or leave open which is which."""
    clauses = [set(words_of(test.clause.replace("|", " "))) for test in tests]
    head = set(words_of(heading))
    found: dict[str, int] = {}
    if set(kinds) <= _YES | _NO:
        named = [number for number, clause in enumerate(clauses) if head and head <= clause]
        if len(named) != 1 or len(tests) != 2:
            return None
        # `not newly qualified` is the other kind.
        turned = re.search(rf"\bnot (?:\w+ )?{re.escape(heading.casefold().split()[0])}", tests[named[0]].clause)
        yes = named[0] if turned is None else 1 - named[0]
        found = {kind: yes if kind in _YES else 1 - yes for kind in kinds}
        return {kind: tests[number] for kind, number in found.items()}
    for kind in sorted(kinds, key=lambda each: -len(words_of(each) or each)):
        number = _named_by(kind, heading, clauses, tests, set(found.values()))
        if number is not None:
            found[kind] = number
    left = [kind for kind in kinds if kind not in found]
    if not found:
        return None
    open_ = [number for number in range(len(tests)) if number not in found.values()]
    if left and (len(open_) != 1 or not (_OTHERS.search(tests[open_[0]].clause) or len(left) == 1)):
        return None
    if not left and open_:
        return None
    return {kind: tests[found.get(kind, open_[0] if open_ else 0)] for kind in kinds}


def _named_by(
    kind: str, heading: str, clauses: Sequence[set[str]], tests: Sequence[Test], taken: set[int]
) -> int | None:
    """The one clause that names a kind, those that name a longer one left out."""
    if re.fullmatch(r"\d", kind):
        mark = re.compile(rf"\b{re.escape(heading.casefold().split()[-1])}s? {coded(kind)}\b")
        named = [number for number, test in enumerate(tests) if mark.search(test.clause)]
    else:
        own = set(words_of(kind))
        named = [number for number, clause in enumerate(clauses) if own and own <= clause and number not in taken]
    return named[0] if len(named) == 1 else None
