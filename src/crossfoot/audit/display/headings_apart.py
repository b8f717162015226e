"""Columns whose headings are one but for words of time: `R12 a year ago` and `R12 now`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.audit.reading.pack import PackTable

_WHEN = re.compile(
    r"\b(an?|the|one|now|ago|year|month|quarter|term|before|last|this|previous|prior|current|latest|then|today)\b",
    re.IGNORECASE,
)


def pairs_apart_by_time(table: PackTable, columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbours among the columns of which one says when, and the other says another when, of the same."""
    for earlier, later in pairwise(columns):
        headings = [table.columns[place].heading.rpartition(" | ")[2] for place in (earlier, later)]
        kept = [frozenset(_WHEN.sub(" ", heading).casefold().split()) for heading in headings]
        if headings[0] != headings[1] and kept[0] and kept[0] == kept[1]:
            yield earlier, later
