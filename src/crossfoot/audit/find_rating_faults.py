"""Red, amber and green against the tolerances or the target printed beside them, and marks against their legend."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.pack import PackTable, Place, Role
from crossfoot.audit.series import Series
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

RATINGS = Rule("ratings", Kind.DISPLAY, "A rating is what its tolerances make of the value.")
TOLERANCES = Rule("tolerances", Kind.LABEL, "Where high is good green begins above red, where low is good below.")
MARKS = Rule("marks", Kind.DISPLAY, "A plus stands where the legend says: above the national figure.")
Rated = tuple[Place, str, str, str]
"""Where a rating stands, what is printed, what it should be, and why."""
_NATIONAL = re.compile(r"\b(national|england)\b", re.IGNORECASE)
_LEGEND = re.compile(r"^\+\W+.*above (the )?(national|england|average)", re.IGNORECASE)
_COLOUR = {"r": "red", "a": "amber", "g": "green", "yellow": "amber", "red": "red", "amber": "amber", "green": "green"}


def find_rating_faults(study: Study) -> None:
    """Check ratings and tolerances of every series, and plus signs where a legend explains them."""
    by_table: dict[int, list[Rated]] = defaultdict(list)
    for series in study.series:
        if series.table in study.copies or not series.places:
            continue
        _check_tolerances(study, series)
        if (rated := _rated(study, series)) is not None:
            by_table[series.table].append(rated)
    _check_against_targets(study)
    for table in study.pack.tables:
        if table.index not in by_table and table.index not in study.copies:
            by_table[table.index] = _rated_rows(study, table)
    for rated_rows in by_table.values():
        _judge(study, rated_rows)
    if any(_has_legend(table) for table in study.pack.tables) or any(
        _LEGEND.search(each.text) for each in study.pack.paragraphs
    ):
        for table in study.pack.tables:
            if table.index not in study.copies:
                _check_marks(study, table)


def _limit(study: Study, series: Series, role: Role) -> Fraction | None:
    place = series.extras.get(role)
    number = study.pack.cell(place).number if place is not None else None
    return number.amount if number is not None else None


def _check_tolerances(study: Study, series: Series) -> None:
    red, green = _limit(study, series, Role.RED), _limit(study, series, Role.GREEN)
    if red is None or green is None or series.polarity not in {"high", "low"}:
        return
    if red == green or (green > red) == (series.polarity == "high"):
        study.ledger.agreed(TOLERANCES)
        return
    study.ledger.found(
        TOLERANCES,
        series.extras[Role.GREEN],
        explanation=(
            f"{TOLERANCES.words} {series.label}: {series.polarity} is good, red is {float(red):g}, green "
            f"{float(green):g}."
        ),
        confidence=0.85,
        cause="The tolerances, or which way is good, are the wrong way round.",
    )


def _rated(study: Study, series: Series) -> Rated | None:
    """The place of the rating, what is printed there, what it should be, and why."""
    place = series.extras.get(Role.RATING)
    if place is None or any(time > series.times[-1] for time in series.blanks):
        return None
    printed = study.pack.cell(place).text.strip()
    if not printed or printed in {"-", "n/a"}:
        return None
    latest = series.places[series.times[-1]]
    red, green = _limit(study, series, Role.RED), _limit(study, series, Role.GREEN)
    if red is None or green is None or red == green:
        return None
    why = f"{study.pack.cell(latest).text} with red {float(red):g} and green {float(green):g}"
    return place, printed, _colour(study.value(latest), red, green), why


def _colour(value: Fraction, red: Fraction, green: Fraction) -> str:
    high = green > red
    if (value >= green) if high else (value <= green):
        return "green"
    return "red" if ((value < red) if high else (value > red)) else "amber"


def _rated_rows(study: Study, table: PackTable) -> list[Rated]:
    """Ratings of a table without times: of the one column of values beside its tolerances."""
    by_role = {column.role: place for place, column in enumerate(table.columns)}
    if not {Role.RATING, Role.RED, Role.GREEN} <= by_role.keys():
        return []
    values = [
        place
        for place in table.value_columns
        if table.columns[place].numeric and table.columns[place].role in {Role.VALUE, Role.TIME}
    ]
    if not values:
        return []
    rated = []
    for row in range(len(table.rows)):
        red, green = (table.cell(row, by_role[role]).number for role in (Role.RED, Role.GREEN))
        place, printed = Place(table.index, row, values[-1]), table.cell(row, by_role[Role.RATING]).text.strip()
        if red is None or green is None or red.amount == green.amount or not study.is_number(place) or not printed:
            continue
        why = f"{study.pack.cell(place).text} with red {float(red.amount):g} and green {float(green.amount):g}"
        colour = _colour(study.value(place), red.amount, green.amount)
        rated.append((Place(table.index, row, by_role[Role.RATING]), printed, colour, why))
    return rated


def _judge(study: Study, rated: Sequence[Rated]) -> None:
    """What each symbol means is what it mostly stands for; words speak for themselves."""
    meanings: dict[str, Counter[str]] = defaultdict(Counter)
    for _, printed, colour, _ in rated:
        meanings[printed.casefold()][colour] += 1
    known = {
        text: _COLOUR[text] if text in _COLOUR else counts.most_common(1)[0][0]
        for text, counts in meanings.items()
        if text in _COLOUR or counts.most_common(1)[0][1] * 2 > sum(counts.values())
    }
    for place, printed, colour, why in rated:
        meant = known.get(printed.casefold())
        if meant is None:
            continue
        if meant == colour:
            study.ledger.agreed(RATINGS)
            continue
        own = printed.casefold() in _COLOUR
        study.ledger.found(
            RATINGS,
            place,
            explanation=(
                f"{RATINGS.words} {why} is {colour}; "
                f"{'' if own else f'{printed} stands for {meant} elsewhere, so '}{meant} is printed."
            ),
            expected=colour,
            confidence=0.92 if own else 0.8,
        )


def _check_against_targets(study: Study) -> None:
    """Where no tolerances are printed: green is to meet the target, in tables in which it nearly always is."""
    by_table: dict[int, list[tuple[Place, str, bool, str]]] = defaultdict(list)
    for series in study.series:
        place, target = series.extras.get(Role.RATING), _limit(study, series, Role.TARGET)
        if place is None or target is None or Role.GREEN in series.extras or series.polarity not in {"high", "low"}:
            continue
        colour = _COLOUR.get(study.pack.cell(place).text.strip().casefold())
        if series.table in study.copies or not series.places or colour is None:
            continue
        latest = series.places[series.times[-1]]
        value = study.value(latest)
        meets = value >= target if series.polarity == "high" else value <= target
        why = f"{study.pack.cell(latest).text} against a target of {study.pack.cell(series.extras[Role.TARGET]).text}"
        by_table[series.table].append((place, colour, meets, why))
    for rated in by_table.values():
        held = sum((colour == "green") == meets for _, colour, meets, _ in rated)
        if len(rated) < 3 or held < 0.7 * len(rated) or len({colour for _, colour, _, _ in rated}) < 2:
            continue
        for place, colour, meets, why in rated:
            if (colour == "green") == meets:
                study.ledger.agreed(RATINGS)
                continue
            expected = "green" if meets else "amber or red"
            study.ledger.found(
                RATINGS,
                place,
                explanation=f"{RATINGS.words} {why}: {'met' if meets else 'not met'}, yet {colour}.",
                expected=expected,
                confidence=0.65,
                severity=Severity.WARNING,
            )


def _has_legend(table: PackTable) -> bool:
    return any(cell.text == "+" for row in table.rows for cell in row.cells[:1]) and any(
        "above national" in cell.text.casefold() or "above the national" in cell.text.casefold()
        for row in table.rows
        for cell in row.cells
    )


def _check_marks(study: Study, table: PackTable) -> None:
    plusses = [
        (row, column)
        for row in range(len(table.rows))
        for column in table.value_columns
        if table.cell(row, column).plus
    ]
    if len(plusses) < 2:
        return
    for column in sorted({column for _, column in plusses}):
        above = [
            (row, standard) for row in range(len(table.rows)) if (standard := _standard(table, row, column)) is not None
        ]
        compared = []
        for row, standard in above:
            place = Place(table.index, row, column)
            if study.is_number(place) and study.is_number(standard) and place != standard:
                compared.append(
                    (place, standard, table.cell(row, column).plus, study.value(place) > study.value(standard))
                )
        marked = sum(plus and is_above for _, _, plus, is_above in compared)
        should = sum(is_above for _, _, _, is_above in compared)
        for place, standard, plus, is_above in compared:
            if plus == is_above:
                study.ledger.agreed(MARKS)
            elif (plus and study.value(place) < study.value(standard)) or (plus and study.interval(place).width == 0):
                _report_mark(study, place, standard, "no plus", 0.9)
            elif not plus and should >= 3 and marked * 2 > should:
                _report_mark(study, place, standard, "a plus", 0.75)


def _report_mark(study: Study, place: Place, standard: Place, expected: str, confidence: float) -> None:
    study.ledger.found(
        MARKS,
        place,
        explanation=(
            f"{MARKS.words} {study.pack.cell(place).text} against {study.pack.cell(standard).text} "
            f"({study.pack.name_of(standard)})."
        ),
        expected=expected,
        confidence=confidence,
        severity=Severity.WARNING,
        others=[standard],
    )


def _standard(table: PackTable, row: int, column: int) -> Place | None:
    """The national figure for this cell: of the national row with the same last label, or of the column beside."""
    if _NATIONAL.search(table.rows[row].label):
        return None
    rows = [number for number, each in enumerate(table.rows) if _NATIONAL.search(each.label)]
    for number in rows:
        own, national = table.rows[row].pieces, table.rows[number].pieces
        if len(national) == 1 or own[-1].split()[:1] == national[-1].split()[:1]:
            return Place(table.index, number, column)
    if rows:
        return None
    heading = table.columns[column + 1].heading if column + 1 < len(table.columns) else ""
    return Place(table.index, row, column + 1) if _NATIONAL.search(heading) else None
