"""`Above England`, `it is below the national figure`: against what words or a table nearby print for that benchmark."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.intervals import Interval
from crossfoot.audit.quoting.benchmark_names import NAMES, Benchmark, benchmarks_in, is_benchmark, kind_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.polarities import LOW, paragraphs_between, polarities
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.number_words import COUNT
from crossfoot.audit.spoken.passages import passage_of
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, place_time
from crossfoot.audit.spoken.spoken_words import ASIDE, is_whole, plain_words
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_comparisons_in_words import COMPARISONS, IS_NOT_SO, NOW, opposite_of

_POINTS = r"(?:percentage points?|points?|pp|ppts?|per cent|percent|%)"
_CLAIM = re.compile(
    rf"(?P<size>\d(?:[\d,.]*\d)?\s?{_POINTS}?\s(?!exceed|outperf))?\b"
    r"(?P<word>above|below|(?:higher|lower|greater|more|less|fewer|better|worse|stronger|weaker) than|ahead of|behind|"
    r"over|under|exceed(?:s|ed|ing)?|outperform(?:s|ed|ing)?)\s"
    r"(?P<rest>(?:that|those|both|the (?:figure|rate|number|level|share|percentage|proportion|average|result)s?)?\s?"
    rf"(?:(?:of|for|in|across|seen in|recorded in)\s)?(?:(?:the|our|its|their|all)\s)?"
    rf"(?P<name>{NAMES}|it|this|that)\b)",
    re.IGNORECASE,
)
_WHOSE = r"(?:\s(?:average|mean|median|figure|rate|level|share|percentage|position))?"
_TURNED = re.compile(
    r"(?P<size>(?!))?\b(?P<rest>(?:compared (?:with|to)|against|relative to|next to)\s(?:the |our )?"
    rf"(?P<name>{NAMES})\b{_WHOSE},?\s)[^.;\d]{{0,60}}?\b(?:is|are|was|were|has been|performs?|performed|does|do)\s"
    r"(?:\w+\s)?(?P<word>above|below|higher|lower|better|worse)\b(?! than)",
    re.IGNORECASE,
)
"""`Compared with England our rate is lower`."""
_OURS = re.compile(
    rf"(?P<size>(?!))?\b(?P<name>{NAMES})\b{_WHOSE}(?:[^.;]|\.\d){{0,60}}?\b(?:is|are|was|were|stands?)\s(?:\w+\s)?"
    r"(?P<word>(?:higher|lower|better|worse) than|above|below)\s"
    r"(?P<rest>ours\b|us\b|our (?:own|figure|rate|share|average|result)\b)",
    re.IGNORECASE,
)
"""`The national average is higher than ours`: the claim the other way round."""
_UP = re.compile(r"above|higher|greater|more|ahead|over|exceed", re.IGNORECASE)
_JUDGED = re.compile(r"better|worse|stronger|weaker|ahead|behind|outperform", re.IGNORECASE)
_GOOD = re.compile(r"better|stronger|ahead|outperform", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:before|earlier|ago|previous(?:ly)?|last (?:year|month|quarter|term)|target|from|than|average|was then|"
    r"of up to)\b[^,;]{0,24}$",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:above|below|than)\b[^.,;\d]{0,60},\s?$", re.IGNORECASE)
"""Before a figure: it is that of others, `above the average of similar councils, 53%`."""
_AGED = re.compile(r"\bage[ds]?(?: from| between)?(?: \d+ (?:to|and|or))?\s?$", re.IGNORECASE)
"""`Young people aged 10 to 17`."""
_RULE = re.compile(r"\b(?:red|amber|green)\b|=|[\u2191\u2193\u25b2\u25bc]", re.IGNORECASE)
"""Words of a key, which say what would be shown, and not what is."""
_SAID = re.compile(
    r"\b(?:is|are|was|were|been|remain\w*|stands?|stood|stay\w*|perform(?:s|ed)|lies?|sits?|runs?|comes?|came|rated|"
    r"scor(?:es?|ed)|achiev\w+|reach\w*|ha(?:s|ve|d)|continues?)\b|\d",
    re.IGNORECASE,
)
"""A verb or a figure: without one the words are a heading, or part of a key."""
_PAST = re.compile(r"\b(?:used to|had been|in 20\d\d|last year|previously|at the time|until)\b", re.IGNORECASE)
_SOMETIMES = re.compile(r"\bin (?:\w+|\d+) of (?:the |our )?(?:\w+|\d+)\b", re.IGNORECASE)
"""`In three of the five years`: no claim of all of them."""
NOTE = 12
"""Lines between a sentence and the note of a table in which the benchmark is told."""
NEAR = 40


@dataclass(frozen=True, slots=True)
class Known:
    """A value with where it is from: the words of a figure, and the cell if it is one."""

    interval: Interval
    text: str
    percent: bool
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and where it stands in its paragraph."""

    sentence: Sentence
    paragraph: Sequence[Sentence]
    place: int


