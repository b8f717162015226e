"""Numbers that are of no row: names of times and places, some of what was told before, what each one costs."""

from __future__ import annotations

import re

from crossfoot.audit.counted.told_states import Mention, States
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.study import Study


def is_no_count(sentence: Sentence, number: str, rows: int) -> bool:
    """Whether the number is a name, `month 6`, or counts some of what is not all rows: `two, one of them late`."""
    found = list(re.finditer(rf"\b{re.escape(number)}\b", sentence.text, re.IGNORECASE))
    return bool(found) and all(
        _NAMED_BY.search(sentence.text[: each.start()])
        or (_OF_THEM.match(sentence.text, each.end()) and _tells_another(sentence, each.start(), rows))
        for each in found
    )


def _tells_another(sentence: Sentence, before: int, rows: int) -> bool:
    """Whether a number stands before it that is not how many rows there are."""
    return any(each.end <= before and each.is_plain and each.amount != rows for each in sentence.numbers)


_NAMED_BY = re.compile(
    r"\b(?:month|period|week|quarter|day|year|term|level|stage|step|band|phase|grade|tier|ward|room|form|class|table|"
    r"figure|item|note|line|page|section|appendix|paragraph|part|no|number|version|lot)\.? ?$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r" of (?:them|these|those|which|whom)\b", re.IGNORECASE)


def is_for_each(sentence: Sentence, figure: Figure) -> bool:
    """Whether money is told for one of something, `\u00a31,480 for each pupil`: no amount of a table of amounts."""
    return figure.money and _FOR_EACH.match(sentence.text, figure.end) is not None


_FOR_EACH = re.compile(r" (?:for (?:each|every)|per|each|an?) [a-z]", re.IGNORECASE)


def is_one_of_two_colours(study: Study, mention: Mention, states: States) -> bool:
    """Whether amber or yellow is told, and the column prints both, which elsewhere are one."""
    table = study.pack.tables[states.table]
    printed = {table.cell(row, states.column).text.casefold() for row in states.of_row}
    return mention.text.casefold() in _ONE_COLOUR and printed >= _ONE_COLOUR


_ONE_COLOUR = {"amber", "yellow"}
