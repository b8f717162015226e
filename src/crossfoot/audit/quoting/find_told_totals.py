"""Sums, averages and shares that the words tell over rows or months of a table: `the three largest make up 53%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.moves.told_runs import Run, runs_named, runs_near
from crossfoot.audit.quoting.near_tables import prints, rows_without_totals
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.limits import is_cue_in_a_label
from crossfoot.audit.spoken.number_words import COUNT, NUMBERS, number_of
from crossfoot.audit.spoken.passages import passage_of, rounded
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking, clause_of, is_time
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

TOLD = Rule(
    "totals-in-words",
    Kind.NARRATIVE,
    "A sum, an average or a share told over several rows or months is what the table makes of them.",
    Severity.WARNING,
)
_TOP = re.compile(
    rf"\bthe (?:top )?(?P<number>{COUNT}) (?:most common|commonest|largest|biggest|highest|main|most frequent|"
    rf"greatest)?\b"
    r"(?P<rest>[^.;]{0,60}?)\b(?:account(?:s|ed)? for|ma(?:k|d)e(?:s)? up|represent(?:s|ed)?|compris\w+|cover(?:s|"
    r"ed)?)\b",
    re.IGNORECASE,
)
_TOPMOST = re.compile(
    r"\b(?:top|most common|commonest|largest|biggest|highest|most frequent|greatest)\b", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"\b(?:together|between them|combined|in combination|taken together|jointly)\b[^.;]{0,30}?\b(?:account(?:s|ed)? "
    r"for|"
    r"ma(?:k|d)es?(?: up)?|represent(?:s|ed)?|are|were|is|was|ha(?:ve|s|d)|h[eo]ld|t[ao]ke?|took|form(?:ed|s)?|saw|see|"
    r"cover(?:ed|s)?|cost|spen[dt]|brought|bring|gave|give)\b",
    re.IGNORECASE,
)
_OTHER_THAN = re.compile(
    r"\b(?:other than|apart from|except(?: for)?|excluding)\b (?P<name>[^.,;]{2,40}?) (?:account(?:s|ed)? for|ma(?:k|"
    r"d)es? up|"
    r"represent(?:s|ed)?|are|were|is|was)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b(?P<what>total|sum|average|mean) (?:of|for|over|across) (?:all )?(?:the )?(?:{COUNT} )?(?P<noun>[a-z]+)\b"
    r"[^.;\d]{0,12}\b(?:is|was|came to|stands at|of)\b",
    re.IGNORECASE,
)
_SO_AVERAGE = re.compile(r"\bthe (?:average|mean) (?:is|was|stands at)\b", re.IGNORECASE)
_OVER_TIMES = re.compile(
    rf"\b(?:in|over|during|across|for) the (?:last |past |latest |whole |full )?(?P<number>{COUNT}) "
    rf"(?P<step>months|quarters|"
    r"years|terms|weeks)\b",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(r" of (?:the |all )?\d")
"""`Over the six months 122 of 204 plans`: the first is a part of the second, and the sum of no column of plans."""
_AVERAGE = re.compile(r"\b(?:average|averaged|averaging|mean|on average)\b", re.IGNORECASE)
_KINDS = {
    "months": {"month", "bare-month"},
    "quarters": {"quarter"},
    "years": {"year", "span"},
    "terms": {"term"},
    "weeks": set(),
}
_NOT_A_SUM = re.compile(
    r"\b(?:by|more|fewer|less|than|from|to|rise|fall|increase|decrease|since|highest|lowest|least|most|peak)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\s(?:(?:or )?(?:more|fewer|less|higher|lower)\b|(?:(?:working|calendar|school) )?"
    r"(?:days?|weeks?|months?|quarters?|years?)\b)",
    re.IGNORECASE,
)
"""After a number: it tells how long, or by how many, and is no count."""
NEAR = 40


def find_told_totals(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check shares of several rows together, sums and averages of all rows, and those over times."""
    for sentence in sentences:
        text = sentence.text
        if match := (_TOP.search(text) or _TOGETHER.search(text) or _OTHER_THAN.search(text)):
            _check_shares(study, sentence, match, speaking)
        if match := _ALL.search(text):
            _check_all(study, sentence, match, speaking)
        if match := _OVER_TIMES.search(text):
            _check_times(study, sentence, match, speaking)


