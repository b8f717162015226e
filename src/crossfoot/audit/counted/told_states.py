"""States that rows of a table are in, and the words of a sentence that tell them: red, met, risen, off target, open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from crossfoot.audit.quoting.benchmark_names import NAMES
from crossfoot.audit.reading.cells import Arrow, Cell, CellKind
from crossfoot.audit.reading.labels import Totalling
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.times import Time, run_backwards
from crossfoot.audit.spoken.moving_words import BETTER, FALLING, RISING, WORSE
from crossfoot.audit.spoken.spoken_times import is_bare
from crossfoot.audit.spoken.spoken_words import is_whole
from crossfoot.audit.study import Study

MOST_STATES = 7
LONGEST = 28
_SAID = (
    ("red", r"red"),
    ("amber", r"amber|yellow"),
    ("green", r"green"),
    ("missed", r"not met|missed|not achieved|not on target|below target|failed"),
    ("met", r"met|achieved|hit"),
    ("over", r"over[\s-]?(?:spend(?:s|ing)?|spent)|in deficit|deficits?|over budget"),
    ("under", r"under[\s-]?(?:spend(?:s|ing)?|spent)|in surplus|surplus(?:es)?|under budget"),
    ("better", BETTER),
    ("worse", rf"{WORSE}|declin(?:ed|ing|es?)"),
    (
        "level",
        (
            r"level|unchanged|no change|not changed|static|stable"
            r"|(?:stayed |remained |were |was |are |is )?the same(?! (?:number|share|rate|amount|period|time|point|"
            r"stage|day|week|month|quarter|term|half|year)\b)"
            r"|steady"
        ),
    ),
    ("up", RISING),
    ("down", FALLING),
)
_SAID_PATTERNS = dict(_SAID)
_CELLS = {
    "r": "red", "a": "amber", "g": "green", "red": "red", "amber": "amber", "green": "green", "yellow": "amber",
    "✓": "met", "✔": "met", "☑": "met", "✗": "missed", "✘": "missed", "\u00d7": "missed", "❌": "missed", "✅": "met",
}  # fmt: skip
_OPPOSED = (
    ("red", "amber", "green"), ("met", "missed"), ("better", "worse", "level"), ("up", "down", "level"),
    ("over", "under"), ("yes", "no"), ("y", "n"),
)  # fmt: skip
_YES_NO = frozenset(["yes", "no", "y", "n"])
_SPENT = re.compile(r"varian|over\W*(?:and |or )?\W*under|surplus|deficit|over\s?spend", re.IGNORECASE)


@dataclass(frozen=True)
class States:
    """One column of a table as states: of each row, by its number. The rows are parts of the table, no totals."""

    table: int
    column: int
    of_row: dict[int, str] = field(hash=False)
    moved: bool = False
    """Whether they are moves between two times, worked out and not printed."""

    @property
    def counts(self) -> Counter[str]:
        """How many rows are in each state."""
        return Counter(self.of_row.values())

    def knows(self, state: str) -> bool:
        """Whether the column tells states of this kind, though it may have none of this one now."""
        return state in self._held or any(
            state in group and self._held & (set(group) - {"level"}) for group in _OPPOSED
        )

    def held_as(self, state: str) -> str:
        """How the column says it: `yes` for met where it says yes and no."""
        if self._held <= _YES_NO:
            short = max(map(len, self._held)) == 1
            return {"met": "y" if short else "yes", "missed": "n" if short else "no"}.get(state, state)
        if "same" in self._held and state == "level":
            return "same"
        return state

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(self.of_row.values())

    @cached_property
    def patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """Each state that words may tell of the column, with those words; the longest pattern first."""
        held = {state for state in self._held if state not in _SAID_PATTERNS and state not in _YES_NO}
        held |= {state for scale in _SCALES if len(held) > 1 and held <= set(scale) for state in scale}
        wanted = [
            (state, re.escape(state).replace("requires", "requir(?:es?|ed|ing)")) for state in held if len(state) > 2
        ]
        wanted += [(token, pattern) for token, pattern in _SAID if self.knows(self.held_as(token))]
        wanted.sort(key=lambda item: (-len(item[1]), item[0]))
        return [(self.held_as(state), re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for state, pattern in wanted]


def states_of(study: Study, table: PackTable) -> Iterator[States]:
    """Every column of the table that says states; then those worked out: over and under of a variance, moves."""
    parts = parts_of(table)
    if len(parts) < 2:
        return
    for column in range(len(table.columns)):
        found = {row: state for row in parts if (state := _state(table, row, column))}
        if column < table.stub and len(set(found.values())) == len(found):
            # They are what the rows are called.
            continue
        if len(found) * 5 >= len(parts) * 3 and _are_states(table, column, found):
            yield States(table.index, column, found)
    yield from _worked_out(study, table, parts)


def parts_of(table: PackTable) -> list[int]:
    """The rows that are neither a total nor a heading of a section."""
    return [
        number
        for number, row in enumerate(table.rows)
        if row.totalling is Totalling.NONE
        and not is_whole(row.label)
        and sum(bool(cell.text) for cell in row.cells) > 1
        and not _OTHERS.fullmatch(row.label.strip())
    ]


_OTHERS = re.compile(rf"(?:the )?(?:{NAMES})(?: average| mean| median| figure)?", re.IGNORECASE)
"""A row of England, of a region or of neighbours is none of the council's own."""


