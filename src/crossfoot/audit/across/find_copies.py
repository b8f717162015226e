"""Tables printed twice, and series that are a copy of another under a different name."""

from __future__ import annotations

import re
from collections import defaultdict

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Totalling, likeness, stem
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

TABLES = Rule("duplicated-tables", Kind.DISPLAY, "A table is printed once.", Severity.WARNING)
SERIES = Rule("copied-series", Kind.CROSS_TABLE, "Two different measures do not have the same values throughout.")
FEWEST_NUMBERS = 12
FEWEST_TIMES = 5
BEGINNING = 6
"""Letters by which two words are of one thing."""
_GENERAL = frozenset(
    stem(word)
    for word in (
        "child", "young", "people", "person", "month", "end", "start", "year", "case", "open", "new", "held",
        "completed", "pupils", "staff", "quarter", "week", "day", "in", "date", "period", "annual", "current", "all",
        "timescale",
    )
)  # fmt: skip
"""Words that say nothing of what is counted."""
_CHART_DATA = re.compile(
    r"(chart |graph |figure )?data( table)?(:| (for|of|behind) (the |this )?(chart|graph|figure))", re.IGNORECASE
)
"""A table that says a chart again may have the numbers of the table beside the chart."""
_OPPOSED = tuple(
    (stem(one), stem(other))
    for one, other in (
        ("start", "end"), ("started", "ended"), ("opened", "closed"), ("boys", "girls"), ("male", "female"),
        ("in", "out"), ("received", "completed"), ("starters", "leavers"), ("approved", "left"), ("first", "repeat"),
    )
)  # fmt: skip


def find_duplicated_tables(study: Study) -> None:
    """Tables with the same headings, labels and numbers as an earlier one; they are left out of all other checks."""
    seen: dict[tuple[tuple[str, ...], ...], PackTable] = {}
    for table in study.pack.tables:
        numbers = sum(1 for _ in table.numbers())
        if numbers < FEWEST_NUMBERS:
            continue
        text = tuple(tuple(cell.text for cell in row.cells) for row in table.rows)
        first = seen.setdefault(text, table)
        if first is table:
            study.ledger.agreed(TABLES)
            continue
        study.copies.add(table.index)
        if _CHART_DATA.match(table.caption) or _CHART_DATA.match(first.caption):
            study.ledger.agreed(TABLES)
            continue
        study.ledger.found(
            TABLES,
            None,
            line=table.line,
            published=table.title,
            row=table.title,
            explanation=f"{TABLES.words} This one, with its {numbers} numbers, stands at line {first.line} already.",
            confidence=0.95,
        ).table = table.title


def find_copied_series(study: Study) -> None:
    """Series equal at every time to one of another name in the same pack."""
    by_values: dict[tuple[object, ...], list[Series]] = defaultdict(list)
    for series in study.series:
        if series.table in study.copies or len(series.places) < FEWEST_TIMES or not series.subject:
            continue
        values = tuple((time, study.value(series.places[time])) for time in series.times)
        # Many equal values (a run of 100% or of 0) say nothing of copying.
        if len({value for _, value in values}) < max(4, len(values) // 2):
            continue
        by_values[values].append(series)
    proved = _proved(study)
    for group in by_values.values():
        first = group[0]
        study.ledger.agreed(SERIES)
        for other in group[1:]:
            earlier = group[: group.index(other)]
            twin = next((each for each in earlier if each.table == other.table), None)
            if (twin is None and any(_is_one(study, proved, each, other) for each in earlier)) or _is_extreme(other):
                study.ledger.agreed(SERIES)
                continue
            first = twin or group[0]
            chart = twin is None and _is_chart_of(study, first, other)
            if chart and any(_CHART_DATA.match(study.pack.tables[each.table].caption) for each in (first, other)):
                study.ledger.agreed(SERIES)
                continue
            places = [other.places[time] for time in other.times]
            # The year to date of a copied run is copied with it.
            beside = [place for role, place in other.extras.items() if _is_equal(study, place, first.extras.get(role))]
            study.ledger.found(
                SERIES,
                places[0],
                explanation=(
                    f"{SERIES.words} {other.label!r} has the {len(other.places)} values of {first.label!r} "
                    f"(line {study.ledger.line_of(first.places[first.times[-1]])})."
                ),
                confidence=_confidence(first, other, chart=chart),
                severity=Severity.NOTE if chart else None,
                cause="" if chart else "One series was copied over the other.",
                others=[*places[1:], *beside, *first.places.values()],
            )


def _is_equal(study: Study, one: Place, other: Place | None) -> bool:
    return (
        other is not None
        and study.is_number(one)
        and study.is_number(other)
        and study.value(one) == study.value(other) != 0
    )


def _proved(study: Study) -> set[Place]:
    """Cells that an equation of their own proves: a total of its parts, a closing balance, a base of percentages."""
    found: set[Place] = set()
    for equation in study.ledger.held:
        found.add(equation.result.place)
        found |= {term.place for term in equation.divisors}
    return found


def _is_one(study: Study, proved: set[Place], first: Series, other: Series) -> bool:
    """Whether two series in two tables are one measure: by their names, or as each is proved where it stands."""
    if _same_name(first, other):
        return True
    if first.table == other.table:
        return False
    # `Approved` counts the `Approvals`.
    begun = {word[:BEGINNING] for word in first.subject - _GENERAL if len(word) >= BEGINNING}
    heads = {word for word in other.subject - _GENERAL if word in first.subject or word[:BEGINNING] in begun}
    opposed = any({one, two} <= (first.subject ^ other.subject) for one, two in _OPPOSED)
    if heads and not opposed:
        return True
    return all(
        sum(place in proved for place in series.places.values()) * 5 >= 4 * len(series.places)
        or study.pack.row(next(iter(series.places.values()))).totalling is not Totalling.NONE
        for series in (first, other)
    )


def _is_extreme(series: Series) -> bool:
    """A maximum over teams is the maximum of one of them."""
    return any(word in series.label.casefold() for word in ("maximum", "minimum", "highest", "lowest"))


def _confidence(first: Series, other: Series, *, chart: bool) -> float:
    if chart:
        return 0.4
    return 0.85 if likeness(first.subject, other.subject) < 0.75 or first.table == other.table else 0.6


def _is_chart_of(study: Study, first: Series, other: Series) -> bool:
    """Whether all series of one table stand in the table beside it too: the figures of a chart, named otherwise."""
    if abs(first.table - other.table) > 1:
        return False
    ours, theirs = (
        [{study.value(place) for place in series.places.values()} for series in study.in_table(each.table)]
        for each in (first, other)
    )
    fewer, more = sorted((ours, theirs), key=len)
    captions = [study.pack.tables[each.table].caption.casefold() for each in (first, other)]
    named = any(caption.startswith(("data", "chart", "figure")) for caption in captions)
    return all(each in more for each in fewer) and (len(fewer) > 1 or named)


def _same_name(first: Series, other: Series) -> bool:
    """Whether the two may be one measure printed twice."""
    if first.table == other.table:
        return False
    shorter, longer = sorted((first.subject, other.subject), key=len)
    return likeness(first.subject, other.subject) >= 0.45 or shorter <= longer or len(shorter & longer) >= 3