def _check_shares(study: Study, sentence: Sentence, match: re.Match[str], speaking: Speaking) -> None:
    """The percentages straight after the claim, against the rows meant, in any column of the table that fits."""
    figures = [each for each in sentence.numbers if each.start >= match.end() and each.percent][:1]
    if not figures or len(sentence.text[match.end() : figures[0].start]) > 40:
        return
    figure = figures[0]
    tables = speaking.tables_near(sentence.line, most=NEAR)[:3]
    if match.re is _OTHER_THAN and is_cue_in_a_label(sentence.text, match[0].split()[0], tables):
        return
    for table in tables:
        rows, top = _rows_meant(table, sentence, match)
        if not rows and not top:
            continue
        worked = list(_shares(study, table, rows, top))
        if not worked:
            continue
        if any(interval.meets(figure.interval) for interval, _ in worked):
            study.ledger.agreed(TOLD)
            return
        if match.re is _TOGETHER and any(
            interval.meets(figure.interval)
            for fewer in combinations(rows, max(2, len(rows) - 1))
            for interval, _ in _shares(study, table, list(fewer), top)
        ):
            # Of rows that share their words with those named: those that are meant make it.
            return
        interval, places = min(worked, key=lambda each: abs(each[0].middle - figure.amount))
        named = ", ".join(table.rows[place.row].label for place in places[:5])
        expected = interval_text(interval, 0, suffix="%")
        tell(study, TOLD, sentence, figure.text, expected, f"{named} in {table.title}.", 0.7, places[:4])
        return


def _rows_meant(table: PackTable, sentence: Sentence, match: re.Match[str]) -> tuple[list[int], int]:
    """The rows that the words name, or how many of the largest."""
    parts = parts_of(table)
    if match.re is _OTHER_THAN:
        left = plain_words(match["name"])
        aside = [
            row for row in parts if plain_words(table.rows[row].label) and plain_words(table.rows[row].label) <= left
        ]
        return ([row for row in parts if row not in aside], 0) if len(aside) == 1 and len(parts) > 2 else ([], 0)
    if match.re is _TOP:
        if not _TOPMOST.search(match[0]):
            return [], 0
        number = number_of(match["number"])
        heads = frozenset(
            word for column in table.columns[: max(1, table.stub)] for word in plain_words(column.heading)
        )
        about = heads | plain_words(table.caption)
        return [], number if 1 < number < len(parts) and plain_words(match["rest"]) <= about | _PLURAL else 0
    said = plain_words(re.sub(r"^[\d.]+[a-z]?\s", "", sentence.text[: match.start()]))
    plain = spaced(sentence.text[: match.start()])
    literal = [row for row in parts if len(name := spaced(table.rows[row].label)) > 4 and name in plain]
    named = [row for row in parts if (words := plain_words(table.rows[row].label)) and words & said]
    # `White British and White other` do not mean `Asian British`.
    named = literal if len(literal) > 1 else named
    return (
        (named, 0)
        if len(named) > 1 and said <= frozenset().union(*(plain_words(table.rows[row].label) for row in named))
        else ([], 0)
    )


_PLURAL = frozenset(
    ["group", "categori", "category", "type", "reason", "ne", "need", "area", "factor", "caus", "source"]
)