@dataclass(frozen=True, slots=True)
class Meant:
    """A sentence with the figures that it gives the council and the benchmark, if it gives any."""

    sentence: Sentence
    own: tuple[Figure, ...]
    after: Figure | None
    content: frozenset[str]
    """The words that say what it is of."""


def find_told_benchmarks(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check each claim to be above, below, better or worse than a benchmark whose figure does not follow the claim."""
    by_line: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_line[sentence.line].append(sentence)
    for sentence in sentences:
        for claim in _claims(sentence.text):
            name = _name_of(sentence, claim)
            if name is None or not _is_told(sentence, claim) or _is_found(study, sentence):
                continue
            if _ON_SOME.search(sentence.text, claim.end()):
                continue
            paragraph = by_line[sentence.line]
            _check(study, claim, name, Told(sentence, paragraph, paragraph.index(sentence)), speaking)


_ON_SOME = re.compile(rf"\b(?:on|in|for) {COUNT} of (?:the|its|our|these) {COUNT}\b", re.IGNORECASE)
"""`Above its neighbours on four of the five measures` is told of no one of them."""


def _claims(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_CLAIM, _TURNED, _OURS):
        yield from pattern.finditer(text)


def _is_found(study: Study, sentence: Sentence) -> bool:
    """Whether the figures of the sentence have contradicted its comparison already."""
    return any(each.rule == COMPARISONS.id and each.line == sentence.line for each in study.ledger.findings)


def _name_of(sentence: Sentence, claim: re.Match[str]) -> str | None:
    """Which benchmark is meant; `it` is one that the sentence, or the one before, gave a figure."""
    name = claim["name"].casefold()
    if name not in {"it", "this", "that"}:
        return name
    for text in (sentence.text[: claim.start()], sentence.before):
        told = list(benchmarks_in(text))
        if told:
            ends = not sentence.text[claim.end() :].strip(" .")
            return told[-1].name if name == "it" or ends else None
    return None


def _is_told(sentence: Sentence, claim: re.Match[str]) -> bool:
    before, after = sentence.text[: claim.start()], sentence.text[claim.end() :]
    if _SOMETIMES.search(after):
        return False
    if IS_NOT_SO.search(before[-30:]) or _PAST.search(sentence.text) or _RULE.search(sentence.text) or "?" in after:
        return False
    is_verb = claim["word"].casefold().startswith(("exceed", "outperform"))
    if re.search(r"\b(?:or|and/or)\s$", before) or (claim.re is _CLAIM and not is_verb and not _SAID.search(before)):
        return False
    # `Above the England average of 22.2%` has its figure, and is checked with it; `the England target` is another.
    return not re.match(r"[^,;.]{0,30}?\b(?:targets?|tolerance|standard|expectation|threshold|limit)\b", after)


def _check(study: Study, claim: re.Match[str], name: str, told: Told, speaking: Speaking) -> None:
    sentence = told.sentence
    upward = _is_upward(sentence, claim["word"])
    # Of what should be low `below target` may mean lower, or worse.
    if upward is None or (kind_of(name) == "target" and more_is_better(sentence.text) is False):
        return
    for value, benchmark in _pairs(study, claim, name, told, speaking):
        alike = value.interval.meets(benchmark.interval)
        # `Above London by 15.8 and above England by 23.5` tells how far, and neither figure.
        far_told = re.search(rf"\bby \(?{re.escape(value.text)}", sentence.text)
        if far_told or (alike and (value.interval.width or value.interval == benchmark.interval)):
            return
        places = [each.place for each in (value, benchmark) if each.place is not None]
        if (value.interval.middle > benchmark.interval.middle) == (upward != (claim.re is _OURS)):
            size = _size(sentence, claim)
            if size is None or abs(value.interval - benchmark.interval).meets(abs(size.interval)):
                study.ledger.agreed(COMPARISONS)
                return
            far = f"{float(abs(value.interval.middle - benchmark.interval.middle)):.{size.decimals}f}"
            tell(study, COMPARISONS, sentence, size.text, far, f"{value.text} and {benchmark.text}.", 0.65, places)
            return
        size = _size(sentence, claim)
        near = size is None or abs(value.interval - benchmark.interval).meets(abs(size.interval))
        if not near and value.text not in sentence.text:
            # `It is 1.4 above England`: a value and a benchmark that are 0.6 apart are others.
            return
        word = " ".join(claim["word"].split())
        ends = (value.text, benchmark.text) if claim.re is not _OURS else (benchmark.text, value.text)
        working = f"{ends[0]} is not {word} {ends[1]}."
        published = f"{word} {claim['rest'].strip()}"
        tell(study, COMPARISONS, sentence, published, opposite_of(word), working, 0.7 if places else 0.75, places)
        return


def _is_upward(sentence: Sentence, word: str) -> bool | None:
    if not _JUDGED.search(word):
        return _UP.search(word) is not None
    upward = more_is_better(f"{sentence.before} {sentence.text}")
    return None if upward is None else upward == bool(_GOOD.search(word))


def _size(sentence: Sentence, claim: re.Match[str]) -> Figure | None:
    """By how much: `0.6 percentage points above England`."""
    if not claim["size"]:
        return None
    return next((each for each in sentence.figures if claim.start() < each.end <= claim.end("size")), None)


def _figure_after(sentence: Sentence, claim: re.Match[str]) -> Figure | None:
    """The benchmark's own figure, where it follows the claim: `the England average of 22.2%`."""
    if claim.re is not _CLAIM:
        return None
    later = next((each for each in sentence.figures if each.start >= claim.end()), None)
    if later is None:
        return None
    gap = sentence.text[claim.end() : later.start]
    return later if len(gap) <= 40 and not re.search(r"[;.]|,\s[a-z]|\b(?:and|but|by|while|against)\b", gap) else None


def _pairs(
    study: Study, claim: re.Match[str], name: str, told: Told, speaking: Speaking
) -> Iterator[tuple[Known, Known]]:
    """The value and the benchmark that the claim may mean: both of words, then of a table."""
    own, after = _own_figures(claim, told), _figure_after(told.sentence, claim)
    benchmark = _in_words(study, name, told) if after is None else _known(after)
    fitting = [each for each in own if benchmark is not None and each.percent == benchmark.percent]
    fitting = [each for each in fitting if benchmark is not None and each.text != benchmark.text]
    if benchmark is not None and fitting:
        yield _known(fitting[0]), benchmark
    elif after is None or not own:
        yield from _in_tables(study, name, Meant(told.sentence, tuple(own), after, _content(claim, told)), speaking)


def _content(claim: re.Match[str], told: Told) -> frozenset[str]:
    text = told.sentence.text
    return _words_of(f"{text[: claim.start()]} {text[claim.end() :]}" if claim.re is _CLAIM else text) - ASIDE


def _known(figure: Figure) -> Known:
    return Known(figure.interval, figure.text, figure.percent)


def _own_figures(claim: re.Match[str], told: Told) -> list[Figure]:
    """What may be compared, the nearest first: told before in the sentence, else the one percentage before it."""
    end = claim.start() if claim.re is _CLAIM else len(told.sentence.text)
    found = [each for each in _values_in(told.sentence) if each.end <= end]
    if found:
        return found[::-1]
    before = [each for sentence in told.paragraph[: told.place] for each in _values_in(sentence) if each.percent]
    return before if len(before) == 1 else []


def _values_in(sentence: Sentence) -> Iterator[Figure]:
    """Figures that are the council's own now: no benchmark's, no change, nothing of before."""
    of_others = {(each.figure.start, each.figure.end) for each in benchmarks_in(sentence.text) if each.figure}
    passage = passage_of(sentence)
    for _, _, each in passage.marks("cpr") if passage is not None else ():
        then = _THEN.search(sentence.text[max(0, each.start - 40) : each.start])
        then = then or NOW.match(sentence.text[each.end : each.end + 16])
        then = then or _OTHERS.search(sentence.text[max(0, each.start - 70) : each.start])
        then = then or _AGED.search(sentence.text[max(0, each.start - 30) : each.start + 1])
        if each in sentence.numbers and (each.start, each.end) not in of_others and not then:
            yield each


def _in_words(study: Study, name: str, told: Told) -> Known | None:
    """The benchmark's figure in this sentence or beside it, else in the note of a table of the same thing."""
    place = told.place
    for sentence in (told.sentence, *told.paragraph[max(0, place - 1) : place], *told.paragraph[place + 1 : place + 2]):
        found = [each for each in benchmarks_in(sentence.text) if is_benchmark(each.name, name)]
        if found:
            return _known(found[-1].figure) if found[-1].figure is not None else None
    content = plain_words(told.sentence.text) - ASIDE
    noted: list[Benchmark] = []
    for paragraph in paragraphs_between(study.pack, told.sentence.line - NOTE, told.sentence.line + NOTE):
        if paragraph.line != told.sentence.line and plain_words(paragraph.text) & content:
            noted += [each for each in benchmarks_in(paragraph.text) if is_benchmark(each.name, name)]
    figures = {each.figure.text: each.figure for each in noted if each.figure is not None}
    if len(figures) != 1 or any(each.figure is None for each in noted):
        return None
    return _known(next(iter(figures.values())))


def _in_tables(study: Study, name: str, meant: Meant, speaking: Speaking) -> Iterator[tuple[Known, Known]]:
    """A cell that is the figure told, or that the words name, and the benchmark's cell beside or below it."""
    said = plain_words(f"{meant.sentence.before} {meant.sentence.text}")
    for table in speaking.tables_near(meant.sentence.line, most=NEAR)[:4]:
        pairs = [
            (place, other)
            for place, other in (
                *_in_rows(table, name, said),
                *_in_columns(table, name, said | speaking.title, meant),
            )
            if study.is_number(place) and study.is_number(other) and _is_meant(study, place, other, meant)
        ]
        times = [time for place, _ in pairs if (time := place_time(study, place)) is not None]
        if len(times) == len(pairs) and times and meant.after is None:
            pairs = [pair for pair in pairs if place_time(study, pair[0]) == max(times)]
        ways = {study.value(place) > study.value(other) for place, other in pairs}
        if len(ways) == 1 and len({place.row for place, _ in pairs}) == 1 and not _is_low(study, name, pairs[0][0]):
            place, other = pairs[-1]
            yield _of_cell(study, place), _of_cell(study, other)
            return


def _is_low(study: Study, name: str, place: Place) -> bool:
    """Whether it is a target, of something of which less is wanted."""
    table = study.pack.tables[place.table]
    low = polarities(study, table).get(place.row) == LOW or more_is_better(table.rows[place.row].label) is False
    return kind_of(name) == "target" and low


def _in_rows(table: PackTable, name: str, said: frozenset[str]) -> Iterator[tuple[Place, Place]]:
    """The row of a benchmark under the row that it is there to compare with, or under one that the words name."""
    for number, row in enumerate(table.rows):
        if not is_benchmark(row.label, name):
            continue
        above = [place for place in range(number) if not kind_of(table.rows[place].label)]
        named = [place for place in above if (words := _words_of(table.rows[place].label)) and words <= said]
        columns = _values(table)
        # Of a table with a column for each measure: that of the measure named.
        across = [column for column in columns if (words := _words_of(table.columns[column].heading)) and words <= said]
        for own in named or above[-1:]:
            yield from (
                (Place(table.index, own, column), Place(table.index, number, column)) for column in across or columns
            )


def _words_of(label: str) -> frozenset[str]:
    return frozenset(word for word in plain_words(label) if not word[0].isdigit())


def _in_columns(table: PackTable, name: str, said: frozenset[str], meant: Meant) -> Iterator[tuple[Place, Place]]:
    """The column of a benchmark beside the council's own, in the row that the words name or that has the figure."""
    others = [column for column in table.value_columns if is_benchmark(table.columns[column].heading, name)]
    across = _own_columns(table, said) if others else []
    told = {each.amount for each in meant.own if each.digits > 1}
    labels = [_words_of(row.label) for row in table.rows]
    # The one row that has all that is said: `health assessments` of `health assessments in time`.
    part = [n for n, words in enumerate(labels) if meant.content and meant.content <= words]
    for number, words in enumerate(labels):
        printed = {cell.number.value for column in across if (cell := table.cell(number, column)).number is not None}
        if told & printed or (words and words <= said) or part == [number]:
            for column in across:
                yield from ((Place(table.index, number, column), Place(table.index, number, other)) for other in others)


def _own_columns(table: PackTable, said: frozenset[str]) -> list[int]:
    """The council's own column: the only one, one that the words name, or that of the latest time."""
    own = [column for column in _values(table) if not kind_of(table.columns[column].heading)]
    timed = {column: time for column in own if (time := table.columns[column].time) is not None}
    if len(own) > 1 and len(timed) == len(own):
        return [max(own, key=lambda column: timed[column].index)] if len({t.kind for t in timed.values()}) == 1 else []
    headings = {column: table.columns[column].heading for column in own}
    return own if len(own) == 1 else [c for c, name in headings.items() if is_whole(name) or plain_words(name) <= said]


def _values(table: PackTable) -> list[int]:
    return [
        column
        for column in table.value_columns
        if table.columns[column].role in {Role.VALUE, Role.TIME, Role.ROLLING, Role.YEAR_TO_DATE, Role.BENCHMARK}
    ]


def _is_meant(study: Study, place: Place, other: Place, meant: Meant) -> bool:
    """Whether a cell and the benchmark's cell are of one unit, and those of the figures that the sentence has."""
    number, benchmark = study.pack.cell(place).number, study.pack.cell(other).number
    if number is None or benchmark is None or number.percent != benchmark.percent:
        return False
    if meant.after is not None and benchmark.value != meant.after.amount:
        return False
    own = [each for each in meant.own if each.percent == number.percent]
    return not own or any(each.amount == number.value for each in own)


def _of_cell(study: Study, place: Place) -> Known:
    cell = study.pack.cell(place)
    return Known(study.interval(place), cell.text, bool(cell.number and cell.number.percent), place)
