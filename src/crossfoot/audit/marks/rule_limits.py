"""What keeps a rule told in words from being used: that it is cut off, makes exceptions, leaves room for judgement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.marks.told_words import speaks_of
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import PackTable

_SENTENCE = re.compile(r"(?<=[.;!?])[\"\u201d\u2019')]*\s+|\n")
_CUT = re.compile(
    r"(?:[,(:\u2013-]|\b(?:and|or|but|of|than|the|an?|by|to|for|is|are|if|where|when|with|in|at|more|less|under|over|"
    r"within|between|from|up|least|most))\s*$",
    re.IGNORECASE,
)
_HEADLESS = re.compile(r"\s*(?:or|and|but|of|than|by|to|when|where|which|that|it|is|more|less|points?|days?)\b")
_EXCEPT = re.compile(
    r"\b(?:except(?:ions?|ing)?|apart from|other than|but for|save for|unless|does not apply|do not apply|not applied|"
    r"excluding)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\bjudge?ments?\b|\bdiscretion\w*|\bprofessional (?:view|opinion)|\bin the (?:view|opinion) of\b|\bself-assess|"
    r"\b(?:owner|lead|manager|director|officer)(?:'s|s'|\u2019s|s\u2019)? (?:own )?(?:view|opinion|rating)\b|"
    r"\boverr(?:id|ul|od)\w*|\b(?:may|can|could|might) be (?:changed|moved|raised|lowered|set|rated|marked|shown|"
    r"downgraded|upgraded)\b|\b(?:mark|rating|colour|grade|band|state|status) is (?:given|set|decided|chosen) "
    r"by (?:the|an?|its|their)\b|\bforecast outcome\b|\bmoderat(?:ed|ion)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:in|for|of|to)\s+(?:the )?(?P<noun>section|part|table|annex|appendix|exhibit|figure|grid|chart|panel|"
    r"schedule)s?\s(?P<name>[A-Z]|\d{1,2}(?:\.\d)?[a-z]?)\b(?P<more>\s?(?:,|and|to|or|-|\u2013)\s?(?:[A-Z]|\d{1,2})\b)?",
)
_NAMED = re.compile(
    r"^\W*(?:(?P<noun>section|part|table|annex|appendix|exhibit|figure|grid|chart|panel|schedule)\s)?"
    r"(?P<name>[A-Z]|\d{1,2}(?:\.\d)?[a-z]?)\b[.:)\s]",
    re.IGNORECASE,
)


SHORTEST = 3
"""Letters of a heading that a text names."""


def is_cut(text: str, labels: Sequence[str]) -> bool:
    """Whether a line that names a mark begins or ends in the middle of a phrase: the rest of it stands elsewhere."""
    return any((_CUT.search(line) or _HEADLESS.match(line)) and speaks_of(line, labels) for line in text.split("\n"))


def is_judged(text: str) -> bool:
    """Whether the words leave the marks to somebody's judgement."""
    return _JUDGED.search(text) is not None


def leaves_room(text: str) -> bool:
    """Whether the text makes exceptions or leaves room for judgement."""
    return _JUDGED.search(text) is not None or _EXCEPT.search(text) is not None


def tells_other_numbers(text: str, heading: str) -> bool:
    """Whether a rule has other numbers for a column: `The quality mark uses 80% and 75% in the same way`."""
    name = re.escape(heading.rpartition(" | ")[2].strip())
    own = re.search(
        rf"\b(?:the|for(?: the)?) {name},? (?:uses?|has|takes|it is|they are|is set at|goes by)\b[^.;]*\d",
        text,
        re.IGNORECASE,
    )
    return bool(name) and own is not None and own.start() > 0


def own_part(text: str, table: PackTable, heading: str) -> tuple[int, int]:
    """Where the rule of a column stands in a text that tells several, each by its heading: `Time mark: green ...`."""
    starts: dict[str, int] = {}
    for each in table.columns:
        name = each.heading.rpartition(" | ")[2].strip()
        if each.numeric or len(name) < SHORTEST:
            continue
        told = re.search(rf"(?:^|[.;|]\s*)(?:the |for (?:the )?)?{re.escape(name)}\s*[:=,]", text, re.IGNORECASE)
        if told is not None:
            starts[name.casefold()] = told.start()
    own = starts.get(heading.rpartition(" | ")[2].strip().casefold())
    if own is None or len(starts) == 1:
        return 0, len(text)
    return own, min((start for start in starts.values() if start > own), default=len(text))


def rows_ruled(text: str, marked: Marked) -> frozenset[int] | None:
    """The rows to which a rule may be put; None where the text leaves open what it is.

    A rule that leaves room for judgement or speaks of another table is not used at all; rows that its exceptions name
    are left out.
    """
    if (
        _JUDGED.search(_without_heading(text, marked.heading))
        or _is_of_another(text, marked)
        or tells_other_numbers(text, marked.heading)
    ):
        return None
    rows = frozenset(marked.marks)
    for sentence in _SENTENCE.split(text):
        if _EXCEPT.search(sentence) is None:
            continue
        spared = _rows_named(sentence, marked)
        if not spared:
            return None
        rows -= spared
    return rows


def _without_heading(text: str, heading: str) -> str:
    """The words after what heads the marks: `Judgement: 4.5 and above outstanding`."""
    own = re.escape(heading.rpartition(" | ")[2].strip())
    return re.sub(rf"^\s*{own}s?\s*(?:[:=]|is\b|are\b)", "", text, flags=re.IGNORECASE) if own else text


def _rows_named(names: str, marked: Marked) -> frozenset[int]:
    """The rows with most words of their labels in a sentence that makes an exception."""
    said = set(words_of(names))
    found = set()
    for key in marked.marks:
        own = set(words_of(marked.table.columns[key].heading if marked.by_row else marked.table.rows[key].label))
        shared = own & said
        if shared and len(shared) * 2 >= min(len(own), 6):
            found.add(key)
    return frozenset(found)


def _is_of_another(text: str, marked: Marked) -> bool:
    """Whether the text says of which table it is, and the table is headed as another of the same kind."""
    told = [match for match in _PART.finditer(text) if not match["more"]]
    if not told or len(told) != len(list(_PART.finditer(text))):
        return False
    for caption in (marked.table.caption, *marked.table.captions):
        if (own := _NAMED.match(f"{caption} ")) is None:
            continue
        noun = (own["noun"] or "").casefold()
        same = [match["name"].casefold() for match in told if not noun or match["noun"].casefold() == noun]
        if noun and same and own["name"].casefold() not in same:
            return True
    return False
