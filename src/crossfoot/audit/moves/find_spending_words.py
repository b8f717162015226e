"""`Overspend` and `underspend` beside an amount of money, against the sign that the table prints with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.moves.signs_told import is_turned
from crossfoot.audit.reading.pack import Pack, PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.telling import tell, tell_misquoted
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SPENDING = Rule(
    "spending-words",
    Kind.NARRATIVE,
    "What the words call an overspend or an underspend has the sign of one in the table.",
    Severity.WARNING,
)
_BUDGET = r"(?:(?:its|the|their|our|this) )?(?:\w+ )?budget"
_OVER = (
    rf"over[\s-]?(?:spend(?:s|ing)?|spent)|(?:over|above|in excess of) {_BUDGET}|net pressure|deficit|"
    rf"(?:exceed(?:s|ed|ing)?|overshoot(?:s|ing)?) {_BUDGET}(?: by)?"
)
_UNDER = rf"under[\s-]?(?:spend(?:s|ing)?|spent)|(?:under|below|within|inside|less than) {_BUDGET}(?: by)?|surplus"
_WORD = re.compile(rf"\b(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))\b", re.IGNORECASE)
_VARIANCE = re.compile(
    r"varian|over\W*(?:and |or )?\W*under|under\W*(?:and |or )?\W*over|over\s?spend|under\s?spend|surplus|deficit|"
    r"\bdifference"
    r"|forecast (?:less|minus|against|v\.?s?\.?) budget",
    re.IGNORECASE,
)
_TURNED_HEADING = re.compile(
    r"\bunder\s?(?:spend|spent)?\s*/\s*\(?-?over|\+\s?under|-\s?over|\(over|surplus\s*(?:/|or|and)\s*\(deficit|surplus\s*/\s*deficit|"
    r"under\W{1,3}\(over",
    re.IGNORECASE,
)
_BY = re.compile(r" by (?:about |around |some |just )?")
"""`Is forecast to underspend by £50,000`."""
_SURPLUS = re.compile(r"\bsurplus\b(?!.*\b(?:deficit|shortfall|overspend))", re.IGNORECASE)
"""A row of a surplus, whose plus is one."""
_SCALES = (1, 1000, 1_000_000)
CLOSE = 48


def find_spending_words(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check every amount of money that is told as an overspend or an underspend."""
    told = [(sentence, figure, over) for sentence in sentences for figure, over in _told(sentence)]
    if not told:
        return
    signed = _signed(study)
    for sentence, figure, over in told:
        found = list(_same(study, figure, signed))
        if not found or any(is_over == over for _, is_over in found):
            if found:
                study.ledger.agreed(SPENDING)
                _check_percent(study, sentence, figure, [place for place, is_over in found if is_over == over])
            continue
        place = min((place for place, _ in found), key=lambda each: abs(study.pack.cell(each).line - sentence.line))
        cell = study.pack.cell(place)
        published = f"{'overspend' if over else 'underspend'} of {figure.text}"
        working = f"Line {cell.line} prints {cell.text} ({study.pack.name_of(place)})."
        tell(study, SPENDING, sentence, published, "underspend" if over else "overspend", working, 0.8, [place])


_EQUAL = re.compile(
    r"[\s,(]*(?:or|equal to|equivalent to|which is|representing|this is|that is|i\.e\.)?[\s,(]*(?:about |around )?",
    re.IGNORECASE,
)


_OF_ALL = re.compile(
    r"\b(?:share|proportion|of (?:the |all )?(?:total|outturn|spend\w*|income)|spent|used|committed|to date)\b",
    re.IGNORECASE,
)
"""A column of what each row is of all rows, or of how much of it is spent, and not of how far from it."""


