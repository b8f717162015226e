"""Words of rise and fall, better and worse, against the row that they speak of, between the times that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.moves.told_runs import Run, good_way, runs_named, runs_near, sized
from crossfoot.audit.quoting.find_narrative_claims import AMOUNT, DIRECTION
from crossfoot.audit.quoting.near_tables import prints
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.moving_words import FELL, IMPROVED, ROSE, WORSENED
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study

_VERBS = re.compile(
    rf"\b(?:(?P<up>{ROSE})|(?P<down>{FELL})|(?P<better>{IMPROVED})|(?P<worse>{WORSENED}))\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_TO = re.compile(r"\s*(?:(?:by )?\d[\d.,]*\s?(?:percentage points?|points?|pp|%|per cent)?,? )?to (?:just )?$")
_UNTIL = re.compile(r"\s(?:to|and|until|till)\s(?:the )?(?:end of )?(?:the )?", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|during)\s(?:the )?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from|on|compared (?:with|to)|than in|than)\s*(?:the |in )?$", re.IGNORECASE)
_LATEST = re.compile(
    r"^[^;]{0,40}?\b(?:(?:on|in|over|during) the (?:year|quarter|month|period)|this (?:year|quarter|month)|"
    r"(?:since|on|from|compared with|than) (?:the )?(?:last|previous|preceding) (?:year|quarter|month|report)|again|"
    r"(?:on|than|compared with) the (?:year|quarter|month) before|(?:on|than) (?:a|one) (?:year|quarter|month) (?:ago|"
    r"before|earlier))\b",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"\b(?:over|in|during|for|across) (?:the )?(?:last |past )?(?:\w+ )?(?:years|months|quarters|weeks)\b|\byear to "
    r"date\b"
    r"|\b(?:in|had) (?:the )?year before\b|\bhad (?:gone|risen|fallen|grown|come)|\bsince (?:the )?(?:start|"
    r"beginning)|\bwill\b"
    r"|\bif\b|\bexpected\b|\bshould\b|\bwould\b|\bin (?:each|every)\b|\bnationally\b|\bengland\b|\bof the \w+\b.{0,20}"
    r"\b(?:rose|fell|improved|worsened)",
    re.IGNORECASE,
)
_BY = re.compile(r"^\s*(?:slightly |sharply |further )?by (?:about |around |some |nearly |almost )?$", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|no|never|neither|nor|only|whether|where|when|which|that|who|if)\s*(?:\w+\s)?$", re.IGNORECASE
)

_OR = re.compile(r",? (?:or|which is|that is|equal to|equivalent to) (?:about )?|,? ?\(", re.IGNORECASE)
_IN_SOME = re.compile(
    r"\s(?:in|on|for|at|across) (?:all|most|some|several|both|only|just|\w+ of|\w+ (?:areas|teams|services|districts|"
    r"localities|measures|schools))\b",
    re.IGNORECASE,
)


def find_told_directions(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check each verb of rise or fall whose subject is a row over time."""
    for sentence in sentences:
        verbs = list(_VERBS.finditer(sentence.text))
        if not verbs or _LONGER.search(sentence.text):
            continue
        runs: list[Run] | None = None
        for verb in verbs:
            if (_NOT.search(sentence.text[: verb.start()]) and "change" not in verb[0]) or _IN_SOME.match(
                sentence.text[verb.end() :]
            ):
                continue
            if runs is None:
                runs = runs_near(study, speaking, sentence.line, fewest=2)
            _check(study, sentence, verb, runs, speaking)


