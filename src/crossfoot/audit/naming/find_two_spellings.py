"""One name in two ways: a person of one list under two titles, a place or a name that differs by a letter or two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import subject_of
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

SPELLINGS = Rule("two-spellings", Kind.LABEL, "One name is written in one way.", Severity.NOTE)
SHORTEST = 6
"""Letters: shorter words that differ by one are two words."""
ENTRY = 60
"""Characters of an entry of a list of members."""
_TITLED = re.compile(
    r"\W{0,4}(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.? "
    r"(?P<first>(?:[A-Z]\.? ?){1,3}|[A-Z][a-z]+ )(?P<last>[A-Z][A-Za-z'\u2019-]+)\b"
)
_PHRASE = re.compile(
    r"(?<![\w'\u2019])[A-Z][a-z\u2019']+(?: (?:of|upon|on|in|the|and) (?=[A-Z])| (?=[A-Z]))"
    r"[A-Z][a-z\u2019']+(?:(?: (?:of|upon|on|in|the|and) (?=[A-Z])| (?=[A-Z]))[A-Z][a-z\u2019']+)*"
)
_STREETS = frozenset(("road", "street", "avenue", "lane", "close", "drive", "way", "crescent", "terrace", "square"))
MOST_WORDS = 4


def find_two_spellings(study: Study) -> None:
    """Find titles and names that are not the same throughout; a note each, at the later place."""
    texts = sorted(_texts(study.pack))
    _check_titles(study, texts)
    _check_names(study, texts)


def _texts(pack: Pack) -> Iterator[tuple[int, str]]:
    for paragraph in pack.paragraphs:
        yield paragraph.line, paragraph.text
    for table in pack.tables:
        for cells in (*table.header, *(row.cells for row in table.rows)):
            yield from ((cell.line, cell.text) for cell in cells if cell.text)


def _check_titles(study: Study, texts: list[tuple[int, str]]) -> None:
    """The same initial and surname with two titles, under headings of one role: two people may share a surname."""
    heading = frozenset[str]()
    known: dict[tuple[str, str], list[tuple[str, int, frozenset[str]]]] = defaultdict(list)
    for line, text in texts:
        match = _TITLED.match(text)
        if match is None:
            heading = subject_of(text) if len(text) <= ENTRY else frozenset[str]()
        elif len(text) <= ENTRY:
            known[match["first"].strip(" ."), match["last"]].append((match["title"], line, heading))
    for (first, last), entries in known.items():
        for (title, line, role), (other, again, same) in combinations(entries, 2):
            if not role or role != same:
                continue
            if title == other:
                study.ledger.agreed(SPELLINGS)
            else:
                _report(study, again, f"{other} {first} {last}", f"{title} {first} {last}", line)


def _check_names(study: Study, texts: list[tuple[int, str]]) -> None:
    """Names of two words or more that are the same but for one word, which differs by a letter or a switched pair."""
    lines = _names(texts)
    told: set[frozenset[str]] = set()
    for before, one, other, after in _alike(lines):
        pair = frozenset((one.casefold(), other.casefold()))
        if pair in told or not _is_slip(one, other, after):
            continue
        told.add(pair)
        names = sorted(
            (" ".join(part for part in (before, word, after) if part) for word in (one, other)),
            key=lambda name: (-len(lines[name]), lines[name][0]),
        )
        if len(lines[names[1]]) == 1:
            _report(study, lines[names[1]][0], names[1], names[0], lines[names[0]][0])


def _names(texts: list[tuple[int, str]]) -> dict[str, list[int]]:
    """Runs of words with capitals, and their parts of two words or more, with the lines at which they stand."""
    lines: dict[str, list[int]] = defaultdict(list)
    for line, text in texts:
        for match in _PHRASE.finditer(text):
            words = match[0].split()
            for start, end in combinations(range(len(words) + 1), 2):
                part = words[start:end]
                if 2 <= len(part) <= MOST_WORDS and part[0][0].isupper() and part[-1][0].isupper():
                    lines[" ".join(part)].append(line)
    return lines


def _alike(names: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Pairs of names that differ in one word: what stands before it, the two words, what stands after it."""
    gaps: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        words = name.split()
        for place, word in enumerate(words):
            gaps[" ".join(words[:place]), " ".join(words[place + 1 :])].add(word)
    for (before, after), found in gaps.items():
        yield from ((before, one, other, after) for one, other in combinations(sorted(found), 2))


def _is_slip(one: str, other: str, after: str) -> bool:
    """Whether two words differ by one letter or a switched pair, and not as one and many of a thing do."""
    shorter, longer = sorted((one, other), key=len)
    if one.casefold() == other.casefold() or len(longer) - len(shorter) > 1:
        return False
    if "'" in longer + shorter or "\u2019" in longer + shorter:
        return False
    if longer in {f"{shorter}s", f"{shorter}d", f"{shorter}n", f"{shorter}y", f"{shorter}r"}:
        return after.casefold() in _STREETS and longer == f"{shorter}s"
    return min(len(one), len(other)) >= SHORTEST and _one_step(shorter, longer)


def _one_step(shorter: str, longer: str) -> bool:
    if len(shorter) < len(longer):
        return any(longer[:place] + longer[place + 1 :] == shorter for place in range(1, len(longer)))
    differ = [place for place, (one, other) in enumerate(zip(shorter, longer, strict=True)) if one != other]
    if len(differ) == 2 and differ[1] == differ[0] + 1:
        first, second = differ
        return shorter[first] == longer[second] and shorter[second] == longer[first]
    return False


def _report(study: Study, line: int, published: str, expected: str, other: int) -> None:
    study.ledger.found(
        SPELLINGS,
        None,
        line=line,
        row=published,
        published=published,
        expected=expected,
        explanation=f"{SPELLINGS.words} Line {other} has {expected}.",
        confidence=0.5,
    ).other_lines = (other,)