def _shares(study: Study, table: PackTable, rows: Sequence[int], top: int) -> Iterator[tuple[Interval, list[Place]]]:
    """What the rows have together of the whole, in per cent: of columns of shares, of counts by their sum."""
    parts = rows_without_totals(study, table)
    for column in table.value_columns:
        if table.columns[column].role in {Role.DIFFERENCE, Role.TARGET, Role.BENCHMARK}:
            continue
        places = [place for row in parts if study.is_number(place := Place(table.index, row, column))]
        # A row of percentages under rows of counts is none of them.
        shares = {study.measure(place) is Measure.PERCENT for place in places if place.row in rows}
        places = [each for each in places if not rows or {study.measure(each) is Measure.PERCENT} == shares]
        if len(places) < 2 or not {*rows} <= {place.row for place in places}:
            continue
        chosen = sorted(places, key=study.value, reverse=True)[:top] if top else [p for p in places if p.row in rows]
        if len(chosen) == len(places) or not chosen:
            continue
        own = total(study.interval(place) for place in chosen)
        whole = total(study.interval(place) for place in places)
        if study.measure(places[0]) is Measure.PERCENT:
            if whole.meets(Interval(Fraction(98), Fraction(102))):
                yield own, chosen
        elif whole.low > 0 and study.measure(places[0]) in {Measure.COUNT, Measure.UNKNOWN, Measure.MONEY}:
            yield (own / whole).times(100), chosen


def _check_all(study: Study, sentence: Sentence, match: re.Match[str], speaking: Speaking) -> None:
    """`The total of all ten scores is 107; the average is 10.7`: over a column that the noun heads."""
    figure = next((each for each in sentence.figures if 0 <= each.start - match.end() <= 3), None)
    noun = plain_words(match["noun"])
    if figure is None or not noun or figure.percent:
        return
    for table in speaking.tables_near(sentence.line, most=NEAR)[:3]:
        parts = parts_of(table)
        columns = [line.number for line in speaking.columns(table.index) if line.words == noun]
        places = [[Place(table.index, row, column) for row in parts] for column in columns]
        places = [each for each in places if len(each) > 2 and all(study.is_number(place) for place in each)]
        if not places:
            continue
        _judge_all(study, sentence, match["what"], figure, places)
        average = _SO_AVERAGE.search(sentence.text, match.end())
        later = next((f for f in sentence.figures if average and 0 <= f.start - average.end() <= 3), None)
        if later is not None:
            _judge_all(study, sentence, "average", later, places)
        return


def _judge_all(study: Study, sentence: Sentence, what: str, figure: Figure, columns: Sequence[list[Place]]) -> None:
    worked = []
    for places in columns:
        interval = total(study.interval(place) for place in places)
        worked.append(interval.times(Fraction(1, len(places))) if what.casefold() in {"average", "mean"} else interval)
    if any(rounded(figure).meets(interval) for interval in worked):
        study.ledger.agreed(TOLD)
        return
    heading = study.pack.column(columns[0][0]).heading
    expected, working = interval_text(worked[0], figure.decimals), f"Over all rows of {heading}."
    tell(study, TOLD, sentence, figure.text, expected, working, 0.7, columns[0][:3])


def _check_times(study: Study, sentence: Sentence, match: re.Match[str], speaking: Speaking) -> None:
    """Sums and averages of a row over so many of its last months."""
    number = number_of(match["number"])
    runs = [
        run
        for run in runs_near(study, speaking, sentence.line)
        if len(run.values) >= number > 1 and run.times[-1].kind.value in _KINDS[match["step"].casefold()]
    ]
    if not runs or not _ends_there(sentence, match, runs[0]):
        return
    for figure in _counts(sentence, match):
        average = _AVERAGE.search(clause_of(sentence, figure)) is not None
        around = sentence.text[max(0, figure.start - 14) : figure.start]
        if figure.start == 0 and sentence.text[figure.end : figure.end + 1] == ":":
            continue
        if _NOT_A_SUM.search(around) or (figure.amount < 2 and not average):
            continue
        run = _run_of(sentence, figure, runs)
        if run is None or study.measure(run.places[-1]) in {Measure.PERCENT, Measure.RATE}:
            continue
        if study.measure(run.places[-1]) is Measure.AVERAGE and not average:
            continue
        added = total(study.interval(place) for place in run.places[-number:])
        worked = added.times(Fraction(1, number)) if average else added
        if rounded(figure).meets(worked):
            study.ledger.agreed(TOLD)
            continue
        if not average and (
            _is_stock(run) or _is_told_of_another(study, figure, run) or _OF_SO_MANY.match(sentence.text, figure.end)
        ):
            continue
        what = "average" if average else "sum"
        cells = " + ".join(study.pack.cell(place).text for place in run.places[-number:])
        expected, working = interval_text(worked, figure.decimals), f"{run.label}, {what} of {cells}."
        tell(study, TOLD, sentence, figure.text, expected, working, 0.7, run.places[-1:])


