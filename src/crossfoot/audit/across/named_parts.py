"""Columns that say where each figure comes from: `Part`, `Section`, `Where`, `See`, with the mark or word of one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import words_of
from crossfoot.audit.reading.pack import Pack, PackTable, Paragraph
from crossfoot.audit.spoken.number_words import NUMBERS
from crossfoot.audit.study import Study

_KINDS = (
    r"part|section|table|card|page|panel|exhibit|chart|figure|fig|chapter|annex(?:e)?|appendix|indicator|schedule|sheet|"
    r"list|tab|item|paragraph|para|graph|box|measure|domain|theme|priority|outcome"
)
_HEADED = re.compile(
    rf"(?:{_KINDS}|ref(?:erence)?|where|see(?: also)?|source|from|found in|shown in|drawn from|taken from|detail(?:s)?"
    rf"(?: in| at)?|where (?:found|shown|from)|more (?:in|at)|link|no\.?|#|"
    rf"(?:from|in|see|source) (?:{_KINDS}))(?: no\.?| number)?",
    re.IGNORECASE,
)
_WORDS = {word: str(number) for number, word in enumerate(NUMBERS[:13])}
_MARK = rf"(?:\d{{1,2}}(?:\.\d{{1,2}})?|[A-Z]\d{{1,2}}|[A-Z]|[IVX]{{1,5}}|(?:{'|'.join(_WORDS)}))"
_CITED = re.compile(
    rf"(?:see |from |in )?(?:the )?(?:(?P<kind>{_KINDS})\s?(?:no\.? ?)?)?[(\[]?(?P<mark>{_MARK})[)\].]?",
    re.IGNORECASE,
)
_TITLE = re.compile(
    rf"[>#*_\s]*(?:(?P<kind>[A-Za-z]{{3,10}})\s(?:no\.? ?)?)?[(\[]?(?P<mark>{_MARK})"
    rf"(?:[)\]]|[.:]|\s?[-\u2013\u2014]|$|(?<=\d)\s(?=\D))\s*(?P<rest>.*)",
    re.IGNORECASE,
)
FEWEST = 3
Parts = Mapping[int, Sequence[PackTable]]
"""By row, the tables of the part that it names."""


@dataclass(frozen=True, slots=True)
class Title:
    """A heading or a caption: what it is called and how it is marked, where it bears a mark, and its words."""

    line: int
    kind: str
    way: str
    mark: str
    words: frozenset[str]

    @classmethod
    def of(cls, paragraph: Paragraph) -> Title:
        """What the text of a heading says."""
        match, words = _TITLE.fullmatch(paragraph.text.strip()), frozenset(words_of(paragraph.text))
        if match is None:
            return cls(paragraph.line, "", "", "", words)
        mark = _plain(match["mark"])
        way = "figure" if match["mark"][0].isdigit() else "word" if len(match["mark"]) > 2 else "letter"
        return cls(paragraph.line, (match["kind"] or "").casefold(), way, mark, words)


def parts_named(study: Study, table: PackTable) -> Parts:
    """What the rows of a table say that their figures come from; nothing where no column says so."""
    best: Parts = {}
    for column in range(len(table.columns)):
        heading = table.columns[column].pieces[-1] if table.columns[column].pieces else ""
        if not _HEADED.fullmatch(heading.strip()):
            continue
        found = {}
        for row in range(len(table.rows)):
            cell = table.cell(row, column)
            # `c`, which elsewhere stands for a figure that is withheld, is a part here.
            if cell.text and (cell.kind is not CellKind.MISSING or cell.text.isalnum()):
                tables = _tables_of(study, table, heading.strip(), cell.text)
                if tables:
                    found[row] = tables
        if len(found) >= FEWEST and len({tables[0].index for tables in found.values()}) > 1 and len(found) > len(best):
            best = found
    return best


def _tables_of(study: Study, own: PackTable, heading: str, text: str) -> list[PackTable]:
    """The tables under the one heading that bears that mark or those words, on that sheet or on that page."""
    pack = study.pack
    sheets = study.once("sheets", -1, lambda: {each.sheet.casefold().strip() for each in pack.tables if each.sheet})
    name = text.casefold().strip()
    if name in sheets and name != own.sheet.casefold().strip():
        return [each for each in pack.tables if each.rows and each.sheet.casefold().strip() == name]
    cited = _CITED.fullmatch(text.strip())
    if cited and "page" in {heading.casefold(), (cited["kind"] or "").casefold()} and cited["mark"].isdecimal():
        page = int(cited["mark"])
        return [each for each in pack.tables if each.index != own.index and pack.page_of(each.line) == page]
    titles = study.once("titles", -1, lambda: _titles(pack)).get(own.sheet, [])
    lines = _marked(titles, heading, cited["kind"] or "", cited["mark"]) if cited else _worded(titles, text)
    if len(lines) != 1:
        return []
    tables = [each for each in pack.tables if each.sheet == own.sheet and each.rows and each.line >= lines[0]]
    ends = _end(titles, lines[0], tables)
    return [each for each in tables if each.index != own.index and each.line < ends]


def _titles(pack: Pack) -> dict[str, list[Title]]:
    """Headings and captions by sheet, in order; of a pack without sheets under none."""
    captions = {text for each in pack.tables for text in (each.caption, *each.captions[:1])}
    found: dict[str, list[Title]] = defaultdict(list)
    for each in pack.paragraphs:
        if each.heading or each.text in captions:
            found[each.sheet].append(Title.of(each))
    return found


def _marked(titles: Sequence[Title], heading: str, kind: str, mark: str) -> list[int]:
    """The lines of the headings with that mark: of that kind where it is told and such are there."""
    found = [(title.kind, title.line) for title in titles if title.mark == _plain(mark)]
    for wanted in (kind.casefold(), heading.casefold().split()[0] if heading else ""):
        of_kind = [line for each, line in found if wanted and each == wanted]
        if of_kind:
            return of_kind
    return [line for _, line in found]


def _plain(mark: str) -> str:
    small = mark.casefold()
    return _WORDS.get(small, small)


def _worded(titles: Sequence[Title], text: str) -> list[int]:
    """The line of the one heading that has all words of the text."""
    words = frozenset(words_of(text))
    return [title.line for title in titles if words and words <= title.words]


def _end(titles: Sequence[Title], line: int, tables: Sequence[PackTable]) -> int:
    """The line of the next heading of its kind; for one without a mark, of the next after the table under it."""
    own = next(title for title in titles if title.line == line)
    if not own.mark:
        first = min((table.line for table in tables), default=line)
        return min((title.line for title in titles if title.line > first), default=10**9)
    after = (each for each in titles if each.line > line and (each.kind, each.way) == (own.kind, own.way))
    # 3.1 and 3.2 are of 3.
    return min((each.line for each in after if not each.mark.startswith(f"{own.mark}.")), default=10**9)
