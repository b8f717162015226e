"""References: to paragraphs that are not there, to one appendix under two names; numbers of paragraphs left out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.pack import Pack
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

REFERENCES = Rule(
    "references", Kind.NARRATIVE, "A paragraph, table or appendix that is referred to is there.", Severity.WARNING
)
APPENDICES = Rule("appendices", Kind.NARRATIVE, "An appendix is one thing.", Severity.WARNING)
NUMBERING = Rule("numbering", Kind.LABEL, "Paragraphs are numbered one after the other.", Severity.NOTE)
SHORTEST = 60
"""Characters of a paragraph: a shorter one is a heading or a label."""
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\S")
_TO_PARAGRAPH = re.compile(
    r"\b(?:paragraphs?|sections?|paras?)\s+(?P<numbers>\d{1,2}(?:\.\d{1,2})+(?:(?:\s*,\s*|\s+and\s+|\s+to\s+|"
    r"\s*&\s*)\d{1,2}(?:\.\d{1,2})+)*)(?P<where>[^.]{0,24})",
    re.IGNORECASE,
)
_TO_APPENDIX = re.compile(
    r"(?P<what>[A-Z][\w-]*(?: (?:[A-Z][\w-]*|of|and|the|report|scorecard|register|dashboard))*) (?:is )?(?:at|"
    r"in|attached (?:at|as)) [Aa]ppendix (?P<numbers>\d{1,2}(?:\s*(?:&|and|,)\s*\d{1,2})*)"
)
_ELSEWHERE = re.compile(
    r"of (the|that|this|a) (previous |last |original )?(report|act|guidance|constitution|code)|being amended|of "
    r"the minutes",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^(appendix|annex) (?P<number>\d{1,2}|[A-Z])\b", re.IGNORECASE)
_TO_TABLE = re.compile(r"\b(?:see |in )?table (?P<number>\d{1,2})\b(?! \()", re.IGNORECASE)
_TABLE_HEADED = re.compile(r"^table (?P<number>\d{1,2})\b\s*[:.\-\u2013]?", re.IGNORECASE)


@dataclass(slots=True)
class Report:
    """A stretch of the pack with one run of paragraph numbers."""

    first_line: int
    numbers: dict[str, int] = field(default_factory=dict)
    """Number to line."""
    headings: set[str] = field(default_factory=set)


def find_reference_faults(study: Study) -> None:
    """Check cross-references, appendices and numbering."""
    reports = _reports(study.pack)
    _check_references(study, reports)
    _check_appendices(study, reports)
    _check_tables(study)
    for report in reports:
        _check_numbering(study, report)


def _reports(pack: Pack) -> list[Report]:
    """Numbering that begins again with 1 begins another report."""
    reports = [Report(1)]
    highest = 0
    for paragraph in pack.paragraphs:
        match = _NUMBERED.match(paragraph.text)
        if match is None:
            continue
        number = match["number"]
        if len(paragraph.text) < SHORTEST or (paragraph.heading and not paragraph.text.endswith(":")):
            # The reference of a measure, or a heading: it may be left out.
            reports[-1].headings.add(number)
        top = int(number.partition(".")[0])
        if top == 1 and (number in reports[-1].numbers or highest > 2):
            reports.append(Report(paragraph.line))
            highest = 0
        highest = max(highest, top)
        reports[-1].numbers.setdefault(number, paragraph.line)
    return reports


def _check_references(study: Study, reports: list[Report]) -> None:
    for paragraph in study.pack.paragraphs:
        for match in _TO_PARAGRAPH.finditer(paragraph.text):
            around = paragraph.text[match.end("numbers") : match.end("numbers") + 60]
            own = next((report for report in reversed(reports) if report.first_line <= paragraph.line), reports[0])
            if (
                _ELSEWHERE.search(around) and not re.search(r"of this report", around, re.IGNORECASE)
            ) or not own.numbers:
                continue
            here = bool(re.search(r"below|above|this (report|paper)", around, re.IGNORECASE))
            deep = [number for number in own.numbers if "." in number]
            if len(deep) < 3:
                continue
            for number in re.findall(r"\d{1,2}(?:\.\d{1,2})+", match["numbers"]):
                top = number.partition(".")[0]
                # Only where the report numbers as deep as that, in that section.
                beside = sum(each.partition(".")[0] == top and each.count(".") >= number.count(".") for each in deep)
                if not here and beside < 3:
                    continue
                if number in own.numbers or any(each.startswith(f"{number}.") for each in own.numbers):
                    study.ledger.agreed(REFERENCES)
                    continue
                study.ledger.found(
                    REFERENCES,
                    None,
                    line=paragraph.line,
                    published=f"paragraph {number}",
                    row=paragraph.text[:160],
                    explanation=f"{REFERENCES.words} This report has no {number}{_nearest(number, own)}.",
                    confidence=0.85 if here else 0.6,
                )


def _nearest(number: str, report: Report) -> str:
    top = number.partition(".")[0]
    same = [each for each in report.numbers if each.partition(".")[0] == top and "." in each]
    return f"; its section {top} ends at {same[-1]}" if same else ""


def _check_appendices(study: Study, reports: list[Report]) -> None:
    named: dict[tuple[int, str], list[tuple[frozenset[str], str, int]]] = defaultdict(list)
    headed = {
        match["number"]
        for paragraph in study.pack.paragraphs
        if len(paragraph.text) < 90 and (match := _HEADED.match(paragraph.text))
    }
    for paragraph in study.pack.paragraphs:
        own = max((report.first_line for report in reports if report.first_line <= paragraph.line), default=1)
        for match in _TO_APPENDIX.finditer(paragraph.text):
            words = frozenset(re.findall(r"[a-z]{2,}", match["what"].casefold())) - {"the", "report", "and", "attached"}
            for number in re.findall(r"\d{1,2}", match["numbers"]):
                earlier = next((each for each in named[own, number] if not each[0] & words and words), None)
                named[own, number].append((words, match["what"], paragraph.line))
                if earlier is None:
                    study.ledger.agreed(APPENDICES)
                    continue
                study.ledger.found(
                    APPENDICES,
                    None,
                    line=paragraph.line,
                    published=f"Appendix {number}",
                    row=paragraph.text[:160],
                    explanation=(
                        f"{APPENDICES.words} Appendix {number} is {match['what']!r} here and {earlier[1]!r} "
                        f"at line {earlier[2]}."
                    ),
                    confidence=0.75,
                )
        for match in re.finditer(r"\b(?:Appendix|Annex) (?P<number>\d{1,2}|[A-H])\b", paragraph.text):
            if (
                len(headed) >= 2
                and match["number"] not in headed
                and not re.search(r"of the report|of that report", paragraph.text[match.end() : match.end() + 30])
            ):
                study.ledger.found(
                    REFERENCES,
                    None,
                    line=paragraph.line,
                    published=match[0],
                    row=paragraph.text[:160],
                    explanation=(
                        f"{REFERENCES.words} Nothing is headed {match[0]}; there are {', '.join(sorted(headed))}."
                    ),
                    confidence=0.65,
                )


def _check_tables(study: Study) -> None:
    texts = [(paragraph.line, paragraph.text) for paragraph in study.pack.paragraphs]
    headed = {match["number"] for _, text in texts if len(text) < 200 and (match := _TABLE_HEADED.match(text))}
    headed |= {match["number"] for table in study.pack.tables if (match := _TABLE_HEADED.match(table.caption))}
    if len(headed) < 2:
        return
    for line, text in texts:
        if _TABLE_HEADED.match(text) and len(text) < 200:
            continue
        for match in _TO_TABLE.finditer(text):
            if match["number"] in headed:
                study.ledger.agreed(REFERENCES)
            else:
                study.ledger.found(
                    REFERENCES,
                    None,
                    line=line,
                    published=match[0].strip(),
                    row=text[:160],
                    explanation=(
                        f"{REFERENCES.words} No table is headed {match['number']}; there are "
                        f"{', '.join(sorted(headed, key=int))}."
                    ),
                    confidence=0.75,
                )


def _check_numbering(study: Study, report: Report) -> None:
    by_parent: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, line in report.numbers.items():
        parent, _, last = number.rpartition(".")
        if parent:
            by_parent[parent].append((int(last), line))
    steps = [after - before for numbers in by_parent.values() for (before, _), (after, _) in pairwise(sorted(numbers))]
    gaps = sum(step > 1 for step in steps)
    if gaps > 2 and gaps * 10 > len(steps):
        # The numbers are those of measures, of which only some are shown.
        return
    for parent, numbers in by_parent.items():
        ordered = sorted(numbers)
        for (before, _), (after, line) in pairwise(ordered):
            if {f"{parent}.{before}", f"{parent}.{after}"} & report.headings:
                continue
            if after == before + 1:
                study.ledger.agreed(NUMBERING)
            elif after - before <= 4:
                missing = ", ".join(f"{parent}.{number}" for number in range(before + 1, after))
                study.ledger.found(
                    NUMBERING,
                    None,
                    line=line,
                    published=f"{parent}.{after}",
                    expected=f"{parent}.{before + 1}",
                    explanation=(
                        f"{NUMBERING.words} {parent}.{before} is followed by {parent}.{after}: {missing} is not there."
                    ),
                    confidence=0.6,
                )
