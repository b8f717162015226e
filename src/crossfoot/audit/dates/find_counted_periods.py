"""Headings that count what stands under them: `Last four months` has four columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

COUNTED = Rule(
    "counted-periods", Kind.LABEL, "A heading of so many months, quarters or years has so many.", Severity.WARNING
)
_COUNTED = re.compile(
    rf"(?:the )?(?:last|past|previous|latest|most recent|preceding) (?P<number>{COUNT}) "
    r"(?P<unit>month|quarter|year|term)s"
    rf"|(?P<number2>{COUNT})[- ](?P<unit2>month|quarter|year|term)s? (?:trend|history|run|view|position)",
    re.IGNORECASE,
)
_KINDS = {
    "month": {TimeKind.MONTH, TimeKind.BARE_MONTH},
    "quarter": {TimeKind.QUARTER},
    "year": {TimeKind.YEAR, TimeKind.SPAN},
    "term": {TimeKind.TERM},
}
MOST = 24


def find_counted_periods(study: Study) -> None:
    """Count the times that stand under a heading which says how many they are."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for heading, times in _groups(table):
                _check(study, table, heading, times)


def _groups(table: PackTable) -> Iterator[tuple[str, list[Time]]]:
    """Each counting heading with the times of its columns; none where the run goes on beside it, under another."""
    for heading, group in groupby(enumerate(table.columns), key=lambda item: item[1].pieces[:1]):
        places = [place for place, column in group if column.time is not None and len(column.pieces) > 1]
        if not heading or not places or not _COUNTED.fullmatch(heading[0].strip()):
            continue
        beside = [place for place in (places[0] - 1, places[-1] + 1) if 0 <= place < len(table.columns)]
        if not any(table.columns[place].time for place in beside):
            yield heading[0], [time for place in places if (time := table.columns[place].time) is not None]


def _check(study: Study, table: PackTable, heading: str, times: list[Time]) -> None:
    match = _COUNTED.fullmatch(heading.strip())
    number = number_of(match["number"] or match["number2"]) if match else None
    kinds = _KINDS[(match["unit"] or match["unit2"]).casefold()] if match else set()
    if (
        number is None
        or not 1 < number <= MOST
        or {time.kind for time in times} - kinds
        or len(set(times)) < len(times)
    ):
        return
    if len(times) == number:
        study.ledger.agreed(COUNTED)
        return
    cell = next((cell for row in table.header for cell in row if " ".join(cell.text.split()) == heading), None)
    finding = study.ledger.found(
        COUNTED,
        None,
        line=cell.line if cell is not None else table.line,
        published=heading,
        column=heading,
        expected=f"{len(times)}",
        explanation=f"{COUNTED.words} Under {heading!r} stand {len(times)}: {times[0].name} to {times[-1].name}.",
        confidence=0.7,
    )
    finding.table = table.title
