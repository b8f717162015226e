"""Tests of one column of figures against another, `at least as many as children`, `within the limit`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.before_and_now import is_percent
from crossfoot.audit.marks.classed_rows import Classed
from crossfoot.audit.marks.measured_rows import Measured
from crossfoot.audit.marks.one_number import Test, Way
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.study import Study

NONE = Fraction(0)
_SIDE = re.compile(
    r"(?:(?P<least>\bat least as (?:many|much|high|good) as|\bno (?:fewer|less|lower) (?:[a-z]+ )?than|\b(?:at|on|"
    r"equal to) or "
    r"(?:above|over)|\bas many (?:[a-z]+ )?as|\bnot (?:below|under|less than|fewer than|lower than|short of)|"
    r"\bmeets? or exceeds?|\breach(?:es|ed)?|\bat least(?= (?:the|its|their) [a-z]))|"
    r"(?P<most>\bno (?:more|higher|greater) (?:[a-z]+ )?than|\bat most as many as|\b(?:at|on|equal to) or (?:below|"
    r"under)|"
    r"\bnot (?:over|above|more than)|\bwithin)|"
    r"(?P<over>\b(?:more|higher|greater|larger|bigger) (?:[a-z]+ )?than|\babove|\bover|\bexceed(?:s|ed)?)|"
    r"(?P<under>\b(?:fewer|less|lower|smaller) (?:[a-z]+ )?than|\bbelow|\bunder|\bshort of))\s+(?:the |its |their |"
    r"that of |our )?"
    r"(?P<other>(?:[a-z\u2019'-]+\s?){1,4})"
)
SO_MUCH = re.compile(
    r"\d\s?(?:(?:working|school|calendar|clear|full) )?(?:%|points?|days?|weeks?|months?|years?|hours?|pp)?"
    r"(?: or (?:more|less))?\s*$"
)
_CHANGED = frozenset([
    "less", "plus", "minus", "net", "after", "once", "and", "or", "with", "without", "excluding", "including", "by",
    "in", "for", "during", "since", "until", "twice", "per", "at", "on", "of",
])  # fmt: skip
"""Words that ask more than what is compared: `over budget by more than 2%`, `over the cap for two months`."""
_STANDS_FOR = frozenset(["one", "ones", "figure", "value", "mean", "rate", "number"])


_SAME_TOO = re.compile(
    r"\b(?P<side>(?:fewer|less|lower|smaller) than|below|under|(?:more|higher|greater|larger) than|above|over) "
    r"(?P<other>(?:[a-z'-]+ ){1,4}?)or (?:is |was |are )?(?:just |exactly )?(?:the same(?: as (?:it|that|this))?|"
    r"equal(?: to (?:it|that|this))?|level(?: with it)?|on it|at it)\b"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A test of the difference between two columns."""

    test: Test
    measured: Measured


SIDES = (("most", Way.MOST), ("under", Way.UNDER), ("over", Way.OVER), ("least", Way.LEAST))


def side_test(text: str, match: re.Match[str]) -> Test:
    """What the words of a side ask of a difference, with the clause that they stand in."""
    way = next(way for name, way in SIDES if match[name])
    start = max((found.end() for found in re.finditer(r"[;,.]", text[: match.start()])), default=0)
    stop = re.search(r"[;,.]", text[match.end("other") :])
    end = len(text) if stop is None else match.end("other") + stop.start()
    shown = _SHOWN.search(match["other"])
    after = match.end("other") if shown is None else match.start("other") + shown.start()
    return Test(way, NONE, "", f"{text[start : match.start()]} | {text[after:end]}")


def figures_compared(study: Study, classed: Classed, text: str) -> Iterator[Compared]:
    """Every test of one column of figures against another that words in small letters tell."""
    text = _SAME_TOO.sub(_at_or, text)
    table = classed.table
    numeric = [place for place in table.value_columns if table.columns[place].numeric and place != classed.column]
    for match in _SIDE.finditer(text):
        if SO_MUCH.search(text[: match.start()]):
            # `£50,000 over budget`
            continue
        test = side_test(text, match)
        before = set(words_of(test.clause)) | set(words_of(match[0][: match.start("other") - match.start()]))
        for other in numeric:
            own = _means(classed, numeric, other, match["other"])
            if not own or table.columns[other].role is Role.REFERENCE:
                continue
            named = [
                value
                for value in numeric
                if value != other and (set(words_of(table.columns[value].heading)) - own) & before
            ]
            for value in named or (_beside(classed, numeric, other) if _is_of_rows(classed, test) else ()):
                if (measured := _difference(study, classed, value, other)) is not None:
                    yield Compared(test, measured)


def _at_or(match: re.Match[str]) -> str:
    """`Lower than the target score or the same as it`, as `at or below the target score`."""
    under = match["side"].startswith(("fewer", "less", "lower", "smaller", "below", "under"))
    return f"{'at or below' if under else 'at or above'} {match['other'].strip()}"