def _check_percent(study: Study, sentence: Sentence, figure: Figure, places: Sequence[Place]) -> None:
    """`An overspend of £1.6 million, equal to 5.6% of the budget`: the percentage of the same row."""
    later = next((each for each in sentence.figures if each.start >= figure.end), None)
    if later is None or not later.percent or not _EQUAL.fullmatch(sentence.text[figure.end : later.start]):
        return
    beside = [
        Place(place.table, place.row, column)
        for place in places
        for column in study.pack.tables[place.table].value_columns
        if (cell := study.pack.tables[place.table].cell(place.row, column)).is_number
        and cell.number is not None
        and (cell.number.percent or "%" in study.pack.tables[place.table].columns[column].heading)
        and not _OF_ALL.search(study.pack.tables[place.table].columns[column].heading)
    ]
    if not beside:
        return
    # An overspend of 6.8% is 106.8% of the budget.
    printed = [interval for place in beside for interval in _percentages(study, place)]
    told = [each.amount for each in sentence.figures if each.money and each is not figure and each.amount]
    made = any(later.interval.contains(abs(figure.amount / each * 100)) for each in told)
    if made or any(abs(later.interval).meets(abs(interval)) for interval in printed):
        study.ledger.agreed(SPENDING)
        return
    tell_misquoted(study, SPENDING, sentence, later.text, beside[-1], 0.7)


def _percentages(study: Study, place: Place) -> Iterator[Interval]:
    """The percentage there, and how far it is from all of it."""
    interval = study.interval(place)
    yield from (interval, interval - Interval.exactly(100))


def _told(sentence: Sentence) -> Iterator[tuple[Figure, bool]]:
    """The amounts with a word of spending beside them, the nearest one in the same clause."""
    words = list(_WORD.finditer(sentence.text))
    if not words:
        return
    for figure in sentence.figures:
        if not figure.money and not re.search(r"million|thousand|[\dm]m\b|k\b", figure.text, re.IGNORECASE):
            continue
        if figure.digits < 2:
            continue
        near = []
        for word in words:
            between = (
                sentence.text[word.end() : figure.start]
                if word.end() <= figure.start
                else sentence.text[figure.end : word.start()]
            )
            by_so_much = word.end() <= figure.start and _BY.fullmatch(between)
            apart = (
                None
                if by_so_much
                else re.search(
                    r"[;.]\s|\d|\b(?:and|but|from|compared|than|against|movement|change|by|budget of)\b", between
                )
            )
            if apart is None and len(between) <= (CLOSE if word.end() <= figure.start else 14):
                near.append((len(between), word["over"] is not None))
        if near and len({over for _, over in near}) == 1:
            yield figure, near[0][1]


def _signed(study: Study) -> dict[Fraction, list[tuple[Place, bool]]]:
    """Every variance by its size as printed, and whether its sign says over."""
    found: dict[Fraction, list[tuple[Place, bool]]] = defaultdict(list)
    for table in study.pack.tables:
        if table.index in study.copies or not _has_both_signs(table):
            continue
        turned = is_turned(study, table)
        for place, cell in table.numbers():
            heading = f"{table.columns[place.column].heading} {table.rows[place.row].label}"
            if cell.number is None or cell.number.percent or not cell.number.value or not _VARIANCE.search(heading):
                continue
            surplus = _SURPLUS.search(table.rows[place.row].label) is not None
            flipped = turned or surplus or bool(_TURNED_HEADING.search(f"{heading} {table.caption}"))
            found[abs(cell.number.amount)].append((place, (cell.number.value > 0) != flipped))
    return found


def _has_both_signs(table: PackTable) -> bool:
    """Whether the table prints a sign with its variances: without one they say nothing."""
    return any(cell.number is not None and cell.number.signed for _, cell in table.numbers())


def _same(
    study: Study, figure: Figure, signed: dict[Fraction, list[tuple[Place, bool]]]
) -> Iterator[tuple[Place, bool]]:
    for scale in _SCALES:
        for amount in {abs(figure.amount) / scale}:
            for place, over in signed.get(amount, ()):
                if scale == 1 or _scale(study.pack, place) in {0, scale}:
                    yield place, over


def _scale(pack: Pack, place: Place) -> int:
    """What the words say a number is counted in; 0 where they do not."""
    table = pack.tables[place.table]
    headings = [column.heading for column in table.columns if column.role is not Role.TIME]
    own = table.columns[place.column].heading
    text = " ".join((own, table.rows[place.row].label, table.caption, *table.captions[:2], *headings))
    if re.search(r"£\s?'?0{3}|£k\b|thousand", text, re.IGNORECASE):
        return 1000
    return 1_000_000 if re.search(r"£\s?'?m\b|million", text, re.IGNORECASE) else 0
