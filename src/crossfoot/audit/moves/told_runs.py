"""The rows over time that a sentence speaks of: by their last figure, by their words, or the only row close by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time, run_backwards
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.sentences import Sentence, numbers_in
from crossfoot.audit.spoken.speaking import Speaking, lines_from
from crossfoot.audit.spoken.spoken_times import is_bare, spoken_times_in
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.study import Study

NEAR = 90
BESIDE = 40
"""Lines within which a figure alone says which row is meant."""
CLOSE = 14
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Run:
    """A row or column over time: its cells in order of time, and which way is good where the table says so."""

    label: str
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    values: tuple[Fraction, ...]
    polarity: str
    printed_change: bool = False
    """Whether the table prints a change of it beside its values."""

    @property
    def moves(self) -> list[int]:
        """1, 0 or -1 from each value to the next."""
        pairs = zip(self.values, self.values[1:], strict=False)
        return [(later > earlier) - (later < earlier) for earlier, later in pairs]


def good_way(run: Run) -> int:
    """1 where more is better, -1 where less is: as the table says, else by the words of its label; 0 where unknown."""
    if run.polarity in {"high", "low"}:
        return 1 if run.polarity == "high" else -1
    more = more_is_better(run.label)
    return 0 if more is None else 1 if more else -1


_OWED = re.compile(r"\b(?:(?:over|under)[\s-]?spen\w*|deficits?|shortfalls?|loss(?:es)?|debts?|owed)\b", re.IGNORECASE)


def sized(run: Run, said: str) -> Run:
    """The run by size, where it prints a deficit or an overspend, which grows, below nought: -2.15 and -3.48."""
    if any(value > 0 for value in run.values) or not _OWED.search(f"{run.label} {said}"):
        return run
    return replace(run, values=tuple(map(abs, run.values)))


def runs_near(study: Study, speaking: Speaking, line: int, *, fewest: int = FEWEST) -> list[Run]:
    """Every run of the tables near a line of the text, the nearest table first."""
    found = []
    for table in speaking.tables_near(line, most=NEAR):
        found += runs_of(study, table, fewest=fewest)
    return found


def runs_of(study: Study, table: PackTable, *, fewest: int = FEWEST) -> list[Run]:
    """The runs of one table, of times of one kind."""
    found = []
    for series in study.in_table(table.index):
        times = [time for time in series.times if time.kind is series.times[-1].kind]
        if is_bare(times[0]):
            # Autumn comes before spring or after it, as the table has them.
            continue
        if len(times) < fewest or series.blanks.keys() & set(times):
            continue
        places = tuple(series.places[time] for time in times)
        values = tuple(study.value(place) for place in places)
        printed = Role.DIFFERENCE in series.extras
        found.append(Run(series.label, places, tuple(times), values, series.polarity, printed))
    return found or _of_quarters(study, table, fewest)


def _of_quarters(study: Study, table: PackTable, fewest: int) -> list[Run]:
    """Rows under quarters or months without a year, in the order of the table; turned where that runs backwards."""
    timed = [
        column
        for column in table.value_columns
        if table.columns[column].role is Role.TIME and ((time := table.columns[column].time) is None or is_bare(time))
    ]
    found = []
    good = {series.position: series.polarity for series in study.in_table(table.index) if series.by_row}
    for number, row in enumerate(table.rows):
        places = tuple(Place(table.index, number, column) for column in timed)
        if len(places) >= fewest and all(study.is_number(place) for place in places):
            times = tuple(time for column in timed if (time := table.columns[column].time) is not None)
            if len(set(times)) == len(places):
                if run_backwards(times):
                    places, times = places[::-1], times[::-1]
                values = tuple(study.value(place) for place in places)
                found.append(Run(row.label, places, times, values, good.get(number, "")))
    return found


MONTHS = 12


def runs_down(study: Study, table: PackTable) -> list[Run]:
    """The columns of a table whose rows are told to be times by their labels alone: `2022/23` under `School year`."""
    told = [list(spoken_times_in(row.label or table.cell(number, 0).text)) for number, row in enumerate(table.rows)]
    times = [each[0].time for each in told if len(each) == 1]
    if len(times) < FEWEST or len(times) != len(told) or len({time.kind for time in times}) > 1:
        return []
    order = sorted(range(len(times)), key=lambda row: times[row].index)
    if is_bare(times[0]):
        # Months without a year, as printed where each is the one after the one above.
        order = list(range(len(times)))
        if any((later.index - earlier.index) % MONTHS != 1 for earlier, later in pairwise(times)):
            return []
    elif order not in [list(range(len(times))), list(range(len(times)))[::-1]]:
        return []
    found = []
    for column in table.value_columns:
        places = tuple(Place(table.index, row, column) for row in order)
        if table.columns[column].role is Role.VALUE and all(map(study.is_number, places)):
            values = tuple(map(study.value, places))
            label = table.columns[column].heading
            found.append(Run(label, places, tuple(times[row] for row in order), values, ""))
    return found


def runs_meant(study: Study, sentence: Sentence, runs: list[Run], *, pronoun: bool = False) -> list[Run]:
    """The runs that the sentence speaks of: whose words it has, whose last value it tells; none where in doubt."""
    said = plain_words(f"{sentence.before if pronoun else ''} {sentence.text}")
    told = {
        abs(figure.amount)
        for figure in sentence.numbers
        if not figure.points and (figure.percent or figure.digits >= 2) and not _beside_change(sentence, figure.start)
    }
    before = {abs(amount) for amount in _amounts(sentence.before)} if pronoun else set()
    named = runs_named(runs, said)
    by_figure = [run for run in runs if abs(run.values[-1]) in told or abs(run.values[-1]) in before]
    both = [run for run in named if run in by_figure]
    if both or named:
        return both or named
    table = study.pack.tables[by_figure[0].places[0].table] if by_figure else None
    if table is not None and lines_from(table, sentence.line) > BESIDE:
        return []
    if by_figure and len({run.places[-1].table for run in by_figure}) == 1 and len(by_figure) <= 2:
        return by_figure
    only = _only_one_close(study, sentence, runs)
    # `It rose by 13. It is the fifth rise in a row`: of a row that rose by 13.
    by = _changes(sentence.before) if pronoun else set()
    return [run for run in only if not by or abs(run.values[-1] - run.values[-2]) in by]


def runs_named(runs: Sequence[Run], said: frozenset[str]) -> list[Run]:
    """The runs all of whose words are said, without those whose words are among another's."""
    named = [run for run in runs if (words := plain_words(run.label)) and words <= said]
    return [run for run in named if not any(plain_words(run.label) < plain_words(other.label) for other in named)]


def _changes(text: str) -> set[Fraction]:
    """What the words say that something moved by, money left out: that has many units."""
    return {
        abs(figure.amount)
        for figure in numbers_in(text)
        if not figure.money and re.search(r"\bby$", text[: figure.start].rstrip())
    }


def _amounts(text: str) -> list[Fraction]:
    return [figure.amount for figure in numbers_in(text) if figure.percent or figure.digits >= 2]


def _only_one_close(study: Study, sentence: Sentence, runs: list[Run]) -> list[Run]:
    """The only run of the nearest table, where that stands close and the words do not name another thing."""
    if not runs:
        return []
    index = runs[0].places[0].table
    table = study.pack.tables[index]
    in_table = [run for run in runs if run.places[0].table == index]
    known = plain_words(f"{table.caption} {table.rows[0].label}")
    if len({word for word in plain_words(sentence.text) if not word[0].isdigit()} - known) > 1:
        return []
    return in_table if len(in_table) == 1 and len(table.rows) <= 2 and lines_from(table, sentence.line) <= CLOSE else []


def _beside_change(sentence: Sentence, start: int) -> bool:
    return re.search(r"\b(?:by|than|from|of|for)\s(?:the )?$", sentence.text[max(0, start - 12) : start]) is not None