def _difference(study: Study, classed: Classed, value: int, other: int) -> Measured | None:
    """By how much the figures of one column are above those of another."""
    table = classed.table
    amounts = {
        row: study.interval(one) - study.interval(two)
        for row in classed.marks
        if study.is_number(one := Place(table.index, row, value))
        and study.is_number(two := Place(table.index, row, other))
    }
    name = f"{table.columns[value].heading} against {table.columns[other].heading}"
    return Measured(name, amounts, (value, other), tied=True) if len(amounts) + 1 >= len(classed.marks) else None


_ROWS = re.compile(r"(?:^|\b(?:an?|any|each|every|those|where|if|when) )(?P<noun>[a-z]+)(?: (?:is|are))?\s+\|")


def _is_of_rows(classed: Classed, test: Test) -> bool:
    """`A school at or under the threshold is marked Within`: what the first column names is judged, no column."""
    match = _ROWS.search(test.clause)
    nouns = set(words_of(classed.table.columns[0].heading)) | _ANY
    return match is not None and bool(set(words_of(match["noun"])) & nouns) and _SHOWN.search(test.clause) is not None


def _beside(classed: Classed, numeric: list[int], other: int) -> list[int]:
    """The columns next to one that are of its unit."""
    table = classed.table
    return [
        place
        for place in (other - 1, other + 1)
        if place in numeric
        and table.columns[place].role in {Role.VALUE, Role.TIME}
        and is_percent(table, place) == is_percent(table, other)
        and ("\u00a3" in table.columns[place].heading) == ("\u00a3" in table.columns[other].heading)
    ]


_ANY = frozenset(words_of("one result figure value row line service area team"))


def _means(classed: Classed, numeric: list[int], other: int, words: str) -> set[str]:
    """The words of a heading by which the words after `above` mean its column; none where they mean another."""
    heading, tokens = classed.table.columns[other].heading, _NUMBER_OF.sub("", _OTHERWISE.sub("", words)).split()
    own = set(words_of(_UNIT.sub("", heading)))
    if not tokens:
        return set()
    if len(tokens) > 1 and tokens[1] in _STANDS_FOR and tokens[0] in heading.casefold().split():
        # `above the old one`
        own = set(words_of(tokens[0]))
    elif not own <= set(words_of(" ".join(tokens[: len(own)]))) and _is_alone(classed, numeric, other, tokens[0]):
        # `within the limit`, of the `Licensed limit`
        own = set(words_of(tokens[0]))
    if len(tokens) > len(own) and tokens[len(own)] in _CHANGED:
        # `above the budget less savings agreed`
        return set()
    return own if own <= set(words_of(" ".join(tokens[: len(own)]))) else set()


_SHOWN = re.compile(r"\b(?:is|are) (?:shown|marked|rated|flagged|graded|classed|called|recorded|counted)\b")
_NUMBER_OF = re.compile(r"^number (?:of )?(?=[a-z])")
_UNIT = re.compile(r"\s*\(?%\)?$")
_OTHERWISE = re.compile(r",? (?:(?:and|or) )?otherwise\b.*$")
_BARE = re.compile(r"\([^()]*\)|[^a-z ]")


def _is_alone(classed: Classed, numeric: list[int], column: int, word: str) -> bool:
    """Whether the heading of a column, and of no other, ends with a word."""
    ends = {place: _BARE.sub(" ", classed.table.columns[place].heading.casefold()).split()[-1:] for place in numeric}
    return [place for place, last in ends.items() if last == [word]] == [column]


_STANDARDS = frozenset(["threshold", "target", "limit", "cap", "standard", "budget", "plan", "ceiling", "benchmark"])
_AGAINST = re.compile(r"^(?:against|difference|over|under|gap|variance)\b", re.IGNORECASE)


def gaps_compared(study: Study, classed: Classed, text: str) -> Iterator[Compared]:
    """`At or below the threshold`, of the column before the marks, `Against 426`, that says how far off each is."""
    table, place = classed.table, classed.column - 1
    column = table.columns[place]
    amounts = {
        row: study.interval(own) for row in classed.marks if study.is_number(own := Place(table.index, row, place))
    }
    signed = [number for row in amounts if (number := table.cell(row, place).number) is not None]
    if not any(each.signed or each.amount < 0 for each in signed) or len(amounts) + 1 < len(classed.marks):
        return
    if column.role is not Role.DIFFERENCE and not _AGAINST.match(column.heading.rpartition(" | ")[2]):
        return
    for match in _SIDE.finditer(text):
        if match["other"].split()[0] in _STANDARDS and not SO_MUCH.search(text[: match.start()]):
            yield Compared(side_test(text, match), Measured(column.heading, amounts, (place,), tied=True))
