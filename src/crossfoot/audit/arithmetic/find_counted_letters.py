"""Counts of letters and marks: `Present`, `Represented`, `Met`, against the cells of the table that they count.

Which marks a row or column counts is learned: a set of the marks that gives its figures nearly everywhere, more often
than chance would, and sooner where a legend or the heading names them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crossfoot.audit.arithmetic.lettered_blocks import Block, CountLine, Counts, Figure, blocks_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.study import Study

LETTERS = Rule(
    "counted-letters",
    Kind.ARITHMETIC,
    "A count of letters or marks is how many of them stand in its row or column; a percentage is of as many.",
)
BELIEVED = 2.0
"""How far, as a power of ten, what holds must outweigh the sets of marks that were tried."""
NAMED, HINTED = 1.2, 1.0
"""What it says that a label or legend names the marks, and that it is of a count at all."""
USUAL = 0.8
"""What it says that a line called by those who came, or by what was met, counts the marks that usually say so."""
FAILURE = 0.6
WHOLE = 0.7
"""What it says that a row has the total of it as well, where it crosses a column of figures."""
FEWEST_HELD = 3
MOST_FAILED = 0.25
"""Of the figures of a line, or one of few."""
_COUNT = re.compile(
    r"present|attend|represent|in person|\basked\b|invited|\byes\b|\bno\b|\bmet\b|count|total|number|times|meetings|"
    r"%|per ?cent|missed|absent|apolog|done|complete|passed|failed|quorate|\bfull|\bpart|\bnot\b|\bin all\b|score|came",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"present|attend|in person|\bmet\b|\btotal\b|number|\bcount|\byes\b|times|meetings|done|complete|came",
    re.IGNORECASE,
)
_THERE_MARK = re.compile(
    r"y|yes|p|pr|1|\u2713|\u2714|\u221a|\u2611|\u25cf|present|attended|met|done|in person|came|complete", re.IGNORECASE
)
_NOT = re.compile(r"\W*(did |was |were |is )?(not|no|without)\b", re.IGNORECASE)
MOST_OF_ANY = 4
"""Marks of a block of which a percentage of any may be of any others: of more, some would fit by chance."""
Marks = frozenset[str]
Named = dict[tuple[str, bool], frozenset[str]]
"""By mark, and whether they are denied: the words of a legend."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line is taken to count: these marks, or the percentage that they are of those (None: not of any)."""

    counted: Marks
    base: Marks | None = None

    def work_out(self, counts: Counts) -> float | None:
        """What it gives where the marks stand so often; None where there is nothing to be a percentage of."""
        got = sum(counts[mark] for mark in self.counted)
        if self.base is None:
            return float(got)
        under = sum(counts[mark] for mark in self.base)
        return 100 * got / under if under else None


