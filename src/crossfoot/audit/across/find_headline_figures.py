"""Headline figures, pledges, scorecards and indexes, each against the one figure of another table that it is.

A summary proves itself: where its other figures are those of the totals, or of the last times, of what their rows name,
the one that is not is wrong, here or there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from crossfoot.audit.across.find_summary_figures import SUMMARY
from crossfoot.audit.across.headlines import APART, COMMON, DIGITS, WELL, WITHIN, Candidate, Headline, Wholes, near_to
from crossfoot.audit.across.named_parts import Parts, parts_named
from crossfoot.audit.across.slips import is_slip
from crossfoot.audit.across.whole_cells import (
    WholeCell,
    are_of_two_times,
    has_later,
    is_before,
    is_percent,
    is_whole_column,
    is_whole_row,
    tells_of_differences,
    whole_cells,
    words_in,
)
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Finding, Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.cells import CellKind, Number
from crossfoot.audit.reading.labels import per_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.study import Study

HEADLINE = Rule(
    "headline-figures",
    Kind.CROSS_TABLE,
    "A headline figure is the one of the table that it sums up, as the others beside it are.",
)
FEWEST, MOST = 3, 24
"""Rows of a summary."""
MOST_WRONG = 2
"""So many may be wrong of a summary that does not say where its figures are from."""
AT_A_TIME = 200
"""Tables of which the whole figures are known together, with those so near to them."""
MANY = 4
"""Columns side by side, none of a time, that may each be of another part."""
MOST_TIMES = 4
"""Columns of times: a table with more is one of a run over time, and compared with others as one."""
HELD = 3
"""So many of its other figures must be found where they are from."""
NEAR = Fraction(1, 10)
_NO_COLUMN = {
    Role.TARGET, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.TREND, Role.POLARITY, Role.RED, Role.GREEN,
    Role.REFERENCE, Role.UNIT, Role.BENCHMARK, Role.PREVIOUS_YEAR_TO_DATE,
}  # fmt: skip
_ASIDE = re.compile(r"\([^)]*\)")


def find_headline_figures(study: Study) -> None:
    """Look up each column of every small table without times among the whole figures of the others."""
    tables = [table for table in study.pack.tables if table.index not in study.copies]
    small = [
        table
        for table in tables
        if FEWEST <= len(table.rows) <= MOST
        and not any(row.time is not None for row in table.rows)
        and sum(column.time is not None for column in table.columns) <= MOST_TIMES
        and not tells_of_differences(study, table)
    ]
    for block, own in groupby(small, lambda table: table.index // AT_A_TIME):
        near = range(block * AT_A_TIME - WITHIN, (block + 1) * AT_A_TIME + WITHIN)
        _check_small(study, list(own), Wholes.of([table for table in tables if table.index in near], study))


def _check_small(study: Study, small: Sequence[PackTable], wholes: Wholes) -> None:
    """Look up those tables among the whole figures of all tables near them."""
    for table in small:
        parts = parts_named(study, table)
        rows = [row for row in range(len(table.rows)) if not is_whole_row(table, row)]
        for column in table.value_columns:
            each = table.columns[column]
            if each.numeric and each.role not in _NO_COLUMN and not is_before(each.heading or " ".join(each.pieces)):
                places = [place for row in rows if study.is_number(place := Place(table.index, row, column))]
                if _may_be_one(study, places, parts, wholes):
                    _check(study, [_headline(study, place, parts.get(place.row), wholes) for place in places])


def _label(study: Study, place: Place) -> str:
    """The last piece of the label of its row; of a table whose first column is read as figures the first words."""
    row = study.pack.row(place)
    words = (cell.text for cell in row.cells[: place.column] if cell.kind is CellKind.WORDS)
    return next((piece for piece in reversed(row.pieces) if piece), next(words, ""))


def _words(study: Study, place: Place) -> frozenset[str]:
    return words_in(_ASIDE.sub(" ", _label(study, place)))


def _may_be_one(study: Study, places: Sequence[Place], parts: Parts, wholes: Wholes) -> bool:
    """Whether so many of the figures stand elsewhere under a word of their label: this costs less than to look well."""
    found = 0
    for place in places:
        words, number = _words(study, place), study.pack.cell(place).number
        if number is None:
            continue
        alike = near_to(wholes.by_value.get(number.amount, ()), place.table)
        # A value that stands in so many tables says nothing of which it is.
        for each in alike if len(alike) <= COMMON else ():
            if each.place.table == place.table or each.number.decimals != number.decimals:
                continue
            if place.row in parts or words & each.words or (each.per is not None and words & each.around):
                found += 1
                break
    return found >= HELD


def _headline(study: Study, place: Place, told: Sequence[PackTable] | None, wholes: Wholes) -> Headline:
    table = study.pack.tables[place.table]
    column, label, words = study.pack.column(place), _label(study, place), _words(study, place)
    number = study.pack.cell(place).number
    if number is None:
        raise ValueError("no number is there")
    said = [each.time for each in spoken_times_in(label)]
    time = column.time or (said[0] if len(said) == 1 else None)
    headed = words_in(column.heading) if time is None or time.kind is TimeKind.TERM else frozenset[str]()
    money = number.money or "£" in label or "£" in column.heading
    percent = "%" in label or is_percent(table, place.row, place.column, number)
    per = per_of(label) or per_of(column.heading)
    if told is None:
        among = wholes.named(words, number, place.table, percent=percent)
    else:
        others = (each for each in told if each.index not in study.copies)
        among = (cell for each in others for cell in whole_cells(study, each))
    earlier, of_part = has_later(table, column), _is_one_of_many(table, place.column)
    names = {row.label.casefold() for row in table.rows} - {study.pack.row(place).label.casefold()}
    found = []
    for cell in among:
        if study.pack.row(cell.place).label.casefold() in names:
            # It is what another row of the summary is called.
            continue
        if earlier and cell.time != time:
            # Beside a later time, figures without one are not of this one.
            continue
        if of_part and 2 * len(headed & (cell.words | cell.around | cell.whole)) <= len(headed):
            continue
        if percent != cell.percent or not number.is_as_fine_as(cell.number) or _is_of_another_time(time, cell):
            continue
        own = words & cell.words
        near = (words & (cell.around | cell.whole)) - own
        if told is None and not own and (per is None or per != cell.per or not near):
            continue
        standing = cell.standing + (time is not None and cell.time == time)
        well = (10 * len(own) + 6 * len(near)) // max(1, len(words)) + min(standing, 3)
        well += 2 * bool(headed & (cell.words | cell.around | cell.whole))
        well -= 3 * len(cell.words - words - headed - cell.around) + 3 * (money != cell.money)
        well -= 3 * (per != cell.per and (told is not None or per is not None))
        found.append(Candidate(well, cell, bool(standing), len(own), bool(words) and words == cell.words))
    found.sort(key=lambda each: -each.well)
    return Headline(place, number, told is not None, tuple(found))


def _is_one_of_many(table: PackTable, column: int) -> bool:
    """Whether a column is one of several areas, teams or the like: its figures are of its own alone."""
    among = [
        place
        for place in table.value_columns
        if (each := table.columns[place]).numeric and each.role is Role.VALUE and each.time is None
    ]
    return column in among and len(among) >= MANY and not is_whole_column(table, column)


def _is_of_another_time(time: Time | None, cell: WholeCell) -> bool:
    if time is None:
        return cell.before
    if cell.over and time.kind in {TimeKind.MONTH, TimeKind.QUARTER, TimeKind.BARE_MONTH}:
        return True
    return cell.time is not None and cell.time.kind is time.kind and cell.time != time


def _claimed(headlines: Sequence[Headline]) -> list[Headline]:
    """The same, without the figures that another of them is, whose label names it better: two rows are two figures."""
    best: dict[Place, tuple[int, Place]] = {}
    for headline in headlines:
        for each in headline.named:
            if each.cell.number.amount == headline.number.amount and each.well >= max(WELL, headline.named[0].well):
                best[each.cell.place] = max(best.get(each.cell.place, (0, headline.place)), (each.well, headline.place))
    return [
        replace(headline, named=tuple(each for each in headline.named if not _is_of_another(headline, each, best)))
        for headline in headlines
    ]


def _is_of_another(headline: Headline, candidate: Candidate, best: Mapping[Place, tuple[int, Place]]) -> bool:
    well, place = best.get(candidate.cell.place, (0, headline.place))
    return place != headline.place and well > candidate.well


def _check(study: Study, headlines: Sequence[Headline]) -> None:
    headlines = _claimed(headlines)
    held = [each for each in headlines if each.is_held]
    lost = [each for each in headlines if not each.is_held]
    telling = [each for each in held if each.number.digits >= 2]
    # One that no name is like may be new here; those that are named and differ speak against the summary.
    named = [each for each in lost if each.is_named]
    told = all(each.told for each in (*held, *named))
    if len(held) < HELD or len(telling) < HELD - 1 or len(held) < max(len(named) + (not told), len(lost)):
        return
    if lost and len(held) < SURE_OF_SMALL * len(lost) and all(each.number.digits < DIGITS for each in held):
        # Posts and those who were seen in a month are about as many, and now and then the same.
        return
    study.ledger.agreed(HEADLINE, len(held))
    accused = [(each, meant) for each in lost if (meant := _meant(study, each)) and _are_one(study, each, meant)]
    for each, meant in accused if told or len(accused) <= MOST_WRONG else ():
        _weigh(study, each, meant, len(held))


def _meant(study: Study, headline: Headline) -> WholeCell | None:
    """The one figure that the label names, or in the part that it names the one that differs by a slip."""
    standing = [each for each in headline.named if each.stands]
    if not standing:
        return None
    best = standing[0].well
    first = [each.cell for each in standing if each.well >= best - APART]
    if len({cell.number.amount for cell in first}) == 1 and (best >= WELL or headline.told):
        meant = first[0]
        if max(meant.number.digits, headline.number.digits) < TELLING_DIGITS:
            # Small numbers are everywhere.
            return None
        if (
            _is_near(headline.number, meant.number)
            or is_slip(headline.number, meant.number)
            or (best >= WELL and _stands_beside(study, headline.place))
            or (_may_be_read_from_beside(headline) and _stands_in_line(study, headline.number, meant.place))
        ):
            return meant
    if headline.told and headline.number.digits >= DIGITS:
        slips = [each.cell for each in standing if is_slip(headline.number, each.cell.number)]
        if len({cell.number.amount for cell in slips}) == 1:
            return slips[0]
    if headline.told and len(first) > 1:
        near = [cell for cell in first if _is_near(headline.number, cell.number) and cell.number.digits >= DIGITS]
        if len({cell.number.amount for cell in near}) == 1:
            return near[0]
    return None


def _is_near(one: Number, other: Number) -> bool:
    return abs(other.amount - one.amount) <= abs(other.amount) * NEAR


def _stands_beside(study: Study, place: Place) -> bool:
    """Whether the number is that of the cell before it: it was copied from there."""
    before = place._replace(column=place.column - 1)
    number, own = study.pack.cell(before).number, study.pack.cell(place).number
    return number is not None and own is not None and number.amount == own.amount


TELLING_DIGITS = 2
SURE_OF_SMALL = 3
"""Of numbers with fewer digits, so many must be found for each that is not."""


def _are_one(study: Study, headline: Headline, meant: WholeCell) -> bool:
    """Whether nothing says that they are of two times, nor, as all differ at other times, of two things."""
    table, other = study.pack.tables[headline.place.table], study.pack.tables[meant.place.table]
    beside = [
        (study.value(own), study.value(there))
        for column in table.value_columns
        if (time := table.columns[column].time) is not None
        and column != headline.place.column
        and study.is_number(own := Place(table.index, headline.place.row, column))
        for there in _at_time(other, meant.place, time)
        if study.is_number(there)
    ]
    if are_of_two_times(study, headline.place, meant.place) or tells_of_differences(study, other):
        return False
    return not beside or any(one == two for one, two in beside)


def _at_time(table: PackTable, place: Place, time: Time) -> Iterator[Place]:
    """The cell of the same line at another time."""
    yield from (place._replace(column=each) for each in table.value_columns if table.columns[each].time == time)
    yield from (place._replace(row=each) for each, row in enumerate(table.rows) if row.time == time)


def _may_be_read_from_beside(headline: Headline) -> bool:
    """Whether the label names the figure by all its words, or no figure that is the same by more of them."""
    meant = next(each for each in headline.named if each.stands)
    same = [each.shared for each in headline.named if each.cell.number.amount == headline.number.amount]
    return meant.all_words or (headline.told and max(same, default=0) <= meant.shared)


def _stands_in_line(study: Study, number: Number, place: Place) -> bool:
    """Whether the number is another one of the row or column: it was read from beside."""
    table = study.pack.tables[place.table]
    row = [table.cell(place.row, column) for column in table.value_columns]
    column = [table.cell(each, place.column) for each in range(len(table.rows))]
    return any(cell.number is not None and cell.number.amount == number.amount for cell in (*row, *column))


def _weigh(study: Study, headline: Headline, meant: WholeCell, held: int) -> None:
    one, two = headline.place, meant.place
    words = (
        f"{held} others are found in what they sum up; {study.pack.name_of(one)} is {study.pack.cell(one).text} here "
        f"and {study.pack.name_of(two)} at line {study.ledger.line_of(two)} {study.pack.cell(two).text}."
    )
    terms = [Term(place, Interval.exactly(study.value(place))) for place in (one, two)]
    # What was found by the digits alone, of the same figure, is told better by what its row names.
    known = study.ledger.findings
    study.ledger.findings = [each for each in known if each.rule != SUMMARY.id or _place(each) != one]
    study.ledger.weigh(Equation(HEADLINE, terms[0], (terms[1],), words, weight=0.8))


def _place(finding: Finding) -> tuple[int | None, int | None, int | None]:
    return finding.table_number, finding.row_number, finding.column_number
