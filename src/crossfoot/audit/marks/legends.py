"""Rules of colour and state told in words: in a sentence, in a list under a table, in a key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.marks.conditions import MISSES, Base, Condition, read_condition
from crossfoot.audit.marks.states import met_of, said_in, state_of, state_pattern
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import Pack

_END = re.compile(r"[.;?!](?=\s|$|[\"\u201d'\u2019)])|\s[•|]\s")
_START = re.compile(r".*(?:[.;:?!](?=[\s\"”'\u2019])|\s[•|]\s)", re.DOTALL)
_NATIONAL = re.compile(
    r"\b(national|england|comparators?|neighbours?|average|benchmark|"
    r"authorities)\b",
    re.IGNORECASE,
)
VARIANCE = re.compile(r"\b(variance|variation|overspen\w+|deviation|difference|gap)\b", re.IGNORECASE)
_EXCEPTION = re.compile(r"\bexcept\w*\b|\bapart from\b|\bother than\b|\bfor\b.{4,90}\bup to\b", re.IGNORECASE)
_MARGIN = re.compile(
    r"(?:up to|within|by|of) (?P<number>\d+(?:\.\d+)?|\w+)\s*(?:%|per cent|percentage points?|points?|pp)",
    re.IGNORECASE,
)
LONGEST = 1500
"""Characters: a longer text is no legend."""
LIST = 220
"""Characters that a line of a list of states has at most."""


_GREEN = r"\b(?:green|met|on track)\b[\s:=\u2013-]*(?:is |are |means? )?"
_GREEN_IS_LESS = re.compile(
    rf"{_GREEN}(?:at or (?:below|under)|on or (?:below|under)|below|under|not (?:above|over|more than)|no more than) "
    r"(?:the |its |their )?(?:targets?|budgets?|plan|standard|limit|ceiling)\b",
    re.IGNORECASE,
)
_GREEN_IS_MORE = re.compile(rf"{_GREEN}(?:at or|on or|at least|above|over)(?! below| under)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Legend:
    """What each state asks, where that stands, and the words."""

    states: dict[str, Condition]
    line: int
    text: str
    national: bool
    """Whether it compares with a national figure, not with a target."""
    exceptions: tuple[tuple[frozenset[str], Fraction], ...] = ()
    """Measures, by their words, for which the margin is another."""
    start: int = 0
    """Where in the words its first state stands."""
    sheet: str = ""
    """The sheet of a workbook on which it stands."""

    @property
    def measures(self) -> bool:
        """Whether it asks how far a value is from another."""
        return any(condition.base in MISSES | {Base.RATIO} for condition in self.states.values())

    @property
    def wants_less(self) -> bool:
        """Whether it says of all rows that less is good: `Green: at or below target`, and no `10% above` is a miss."""
        if any((each.low or 0) < 0 or (each.high or 0) < 0 for each in self.states.values()):
            return False
        return _GREEN_IS_LESS.search(self.text) is not None and _GREEN_IS_MORE.search(self.text) is None

    @property
    def top(self) -> Condition | None:
        """The worst state by distance, where it has an end: what is further off has no state."""
        misses = [each for each in self.states.values() if each.base in MISSES]
        if len(misses) < 2 or any(each.base in {Base.REST, Base.WORSE} for each in self.states.values()):
            return None
        if any(each.high is None for each in misses):
            return None
        worst = max(misses, key=lambda each: each.high or Fraction(0))
        return worst if worst.high else None


_OF_ONE = re.compile(r"\b(it|this|that) (is|was) (rated )?(red|amber|green|yellow)\b", re.IGNORECASE)
"""`It is green: green is 80% or more` is the rule of the measure that the paragraph is about."""


def legends_for(pack: Pack, states: tuple[str, ...]) -> list[Legend]:
    """Every legend of the pack that speaks of at least two of the states, in order of lines."""
    pattern = state_pattern(states)
    found = []
    for line, sheet, text in _texts(pack, pattern):
        found += [replace(legend, line=line, sheet=sheet) for legend in read_legends(text, pattern)]
    return sorted(found, key=lambda legend: legend.line)


def _texts(pack: Pack, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """The line, the sheet and the words of each text that speaks of two of the states."""
    run: list[tuple[int, str]] = []
    sheet = ""
    for paragraph in pack.paragraphs:
        count = (
            len({said_in(match) for match in pattern.finditer(paragraph.text)}) if len(paragraph.text) <= LONGEST else 0
        )
        if count >= 2 and not _OF_ONE.search(paragraph.text):
            yield paragraph.line, paragraph.sheet, paragraph.text
        follows = not run or (paragraph.sheet == sheet and paragraph.line - run[-1][0] <= 3)
        if count == 1 and len(paragraph.text) <= LIST and follows:
            sheet = paragraph.sheet
            run.append((paragraph.line, paragraph.text))
            continue
        if len(run) > 1:
            yield run[0][0], sheet, "; ".join(text.strip(" .;•-\u2013") for _, text in run)
        sheet = paragraph.sheet
        run = [(paragraph.line, paragraph.text)] if count == 1 and len(paragraph.text) <= LIST else []
    if len(run) > 1:
        yield run[0][0], sheet, "; ".join(text.strip(" .;•-\u2013") for _, text in run)
    yield from _keys(pack, pattern)


def _keys(pack: Pack, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """Rows of small tables that hold a state and the words that explain it, and long cells with a legend in them."""
    for table in pack.tables:
        rows = [*table.header, *(row.cells for row in table.rows)]
        explained = []
        for cells in rows if len(rows) <= 14 else ():
            filled = [cell for cell in cells if cell.text]
            for place, cell in enumerate(filled[:2]):
                others = [other for other in filled[:3] if other is not cell]
                words = next(
                    (
                        other
                        for other in others
                        if other.kind is not CellKind.MISSING
                        and len(other.text) > 1
                        and not (other.is_number and met_of(state_of(cell.text)) is not None)
                    ),
                    None,
                )
                if words is not None and pattern.fullmatch(cell.text.strip(" :=-\u2013")) and place < 2:
                    explained.append((cell.line, f"{cell.text.strip(' :=-')}: {words.text}"))
                    break
        if 2 <= len(explained) <= 6 and len(explained) * 3 >= len(rows):
            yield explained[0][0], table.sheet, "; ".join(text for _, text in explained)
        for cells in rows:
            for cell in cells:
                if (
                    40 <= len(cell.text) <= LONGEST
                    and len({said_in(each) for each in pattern.finditer(cell.text)}) >= 2
                ):
                    yield cell.line, table.sheet, cell.text


def read_legends(text: str, pattern: re.Pattern[str]) -> list[Legend]:
    """The legends that a text holds: runs of different states, each with what it asks before it or after it."""
    matches = list(pattern.finditer(text))
    # `A` alone may be amber or an article, `above` a state or a word of the rule: the surer ones first.
    words = [match for match in matches if not match.groupdict().get("letter")]
    capitals = [match for match in words if match[0][:1].isupper() or not match[0][:1].isalpha()]
    for chosen in (capitals, words, matches):
        if len(chosen) >= 2 and (found := _read_runs(text, chosen)):
            return found
    return []


def _read_runs(text: str, matches: Sequence[re.Match[str]]) -> list[Legend]:
    found = []
    for run in _runs(matches):
        for states in (_after(text, run), _before(text, run)):
            if states is not None and (understood := _unmixed(states, text)) is not None:
                words = text[max(0, run[0].start() - 120) : run[-1].end() + 160]
                national = bool(_NATIONAL.search(words)) and not re.search(r"\btarget\b", words, re.IGNORECASE)
                found.append(Legend(_settled(understood), 0, text, national, tuple(_exceptions(text)), run[0].start()))
                break
    return found


def _unmixed(states: dict[str, Condition], text: str) -> dict[str, Condition] | None:
    """States that all ask for a value or all for a distance; a variance is a value. None where both are asked for."""
    if not _is_mixed(states):
        return states
    if VARIANCE.search(text):
        return {name: _as_value(each) for name, each in states.items()}
    # `Blue is delivered in full` beside bands in per cent: the bands are read, blue is left.
    told = {name: each for name, each in states.items() if each.base not in MISSES or each.high or each.low}
    return told if len(told) >= 2 and not _is_mixed(told) else None


def _is_mixed(states: dict[str, Condition]) -> bool:
    """Whether some states ask for a value and others for a distance: then the words were not understood."""
    bases = {each.base for each in states.values()}
    return Base.VALUE in bases and bool(bases & MISSES)


def _as_value(condition: Condition) -> Condition:
    """A distance as a value: where the variance itself is rated."""
    if condition.base not in MISSES:
        return condition
    return replace(condition, base=Base.VALUE, low=condition.low or None, within=False)


def _runs(matches: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The longest runs of states in which none stands twice."""
    run: list[re.Match[str]] = []
    for match in matches:
        said = [said_in(each) for each in run]
        if said_in(match) in said:
            if len(run) >= 2:
                yield run
            run = run[said.index(said_in(match)) + 1 :]
        run = [*run, match]
    if len(run) >= 2:
        yield run


