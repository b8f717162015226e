"""Minutes of a meeting: nobody is among those present and among those who sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

BOTH = Rule(
    "present-and-absent",
    Kind.LABEL,
    "Who sent apologies for a meeting is not among those present.",
    Severity.WARNING,
)
WITHIN = 60
"""Lines from the word `Present` to the apologies."""
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Rev|Revd|Canon|Sir|Dame|Lady|Lord)\.?"
_NAME = re.compile(rf"\b{_TITLE} (?P<first>(?:[A-Z]\.? ?){{1,3}}|[A-Z][a-z]+ )(?P<last>[A-Z][A-Za-z'\u2019-]+)")
_PRESENT = re.compile(
    r"\W*(?:members |those |also |councillors |committee members )?(?:present|in attendance)\W*", re.IGNORECASE
)
_APOLOGIES = re.compile(
    r"\bapologies (?:for (?:absence|the meeting) )?(?:were|was|had been|have been) (?:received|given|noted|sent)"
    r"|\bapologies (?:received )?(?:from|for absence:)",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:late|lateness|leav|left|early|part of|item|virtual|remote|online)\w*", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_SHORT = 90


def find_present_and_absent(study: Study) -> None:
    """Compare the names after `Present` with those in the sentence of apologies that follows."""
    texts = sorted(_texts(study.pack))
    starts = [line for line, text in texts if _PRESENT.fullmatch(text)]
    for line, text in texts:
        start = max((each for each in starts if each < line), default=None)
        if start is None or line - start > WITHIN or not (match := _APOLOGIES.search(text)):
            continue
        present = {
            key: where
            for where, name in texts
            if start < where < line and len(name) <= _SHORT and (key := _key_of_entry(name))
        }
        sentence = text[match.start() :].partition(". ")[0] + " "
        absent = {} if _PART.search(sentence) else dict(_names(_BRACKETS.sub(" ", sentence)))
        for key, name in absent.items():
            if key in present:
                study.ledger.found(
                    BOTH,
                    None,
                    line=line,
                    published=name,
                    expected="present, or apologies",
                    explanation=f"{BOTH.words} {name} is among those present at line {present[key]}.",
                    confidence=0.8,
                ).other_lines = (present[key],)
        if present and absent:
            study.ledger.agreed(BOTH, len(set(absent) - set(present)))


def _key_of_entry(text: str) -> tuple[str, str] | None:
    """Of a line of the list, which begins with a name; none where it is a sentence."""
    match = _NAME.match(text.strip(" *-"))
    return _key(match) if match else None


def _names(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    for match in _NAME.finditer(text):
        yield _key(match), match.group()


def _key(match: re.Match[str]) -> tuple[str, str]:
    """First letters and last name: titles are written in many ways."""
    return match["first"].strip(" .").replace(".", "").replace(" ", "").casefold(), match["last"].casefold()


def _texts(pack: Pack) -> Iterator[tuple[int, str]]:
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        for cells in (*table.header, *(row.cells for row in table.rows)):
            yield from ((cell.line, cell.text) for cell in cells if cell.text)
