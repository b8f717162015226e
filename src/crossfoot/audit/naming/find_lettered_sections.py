"""References to a section by a letter, number or numeral that no heading has: the last is `H. Priorities`.

Only where the headings of that kind run from the first without a gap, and three at least.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from crossfoot.audit.naming.find_reference_faults import OTHER_PAPER, REFERENCES, found_reference
from crossfoot.audit.spoken.number_words import NUMBERS
from crossfoot.audit.study import Study

_WORDS = dict(zip(NUMBERS[1:11], range(1, 11), strict=True))
_NUMERALS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
_MARK = r"[A-Z]|\d{1,2}|[IVX]{1,5}|" + "|".join(_WORDS)
_HEADED = re.compile(
    rf"(?:(?P<kind>[a-z]{{4,10}})\s+)?(?P<mark>{_MARK})(?:[.:)]|\s?[-\u2013\u2014]|$)\s*(?P<rest>\S.*)?",
    re.IGNORECASE,
)
_CITED = re.compile(
    rf"\b(?P<kind>[Pp]art|[Cc]hapter|[Ss]ection|[Ee]xhibit|[A-Z][a-z]{{3,9}})s?\s+(?P<mark>[A-Z]|\d{{1,2}}|"
    rf"[IVX]{{1,5}}|(?i:{'|'.join(_WORDS)}))\b"
    r"(?![.\d(]\d|\s?[-/]\s?\d| (?:of|to|the|in) (?:the |that )?[A-Z])"
)
_BARE = re.compile(
    r"\b(?:whether|that|and|or|note|notes|noted|see|in|under|from|to|agree|approve|consider|discuss|repeat|receive|"
    r"endorse|with|of|at)\s(?P<mark>[B-HJ-Z])(?=[,.;)]|\s(?:should|be|is|are|and|or|to|shows?|gives?|has|"
    r"above|below|can|may|will|again|each|every|in)\b)"
)
"""`Whether C should be repeated`, where the sections are headed by letters alone."""
_ELSEWHERE = re.compile(
    r"\b(?:withdrawn|removed|dropped|attached|separate(?:ly)?|circulated|to follow|exempt|confidential|"
    r"enclosed|published|"
    r"online|website|tabled|deferred)\b",
    re.IGNORECASE,
)
_RUN = re.compile(r"\bA (?:to|-|\u2013) (?P<mark>[B-HJ-Z])\b")
"""`Note A to G`: the sections are called by their letters."""
_LAW = re.compile(
    r"\b(?:act|acts|schedule|regulations?|statutory|order|guidance|handbook|constitution|code|policy|framework|year|"
    r"years)\b",
    re.IGNORECASE,
)
_SECOND = re.compile(r"(?:(?:part|chapter|section|exhibit)\s+)?II\b", re.IGNORECASE)
"""A heading `II`: then I, V and X are numbers too."""
_NAMED_AT_END = re.compile(r"[(\[](?P<name>[a-z]+ [A-Z])[)\]]$", re.IGNORECASE)
"""`Staff in post (Table H)`: a caption that ends with the name of its table."""
FEWEST = 3
FAR = 9
"""So far after the last a number is no part of this paper, but of another."""
_OF_ANY = {"section", "part", "table", "panel", "chart", "figure", "card", "list"}
"""What headings that are a letter or numeral alone may be called."""
_NO_PARTS = {
    "year", "years", "quarter", "month", "week", "stage", "band", "level", "grade", "ages", "aged", "tier", "phase",
    "term", "group", "team", "ward", "zone", "area", "type", "step", "class", "score", "version", "round", "cohort",
    "over", "under", "about", "page", "form", "unit", "item", "option", "risk", "school", "june", "july", "april",
    "march", "august", "january", "february", "september", "october", "november", "december", "volume", "block",
}  # fmt: skip
"""What is numbered through and is no part of a paper."""


def find_lettered_sections(study: Study) -> None:
    """Check every section, part and chapter that a sentence cites against the headings of its kind."""
    paragraphs = study.pack.paragraphs
    titles = [paragraph.text for paragraph in paragraphs if paragraph.heading]
    titles += [title for table in study.pack.tables for title in (table.caption, *table.captions) if title]
    roman = any(_SECOND.match(title) for title in titles)
    runs = _runs(titles, roman=roman)
    named = {match["name"].casefold() for title in titles if (match := _NAMED_AT_END.search(title))}
    for paragraph in paragraphs if runs else ():
        for match in _CITED.finditer(paragraph.text):
            after = paragraph.text[match.end() :]
            if (match.start() == 0 and paragraph.heading) or _LAW.search(paragraph.text) or OTHER_PAPER.match(after):
                continue
            way, number = _read(match["mark"], roman=roman)
            kind = match["kind"].casefold()
            last = runs.get((kind, way)) or (runs.get(("", way)) if kind in _OF_ANY and way != 1 else None)
            if last is None or number > last[0] + FAR:
                continue
            if number <= last[0] or match[0].casefold() in named:
                study.ledger.agreed(REFERENCES)
                continue
            found_reference(study, paragraph, match[0], f"The last heading of that kind is {last[1]!r}.", 0.8)
    if (last := runs.get(("", 0))) is not None:
        _check_bare(study, *last)


def _check_bare(study: Study, last: int, title: str) -> None:
    """Letters alone, in a paper that tells its sections so: one that is nowhere else in it has no section."""
    paragraphs = study.pack.paragraphs
    if not any(_number(match) == last for each in paragraphs for match in _RUN.finditer(each.text)):
        return
    alone = re.compile(r"(?<![\w'\u2019&/-])[A-Z](?![\w'\u2019&/-])")
    texts = [each.text for each in paragraphs]
    texts += [cell.text for table in study.pack.tables for row in table.rows for cell in row.cells]
    texts += [column.heading for table in study.pack.tables for column in table.columns]
    times = Counter(letter for text in texts for letter in alone.findall(text))
    for paragraph in paragraphs:
        for match in _BARE.finditer(paragraph.text):
            if _number(match) <= last:
                study.ledger.agreed(REFERENCES)
            elif not _ELSEWHERE.search(paragraph.text) and times[match["mark"]] == 1 and _number(match) <= last + FAR:
                found_reference(study, paragraph, match["mark"], f"The last heading of that kind is {title!r}.", 0.8)


def _number(match: re.Match[str]) -> int:
    """Which letter it is."""
    return ord(match["mark"]) - ord("A") + 1


def _runs(titles: list[str], *, roman: bool) -> dict[tuple[str, int], tuple[int, str]]:
    """The last heading of each kind and way of numbering, where they run from the first without a gap."""
    found: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for title in titles:
        for kind, way, number in _headed(title, roman=roman):
            found[kind, way].append((number, title))
    runs = {}
    for key, headings in found.items():
        numbers = sorted({number for number, _ in headings})
        if len(numbers) >= FEWEST and numbers == list(range(1, len(numbers) + 1)):
            runs[key] = max(headings)
    return runs


def _headed(title: str, *, roman: bool) -> Iterator[tuple[str, int, int]]:
    match = _HEADED.fullmatch(title.strip())
    if match is None or (match["kind"] or "").casefold() in _NO_PARTS:
        return
    if match["kind"] or (match["rest"] and match["mark"].isupper()):
        yield ((match["kind"] or "").casefold(), *_read(match["mark"], roman=roman))


def _read(mark: str, *, roman: bool) -> tuple[int, int]:
    """How it is written (letters 0, figures 1, numerals 2, words 3) and which number it is."""
    plain = mark.casefold()
    if plain.isdecimal():
        return 1, int(plain)
    if plain in _WORDS:
        return 3, _WORDS[plain]
    if roman and plain in _NUMERALS:
        return 2, _NUMERALS[plain]
    return 0, ord(plain[0]) - ord("a") + 1
