"""Numbers and names of the parts of a report: its paragraphs and sections, `Part 2`, `Annex A`, `Table 3`, `CS04`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from crossfoot.audit.reading.pack import Pack

SHORTEST = 60
"""Characters of a paragraph: a shorter one is a heading or a label."""
KINDS = (
    "part|annexe|annex|appendix|table|figure|chart|graph|kpi|priority|objective|recommendation|theme|chapter|map|box"
)
_SENTENCE = re.compile(r"\d{1,2}\s+[a-z]")
"""`50 pupils were excluded` is no heading."""
_NUMBERED = re.compile(r"^(?:[>#*]+\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\S")
_LABEL = re.compile(
    rf"^(?P<kind>{KINDS}) (?:no\.? ?)?(?P<id>\d{{1,2}}(?:\.\d{{1,2}})*[a-z]?|[A-Z])"
    r"(?=[\s:.,)\u2013\u2014-]|$)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"\s*(?:$|[:.,)\u2013\u2014-]+\s*(?:$|\S)|[\"'\u2018\u201c(]?[A-Z0-9])")
_REFERENCE = re.compile(r"(?P<prefix>[A-Z]{1,6}[ .-]?)(?P<number>\d{1,3})")
FEWEST_REFERENCES = 4


@dataclass(slots=True)
class Report:
    """A stretch of the pack with one run of paragraph numbers."""

    first_line: int
    numbers: dict[str, int] = field(default_factory=dict)
    """Number to line."""
    headings: set[str] = field(default_factory=set)
    order: list[tuple[str, int, str]] = field(default_factory=list)
    """Every number with its line and text, those printed twice too."""

    @property
    def tops(self) -> list[int]:
        """The sections, where they run from 1 without a gap; else empty."""
        found = sorted({int(number.partition(".")[0]) for number in self.numbers})
        return found if found == list(range(1, len(found) + 1)) and len(found) >= 2 else []

    @property
    def deep(self) -> list[str]:
        """The numbers with a point."""
        return [number for number in self.numbers if "." in number]


@dataclass(frozen=True, slots=True)
class Label:
    """`Annex A`: its kind, the letter or number, where it heads something, and what."""

    kind: str
    id: str
    line: int
    text: str


def reports_of(pack: Pack) -> list[Report]:
    """Numbering that begins again with 1 begins another report."""
    reports = [Report(1)]
    highest = 0
    for paragraph in pack.paragraphs:
        match = _NUMBERED.match(paragraph.text)
        if match is None:
            continue
        number = match["number"]
        top = int(number.partition(".")[0])
        if _SENTENCE.match(paragraph.text) and top != highest + 1:
            continue
        if top == 1 and (number in reports[-1].numbers or highest > 2):
            reports.append(Report(paragraph.line))
            highest = 0
        if len(paragraph.text) < SHORTEST or (paragraph.heading and not paragraph.text.endswith(":")):
            # The reference of a measure, or a heading: it may be left out.
            reports[-1].headings.add(number)
        highest = max(highest, top)
        reports[-1].numbers.setdefault(number, paragraph.line)
        reports[-1].order.append((number, paragraph.line, paragraph.text))
    return reports


def reports_near(reports: list[Report], line: int) -> list[Report]:
    """The report of a line first, then the ones before and after it: a list of recommendations may stand apart."""
    own = max((place for place, report in enumerate(reports) if report.first_line <= line), default=0)
    return [reports[place] for place in (own, own - 1, own + 1) if 0 <= place < len(reports)]


def labels_of(pack: Pack) -> dict[str, list[Label]]:
    """By kind, what heads a paragraph, a table or a row, in the order of lines."""
    found: dict[str, list[Label]] = defaultdict(list)
    texts = [(each.line, each.text, len(each.text) < 200) for each in pack.paragraphs]
    for table in pack.tables:
        texts += [(table.line, caption, True) for caption in (table.caption, *table.captions)]
        texts += [(row.line, row.cells[0].text, False) for row in table.rows if row.cells]
        texts += [(row[0].line, row[0].text, False) for row in table.header if row]
    seen: set[tuple[str, str]] = set()
    for line, text, _ in sorted(texts):
        match = _LABEL.match(text)
        if (
            match is None
            or len(text) > 200
            or not _TITLE.match(match["rest"])
            or (match["kind"].casefold(), text) in seen
        ):
            continue
        kind = kind_of(match["kind"])
        seen.add((match["kind"].casefold(), text))
        if any(each.id == match["id"].upper() and text.startswith(f"{each.text}:") for each in found[kind]):
            # `Appendix C. Early help: what the figures say` is a part of it.
            continue
        found[kind].append(Label(kind, match["id"].upper(), line, text))
    return found


def kind_of(word: str) -> str:
    """`annex` for `Annexes`, `graph` for `Graphs`."""
    plain = word.casefold()
    return (
        "annex"
        if plain.startswith("annex")
        else "appendix"
        if plain.startswith("append")
        else ("priority" if plain.startswith("priorit") else plain.removesuffix("s"))
    )


def place_of(name: str) -> int | None:
    """1 for `1`, `A` and `1a`; None for more than one letter."""
    digits = re.match(r"\d+", name)
    if digits:
        return int(digits[0])
    return ord(name.upper()) - ord("A") + 1 if len(name) == 1 and name.isalpha() else None


def is_run(names: Iterable[str]) -> bool:
    """Whether the names are 1, 2, 3 or A, B, C without a gap."""
    places = sorted({place for name in names if (place := place_of(name)) is not None})
    return bool(places) and places == list(range(1, len(places) + 1))


def references_of(pack: Pack) -> dict[str, set[int]]:
    """By prefix, the numbers of a register's references (`CS01` to `CS10`), where they run without a gap."""
    found: dict[str, set[int]] = defaultdict(set)
    for table in pack.tables:
        here: dict[str, list[int]] = defaultdict(list)
        for row in table.rows:
            match = _REFERENCE.fullmatch(row.cells[0].text) if row.cells else None
            if match is not None:
                here[match["prefix"].rstrip(" .-")].append(int(match["number"]))
        for prefix, numbers in here.items():
            if len(numbers) >= FEWEST_REFERENCES and len(set(numbers)) == len(numbers):
                found[prefix] |= set(numbers)
    return {prefix: numbers for prefix, numbers in found.items() if numbers == set(range(1, len(numbers) + 1))}
