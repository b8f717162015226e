"""The same measure printed in several tables says the same, whatever it is called there.

Two series are taken for one measure where their labels say the same words, or where their labels are like enough and
most of their values are equal at the same times. Then every other value must be equal too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.across.namesakes import Namesakes, are_equal
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, likeness, subject_of
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

REPEATED = Rule("repeated-measures", Kind.CROSS_TABLE, "A figure printed in two places is the same in both.")
SAME_WORDS = 0.8
NEAR = 0.3
FEWEST_EQUAL, DIGITS = 4, 12
MOST_TABLES = 4
MOST_ALIKE = 12
"""A value that more series have at one time says nothing of which are one."""
ROLES = (Role.YEAR_TO_DATE, Role.PREVIOUS_YEAR_TO_DATE, Role.ROLLING)
ALIKE_CAPTION = 0.6
ALIKE_PARTS = 0.65
_OF_PARTS = frozenset({"complet", "which", "within", "insid", "in", "of"})
_OF_NO_SUBJECT = frozenset({"end", "start", "open", "opene", "clos", "in", "as", "quarter", "year", "period", "month"})
_FORM_WORDS = frozenset(
    {"month", "monthly", "in", "annualis", "annualised", "roll", "rolling", "performance", "perform", "12", "year"}
)
_POPULATION = frozenset(
    {"under", "18", "18s", "17", "17s", "0", "overall", "population", "aged", "age", "10000", "1000"}
)


def find_repeated_measures(study: Study) -> None:
    """Match series across tables, then compare them."""
    noted: set[Place] = set()
    named = Namesakes.of(study)
    for first, other, sure in _pairs(study):
        if not named.tells_apart(study, first, other):
            _compare(study, first, other, sure=sure, noted=noted)


def _compare(study: Study, first: Series, other: Series, *, sure: bool, noted: set[Place]) -> None:
    times = sorted(set(first.places) & set(other.places))
    equal = [time for time in times if are_equal(study, first.places[time], other.places[time])]
    telling = sum(_telling(study, first.places[time]) for time in equal)
    if sure and (_says_where_only(study, first, other) or (telling < 3 and _names_an_axis(study, first, other))):
        # Two tables of areas or ages, with small numbers that are alike by chance.
        return
    if len(equal) * 2 >= len(times):
        study.alike.append((first, other))
        for time in times:
            _weigh(
                study,
                first.places[time],
                other.places[time],
                first.label,
                other.label,
                weight=0.6 + 0.35 * len(equal) / len(times),
            )
        for time in sorted(set(other.blanks) & set(first.places)):
            _missing(study, other, time, first.places[time], noted)
        for time in sorted(set(first.blanks) & set(other.places)):
            _missing(study, first, time, other.places[time], noted)
        for role in ROLES:
            one, two = first.extras.get(role), other.extras.get(role)
            if one is not None and two is not None and study.is_number(one) and study.is_number(two):
                _weigh(study, one, two, first.label, other.label, weight=0.85)
    elif (
        sure
        and len(times) >= 2
        and max(len(_plain(first)), len(_plain(other))) >= 3
        and not _names_an_axis(study, first, other)
    ):
        _report_series(study, first, other, times)


def _pairs(study: Study) -> Iterator[tuple[Series, Series, bool]]:
    """Pairs of series that may be one measure; True where the words alone say that they are."""
    usable = [series for series in study.series if series.table not in study.copies and series.places]
    shared = _shared_values(study, usable)
    done: set[tuple[int, int]] = set()
    for first, other in _same_words(usable):
        done.add((first.number, other.number))
        yield first, other, True
    for (one, two), count in shared.items():
        first, other = study.series[one], study.series[two]
        if (one, two) not in done and _comparable(first, other) and _values_say_so(study, first, other, count):
            yield first, other, False
    yield from _like_words(study, usable, done, shared)
    yield from _named_by_captions(study, usable, done)
    yield from _named_by_parts(study, done, shared)


def _named_by_parts(
    study: Study, done: set[tuple[int, int]], shared: Counter[tuple[int, int]]
) -> Iterator[tuple[Series, Series, bool]]:
    """`% within 45 days` is called, in another table, what its numerator and denominator are called in its own."""
    for pair in [pair for pair in shared if pair not in done]:
        first, other = study.series[pair[0]], study.series[pair[1]]
        if first.measure is not Measure.PERCENT or not _comparable(first, other):
            continue
        times = [time for time in other.places if time in first.places]
        equal = sum(are_equal(study, first.places[time], other.places[time]) for time in times)
        if equal * 2 >= len(times) and _is_named_by_parts(study, first, other):
            done.add(pair)
            yield first, other, True


def _is_named_by_parts(study: Study, first: Series, other: Series) -> bool:
    for series, named in ((first, other), (other, first)):
        ratio = study.ratios.get(series.number)
        if ratio is not None:
            words = _plain(series).union(ratio.numerator.subject, *(each.subject for each in ratio.denominators))
            if likeness(words - _FORM_WORDS - _OF_PARTS, _plain(named) - _OF_PARTS) >= ALIKE_PARTS:
                return True
    return False


def _named_by_captions(
    study: Study, usable: Sequence[Series], done: set[tuple[int, int]]
) -> Iterator[tuple[Series, Series, bool]]:
    """A row that is called no more than `Total at end of month` is what the caption of its table says."""
    for series in usable:
        words = subject_of(study.pack.tables[series.table].caption) - _FORM_WORDS
        words = frozenset(word for word in words if word.isalpha())
        if not series.by_row or not series.subject <= _OF_NO_SUBJECT or len(words) < 3 or _is_flow(study, series):
            continue
        for other in usable:
            pair = (min(series.number, other.number), max(series.number, other.number))
            alike = words <= other.subject and likeness(words, _plain(other)) >= ALIKE_CAPTION
            if alike and other.table != series.table and pair not in done and _comparable(series, other):
                yield study.series[pair[0]], study.series[pair[1]], True


def _is_flow(study: Study, series: Series) -> bool:
    """Whether it is what came or went, where another row of its table is what was there at the end."""
    rows = [each.label for each in study.in_table(series.table) if each.subject <= _OF_NO_SUBJECT]
    return _AT_END.search(series.label) is None and any(map(_AT_END.search, rows))


_AT_END = re.compile(r"\b(totals?|end|closing|as at|number|open)\b", re.IGNORECASE)


def _shared_values(study: Study, usable: Sequence[Series]) -> Counter[tuple[int, int]]:
    """How many values at the same time two series of different tables have in common."""
    by_value: dict[tuple[Time, Fraction], list[int]] = defaultdict(list)
    for series in usable:
        for time, place in series.places.items():
            by_value[time, study.value(place)].append(series.number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in by_value.values():
        if len(numbers) <= MOST_ALIKE:
            for one, two in combinations(numbers, 2):
                if study.series[one].table != study.series[two].table:
                    shared[min(one, two), max(one, two)] += 1
    return shared


def _same_words(usable: Sequence[Series]) -> Iterator[tuple[Series, Series]]:
    by_words: dict[frozenset[str], list[Series]] = defaultdict(list)
    for series in usable:
        if len(_plain(series)) >= 2:
            by_words[_plain(series)].append(series)
    for group in by_words.values():
        # One name in many tables is a measure printed for many areas or teams: only values tell which are one.
        if len({series.table for series in group}) > MOST_TABLES:
            continue
        for first, other in combinations(group, 2):
            if first.table != other.table and _comparable(first, other):
                yield first, other


def _values_say_so(study: Study, first: Series, other: Series, count: int) -> bool:
    """Whether so many equal values, and the words, make one measure of the two."""
    times = [time for time in first.places if time in other.places]
    alike = likeness(_plain(first), _plain(other))
    equal = [time for time in times if are_equal(study, first.places[time], other.places[time])]
    telling = sum(_telling(study, first.places[time]) for time in equal)
    nearly_all = count >= 6 and count >= 0.85 * len(times) and alike > 0
    # Six months of one percentage, five of them the same to three digits, are no chance.
    digits = sum(number.digits for time in equal if (number := study.pack.cell(first.places[time]).number) is not None)
    if not nearly_all and count >= FEWEST_EQUAL and count >= len(times) - 1 and digits >= DIGITS:
        nearly_all = alike > 0 or _is_told_above(study, first, other) or _is_told_above(study, other, first)
    enough = alike >= (NEAR if count < len(times) else 0.15)
    return telling >= 3 and count >= max(3, 0.5 * len(times)) and (nearly_all or enough)


def _is_told_above(study: Study, series: Series, named: Series) -> bool:
    """Whether what stands above the table of a series has most of the words for the other one."""
    table = study.pack.tables[series.table]
    words = subject_of(" ".join((table.caption, *table.captions)))
    return len(_plain(named)) > 1 and len(_plain(named) & words) * 2 > len(_plain(named))


def _like_words(
    study: Study, usable: list[Series], done: set[tuple[int, int]], shared: Counter[tuple[int, int]]
) -> Iterator[tuple[Series, Series, bool]]:
    """Nearly the same words, and at least one value in common."""
    by_word: dict[str, list[Series]] = defaultdict(list)
    for series in usable:
        for word in series.subject:
            by_word[word].append(series)
    for series in usable:
        if len(series.subject) < 3:
            continue
        rarest = min(series.subject, key=lambda word: len(by_word[word]))
        for other in by_word[rarest][:200]:
            pair = (min(series.number, other.number), max(series.number, other.number))
            if pair in done or other.table == series.table or not shared[pair] or not _comparable(series, other):
                continue
            if likeness(_plain(series), _plain(other)) >= SAME_WORDS:
                done.add(pair)
                yield study.series[pair[0]], study.series[pair[1]], True


def _plain(series: Series) -> frozenset[str]:
    own = series.subject - _FORM_WORDS
    # Of a rate the population is said in many ways: `under 18s`, `of the overall 0-17 population`.
    return own - _POPULATION if series.measure is Measure.RATE else own


def _comparable(first: Series, other: Series) -> bool:
    """Of one kind and form: a rolling figure is no in-month figure, a percentage no count."""
    if first.is_rolling != other.is_rolling or first.per != other.per or first.has_decimals != other.has_decimals:
        return False
    one, two = first.measure, other.measure
    return (
        one == two
        or {one, two} <= {Measure.COUNT, Measure.UNKNOWN}
        or (Measure.UNKNOWN in {one, two} and {one, two} <= {Measure.UNKNOWN, Measure.SCORE})
    )


def _telling(study: Study, place: Place) -> bool:
    """Whether equality there says something: two significant digits or more."""
    number = study.pack.cell(place).number
    return number is not None and number.digits >= 2


def _weigh(study: Study, one: Place, two: Place, first_label: str, other_label: str, *, weight: float) -> None:
    number = study.pack.cell(two).number, study.pack.cell(one).number
    # The coarser of the two is the result: it is what the finer one rounds to.
    coarse, fine = (one, two) if number[1] and number[0] and number[1].decimals < number[0].decimals else (two, one)
    labels = f"{first_label!r} and {other_label!r}" if first_label != other_label else repr(first_label)
    words = (
        f"{labels} at lines {study.ledger.line_of(one)} and {study.ledger.line_of(two)}: "
        f"{study.pack.cell(one).text} and {study.pack.cell(two).text}."
    )
    if study.are_as_fine(one, two):
        terms = Term(coarse, Interval.exactly(study.value(coarse))), Term(fine, Interval.exactly(study.value(fine)))
    else:
        terms = study.term(coarse), study.term(fine)
    study.ledger.weigh(Equation(REPEATED, terms[0], (terms[1],), words, weight=weight))


def _missing(study: Study, series: Series, time: Time, known: Place, noted: set[Place]) -> None:
    """A mark for no value between two values, where another table has the value."""
    blank = series.blanks[time]
    before, after = Time(time.kind, time.index - 1), Time(time.kind, time.index + 1)
    if blank in noted or before not in series.places or after not in series.places:
        return
    if not study.pack.cell(blank).text and not _is_alone(study, series, blank):
        return
    noted.add(blank)
    study.ledger.found(
        REPEATED,
        blank,
        explanation=(
            f"{REPEATED.words} Here is no value; line {study.ledger.line_of(known)} prints "
            f"{study.pack.cell(known).text} for the same."
        ),
        expected=study.pack.cell(known).text,
        confidence=0.7,
        severity=Severity.WARNING,
        others=[known],
    )


def _is_alone(study: Study, series: Series, blank: Place) -> bool:
    """Whether an empty cell is the only one of its row and of its column: nothing else of either is left out."""
    beside = [each for each in study.in_table(blank.table) if each.by_row == series.by_row]
    texts = [
        study.pack.cell(
            Place(blank.table, each.position, blank.column)
            if series.by_row
            else Place(blank.table, blank.row, each.position)
        ).text
        for each in beside
    ]
    own = [study.pack.cell(place).text for place in (*series.places.values(), *series.blanks.values())]
    return own.count("") == 1 == texts.count("") and len(own) >= FEWEST_ACROSS and len(texts) >= FEWEST_ALONG


FEWEST_ACROSS, FEWEST_ALONG = 4, 6
"""Cells of a row and of a column, the empty one among them: in a small table one may be left empty on purpose."""


def _names_an_axis(study: Study, first: Series, other: Series) -> bool:
    """Whether the labels name areas, ages or the like: two tables have several in common and mean other things."""
    one = {series.label for series in study.in_table(first.table)}
    two = {series.label for series in study.in_table(other.table)}
    return first.label == other.label and len(one & two) >= 3 and len(one & two) * 2 >= min(len(one), len(two))


_AREA = re.compile(
    r"(?:east of |the )?england|(?:inner |outer |greater )?london|(?:north|south) (?:east|west)|(?:east|west) midlands|"
    r"yorkshire and (?:the )?humber|(?:statistical|our|similar) neighbours?(?: average)?|"
    r"(?:national|regional)(?: average)?",
    re.IGNORECASE,
)


def _says_where_only(study: Study, first: Series, other: Series) -> bool:
    """`East of England` says where; what is measured stands above the tables, and differs."""
    area = first.label == other.label and _AREA.fullmatch(first.label) is not None
    return area and _subject_above(study, first) != _subject_above(study, other)


def _subject_above(study: Study, series: Series) -> frozenset[str]:
    """What the caption of its table says, numbers and years left out."""
    words = subject_of(study.pack.tables[series.table].caption)
    return frozenset(word for word in words if not any(letter.isdigit() for letter in word) and word != "table")


def _report_series(study: Study, first: Series, other: Series, times: list[Time]) -> None:
    """Two series of one name that hardly ever agree: one finding, at the later one's last value."""
    last = times[-1]
    differ = [time for time in times if not are_equal(study, first.places[time], other.places[time])]
    study.ledger.checks[REPEATED.id] += len(times) - 1
    study.ledger.passed[REPEATED.id] += len(times) - len(differ)
    if not differ:
        return
    last = differ[-1]
    one = study.pack.cell(first.places[last])
    interval = study.interval(first.places[last])
    study.ledger.found(
        REPEATED,
        other.places[last],
        explanation=(
            f"{REPEATED.words} {other.label!r} differs from the series of that name at line {one.line} "
            f"in {len(differ)} of {len(times)} values; at {last.name} it is "
            f"{study.pack.cell(other.places[last]).text} here and {one.text} there."
        ),
        expected=interval_text(interval, one.number.decimals if one.number else 0),
        confidence=0.7,
        severity=Severity.WARNING,
        others=[first.places[last]],
        cause=_cause(study, first, other),
    )


def _cause(study: Study, first: Series, other: Series) -> str:
    """Whether one of the two is in fact another series of the pack."""
    for series in (other, first):
        for candidate in study.series:
            if candidate.number in {first.number, other.number}:
                continue
            shared = series.places.keys() & candidate.places.keys()
            if len(shared) < 5:
                continue
            equal = sum(are_equal(study, series.places[time], candidate.places[time]) for time in shared)
            if equal >= len(shared) * 0.9 and len({study.value(series.places[time]) for time in shared}) > 3:
                return (
                    f"{series.label!r} repeats {candidate.label!r} (line "
                    f"{study.ledger.line_of(next(iter(candidate.places.values())))})."
                )
    return ""


def subject_words(label: str) -> frozenset[str]:
    """The words of a label that say what is measured, in any form of it."""
    return subject_of(label) - _FORM_WORDS