def _after(text: str, run: Sequence[re.Match[str]]) -> dict[str, Condition] | None:
    """Each state and then what it asks."""
    ends = [*(match.start() for match in run[1:]), len(text)]
    states: dict[str, Condition] = {}
    for match, end in zip(run, ends, strict=True):
        words = text[match.end() : end]
        if stop := _END.search(words):
            words = words[: stop.start()]
        condition = read_condition(_strip(words))
        if condition is None:
            return None
        before = list(states.values())[-1:]
        states[said_in(match)] = _beyond(condition, before[0], words) if before else condition
    return states


_BEYOND = re.compile(
    r"\b(?:(?P<up>above|over|more than|higher than)|(?P<down>below|under|less than|lower than)) (?:that|this|it)\b"
)


def _beyond(condition: Condition, before: Condition, words: str) -> Condition:
    """A band that goes on from the one before it: `at or below 22%`, `above that up to 24%`."""
    match = _BEYOND.search(words.casefold())
    if match is None or condition.base is not before.base:
        return condition
    if match["up"] and condition.low is None and before.high is not None:
        return replace(condition, low=before.high, low_open=not before.high_open)
    if match["down"] and condition.high is None and before.low is not None:
        return replace(condition, high=before.low, high_open=not before.low_open)
    return condition


