"""Which time of a row an arrow starts from: the one before, the month before, the same time a year before."""

from __future__ import annotations

from crossfoot.audit.display.before_and_now import latest_of
from crossfoot.audit.display.directions import DirectionColumn
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.study import Study


def printed_elsewhere(study: Study, series: Series, time: Time) -> Place | None:
    """The value of the same measure at a time where this table has none."""
    for pair in study.alike:
        numbers = [each.number for each in pair]
        if series.number in numbers:
            place = pair[1 - numbers.index(series.number)].places.get(time)
            if place is not None and _is_as_printed(study, series, place):
                return place
    return None


def _is_as_printed(study: Study, series: Series, place: Place) -> bool:
    """Whether the last digits there are worth what they are here."""
    return any(study.are_as_fine(place, own) for own in series.places.values())


def latest_time(found: DirectionColumn, series: Series) -> Time | None:
    """The latest time of a row: in the column of the latest time."""
    by_column = {place.column: time for time, place in series.places.items()}
    latest = latest_of(found.table, sorted(by_column), found.column)
    return by_column.get(latest) if latest is not None else None


def _ordered(series: Series) -> list[Time]:
    """Its times from left to right, or from right to left where they run backwards."""
    across = sorted(series.places, key=lambda time: series.places[time].column)
    kinds = {time.kind for time in across}
    backwards = len(kinds) == 1 and across == sorted(across, reverse=True) and len(across) > 1
    return across[::-1] if backwards else across


def step_before(series: Series, last: Time) -> Time | None:
    """The time before the last: of `Dec, Jan, Arrow, Jan 2024`, whose last is Jan, it is Dec."""
    times = _ordered(series)
    place = times.index(last)
    return times[place - 1] if place else None


def month_before(series: Series, last: Time) -> Time | None:
    """The time before, unless that is further off than a month or two."""
    before = step_before(series, last)
    if before is not None and before.kind is last.kind is TimeKind.MONTH and last.index - before.index > 2:
        return None
    return before


def year_before(series: Series, last: Time) -> Time | None:
    """The same month, quarter or term a year before the last; the one of that name where its own year is not told."""
    step = {TimeKind.MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3}.get(last.kind, 1)
    earlier = Time(last.kind, last.index - step)
    if earlier in series.places and last.year != 0:
        return earlier
    if last.kind is TimeKind.QUARTER:
        times = (time for time in _ordered(series) if time.kind is last.kind and time != last)
        return next((time for time in times if time.index % 4 == last.index % 4), None)
    if last.kind is TimeKind.BARE_MONTH:
        named = [time for time in series.places if time.kind is TimeKind.MONTH and time.index % 12 == last.index % 12]
        return named[0] if len(named) == 1 else None
    return None