def _check(study: Study, sentence: Sentence, verb: re.Match[str], runs: Sequence[Run], speaking: Speaking) -> None:
    run, told = _compared(study, sentence, verb, runs, speaking)
    if run is None:
        return
    run = sized(run, sentence.text[: verb.start()])
    ends = _ends(sentence, verb, run) if told is None else (len(run.times) - 2, len(run.times) - 1)
    if ends is None or (told is None and _ends_elsewhere(sentence, verb, run)):
        return
    before, last = ends
    earlier, later = told or (run.values[before], run.values[last])
    figure = next((each for each in sentence.figures if _BY.match(sentence.text[verb.end() : each.start])), None)
    if figure is not None and told is None:
        meant = _of_the_unit(sentence, figure, run, runs, run.times[before], run.times[last])
        _check_sizes(study, sentence, figure, meant)
    way = verb.lastgroup or ""
    move = (later > earlier) - (later < earlier)
    if not move:
        return
    if way in {"better", "worse"}:
        sign = good_way(run)
        if not sign:
            return
        right = (move == sign) == (way == "better")
    else:
        right = (move > 0) == (way == "up")
    if right:
        study.ledger.agreed(DIRECTION)
    if right or (told is None and _tells_other_values(study, sentence, verb, run)):
        return
    if told is not None:
        better = "more" if good_way(run) > 0 else "less"
        working = f"{run.label}: {better} is better; from {float(earlier):g} to {float(later):g}."
        tell(study, DIRECTION, sentence, verb[0].strip(), "the other way", working, 0.75, [run.places[last]])
        return
    cells = study.pack.cell(run.places[before]), study.pack.cell(run.places[last])
    expected = {"up": "fallen", "down": "risen", "better": "worse", "worse": "better"}[way]
    working = f"{run.label}: {cells[0].text} ({run.times[before].name}) to {cells[1].text} ({run.times[last].name})."
    tell(study, DIRECTION, sentence, verb[0].strip(), expected, working, 0.75, [run.places[last]])


def _tells_other_values(study: Study, sentence: Sentence, verb: re.Match[str], run: Run) -> bool:
    """Whether it tells from what to what, and the row has neither: two rows together, another measure."""
    told = [each for each in sentence.figures if verb.end() <= each.start <= verb.end() + FROM_TO]
    return (
        len(told) > 1
        and _FROM.match(sentence.text, verb.end()) is not None
        and not any(prints(study, each, place) for each in told[:2] for place in run.places)
    )


FROM_TO = 40
_FROM = re.compile(r"[^.;\d]{0,24}\bfrom \W?\d", re.IGNORECASE)
_YEARS = frozenset([TimeKind.YEAR, TimeKind.SPAN])
_ON_A_YEAR = re.compile(
    r"[^;.]{0,40}?\b(?:on|from|than|since|against|over|compared (?:with|to)) (?:in )?(?:the |a |one |that of the )?"
    r"(?:year (?:before|earlier|ago|previous)|(?:last|previous|preceding|prior) year|year\b(?! to date))",
    re.IGNORECASE,
)


def _is_on_a_year(sentence: Sentence, verb: re.Match[str]) -> bool:
    return _ON_A_YEAR.match(sentence.text[verb.end() :]) is not None


def _years_of(study: Study, run: Run) -> Run | None:
    """The last two years of the row of a run, in order of time."""
    table, row = study.pack.tables[run.places[-1].table], run.places[-1].row
    if len({place.row for place in run.places}) != 1:
        return None
    found = {
        time: place
        for column in table.value_columns
        if (time := table.columns[column].time) is not None and time.kind in _YEARS
        if study.is_number(place := Place(table.index, row, column))
    }
    times = sorted(found, key=lambda time: time.index)[-2:]
    if len(times) != 2 or times[0].index + 1 != times[1].index or times[0].kind is not times[1].kind:
        return None
    places = tuple(found[time] for time in times)
    return Run(run.label, places, tuple(times), tuple(map(study.value, places)), run.polarity)


def _compared(
    study: Study, sentence: Sentence, verb: re.Match[str], runs: Sequence[Run], speaking: Speaking
) -> tuple[Run | None, tuple[Fraction, Fraction] | None]:
    """The run that is spoken of, and the two figures told where the words judge them."""
    run = _subject(sentence, verb, runs, speaking)
    told = _from_to(sentence) if run is not None and verb.lastgroup in {"better", "worse"} else None
    if run is not None and told is None and run.times[-1].kind not in _YEARS and _is_on_a_year(sentence, verb):
        # Of terms or quarters: the two years that the table prints beside them, where it does.
        return _years_of(study, run), None
    return run, told