def _is_told_of_another(study: Study, figure: Figure, run: Run) -> bool:
    """Whether the table prints the figure: of one time of the row, or as what another row makes."""
    table = study.pack.tables[run.places[-1].table]
    return any(prints(study, figure, place) for place, _ in table.numbers())


def _counts(sentence: Sentence, match: re.Match[str]) -> Iterator[Figure]:
    """The counts of the sentence outside the words of time: ages, rates per 10,000, `7 or more months` are no sums."""
    passage = passage_of(sentence)
    for _, _, figure in passage.marks("c") if passage is not None else ():
        own = passage is not None and figure in sentence.numbers
        if own and not match.start() <= figure.start < match.end() and not _WHICH.match(sentence.text[figure.end :]):
            yield figure


_STOCK = re.compile(
    r"\b(?:open|at (?:the )?(?:month|quarter|year)?[\s-]?end|at \d|in care|on a plan|caseload|waiting|allocated|"
    r"looked after|"
    r"maintained|vacan|in post|on roll|subject to|headcount|fte)\b",
    re.IGNORECASE,
)


def _is_stock(run: Run) -> bool:
    """Whether the row counts what there is at a time: that is not added over months."""
    return _STOCK.search(run.label) is not None


def _ends_there(sentence: Sentence, match: re.Match[str], run: Run) -> bool:
    """Whether the months told end with those of the table."""
    told = [each.time for each in sentence.periods if 0 <= each.start - match.end() <= 8]
    return not told or is_time(run.times[-1], told[0])


def _run_of(sentence: Sentence, figure: Figure, runs: Sequence[Run]) -> Run | None:
    """The one row whose words stand about the figure."""
    text = sentence.text
    others = [each for each in sentence.numbers if each is not figure and each.text.casefold() not in NUMBERS]
    # `132 (60.3%) were good`: what stands in brackets ends no clause.
    others = [each for each in others if text[figure.end : each.start] != " ("]
    start = max((each.end for each in others if each.end <= figure.start), default=0)
    part = _OF_WHICH.search(text, start, figure.start)
    start = part.end() if part is not None else start
    end = min((each.start for each in others if each.start >= figure.end), default=len(text))
    close = (
        plain_words(text[figure.start : end]),
        plain_words(text[start:end]),
        plain_words(f"{sentence.before} {text}"),
    )
    for said in close[:2] if part is not None else close:
        named = runs_named(runs, said)
        if len(named) == 1:
            return named[0]
    content = frozenset(word for word in close[0] if not word[0].isdigit())
    holders = [run for run in runs if content and content <= plain_words(run.label)]
    if len(holders) == 1:
        return holders[0]
    table = runs[0].places[0].table
    beside = [run for run in runs if run.places[0].table == table]
    if (
        len(beside) == 1
        and not {word for word in close[1] if not word[0].isdigit()} - plain_words(beside[0].label) - _LOOSE
    ):
        return beside[0]
    return None


_OF_WHICH = re.compile(r"\bof (?:which|whom|these|those|them)\b", re.IGNORECASE)
_LOOSE = frozenset(["sentenc", "custody", "year", "average", "last", "board", "total"])
