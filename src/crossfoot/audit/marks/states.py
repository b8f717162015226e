"""Words and marks of state: colours, met and not met, bands of risk; what a cell of a rating column says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

COLOURS = ("red", "amber", "green")
_LETTERS = {"r": "red", "a": "amber", "g": "green", "y": "yellow", "b": "blue"}
_SIGNS = {
    "🔴": "red",
    "🟥": "red",
    "🟠": "amber",
    "🟧": "amber",
    "🟡": "amber",
    "🟨": "amber",
    "🟢": "green",
    "🟩": "green",
}
_COLOUR = re.compile(r"\b(red|amber|yellow|orange|green|blue)\b", re.IGNORECASE)
_TICKS = dict.fromkeys("✓✔☑✅🗸", "yes") | dict.fromkeys("✗✘✕✖\u00d7☒❌", "no")
_NO = re.compile(
    r"n|no|not (yet )?(being )?(met|achieved|reached|on (target|track)|attained)|missed|unmet|target not (met|"
    r"achieved)|"
    r"(off|below|behind|under|misses) (target|track|plan|standard)|fail(ed)?|behind|cross",
    re.IGNORECASE,
)
_YES = re.compile(
    r"y|yes|met|achieved|reached|attained|on (target|track|plan)|target (met|achieved)|(meets|exceeds|above) "
    r"(target|standard)|exceeded|pass(ed)?|hit|tick",
    re.IGNORECASE,
)
_FAMILIES = (
    (*COLOURS, "blue"),
    ("very low", "low", "medium", "high", "very high", "moderate", "critical", "extreme", "severe", "significant"),
    (
        "met",
        "nearly met",
        "partly met",
        "partially met",
        "mostly met",
        "almost met",
        "near",
        "not met",
        "missed",
        "exceeded",
    ),
    ("achieved", "nearly achieved", "partly achieved", "partially achieved", "mostly achieved", "not achieved"),
    (
        "on target",
        "slightly off target",
        "near target",
        "close to target",
        "off target",
        "above target",
        "below target",
    ),
    ("on track", "slightly off track", "at risk", "off track"),
)
_SPACE = re.compile(r"[\s*†‡●■◆⬤•★▲▼◄►.:()\[\]_/-]+")
LONGEST = 32
"""Characters: a longer text is no state."""
NOTHING = frozenset(
    [
        "", "-", "\u2013", "..", "*", "x", "n/a", "na", "n/c", "nc", "n/k", "nk", "tbc", "tba", "none", "no data",
        "not rated", "not known", "not collected", "not available", "not applicable", "not due", "not yet due",
        "awaited", "pending", "suppressed", "grey", "gray", "white",
    ]
)  # fmt: skip


@lru_cache(maxsize=4_000)
def state_of(text: str) -> str:
    """The state a cell says, in small letters: `red` for `R` or `Red (off track)`, `yes` for a tick; empty for none."""
    plain = " ".join(text.split())
    if not plain or len(plain) > LONGEST or plain.casefold() in NOTHING:
        return ""
    signs = {_SIGNS[mark] for mark in plain if mark in _SIGNS}
    named = {match.casefold() for match in _COLOUR.findall(plain)}
    if len(signs | named) == 1:
        return "amber" if (only := (signs | named).pop()) == "orange" else only
    ticks = {_TICKS[mark] for mark in plain if mark in _TICKS}
    if len(ticks) == 1:
        return ticks.pop()
    bare = _SPACE.sub(" ", plain).strip().casefold()
    return _LETTERS.get(bare, bare) if not any(letter.isdecimal() for letter in bare) else ""


def met_of(state: str) -> bool | None:
    """Whether a state says that a target is met; None where it says nothing of the kind."""
    if _NO.fullmatch(state):
        return False
    return True if _YES.fullmatch(state) else None


def is_rated(states: Sequence[str]) -> bool:
    """Whether the cells of a column, as states, are ratings: few different ones, and all of one family."""
    said = [state for state in states if state]
    kinds = set(said)
    if len(said) < 2 or len(kinds) > 6:
        return False
    return any(kinds <= set(family) for family in _FAMILIES) and (len(kinds) > 1 or kinds <= set(COLOURS))


def vocabulary(states: Iterable[str]) -> tuple[str, ...]:
    """The states a legend may speak of for a column that has these: theirs, and those of their family."""
    said = {state for state in states if state}
    for family in _FAMILIES:
        if len(said & set(family)) >= min(2, len(said)):
            said |= set(family)
    said |= {
        f"not {state}" for state in said if state not in COLOURS and not state.startswith("not ") and len(state) > 2
    }
    if said & {"yes", "no"}:
        said |= {"yes", "no", "tick", "cross", "✓", "✗", "✔", "✘"}
    return tuple(sorted(said, key=lambda state: (-len(state), state)))


@lru_cache(maxsize=500)
def state_pattern(states: tuple[str, ...]) -> re.Pattern[str]:
    """Finds those states in a text, the longest first; letters only as capitals that stand alone."""
    words = [re.escape(state).replace(r"\ ", r"[\s-]+") for state in states if len(state) > 1]
    letters = [letter.upper() for letter, colour in _LETTERS.items() if colour in states]
    single = rf"|(?<![\w'&/-])(?P<letter>[{''.join(letters)}])(?![\w'&/-])" if letters else ""
    alone = "".join(state.upper() for state in states if len(state) == 1 and state.isalpha())
    marks = [re.escape(state) for state in states if len(state) == 1 and not state.isalpha()]
    marks += [rf"(?<![\w'&/-])[{alone}](?![\w'&/-])"] if alone else []
    signs = f"|(?P<mark>{'|'.join(marks)})" if marks else ""
    return re.compile(rf"(?<![\w-])(?P<word>(?i:{'|'.join(words) or 'x{9}'}))(?![\w-]){single}{signs}")


def said_in(match: re.Match[str]) -> str:
    """The state that a match of `state_pattern` names."""
    groups = match.groupdict()
    if letter := groups.get("letter"):
        return _LETTERS[letter.casefold()]
    if mark := groups.get("mark"):
        return _TICKS.get(mark, mark.casefold())
    word = re.sub(r"[\s-]+", " ", match["word"]).casefold()
    return {"tick": "yes", "cross": "no"}.get(word, word)