def _subject(sentence: Sentence, verb: re.Match[str], runs: Sequence[Run], speaking: Speaking) -> Run | None:
    """The one run whose words stand before the verb, with nothing else there that could make it a part."""
    head = sentence.text[: verb.start()]
    cut = max((match.end() for match in _VERBS.finditer(head)), default=0) if "change" not in verb[0] else 0
    head = re.split(r"[;]|\b(?:but|while|whereas|although|because|so|than)\b", head[cut:])[-1]
    said = plain_words(head)
    content = speaking.content(head)
    named = runs_named(runs, said)
    if named:
        # `Families at the start`, `at the end`: words that say nothing of themselves tell them apart.
        literal = [run for run in named if spaced(run.label) in spaced(head)]
        if not literal and any(
            run.places[0] != other.places[0] and _is_of_one_row(run, other) for run in named for other in runs
        ):
            return None
        literal = literal or named
        if len({spaced(run.label) for run in literal if run.places[0].table == literal[0].places[0].table}) > 1:
            return None
        run = literal[0]
        extra = content - plain_words(run.label)
        return run if not extra and len({plain_words(each.label) for each in named}) == 1 else None
    if runs and _SPENT.search(head) and len(content) <= 1:
        # The one row of the table close by is what the words call the overspend.
        table = runs[0].places[0].table
        beside = [run for run in runs if run.places[0].table == table]
        return beside[0] if len(beside) == 1 and _SPENT.search(beside[0].label) else None
    if not content or (len(content) == 1 and speaking.rows_with(content) != 1 and len(sentence.periods) < 2):
        return None
    holders = [run for run in runs if content <= plain_words(run.label)]
    return holders[0] if len(holders) == 1 else None


def _is_of_one_row(one: Run, other: Run) -> bool:
    """Whether two runs are parts of one row: `Eligible` and `Others` of each year."""
    return {(each.table, each.row) for each in one.places} == {(each.table, each.row) for each in other.places}