def _state(table: PackTable, row: int, column: int) -> str:
    cell = table.cell(row, column)
    if cell.is_number or cell.kind is CellKind.BLANK or not cell.text or len(cell.text) > LONGEST:
        return ""
    return _said_by(cell)


def _said_by(cell: Cell) -> str:
    text = " ".join(cell.text.casefold().split()).strip(" .")
    if text in _CELLS:
        return _CELLS[text]
    if cell.arrow is not None:
        return {Arrow.UP: "up", Arrow.DOWN: "down", Arrow.LEVEL: "level"}[cell.arrow]
    return next((token for token, pattern in _SAID if re.fullmatch(pattern, text)), text)


def _are_states(table: PackTable, column: int, found: dict[int, str]) -> bool:
    kinds = Counter(found.values())
    if len(kinds) > MOST_STATES or any(len(kind.split()) > 4 for kind in kinds):
        return False
    if table.columns[column].role in {Role.RATING, Role.DIRECTION, Role.TREND}:
        return True
    known = sum(count for kind, count in kinds.items() if kind in _SAID_PATTERNS)
    return known * 2 > len(found) or (len(found) >= 3 and len(kinds) < len(found) and column > 0)


def _worked_out(study: Study, table: PackTable, parts: Sequence[int]) -> Iterator[States]:
    for column in table.value_columns:
        heading = table.columns[column].heading
        signed = {row: study.value(place) for row in parts if study.is_number(place := Place(table.index, row, column))}
        if len(signed) < 2 or (min(signed.values()) >= 0 and _SPENT.search(heading) is None):
            continue
        if _SPENT.search(heading):
            yield States(
                table.index, column, {row: "over" if value > 0 else "under" for row, value in signed.items() if value}
            )
        elif table.columns[column].role is Role.DIFFERENCE:
            moves = {row: "up" if value > 0 else "down" if value else "level" for row, value in signed.items()}
            yield States(table.index, column, moves)
    yield from _moves(study, table, parts)


def _moves(study: Study, table: PackTable, parts: Sequence[int]) -> Iterator[States]:
    """Between the last two times, by the values and by performance where the table says which way is good."""
    timed = [column for column in table.value_columns if table.columns[column].role is Role.TIME]
    if len(timed) < 2:
        return
    if _is_newest_first([table.columns[column].time for column in timed]):
        timed.reverse()
    good = {series.position: series.polarity for series in study.in_table(table.index) if series.by_row}
    for before, last in ((timed[-2], timed[-1]), (timed[0], timed[-1]))[: 1 if len(timed) == 2 else 2]:
        way: dict[int, str] = {}
        for row in parts:
            ends = Place(table.index, row, before), Place(table.index, row, last)
            if all(study.is_number(place) for place in ends):
                earlier, later = (study.value(place) for place in ends)
                way[row] = "up" if later > earlier else "down" if later < earlier else "level"
        if len(way) < 2:
            continue
        yield States(table.index, last, way, moved=True)
        if all(good.get(row) in {"high", "low"} for row in way):
            yield States(
                table.index,
                last,
                {
                    row: "level"
                    if state == "level"
                    else "better"
                    if (state == "up") == (good[row] == "high")
                    else "worse"
                    for row, state in way.items()
                },
            )


