"""Red, amber and green against the tolerances printed beside them, the rule told in words, or the target."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.marks.find_legend_faults import GAPS, RATINGS, LegendBook, find_legend_gaps, rate_by_legends
from crossfoot.audit.marks.find_threshold_faults import rate_by_order, rate_by_targets
from crossfoot.audit.marks.find_told_marks import follows_a_rule
from crossfoot.audit.marks.rated import rated_columns
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.study import Study

__all__ = ["GAPS", "RATINGS", "TOLERANCES", "find_rating_faults"]

TOLERANCES = Rule("tolerances", Kind.LABEL, "Where high is good green begins above red, where low is good below.")
Rated = tuple[Place, str, str, str]
"""Where a rating stands, what is printed, what it should be, and why."""
_COLOUR = {"r": "red", "a": "amber", "g": "green", "yellow": "amber", "red": "red", "amber": "amber", "green": "green"}


def find_rating_faults(study: Study) -> None:
    """Check ratings and tolerances of every series."""
    by_table: dict[int, list[Rated]] = defaultdict(list)
    for series in study.series:
        if series.table in study.copies or not series.places:
            continue
        _check_tolerances(study, series)
        if (rated := _rated(study, series)) is not None:
            by_table[series.table].append(rated)
    for table in study.pack.tables:
        if table.index not in by_table and table.index not in study.copies:
            by_table[table.index] = _rated_rows(study, table)
    for rated_rows in by_table.values():
        _judge(study, rated_rows)
    judged = {(place.table, place.column) for rows in by_table.values() for place, _, _, _ in rows}
    book = LegendBook(study)
    find_legend_gaps(study, book)
    for table in study.pack.tables:
        for column in rated_columns(table) if table.index not in study.copies else ():
            if (
                (table.index, column.column) not in judged
                and not rate_by_legends(study, book, column)
                and not follows_a_rule(study, table, column.column)
            ):
                rate_by_targets(study, column)
                rate_by_order(study, column)


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
