"""Sentences of a pack with the figures in them: from paragraphs, and from long cells of tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time, TimeKind, month_number
from crossfoot.audit.spoken.number_words import SpelledFraction, spelled_fractions_in, spelled_numbers_in
from crossfoot.audit.spoken.spoken_times import MONTH_AND_YEAR, SpokenTime, spoken_times_in
from crossfoot.audit.study import Study

LEAST_CELL = 60
"""Characters from which a cell is read as prose."""
_SENTENCE = re.compile(r"(?<=[a-z0-9%)\u2019'\"][.?!;])\s+(?=[A-Z0-9£•\u2018'\"])")
_FIGURE = re.compile(
    r"(?<![\w./-])(?P<cash>£)?\s?(?P<sign>[-+\u2212\u2013](?=[£\d]))?(?P<cash2>£)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    r"\d+(?:\.\d+)?)"
    r"(?:\s?(?P<unit>%|per cent|percent|percentage points?|pp\b|ppts?\b|million|billion|thousand|bn\b|m\b|"
    r"k\b))?(?![\w/]|\.\d|-\d)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(MONTH_AND_YEAR, re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[^a-z\s])(?!\(\d)|\d+(?:\.\d+)*\.\s|\d+(?:\.\d+){2,}\s")
_WORD = re.compile(r"[A-Za-z]{3}")
_FAULT = re.compile(
    r"\bdifferent (?:figures|values|numbers|totals)\b|\b(?:figures|values|numbers|totals|they|which) (?:differ|"
    r"disagree|do not agree)\b|\bdiffers? by [-+\u2212£\d]|\b(?:is|are|was|were) (?:mis)?printed (?:as|with)\b|"
    r"\bdo(?:es)? not (?:add up|reconcile|agree with)\b|\bshould (?:be|read|have been|have read) £?\d[\d,.]*\b"
    r"(?!%? (?:or|to|and)\b)|\binstead of (?:the )?£?\d",
    re.IGNORECASE,
)
_NAMED_PART = re.compile(
    r"\b(?:Schedule|Part|Panel|Exhibit|Chart|Paper|Card|Chapter|Box|Display|Table|Figure)(?:\s|s\s(?:\d{1,2}(?:,|,?\sand|"
    r"\sto|\sor)?\s)*)$"
)
"""`Schedule 2`, `Parts 1 to 4`: the name of a part of the paper."""
_NO_DIGIT = re.compile(r"[^\d.]")
_SCALES = {"million": 1_000_000, "m": 1_000_000, "billion": 10**9, "bn": 10**9, "thousand": 1000, "k": 1000}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: its amount, what it may have been, its unit, and where it stands in the text."""

    text: str
    amount: Fraction
    interval: Interval
    percent: bool
    points: bool
    money: bool
    start: int
    end: int
    digits: int
    spelled: bool = False
    """Written in words: `eighty-eight`."""

    @property
    def is_plain(self) -> bool:
        """A count: no unit at all."""
        return not (self.percent or self.points or self.money)

    @property
    def decimals(self) -> int:
        """How many were printed after the point."""
        return 0 if self.spelled else len(_NO_DIGIT.sub("", self.text).partition(".")[2])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its line, the words in it, its figures and the months it names."""

    text: str
    line: int
    words: frozenset[str]
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    before: str
    """The sentence before it in the same paragraph."""
    spelled: tuple[Figure, ...] = ()
    """Numbers in words, such as `eighty-eight`; they are not among `figures`."""
    fractions: tuple[SpelledFraction, ...] = ()
    """`Two thirds`, `just over one in eight`."""
    periods: tuple[SpokenTime, ...] = ()
    """Months, quarters, terms and years, each with where it stands; `times` has only the months."""

    @property
    def numbers(self) -> tuple[Figure, ...]:
        """Figures and numbers in words, as they stand in the text."""
        return tuple(sorted((*self.figures, *self.spelled), key=lambda each: each.start))


def find_sentences(pack: Pack) -> list[Sentence]:
    """All sentences of the pack, in order of lines; a text printed again is read once."""
    seen: set[str] = set()
    found: list[Sentence] = []
    for line, text in sorted(_texts(pack)):
        previous = ""
        for part in _SENTENCE.split(text):
            plain = " ".join(part.split())
            if len(plain) > 8 and plain not in seen and not tells_of_a_fault(plain):
                seen.add(plain)
                found.append(
                    Sentence(
                        plain,
                        line,
                        frozenset(words_of(plain)),
                        tuple(figures_in(plain)),
                        tuple(times_in(plain)),
                        previous,
                        tuple(spelled_in(plain)),
                        tuple(spelled_fractions_in(plain)),
                        tuple(spoken_times_in(plain)),
                    )
                )
            # `4.` before a paragraph is no sentence.
            previous = plain if _WORD.search(plain) else previous
    return found


def tells_of_a_fault(text: str) -> bool:
    """Whether it tells that printed figures disagree, and claims none of them: `33 and 35`, `12 instead of 21`."""
    return _FAULT.search(text) is not None


def _texts(pack: Pack) -> Iterator[tuple[int, str]]:
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        for row in (*table.header, *(each.cells for each in table.rows)):
            for cell in row:
                if cell.kind is CellKind.WORDS and len(cell.text) >= LEAST_CELL:
                    yield cell.line, cell.text


def figures_in(text: str) -> Iterator[Figure]:
    """Every number of the text that is no date, time, reference or year."""
    months = [(match.start(), match.end()) for match in _MONTH_YEAR.finditer(text)]
    for match in _FIGURE.finditer(text):
        if any(start <= match.start() < end for start, end in months) or _is_reference(text, match):
            continue
        unit = (match["unit"] or "").casefold()
        digits = match["number"].replace(",", "")
        decimals = len(digits.partition(".")[2])
        scale = _SCALES.get(unit, 1)
        money = bool(match["cash"] or match["cash2"])
        amount = Fraction(digits) * scale * (-1 if match["sign"] and match["sign"] in "-\u2212\u2013" else 1)
        percent, points = unit in {"%", "per cent", "percent"}, unit.startswith(("percentage", "pp"))
        rounded = percent or points or money or decimals or scale > 1
        interval = Interval.printed(amount, Fraction(scale, 10**decimals)) if rounded else Interval.exactly(amount)
        bare = digits.replace(".", "").lstrip("0")
        significant = len(bare if decimals else bare.rstrip("0"))
        yield Figure(
            match[0].strip(), amount, interval, percent, points, money, match.start(), match.end(), significant
        )


def spelled_in(text: str) -> Iterator[Figure]:
    """Every number in words as a figure: `eighty-eight`, `one hundred and twelve`, `ten per cent`."""
    for match in spelled_numbers_in(text):
        amount = Fraction(match.amount * (1_000_000 if match.unit == "million" else 1))
        percent, points = match.unit.startswith("per") and "point" not in match.unit, "point" in match.unit
        interval = Interval.printed(amount, Fraction(1)) if percent or points else Interval.exactly(amount)
        digits = len(str(match.amount).rstrip("0"))
        yield Figure(
            match.text,
            amount,
            interval,
            percent,
            points,
            money=False,
            start=match.start,
            end=match.end,
            digits=digits,
            spelled=True,
        )


def numbers_in(text: str) -> tuple[Figure, ...]:
    """Figures and numbers in words of a text, as they stand."""
    return tuple(sorted((*figures_in(text), *spelled_in(text)), key=lambda each: each.start))


def _is_reference(text: str, match: re.Match[str]) -> bool:
    before, after = (
        text[max(0, match.start() - 14) : match.start()].casefold(),
        text[match.end() : match.end() + 12].casefold(),
    )
    if re.search(
        r"(paragraphs?|sections?|appendix|appendices|page|item|table|figure|annex|phase|aim|stage|step|key stage|"
        r"option|week|regulation|code|tel|no\.?|q|\bks)\s?$|[-/]$",
        before,
    ):
        return True
    if match["number"] in {"1", "2", "3", "4"} and re.search(r"quarter\s?$", before):
        return True
    if not match["unit"] and not match["cash"] and _NAMED_PART.search(text[: match.start()][-40:]):
        return True
    if re.match(
        r"(st|nd|rd|th)\b|\s?(am|pm)\b|:\d|\s(january|february|march|april|may|june|july|august|september|"
        r"october|november|december)|[-/]\d",
        after,
    ):
        return True
    number = match["number"]
    if not match["unit"] and not match["cash"] and re.fullmatch(r"(19|20)\d{2}", number):
        return True
    # The number of a paragraph, `4.1 The ...`, and not the first word of `146 audits were completed`.
    return match.start() == 0 and not match["unit"] and bool(_NUMBERED.match(text))


def times_in(text: str) -> Iterator[Time]:
    """The months that the text names."""
    for match in _MONTH_YEAR.finditer(text):
        number = month_number(match["month"])
        # `may` and `march` are words too; only with a capital letter are they months.
        if number is None or not match["month"][0].isupper():
            continue
        if match["year"]:
            year = int(match["year"])
            yield Time(TimeKind.MONTH, (year if year > 99 else 2000 + year) * 12 + number)
        else:
            yield Time(TimeKind.BARE_MONTH, number)


class Lexicon:
    """Which series a sentence speaks of: all series by their words."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self.words: dict[int, frozenset[str]] = {}
        for series in study.series:
            if series.table in study.copies or len(series.places) < 3:
                continue
            words = frozenset(word for word in series.subject if len(word) > 2 and word not in _FORM)
            if words:
                self.words[series.number] = words
                for word in words:
                    self._by_word[word].append(series.number)

    def spoken_of(self, sentence: Sentence, *, least: float, fewest: int = 2) -> list[tuple[float, Series]]:
        """Series at least that part of whose words the sentence has, the best covered first."""
        words = sentence.words
        hits: Counter[int] = Counter()
        for word in words:
            for number in self._by_word.get(word, ()):
                hits[number] += 1
        found = []
        for number, count in hits.items():
            part = count / len(self.words[number])
            series = self.study.series[number]
            # One word names a series only where the sentence says little else.
            if part >= least and (count >= fewest or len(words) <= 6):
                found.append((part + 0.02 * count, series))
        return sorted(found, key=lambda item: (-item[0], item[1].number))


_FORM = frozenset(["month", "annualis", "annualised", "roll", "rolling", "year", "performanc", "perform", "no"])