def _is_newest_first(times: Sequence[Time | None]) -> bool:
    """Whether each time of one kind is before the one on its left: `2025`, `2024`."""
    known = [time for time in times if time is not None]
    if len(known) < len(times) or len({time.kind for time in known}) > 1:
        return False
    return run_backwards(known) or (
        not is_bare(known[0]) and all(one.index > other.index for one, other in pairwise(known))
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence that tell a state."""

    state: str
    text: str
    start: int
    end: int


def mentions_in(text: str, states: States) -> list[Mention]:
    """The states that a sentence tells, in the words of the column or in others for the same; the longest words win."""
    found: list[Mention] = []
    for state, pattern in states.patterns:
        for match in pattern.finditer(text):
            each = Mention(state, match[0], match.start(), match.end())
            rivals = [other for other in found if other.start < each.end and each.start < other.end]
            if any(other.end - other.start >= each.end - each.start for other in rivals):
                continue
            found = [other for other in found if other not in rivals] + [each]
    return sorted(found, key=lambda mention: mention.start)


_SCALES = (
    ("outstanding", "good", "requires improvement", "inadequate"),
    ("green", "amber", "red"),
    ("very high", "high", "medium", "low", "very low"),
    ("high", "moderate", "low"),
    ("excellent", "good", "fair", "poor"),
    ("excellent", "good", "satisfactory", "unsatisfactory"),
    ("exceeded", "met", "partly met", "not met"),
    ("critical", "high", "medium", "low"),
)
"""From the top down."""
_OR_FURTHER = re.compile(
    r"\s?(?:or|and) (?:(?P<up>better|above|higher|greater|over)|(?P<down>worse|below|lower|less|under|poorer))\b",
    re.IGNORECASE,
)
_SHORT_OF = re.compile(
    r"\b(?:(?P<up>better than|above|higher than)|(?P<down>below|worse than|lower than|less than|short of|under))"
    r" (?:a )?$",
    re.IGNORECASE,
)
_NOT_IN = re.compile(r"\b(?:not|other than|n't)(?: yet| currently| now)?(?: rated| judged| at)? $", re.IGNORECASE)
_OR_STATE = re.compile(r"\s?(?:or|and/or)\s(?:even )?", re.IGNORECASE)


def counted_in(text: str, states: States) -> Iterator[tuple[Mention, frozenset[str]]]:
    """What a sentence counts: one state, two joined by `or`, one and all beyond it (`good or better`)."""
    mentions = mentions_in(text, states)
    joined: set[int] = set()
    for place, mention in enumerate(mentions):
        if place in joined:
            continue
        further, short = _OR_FURTHER.match(text, mention.end), _SHORT_OF.search(text[: mention.start])
        after = mentions[place + 1] if place + 1 < len(mentions) else None
        if further is not None or short is not None:
            side = _beyond(states, mention.state, up=_is_up(further or short))
            if side is not None:
                yield mention, side if further is not None else side - {mention.state}
        elif _NOT_IN.search(text[: mention.start]):
            yield mention, frozenset(states.of_row.values()) - {mention.state}
        elif after is not None and _OR_STATE.fullmatch(text, mention.end, after.start):
            joined.add(place + 1)
            yield mention, frozenset([mention.state, after.state])
        elif not _OR_STATE.match(text, mention.end):
            yield mention, frozenset([mention.state])


def _is_up(match: re.Match[str] | None) -> bool:
    return match is not None and match["up"] is not None


def _beyond(states: States, state: str, *, up: bool) -> frozenset[str] | None:
    """A state and those on one side of it; None where no scale is known that has all states of the column."""
    held = set(states.of_row.values())
    scale = next((each for each in _SCALES if held | {state} <= set(each)), None)
    if scale is None:
        return None
    place = scale.index(state)
    return frozenset(scale[: place + 1] if up else scale[place:])