def find_counted_letters(study: Study) -> None:
    """Check every row and column of figures beside or under a block of marks that counts them."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for block in blocks_of(table):
                _check(study, block)


def _check(study: Study, block: Block) -> None:
    named = _named_marks(block.marks, study.notes(block.table))
    known: list[tuple[CountLine, Meaning]] = []
    for lines in _by_label(block.lines):
        base = [meaning for _, meaning in known if meaning.base is None]
        meaning = _proved(block, lines, named, base)
        if meaning is not None:
            known += [(line, meaning) for line in lines]
    for line, meaning in known:
        _compare(study, block, line, meaning, known)


def _by_label(lines: Sequence[CountLine]) -> list[list[CountLine]]:
    """A row and a column that are called the same count the same; percentages come after what they may be of."""
    together: dict[tuple[str, bool], list[CountLine]] = {}
    for line in lines:
        together.setdefault((line.label.casefold(), _is_percentage(line)), []).append(line)
    return sorted(together.values(), key=lambda each: _is_percentage(each[0]))


def _is_percentage(line: CountLine) -> bool:
    printed = sum(each.percent for each in line.figures.values())
    return "%" in line.label or "per cent" in line.label.casefold() or 2 * printed > len(line.figures)


def _proved(block: Block, lines: Sequence[CountLine], named: Named, bases: Sequence[Meaning]) -> Meaning | None:
    """The meaning that the figures prove; None where none does, or another fits as well and says otherwise."""
    label = lines[0].label
    percentage = _is_percentage(lines[0])
    hint = HINTED * (_COUNT.search(label) is not None)
    best: list[tuple[float, Meaning]] = []
    for choices in _choices(block, bases, percentage=percentage):
        toll = math.log10(len(choices) + 1)
        for meaning in choices:
            held, failed, told = _weigh(block, lines, meaning)
            if held < FEWEST_HELD or failed > max(1, MOST_FAILED * (held + failed)) or failed * 2 > held:
                continue
            names = NAMED * _is_named(label, meaning.counted, named)
            told += WHOLE * _makes_whole(block, lines, meaning)
            told += hint + max(names, _is_usual(label, block, meaning)) - toll - FAILURE * failed
            if told >= BELIEVED:
                best.append((told, meaning))
        if best:
            break
    best.sort(key=lambda each: -each[0])
    if len(best) > 1 and best[1][0] > best[0][0] - CLEARLY and _differ(block, lines, best[0][1], best[1][1]):
        return None
    return best[0][1] if best else None


CLEARLY = 0.1


def _choices(block: Block, bases: Sequence[Meaning], *, percentage: bool) -> Iterator[list[Meaning]]:
    """What a line may count; percentages first of what other lines count, then of any marks."""
    sets = [frozenset(chosen) for size in range(1, len(block.marks) + 1) for chosen in combinations(block.marks, size)]
    if not percentage:
        yield [Meaning(each) for each in sets]
        return
    every = frozenset([*block.marks, ""])
    counted = list(dict.fromkeys(each.counted for each in bases))
    wholes = [*counted, frozenset(block.marks), every]
    if counted:
        yield list(dict.fromkeys(Meaning(each, whole) for each in counted for whole in wholes if each < whole))
    if len(block.marks) > MOST_OF_ANY:
        return
    wholes = [*sets, every]
    yield list(dict.fromkeys(Meaning(each, whole) for each in sets for whole in wholes if each < whole))


def _weigh(block: Block, lines: Sequence[CountLine], meaning: Meaning) -> tuple[int, int, float]:
    """At how many figures it holds and fails, and how unlikely those that hold are by chance, as a power of ten."""
    held, failed, told = 0, 0, 0.0
    for line in lines:
        own = Counter(round(figure.amount, 2) for key, figure in line.figures.items() if block.counts(line, key))
        seen: set[float] = set()
        alike = sum(count * count for count in own.values()) / max(1, own.total() ** 2)
        for key, figure in line.figures.items():
            counts = block.counts(line, key)
            worked = meaning.work_out(counts) if counts else None
            if worked is None:
                continue
            if _is_near(figure, worked):
                held += 1
                said = -math.log10(max(alike, LEAST_ALIKE))
                if meaning.base is not None:
                    # One of a hundred where it is another than those before it; the same again says little.
                    said = min(said, SAME_AGAIN) if figure.amount in seen else OTHER
                told += said
                seen.add(figure.amount)
            else:
                failed += 1
    return held, failed, told


LEAST_ALIKE = 0.1
OTHER, SAME_AGAIN = 1.0, 0.2
"""What a percentage says that is another than those before it, and one that is the same."""


def _is_near(figure: Figure, worked: float) -> bool:
    return (
        abs(figure.amount - worked) <= figure.half + 1e-6
        if worked != int(worked)
        else (abs(figure.amount - worked) < min(1.0, 2 * figure.half))
    )


def _differ(block: Block, lines: Sequence[CountLine], one: Meaning, other: Meaning) -> bool:
    """Whether the two give anything else anywhere."""
    return any(
        one.work_out(counts) != other.work_out(counts)
        for line in lines
        for key in line.figures
        if (counts := block.counts(line, key))
    )


def _is_usual(label: str, block: Block, meaning: Meaning) -> float:
    """What it says that the line counts the marks that say yes, of all that stand in the block."""
    usual = frozenset(mark for mark in block.marks if _THERE_MARK.fullmatch(mark))
    return USUAL * (meaning.base is None and meaning.counted == usual and _THERE.search(label) is not None)


def _makes_whole(block: Block, lines: Sequence[CountLine], meaning: Meaning) -> bool:
    """Whether a row of counts has the count of the whole block at a column of figures."""
    worked = meaning.work_out(block.all)
    edges = [
        figure for line in lines if line.by_row for key, figure in line.figures.items() if key not in block.columns
    ]
    return worked is not None and any(_is_near(figure, worked) for figure in edges)


def _named_marks(marks: Sequence[str], notes: Sequence[str]) -> Named:
    """The words with which a legend explains each mark, and those that it says not to hold: `x = not asked`."""
    found: Named = {}
    for mark in marks:
        pattern = re.compile(
            rf"(?<!\w){re.escape(mark)}(?!\w)\s*(?:=|:|-|\u2013|\bis\b|\bmeans\b|\bfor\b)?\s*(?P<words>[^;,.=]+)",
            re.IGNORECASE,
        )
        said = [match["words"] for text in notes for match in pattern.finditer(text)]
        for negated in (False, True):
            words = [subject_of(each) for each in said if (_NOT.match(each) is not None) is negated]
            found[mark, negated] = frozenset[str]().union(*words, frozenset() if negated else subject_of(mark))
    return found


def _is_named(label: str, counted: Marks, named: Named) -> bool:
    """Whether the label has a word of each of the marks and of no other, or one that only what is left out lacks."""
    words = subject_of(label)
    told, denied = (
        {mark for (mark, is_not), own in named.items() if is_not is way and own & words} for way in (False, True)
    )
    if told:
        return told == counted
    every = {mark for mark, _ in named}
    return (bool(denied) and every - denied == counted) or (
        len(counted) == 1 and label.casefold().startswith(next(iter(counted)))
    )


def _compare(
    study: Study, block: Block, line: CountLine, meaning: Meaning, known: Sequence[tuple[CountLine, Meaning]]
) -> None:
    """Tell of the figures that are not what the marks give; where rows and columns of counts cross, of the total."""
    for key, figure in line.figures.items():
        counts = block.counts(line, key)
        meanings = [meaning]
        if counts is None:
            crossing = [each for other, each in known if other.by_row is not line.by_row and other.number == key]
            if not crossing or not line.by_row:
                continue
            counts, meanings = block.all, _of_all(meaning, crossing[0])
        wanted = [worked for each in meanings if (worked := each.work_out(counts)) is not None]
        if not wanted:
            continue
        if any(_is_near(figure, each) for each in wanted):
            study.ledger.agreed(LETTERS)
            for rule in {each.rule.id for each in study.ledger.failed if each.result.place == figure.place}:
                # Taken for a share of what stands beside it; the marks say what it is.
                study.ledger.withdraw(rule, figure.place)
            continue
        _report(study, figure, wanted[0], meaning)


def _of_all(own: Meaning, other: Meaning) -> list[Meaning]:
    """What the figure may be where a row and a column of counts cross: as the one, as the other, or what both count."""
    if own.base is not None or other.base is not None:
        return [each for each in (own, other) if each.base is not None]
    return [own, other, Meaning(own.counted & other.counted)]


def _report(study: Study, figure: Figure, wanted: float, meaning: Meaning) -> None:
    cell = study.pack.cell(figure.place)
    marks = ", ".join(mark.upper() if len(mark) == 1 else mark for mark in sorted(meaning.counted))
    expected = f"{wanted:.{cell.number.decimals if cell.number else 0}f}"
    study.ledger.found(
        LETTERS,
        figure.place,
        explanation=f"{LETTERS.words} Counted: {marks}. So it is elsewhere in this table.",
        expected=expected,
        confidence=0.88,
    )