_SPENT = re.compile(r"\b(?:over|under)[\s-]?spend|\bvariance|\bpressure|\bdeficit|\bsurplus", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom (?P<first>[\d,.]+)%? to (?P<last>[\d,.]+\d)%?", re.IGNORECASE)


def _from_to(sentence: Sentence) -> tuple[Fraction, Fraction] | None:
    """The two figures of `from 24.3% to 22.4%`."""
    match = _FROM_TO.search(sentence.text)
    if match is None:
        return None
    try:
        return Fraction(match["first"].replace(",", "")), Fraction(match["last"].replace(",", ""))
    except ValueError:
        return None


def _ends(sentence: Sentence, verb: re.Match[str], run: Run) -> tuple[int, int] | None:
    """The two times compared: those named, else the last two where the words say so or name none."""
    after = [told for told in sentence.periods if told.start >= verb.end()]
    places = [
        next((n for n, time in reversed(list(enumerate(run.times))) if is_time(time, told.time)), None)
        for told in after
    ]
    joined = len(after) >= 2 and _UNTIL.fullmatch(sentence.text, after[0].end, after[1].start) is not None
    if joined or (len(after) >= 2 and _BETWEEN.search(sentence.text[verb.end() : after[0].start])):
        first, second = places[:2]
        return None if first is None or second is None or first >= second else (first, second)
    if after and _SINCE.search(sentence.text[: after[0].start]):
        return (places[0], len(run.times) - 1) if places[0] is not None and places[0] < len(run.times) - 1 else None
    leading = [told for told in sentence.periods if told.end <= verb.start()]
    if len(leading) == len(sentence.periods) == 1 and _SINCE.search(sentence.text[: leading[0].start]):
        first = next((n for n, time in enumerate(run.times[:-1]) if is_time(time, leading[0].time)), None)
        return None if first is None else (first, len(run.times) - 1)
    if len(after) == len(sentence.periods) == 1 and _IN.search(sentence.text[: after[0].start]):
        last = places[0]
        follows = last and run.times[last - 1].kind is run.times[last].kind is after[0].time.kind
        return (last - 1, last) if last and follows and run.times[last - 1].index + 1 == run.times[last].index else None
    if sentence.periods:
        return None
    return _unnamed(sentence, verb, run)


def _check_sizes(study: Study, sentence: Sentence, figure: Figure, sized: tuple[Run, int, int]) -> None:
    """`By 104`, and `or 3.6%` after it."""
    _check_size(study, sentence, figure, *sized)
    second = next((each for each in sentence.figures if each.start > figure.end), None)
    if second is not None and _OR.fullmatch(sentence.text[figure.end : second.start]):
        _check_size(study, sentence, second, *sized)


_ENDS_AT = re.compile(r"\s?,? to (?:just |only )?£?$")


def _ends_elsewhere(sentence: Sentence, verb: re.Match[str], run: Run) -> bool:
    """Whether `fell by 9 to 45` has a size and an end of which the run has neither: it is of another one."""
    figure = next((each for each in sentence.figures if _BY.match(sentence.text[verb.end() : each.start])), None)
    if figure is None:
        return False
    end = next((each for each in sentence.figures if each.start > figure.end), None)
    if end is None or end.digits < 2 or not _ENDS_AT.fullmatch(sentence.text[figure.end : end.start]):
        return False
    values = [abs(value) for value in run.values]
    moves = {abs(later - earlier) for earlier, later in pairwise(run.values)}
    return abs(end.amount) not in values and abs(figure.amount) not in moves


def _unnamed(sentence: Sentence, verb: re.Match[str], run: Run) -> tuple[int, int] | None:
    """The last two times, where the words say or show that they mean them; a size that fits shows it too."""
    last = len(run.times) - 1
    by = next((each for each in sentence.figures if _BY.match(sentence.text[verb.end() : each.start])), None)
    if by is not None and not by.percent and by.digits >= 2 and last > 1:
        fitting = [first for first in (last - 1, 0) if abs(run.values[last] - run.values[first]) == abs(by.amount)]
        if fitting:
            return fitting[0], last
    if run.printed_change and re.match(r"\s*by \d", sentence.text[verb.end() :]):
        return last - 1, last
    if _LATEST.match(sentence.text[verb.end() :]):
        yearly = re.search(r"year", sentence.text[verb.end() :], re.IGNORECASE)
        if yearly and run.times[-1].kind in {"month", "quarter", "bare-month"}:
            return None
        return last - 1, last
    told = [figure for figure in sentence.figures if figure.start >= verb.end()]
    to = next((each for each in told if _TO.match(sentence.text[verb.end() : each.start])), None)
    if to is not None and abs(to.amount) == abs(run.values[last]):
        return last - 1, last
    return (last - 1, last) if len(run.times) == 2 else None


def _of_the_unit(  # noqa: PLR0917 - the run named, and the two times
    sentence: Sentence, figure: Figure, run: Run, runs: Sequence[Run], before: Time, last: Time
) -> tuple[Run, int, int]:
    """The run of that name whose last value or change is told: of `Referrals`, and of their rate, the one meant."""
    words, told = plain_words(run.label), {abs(each.amount) for each in sentence.figures}
    alike = [each for each in runs if plain_words(each.label) == words and {before, last} <= set(each.times)]
    found = [(each, each.times.index(before), each.times.index(last)) for each in alike]
    found += [(run, run.times.index(before), run.times.index(last))]
    moved = [each for each in found if abs(each[0].values[each[2]] - each[0].values[each[1]]) == abs(figure.amount)]
    return next((each for each in [*moved, *found] if each in moved or abs(each[0].values[each[2]]) in told), found[-1])


def _check_size(  # noqa: PLR0917 - what is told of which two values
    study: Study, sentence: Sentence, figure: Figure, run: Run, before: int, last: int
) -> None:
    """`Fell by 104`, `by 3.6%`: what it is of the two values, or a change printed beside them."""
    if figure.money or figure.points:
        return
    earlier, later = run.values[before], run.values[last]
    size = abs(later - earlier) / earlier * 100 if figure.percent and earlier else abs(later - earlier)
    wide = abs(figure.interval)
    if wide.low <= size <= wide.high or any(abs(value) == abs(figure.amount) for value in _changes(study, run)):
        study.ledger.agreed(AMOUNT)
        return
    if figure.percent and study.pack.cell(run.places[last]).number is not None:
        number = study.pack.cell(run.places[last]).number
        if number is not None and number.percent:
            return
    if figure.percent and abs(size - figure.amount) <= Fraction(1, 2):
        return
    cells = study.pack.cell(run.places[before]).text, study.pack.cell(run.places[last]).text
    shown = f"{float(size):.1f}%" if figure.percent else f"{float(size):g}"
    working = f"{run.label}: {cells[0]} to {cells[1]}."
    tell(study, AMOUNT, sentence, figure.text, shown, working, 0.75, [run.places[last]])


def _changes(study: Study, run: Run) -> Iterator[Fraction]:
    """The changes that the table prints beside the values."""
    table, row = run.places[-1].table, run.places[-1].row
    for column, each in enumerate(study.pack.tables[table].columns):
        place = Place(table, row, column)
        if each.role is Role.DIFFERENCE and study.is_number(place):
            yield study.value(place)
