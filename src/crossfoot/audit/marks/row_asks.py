"""What a case of a rule asks of the cells of a row: `high risk and waiting more than 10 days`, `any of them is red`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from crossfoot.audit.marks.classed_rows import Classed
from crossfoot.audit.marks.figures_compared import figures_compared
from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.marks.measured_rows import date_columns, measured_by
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.marks.told_tests import in_other_units, read_tests
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.study import Study

MOST_VALUES = 8
LONGEST = 30
_SIDE_WORDS = r"more|over|above|less|fewer|under|below|later|longer|older|better|higher|lower|worse|before|after"
_OR_SIDE = re.compile(rf"\b(or|and) (?={_SIDE_WORDS}\b)")
_TIE = "~"
"""Stands between two words that belong to one thing that is asked, `or~more`."""
_OR = re.compile(r",? or |,? or else ")
_AND = re.compile(r",? and |,? but |,? with |, ")
_NOT = re.compile(r"\b(?:not|no|without|never|nor|isn't|other than|neither)\b")
_SMALL = frozenset(words_of(
    "the a an is are was were it its they of in at on with has have had be been being for to there this that than one "
    "where when if who which case cases child children rated rating marked shown graded judged score scored scores as "
    "level status test tests measures parts areas them these those also any all both each every either three two four "
    "five six yes recorded say give agree reach come show does do"
)) | {"a", "is", "at", "or", "and", "not", "no", "without"}  # fmt: skip
_MANY = re.compile(
    r"\b(?:(?P<all>all|both|each|every)|(?P<none>none|neither)|(?P<any>any|either|one or more|at least one|at least 1|"
    r"1 or more|an?|one)|(?P<least>at least |any )?(?P<number>two|three|four|five|[2-9])(?P<more> or more)?)\b"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_DAYS = re.compile(
    r"(?P<side>up to|within|no more than|not more than|at most|less than|under|more than|over|"
    r"at least)?\s*(?P<number>\d+) "
    r"(?P<unit>days?|weeks?)(?P<least> or more)? (?:late|after|behind|past|beyond|over|later than|of|overdue)\b"
)
_ON = re.compile(
    r"\b(?:(?P<most>on or before|by|no later than|not later than|not after|on time)|(?P<under>before|"
    r"earlier than|ahead of)|"
    r"(?P<over>after|later than|past|beyond)|(?P<same>on))\b"
)


@dataclass(frozen=True, slots=True)
class Ask:
    """By row whether it is so, None where that is not known, and the columns that tell it."""

    of_row: Mapping[int, bool | None]
    columns: frozenset[int] = field(default_factory=frozenset)


def read_ask(study: Study, marked: Marked, words: str) -> Ask | None:
    """What a clause asks; None where a word of it is not understood."""
    text = plain(_OR_SIDE.sub(rf"\1{_TIE}", words.casefold()))
    either = [_joined([_atom(study, marked, part) for part in _AND.split(side)], every) for side in _OR.split(text)]
    return _joined(either, some)


def every(answers: Sequence[bool | None]) -> bool | None:
    """Whether all are so."""
    return False if False in answers else None if None in answers else True


def some(answers: Sequence[bool | None]) -> bool | None:
    """Whether one is so."""
    return True if True in answers else None if None in answers else False


def _joined(asks: Sequence[Ask | None], how: Callable[[Sequence[bool | None]], bool | None]) -> Ask | None:
    known = [ask for ask in asks if ask is not None]
    if len(known) < len(asks) or not known:
        return None
    of_row = {row: how([ask.of_row.get(row) for ask in known]) for row in known[0].of_row}
    return Ask(of_row, frozenset(column for ask in known for column in ask.columns))


def _atom(study: Study, marked: Marked, words: str) -> Ask | None:
    """One thing that is asked: days between two dates, a figure, a word in one or in several columns."""
    text = words.replace(_TIE, " ").strip(" ,.;:()")
    for read in (_of_dates, _of_nothing, _of_figure, _of_two, _of_words):
        if (found := read(study, marked, text)) is not None:
            return found
    return None


def _of_dates(_: Study, marked: Marked, text: str) -> Ask | None:
    """`Up to 30 days after the planned date`, where there are two columns of dates, one of which is due."""
    dated = date_columns(_classed(marked))
    if len(dated) != 2:
        return None
    table = marked.table
    due = [place for place in dated if re.search(
        r"\b(?:due|planned|plan|target|deadline|original|agreed|baseline|expected by|set)\b",
        table.columns[place].heading, re.IGNORECASE)]  # fmt: skip
    due = due or [place for place in dated if table.columns[place].heading.casefold().strip() in {"date", "day"}]
    if len(due) != 1:
        return None
    done = next(place for place in dated if place not in due)
    own = set(words_of(" ".join(table.columns[place].heading for place in dated)))
    match = _DAYS.search(text) or _ON.search(text)
    if match is None or set(words_of(f"{text[: match.start()]} {text[match.end() :]}")) - own - _SMALL - set(
        words_of("date complete completed done finish day")
    ):
        return None
    late = {row: (dated[done][row] - dated[due[0]][row]).days for row in dated[done].keys() & dated[due[0]].keys()}
    holds = _days_test(match)
    return Ask({row: holds(late[row]) if row in late else None for row in marked.marks}, frozenset([done, due[0]]))


def _days_test(match: re.Match[str]) -> Callable[[int], bool]:
    if match.re is _ON:
        kind = next(name for name in ("most", "under", "over", "same") if match[name])
        tests: dict[str, Callable[[int], bool]] = {
            "most": lambda days: days <= 0,
            "under": lambda days: days < 0,
            "over": lambda days: days > 0,
            "same": lambda days: days == 0,
        }
        return tests[kind]
    number = int(match["number"]) * (7 if match["unit"].startswith("week") else 1)
    side = match["side"] or ""
    if match["least"] or side == "at least":
        return lambda days: days >= number
    if side in {"more than", "over"}:
        return lambda days: days > number
    if side in {"less than", "under"}:
        return lambda days: days < number
    return lambda days: days <= number


def _classed(marked: Marked) -> Classed:
    return Classed(marked.table, marked.column, marked.marks, ("", ""))


_NOTHING = re.compile(r"(?:.*\b)?(?:no|zero|nil|without any|without)\s(?P<name>[a-z][a-z ]*)")


def _of_nothing(_: Study, marked: Marked, text: str) -> Ask | None:
    """`No blanks`, of a column of how many there are."""
    match = _NOTHING.fullmatch(text)
    if match is None:
        return None
    table = marked.table
    named = [
        place
        for place in table.value_columns
        if table.columns[place].numeric
        and place != marked.column
        and (own := set(words_of(table.columns[place].heading)))
        and own <= set(words_of(match["name"])) <= own | _SMALL
    ]
    if len(named) != 1:
        return None
    values = {row: table.cell(row, named[0]).number for row in marked.marks}
    return Ask({row: None if each is None else each.amount == 0 for row, each in values.items()}, frozenset(named))


def _of_figure(study: Study, marked: Marked, text: str) -> Ask | None:
    """`Waiting more than 10 days`, of the one column that the words name or that is of the unit."""
    if not re.search(r"\d", text):
        return None
    told = read_tests(text, frozenset())
    if told is None or len(told.tests) != 1:
        return None
    classed = _classed(marked)
    for test in in_other_units(told.tests[0]):
        said = set(words_of(text))
        tied = [each for each in measured_by(study, classed, test) if each.tied]
        shared = {each.columns: len(said & set(words_of(each.name))) for each in tied}
        best = [each for each in tied if shared[each.columns] == max(shared.values())]
        if len(best) == 1:
            of_row = {}
            for row in marked.marks:
                amount = best[0].amounts.get(row)
                ends = None if amount is None else {test.holds(end) for end in (amount.low, amount.middle, amount.high)}
                of_row[row] = ends.pop() if ends is not None and len(ends) == 1 else None
            return Ask(of_row, frozenset(best[0].columns))
    return None


_SIDE = frozenset(
    words_of(
        "more fewer less lower higher greater larger bigger smaller as many much exceed above over below under within "
        "reach meet short equal number total least most"
    )
)


def _of_two(study: Study, marked: Marked, text: str) -> Ask | None:
    """`Occupancy is no more than the registered places`, of the two columns that the words name, and no others."""
    found = list(figures_compared(study, _classed(marked), text))
    if len(found) != 1:
        return None
    test, measured = found[0].test, found[0].measured
    own = {word for column in measured.columns for word in words_of(marked.table.columns[column].heading)}
    if set(words_of(text)) - own - _SIDE - _SMALL:
        return None
    of_row: dict[int, bool | None] = {}
    for row in marked.marks:
        amount = measured.amounts.get(row)
        ends = set() if amount is None else {test.holds(end) for end in (amount.low, amount.middle, amount.high)}
        of_row[row] = ends.pop() if len(ends) == 1 else None
    return Ask(of_row, frozenset(measured.columns))


def _of_words(_: Study, marked: Marked, text: str) -> Ask | None:
    """`High risk`, `any of them is red`, `no plan`: a word that stands in cells of one column, or of several."""
    columns = _worded(marked)
    values = {value for own in columns.values() for value in own.values() if value}
    said = [value for value in values if re.search(rf"(?<![\w-]){re.escape(value)}s?(?![\w-])", text)]
    said = [value for value in said if not any(value != other and value in other for other in said)]
    if len(said) != 1:
        return None if said else _of_answer(marked, columns, text)
    (value,) = said
    left = re.sub(rf"(?<![\w-]){re.escape(value)}s?(?![\w-])", " ", text)
    holders = [place for place, own in columns.items() if value in own.values()]
    table = marked.table
    heads = {place: set(words_of(table.columns[place].heading)) for place in holders}
    words = set(words_of(left))
    named = [place for place in holders if heads[place] and heads[place] & words]
    chosen = named or holders
    over = words - _SMALL - {word for place in chosen for word in heads[place]} - _nouns(marked)
    if over or re.search(r"\d", re.sub(r"\b[2-9]\b", "", left)):
        return None
    many = _MANY.search(left)
    if len(chosen) > 1 and many is None:
        return None
    kind = [place for place, own in columns.items() if set(own.values()) & set(columns[chosen[0]].values())]
    if many is not None and len(chosen) < len(kind) and not named:
        # A column of the same words in which this one stands nowhere counts too.
        chosen = kind
    denied = _NOT.search(left) is not None
    of_row = {}
    for row in marked.marks:
        given = [columns[place].get(row, "") == value for place in chosen]
        of_row[row] = _so_many(many, given) if many is not None and len(chosen) > 1 else given[0] != denied
    if many is not None and len(chosen) > 1 and denied and not many["none"]:
        return None
    return Ask(of_row, frozenset(chosen))


def _so_many(many: re.Match[str], given: Sequence[bool]) -> bool:
    if many["all"]:
        return all(given)
    if many["none"]:
        return not any(given)
    if many["any"]:
        return any(given)
    number = _COUNTS.get(many["number"]) or int(many["number"])
    return sum(given) >= number if many["more"] or many["least"] else sum(given) == number


def _of_answer(marked: Marked, columns: Mapping[int, Mapping[int, str]], text: str) -> Ask | None:
    """`Has a plan`, `no plan`, of a column of yes and no."""
    words = set(words_of(text))
    answered = {"yes", "no", "y", "n", "\u2713", "\u2717", ""}
    for place, own in columns.items():
        heading = set(words_of(marked.table.columns[place].heading))
        if set(own.values()) <= answered and heading and heading <= words and len(words - heading - _SMALL) <= 1:
            denied = _NOT.search(text) is not None
            return Ask(
                {row: (own.get(row, "") in {"yes", "y", "\u2713"}) != denied for row in marked.marks},
                frozenset([place]),
            )
    return None


def _worded(marked: Marked) -> dict[int, dict[int, str]]:
    """By column of few different short words, the mark's own left out, the word of each row."""
    table = marked.table
    found = {}
    for place in range(1, len(table.columns)):
        if place == marked.column or table.columns[place].role is Role.REFERENCE:
            continue
        cells = {row: table.cell(row, place) for row in marked.marks}
        if any(cell.is_number or len(cell.text) > LONGEST for cell in cells.values()):
            continue
        own = {row: " ".join(cell.text.casefold().split()) for row, cell in cells.items()}
        if 1 < len(set(own.values())) <= MOST_VALUES and len(set(own.values())) < len(own):
            found[place] = own
    return found


def _nouns(marked: Marked) -> frozenset[str]:
    """What the first column calls its rows."""
    return frozenset(words_of(marked.table.columns[0].heading))