def _strip(words: str) -> str:
    """Without what joins it to a state: `is`, `means`, brackets and quotes."""
    return re.sub(
        r"[\s,:=(\"\u201c\u2018'-]*\b(and|or|a|an|the|is|are|shown|rated|as|be|shows?|"
        r"means?)?[\s,:=(\"\u201c\u2018'-]*$",
        "",
        words,
    )


def _before(text: str, run: Sequence[re.Match[str]]) -> dict[str, Condition] | None:
    """What is asked, and then the state."""
    starts = [0, *(match.end() for match in run[:-1])]
    states = {}
    for match, start in zip(run, starts, strict=True):
        words = _START.sub("", text[start : match.start()])
        if len(re.findall(r"\d+(?:\.\d+)?", words)) > 2:
            words = words.rpartition(",")[2]
        condition = read_condition(_strip(words))
        if (last := read_condition(_strip(words.rpartition(",")[2]))) is not None and last.base is Base.REST:
            # `Those under 2% low, and all between are normal`, where no row is low.
            condition = last
        if condition is None:
            return None
        states[said_in(match)] = condition
    return states


def _settled(states: dict[str, Condition]) -> dict[str, Condition]:
    """Conditions that speak of each other made whole: `within 5%` begins where `at or better` or a nearer one ends."""
    met = any(each.base in MISSES and each.high == 0 for each in states.values())
    rest = sum(each.base is Base.REST for each in states.values())
    worse = any(each.base is Base.WORSE or (each.base in MISSES and each.high is None) for each in states.values())
    if any(each.base is Base.RATIO for each in states.values()):
        states = {
            name: replace(each, base=Base.RATIO) if each.base is Base.VALUE else each for name, each in states.items()
        }
    settled = dict(states)
    within = sorted(
        (
            name
            for name, each in states.items()
            if each.base in MISSES and each.high and each.high > 0 and each.low in {None, 0}
        ),
        key=lambda name: states[name].high or 0,
    )
    for place, name in enumerate(within):
        if place:
            settled[name] = states[name].after(states[within[place - 1]].high or Fraction(0))
        elif met or (rest and worse):
            settled[name] = states[name].after(Fraction(0))
        elif states[name].within:
            settled[name] = replace(states[name], low=None, low_open=False)
    ends = [each.high for each in states.values() if each.base in MISSES and each.high is not None]
    for name, each in states.items():
        if each.base is Base.WORSE:
            base = next((other.base for other in states.values() if other.base in MISSES and other.high), Base.MISS)
            settled[name] = Condition(base, max(ends), None, low_open=True) if ends else Condition(Base.REST)
    return settled


def _exceptions(text: str) -> Iterator[tuple[frozenset[str], Fraction]]:
    """The measures and margins of `There is one exception: for new plans a miss of up to 6 points counts as slight`."""
    for sentence in re.split(r"(?<=[.;])\s+", text):
        margin = _MARGIN.search(sentence)
        if (
            margin is None
            or not _EXCEPTION.search(sentence)
            or not re.search(r"\b(for|except)\b", sentence, re.IGNORECASE)
        ):
            continue
        condition = read_condition(f"within {margin['number']} percentage points of target")
        if condition is not None and condition.high is not None:
            named = re.split(r"\b(?:for|except)\b", sentence[: margin.start()], maxsplit=1, flags=re.IGNORECASE)[-1]
            yield frozenset(words_of(named)), condition.high


def overlapping(legend: Legend) -> bool:
    """Whether two bands of values share more than an end: then the text was not understood."""
    bands = sorted(
        (
            each.low if each.low is not None else Fraction(-(10**12)),
            each.high if each.high is not None else Fraction(10**12),
        )
        for each in legend.states.values()
        if each.base is Base.VALUE
    )
    return any(first[1] > second[0] for first, second in pairwise(bands))
