"""Times marked as without a value before a series begins, though another table prints values of the same for them."""

from __future__ import annotations

from crossfoot.audit.across.find_repeated_measures import REPEATED
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

FEWEST = 6
"""Equal values that say the two are one measure."""


def find_values_left_out(study: Study) -> None:
    """A note for each series that begins later than its like, where it marks the times before as missing."""
    told: set[Place] = set()
    for one, other in study.alike:
        for series, fuller in ((one, other), (other, one)):
            left = _left_out(study, series, fuller)
            if left and left[-1][0] not in told and _are_one(study, series, fuller):
                told.update(blank for blank, _, _ in left)
                _report(study, series, left)


def _left_out(study: Study, series: Series, fuller: Series) -> list[tuple[Place, Place, Time]]:
    """Before its first value: the cells without one, the other's cells with one, and their times."""
    first = series.times[0]
    early = sorted(time for time in series.blanks if time < first and time.kind is first.kind)
    texts = [study.pack.cell(series.blanks[time]).text for time in early]
    # Cells that are merely empty may be of times that the table does not cover.
    if not any(texts) or (series.by_row and not all(texts)):
        return []
    found = [(series.blanks[time], fuller.places[time], time) for time in early if time in fuller.places]
    return [each for each in found if study.value(each[1]) != 0]


def _are_one(study: Study, series: Series, fuller: Series) -> bool:
    times = [time for time in series.times if time in fuller.places]
    equal = sum(study.value(series.places[time]) == study.value(fuller.places[time]) for time in times)
    return equal >= FEWEST and equal == len(times)


def _report(study: Study, series: Series, left: list[tuple[Place, Place, Time]]) -> None:
    blank, known, time = left[-1]
    others = "" if len(left) == 1 else f", as it does for {len(left) - 1} before"
    study.ledger.found(
        REPEATED,
        blank,
        explanation=(
            f"{REPEATED.words} {series.label!r} has no value for {time.name}; line {study.ledger.line_of(known)} "
            f"prints {study.pack.cell(known).text} for the same{others}."
        ),
        expected=study.pack.cell(known).text,
        confidence=0.5,
        severity=Severity.NOTE,
        others=[place for pair in left for place in pair[:2] if place != blank],
    )
